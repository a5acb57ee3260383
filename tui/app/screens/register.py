"""What was copied: to look at, and to copy again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from tui.app.keymap import HELP
from tui.app.widgets.fit import fit
from tui.app.widgets.passage import Passage
from tui.app.widgets.row_list import Part, RowList
from tui.i18n import _


class CopiedList(RowList[str], inherit_bindings=False):
    """A text takes one row, with its first words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each
        for each in RowList.BINDINGS
        if isinstance(each, Binding) and each.action != "sort"
    ]

    def show(self, texts: Sequence[str]) -> None:
        self._lay_out(texts)

    def number(self, at: int) -> int:
        return at

    def parts(self, entry: str, row: int, width: int) -> Iterator[Part]:  # noqa: ARG002
        # The start tells it; what goes past the row is not worth measuring.
        yield Part(fit(" ".join(entry[: width + 1].split()), width), "list--text")


class RegisterScreen(ModalScreen[str | None], inherit_bindings=False):
    """Answers with the text to copy again, or None. Below the list stands the whole
    text that its cursor is on, for the terminal's own selection to take."""

    DEFAULT_CSS = """
    RegisterScreen {
        align: center middle;
        #register { width: 90%; height: 90%; background: $surface; }
        CopiedList { height: 1fr; max-height: 8; background: $surface; }
        #text { height: 1fr; padding: 1 2; overflow-y: scroll; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        HELP,
        Binding("escape,q,p", "leave", _("关闭"), id="register.leave"),
    ]

    rows = getters.query_one(CopiedList)
    text = getters.query_one(Passage)

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self._texts = texts

    def compose(self) -> ComposeResult:
        with Vertical(id="register") as frame:
            frame.border_title = Content(_("复制过的"))
            yield CopiedList()
            with VerticalScroll(id="text", can_focus=False):
                yield Passage()

    def on_mount(self) -> None:
        self.rows.show(self._texts)
        self._show_text()

    @on(RowList.Highlighted)
    def _show_text(self) -> None:
        if self._texts:
            self.text.text = self._texts[self.rows.cursor]

    @on(RowList.Chosen)
    def _copy_again(self, event: RowList.Chosen) -> None:
        self.dismiss(self._texts[event.number])

    def action_leave(self) -> None:
        self.dismiss(None)
