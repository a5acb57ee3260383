"""Entries one below the other and a cursor on one of them: the keys that move it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.reactive import reactive

from tui.app.render.script import Script
from tui.app.widgets.counting import DIGITS, Count
from tui.app.widgets.strip_view import StripView
from tui.i18n import _


def motions(pane: str) -> list[Binding]:
    """The keys that move the cursor; `pane` begins their ids."""
    return [
        *(
            Binding(keys, action, description, id=f"{pane}.{name}", show=False)
            for keys, action, name, description in (
                ("j,down", "move(1)", "down", _("下一行")),
                ("k,up", "move(-1)", "up", _("上一行")),
                ("space,pagedown", "page(1)", "page_down", _("下一页")),
                ("b,pageup", "page(-1)", "page_up", _("上一页")),
                ("ctrl+d", "half_page(1)", "half_page_down", _("下半页")),
                ("ctrl+u", "half_page(-1)", "half_page_up", _("上半页")),
                ("g,home", "edge(0)", "start", _("开头")),
                ("G,end", "edge(-1)", "end", _("末尾")),
                ("escape", "forget", "forget", _("取消次数")),
            )
        ),
        *DIGITS,
    ]


class CursorView(StripView, inherit_bindings=False):
    """Keeps the cursor's entry in sight. Every entry takes `ENTRY` rows."""

    ENTRY: ClassVar[int] = 1

    cursor = reactive(0, repaint=False)
    """Which entry."""

    script: reactive[Script] = reactive(Script.ORIGINAL)
    """The characters that the entries are shown in."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.count = Count()
        """How many times the next key moves the cursor."""

    @property
    def length(self) -> int:
        """How many entries there are."""
        raise NotImplementedError

    def action_choose(self) -> None:
        """Do what choosing the cursor's entry does."""
        raise NotImplementedError

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],
    ) -> bool | None:
        """Without entries no key does anything."""
        if action == "forget" or (action, parameters) == ("digit", (0,)):
            return bool(self.count)
        return self.length > 0

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, self.length - 1))

    def watch_cursor(self, before: int, cursor: int) -> None:
        for at in (before, cursor):
            self.refresh_lines(at * self.ENTRY, self.ENTRY)
        self._scroll_to_cursor()

    def on_resize(self) -> None:
        self._scroll_to_cursor()

    def on_blur(self) -> None:
        self.count.take()

    def on_click(self, event: events.Click) -> None:
        at = (event.y + self.scroll_offset.y) // self.ENTRY
        if at < self.length:
            self.cursor = at
            self.action_choose()

    def action_digit(self, digit: int) -> None:
        self.count.add(digit)

    def action_forget(self) -> None:
        """Take the count back."""
        self.count.take()

    def action_move(self, by: int) -> None:
        self.cursor += by * self.count.take()

    def action_page(self, by: int) -> None:
        """A page less one entry, which shows where one was."""
        self.action_move(by * max(1, self.size.height // self.ENTRY - 1))

    def action_half_page(self, by: int) -> None:
        self.action_move(by * max(1, self.size.height // self.ENTRY // 2))

    def action_edge(self, at: int) -> None:
        """To the first entry, or the last one; to the one that a count names."""
        at = self.count.take() - 1 if self.count else at % max(1, self.length)
        self.cursor = at

    def _set_length(self) -> None:
        """Scroll as far as there are entries."""
        if bool(self.length) != bool(self.virtual_size.height):
            self.refresh_bindings()
        # As a reactive it would lay out the whole screen for a longer scroll bar.
        size = Size(0, self.length * self.ENTRY)
        self.set_reactive(CursorView.virtual_size, size)
        self._scroll_update(size)

    def _scroll_to_cursor(self) -> None:
        """Bring all rows of the cursor's entry into view; the first ones, where there
        is no room for all."""
        first, height = self.cursor * self.ENTRY, self.size.height
        top = self.scroll_offset.y
        if height:
            top = max(top, first + self.ENTRY - height)
            self.scroll_to(y=min(top, first), animate=False)
