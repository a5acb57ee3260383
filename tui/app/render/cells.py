"""How many terminal cells a text takes: the one measure of the whole program.

The widths are Rich's, because Textual lays out its screen by them. A character that
`visible` replaces is as wide as what is painted for it; that leaves no character whose
width depends on its neighbours, so the width of a text is a sum.
"""

from __future__ import annotations

from rich.cells import get_character_cell_size

from tui.app.render.visible import visible


class _Widths(dict[str, int]):
    """The width of each character met so far."""

    def __missing__(self, character: str) -> int:
        self[character] = width = get_character_cell_size(visible(character))
        return width


WIDTHS = _Widths()
"""Cells by character: 0, 1 or 2."""


def cell_width(text: str) -> int:
    """The number of cells that the text takes when it is painted."""
    return sum(map(WIDTHS.__getitem__, text))
