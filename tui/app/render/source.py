"""The lines of a file as they are, and what the parser took each one for."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from typing import NamedTuple

from tui.corpus.model import Kind, Page

WIDEST = 2
"""Cells of the widest character."""


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


class SourceLines:
    """The lines of a page, cut into rows of at most so many cells.

    Lines are numbered from 1 as in an editor, rows from 0. All rows of a line but the
    last have as many characters, so that none has to be measured; a line of a file
    has no typography."""

    def __init__(self, page: Page, width: int) -> None:
        """`width` counts as 2 at least."""
        self._text = page.text
        self._width = max(width, WIDEST)
        ends = [*page.line_starts[1:], len(page.text)]
        self._lines = list(zip(page.line_starts, ends, strict=True))
        if len(self._lines) > 1 and page.line_starts[-1] == len(page.text):
            self._lines.pop()
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
        """The characters of a line's row."""
        text = self.text(line)
        size = self._size(text)
        return text[at * size : (at + 1) * size]

    def _size(self, text: str) -> int:
        """How many of its characters are on a row."""
        return self._width if text.isascii() else self._width // WIDEST

    def _height(self, line: int) -> int:
        text = self.text(line)
        return max(1, -(-len(text) // self._size(text)))
