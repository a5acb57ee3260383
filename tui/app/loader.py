"""Read pages behind the screen, handing out more and more of the corpus.

Nothing here knows the screen. The parser, numpy and the index are imported by the
first step of `grow`, so that a thread can pay for them behind the first frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from tui.corpus.model import Article, Page, Skipped
from tui.corpus.outline import ArticleId, Outline, outline_of

if TYPE_CHECKING:
    from tui.corpus.pool import Load
    from tui.corpus.reader import Source
    from tui.index.batches import Batch, OpenCache
    from tui.index.block import Block
    from tui.index.library import Library

PAUSE = 0.1
"""Seconds between two steps."""

REST = 4
"""A step that took long is followed by that many times as long a pause, which leaves
most of the time to the pages that come and to the screen."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The corpus so far: never changed, so any thread may read it."""

    pages: Sequence[Page]
    outline: Outline
    skipped: Sequence[Skipped]
    library: Library | None
    """To search in. None at first: there is something to read before numpy is here."""

    done: int
    """How many sources have been read."""

    total: int
    remarks: Sequence[str] = ()
    """What has to be said about pages that were read: bytes that couldn't be decoded,
    sidecars that were misunderstood."""

    def article(self, id: ArticleId) -> Article:
        return self.pages[id.page].articles[id.article]

    @property
    def is_complete(self) -> bool:
        return self.done == self.total and self.library is not None


def grow(
    sources: Sequence[Source],
    load: Load | None = None,
    wanted: Callable[[], bool] = lambda: True,
    open_cache: OpenCache | None = None,
) -> Iterator[Growth]:
    """The corpus step by step: the first page, more and more pages, last of all.

    `load` reads one source, as `reader.load` does where none is given; `open_cache`
    says where pages are kept that have been read before. When `wanted` says no, the
    rest is left."""
    from tui.corpus import reader, remarks
    from tui.index.batches import batches

    cache = open_cache() if open_cache else None
    library: Library | None = None
    new, noted = _New(), list[Page]()
    due = monotonic() + PAUSE
    total, done = len(sources), 0
    for batch in batches(sources, load or reader.load, wanted, cache):
        noted += new.take(batch)
        done += len(batch.loaded)
        if library is None and (done == len(batch.loaded) or done == total):
            outline = outline_of(new.pages)
            yield Growth((*new.pages,), outline, (*new.skipped,), None, done, total)
        started = monotonic()
        if started >= due or done == total:
            library, new = new.added_to(library), _New()
            library = library.settled() if done == total else library
            told = remarks.of_pages(noted) if done == total else ()
            yield indexed(library, done, total, (*told,))
            due = monotonic() + max(PAUSE, REST * (monotonic() - started))
    _give_back()
    if cache is not None and library is not None:
        cache.write()
        if cache.remarks:
            yield indexed(library, done, total, cache.remarks)


class _New:
    """What has been read since the library was added to."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.skipped: list[Skipped] = []
        self._blocks: dict[int, Block] = {}

    def take(self, batch: Batch) -> Iterator[Page]:
        """Take what was read; the pages that something has to be said about."""
        if batch.block is not None:
            self._blocks[len(self.pages)] = batch.block
        pages = [each for each in batch.loaded if isinstance(each, Page)]
        self.pages += pages
        self.skipped += [each for each in batch.loaded if isinstance(each, Skipped)]
        return (each for each in pages if each.problems or each.undecodable)

    def added_to(self, library: Library | None) -> Library:
        from tui.index.library import Library

        before = library or Library()
        return before.add(self.pages, self.skipped, self._blocks)


def _give_back() -> None:
    """Have the C library return the memory that it holds between what is in use: after
    reading 5,000 pages a fifth of all. Others than glibc don't hold it."""
    from ctypes import CDLL

    with suppress(OSError, AttributeError, TypeError):
        CDLL(None).malloc_trim(0)


def indexed(
    library: Library, done: int, total: int, remarks: Sequence[str] = ()
) -> Growth:
    """What a library holds, with how much of all it is."""
    return Growth(
        library.pages,
        library.outline,
        library.skipped,
        library,
        done,
        total,
        remarks,
    )
