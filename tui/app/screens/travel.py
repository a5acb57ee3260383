"""Going far and coming back: the jump list, marks, and going to what has a name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from string import ascii_lowercase
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.app.destinations import Destinations
from tui.app.keys import is_text
from tui.app.loader import Growth
from tui.app.places import Place
from tui.app.screens.reading import ReadingScreen
from tui.app.travels import Travels, follow, stands
from tui.i18n import _

ORIGIN = "'"
"""In the place of a mark's letter: where the last jump came from."""


class TravelScreen(ReadingScreen):
    """Remembers where one was before each jump, and what one has marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, description, id=f"travel.{name}", show=name == "goto")
        for keys, action, name, description in (
            ("ctrl+o,alt+left", "travel(-1)", "back", _("回到前一处")),
            ("alt+right", "travel(1)", "forward", _("再到后一处")),
            ("m", "letter('mark')", "mark", _("做标记（a–z）")),
            ("apostrophe", "letter('visit')", "visit", _("到标记处（' 到来处）")),
            ("t", "goto", "goto", _("前往")),
        )
    ]

    def __init__(self) -> None:
        super().__init__()
        self.travels = Travels()
        self.marks: Mapping[str, Place] = {}
        """By their letters."""
        self._asked_by = ""
        """The action that the next letter is for; empty for none."""
        self._destinations: Destinations | None = None

    def show_corpus(self, growth: Growth) -> None:
        before, self._destinations = self.growth, None
        super().show_corpus(growth)
        if before is not None:
            move = partial(follow, before, growth)
            self.travels = self.travels.moved(move)
            self.marks = {letter: move(place) for letter, place in self.marks.items()}

    # Jumps

    def jump(self, place: Place | None, at_top: bool = False) -> None:
        self.leave(self.desk.place)
        super().jump(place, at_top)

    def leave(self, place: Place | None) -> None:
        """Remember a place as one that a jump came from."""
        if place is not None:
            self.travels = self.travels.push(place)

    def action_travel(self, by: int) -> None:
        """Back to where one was before a jump, or forward again.

        It is shown at the top: a third down the pane, the first character one sees
        would be another at each return, and one would creep back."""
        here, before = self.desk.place, self.travels
        if here is not None:
            self.travels = before.step(by * self.count.take(), here)
        place = self.travels.place
        if self.travels is before or place is None:
            self.status.say(_("前面没有了") if by < 0 else _("后面没有了"))
        elif self._is_there(place):
            self.go(place, at_top=True)
            self.show_reader()

    # Marks

    def action_letter(self, action: str) -> None:
        """Have the next key say which mark is meant."""
        self._asked_by = action
        self.status.ask(_("标记：a–z（Esc 取消）"))

    def take_key(self, key: str, character: str) -> bool:
        """Whether a key was the letter of a mark. Esc takes the question back; a key
        that is no text does so too, and what else it does."""
        asked, self._asked_by = self._asked_by, ""
        if not asked:
            return False
        self.status.hush()
        if not is_text(character):
            return key == "escape"
        (self._set_mark if asked == "mark" else self._visit)(character)
        return True

    def _set_mark(self, letter: str) -> None:
        place = self.desk.place
        if letter not in ascii_lowercase:
            self.status.say(_("标记只能是 a–z"))
        elif place is not None:
            self.marks = {**self.marks, letter: place}
            self.confirm(letter)

    def confirm(self, letter: str) -> None:
        """Say that a mark is set."""
        self.status.say(_("已标记 {letter}").format(letter=letter))

    def _visit(self, letter: str) -> None:
        is_origin = letter == ORIGIN
        place = self.travels.origin if is_origin else self.marks.get(letter)
        if place is not None:
            self.set_out(place)
        elif is_origin:
            self.status.say(_("还没有跳转过"))
        else:
            self.status.say(_("没有标记 {letter}").format(letter=letter))

    # By name

    @property
    def destinations(self) -> Destinations | None:
        """What can be gone to by its name; None before there is a corpus."""
        if self._destinations is None and self.growth is not None:
            self._destinations = Destinations(self.growth)
        return self._destinations

    def action_goto(self) -> None:
        """Ask for a place, an article or a heading by its name."""
        from tui.app.screens.goto import GotoScreen

        if self.destinations is not None:
            self.app.push_screen(GotoScreen(self.destinations), self.set_out)

    def set_out(self, place: Place | None) -> None:
        """Jump to a place; None is nowhere."""
        if place is not None and self._is_there(place):
            self.jump(place, at_top=True)
            self.show_reader()

    def _is_there(self, place: Place) -> bool:
        """Whether there still is such a place; where not, someone is told."""
        there = self.growth is not None and stands(self.growth, place)
        if not there:
            self.status.say(_("那一处已不在了"))
        return there
