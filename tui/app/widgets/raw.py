"""The page as it is in the file, beside what was made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.app.render.cells import cell_width
from tui.app.render.layers import Layer, pieces
from tui.app.render.looks import STYLES, TERMS
from tui.app.render.source import SourceLines, Taken, passages_on_lines, taken_lines
from tui.app.render.visible import visible
from tui.app.widgets.row_list import MARGIN, POINTER, term_look
from tui.app.widgets.strip_view import StripView
from tui.corpus.model import Kind, Page
from tui.i18n import _

if TYPE_CHECKING:
    from tui.index.hits import Marked

    Hits = Callable[[int], Sequence[Marked]]

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


class RawView(StripView, inherit_bindings=False):
    """Shows the lines of a page's file, numbered, and what each was taken for.

    It paints the rows on screen and no others (Textual's Line API)."""

    BINDING_GROUP_TITLE = _("原文件")

    ALLOW_SELECT = False

    DEFAULT_CSS = f"""
    RawView {{
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & > .raw--number {{ color: $text-muted; text-style: dim; }}
        & > .raw--kind {{ color: $text-accent; }}
        & > .raw--current {{ background: $primary-muted; text-style: bold; }}
        {STYLES}
    }}
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "raw--number",
        "raw--kind",
        "raw--current",
        *map(term_look, range(TERMS)),
    }

    class Said(Message):
        def __init__(self, raw: RawView) -> None:
            super().__init__()
            self.raw = raw

        @property
        def control(self) -> RawView:
            return self.raw

    class Moved(Said):
        """Someone scrolled to where this line is the first one."""

        def __init__(self, raw: RawView, line: int) -> None:
            super().__init__(raw)
            self.line = line

    class Copied(Said):
        """Someone wants the highlighted line elsewhere, as it is in the file."""

        def __init__(self, raw: RawView, text: str) -> None:
            super().__init__(raw)
            self.text = text

    class SelectWanted(Said):
        """Someone wants to select, which can't be done here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "row(1)", _("下一行"), id="raw.down", show=False),
        Binding("k,up", "row(-1)", _("上一行"), id="raw.up", show=False),
        Binding(
            "space,pagedown", "page(1)", _("下一页"), id="raw.page_down", show=False
        ),
        Binding("b,pageup", "page(-1)", _("上一页"), id="raw.page_up", show=False),
        Binding("g,home", "edge(0)", _("到开头"), id="raw.start", show=False),
        Binding("G,end", "edge(-1)", _("到末尾"), id="raw.end", show=False),
        Binding("y", "copy", _("复制这一行"), id="raw.copy", show=False),
        Binding("V", "select", _("选文字"), id="raw.select", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._page: Page | None = None
        self._lines: SourceLines | None = None
        self._taken: Mapping[int, Taken] = {}
        self._on_line: Mapping[int, Sequence[int]] = {}
        self._current = 1
        self._hits: Hits | None = None
        self._is_placed = False
        """Whether it is scrolled because it was told to."""

    def show(self, page: Page, line: int = 1, in_view: bool = True) -> None:
        """Show a page; the line, counted from 1, is highlighted and, as a rule, in
        view."""
        if page is self._page:
            self.follow(line, in_view)
            return
        self._page, self._lines = page, None
        self._taken, self._on_line = taken_lines(page), passages_on_lines(page)
        self._current = line
        self._lay_out()

    def mark(self, hits: Hits | None) -> None:
        """Mark what `hits` finds in each passage; None finds nothing."""
        self._hits = hits
        self.refresh()

    def follow(self, line: int, in_view: bool = True) -> None:
        """Highlight a line of the page and bring it into view."""
        if line != self._current:
            self._current = line
            self.refresh()
            if in_view:
                self._reveal()

    # Actions

    def action_copy(self) -> None:
        if self._lines is not None:
            text = self._lines.text(min(self._current, self._lines.count))
            self.post_message(self.Copied(self, text))

    def action_select(self) -> None:
        self.post_message(self.SelectWanted(self))

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
            self._place(self._lines.tops[line - 1])
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
            self._place(first - height // 3)

    def _place(self, row: int) -> None:
        """Scroll without anybody having asked for it."""
        self._is_placed = True
        self._go(row)
        self._is_placed = False

    def watch_scroll_y(self, before: float, after: float) -> None:
        super().watch_scroll_y(before, after)
        if self._lines is not None and not self._is_placed and before != after:
            row = min(round(after), self._lines.tops[-1] - 1)
            self.post_message(self.Moved(self, self._lines.at(row)[0]))

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
            return self.strip((), self.size.width, self.look())
        line, at = self._lines.at(row)
        style = self.look()
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
        span = lines.span(line, at)
        text, layers = lines.row(line, at), [*self._layers(line, span.start)]
        for start, stop, over in pieces(0, len(text), layers):
            looks = [look(each, partial=True) for each in over]
            yield Segment(visible(text[start:stop]), sum(looks, Style.null()))

    def _layers(self, line: int, origin: int) -> Iterator[Layer]:
        """The hits on a line, counted from a character of the page."""
        if self._hits is None or self._page is None:
            return
        for number in self._on_line.get(line, ()):
            locate = partial(self._page.locate, self._page.passages[number])
            for each in self._hits(number):
                start, stop = locate(each.start), locate(each.stop - 1) + 1
                yield Layer(start - origin, stop - origin, term_look(each.term))
