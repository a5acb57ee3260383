"""What is selected: from where someone began to where they have come."""

from __future__ import annotations

from typing import NamedTuple

from tui.app.render.units import Point, Unit, Units


class Selected(NamedTuple):
    """A range of an article that holds what it began with, whichever way it goes."""

    first: Point
    last: Point
    """Start and end of what it began with: a row, a sentence, a character."""

    edge: Point
    """Where it has come to: `last`, anything behind, or anything before `first`."""

    @classmethod
    def of(cls, first: Point, last: Point) -> Selected:
        return cls(first, last, last)

    @property
    def start(self) -> Point:
        return min(self.first, self.edge)

    @property
    def end(self) -> Point:
        return max(self.last, self.edge)

    def to(self, start: Point, end: Point) -> Selected:
        """Selected as far as this range, which may be on either side."""
        if start < self.first:
            return self._replace(edge=start)
        return self._replace(edge=max(end, self.last))

    def extended(self, step: int, unit: Unit, units: Units) -> Selected:
        """Further by a unit: towards the end (1) or the start (-1) of the article.

        What it goes back over is selected no more."""
        if step > 0:
            edge = units.after(self.edge, unit)
            if self.edge < self.first and edge >= self.first:
                edge = self.last
        elif self.edge > self.last:
            edge = max(units.before(self.edge, unit), self.last)
        else:
            edge = units.before(self.start, unit)
        return self._replace(edge=edge)

    def rounded(self, here: Point, unit: Unit, units: Units) -> Selected:
        """From the whole unit that holds a character of what it began with, and at the
        other end grown to a whole one."""
        began = Selected.of(*units.around(here, unit))
        start, end = units.around(self.edge, unit)
        if self.edge == self.last:
            return began
        if self.edge < self.first:
            return began.to(start, end)
        return began.to(began.first, self.edge if start == self.edge else end)

    def within(self, passage: int) -> tuple[int, int | None] | None:
        """Which characters of a passage are selected; None as end is that of its
        text."""
        if not self.start.passage <= passage <= self.end.passage:
            return None
        start = self.start.offset if passage == self.start.passage else 0
        return start, self.end.offset if passage == self.end.passage else None
