"""Whether “ ” … — · are one cell wide in this terminal or two: told, asked, or fenced.

    1      one cell, as in most terminals
    2      two cells, as in a terminal that is set to it
    auto   one, until the terminal says otherwise
    safe   room for two, and every column where it belongs whichever it is

The terminal is asked without being waited for: the answer comes among the keys, late
on a slow line, and then all is painted anew. tmux and screen answer for their own
grid, which need not be that of the terminal around them; there it has to be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from tui.app.render.cells import ambiguous, set_ambiguous

if TYPE_CHECKING:
    from textual.app import App

Mode = Literal["auto", "1", "2", "safe"]

SAMPLE: Final = "\u201c"
QUESTION: Final = f"\x1b[2;1H{SAMPLE}\x1b[6n\x1b[2;1H\x1b[2K"
"""Writes a character and asks where the cursor is (DSR 6). On the second row, as an
answer from the first one could be Shift+F3 (CSI 1 ; 2 R)."""

NARROW, WIDE = (1, 1), (2, 1)
"""The cursor behind that character, column and row counted from 0."""

FENCED: Final = "\x1b7  \x1b8\\g<0>\x1b8\x1b[2C"
"""Two blanks, the character over them, and the cursor behind both: what follows
stands right, whether the character covers the second blank or not."""


class Width:
    """What is known of the ambiguous characters of one terminal.

    What it decides holds for the process (see `cells`): one that serves several
    terminals can only serve them `safe`."""

    def __init__(self, mode: Mode = "auto") -> None:
        self.mode = mode
        _lay_out_for(2 if mode in ("2", "safe") else 1)

    @property
    def question(self) -> str:
        """What to write to the terminal before the first frame."""
        return QUESTION if self.mode == "auto" else ""

    def hear(self, column: int, row: int) -> bool:
        """Take a cursor position for the answer, if it can be one. Returns whether all
        has to be laid out anew."""
        if self.mode != "auto" or (column, row) not in (NARROW, WIDE):
            return False
        self.mode = "2" if (column, row) == WIDE else "1"
        _lay_out_for(int(self.mode))
        return self.mode == "2"

    def fence(self, data: str) -> str:
        """What to write to the terminal instead of `data`."""
        return ambiguous().sub(FENCED, data) if self.mode == "safe" else data


def _lay_out_for(cells: int) -> None:
    """Count an ambiguous character as so many cells, and draw nothing that has to be
    one cell wide with any: the ends of Textual's scroll bars are such."""
    from textual.scrollbar import ScrollBarRender

    set_ambiguous(cells)
    if cells == 2:
        ScrollBarRender.VERTICAL_BARS = ScrollBarRender.HORIZONTAL_BARS = [" "]


def lay_out_anew(app: App[Any]) -> None:
    """Lay out and paint all screens by widths that have changed: to those who measure
    text it is as if they had another size."""
    from textual.events import Resize
    from textual.widget import Widget

    for screen in app.screen_stack:
        for widget in screen.walk_children(Widget):
            sizes = widget.size, widget.virtual_size, widget.container_size
            widget.refresh(layout=True)
            widget.post_message(Resize(*sizes))
