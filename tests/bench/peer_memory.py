"""How much memory the pages and their index take.

    python -m tests.bench.peer_memory FOLDER PAGES model|library|program

Each measure is a process of its own, and counts all that is resident in it in the
end, interpreter and packages included:

    model    the parsed pages
    library  the same with their index, read step by step, as the screen does it
    program  the same with the screen's modules and jieba's dictionary
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

import numpy as np

from tui.app.loader import grow
from tui.corpus.model import Page
from tui.corpus.pool import load_all
from tui.corpus.reader import Source, find, load
from tui.index.library import Library

WAYS = ("model", "library", "program")


def print_all(folder: Path, pages: int) -> None:
    sys.stdout.flush()
    for way in WAYS:
        command = [sys.executable, "-m", __name__, str(folder), str(pages), way]
        subprocess.run(command, check=True)


def main(arguments: Sequence[str]) -> None:
    folder, count, way = arguments
    sources = find([Path(folder)]).sources[: int(count)]
    # As the app has it while it reads.
    gc.disable()
    before = resident()
    if way == "model":
        kept = [page for page in load_all(sources, load) if isinstance(page, Page)]
        _print(way, kept, before)
        return
    library = _read(sources)
    # Held until all is measured.
    rest = _rest() if way == "program" else None
    _print(way, library.pages, before, index_bytes(library))
    del rest


def resident() -> int:
    """Bytes of this process that are in memory (proc(5), statm)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def index_bytes(library: Library) -> int:
    """The bytes of all arrays of a library."""
    owners = {id(each): each for each in _arrays(library)}
    return sum(each.nbytes for each in owners.values())


def _arrays(node: object) -> Iterator[np.ndarray]:
    """The arrays below an object that own their memory."""
    match node:
        case np.ndarray():
            while isinstance(node.base, np.ndarray):
                node = node.base
            yield node
        case Mapping():
            for each in node.values():
                yield from _arrays(each)
        case tuple() if not isinstance(node, Page):
            for each in node:
                yield from _arrays(each)
        case _ if is_dataclass(node) and not isinstance(node, Page):
            for field in fields(node):
                yield from _arrays(getattr(node, field.name))


def _read(sources: Sequence[Source]) -> Library:
    library = Library()
    for growth in grow(sources):
        library = growth.library or library
    return library


def _rest() -> object:
    """What the program loads besides."""
    from tui.app.app import JieduApp
    from tui.index.words import Words

    return JieduApp, Words.load()


def _print(way: str, pages: Sequence[Page], before: int, arrays: int = 0) -> None:
    size = sum(len(page.text) for page in pages)
    held = resident()
    index = f", index arrays {arrays / size:.2f}" if arrays else ""
    print(
        f"Memory, {len(pages):,} pages, {way}: {held / 1e6:.0f} MB,"
        f" {held / size:.1f} bytes a character"
        f" ({(held - before) / size:.1f} without the program's own){index}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
