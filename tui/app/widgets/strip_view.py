"""A view that gives the strips it has painted to the screen as they are.

Textual makes a new strip of each line that may have changed, with a widget's borders,
padding, tint and opacity, of which the panes here have none. A strip that is given
again, though, still has what was made of it: its parts between the edges of other
widgets, and their escape codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui.app.widgets.bar import Bar
from tui.app.widgets.thrifty import filtered, is_due

KEPT = 256
"""Strips that are kept: several screens of them."""


class StripView(ScrollView, can_focus=True, inherit_bindings=False):
    """Paints its lines itself, and what the focus changes in them too: no rule of a
    style sheet for it may depend on the focus."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(KEPT)
        self._looks: dict[str, Style] = {}
        self._fresh: dict[int, Strip] = {}
        """Those on screen, for as long as nobody has asked to refresh them."""
        self._fresh_at: object = None
        """The size of the view, and how far it was scrolled, when they were painted."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """A bar of ours, made as Textual makes its own: it has no public way to say
        which."""
        if self._vertical_scrollbar is None:
            bar = self._vertical_scrollbar = Bar(self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def watch_has_focus(self, has_focus: bool) -> None:
        """Let Textual apply no rules anew: to dozens of component classes, for none of
        which anything has changed."""

    def notify_style_update(self) -> None:
        self._looks.clear()
        self._fresh.clear()
        super().notify_style_update()

    def look(self, name: str = "") -> Style:
        """The style of a component class, or of the view itself; Textual would work it
        out again after every refresh."""
        style = self._looks.get(name)
        if style is None:
            style = self.get_component_rich_style(name) if name else self.rich_style
            self._looks[name] = style
        return style

    def on_resize(self) -> None:
        """Characters may have got other widths."""
        self._strips.clear()
        self._fresh.clear()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        if not regions:
            self._fresh.clear()
        for each in regions:
            for y in each.line_range:
                self._fresh.pop(y, None)
        if is_due(self) and not (layout or recompose):
            return self
        return super().refresh(
            *regions, repaint=repaint, layout=layout, recompose=recompose
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        at = self.size, self.scroll_offset
        if at != self._fresh_at:
            self._fresh_at = at
            self._fresh.clear()
        wanted = [y for y in crop.line_range if y not in self._fresh]
        if wanted:
            self._fresh.update(zip(wanted, self.paint_lines(wanted), strict=True))
        strips = [self._fresh[y] for y in crop.line_range]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def paint_lines(self, rows: Sequence[int]) -> list[Strip]:
        """Lines as they come to the screen, by their rows in the view."""
        return [*filtered(self, [self.render_line(y) for y in rows])]

    def strip(
        self, segments: Iterable[Segment], width: int, ground: Style | None = None
    ) -> Strip:
        """A strip of so many cells, those behind the segments in the style `ground`:
        for the same segments the same strip."""
        segments = (*segments,)
        key = segments, width, ground
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = filled(segments, width, ground)
        return strip


def filled(segments: Iterable[Segment], width: int, ground: Style | None) -> Strip:
    """A strip of so many cells, those behind the segments in the style `ground`: made
    once, where `adjust_cell_length` makes a second one of the first."""
    line = [*segments]
    room = width - sum(each.cell_length for each in line)
    if room < 0:
        return Strip(line).crop(0, width)
    blank = [Segment(" " * room, ground)] if room else []
    # Each segment is sent with its style, which is longer than most of them.
    return Strip(Segment.simplify([*line, *blank]), width)
