"""Read pages behind the screen, handing out more and more of the corpus.

Nothing here knows the screen. The parser, numpy and the index are imported by the
first step of `grow`, so that a thread can pay for them behind the first frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from tui.corpus.model import Article, Page, Skipped
from tui.corpus.outline import ArticleId, Outline, outline_of

if TYPE_CHECKING:
    from tui.corpus.pool import Load
    from tui.corpus.reader import Source
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
) -> Iterator[Growth]:
    """The corpus step by step: the first page, more and more pages, last of all.

    `load` reads one source, as `reader.load` does where none is given. When `wanted`
    says no, the rest is left."""
    from tui.corpus import reader, remarks
    from tui.corpus.pool import load_all

    library: Library | None = None
    pages: list[Page] = []
    skipped: list[Skipped] = []
    noted: list[Page] = []
    due = monotonic() + PAUSE
    total = len(sources)
    for done, loaded in enumerate(load_all(sources, load or reader.load, wanted), 1):
        if isinstance(loaded, Page):
            pages.append(loaded)
            if loaded.problems or loaded.undecodable:
                noted.append(loaded)
        else:
            skipped.append(loaded)
        if library is None and done in (1, total):
            yield Growth((*pages,), outline_of(pages), (*skipped,), None, done, total)
        started = monotonic()
        if started >= due or done == total:
            library = _add(library, pages, skipped)
            pages, skipped = [], []
            told = remarks.of_pages(noted) if done == total else ()
            yield indexed(library, done, total, (*told,))
            due = monotonic() + max(PAUSE, REST * (monotonic() - started))


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


def _add(
    library: Library | None, pages: Sequence[Page], skipped: Sequence[Skipped]
) -> Library:
    from tui.index.library import Library

    return (library or Library()).add(pages, skipped)
