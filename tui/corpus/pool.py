"""Load many files in their order: in this process, or in several beside it.

Threads gain nothing, as parsing is Python from end to end. Measured on two cores with
lines and blocks alone, over 12 MB in 1,000 pages: 8.9 MB/s one after the other, 8.8 in
two threads, 12.9 in two processes (the machine was shared: at rest they come to twice
as much). Bringing a page back costs 3 % of parsing it.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial
from itertools import accumulate, islice
from stat import S_ISREG
from typing import TYPE_CHECKING

from tui.corpus.model import Page, Skipped
from tui.i18n import _

if TYPE_CHECKING:
    from tui.corpus.reader import Source
    from tui.corpus.workers import Crew

Loaded = Page | Skipped
Load = Callable[["Source"], Loaded]

SMALL = 1 << 20
"""Bytes of a corpus that is parsed in the time that workers take to start."""
BATCH = 1 << 17
"""Bytes of the files that a worker gets at a time: some 70 ms of its work."""
AHEAD = 32
"""Batches for each worker that may be under way or wait to be taken: enough to go on
with beside one large file, and never a large part of the corpus."""
MOST = 8
"""Workers that keep the one process busy which takes in what they send."""
PATIENCE = 0.1
"""Seconds until it is noticed that nobody wants the rest."""


def load_all(
    sources: Sequence[Source], load: Load, wanted: Callable[[], bool] = lambda: True
) -> Generator[Loaded, None, None]:
    """What `load` makes of each source, in order, some of it read ahead.

    `load` has to be picklable. A source over which it fails, or over which a worker
    dies, is Skipped. When `wanted` says no, the rest is left; a worker at work on it
    is stopped.
    """
    attempt = partial(_attempt, load)
    if is_small(sources):
        for source in sources:
            if not wanted():
                return
            yield attempt(source)
    else:
        yield from _beside(sources, attempt, wanted)


def _attempt(load: Load, source: Source) -> Loaded:
    """A fault of the program over one file must not take the others along."""
    try:
        return load(source)
    except Exception as error:
        reason = _("程序出错，请报告：{error}").format(error=repr(error))
        return Skipped(source.name, reason)


def _beside(
    sources: Sequence[Source], load: Load, wanted: Callable[[], bool]
) -> Generator[Loaded, None, None]:
    """Load by workers. A thread for each of them asks and takes in the answer."""
    from concurrent.futures import ThreadPoolExecutor, wait

    from tui.corpus.workers import Crew

    count = min(_cores(), MOST)
    crew, threads = Crew(load), ThreadPoolExecutor(count)
    tasks = _tasks(sources, load, crew)
    window = deque(threads.submit(task) for task in islice(tasks, AHEAD * count))
    try:
        while window:
            while not wait(islice(window, 1), PATIENCE).done:
                if not wanted():
                    return
            yield from window.popleft().result()
            window.extend(threads.submit(task) for task in islice(tasks, 1))
    finally:
        crew.stop()
        threads.shutdown(cancel_futures=True)


def _tasks(
    sources: Sequence[Source], load: Load, crew: Crew
) -> Iterator[Callable[[], list[Loaded]]]:
    """The first file is loaded here, to have a page to read while the workers start;
    so is a pipe, which another process may not have."""
    for number, batch in enumerate(_batches(sources)):
        size = _size(batch[0])
        if size is None or (number == 0 and size <= BATCH):
            yield partial(list, map(load, batch))
        else:
            yield partial(crew.load, batch)


def _batches(sources: Sequence[Source]) -> Iterator[list[Source]]:
    """The first source, then as many as BATCH bytes take. What is larger, or is no
    file, is alone."""
    batch: list[Source] = []
    room = 0
    for source in sources:
        size = _size(source)
        need = BATCH + 1 if size is None else size
        if batch and need > room:
            yield batch
            batch, room = [], BATCH
        batch.append(source)
        room -= need
    if batch:
        yield batch


def is_small(sources: Sequence[Source]) -> bool:
    """Whether sources are parsed before workers, or a cache, could be of help."""
    sizes = accumulate(_size(source) or 0 for source in sources)
    return all(size <= SMALL for size in sizes)


def _size(source: Source) -> int | None:
    """The bytes of a file; None for what is none: a pipe, or a file that is gone."""
    try:
        status = source.path.stat()
    except (OSError, ValueError):
        return None
    return status.st_size if S_ISREG(status.st_mode) else None


def _cores() -> int:
    """The processors that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
