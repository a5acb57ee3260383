"""The help screen: every key there is, read from the bindings themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.app.keymap import bindings_of, panes
from tui.app.render.cells import cell_width
from tui.app.render.visible import visible
from tui.i18n import _

KEYS_WIDTH = 24
"""Cells of the column of keys."""


class HelpScreen(ModalScreen[None], inherit_bindings=False):
    """Lists the keys of a screen by where they work: those of the focused pane first,
    then those that work everywhere, then the other panes'.

    A pane is called by its `BINDING_GROUP_TITLE`. Above them stands what is wrong with
    the settings, if anything is."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", _("关闭"), id="help.close"),
        Binding("j,down", "scroll(1)", _("下一行"), show=False, id="help.down"),
        Binding("k,up", "scroll(-1)", _("上一行"), show=False, id="help.up"),
        Binding(
            "space,pagedown", "page(1)", _("下一页"), show=False, id="help.page_down"
        ),
        Binding("b,pageup", "page(-1)", _("上一页"), show=False, id="help.page_up"),
    ]

    def __init__(self, screen: Screen[Any], problems: Sequence[str] = ()) -> None:
        super().__init__()
        self._problems = problems
        first, *others = panes(screen) or [screen]
        self._parts = ((first,), (screen, screen.app), *((each,) for each in others))

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
        if self._problems:
            yield f"{_('设置里用不了的')}\n", "bold"
            yield from (f"  {visible(each)}\n" for each in self._problems)
            yield "\n"
        for nodes in self._parts:
            title = _("各处") if len(nodes) > 1 else nodes[0].BINDING_GROUP_TITLE
            yield f"{title or _('此处')}\n", "bold"
            for does, bindings in _meanings(nodes).items():
                keys = " ".join(map(self.app.get_key_display, bindings))
                pad = " " * max(1, KEYS_WIDTH - cell_width(keys))
                yield f"  {keys}{pad}{does}\n"
            yield "\n"


def _meanings(nodes: tuple[DOMNode, ...]) -> dict[str, list[Binding]]:
    """What can be done, and the bindings that do it."""
    found: dict[str, list[Binding]] = {}
    for node in nodes:
        for each in bindings_of(node):
            found.setdefault(each.description, []).append(each)
    return found
