"""How rare characters are read, set above them.

        jiá
郑州市、郏县
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from tui.app.render.cells import WIDTHS, cell_width
from tui.app.render.pinyin import LONGEST, is_rare, read


def set_above(text: str, start: int, stop: int, column: int, measure: int) -> str:
    """A row with the readings of a line, `text[start:stop]`, which starts in a column;
    in at most `measure` cells, empty if nothing on the line is rare.

    Each starts where its character does if there is room, and a blank stands between
    two. What would run over the end stands further left; of more readings than there
    is room for the last ones are set."""
    line = text[start:stop]
    if not any(map(is_rare, line)):
        return ""
    row = ""
    readings = rare_readings(text, start, stop)
    for cell, reading in _placed(line, readings, column, measure):
        row += " " * (cell - cell_width(row)) + reading
    return row


def rare_readings(text: str, start: int, stop: int) -> list[str]:
    """For each character of `text[start:stop]` how it is read if it is rare, else
    nothing. Words that run over the ends are known."""
    first = max(0, start - LONGEST + 1)
    found = read(text[first : stop + LONGEST - 1])[start - first :]
    pairs = zip(text[start:stop], found, strict=False)
    return [reading if is_rare(each) else "" for each, reading in pairs]


def _placed(
    line: str, readings: Sequence[str], column: int, measure: int
) -> list[tuple[int, str]]:
    """The readings and the cells that they start in."""
    limit, placed = measure, list[tuple[int, str]]()
    for start, reading in reversed(list(_apart(line, readings, column))):
        start = min(start, limit - cell_width(reading))
        if start < 0:
            break
        placed.append((start, reading))
        limit = start - 1
    return placed[::-1]


def _apart(
    line: str, readings: Sequence[str], column: int
) -> Iterator[tuple[int, str]]:
    """As `_placed`, as if there were no end."""
    free = 0
    starts = accumulate(map(WIDTHS.__getitem__, line), initial=column)
    for start, reading in zip(starts, readings, strict=False):
        if reading:
            start = max(start, free)
            free = start + cell_width(reading) + 1
            yield start, reading
