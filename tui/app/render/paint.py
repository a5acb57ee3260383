"""From a row of characters to styled pieces: hits and marks over the passage's look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style

from tui.app.render.cells import cell_width
from tui.app.render.galley import Galley
from tui.app.render.layers import Layer, pieces
from tui.app.render.looks import TERMS
from tui.app.render.typeset import Row
from tui.app.render.visible import visible

if TYPE_CHECKING:
    from tui.index.library import Marked

Lookup = Callable[[int], "Sequence[Marked]"]
"""Gives the hits of a passage, by its number in the page."""


class Frame(NamedTuple):
    """Where the rows stand in the pane, in cells from its left edge."""

    gutter: int
    """The width of the column of source lines; 0 for none."""

    left: int
    """Where the measure starts."""

    def before(self, row: Row) -> int:
        """Where a row's lead starts, or its text if it has none."""
        return self.left + row.column - cell_width(row.lead)


def place_at(galley: Galley, frame: Frame, y: int, at: int) -> tuple[int, int]:
    """The block and offset of the `at`th character painted for row `y`.

    What stands left of the text and right of it counts as its ends."""
    block, row = galley.row(y)
    offset = row.start + at - frame.before(row) - len(row.lead)
    return block, min(max(offset, row.start), row.stop)


class Painter:
    """Paints the rows of one article.

    `style` gives the style of each of `looks.NAMES`, and of `selection`.
    """

    def __init__(
        self,
        style: Callable[[str], Style],
        lookup: Lookup | None = None,
        current: int | None = None,
    ) -> None:
        self._style = style
        self._lookup = lookup
        self._current = current
        """The number of the hit that is told apart from the others."""

        self._layers: dict[int, list[Layer]] = {}

    def segments(
        self,
        galley: Galley,
        y: int,
        frame: Frame,
        selected: tuple[int, int] | None = None,
    ) -> Iterator[Segment]:
        """Row `y` from the edge of the pane; `selected` is a range of its passage."""
        block, row = galley.row(y)
        if frame.gutter:
            line = str(galley.source_line(y) or "").rjust(frame.gutter - 1)
            yield Segment(f"{line} ", self._style("source"))
        yield Segment(" " * (frame.before(row) - frame.gutter))
        if row.lead:
            yield Segment(row.lead, self._style("lead"))
        layers = self._over(galley, block)
        if selected is not None:
            layers = [*layers, Layer(*selected, "selection")]
        text, look = galley.text(block), self._style(galley.blocks[block].look.name)
        for start, stop, names in pieces(row.start, row.stop, layers):
            style = sum(map(self._style, names), start=look)
            yield Segment(visible(text[start:stop]), style)

    def _over(self, galley: Galley, block: int) -> list[Layer]:
        """What lies over a passage, the current hit uppermost."""
        passage = galley.blocks[block].passage
        if passage not in self._layers:
            marks = galley.page.passages[passage].marks
            layers = [Layer(start, end, f"mark-{kind}") for kind, start, end in marks]
            self._layers[passage] = [*layers, *self._hits(passage)]
        return self._layers[passage]

    def _hits(self, passage: int) -> list[Layer]:
        found = self._lookup(passage) if self._lookup is not None else ()
        hits = [Layer(hit.start, hit.stop, f"term-{hit.term % TERMS}") for hit in found]
        current = (hit for hit in found if hit.number == self._current)
        return hits + [Layer(hit.start, hit.stop, "current") for hit in current]
