"""How fast folders are read, and how much memory that takes.

    python -m tests.bench.bench_read [FOLDER…]

Without a folder, the bundled pages. Each line comes from a process of its own:

    here     all files in one process; MB of files a second of its processor time
    pool     as Jiedu reads them, by workers where they pay; MB a second of all their
             time, what the receiving process needs of it, and until the first page
    library  the same, indexed and arranged step by step, as the screen does it

Megabytes of memory are the most that the process held, without what it held before
the first file; of the workers, the most that one of them held.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from tui.app.loader import grow
from tui.corpus.pool import load_all
from tui.corpus.reader import Source, bundled, find, load

MB = 1e6


def main(arguments: Sequence[str]) -> None:
    if len(arguments) == 3 and arguments[0] == "--only":
        WAYS[arguments[1]](arguments[2])
        return
    for folder in arguments or [str(bundled())]:
        size = sum(
            source.path.stat().st_size for source in find([Path(folder)]).sources
        )
        print(f"{folder}: {size / MB:.1f} MB")
        for way in WAYS:
            command = [sys.executable, "-m", __spec__.name, "--only", way, folder]
            subprocess.run(command, check=True)


def measured(
    way: str, folder: str, read: Callable[[list[Source]], Iterable[object]]
) -> None:
    """Print what it takes to read a folder and to keep what comes of it."""
    sources = find([Path(folder)]).sources
    size = sum(source.path.stat().st_size for source in sources) / MB
    # As the app has it while it reads.
    gc.disable()
    before, start, own = held(), time.perf_counter(), spent(RUSAGE_SELF)
    kept, first = [], 0.0
    for each in read(sources):
        kept.append(each)
        first = first or time.perf_counter() - start
    taken = time.perf_counter() - start
    own, others = spent(RUSAGE_SELF) - own, spent(RUSAGE_CHILDREN)
    print(
        f"  {way:8} {taken:7.2f} s  {size / (own + others):5.2f} MB/s a core"
        f"  here {own:6.2f} s  first after {first:5.3f} s"
        f"  memory {held() - before:6.0f} MB"
        f"  a worker {getrusage(RUSAGE_CHILDREN).ru_maxrss * 1024 / MB:4.0f} MB"
    )


def spent(who: int) -> float:
    """Seconds of processor time."""
    usage = getrusage(who)
    return usage.ru_utime + usage.ru_stime


def held() -> float:
    """The most memory that this process has held, in MB."""
    return getrusage(RUSAGE_SELF).ru_maxrss * 1024 / MB


def last_of(growths: Iterable[object]) -> Iterable[object]:
    """Each, and only the last one of them kept."""
    kept: list[object] = []
    for each in growths:
        kept[:] = [each]
        yield None
    yield kept


WAYS: dict[str, Callable[[str], None]] = {
    "here": lambda folder: measured("here", folder, lambda files: map(load, files)),
    "pool": lambda folder: measured(
        "pool", folder, lambda files: load_all(files, load)
    ),
    "library": lambda folder: measured(
        "library", folder, lambda files: last_of(grow(files))
    ),
}


if __name__ == "__main__":
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    main(sys.argv[1:])
