"""The query line: one line of text, and a caret where an input method looks for it."""

from __future__ import annotations

import re
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip

from tui.app.keys import is_text
from tui.app.render.cells import cell_width
from tui.app.render.visible import visible
from tui.app.widgets.fit import fit
from tui.app.widgets.thrifty import OneRow
from tui.corpus.model import Span
from tui.i18n import _

PROMPT = "/"
BREAK = re.compile(r"([a-zA-Z0-9]?)\s*[\r\n\v\f\x85\u2028\u2029]+\s*([a-zA-Z0-9]?)")
LONGEST = 1000
"""Characters of a paste that are taken."""


class QueryBar(OneRow, can_focus=True, inherit_bindings=False):
    """Edits a query: watch its `value`.

    Textual's Input lays out the whole screen again at every key, because its virtual
    size changes with the text; this one repaints its own row."""

    BINDING_GROUP_TITLE = _("查找行")

    DEFAULT_CSS = """
    QueryBar {
        & > .query--prompt { color: $text-accent; text-style: bold; }
        & > .query--caret { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"query--prompt", "query--caret"}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", _("左移"), show=False, id="query.left"),
        Binding("right", "move(1)", _("右移"), show=False, id="query.right"),
        Binding("home,ctrl+a", "edge(0)", _("行首"), show=False, id="query.start"),
        Binding("end,ctrl+e", "edge(-1)", _("行尾"), show=False, id="query.end"),
        Binding(
            "backspace,ctrl+h",
            "delete(-1)",
            _("删除前一字"),
            show=False,
            id="query.delete_before",
        ),
        Binding(
            "delete,ctrl+d", "delete(1)", _("删除后一字"), show=False, id="query.delete"
        ),
        Binding(
            "ctrl+w", "delete_term", _("删除前一词"), show=False, id="query.delete_term"
        ),
        Binding("ctrl+u", "clear", _("清空"), show=False, id="query.clear"),
    ]

    value = reactive("")
    caret = reactive(0)
    """Before which character, in code points."""

    offered = ""
    """What the keys that move to the right put in where nothing is typed."""

    def insert(self, text: str) -> None:
        """Put text in at the caret."""
        self._replace(self.caret, self.caret, text)

    def replace(self, part: Span, text: str) -> None:
        """Put text in the place of some characters."""
        self._replace(*part, text)

    def show(self, query: str) -> None:
        """Show a query, with the caret behind it."""
        self.value = query
        self.caret = len(query)

    def validate_caret(self, caret: int) -> int:
        return max(0, min(caret, len(self.value)))

    def watch_caret(self) -> None:
        self._place_cursor()

    def on_focus(self) -> None:
        self._place_cursor()

    def on_resize(self) -> None:
        self._place_cursor()

    def on_key(self, event: events.Key) -> None:
        if is_text(event.character):
            event.stop()
            self.insert(event.character or "")

    def on_paste(self, event: events.Paste) -> None:
        """Take it as one line: where a line or a column ends makes no difference to a
        search, but between Latin words."""
        event.stop()
        self.insert(BREAK.sub(_joint, event.text.strip()[:LONGEST]))

    def on_click(self, event: events.Click) -> None:
        cells = event.x - self.gutter.left - len(PROMPT) + self._scrolled()
        widths = [cell_width(visible(self.value[:at])) for at in range(len(self.value))]
        self.caret = sum(width < cells for width in widths)

    def check_consume_key(
        self,
        key: str,  # noqa: ARG002
        character: str | None,
    ) -> bool:
        return is_text(character)

    def action_move(self, by: int) -> None:
        if by > 0 and self._take_offered():
            return
        self.caret += by

    def action_edge(self, at: int) -> None:
        if at == 0 or not self._take_offered():
            self.caret = len(self.value) if at else 0

    def _take_offered(self) -> bool:
        """Go on in the query that is offered; whether there is one."""
        takes = not self.value and bool(self.offered)
        if takes:
            self.insert(self.offered)
        return takes

    def action_delete(self, by: int) -> None:
        start, end = sorted((self.caret, self.caret + by))
        self._replace(max(0, start), end, "")

    def action_delete_term(self) -> None:
        kept = self.value[: self.caret].rstrip()
        start = max(kept.rfind(" "), kept.rfind("\u3000")) + 1
        self._replace(start, self.caret, "")

    def action_clear(self) -> None:
        self._replace(0, len(self.value), "")

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        style = self.visual_style.rich_style
        before, at, after = self._around_caret()
        caret = self._component("caret") if self.has_focus else Style.null()
        line = Strip(
            [Segment(before, style), Segment(at, style + caret), Segment(after, style)]
        )
        room = max(0, self.size.width - len(PROMPT))
        if not self.has_focus:
            line = Strip([Segment(fit(before + at + after, room), style)])
        text = line.crop_extend(self._scrolled(), self._scrolled() + room, style)
        prompt = Segment(PROMPT, style + self._component("prompt"))
        return Strip.join([Strip([prompt]), text])

    def _around_caret(self) -> tuple[str, str, str]:
        """The text before, at and behind the caret; a blank is at the end's caret."""
        text = visible(self.value)
        return (
            text[: self.caret],
            text[self.caret : self.caret + 1] or " ",
            (text[self.caret + 1 :]),
        )

    def _scrolled(self) -> int:
        """Cells that are hidden at the left so that the caret can be seen. Who does
        not type sees the start."""
        if not self.has_focus:
            return 0
        before, at, _after = self._around_caret()
        room = self.size.width - len(PROMPT)
        return max(0, cell_width(before + at) - room)

    def _replace(self, start: int, end: int, text: str) -> None:
        value = self.value[:start] + text + self.value[end:]
        if value != self.value:
            self.value = value
            self.caret = start + len(text)

    def _place_cursor(self) -> None:
        """Put the terminal's cursor at the caret: input methods open there."""
        before, _at, _after = self._around_caret()
        x = len(PROMPT) + cell_width(before) - self._scrolled()
        self.app.cursor_position = self.content_region.offset + Offset(x, 0)

    def _component(self, name: str) -> Style:
        return self.get_component_rich_style(f"query--{name}", partial=True)


def _joint(ends: re.Match[str]) -> str:
    """What stands where a line ended: a blank between Latin words."""
    before, behind = ends.groups()
    return f"{before} {behind}" if before and behind else before + behind
