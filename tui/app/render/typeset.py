"""An article as rows of cells.

Every character of the article's passages is on exactly one row, the blanks at a
break aside, and nothing but leads (`Look.lead`) stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, pairwise
from typing import NamedTuple

from tui.app.render.cells import cell_width
from tui.app.render.linebreak import break_lines, least_width, line_starts
from tui.app.render.looks import LOOKS, SUBHEADING, Align, Look
from tui.app.render.ruby import set_above
from tui.app.render.visible import visible
from tui.corpus.model import Article, Kind, Page, Span

MEASURE = 76
"""Cells of a line where there is room: 38 Chinese characters."""

ROOMY, NARROW = 40, 20
"""Below these measures there is no room for side indents, and none for leads."""


class Spacing(NamedTuple):
    """How paragraphs are set; all else is set the same in every spacing."""

    lines: int = 1
    """Rows from one line to the next; those between hold no text."""

    apart: bool = False
    """Whether a blank row more stands between two paragraphs."""

    indented: bool = True
    """Whether the first line starts further in."""

    @property
    def between(self) -> int:
        """Blank rows between two paragraphs."""
        return self.lines - 1 + self.apart


CLOSE = Spacing()


class Block(NamedTuple):
    """A passage and its look."""

    passage: int
    look: Look
    gap: int
    """Blank rows above it."""

    size: int
    """Code points."""


class Row(NamedTuple):
    """One line of cells."""

    start: int
    stop: int
    """The characters on it are `page.read(passage)[start:stop]`."""

    column: int
    """Cells before the first of them, counted from the left end of the measure."""

    lead: str = ""
    """What stands just before that column; no part of the page."""


def blocks_of(
    page: Page,
    article: Article,
    passages: Span | None = None,
    spacing: Spacing = CLOSE,
) -> list[Block]:
    """The blocks of an article, or of some of its passages."""
    first, last = passages or (article.first, article.last)
    inner = {
        section.first
        for section in article.sections
        if section.heading is not None and section.level > 1
    }
    blocks: list[Block] = []
    above = 0
    for number in range(first, last):
        passage = page.passages[number]
        look = LOOKS[passage.kind]
        if passage.kind is Kind.HEADING and number in inner:
            look = SUBHEADING
        apart = blocks and blocks[-1].look is not look
        gap = max(above, look.before) if apart else 0
        if blocks and not apart and passage.kind is Kind.PARAGRAPH:
            gap = spacing.between
        size = sum(end - start for start, end in passage.spans)
        blocks.append(Block(number, look, gap, size))
        above = look.after
    return blocks


def rows_of(
    page: Page,
    block: Block,
    measure: int,
    ruby: bool = False,
    spacing: Spacing = CLOSE,
) -> Iterator[Row]:
    """Set a block to a measure in cells, row by row: its gap, then its text; with
    `ruby`, also how rare characters are read, as the leads of empty rows above theirs.

    No row is wider than the measure (which counts as 2 at least)."""
    look = _fitted(block.look, measure)
    is_paragraph = block.look is LOOKS[Kind.PARAGRAPH]
    if is_paragraph and not spacing.indented:
        look = replace(look, first_indent=0)
    yield from [Row(0, 0, 0)] * block.gap
    rows = _rows(page, block, look, measure, ruby)
    yield from _spread(rows, spacing.lines) if is_paragraph else rows


def text_lines(
    page: Page, article: Article, width: int, passages: Span | None = None
) -> Iterator[str]:
    """An article as plain text, no line wider than `width` cells.

    The characters are those of the page: leads are left blank, control characters
    shown as marks. `passages` chooses some of the article's, such as a section's."""
    for block in blocks_of(page, article, passages):
        text = visible(page.read(page.passages[block.passage]))
        for row in rows_of(page, block, width):
            yield (" " * row.column + text[row.start : row.stop]).rstrip()


def _fitted(look: Look, measure: int) -> Look:
    return replace(
        look,
        lead=look.lead if measure >= NARROW else "",
        indent=look.indent if measure >= ROOMY else 0,
        first_indent=min(look.first_indent, measure // 5),
    )


def _rows(
    page: Page, block: Block, look: Look, measure: int, ruby: bool
) -> Iterator[Row]:
    lead = look.lead
    for offset, text in _parts(page, block):
        lines = _set(offset, text, look, lead, measure)
        yield from _read(lines, offset, text, measure) if ruby else lines
        lead = ""


def _parts(page: Page, block: Block) -> Iterator[tuple[int, str]]:
    """What is wrapped as one, and its offset in the passage."""
    passage = page.passages[block.passage]
    if not block.look.as_printed:
        yield 0, page.read(passage)
        return
    offset = 0
    for piece in page.pieces(passage):
        if not piece.isspace():
            yield offset, piece
        offset += len(piece)


def _set(offset: int, text: str, look: Look, lead: str, measure: int) -> Iterator[Row]:
    left = look.indent + cell_width(look.lead)
    right = look.indent if look.align is Align.CENTRE else 0
    room = measure - left - right
    width = _balanced(text, room) if look.align is Align.CENTRE else room
    starts = line_starts(text, width, width - look.first_indent)
    shift = look.first_indent
    for start, end in pairwise(chain(starts, [len(text)])):
        line = text[start:end].rstrip()
        column = left + shift + look.align.shift(room - shift - cell_width(line))
        yield Row(offset + start, offset + start + len(line), column, lead)
        lead, shift = "", 0


def _read(rows: Iterable[Row], offset: int, text: str, measure: int) -> Iterator[Row]:
    """The rows, and above them how their rare characters are read."""
    for row in rows:
        start, stop = row.start - offset, row.stop - offset
        for above in set_above(text, start, stop, row.column, measure):
            yield Row(row.start, row.start, cell_width(above), above)
        yield row


def _spread(rows: Iterable[Row], lines: int) -> Iterator[Row]:
    """The rows with blank ones between those that have text; above a line, its
    readings take the place of one."""
    above = None
    for row in rows:
        if above is not None and above.start < above.stop:
            blanks = lines - 1 - (row.start == row.stop)
            yield from [Row(row.start, row.start, 0)] * blanks
        yield row
        above = row


def _balanced(text: str, room: int) -> int:
    """The narrowest width that makes no more lines of the text than `room` does.

    Lines of about one length read better than a full one above a short one."""
    count = len(break_lines(text, room))
    for width in range(max(cell_width(text) // count, least_width(text)), room):
        if len(break_lines(text, width)) == count:
            return width
    return room
