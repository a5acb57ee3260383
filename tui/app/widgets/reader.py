"""The reading pane: one article, set in the middle of the pane, with hits marked.

It paints the rows on screen and no others (Textual's Line API), sets passages in type
when they come near, and asks for the hits of a passage while it paints: the cost of
all it does depends on the size of the screen, not on that of the article.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.app.render.galley import Galley
from tui.app.render.looks import NAMES, STYLES
from tui.app.render.paint import Frame, Lookup, Painter, place_at
from tui.app.render.typeset import MEASURE
from tui.corpus.model import Page
from tui.i18n import _

AHEAD = 200
"""Rows that are set on both sides of those on screen. Most articles are shorter."""

STEP = 4
"""Cells by which the measure changes: two Chinese characters."""

SHORTEST, LONGEST = 40, 120
"""Cells that a measure may be set to."""


class Reader(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows an article. Positions are a passage of the page and a code point in it."""

    DEFAULT_CSS = f"""
    Reader {{
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        {STYLES}
    }}
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reader--{name}" for name in NAMES}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, description, id=f"reader.{name}", show=False)
        for keys, action, name, description in (
            ("j,down", "row(1)", "down", _("下一行")),
            ("k,up", "row(-1)", "up", _("上一行")),
            ("ctrl+d", "half_page(1)", "half_page_down", _("下半页")),
            ("ctrl+u", "half_page(-1)", "half_page_up", _("上半页")),
            ("space,pagedown", "page(1)", "page_down", _("下一页")),
            ("b,pageup", "page(-1)", "page_up", _("上一页")),
            ("g,home", "start", "start", _("到开头")),
            ("G,end", "end", "end", _("到末尾")),
            ("right_curly_bracket", "paragraph(1)", "next_paragraph", _("下一段")),
            ("left_curly_bracket", "paragraph(-1)", "last_paragraph", _("上一段")),
            ("right_square_bracket", "section(1)", "next_section", _("下一节")),
            ("left_square_bracket", "section(-1)", "last_section", _("上一节")),
            ("plus,equals_sign", "measure(1)", "wider", _("加宽")),
            ("minus", "measure(-1)", "narrower", _("收窄")),
            ("L", "source", "source", _("原文行号")),
        )
    ]

    measure: reactive[int] = reactive(MEASURE, init=False)
    """Cells of a line where the pane has room for them."""

    show_source: reactive[bool] = reactive(False, init=False)
    """Whether the source line of each row stands in a column at the left."""

    class Moved(Message):
        """The reading position changed."""

        def __init__(self, reader: Reader) -> None:
            super().__init__()
            self.reader = reader

        @property
        def control(self) -> Reader:
            return self.reader

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Reader.Moved)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._page: Page | None = None
        self._number = 0
        self._galley: Galley | None = None
        self._position = (0, 0)
        self._painter = Painter(self._style)

    # What to show

    def show(self, page: Page, number: int) -> None:
        """Show an article of the page from its start, without hits."""
        self._page, self._number, self._galley = page, number, None
        self._position = (page.articles[number].first, 0)
        self.mark(None)
        self._set_type()
        self.post_message(self.Moved(self))

    def mark(self, lookup: Lookup | None, current: int | None = None) -> None:
        """Mark the hits that `lookup` gives, and the one numbered `current` most."""
        self._painter = Painter(self._style, lookup, current)
        self.refresh()

    def reveal(self, passage: int, offset: int = 0, at_top: bool = False) -> None:
        """Bring a character into view: a third down the pane, if it isn't there; or
        to the top."""
        if self._galley is None:
            self._position = (passage, offset)
        elif at_top:
            self._bring(passage, offset)
        elif not self.is_visible(passage, offset):
            self._bring(passage, offset, self.size.height // 3)

    @property
    def position(self) -> tuple[int, int]:
        """The first visible character."""
        return self._position

    @property
    def is_in_front(self) -> bool:
        """Whether there is a pane to see it in."""
        return self._galley is not None and self.is_on_screen

    @property
    def visible_rows(self) -> range:
        """The rows on screen, counted from the start of the article."""
        top = self.scroll_offset.y
        height = 0 if self._galley is None else self._galley.height
        return range(top, min(top + self.size.height, height))

    def is_visible(self, passage: int, offset: int) -> bool:
        """Whether a character is on screen."""
        rows = self.visible_rows
        if self._galley is None or not rows:
            return False
        first = self._galley.first_from(rows[0])
        return first <= (passage, offset) < self._galley.end_of(rows[-1])

    # Setting and scrolling

    def watch_measure(self) -> None:
        self._set_type()

    def watch_show_source(self) -> None:
        self._set_type()

    def on_resize(self) -> None:
        self._set_type()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self._galley is not None and round(old_value) != round(new_value):
            block, row = self._galley.at(round(new_value))
            self._settle(self._galley, block)
            self._go(self._galley, self._galley.tops[block] + row)

    def _set_type(self) -> None:
        """Set the article anew, keeping the reading position."""
        if self._page is None or not self.size:
            return
        room = max(2, self._width - self._gutter - 2)
        galley = Galley(self._page, self._number, min(self.measure, room))
        self._galley = galley if galley.blocks else None
        position = self._position
        self._bring(*position)
        # Not the start of its row: that would creep back with every resize.
        self._position = position
        self.refresh()

    def _bring(self, passage: int, offset: int, above: int = 0) -> None:
        """Scroll to the row of a character, leaving so many rows above it."""
        if (galley := self._galley) is not None:
            self._settle(galley, galley.at(galley.row_of(passage, offset))[0])
            self._go(galley, galley.row_of(passage, offset) - above)

    def _settle(self, galley: Galley, block: int) -> None:
        margin = AHEAD + self.size.height
        galley.settle(block, margin, margin)

    def _go(self, galley: Galley, row: int) -> None:
        """Scroll to a row, or as near to it as the ends of the article allow."""
        if self.virtual_size.height != galley.height:
            # As a reactive it would lay out the whole screen for a longer scroll bar.
            size = Size(self._width, galley.height)
            self.set_reactive(Reader.virtual_size, size)
            self._scroll_update(size)
        self.scroll_to(y=row, animate=False, force=True)
        self.refresh()
        position = galley.first_from(self.scroll_offset.y)
        if position != self._position:
            self._position = position
            self.post_message(self.Moved(self))

    # Actions

    def action_row(self, step: int) -> None:
        if self._galley is not None:
            self._go(self._galley, self.scroll_offset.y + step)

    def action_half_page(self, step: int) -> None:
        self.action_row(step * max(1, self.size.height // 2))

    def action_page(self, step: int) -> None:
        """A page less one row, which shows where one was."""
        self.action_row(step * max(1, self.size.height - 1))

    def action_start(self) -> None:
        if self._galley is not None:
            self._bring(self._galley.blocks[0].passage, 0)

    def action_end(self) -> None:
        if self._galley is not None:
            self._settle(self._galley, len(self._galley.blocks) - 1)
            self._go(self._galley, self._galley.height)

    def action_paragraph(self, step: int) -> None:
        if self._galley is not None:
            row = self._galley.neighbour(self.scroll_offset.y, step)
            self._go(self._galley, row)

    def action_section(self, step: int) -> None:
        """To the next section, or the start of this one, then of the one before."""
        if self._page is None:
            return
        article = self._page.articles[self._number]
        starts = [(each.first, 0) for each in article.sections]
        starts = sorted({(article.first, 0), *starts})
        if step > 0:
            at = bisect_right(starts, self._position)
        else:
            at = bisect_left(starts, self._position) - 1
        if 0 <= at < len(starts):
            self._bring(*starts[at])

    def action_measure(self, step: int) -> None:
        self.measure = min(max(self.measure + step * STEP, SHORTEST), LONGEST)

    def action_source(self) -> None:
        self.show_source = not self.show_source

    # Painting

    def render_line(self, y: int) -> Strip:
        galley, row = self._galley, y + self.scroll_offset.y
        if galley is None or row >= galley.height:
            return Strip.blank(self.size.width, self.rich_style)
        frame = self._frame(galley)
        selected = self._selected(galley, row)
        strip = Strip(self._painter.segments(galley, row, frame, selected))
        strip = strip.adjust_cell_length(self.size.width).apply_style(self.rich_style)
        return strip.apply_offsets(0, row)

    @property
    def _width(self) -> int:
        """The cells of the pane beside its scroll bar, which is always there."""
        return self.size.width - self.styles.scrollbar_size_vertical

    @property
    def _gutter(self) -> int:
        if self._page is None or not self.show_source:
            return 0
        return len(str(len(self._page.line_starts))) + 2

    def _frame(self, galley: Galley) -> Frame:
        """The measure in the middle of what the gutter leaves."""
        spare = self._width - self._gutter - galley.measure
        return Frame(self._gutter, self._gutter + spare // 2)

    def _style(self, name: str) -> Style:
        if name == "selection":
            return self.screen.get_component_rich_style("screen--selection")
        return self.get_component_rich_style(f"reader--{name}")

    # Selecting text with the mouse

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text without the breaks between rows."""
        galley = self._galley
        if galley is None:
            return None
        frame, last = self._frame(galley), len(galley.blocks) - 1
        start, end = (0, 0), (last, len(galley.text(last)))
        if selection.start is not None:
            start = place_at(galley, frame, selection.start.y, selection.start.x)
        if selection.end is not None:
            end = place_at(galley, frame, selection.end.y, selection.end.x)
        return galley.extract(start, end), "\n"

    def _selected(self, galley: Galley, y: int) -> tuple[int, int] | None:
        """Which characters of row `y` are selected, as offsets in its passage."""
        selection = self.text_selection
        span = None if selection is None else selection.get_span(y)
        if span is None:
            return None
        stop = span[1] if span[1] >= 0 else self.size.width
        frame = self._frame(galley)
        start, end = (place_at(galley, frame, y, at)[1] for at in (span[0], stop))
        return start, end
