"""What stands in place of the panes where there is no room for them."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.app.widgets.fit import fit
from tui.i18n import _

LEAST = Size(40, 10)
"""The smallest screen that has room for the panes."""


def is_too_small(size: Size) -> bool:
    return size.width < LEAST.width or size.height < LEAST.height


class TooSmall(Widget):
    """Covers the screen with a line that says what is needed, and what is there."""

    DEFAULT_CSS = """
    TooSmall {
        layer: small;
        dock: top;
        width: 100%;
        height: 100%;
        background: $background;
        color: $foreground;
    }
    """

    def render_line(self, y: int) -> Strip:
        told = _("窗口太小：{width}×{height}，至少要 {least}")
        words = told.format(
            width=self.size.width,
            height=self.size.height,
            least=f"{LEAST.width}×{LEAST.height}",
        )
        text = fit(words, self.size.width) if y == self.size.height // 2 else ""
        style = self.rich_style
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)
