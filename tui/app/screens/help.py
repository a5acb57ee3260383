"""The help screen: every key there is, read from the bindings themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.app.render.cells import cell_width
from tui.i18n import _

KEYS_WIDTH = 24
"""Cells of the column of keys."""

Section = tuple[str, Iterable[Binding]]
"""Where keys work, and the keys; those that do the same stand together."""


class HelpScreen(ModalScreen[None], inherit_bindings=False):
    """Lists keys by where they work."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", _("关闭")),
        Binding("j,down", "scroll(1)", _("下一行"), show=False),
        Binding("k,up", "scroll(-1)", _("上一行"), show=False),
        Binding("space,pagedown", "page(1)", _("下一页"), show=False),
        Binding("b,pageup", "page(-1)", _("上一页"), show=False),
    ]

    def __init__(self, sections: Iterable[Section]) -> None:
        super().__init__()
        self._sections = sections

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="keys", can_focus=False) as pane:
            pane.border_title = Content(_("按键"))
            yield Static(Content.assemble(*self._lines()))

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        pane = self.query_one(VerticalScroll)
        pane.scroll_relative(y=by * (pane.size.height - 1), animate=False)

    async def action_dismiss(self, result: None = None) -> None:
        self.dismiss(result)

    def _lines(self) -> Iterator[str | tuple[str, str]]:
        for title, bindings in self._sections:
            yield title + "\n", "bold"
            for (_action, does), each in groupby(bindings, key=_meaning):
                keys = " ".join(map(self.app.get_key_display, each))
                pad = " " * max(1, KEYS_WIDTH - cell_width(keys))
                yield f"  {keys}{pad}{does}\n"
            yield "\n"


def _meaning(binding: Binding) -> tuple[str, str]:
    return binding.action, binding.description
