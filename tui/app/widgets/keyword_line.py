"""A row of keywords: of the article that is read, or of the place in the tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.app.render.cells import cell_width
from tui.app.render.script import Script, converted
from tui.app.render.visible import visible
from tui.app.widgets.thrifty import OneRow
from tui.i18n import _

GAP = "  "


class KeywordLine(OneRow, can_focus=True, inherit_bindings=False):
    """Shows keywords, as many as there is room for, and has one chosen to search."""

    BINDING_GROUP_TITLE = _("关键词")

    @dataclass
    class Wanted(Message):
        """Someone wants to search a keyword."""

        word: str

    DEFAULT_CSS = """
    KeywordLine {
        color: $text-muted;
        & > .keywords--chosen { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keywords--chosen"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "l,right", "choose(1)", _("后一个关键词"), show=False, id="keywords.next"
        ),
        Binding(
            "h,left", "choose(-1)", _("前一个关键词"), show=False, id="keywords.last"
        ),
        Binding("enter", "search", _("查这个词"), id="keywords.search"),
    ]

    words: reactive[tuple[str, ...]] = reactive((), layout=False)
    chosen = reactive(0)
    script: reactive[Script] = reactive(Script.ORIGINAL)
    """The characters that they are shown in."""

    def watch_words(self) -> None:
        self.chosen = 0

    def validate_chosen(self, chosen: int) -> int:
        return max(0, min(chosen, len(self.words) - 1))

    def action_choose(self, by: int) -> None:
        self.chosen += by

    def action_search(self) -> None:
        if self.words:
            self.post_message(self.Wanted(self.words[self.chosen]))

    def on_click(self, event: events.Click) -> None:
        end = self.gutter.left + cell_width(_label())
        for at in self._seen:
            end += cell_width(visible(self.words[at]) + GAP)
            if event.x < end:
                self.chosen = at
                self.action_search()
                return

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        style = self.visual_style.rich_style
        if not self.words:
            return Strip.blank(self.size.width, style)
        chosen = self.get_component_rich_style("keywords--chosen", partial=True)
        line = [Segment(_label(), style)]
        for at in self._seen:
            over = chosen if self.has_focus and at == self.chosen else None
            word = visible(converted(self.words[at], self.script))
            line.append(Segment(word, style + over))
            line.append(Segment(GAP, style))
        return Strip(line).adjust_cell_length(self.size.width, style)

    @property
    def _seen(self) -> range:
        """The words there is room for: from the first one, or so that the chosen one
        is the last."""
        room = self.size.width - cell_width(_label()) + len(GAP)
        widths = [cell_width(visible(word) + GAP) for word in self.words]
        first = 0
        while first < self.chosen and sum(widths[first : self.chosen + 1]) > room:
            first += 1
        stop = first + 1
        while stop < len(widths) and sum(widths[first : stop + 1]) <= room:
            stop += 1
        return range(first, stop)


def _label() -> str:
    return _("关键词") + GAP
