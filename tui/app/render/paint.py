"""From a row of characters to styled pieces: hits and marks over the passage's look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style

from tui.app.render.cells import cell_width
from tui.app.render.galley import Galley
from tui.app.render.layers import Layer, pieces
from tui.app.render.looks import TERMS
from tui.app.render.typeset import Row
from tui.app.render.visible import visible
from tui.corpus.model import Span

if TYPE_CHECKING:
    from tui.index.library import Marked

Lookup = Callable[[int], "Sequence[Marked]"]
"""Gives the hits of a passage, by its number in the page."""


class Part(NamedTuple):
    """Some characters of a passage."""

    passage: int
    start: int
    stop: int


class Tag(NamedTuple):
    """Letters that stand in place of the text from a character of a passage on."""

    offset: int
    text: str
    """Of characters of one cell."""

    def end(self, text: str, stop: int) -> int:
        """The offset behind the characters that it covers, `stop` at most."""
        end = self.offset
        while end < stop and cell_width(text[self.offset : end]) < len(self.text):
            end += 1
        return end


class Frame(NamedTuple):
    """Where the rows stand in the pane, in cells from its left edge."""

    gutter: int
    """The width of the column of source lines; 0 for none."""

    left: int
    """Where the measure starts."""

    def before(self, row: Row) -> int:
        """Where a row's lead starts, or its text if it has none."""
        return self.left + row.column - cell_width(row.lead)


def character_at(galley: Galley, frame: Frame, y: int, cells: int) -> tuple[int, int]:
    """The block and offset of the character that covers a cell of row `y`: either half
    of a wide one does. A cell left of the text or right of it counts as its nearest
    character's."""
    block, row = galley.row(y)
    text = galley.text(block)
    end = frame.left + row.column
    for offset in range(row.start, row.stop):
        end += cell_width(text[offset])
        if cells < end:
            return block, offset
    return block, max(row.start, row.stop - 1)


def hit_layers(hits: Sequence[Marked], current: int | None) -> tuple[Layer, ...]:
    """The hits of a passage, the one numbered `current` uppermost."""
    terms = (Layer(at.start, at.stop, f"term-{at.term % TERMS}") for at in hits)
    here = (at for at in hits if at.number == current)
    return (*terms, *(Layer(at.start, at.stop, "current") for at in here))


class Painter:
    """Paints rows. `style` gives the style of each of `looks.NAMES` and of `tag`."""

    def __init__(self, style: Callable[[str], Style]) -> None:
        self._style = style

    def segments(
        self,
        galley: Galley,
        y: int,
        frame: Frame,
        layers: Sequence[Layer] = (),
        tags: Sequence[Tag] = (),
    ) -> Iterator[Segment]:
        """Row `y` from the edge of the pane. `layers` lie over its passage, the last
        one uppermost; `tags`, in order, stand in place of some characters."""
        block, row = galley.row(y)
        if frame.gutter:
            line = str(galley.source_line(y) or "").rjust(frame.gutter - 1)
            yield Segment(f"{line} ", self._style("source"))
        yield Segment(" " * (frame.before(row) - frame.gutter))
        if row.lead:
            yield Segment(row.lead, self._style("lead"))
        marks = galley.page.passages[galley.blocks[block].passage].marks
        printed = [Layer(start, end, f"mark-{kind}") for kind, start, end in marks]
        layers = [*printed, *layers]
        text, look = galley.text(block), self._style(galley.blocks[block].look.name)
        shown = partial(galley.shown, block)
        at = row.start
        for tag in (each for each in tags if row.start <= each.offset < row.stop):
            yield from self._pieces(shown, Span(at, tag.offset), layers, look)
            at = tag.end(text, row.stop)
            room = cell_width(text[tag.offset : at])
            yield Segment(tag.text.ljust(room), self._style("tag"))
        yield from self._pieces(shown, Span(at, row.stop), layers, look)

    def _pieces(
        self,
        shown: Callable[[int, int], str],
        span: Span,
        layers: Sequence[Layer],
        look: Style,
    ) -> Iterator[Segment]:
        for start, stop, names in pieces(*span, layers):
            style = sum(map(self._style, names), start=look)
            yield Segment(visible(shown(start, stop)), style)
