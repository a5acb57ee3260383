"""An article set in type, row by row, when its rows are asked for.

What nobody has looked at has an estimated height. The estimate gives way to the real
height when rows are set, so those further down move; who shows some of them settles
those around first, and looks up afterwards where they stand.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice

from tui.app.render.script import Script, converted_part
from tui.app.render.typeset import CLOSE, Block, Row, Spacing, blocks_of, rows_of
from tui.corpus.model import Page

FURTHER = 64
"""Rows that are set with those that are asked for."""


class _Set:
    """A block that is set as far as somebody has looked."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self.rows: list[Row] = []
        self.is_whole = False
        self._more = rows

    def reach(self, count: int) -> None:
        """Set so many rows, if there are as many."""
        if not self.is_whole and count > len(self.rows):
            self.rows += islice(self._more, count - len(self.rows))
            self.is_whole = len(self.rows) < count


class Galley:
    """The rows of an article at a measure in cells, counted from 0.

    `script` is what it is shown in, `ruby` says whether rare characters have their
    readings above them; neither changes what stands on a row. `spacing` does not
    change what stands on a row but the first of a paragraph."""

    def __init__(
        self,
        page: Page,
        article: int,
        measure: int,
        script: Script = Script.ORIGINAL,
        ruby: bool = False,
        spacing: Spacing = CLOSE,
    ) -> None:
        self.page = page
        self.measure = measure
        self._script, self._ruby, self._spacing = script, ruby, spacing
        self.blocks: list[Block] = blocks_of(
            page, page.articles[article], spacing=spacing
        )
        self._first = page.articles[article].first
        self._sets: dict[int, _Set] = {}
        self._heights = [
            block.gap + max(1, self._estimate(block.size)) for block in self.blocks
        ]
        self._tops: list[int] | None = None
        self._text = (-1, "")

    @property
    def tops(self) -> list[int]:
        """The first row of each block, and behind them the number of all rows."""
        if self._tops is None:
            self._tops = [0, *accumulate(self._heights)]
        return self._tops

    @property
    def height(self) -> int:
        return self.tops[-1]

    def rows(self, block: int, count: int = sys.maxsize) -> list[Row]:
        """The rows of a block, or at least so many of them; they are set if they
        weren't."""
        rows = self._set(block)
        if count > len(rows.rows) and not rows.is_whole:
            rows.reach(count + FURTHER if count < sys.maxsize else count)
            self._measured(block, rows)
        return rows.rows

    def _set(self, block: int) -> _Set:
        if block not in self._sets:
            how = self.measure, self._ruby, self._spacing
            self._sets[block] = _Set(rows_of(self.page, self.blocks[block], *how))
        return self._sets[block]

    def _measured(self, block: int, rows: _Set) -> None:
        """What is not set of a block is estimated."""
        height = len(rows.rows)
        if not rows.is_whole:
            height += self._estimate(self.blocks[block].size - rows.rows[-1].stop)
        if self._heights[block] != height:
            self._heights[block] = height
            self._tops = None

    def text(self, block: int) -> str:
        """The text of a block, which its rows are ranges of."""
        if self._text[0] != block:
            passage = self.page.passages[self.blocks[block].passage]
            self._text = (block, self.page.read(passage))
        return self._text[1]

    def shown(self, block: int, start: int, stop: int) -> str:
        """The characters that are shown for `text(block)[start:stop]`, one for one."""
        return converted_part(self.text(block), start, stop, self._script)

    def settle(self, block: int, at: int, above: int, below: int) -> None:
        """Set the rows around one of a block as far as so many away. Of a block above,
        all are: its last ones are near."""
        need = below - (len(self.rows(block, at + below + 1)) - at)
        for after in range(block + 1, len(self.blocks)):
            if need <= 0:
                break
            need -= len(self.rows(after, need))
        need = above - at
        for before in range(block - 1, -1, -1):
            if need <= 0:
                break
            need -= len(self.rows(before))

    def at(self, y: int) -> tuple[int, int]:
        """The block that row `y` is in, and which of its rows that is.

        Rows above the first and below the last count as these."""
        y = min(max(y, 0), self.height - 1)
        block = bisect_right(self.tops, y) - 1
        row = y - self.tops[block]
        return block, min(row, len(self.rows(block, row + 1)) - 1)

    def row(self, y: int) -> tuple[int, Row]:
        """The block that row `y` is in, and the row."""
        block, at = self.at(y)
        return block, self.rows(block, at + 1)[at]

    def row_of(self, passage: int, offset: int) -> int:
        """The row of a character, exact as far as the blocks above are set."""
        block = min(max(passage - self._first, 0), len(self.blocks) - 1)
        gap = self.blocks[block].gap
        rows = self._rows_until(block, offset)
        at = bisect_right(rows, offset, lo=gap, key=lambda row: row.start) - 1
        return self.tops[block] + max(at, gap)

    def _rows_until(self, block: int, offset: int) -> list[Row]:
        """Those of a block as far as the character, or farther."""
        rows = self.rows(block, self.blocks[block].gap + 1)
        while rows[-1].start <= offset and not self._set(block).is_whole:
            rows = self.rows(block, 2 * len(rows))
        return rows

    def share_of(self, passage: int, offset: int) -> float:
        """How far down a character stands, 0 at the first row and 1 behind the last.
        Nothing is set in type for it: where it isn't, heights are estimates."""
        block = min(max(passage - self._first, 0), len(self.blocks) - 1)
        within = offset / max(1, self.blocks[block].size)
        return (self.tops[block] + within * self._heights[block]) / self.height

    def first_from(self, y: int) -> tuple[int, int]:
        """The passage and offset of the first character on row `y` or below."""
        block, at = self.at(y)
        at = max(at, self.blocks[block].gap)
        row = self.rows(block, at + 1)[at]
        return self.blocks[block].passage, row.start

    def end_of(self, y: int) -> tuple[int, int]:
        """The passage and offset behind the last character on row `y` or above."""
        block, row = self.row(y)
        return self.blocks[block].passage, row.stop

    def source_line(self, y: int) -> int | None:
        """The 1-based line of the file that row `y` starts in; None without text."""
        block, row = self.row(y)
        if row.start == row.stop:
            return None
        passage = self.page.passages[self.blocks[block].passage]
        return self.page.line_of(self.page.locate(passage, row.start))

    def extract(self, start: tuple[int, int], end: tuple[int, int]) -> str:
        """The text between two places (block, offset): a line for each block."""
        texts = []
        for block in range(start[0], end[0] + 1):
            first = start[1] if block == start[0] else 0
            last = end[1] if block == end[0] else None
            texts.append(self.text(block)[first:last])
        return "\n".join(texts)

    def neighbour(self, y: int, step: int) -> int:
        """The row where the next block (1) or the one before (-1) starts.

        Within a block, the one before is the block itself."""
        block, at = self.at(y)
        gap = self.blocks[block].gap
        if step > 0:
            block += at >= gap
        else:
            block -= at <= gap
        block = min(max(block, 0), len(self.blocks) - 1)
        return self.tops[block] + self.blocks[block].gap

    def _estimate(self, size: int) -> int:
        """Rows of so many characters if each took two cells, as most do."""
        return -(-2 * size // max(self.measure, 2)) * self._spacing.lines
