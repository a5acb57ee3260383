"""An article set in type, block by block, when its rows are asked for.

A block that nobody has looked at has an estimated height. The estimate gives way to
the real height when the block is set, so rows further down move; who shows some of
them settles the blocks around first, and looks up afterwards where they stand.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from tui.app.render.script import Script, converted_part
from tui.app.render.typeset import CLOSE, Block, Row, Spacing, blocks_of, rows_of
from tui.corpus.model import Page


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
        self._rows: dict[int, list[Row]] = {}
        self._heights = [self._estimate(block) for block in self.blocks]
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

    def rows(self, block: int) -> list[Row]:
        """The rows of a block, which is set if it wasn't."""
        if block not in self._rows:
            rows = rows_of(
                self.page, self.blocks[block], self.measure, self._ruby, self._spacing
            )
            self._rows[block] = rows
            if self._heights[block] != len(rows):
                self._heights[block] = len(rows)
                self._tops = None
        return self._rows[block]

    def text(self, block: int) -> str:
        """The text of a block, which its rows are ranges of."""
        if self._text[0] != block:
            passage = self.page.passages[self.blocks[block].passage]
            self._text = (block, self.page.read(passage))
        return self._text[1]

    def shown(self, block: int, start: int, stop: int) -> str:
        """The characters that are shown for `text(block)[start:stop]`, one for one."""
        return converted_part(self.text(block), start, stop, self._script)

    def settle(self, block: int, above: int, below: int) -> None:
        """Set a block and its neighbours as far as so many rows around it."""
        self.rows(block)
        for step, need in ((-1, above), (1, below)):
            at = block + step
            while need > 0 and 0 <= at < len(self.blocks):
                need -= len(self.rows(at))
                at += step

    def at(self, y: int) -> tuple[int, int]:
        """The block that row `y` is in, and which of its rows that is.

        Rows above the first and below the last count as these."""
        y = min(max(y, 0), self.height - 1)
        block = bisect_right(self.tops, y) - 1
        return block, min(y - self.tops[block], len(self.rows(block)) - 1)

    def row(self, y: int) -> tuple[int, Row]:
        """The block that row `y` is in, and the row."""
        block, at = self.at(y)
        return block, self.rows(block)[at]

    def row_of(self, passage: int, offset: int) -> int:
        """The row of a character, exact as far as the blocks above are set."""
        block = min(max(passage - self._first, 0), len(self.blocks) - 1)
        gap = self.blocks[block].gap
        rows = self.rows(block)
        at = bisect_right(rows, offset, lo=gap, key=lambda row: row.start) - 1
        return self.tops[block] + max(at, gap)

    def share_of(self, passage: int, offset: int) -> float:
        """How far down a character stands, 0 at the first row and 1 behind the last.
        Nothing is set in type for it: where it isn't, heights are estimates."""
        block = min(max(passage - self._first, 0), len(self.blocks) - 1)
        within = offset / max(1, self.blocks[block].size)
        return (self.tops[block] + within * self._heights[block]) / self.height

    def first_from(self, y: int) -> tuple[int, int]:
        """The passage and offset of the first character on row `y` or below."""
        block, at = self.at(y)
        row = self.rows(block)[max(at, self.blocks[block].gap)]
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

    def _estimate(self, block: Block) -> int:
        """Rows if every character took two cells, as most do."""
        rows = max(1, -(-2 * block.size // max(self.measure, 2)))
        return block.gap + rows * self._spacing.lines
