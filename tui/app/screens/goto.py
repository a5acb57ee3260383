"""Asking where to go: a line to type a name in, and what is named so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.app.destinations import Destination, Destinations
from tui.app.keymap import HELP
from tui.app.places import Place
from tui.app.render.cells import cell_width
from tui.app.screens.latest import Latest
from tui.app.widgets.fit import fit
from tui.app.widgets.line import Line
from tui.app.widgets.query_bar import QueryBar
from tui.app.widgets.row_list import Part, RowList
from tui.i18n import _

GAP = 2
"""Cells between a name and what it is part of."""

Answer = tuple[str, Sequence[Destination]]
"""What was typed, and where that leads."""


class DestinationList(RowList[Destination], can_focus=False):
    """A destination takes a row. One goes on typing: the screen moves the cursor."""

    def show(self, rows: Sequence[Destination]) -> None:
        """Show these instead, the cursor on the first."""
        self.set_reactive(RowList.cursor, 0)
        self._lay_out(rows)

    @property
    def place(self) -> Place | None:
        """Where the row under the cursor leads; None where there is no row."""
        return self._entries[self.cursor].place if self._entries else None

    def number(self, at: int) -> int:
        return at

    def parts(self, entry: Destination, row: int, width: int) -> Iterator[Part]:  # noqa: ARG002
        """The name gives way, down to half of the room."""
        where = fit(entry.where, max(width // 2, width - cell_width(entry.name) - GAP))
        room = max(0, width - cell_width(where) - GAP)
        name = fit(entry.name, room)
        yield Part(name, "list--text")
        gap = width - cell_width(name) - cell_width(where)
        yield Part(" " * gap + where, "list--where")


class GotoScreen(ModalScreen[Place | None], inherit_bindings=False):
    """Answers with the place that was chosen, or None."""

    AUTO_FOCUS = "QueryBar"
    DEFAULT_CSS = """
    GotoScreen {
        align: center middle;
        #goto {
            width: 76;
            max-width: 100%;
            height: 70%;
            padding: 0 1;
            background: $panel;
        }
        Line { color: $text-muted; padding: 0; }
        QueryBar { padding: 0; background: $boost; }
        DestinationList {
            height: 1fr;
            background: $panel;
            scrollbar-background: $panel;
            scrollbar-color: $primary-muted;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        HELP,
        Binding("enter,ctrl+j", "choose", _("前往"), id="goto.choose"),
        Binding("escape", "leave", _("取消"), id="goto.leave"),
        Binding("down,ctrl+n,tab", "move(1)", _("下一行"), show=False, id="goto.down"),
        Binding(
            "up,ctrl+p,shift+tab", "move(-1)", _("上一行"), show=False, id="goto.up"
        ),
        Binding("pagedown", "page(1)", _("下一页"), show=False, id="goto.page_down"),
        Binding("pageup", "page(-1)", _("上一页"), show=False, id="goto.page_up"),
    ]

    line = getters.query_one(Line)
    query_bar = getters.query_one(QueryBar)
    rows = getters.query_one(DestinationList)

    def __init__(self, destinations: Destinations) -> None:
        super().__init__()
        self._destinations = destinations
        self._thread: Latest[Answer] = Latest(self, "goto", self._answer)
        self._answered: str | None = None
        """What was typed for the rows that are shown."""
        self._in_haste = False
        """Whether someone chose before there was an answer."""

    def compose(self) -> ComposeResult:
        with Vertical(id="goto"):
            yield Line()
            yield QueryBar()
            yield DestinationList()

    def on_mount(self) -> None:
        self.line.left = _("前往地点、文章、小标题：汉字、拼音、首字母")
        # Until the first answer: an empty list says that nothing was found.
        self.rows.visible = False
        self.watch(self.query_bar, "value", self._ask)

    def _ask(self, typed: str) -> None:
        self._in_haste = False
        self._thread.ask(partial(_found, self._destinations, typed))

    def _answer(self, answer: Answer) -> None:
        self._answered, found = answer
        self.rows.show(found)
        self.rows.visible = True
        if self._in_haste:
            self.action_choose()

    @on(RowList.Chosen)
    def action_choose(self) -> None:
        """Go where the cursor is; as soon as that is known."""
        self._in_haste = self._answered != self.query_bar.value
        if not self._in_haste and self.rows.place is not None:
            self.dismiss(self.rows.place)

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_move(self, by: int) -> None:
        self.rows.action_move(by)

    def action_page(self, by: int) -> None:
        self.rows.action_page(by)


def _found(destinations: Destinations, typed: str) -> Answer:
    return typed, destinations.find(typed)
