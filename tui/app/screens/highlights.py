"""The terms that stay highlighted: to look at, to search and to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from tui.app.keymap import HELP
from tui.app.render.looks import HIGHLIGHTS, highlight
from tui.app.widgets.fit import fit, one_line
from tui.app.widgets.key_line import KeyLine
from tui.app.widgets.row_list import Part, RowList
from tui.i18n import _
from tui.state import CorpusState


class TermList(RowList[str], inherit_bindings=False):
    """A term takes one row, and looks as in the text."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"reader--{highlight(number)}" for number in range(HIGHLIGHTS)
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        each
        for each in RowList.BINDINGS
        if isinstance(each, Binding) and each.action not in ("sort", "choose")
    ]

    def show(self, terms: Sequence[str]) -> None:
        self._lay_out([*terms])

    @property
    def here(self) -> str | None:
        """The one under the cursor; None where there is none."""
        return self._entries[self.cursor] if self._entries else None

    def number(self, at: int) -> int:
        return at

    def parts(self, entry: str, row: int, width: int) -> Iterator[Part]:  # noqa: ARG002
        look = f"reader--{highlight(self._entries.index(entry))}"
        yield Part(fit(one_line(entry, width), width), "list--text", (look,))


class HighlightsScreen(ModalScreen[str | None], inherit_bindings=False):
    """Answers with a term to search, or None."""

    AUTO_FOCUS = "TermList"
    DEFAULT_CSS = """
    HighlightsScreen {
        align: center middle;
        #highlights {
            width: 50; max-width: 100%; height: 60%; min-height: 10;
            padding: 0 1; background: $panel;
        }
        TermList { height: 1fr; background: $panel; }
        KeyLine { color: $text-muted; padding: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "search", _("查找"), id="highlights.search"),
        Binding("d", "remove", _("不再常亮"), id="highlights.remove"),
        Binding("escape,q,T", "leave", _("关闭"), id="highlights.leave"),
        HELP,
    ]

    rows = getters.query_one(TermList)

    def __init__(self, state: CorpusState, write: Callable[[str], None]) -> None:
        """`write` puts on the disk what was changed, and then tells a text."""
        super().__init__()
        self._state, self._write = state, write

    def compose(self) -> ComposeResult:
        with Vertical(id="highlights") as frame:
            frame.border_title = Content(_("常亮的词"))
            yield TermList()
            yield KeyLine()

    def on_mount(self) -> None:
        self.rows.nothing = _("没有常亮的词，按 H 添加")
        self.rows.show(self._state.highlights)

    @on(RowList.Chosen)
    def action_search(self) -> None:
        if self.rows.here is not None:
            self.dismiss(self.rows.here)

    def action_remove(self) -> None:
        if (term := self.rows.here) is not None:
            self._state.unhighlight(term)
            self.rows.show(self._state.highlights)
            self._write(_("不再常亮：{term}").format(term=term))

    def action_leave(self) -> None:
        self.dismiss(None)
