"""Pointing at characters of an article and selecting them, by mouse and by key.

Textual's own selection counts cells of the screen: it takes the right half of a wide
character for the next one, and loses its text when the width changes. This one holds
characters of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.message import Message

from tui.app.render.layers import Layer
from tui.app.render.paint import Part, character_at
from tui.app.render.selected import Selected
from tui.app.render.units import Point, Unit, Units, WordAt
from tui.app.widgets.sheet import Sheet
from tui.corpus.model import Page
from tui.i18n import _

KEYS = [
    Binding("V", "select", _("选文字：行 / 句"), id="reader.select", show=False),
    Binding("y", "copy", _("复制所选或本段"), id="reader.copy", show=False),
    Binding("Y", "copy(True)", _("连出处复制"), id="reader.cite", show=False),
]
"""To stand among the bindings of the widget."""


class Selecting(Sheet, inherit_bindings=False):
    """Has a cursor, and a selection that starts at it or at the mouse."""

    ALLOW_SELECT = False

    word_at: WordAt | None = None
    """Told by the screen as soon as it knows words: until then they are characters."""

    hit: Callable[[], Point | None] | None = None
    """Tells where the current hit stands; told by the screen."""

    @dataclass
    class Copied(Message):
        """Someone wants this text elsewhere."""

        text: str
        """As in the article, healed; a line for each paragraph."""
        cited: bool
        """Whether it should say where it is from."""
        part: Part
        """Where it stands, as far as the first of its paragraphs goes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cursor: Part | None = None
        self._selected: Selected | None = None
        self._began = Point(0, 0)
        """The character that the selection began with."""
        self._unit = Unit.SENTENCE
        """What it was last grown to."""
        self._pressed: Point | None = None
        """Where the mouse button is held down."""

    def show(self, page: Page, number: int) -> None:
        self._cursor = self._selected = self._pressed = None
        super().show(page, number)

    # The cursor

    def point(self, cursor: Part | None) -> None:
        """Put the cursor on some characters; take it away."""
        if cursor != self._cursor:
            self._cursor = cursor
            self.refresh()
            self.post_message(self.Moved(self))

    @property
    def cursor(self) -> Part | None:
        """The characters under the cursor, while they can be seen."""
        seen = self._cursor is not None and self.is_visible(*self._cursor[:2])
        return self._cursor if seen else None

    @property
    def pointed(self) -> str:
        """The text under the cursor; empty without one."""
        if self.cursor is None or self._page is None:
            return ""
        passage, start, stop = self.cursor
        return self._page.read(self._page.passages[passage])[start:stop]

    # The selection

    @property
    def units(self) -> Units | None:
        """The units of the article; None where there is no text."""
        return Units(self._galley, self.word_at) if self._galley else None

    @property
    def selection(self) -> str:
        """The selected text; empty without any."""
        if self._selected is None or self.units is None:
            return ""
        return self.units.extract(self._selected.start, self._selected.end)

    @property
    def part(self) -> Part | None:
        """What is selected, as far as its first paragraph goes; None without any."""
        selected, units = self._selected, self.units
        if selected is None or units is None:
            return None
        passage, start = selected.start
        stop = (selected.within(passage) or (0, None))[1]
        return Part(passage, start, len(units.text(passage)) if stop is None else stop)

    @property
    def first(self) -> Point:
        """What one means without selecting: the cursor, the current hit, or the first
        sentence that starts on screen."""
        if self.cursor is not None:
            return Point(*self.cursor[:2])
        hit, here, units = self.hit and self.hit(), Point(*self.position), self.units
        if hit is not None and self.is_visible(*hit):
            return hit
        if units is None or units.around(here, Unit.SENTENCE)[0] == here:
            return here
        there = units.after(here, Unit.SENTENCE)
        return there if self.is_visible(*there) else here

    @property
    def is_selecting(self) -> bool:
        return self._selected is not None

    def select(self, selected: Selected | None) -> None:
        """Select some characters; select nothing."""
        self._selected = selected
        if selected is None:
            self._unit = Unit.SENTENCE
        self.refresh()

    def extend(self, unit: Unit, steps: int) -> bool:
        """Extend the selection by so many units, backwards if it is negative, and
        show how far it goes. Whether there is a selection."""
        selected, units = self._selected, self.units
        if selected is None or units is None:
            return False
        for _step in range(abs(steps)):
            before = selected
            selected = selected.extended(steps, unit, units)
            if selected == before:
                break
        self.select(selected)
        self._keep_in_view(selected, units)
        return True

    def _keep_in_view(self, selected: Selected, units: Units) -> None:
        edge = selected.edge
        if edge > selected.first:
            edge = units.before(edge, Unit.ROW)
        if self._galley is not None and not self.is_visible(*edge):
            is_below = edge > self.position
            self._bring(*edge, self.size.height - 1 if is_below else 0)

    def action_select(self) -> None:
        """Select the row of `first`; then the sentences it is in; rows again."""
        units = self.units
        if units is None:
            return
        self._unit = Unit.SENTENCE if self._unit is Unit.ROW else Unit.ROW
        if self._selected is None:
            self._began = self.first
            self.select(Selected.of(*units.around(self._began, self._unit)))
        else:
            self.select(self._selected.rounded(self._began, self._unit, units))

    def action_copy(self, cited: bool = False) -> None:
        """Copy what is selected, which ends the selection; else the paragraph that the
        cursor is in, or that is read."""
        units = self.units
        if units is None:
            return
        selected = self._selected
        if selected is None:
            passage = self.cursor.passage if self.cursor else self.position[0]
            selected = Selected.of(*units.around(Point(passage, 0), Unit.PARAGRAPH))
        passage, start = selected.start
        stop = (selected.within(passage) or (0, None))[1]
        part = Part(passage, start, len(units.text(passage)) if stop is None else stop)
        text = units.extract(selected.start, selected.end)
        self.select(None)
        self.post_message(self.Copied(text, cited, part))

    def _layers_of(self, passage: int) -> Sequence[Layer]:
        layers = []
        if self._cursor is not None and self._cursor.passage == passage:
            layers.append(Layer(*self._cursor[1:], "cursor"))
        span = self._selected.within(passage) if self._selected else None
        if span is not None and self.units is not None:
            stop = len(self.units.text(passage)) if span[1] is None else span[1]
            layers.append(Layer(span[0], stop, "selection"))
        return layers

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == 1:
            self._pressed = self._under(event)
            self.select(None)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button was pressed; go on beyond the pane's edge."""
        units, pressed = self.units, self._pressed
        if pressed is None or units is None:
            return
        if event.y < 0 or event.y >= self.size.height:
            self.scroll_relative(y=-1 if event.y < 0 else 1, animate=False)
        here = self._under(event)
        if here is not None and (self._selected or here != pressed):
            self._began = pressed
            began = Selected.of(*units.around(pressed, Unit.CHARACTER))
            self.select(began.to(*units.around(here, Unit.CHARACTER)))

    def on_mouse_up(self) -> None:
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the character; twice, select its word."""
        here, units = self._under(event), self.units
        if self._selected is not None or here is None or units is None:
            return
        if here.offset < len(units.text(here.passage)) and self._is_text(event):
            self.point(Part(*here, here.offset + 1))
            if event.chain > 1:
                self._began = here
                self.select(Selected.of(*units.around(here, Unit.WORD)))

    def _is_text(self, event: events.MouseEvent) -> bool:
        return event.y + self.scroll_offset.y in self.visible_rows

    def _under(self, event: events.MouseEvent) -> Point | None:
        """The character under the pointer, or the nearest to it."""
        if self._galley is None or not self.visible_rows:
            return None
        rows = self.visible_rows
        row = min(max(event.y + self.scroll_offset.y, rows[0]), rows[-1])
        cells = event.x - self.gutter.left
        block, offset = character_at(
            self._galley, self._frame_of(self._galley), row, cells
        )
        return Point(self._galley.blocks[block].passage, offset)
