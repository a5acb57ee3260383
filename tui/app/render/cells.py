"""How many terminal cells a text takes: the one measure of the whole program.

The widths are Rich's, because Textual lays out its screen by them. A character that
`visible` replaces is as wide as what is painted for it; that leaves no character whose
width depends on its neighbours, so the width of a text is a sum.

Unicode leaves some characters open (UAX #11, class A): “ ” … — · ■ are one cell wide
in most terminals and two in some. `set_ambiguous` tells Rich which. Rich has no option
for it (Textualize/rich#4197), but all its measuring reads one table through a global
name, and Textual's ends in Rich's: that name is bound anew, for the whole process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from unicodedata import category, east_asian_width

from rich import cells, segment
from rich._unicode_data import load
from rich.cells import CellTable, get_character_cell_size

from tui.app.render.visible import visible

_SINGLE = cells._SINGLE_CELLS
_ASCII = _SINGLE.intersection(map(chr, range(0x80)))

BLOCKS = (range(0xA0, 0x3300), range(0xE000, 0x10000), range(0x1F100, 0x1F200))
"""Where the characters of class A are, but for the planes of private use."""

PRIVATE = ((0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
"""First and last code points of these planes: all of class A."""


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


def set_ambiguous(width: int) -> None:
    """Count each character of class A as 1 cell or as 2, here, in Rich and in Textual.

    What has been laid out before keeps the widths it was laid out by."""
    single = _ASCII if width == 2 else _SINGLE
    vars(cells)["load_cell_table"] = _wide_table if width == 2 else load
    vars(cells)["_SINGLE_CELLS"] = single
    for module in (cells, segment):
        vars(module)["_is_single_cell_widths"] = single.issuperset
    get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()
    segment.Segment._split_cells.cache_clear()
    WIDTHS.clear()


@cache
def ambiguous() -> re.Pattern[str]:
    """Matches one character that may be one cell wide or two."""
    ranges = (f"{chr(start)}-{chr(end)}" for start, end in _ranges())
    return re.compile(f"[{''.join(ranges)}]")


@cache
def _wide_table(unicode_version: str = "auto") -> CellTable:
    table = load(unicode_version)
    wide = ((start, end, 2) for start, end in _ranges())
    return table._replace(widths=sorted(chain(table.widths, wide)))


@cache
def _ranges() -> tuple[tuple[int, int], ...]:
    """The code points of class A, first and last of each run; without those that take
    no cell at all, such as accents."""
    return (*_runs(filter(_is_ambiguous, chain(*BLOCKS))), *PRIVATE)


def _runs(points: Iterator[int]) -> Iterator[tuple[int, int]]:
    start = end = next(points)
    for point in points:
        if point != end + 1:
            yield start, end
            start = point
        end = point
    yield start, end


def _is_ambiguous(point: int) -> bool:
    character = chr(point)
    return east_asian_width(character) == "A" and category(character) != "Mn"
