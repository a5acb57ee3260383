"""A scroll bar that gives equal cells as one strip."""

from __future__ import annotations

from functools import partial
from typing import Self

from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui.app.widgets.thrifty import filtered
from tui.app.widgets.ticks import TickedBar, Ticks


class Bar(ScrollBar):
    """Textual makes a strip for each row of a bar whenever it moves, with the borders,
    padding and opacity that a bar does not have."""

    def __init__(self, thickness: int = 1) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        vars(self)["renderer"] = partial(TickedBar, Ticks())
        self._strips: dict[Segment, Strip] = {}
        self._painted: list[Strip] = []
        """For as long as nobody has asked to refresh it."""

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        self._painted = []
        return super().refresh(
            *regions, repaint=repaint, layout=layout, recompose=recompose
        )

    def notify_style_update(self) -> None:
        self._strips.clear()
        self._painted = []
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        if len(self._painted) != self.size.height:
            self._painted = self._paint()
        strips = self._painted[crop.y : crop.bottom]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _paint(self) -> list[Strip]:
        bar = self.render()
        assert isinstance(bar, TickedBar)
        cells = bar.cells(self.size.height, self.visual_style.rich_style)
        return [self._strip(cell) for cell in cells]

    def _strip(self, cell: Segment) -> Strip:
        if cell not in self._strips:
            (self._strips[cell],) = filtered(self, [Strip([cell], len(cell.text))])
        return self._strips[cell]
