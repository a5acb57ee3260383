"""What Textual does for every widget, for those that need less of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from rich.segment import Segment
from textual.color import TRANSPARENT
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class OneRow(Widget):
    """A widget of one row, painted from edge to edge. Textual would look each time for
    borders, a tint and an opacity, none of which it has."""

    DEFAULT_CSS = """
    OneRow { height: 1; padding: 0 1; }
    """

    _painted: Strip | None = None
    """For as long as nobody has asked to refresh it."""

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        self._painted = None
        if is_due(self) and not (layout or recompose):
            return self
        return super().refresh(
            *regions, repaint=repaint, layout=layout, recompose=recompose
        )

    def notify_style_update(self) -> None:
        self._painted = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._painted is None or self._painted.cell_length != self.outer_size.width:
            self._painted = self._paint()
        return [self._painted.crop(*crop.column_span)]

    def _paint(self) -> Strip:
        left, right = (
            Segment(" " * cells, self.visual_style.rich_style)
            for cells in (self.gutter.left, self.gutter.right)
        )
        line = Segment.simplify([left, *self.render_line(0), right])
        (strip,) = filtered(self, [Strip(line, self.outer_size.width)])
        return strip


def is_due(widget: Widget) -> bool:
    """Whether all of a widget is going to be painted: to ask for it again changes
    nothing, but takes as long as the first time, and a key may ask six times."""
    every = widget.outer_size.region
    return widget._repaint_required and every in widget._repaint_regions


def filtered(widget: Widget, strips: Sequence[Strip]) -> Sequence[Strip]:
    """Strips as the terminal can show them: without colours, or in its own."""
    # As `background_colors` has it, which works it out each time.
    background = widget.visual_style.background or TRANSPARENT
    for each in widget.get_line_filters():
        strips = [strip.apply_filter(each, background) for strip in strips]
    return strips
