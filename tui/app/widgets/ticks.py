"""Where the hits of a search are, as ticks on a scroll bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from rich.color import Color
from rich.console import Console, ConsoleOptions
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBar

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
    # As mypy has it, the attribute is the class's; Textual says it may be set so.
    vars(bar)["renderer"] = partial(TickedBar, ticks)
    bar.refresh()


class TickedBar:
    """A scroll bar as it is painted anyway, with ticks in the place of blanks."""

    def __init__(self, ticks: Ticks, **bar: Any) -> None:
        """`bar` is what a `ScrollBarRender` is told."""
        self._ticks = ticks
        self._bar = ScrollBar.renderer(**bar)

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[Segments]:
        for part in self._bar.__rich_console__(console, options):
            if isinstance(part, Segments):
                yield Segments(self._marked(part.segments), new_lines=part.new_lines)

    def _marked(self, cells: Iterable[Segment]) -> Iterator[Segment]:
        bare = list(cells)
        signs = self._ticks.signs(len(bare))
        for row, cell in enumerate(bare):
            if row in signs:
                sign = signs[row].ljust(len(cell.text))
                yield Segment(sign, self._over(cell.style or Style.null()))
            else:
                yield cell

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
