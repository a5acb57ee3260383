"""Where one has been: the jump list, and whether a place is still there.

The rules are those of Vim (`:help jumplist`), whose users expect them; only that a
place is a character here, as a paragraph may fill the screen, and not a line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.app.places import Place, moved

if TYPE_CHECKING:
    from tui.app.loader import Growth

MOST = 100
"""Places that are remembered, as in Vim."""


@dataclass(frozen=True, slots=True)
class Travels:
    """Never changes: every jump makes the next one."""

    places: tuple[Place, ...] = ()
    """Where jumps came from, the latest last, each place once."""

    at: int = 0
    """Which of them one went back to; `len(places)` for none: one is on the way."""

    @property
    def place(self) -> Place | None:
        """Where one went back to."""
        return self.places[self.at] if self.at < len(self.places) else None

    @property
    def origin(self) -> Place | None:
        """Where the last jump came from."""
        return self.places[-1] if self.places else None

    def push(self, here: Place) -> Travels:
        """Someone jumps away from here. Nothing that was ahead is forgotten."""
        others = [each for each in self.places if each != here]
        places = (*others, here)[-MOST:]
        return Travels(places, len(places))

    def step(self, by: int, here: Place) -> Travels:
        """So many places back (negative) or forward; unchanged where there are none.

        Who begins to go back can come forward again: to here."""
        begins = by < 0 and self.place is None
        travels = self.push(here) if begins else self
        at = travels.at - begins + by
        return Travels(travels.places, at) if 0 <= at < len(travels.places) else self

    def behind(self, earlier: Travels) -> Travels:
        """With what was travelled at an earlier time before it."""
        if not self.places:
            return earlier
        others = [each for each in earlier.places if each not in self.places]
        places = (*others, *self.places)[-MOST:]
        return Travels(places, len(places) - len(self.places) + self.at)

    def moved(self, move: Callable[[Place], Place]) -> Travels:
        """With every place where `move` says that it stands."""
        return Travels(tuple(map(move, self.places)), self.at)


def stands(growth: Growth, place: Place) -> bool:
    """Whether there is such a place: its page may not be read yet, and one that is
    gone leaves an empty page."""
    pages, (number, at) = growth.pages, place.id
    if number >= len(pages) or at >= len(pages[number].articles):
        return False
    article = pages[number].articles[at]
    return article.first <= place.passage < article.last


def follow(before: Growth, growth: Growth, place: Place) -> Place:
    """Where a place stands after the corpus has changed. What isn't there stays what
    it was: its page may come, or come back."""
    if not stands(before, place):
        return place
    old, new = before.pages[place.id.page], growth.pages[place.id.page]
    return place if old is new else moved(old, new, place) or place


def followed(before: Growth, growth: Growth, place: Place | None) -> Place | None:
    """Where a place stands after the corpus has changed; None where it is gone."""
    there = place and follow(before, growth, place)
    return there if there and stands(growth, there) else None
