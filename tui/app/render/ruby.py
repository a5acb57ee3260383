"""How rare characters are read, set above them.

        jiá
郑州市、郏县
"""

from __future__ import annotations

from itertools import accumulate

from tui.app.render.cells import WIDTHS, cell_width
from tui.app.render.pinyin import LONGEST, is_rare, read


def set_above(text: str, start: int, stop: int, column: int, measure: int) -> list[str]:
    """Rows, the uppermost first, with the readings of a line, `text[start:stop]`, which
    starts in a column; none is wider than `measure` cells.

    Each reading starts where its character does: where the one before isn't at its end
    there, a row further up. What would run over the end of the line stands further
    left, still above its character."""
    line = text[start:stop]
    if not any(map(is_rare, line)):
        return []
    rows: list[str] = []
    starts = accumulate(map(WIDTHS.__getitem__, line), initial=column)
    for cell, reading in zip(starts, rare_readings(text, start, stop), strict=False):
        last = measure - cell_width(reading)
        if reading and last >= 0:
            _set(rows, min(cell, last), reading)
    return rows[::-1]


def _set(rows: list[str], cell: int, reading: str) -> None:
    """Put a reading into the first row that is free from a cell on, with a blank
    before it."""
    for at, row in enumerate(rows):
        if cell_width(row) < cell:
            rows[at] = row + " " * (cell - cell_width(row)) + reading
            return
    rows.append(" " * cell + reading)


def rare_readings(text: str, start: int, stop: int) -> list[str]:
    """For each character of `text[start:stop]` how it is read if it is rare, else
    nothing. Words that run over the ends are known."""
    first = max(0, start - LONGEST + 1)
    found = read(text[first : stop + LONGEST - 1])[start - first :]
    pairs = zip(text[start:stop], found, strict=False)
    return [reading if is_rare(each) else "" for each, reading in pairs]
