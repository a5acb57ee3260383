"""The pages and their index: what the screen and the command line search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from tui.corpus.model import Article, Page, Skipped
from tui.corpus.outline import ArticleId, Outline
from tui.index.blocks import Blocks
from tui.index.fold import Codes, fold_term
from tui.index.hits import Hit, Hits, Marked

__all__ = ["Hit", "Hits", "Library", "Marked"]


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """Pages, their outline and their index, at one moment. `Library()` is empty.

    Nothing changes it: adding pages makes another library, which shares the rest.
    So any thread may search it without a lock, and a reader of an older one keeps a
    whole picture until letting go of it.
    """

    pages: tuple[Page, ...] = ()
    outline: Outline = field(default_factory=Outline)
    skipped: tuple[Skipped, ...] = ()
    _blocks: Blocks = field(default_factory=Blocks)
    _ranked: npt.NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))
    """The articles in reading order, by their numbers in the order of the pages."""

    def add(self, pages: Sequence[Page], skipped: Sequence[Skipped] = ()) -> Library:
        """A library with these pages behind its own.

        It costs what is added, and a little of what there is: add many at a time.
        """
        every = (*self.pages, *pages)
        outline = self.outline.add(pages)
        return Library(
            every,
            outline,
            (*self.skipped, *skipped),
            self._blocks.add(pages),
            _numbers(every, outline),
        )

    def find(self, query: str) -> Hits:
        """Every occurrence of the query's terms, which blanks divide, in the articles
        that have all of them. Overlapping occurrences count; a term of nothing but
        blanks and marks that folding drops is passed over."""
        terms: dict[bytes, tuple[str, Codes]] = {}
        for typed in query.split():
            codes = fold_term(typed)
            if len(codes):
                terms.setdefault(codes.tobytes(), (typed, codes))
        return Hits(
            self.pages, self.outline, self._blocks, self._ranked, [*terms.values()]
        )

    def page(self, id: ArticleId) -> Page:
        return self.pages[id.page]

    def article(self, id: ArticleId) -> Article:
        return self.pages[id.page].articles[id.article]


def _numbers(pages: Sequence[Page], outline: Outline) -> npt.NDArray[np.intp]:
    """The number of each article of the outline, counted in the order of the pages."""
    firsts = np.array([0, *accumulate(len(page.articles) for page in pages)], np.intp)
    # A generator of our own lets other threads run; chained tuples would not.
    each = (number for id_ in outline.articles for number in id_)
    ids = np.fromiter(each, np.intp, 2 * len(outline.articles)).reshape(-1, 2)
    return firsts[ids[:, 0]] + ids[:, 1]
