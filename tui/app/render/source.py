"""The lines of a file as they are, and what the parser took each one for."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from tui.app.render.linebreak import break_lines
from tui.app.render.visible import visible
from tui.corpus.model import Kind, Page, Span

WIDEST = 2
"""Cells of the widest character."""

UNDECODABLE = "\u21b3 \ufffd "
"""↳ � stands before the bytes that � stands for on the line above."""

LONGEST = 50_000
"""Characters of a page whose lines are broken as in the reader: more would keep the
next key waiting."""


class Taken(NamedTuple):
    """What a line was taken for."""

    kind: Kind | None = None
    """That of the first passage on it; None for a blank line."""

    healed: bool = False
    """Whether that passage starts on a line above."""

    more: bool = False
    """Whether there is another passage on it."""


def taken_lines(page: Page) -> dict[int, Taken]:
    """What each line that is not blank was taken for, by its number from 1."""
    found: defaultdict[int, list[Taken]] = defaultdict(list)
    for passage in page.passages:
        for at, line in enumerate(page.lines_of(passage)):
            found[line].append(Taken(passage.kind, at > 0))
    return {
        line: passages[0]._replace(more=len(passages) > 1)
        for line, passages in found.items()
    }


def passages_on_lines(page: Page) -> dict[int, list[int]]:
    """The numbers of the passages that stand on each line, by its number from 1."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, passage in enumerate(page.passages):
        for line in page.lines_of(passage):
            found[line].append(number)
    return found


class SourceLines:
    """The lines of a page, cut into rows of at most so many cells.

    Lines are numbered from 1 as in an editor, rows from 0. Lines are broken as in the
    reader; those of a page longer than `LONGEST` are cut, so that none has to be
    measured. A line with bytes that are no characters has a row more, which names
    them."""

    def __init__(self, page: Page, width: int) -> None:
        """`width` counts as 2 at least."""
        self._text = page.text
        self._width = max(width, WIDEST)
        ends = [*page.line_starts[1:], len(page.text)]
        self._lines = list(zip(page.line_starts, ends, strict=True))
        if len(self._lines) > 1 and page.line_starts[-1] == len(page.text):
            self._lines.pop()
        self._bad = _undecodable(page)
        heights = map(self._height, range(1, self.count + 1))
        self.tops = [0, *accumulate(heights)]
        """The first row of each line, and behind them the number of all rows."""

    @property
    def count(self) -> int:
        """The number of lines; nothing behind the last line end is no line."""
        return len(self._lines)

    def text(self, line: int) -> str:
        """A line of the file without its LF, which every row of the screen implies; a
        CR is part of it."""
        start, end = self._lines[line - 1]
        return self._text[start:end].removesuffix("\n")

    def at(self, row: int) -> tuple[int, int]:
        """The line that a row is of, and which of its rows it is."""
        line = bisect_right(self.tops, row, hi=self.count)
        return line, row - self.tops[line - 1]

    def row(self, line: int, at: int) -> str:
        """The characters of a line's row, or the bytes that it names."""
        start, stop = self.span(line, at)
        is_last = at == self.tops[line] - self.tops[line - 1] - 1
        names = is_last and line in self._bad
        return self._named(line) if names else self._text[start:stop]

    def span(self, line: int, at: int) -> Span:
        """Where the characters of a line's row stand in the page's text."""
        text = self.text(line)
        # The row that names bytes has no characters: it stands behind the last one.
        starts = [*self._starts(text), len(text), len(text)]
        start = self._lines[line - 1][0]
        return Span(start + starts[at], start + starts[at + 1])

    def _starts(self, text: str) -> Sequence[int]:
        """Where each row of a line starts."""
        size = self._width if text.isascii() else self._width // WIDEST
        if len(self._text) > LONGEST or len(text) <= size:
            return range(0, max(1, len(text)), size)
        return break_lines(visible(text), self._width)

    def _height(self, line: int) -> int:
        return len(self._starts(self.text(line))) + (line in self._bad)

    def _named(self, line: int) -> str:
        """As many of the bytes on a line as there is room for: ↳ � FE FF"""
        values = self._bad[line]
        room = max(0, (self._width - len(UNDECODABLE)) // len("FF "))
        rest = "\u22ef" if len(values) > room else ""
        named = UNDECODABLE + values[:room].hex(" ").upper() + rest
        return named[: self._width]


def _undecodable(page: Page) -> dict[int, bytes]:
    """The bytes that � stands for on each line that has some, by its number."""
    found: defaultdict[int, bytearray] = defaultdict(bytearray)
    for each in page.undecodable:
        found[page.line_of(each.offset)].append(each.value)
    return {line: bytes(values) for line, values in found.items()}
