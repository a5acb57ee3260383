"""The articles with hits, in an order of the reader's choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, overload

import numpy as np
import numpy.typing as npt

from tui.corpus.model import Article
from tui.corpus.outline import ArticleId
from tui.index.hits import Hits, Marked
from tui.index.scoring import Whole, by_relevance
from tui.index.snippets import Snippet, snippets, title_marks

if TYPE_CHECKING:
    from tui.index.library import Library


class Sort(StrEnum):
    RELEVANCE = "relevance"
    PLACE = "place"
    """As the tree shows them."""
    HITS = "hits"
    """Those with most hits first."""


@dataclass(frozen=True, slots=True)
class Result:
    id: ArticleId
    article: Article
    count: int
    """Its hits."""
    number: int
    """Which of the query's hits is its first one."""
    snippets: list[Snippet]
    in_title: Sequence[Marked] = ()
    """The hits in its title; they count in `article.title`."""


class Results(Sequence[Result]):
    """The articles of a query; each is looked up when it is asked for."""

    def __init__(
        self,
        library: Library,
        hits: Hits,
        sort: Sort = Sort.RELEVANCE,
        whole: Whole | None = None,
        limit: int = 2,
    ) -> None:
        """`limit`: snippets of an article; `whole` as in `tui.index.scoring`."""
        self.hits, self.sort = hits, sort
        self._library, self._limit = library, limit
        self._ranks = _sorted(hits, sort, whole)

    def __len__(self) -> int:
        return len(self._ranks)

    def __iter__(self) -> Iterator[Result]:
        return (self[at] for at in range(len(self)))

    @overload
    def __getitem__(self, at: int) -> Result: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Result]: ...
    def __getitem__(self, at: int | slice) -> Result | Sequence[Result]:
        if isinstance(at, slice):
            return [self[each] for each in range(len(self))[at]]
        rank = int(self._ranks[range(len(self))[at]])
        id_ = self._library.outline.articles[rank]
        first, count = self.hits.of_article(rank)
        page, article = self._library.page(id_), self._library.article(id_)
        found = snippets(self.hits, page, id_, self._limit)
        in_title = (*title_marks(self.hits, page, id_),)
        return Result(id_, article, count, first, found, in_title)


def _sorted(hits: Hits, sort: Sort, whole: Whole | None) -> npt.NDArray[np.intp]:
    """The ranks of the articles with hits, sorted."""
    if sort is Sort.RELEVANCE:
        return by_relevance(hits, whole)
    counts = hits.counts()
    ranks = np.flatnonzero(counts)
    if sort is Sort.HITS:
        return ranks[np.argsort(-counts[ranks], kind="stable")]
    return ranks
