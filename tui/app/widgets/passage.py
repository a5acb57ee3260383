"""A text set as in the reader, for places where it is only shown."""

from __future__ import annotations

from itertools import pairwise

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tui.app.render.linebreak import break_lines
from tui.app.render.visible import visible


class Passage(Widget):
    """Breaks its lines by 禁则, which Textual does not know."""

    DEFAULT_CSS = """
    Passage { height: auto; }
    """

    text = reactive("", layout=True)

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.set_reactive(Passage.text, text)

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002
        viewport: Size,  # noqa: ARG002
        width: int,
    ) -> int:
        return len(broken(self.text, width))

    def render(self) -> Content:
        return Content("\n".join(broken(self.text, self.content_size.width)))


def broken(text: str, width: int) -> list[str]:
    """The rows of a text, in cells, without the blanks at their ends."""
    rows: list[str] = []
    for line in map(visible, text.split("\n")):
        starts = [*break_lines(line, width), len(line)]
        rows += [line[start:end].rstrip() for start, end in pairwise(starts)]
    return rows
