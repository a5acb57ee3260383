"""What may be meant by what is being typed: a list that pops up over the panes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.app.render.cells import cell_width
from tui.app.render.visible import visible
from tui.app.widgets.fit import ELLIPSIS, fit

ROWS = 8
"""Suggestions that are shown at once."""

FOOT = 3
"""Rows below them that stay in sight."""

LEAD, CHOSEN = "  ", "▸ "
GAP = "  "
EDGE = " "

SHORTEST = 12
"""Cells that a suggestion keeps; where there are fewer, the notes give way."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text to be put into the query line."""

    text: str
    """As the query language writes it."""
    note: str
    """What it is, in a word."""
    count: int | None
    """Its hits; None as long as they aren't counted."""
    start: int
    stop: int
    """The characters of the query that it replaces."""


class Candidates(Widget):
    """Shows suggestions, one of which may be chosen; hidden where there are none.

    It never takes the focus: one goes on typing in the query line, and the screen moves
    the cursor. Where it stands is up to the screen's style, which needs a layer called
    `candidates` above the others."""

    @dataclass
    class Chosen(Message):
        """Someone clicked on this suggestion; the cursor is on it."""

        suggestion: Suggestion

    DEFAULT_CSS = """
    Candidates {
        layer: candidates;
        dock: bottom;
        display: none;
        width: 40;
        max-width: 100%;
        height: auto;
        background: $panel;
        color: $foreground;
        & > .candidates--note { color: $text-muted; }
        & > .candidates--count { color: $text-accent; text-style: bold; }
        & > .candidates--cursor {
            background: $primary; color: $background; text-style: bold;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "candidates--note",
        "candidates--count",
        "candidates--cursor",
    }

    cursor: reactive[int | None] = reactive(None)
    """Which suggestion is chosen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Suggestion] = ()
        self._first = 0
        """Which suggestion is in the first row."""

    @property
    def chosen(self) -> Suggestion | None:
        return None if self.cursor is None else self._rows[self.cursor]

    @property
    def first(self) -> str:
        """The text of the first one; empty where there is none."""
        return self._rows[0].text if self._rows else ""

    def show(self, rows: Sequence[Suggestion]) -> None:
        """Show these instead. What is chosen stays so where it is among them, for the
        same characters of the query."""
        kept = self.chosen and replace(self.chosen, count=None)
        same = [at for at, row in enumerate(rows) if replace(row, count=None) == kept]
        resized = min(len(rows), ROWS) != min(len(self._rows), ROWS)
        self._rows, self._first = tuple(rows), 0
        self.set_reactive(Candidates.cursor, same[0] if same else None)
        self._scroll()
        self.display = bool(rows)
        self.refresh(layout=resized)

    def move(self, by: int) -> None:
        """To another suggestion; from the last one, and before the first, to none."""
        at = -1 if self.cursor is None else self.cursor
        at = (at + 1 + by) % (len(self._rows) + 1) - 1
        self.cursor = None if at < 0 else at

    def watch_cursor(self) -> None:
        self._scroll()

    def on_click(self, event: events.Click) -> None:
        at = self._first + event.y
        if at < len(self._rows):
            self.cursor = at
            self.post_message(self.Chosen(self._rows[at]))

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002
        viewport: Size,  # noqa: ARG002
        width: int,  # noqa: ARG002
    ) -> int:
        return min(len(self._rows), self._most)

    @property
    def _most(self) -> int:
        """Rows there is room for above the rows at the foot of the screen."""
        return max(1, min(ROWS, self.screen.size.height - FOOT))

    def render_line(self, y: int) -> Strip:
        at, width, style = self._first + y, self.size.width, self.rich_style
        if at >= len(self._rows):
            return Strip.blank(width, style)
        segments = self._segments(self._rows[at], at == self.cursor)
        if at == self.cursor:
            style += self._component("cursor")
            segments = [Segment(each.text, style) for each in segments]
        return Strip(segments).adjust_cell_length(width, style)

    def _segments(self, row: Suggestion, chosen: bool) -> list[Segment]:
        """A row as wide as the widget, or wider where that is narrow."""
        style = self.rich_style
        notes = max(cell_width(each.note) for each in self._rows)
        counts = max(len(_count(each)) for each in self._rows)
        room = self.size.width - len(LEAD + GAP + EDGE) - counts
        wide = room - notes - len(GAP) >= SHORTEST
        text = fit(visible(row.text), room - wide * (notes + len(GAP)))
        blanks = " " * (room - cell_width(text + row.note * wide))
        return [
            Segment((CHOSEN if chosen else LEAD) + text + blanks, style),
            Segment(row.note * wide + GAP, style + self._component("note")),
            Segment(_count(row).rjust(counts), style + self._component("count")),
            Segment(EDGE, style),
        ]

    def _scroll(self) -> None:
        """Have the cursor in sight."""
        at = self.cursor or 0
        self._first = max(at - self._most + 1, min(self._first, at))

    def _component(self, name: str) -> Style:
        return self.get_component_rich_style(f"candidates--{name}")


def _count(row: Suggestion) -> str:
    return ELLIPSIS if row.count is None else str(row.count)
