"""A query, what it found, and the hit that is current."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tui.app.places import Place
from tui.corpus.outline import ArticleId

if TYPE_CHECKING:
    from tui.index.library import Hits


def quoted(text: str) -> str:
    """Text as a query that means nothing but itself."""
    from tui.index.query import Query, Term

    return str(Query(Term(text)))


@dataclass(frozen=True)
class Search:
    """Never changes: every key makes the next one."""

    query: str
    hits: Hits
    current: int | None = None
    """A hit's number; None where nothing was found."""

    instead: str | None = None
    """What was searched for because the query itself is nowhere."""

    turn: int = 0
    """1 where the last step went from the last hit to the first, -1 the other way."""

    @cached_property
    def place(self) -> Place | None:
        """Where the current hit stands."""
        if self.current is None:
            return None
        hit = self.hits[self.current]
        return Place(hit.id, hit.passage, hit.start)

    def at(self, number: int) -> Search:
        """With the hit of that number as the current one."""
        return replace(self, current=number, turn=0)

    def near(self, place: Place | None) -> Search:
        """With the first hit at or behind a place as the current one; of all, where
        no place is given."""
        first = 0 if len(self.hits) else None
        nearest = self.hits.nearest(*place) if place else first
        return replace(self, current=nearest, turn=0)

    def approach(self, place: Place, by: int, rank: Mapping[ArticleId, int]) -> Search:
        """With the first hit behind a place that is no hit, or the last one before.

        `rank` is the reading order of the articles."""
        near = self.near(place)
        if near.place is None:
            return self
        found, start = ((rank[each.id], *each[1:]) for each in (near.place, place))
        round_ = found < start
        if by > 0:
            return replace(near, turn=int(round_))
        return replace(near.step(by), turn=0) if round_ else near.step(by)

    def step(self, by: int) -> Search:
        """With the next hit, or the one before; past the last comes the first."""
        if self.current is None:
            return self
        at = self.current + by
        turn = (at >= len(self.hits)) - (at < 0)
        return replace(self, current=at % len(self.hits), turn=turn)
