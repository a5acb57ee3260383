"""The result of a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tui.corpus.model import Offsets, Page, Span
from tui.corpus.outline import ArticleId, Node, Outline
from tui.index.blocks import Blocks
from tui.index.fold import Codes, Positions


class Hit(NamedTuple):
    id: ArticleId
    section: int | None
    """Its number in the article's sections; None in front of the first one."""

    passage: int
    """Its number in the page's passages."""

    start: int
    stop: int
    """The characters that match, as code points in `page.read(passage)`."""

    span: Span
    """The same in the page's text, from the first to behind the last character:
    it may run over line ends."""

    term: int
    """Which of the query's terms, from 0."""


class Marked(NamedTuple):
    """A hit as it is painted in its passage."""

    start: int
    stop: int
    term: int
    number: int
    """Which hit of the query, from 0."""


class Hits:
    """All hits of a query, in reading order; never changed.

    They are kept as arrays, by position, so article by article in the order of the
    pages. A reader walks the articles in the order of the outline: two tables of
    counts lead from one order to the other, and no hit has to move.
    """

    def __init__(
        self,
        pages: Sequence[Page],
        outline: Outline,
        blocks: Blocks,
        ranked: npt.NDArray[np.intp],
        terms: Sequence[tuple[str, Codes]],
    ) -> None:
        """`ranked` has the articles in reading order, each by its number in the
        order of the pages. `terms` are as typed and folded."""
        self.terms = tuple(typed for typed, _ in terms)
        self._pages, self._outline, self._blocks = pages, outline, blocks
        self._ranked = ranked
        self._lengths = np.array([len(codes) for _, codes in terms], np.int64)
        self._positions, self._term, counts = _search(
            blocks, [codes for _, codes in terms]
        )
        self._bounds = np.append(0, np.cumsum(counts))
        """The hits of article i are `_positions[_bounds[i]:_bounds[i + 1]]`."""
        self._before = np.append(0, np.cumsum(counts[ranked]))
        """How many hits come before each article in reading order; then all."""

    def __len__(self) -> int:
        return len(self._positions)

    def __iter__(self) -> Iterator[Hit]:
        for rank in np.flatnonzero(self.counts()).tolist():
            first, last = self._bounds[self._ranked[rank] :][:2]
            yield from self._made(rank, int(first), int(last))

    def __getitem__(self, number: int) -> Hit:
        """The hit of that number in reading order; negative ones count from the end.
        Raises IndexError where there is none."""
        number = range(len(self))[number]
        rank = int(np.searchsorted(self._before, number, "right")) - 1
        at = int(self._bounds[self._ranked[rank]] + number - self._before[rank])
        return next(self._made(rank, at, at + 1))

    @property
    def articles(self) -> int:
        """How many articles have a hit."""
        return int(np.count_nonzero(self.counts()))

    def counts(self) -> npt.NDArray[np.int64]:
        """The hits of each article, in reading order."""
        return np.diff(self._before)

    def count(self, node: Node) -> int:
        """The hits below a node of the outline."""
        if node.passages is None:
            return int(self._before[node.last] - self._before[node.first])
        page = self._outline.articles[node.first].page
        first, last = self._between(page, *node.passages)
        return last - first

    def in_passage(self, id: ArticleId, passage: int) -> Sequence[Marked]:
        """The hits in a passage of the article's page, by start, longer ones first."""
        first, last = self._between(id.page, passage, passage + 1)
        rank = self._outline.rank[id]
        ahead = int(self._before[rank] - self._bounds[self._ranked[rank]])
        return [
            Marked(start, stop, term, ahead + at)
            for at, (_, start, stop, term) in enumerate(self._marks(first, last), first)
        ]

    def nearest(self, id: ArticleId, passage: int = 0, offset: int = 0) -> int | None:
        """The number of the first hit at or behind a place in reading order; from
        the end it goes on at the start. None where there are no hits."""
        if not len(self):
            return None
        rank = self._outline.rank[id]
        first, last = self._bounds[self._ranked[rank] :][:2]
        place = self._blocks.position(id.page, passage, offset)
        at = np.clip(np.searchsorted(self._positions, place), first, last)
        return int(self._before[rank] + at - first) % len(self)

    def _made(self, rank: int, first: int, last: int) -> Iterator[Hit]:
        """`_positions[first:last]`, of the article of that rank."""
        id_ = self._outline.articles[rank]
        page = self._pages[id_.page]
        article = page.articles[id_.article]
        for number, marks in groupby(self._marks(first, last), key=itemgetter(0)):
            offsets = Offsets(page.text, page.passages[number].spans)
            section = article.section_of(number)
            for _, start, stop, term in marks:
                span = Span(offsets[start], offsets[stop - 1] + 1)
                yield Hit(id_, section, number, start, stop, span, term)

    def _between(self, page: int, first: int, last: int) -> tuple[int, int]:
        """The bounds in `_positions` of the hits in a range of a page's passages."""
        ends = [self._blocks.position(page, each) for each in (first, last)]
        start, stop = np.searchsorted(self._positions, ends)
        return int(start), int(stop)

    def _marks(self, first: int, last: int) -> Iterator[tuple[int, int, int, int]]:
        """Passage, start, stop and term of `_positions[first:last]`, on one page."""
        if first == last:
            return iter(())
        positions, terms = self._positions[first:last], self._term[first:last]
        _, *places = self._blocks.places(positions, self._lengths[terms])
        return zip(*(each.tolist() for each in (*places, terms)), strict=True)


def _search(
    blocks: Blocks, terms: Sequence[Codes]
) -> tuple[Positions, npt.NDArray[np.intp], Positions]:
    """The positions of all terms' occurrences in the articles that have every term,
    where two start together the longer one first; which term each one is; and how
    many there are in each article."""
    if not terms:
        return np.zeros(0, np.int64), np.zeros(0, np.intp), blocks.articles[1:] * 0
    found = [blocks.find(term) for term in terms]
    counts = [np.diff(np.searchsorted(each, blocks.articles)) for each in found]
    if len(terms) == 1:
        return found[0], np.zeros(len(found[0]), np.intp), counts[0]
    complete = np.logical_and.reduce([each > 0 for each in counts], axis=0)
    longest_first = sorted(range(len(terms)), key=lambda each: -len(terms[each]))
    kept = [found[each][np.repeat(complete, counts[each])] for each in longest_first]
    positions = np.concatenate(kept)
    term = np.repeat(longest_first, [len(each) for each in kept])
    order = np.argsort(positions, kind="stable")
    return positions[order], term[order], np.sum(counts, axis=0) * complete
