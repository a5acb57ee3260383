"""Where the hits of a search are, as ticks on a scroll bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.css.styles import RulesMap
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.visual import RenderOptions, Visual

TICK, CURRENT = "\u2578", "\u25c2"
"""╸ and ◂, one cell wide in every terminal. The current hit is told by its shape."""


BLACK = Color.from_ansi(0)


class Ticks(NamedTuple):
    """What is marked, each by how far down it stands: 0 at the start, 1 at the end."""

    shares: Sequence[float] = ()
    current: float | None = None
    style: Style = Style.null()
    """Its colour is that of the ticks."""

    def signs(self, rows: int) -> dict[int, str]:
        """What stands on which row of a bar of so many."""
        last = max(0, rows - 1)
        signs = {min(int(share * rows), last): TICK for share in self.shares}
        if self.current is not None:
            signs[min(int(self.current * rows), last)] = CURRENT
        return signs


def show_ticks(bar: ScrollBar, ticks: Ticks) -> None:
    """Show ticks on a bar, instead of those before."""
    rows, shown = bar.size.height, vars(bar).get("renderer")
    before = shown.args[0] if shown else Ticks()
    # As mypy has it, the attribute is the class's; Textual says it may be set so.
    vars(bar)["renderer"] = partial(TickedBar, ticks)
    changed = {row for row, _ in before.signs(rows).items() ^ ticks.signs(rows).items()}
    if before.style != ticks.style:
        bar.refresh()
    elif changed:
        bar.refresh(*(Region(0, row, bar.size.width, 1) for row in changed))


class TickedBar(Visual):
    """A scroll bar as it is painted anyway, with ticks in the place of blanks.

    Its strips are made here: Rich, which Textual would ask, takes longer for a bar of
    forty cells than all the rest of a frame."""

    def __init__(self, ticks: Ticks, style: Style, **bar: Any) -> None:
        """`style` and `bar` are what a `ScrollBarRender` is told; a bar with ticks is
        vertical."""
        self._ticks = ticks
        self._bar = {"back_color": style.bgcolor, "bar_color": style.color, **bar}

    def render_strips(
        self,
        width: int,
        height: int | None,
        style: VisualStyle,
        options: RenderOptions,  # noqa: ARG002
    ) -> list[Strip]:
        return [
            Strip([cell], width) for cell in self.cells(height or 0, style.rich_style)
        ]

    def cells(self, height: int, style: Style) -> Iterator[Segment]:
        """The rows of a bar of so many, over a style."""
        bar = ScrollBarRender.render_bar(size=height, **self._bar)
        signs = self._ticks.signs(height)
        for row, cell in enumerate(Segment.apply_style(bar.segments, style)):
            if row in signs:
                sign = signs[row].ljust(len(cell.text))
                yield Segment(sign, self._over(cell.style or Style.null()))
            else:
                yield cell

    def get_optimal_width(
        self,
        rules: RulesMap,  # noqa: ARG002
        container_width: int,
    ) -> int:
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        return 1

    def _over(self, style: Style) -> Style:
        """A tick's style on that of a cell. The bar's grip is its colour, reversed."""
        ground = style.color if style.reverse else style.bgcolor
        tick = self._ticks.style.color or (
            style.bgcolor if style.reverse else style.color
        )
        if ground is not None and not ground.is_default and tick and tick.is_default:
            # On a colour of the terminal's own, its text may not be readable.
            tick = BLACK
        return style + Style(color=tick, bgcolor=ground, reverse=False)
