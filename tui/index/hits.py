"""The result of a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tui.corpus.model import Offsets, Page, Span
from tui.corpus.outline import ArticleId, Node, Outline
from tui.index.block import Zone
from tui.index.blocks import Blocks
from tui.index.catalog import Catalog, Totals, Value
from tui.index.fold import Codes, Positions
from tui.index.matches import Matches
from tui.index.order import Order
from tui.index.query import Field


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


class Marks(NamedTuple):
    """Hits of an article, in order, as arrays that run in parallel."""

    passages: Positions
    starts: Positions
    stops: Positions
    """Code points in the passage as it is read."""
    terms: Positions
    numbers: Positions


class Hits:
    """All hits of a query, in reading order; never changed.

    They are kept as arrays, by position, so article by article in the order of the
    slots. A reader walks the articles in the order of the outline: counts lead from
    one order to the other, and no hit has to move. They are made when they are asked
    for.
    """

    def __init__(
        self,
        pages: Sequence[Page],
        outline: Outline,
        blocks: Blocks,
        catalog: Catalog,
        order: Order,
        matches: Matches,
        terms: Sequence[str] = (),
        problems: Sequence[str] = (),
    ) -> None:
        """`terms` are as typed, empty for that of the titles that stand for their
        articles; `problems` say, in words for the user, what of the query could not
        be searched for."""
        self.terms, self.problems = tuple(terms), tuple(problems)
        self.matches = matches
        """The hits, in the order of the slots."""
        self._pages, self._outline, self._blocks = pages, outline, blocks
        self._catalog, self._order = catalog, order

    def __len__(self) -> int:
        return len(self.matches.positions)

    def __iter__(self) -> Iterator[Hit]:
        for rank in np.flatnonzero(self.counts()).tolist():
            yield from self._made(rank, *self._of(rank))

    def __getitem__(self, number: int) -> Hit:
        """The hit of that number in reading order; negative ones count from the end.
        Raises IndexError where there is none."""
        number = range(len(self))[number]
        rank = int(np.searchsorted(self._before, number, "right")) - 1
        at = self._of(rank)[0] + number - int(self._before[rank])
        return next(self._made(rank, at, at + 1))

    def prepare(self) -> None:
        """Count all that a screen shows, which is kept: of many hits that takes as long
        as to find them, and need not be done where keys are answered."""
        _ = self._before, self._totals

    @property
    def articles(self) -> int:
        """How many articles have a hit."""
        return len(self._having[0])

    def counts(self) -> npt.NDArray[np.int64]:
        """The hits of each article, in reading order."""
        counts = np.zeros(len(self._order.articles), np.int64)
        articles, own = self._having
        counts[self._order.ranks[articles]] = own
        return counts

    def of_article(self, rank: int) -> tuple[int, int]:
        """The number of an article's first hit, and how many it has."""
        first, last = self._before[rank : rank + 2].tolist()
        return first, last - first

    def facet(self, field: Field, most: int | None = None) -> list[tuple[str, int]]:
        """The values of a field in the articles with hits, those with most hits
        first, and how many hits each has; empty for what is not known. All of them,
        or as many as `most`."""
        return [(value.name, count) for value, count in self.values(field, most)]

    def values(self, field: Field, most: int | None = None) -> list[tuple[Value, int]]:
        """As `facet`, with the codes of places: by these namesakes are told apart."""
        return [*self._totals.counted(field, self._catalog.values, most)]

    def count(self, node: Node) -> int:
        """The hits below a node of the outline."""
        if node.passages is None:
            return int(self._before[node.last] - self._before[node.first])
        page = self._outline.articles[node.first].page
        first, last = self._between(page, *node.passages)
        return last - first

    def years(self) -> list[tuple[str, int]]:
        """The years of the articles with hits and how many hits each has, the latest
        first; behind them, empty, what is not known."""
        counts: Counter[str] = Counter()
        for date, count in self.facet(Field.YEAR):
            counts[date[:4]] += count
        return sorted(counts.items(), reverse=True)

    # For those who look at all hits at once, in the order of the slots

    def owners(self) -> npt.NDArray[np.int64]:
        """For each of `matches` the rank of its article in reading order."""
        return self._order.ranks[self.matches.articles]

    def numbers(self) -> npt.NDArray[np.int64]:
        """For each of `matches` its number in reading order."""
        articles, counts = self._having
        ahead = self._before[self._order.ranks[articles]] - np.cumsum(counts) + counts
        return np.arange(len(self)) + np.repeat(ahead, counts)

    def lengths(self) -> npt.NDArray[np.int64]:
        """The codes of each article, in reading order."""
        return np.diff(self._blocks.articles)[self._order.articles]

    def within(self, zone: Zone) -> npt.NDArray[np.bool_]:
        """Which of `matches` lie in a zone."""
        return self._blocks.within(zone, *self.matches[:2])

    def around(self, reach: int) -> Codes:
        """For each of `matches` a row: the codes before it, then those behind."""
        return self._blocks.around(*self.matches[:2], reach)

    def text_of(self, hit: Hit) -> str:
        """The passage that a hit stands in."""
        page = self._pages[hit.id.page]
        return page.read(page.passages[hit.passage])

    def in_passage(self, id: ArticleId, passage: int) -> Sequence[Marked]:
        """The hits in a passage of the article's page, by start, longer ones first."""
        first, last = self._between(id.page, passage, passage + 1)
        rank = self._outline.rank[id]
        ahead = int(self._before[rank]) - self._of(rank)[0]
        return [
            Marked(start, stop, term, ahead + at)
            for at, (_, start, stop, term) in enumerate(self._marks(first, last), first)
        ]

    def in_article(self, id: ArticleId) -> Marks:
        """The hits of an article, however many."""
        rank = self._outline.rank[id]
        first, last = self._of(rank)
        numbers = np.arange(last - first) + self._before[rank]
        if first == last:
            return Marks(*(numbers,) * 5)
        positions, sizes, terms, _ = (each[first:last] for each in self.matches)
        return Marks(*self._blocks.places(positions, sizes), terms, numbers)

    def nearest(self, id: ArticleId, passage: int = 0, offset: int = 0) -> int | None:
        """The number of the first hit at or behind a place in reading order; from
        the end it goes on at the start. None where there are no hits."""
        if not len(self):
            return None
        rank = self._outline.rank[id]
        first, last = self._of(rank)
        slot = int(self._catalog.slots[id.page])
        place = self._blocks.position(slot, passage, offset)
        at = np.clip(np.searchsorted(self.matches.positions, place), first, last)
        return int(self._before[rank] + at - first) % len(self)

    @cached_property
    def _having(self) -> tuple[Positions, Positions]:
        """The articles with hits, in the order of the slots, and how many each has."""
        owners = self.matches.articles
        starts = np.flatnonzero(owners[1:] != owners[:-1]) + 1
        bounds = np.concatenate(([0], starts, [len(owners)]))
        # Without hits the two ends are one.
        bounds = bounds[len(owners) == 0 :]
        return owners[bounds[:-1]], np.diff(bounds)

    @cached_property
    def _before(self) -> Positions:
        """How many hits come before each article in reading order; then all."""
        return np.append(0, np.cumsum(self.counts()))

    @cached_property
    def _totals(self) -> Totals:
        return self._catalog.totals(*self._having)

    def _of(self, rank: int) -> tuple[int, int]:
        """The bounds in `matches` of an article's hits."""
        article = self._order.articles[rank]
        first, last = self.matches.articles.searchsorted((article, article + 1))
        return int(first), int(last)

    def _made(self, rank: int, first: int, last: int) -> Iterator[Hit]:
        """`matches[first:last]`, of the article of that rank."""
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
        """The bounds in `matches` of the hits in a range of a page's passages."""
        slot = int(self._catalog.slots[page])
        ends = [self._blocks.position(slot, each) for each in (first, last)]
        start, stop = np.searchsorted(self.matches.positions, ends)
        return int(start), int(stop)

    def _marks(self, first: int, last: int) -> Iterator[tuple[int, int, int, int]]:
        """Passage, start, stop and term of `matches[first:last]`, on one page."""
        if first == last:
            return iter(())
        positions, sizes, terms, _ = (each[first:last] for each in self.matches)
        places = self._blocks.places(positions, sizes)
        return zip(*(each.tolist() for each in (*places, terms)), strict=True)
