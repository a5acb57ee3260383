"""Marks and jumps that outlast the program: as anchors in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from tui.app.places import Place, anchor_of, place_at
from tui.app.screens.arranging import ArrangingScreen
from tui.app.travels import stands
from tui.i18n import _

if TYPE_CHECKING:
    from tui.corpus.model import Page
    from tui.state.anchors import Anchor

Key = TypeVar("Key")


class MarkingScreen(ArrangingScreen):
    """Keeps each mark when it is set, and knows those that other programs set."""

    def __init__(self) -> None:
        super().__init__()
        self.awaits_memory = False
        """Whether what is remembered is being loaded."""
        self._made: dict[Place, tuple[Page, Anchor]] = {}
        self._taken: dict[str, Anchor] = {}
        """What the places of `marks` were found by."""
        self._early: list[str] = []
        """The letters of marks that were set before there was a memory."""

    def confirm(self, letter: str) -> None:
        """Say that a mark is set as soon as it is on the disk."""
        memory = self.memory
        if memory is None and self.awaits_memory:
            self._early.append(letter)
        elif memory is None:
            super().confirm(letter)
        else:
            for anchor in self.anchors([self.marks[letter]]):
                self._taken[letter] = anchor
                memory.mark(letter, anchor)
            told = _("已标记 {letter}").format(letter=letter)
            self.save(told, self.status.say)

    def confirm_early(self) -> None:
        """There is a memory."""
        self.awaits_memory = False
        early, self._early = self._early, []
        for letter in early:
            self.confirm(letter)

    def saved(self, tell: Callable[[str], None], told: str) -> None:
        super().saved(tell, told)
        self.take_marks()

    def take_marks(self) -> None:
        """Find the places of marks whose pages are here; each once, for a mark stays
        with its character while the page is read again."""
        if self.memory is None:
            return
        new = {
            letter: anchor
            for letter, anchor in self.memory.marks.items()
            if self._taken.get(letter) != anchor
        }
        found = self.places(new.items())
        self.marks = {**self.marks, **found}
        self._taken.update((letter, new[letter]) for letter in found)

    def places(self, anchors: Iterable[tuple[Key, Anchor]]) -> dict[Key, Place]:
        """The places of anchors, as far as they can be found again."""
        growth, found, anchors = self.growth, dict[Key, Place](), [*anchors]
        if growth is None or not anchors:
            return found
        numbers = {page.source: at for at, page in enumerate(growth.pages)}
        for key, anchor in anchors:
            number = numbers.get(anchor.source)
            place = None if number is None else place_at(growth, number, anchor)
            if place is not None:
                found[key] = place
        return found

    def anchors(self, places: Iterable[Place | None]) -> Iterator[Anchor]:
        """Of the places that are there; each is made once, for it reads the page."""
        growth = self.growth
        for place in places:
            if growth is not None and place is not None and stands(growth, place):
                page = growth.pages[place.id.page]
                made = self._made.get(place)
                if made is None or made[0] is not page:
                    made = self._made[place] = page, anchor_of(growth, place)
                yield made[1]
