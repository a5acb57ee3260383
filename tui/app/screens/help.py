"""The help screen: every key there is, read from the bindings themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, ClassVar

from textual.actions import parse
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.app.keymap import bindings_of, panes
from tui.app.render.cells import cell_width
from tui.app.render.linebreak import break_lines
from tui.app.render.visible import visible
from tui.i18n import _

MARGIN = "  "
KEYS_WIDTH = 24
"""Cells of the column of keys."""

WIDTH, FRAME = 60, 5
"""Cells of the help where there is room, as its style says; and of its frame."""


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
        # No key of the app works in a screen that lies over another one.
        shared: Sequence[DOMNode] = (
            (screen,) if screen.is_modal else (screen, screen.app)
        )
        parts: list[Sequence[DOMNode]] = [] if first is screen else [(first,)]
        parts += [shared, *((each,) for each in others)]
        self._parts = [(_title(nodes), _meanings(nodes)) for nodes in parts]

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="keys", can_focus=False) as pane:
            pane.border_title = Content(_("按键"))
            yield Static(self._text)

    def on_resize(self) -> None:
        # The room for it is given before it is asked for again.
        self.call_after_refresh(lambda: self.query_one(Static).update(self._text))

    @property
    def _text(self) -> Content:
        room = min(self.app.size.width, WIDTH) - FRAME
        return Content.assemble(*self._lines(room))

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        pane = self.query_one(VerticalScroll)
        pane.scroll_relative(y=by * (pane.size.height - 1), animate=False)

    async def action_dismiss(self, result: None = None) -> None:
        self.dismiss(result)

    def _lines(self, room: int) -> Iterator[str | tuple[str, str]]:
        """The text, `room` cells wide."""
        if self._problems:
            yield f"{_('设置里用不了的')}\n", "bold"
            yield from (f"  {visible(each)}\n" for each in self._problems)
            yield "\n"
        for title, meanings in self._parts:
            yield f"{title}\n", "bold"
            for does, bindings in meanings.items():
                keys = " ".join(map(self.app.get_key_display, bindings))
                yield from _row(keys, does, room)
            yield "\n"


def _row(keys: str, does: str, room: int) -> Iterator[str]:
    """Keys, and what they do beside them, in as many lines as it takes."""
    pad = " " * max(1, KEYS_WIDTH - cell_width(keys))
    head, column = f"{MARGIN}{keys}{pad}", len(MARGIN) + KEYS_WIDTH
    starts = break_lines(does, room - column, room - cell_width(head))
    for start, end in pairwise([*starts, len(does)]):
        yield f"{' ' * column if start else head}{does[start:end].rstrip()}\n"


def _title(nodes: Sequence[DOMNode]) -> str:
    if len(nodes) > 1:
        return _("各处")
    return nodes[0].BINDING_GROUP_TITLE or _("此处")


def _meanings(nodes: Sequence[DOMNode]) -> dict[str, list[Binding]]:
    """What can be done, and the bindings that do it."""
    found: dict[str, list[Binding]] = {}
    for node in nodes:
        for each in bindings_of(node):
            if isinstance(node, App) and not _can(node, each):
                continue
            found.setdefault(each.description, []).append(each)
    return found


def _can(app: App[Any], binding: Binding) -> bool:
    _namespace, name, parameters = parse(binding.action)
    return bool(app.check_action(name, parameters))
