"""An article's rows, painted with what lies over them: hits, highlights, selections.

It paints the rows on screen and no others (Textual's Line API), and asks for the hits
of a passage while it paints.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from functools import partial

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from tui.app.render.galley import Galley
from tui.app.render.layers import Layer
from tui.app.render.paint import Frame, Lookup, Painter, Tag, hit_layers
from tui.app.widgets.painted import Painted
from tui.app.widgets.strip_view import StripView, filled

Lying = tuple[tuple[Layer, ...], tuple[Tag, ...]]
"""Over a passage, and in place of some of its characters."""


class Printed(StripView, inherit_bindings=False):
    """Paints the rows of a galley that are on screen; its styles are component classes
    `reader--…`. Who sets the galley also scrolls."""

    beneath: Callable[[int], Sequence[Layer]] | None = None
    """Gives what lies beneath the hits of a passage, by its number in the page; told
    by the screen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._galley: Galley | None = None
        self._lookup: Lookup | None = None
        self._current: int | None = None
        """The number of the hit that is told apart from the others."""
        self._hits: dict[int, tuple[Layer, ...]] = {}
        """By the passages that were looked at."""
        self._painter = Painter(self._style)
        self._painted: Painted[Lying] = Painted()
        self._is_painting = False
        self._ground = Style.null()
        """Beneath everything that is painted."""
        self._frame = Frame(0, 0)
        self._cells = 0
        """Of a row."""

    def mark(self, lookup: Lookup | None, current: int | None = None) -> None:
        """Mark the hits that `lookup` gives, and the one numbered `current` most."""
        self._lookup, self._current = lookup, current
        self._hits.clear()
        self.refresh()

    def turn_to_hit(self, current: int | None) -> None:
        """Of the hits that are marked, mark another one most."""
        before, self._hits, self._current = self._hits, {}, current
        self._refresh_passages({p for p in before if before[p] != self._hits_of(p)})

    def paint_lines(self, rows: Sequence[int]) -> list[Strip]:
        """Ask once for what all rows are painted with."""
        self._renew()
        self._is_painting = True
        try:
            return super().paint_lines(rows)
        finally:
            self._is_painting = False

    def render_line(self, y: int) -> Strip:
        if not self._is_painting:
            self._renew()
        galley, row = self._galley, y + self.scroll_offset.y
        if galley is None or row >= galley.height:
            return self.strip((), self._cells, self._ground)
        return self._row(galley, row, self._lies_at)

    def paint_ahead(
        self, galley: Galley, first: int, lookup: Lookup | None, current: int | None
    ) -> None:
        """Paint a screen of another galley with its hits: where nothing else lies over
        its text when it is shown, that need not be done then."""

        def over(passage: int) -> Lying:
            return (hit_layers(lookup(passage), current) if lookup else ()), ()

        self._begin(galley)
        for row in range(first, min(first + self.size.height, galley.height)):
            self._row(galley, row, over)

    def notify_style_update(self) -> None:
        self._painted.clear()
        super().notify_style_update()

    def _refresh_passages(self, passages: Container[int]) -> None:
        """Paint anew the rows on screen of some passages."""
        galley, top = self._galley, self.scroll_offset.y
        if galley is None:
            return
        for y in range(min(self.size.height, galley.height - top)):
            if galley.blocks[galley.at(y + top)[0]].passage in passages:
                self.refresh(Region(0, y, self.size.width, 1))

    def _renew(self) -> None:
        """What all rows of a frame are painted with."""
        self._ground, self._cells = self.look(), self.size.width
        if self._galley is not None:
            self._begin(self._galley)

    def _begin(self, galley: Galley) -> None:
        self._frame = self._frame_of(galley)
        self._painted.renew(galley, self._frame, self.look(), self.size.width)

    def _row(self, galley: Galley, row: int, over: Callable[[int], Lying]) -> Strip:
        """A row of a galley, painted unless it was before; `over` tells what lies over
        a passage."""
        block, at = galley.at(row)
        passage = galley.blocks[block].passage
        lying, rows = self._painted.block(block, partial(over, passage))
        if at not in rows:
            rows[at] = self._paint(galley, row, lying)
        return rows[at]

    def _paint(self, galley: Galley, row: int, lying: Lying) -> Strip:
        painted = self._painter.segments(galley, row, self._frame, *lying)
        line = Segment.apply_style(painted, self._ground)
        return filled(line, self._cells, self._ground)

    def _lies_at(self, passage: int) -> Lying:
        """What lies over a passage, and in place of its text."""
        under = self.beneath(passage) if self.beneath else ()
        layers = *under, *self._hits_of(passage), *self._layers_of(passage)
        return layers, (*self._tags_of(passage),)

    def _hits_of(self, passage: int) -> tuple[Layer, ...]:
        if self._lookup is None:
            return ()
        if passage not in self._hits:
            self._hits[passage] = hit_layers(self._lookup(passage), self._current)
        return self._hits[passage]

    def _layers_of(self, passage: int) -> Sequence[Layer]:  # noqa: ARG002
        """What lies over the hits of a passage."""
        return ()

    def _tags_of(self, passage: int) -> Sequence[Tag]:  # noqa: ARG002
        """What stands in place of some characters of a passage, in order."""
        return ()

    @property
    def _width(self) -> int:
        """The cells of the pane beside its scroll bar, which is always there."""
        return self.size.width - self.styles.scrollbar_size_vertical

    @property
    def _gutter(self) -> int:
        """The cells at the left that have no text."""
        return 0

    def _frame_of(self, galley: Galley) -> Frame:
        """The measure in the middle of what the gutter leaves."""
        spare = self._width - self._gutter - galley.measure
        return Frame(self._gutter, self._gutter + spare // 2)

    def _style(self, name: str) -> Style:
        if name == "selection" and self.app.no_color:
            return Style(reverse=True)
        return self.look(f"reader--{name}")
