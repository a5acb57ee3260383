"""The page as it is in the file, beside what was made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.app.render.cells import cell_width
from tui.app.render.source import SourceLines, Taken, taken_lines
from tui.app.render.visible import visible
from tui.app.widgets.row_list import MARGIN, POINTER
from tui.corpus.model import Kind, Page
from tui.i18n import _

HEALED, MORE = "\u21aa", "+"
"""↪: the line was joined to one above. +: another passage stands on it too."""


@cache
def kind_words() -> Mapping[Kind, str]:
    """What each kind of passage is called where there is little room."""
    return {
        Kind.BANNER: _("通栏"),
        Kind.NOTE: _("按语"),
        Kind.LABEL: _("题头"),
        Kind.KICKER: _("引题"),
        Kind.TITLE: _("标题"),
        Kind.BYLINE: _("署名"),
        Kind.CAPTION: _("图注"),
        Kind.HEADING: _("小标题"),
        Kind.PARAGRAPH: _("正文"),
        Kind.CHROME: _("杂项"),
    }


def taken_words(taken: Taken) -> str:
    """What a line was taken for, in a word."""
    if taken.kind is None:
        return ""
    word = HEALED if taken.healed else kind_words()[taken.kind]
    return word + MORE if taken.more else word


class RawView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows the lines of a page's file, numbered, and what each was taken for.

    It paints the rows on screen and no others (Textual's Line API)."""

    BINDING_GROUP_TITLE = _("原文件")

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    RawView {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & > .raw--number { color: $text-muted; text-style: dim; }
        & > .raw--kind { color: $text-accent; }
        & > .raw--current { background: $primary-muted; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"raw--number", "raw--kind", "raw--current"}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "row(1)", _("下一行"), id="raw.down", show=False),
        Binding("k,up", "row(-1)", _("上一行"), id="raw.up", show=False),
        Binding(
            "space,pagedown", "page(1)", _("下一页"), id="raw.page_down", show=False
        ),
        Binding("b,pageup", "page(-1)", _("上一页"), id="raw.page_up", show=False),
        Binding("g,home", "edge(0)", _("到开头"), id="raw.start", show=False),
        Binding("G,end", "edge(-1)", _("到末尾"), id="raw.end", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._page: Page | None = None
        self._lines: SourceLines | None = None
        self._taken: Mapping[int, Taken] = {}
        self._current = 1

    def show(self, page: Page, line: int = 1) -> None:
        """Show a page; the line, counted from 1, is highlighted and in view."""
        if page is not self._page:
            self._page, self._lines = page, None
            self._taken = taken_lines(page)
        self._current = line
        self._lay_out()

    def follow(self, line: int) -> None:
        """Highlight a line of the page and bring it into view."""
        if line != self._current:
            self._current = line
            self._reveal()
            self.refresh()

    # Actions

    def action_row(self, by: int) -> None:
        self._go(self.scroll_offset.y + by)

    def action_page(self, by: int) -> None:
        """A page less one row, which shows where one was."""
        self.action_row(by * max(1, self.size.height - 1))

    def action_edge(self, at: int) -> None:
        self._go(0 if at == 0 else self.virtual_size.height)

    # Setting and scrolling

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        if self._page is None or not self.size:
            return
        before = self._lines
        self._lines = SourceLines(self._page, self._width - self._margin)
        # As a reactive it would lay out the whole screen for a longer scroll bar.
        size = Size(self._width, self._lines.tops[-1])
        self.set_reactive(RawView.virtual_size, size)
        self._scroll_update(size)
        if before is not None:
            line, _at = before.at(self.scroll_offset.y)
            self._go(self._lines.tops[line - 1])
        self._reveal()
        self.refresh()

    def _reveal(self) -> None:
        """Scroll to the current line if it isn't on screen: a third down the pane."""
        if self._lines is None:
            return
        line = min(self._current, self._lines.count)
        first, last = self._lines.tops[line - 1 : line + 1]
        top, height = self.scroll_offset.y, self.size.height
        if first < top or last > top + height:
            self._go(first - height // 3)

    def _go(self, row: int) -> None:
        self.scroll_to(y=row, animate=False, force=True)

    @property
    def _width(self) -> int:
        """The cells of the pane beside its scroll bar, which is always there."""
        return self.size.width - self.styles.scrollbar_size_vertical

    @property
    def _digits(self) -> int:
        return len(str(len(self._page.line_starts))) if self._page else 0

    @property
    def _words(self) -> int:
        """The cells of the widest word for a kind, and of what may follow it."""
        return max(map(cell_width, kind_words().values())) + len(MORE)

    @property
    def _margin(self) -> int:
        """The cells before the text: pointer, number, word, and blanks behind both."""
        return len(MARGIN) + self._digits + 1 + self._words + 1

    # Painting

    def render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        if self._lines is None or row >= self._lines.tops[-1]:
            return Strip.blank(self.size.width, self.rich_style)
        line, at = self._lines.at(row)
        style = self.rich_style
        if line == self._current:
            style += self.get_component_rich_style("raw--current", partial=True)
        strip = Strip(self._segments(self._lines, line, at))
        return strip.adjust_cell_length(self._width).apply_style(style)

    def _segments(self, lines: SourceLines, line: int, at: int) -> Iterator[Segment]:
        look = self.get_component_rich_style
        head = at == 0
        pointer = POINTER if head and line == self._current else MARGIN
        number = str(line) if head else ""
        word = taken_words(self._taken.get(line, Taken())) if head else ""
        blanks = " " * (self._words - cell_width(word) + 1)
        yield Segment(pointer)
        number = f"{number:>{self._digits}} "
        yield Segment(number, look("raw--number", partial=True))
        yield Segment(word + blanks, look("raw--kind", partial=True))
        yield Segment(visible(lines.row(line, at)))
