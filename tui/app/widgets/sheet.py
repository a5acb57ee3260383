"""An article in the middle of a pane: what is shown, set in type, and scrolled to.

Passages are set when they come near, and only rows on screen are painted (see
`printed`): the cost of all it does depends on the size of the screen, not on that of
the article.
"""

from __future__ import annotations

from typing import Any, ClassVar

from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from tui.app.render.galley import Galley
from tui.app.render.looks import NAMES, STYLES
from tui.app.render.paint import Lookup
from tui.app.render.script import Script
from tui.app.render.typeset import CLOSE, MEASURE, Spacing
from tui.app.widgets.painted import KEPT
from tui.app.widgets.printed import Printed
from tui.corpus.model import Page

AHEAD = 200
"""Rows that are set on both sides of those on screen. Most articles are shorter."""


class Sheet(Printed, inherit_bindings=False):
    """Shows an article. Positions are a passage of the page and a code point in it."""

    DEFAULT_CSS = f"""
    Sheet {{
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        {STYLES}
    }}
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reader--{name}" for name in NAMES}

    measure: reactive[int] = reactive(MEASURE, init=False)
    """Cells of a line where the pane has room for them."""

    show_source: reactive[bool] = reactive(False, init=False)
    """Whether the source line of each row stands in a column at the left."""

    script: reactive[Script] = reactive(Script.ORIGINAL, init=False)
    """The characters that the text is shown in."""

    spacing: reactive[Spacing] = reactive(CLOSE, init=False)
    """How far lines and paragraphs stand from each other."""

    ruby: reactive[bool] = reactive(False, init=False)
    """Whether rare characters have their pinyin above."""

    class Moved(Message):
        """The reading position changed."""

        def __init__(self, sheet: Sheet) -> None:
            super().__init__()
            self.sheet = sheet

        @property
        def control(self) -> Sheet:
            return self.sheet

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Sheet.Moved)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._page: Page | None = None
        self._number = 0
        self._galleys: LRUCache[tuple[object, ...], Galley] = LRUCache(KEPT)
        self._position = (0, 0)
        self._set_for = Size()
        """The size of the pane when the article was set."""

    # What to show

    def show(self, page: Page, number: int) -> None:
        """Show an article of the page from its start, without hits."""
        self._page, self._number, self._galley = page, number, None
        self._position = (page.articles[number].first, 0)
        self.mark(None)
        self._set_type()
        self.post_message(self.Moved(self))

    def prepare(
        self,
        page: Page,
        number: int,
        position: tuple[int, int],
        lookup: Lookup | None,
        current: int | None,
    ) -> None:
        """Set an article in type and paint it as `show`, `mark` and `reveal` will, so
        that they have less to do."""
        if not self.is_in_front:
            return
        galley = self._galley_of(page, number)
        if not galley.blocks:
            return
        self._settle(galley, *galley.at(galley.row_of(*position)))
        top = galley.row_of(*position) - self.size.height // 3
        first = max(0, min(top, galley.height - self.size.height))
        self.paint_ahead(galley, first, lookup, current)

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
    def end(self) -> tuple[int, int]:
        """Behind the last visible character."""
        rows = self.visible_rows
        seen = self._galley is not None and len(rows) > 0
        return self._galley.end_of(rows[-1]) if self._galley and seen else (0, 0)

    def share_of(self, passage: int, offset: int) -> float:
        """How far down the article a character stands: 0 at its start, 1 at its end."""
        return self._galley.share_of(passage, offset) if self._galley else 0.0

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

    def watch_script(self) -> None:
        self._set_type()

    def watch_spacing(self) -> None:
        self._set_type()

    def watch_ruby(self) -> None:
        self._set_type()

    def on_resize(self) -> None:
        # Characters may have got other widths.
        self._galleys.clear()
        self._set_type()
        # Another end can be seen from the same position.
        self.post_message(self.Moved(self))

    def scroll_to(self, *to: Any, **how: Any) -> None:
        """At once: `_go` sets the position again, which would end an animation in the
        middle of its step."""
        super().scroll_to(*to, **{**how, "animate": False})

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        # A pane that has grown past the article's end is scrolled back before its
        # article is set anew: nobody wanted to go there.
        if self.size != self._set_for:
            return
        if self._galley is not None and round(old_value) != round(new_value):
            block, row = self._galley.at(round(new_value))
            self._settle(self._galley, block, row)
            self._go(self._galley, self._galley.tops[block] + row)

    def _set_type(self) -> None:
        """Set the article anew, keeping the reading position."""
        if self._page is None or not self.size:
            return
        self._set_for = self.size
        galley = self._galley_of(self._page, self._number)
        self._galley = galley if galley.blocks else None
        position = self._position
        self._bring(*position)
        # Not the start of its row: that would creep back with every resize.
        self._position = position
        self.refresh()

    def _galley_of(self, page: Page, number: int) -> Galley:
        """An article as it is set in this pane: the same galley each time."""
        room = max(2, self._width - self._gutter - 2)
        how = min(self.measure, room), self.script, self.ruby, self.spacing
        key = id(page), number, *how
        galley = self._galleys.get(key)
        # A page that is gone may have left its place to another.
        if galley is None or galley.page is not page:
            galley = self._galleys[key] = Galley(page, number, *how)
        return galley

    def _bring(self, passage: int, offset: int, above: int = 0) -> None:
        """Scroll to the row of a character, leaving so many rows above it."""
        if (galley := self._galley) is not None:
            self._settle(galley, *galley.at(galley.row_of(passage, offset)))
            self._go(galley, galley.row_of(passage, offset) - above)

    def _settle(self, galley: Galley, block: int, row: int) -> None:
        margin = AHEAD + self.size.height
        galley.settle(block, row, margin, margin)

    def _go(self, galley: Galley, row: int) -> None:
        """Scroll to a row, or as near to it as the ends of the article allow."""
        if self.virtual_size.height != galley.height:
            # As a reactive it would lay out the whole screen for a longer scroll bar.
            size = Size(self._width, galley.height)
            self.set_reactive(Sheet.virtual_size, size)
            self._scroll_update(size)
        self.scroll_to(y=row, animate=False, force=True)
        self.refresh()
        position = galley.first_from(self.scroll_offset.y)
        if position != self._position:
            self._position = position
            self.post_message(self.Moved(self))

    @property
    def _gutter(self) -> int:
        if self._page is None or not self.show_source:
            return 0
        return len(str(len(self._page.line_starts))) + 2
