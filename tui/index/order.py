"""The reading order of the articles: from the order of the slots and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import numpy.typing as npt

from tui.corpus.outline import ArticleId, Outline
from tui.index.catalog import Catalog

Numbers = npt.NDArray[np.intp]

MANY = 1.1
"""Times as many articles as before, from which on all are arranged anew."""


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """Both ways as a table; nothing changes it."""

    articles: Numbers = field(default_factory=lambda: np.zeros(0, np.intp))
    """The articles in reading order, by their numbers in the order of the slots."""

    ranks: Numbers = field(default_factory=lambda: np.zeros(0, np.intp))
    """Where each of them stands in it; -1 for those that are gone."""

    def add(self, outline: Outline, catalog: Catalog, first: int) -> Order:
        """With the articles of the outline's pages from page `first` on; they are the
        last ones in the catalog."""
        if len(catalog) > MANY * len(self.ranks):
            return _arranged(outline, catalog)
        return self._with(_ranks(outline, range(first, len(outline.pages))))

    def replace(self, before: Outline, after: Outline, page: int) -> Order:
        """With the articles that a page has after it was read again, which are the
        last ones in the catalog, and without those that it had before."""
        kept = np.delete(self.articles, _ranks(before, [page]))
        return Order(kept, self.ranks)._with(_ranks(after, [page]))

    def _with(self, ranks: Sequence[int]) -> Order:
        """With new articles at these ranks: the others stay in their order."""
        articles = np.empty(len(self.articles) + len(ranks), np.intp)
        own = np.ones(len(articles), bool)
        own[ranks] = False
        articles[own] = self.articles
        articles[ranks] = np.arange(len(ranks)) + len(self.ranks)
        return _of(articles, len(self.ranks) + len(ranks))


def _of(articles: Numbers, size: int) -> Order:
    """`size`: of all articles, gone or there."""
    ranks = np.full(size, -1)
    ranks[articles] = np.arange(len(articles))
    return Order(articles, ranks)


def _arranged(outline: Outline, catalog: Catalog) -> Order:
    """All articles: a microsecond for each."""
    ids = np.fromiter(chain.from_iterable(outline.articles), np.intp).reshape(-1, 2)
    return _of(catalog.firsts[ids[:, 0]] + ids[:, 1], len(catalog))


def _ranks(outline: Outline, pages: Iterable[int]) -> list[int]:
    """Where the articles of some pages stand: ten microseconds for each."""
    return [
        outline.rank[ArticleId(page, at)]
        for page in pages
        for at in range(len(outline.pages[page].articles))
    ]
