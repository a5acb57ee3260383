"""The list of all notes, to search, to edit and to go on reading from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.app.keymap import HELP
from tui.app.noted import Find, Found
from tui.app.places import Place
from tui.app.screens.note import Drafts, NoteScreen, unsaved
from tui.app.widgets.key_line import KeyLine
from tui.app.widgets.line import Line
from tui.app.widgets.note_list import Listed, NoteList, listed
from tui.app.widgets.query_bar import QueryBar
from tui.app.widgets.row_list import RowList
from tui.i18n import _, ngettext
from tui.state import Cited, CorpusState, Note

Write = Callable[[str, Callable[[str], None]], None]
"""Put the notes on the disk, and then have something told; or else what is wrong."""


class NotesScreen(ModalScreen[Place | None], inherit_bindings=False):
    """All notes, the latest first, those that have lost their place behind them;
    answers with the place of one, or None."""

    AUTO_FOCUS = "NoteList"
    DEFAULT_CSS = """
    NotesScreen {
        align: center middle;
        #notes { width: 90%; height: 90%; padding: 0 1; background: $panel; }
        Line, KeyLine { color: $text-muted; padding: 0; }
        QueryBar { padding: 0; background: $boost; }
        NoteList {
            height: 1fr;
            background: $panel;
            scrollbar-background: $panel;
            scrollbar-color: $primary-muted;
        }
    }
    NotesScreen.-narrow #notes { width: 100%; height: 100%; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        HELP,
        *(
            Binding(keys, action, description, id=f"notes.{action}", show=show)
            for keys, action, description, show in (
                ("e", "edit", _("改"), True),
                ("d", "delete", _("删除"), True),
                ("x", "export", _("导出"), True),
                ("slash", "search", _("查找"), True),
                ("enter,ctrl+j,down,tab", "list", _("到列表"), False),
                ("escape,q,A", "leave", _("关闭"), True),
            )
        ),
    ]

    line = getters.query_one(Line)
    query_bar = getters.query_one(QueryBar)
    rows = getters.query_one(NoteList)

    def __init__(
        self,
        state: CorpusState,
        find: Find,
        write: Write,
        is_complete: bool = True,
        paths: Sequence[Path] = (),
        drafts: Drafts | None = None,
    ) -> None:
        """`is_complete` tells whether all pages are read: what isn't found is lost;
        `paths` are those of the pages, where nothing is to be written."""
        super().__init__()
        self._state, self._find, self._write = state, find, write
        self._is_complete, self._paths = is_complete, paths
        self._drafts = {} if drafts is None else drafts
        self._all: Sequence[Listed] = ()
        self._doomed: Note | None = None
        """What the next d deletes."""

    def compose(self) -> ComposeResult:
        with Vertical(id="notes"):
            yield Line()
            yield QueryBar()
            yield NoteList()
            yield KeyLine()

    def on_mount(self) -> None:
        self.set_focus(self.rows)
        self._fill()
        self.watch(self.query_bar, "value", self._search, init=False)
        # Writing takes over the notes of other programs.
        self._write("", self._fill_again)

    def _fill_again(self, told: str) -> None:
        if self.is_mounted:
            self._fill()
        if told:
            self._tell(told)

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool | None:
        """Offer keys where they do something."""
        if action in ("edit", "delete", "export"):
            return self.focused is self.rows and self.rows.here is not None
        return True

    def _fill(self) -> None:
        """Show the notes as they are."""
        self._all = listed(self._state.notes, self._find, self._is_complete)
        self._search()

    def _search(self) -> None:
        """Show the notes that have every word of what is typed."""
        from tui.index.fold import folded_text

        words = [folded_text(each) for each in self.query_bar.value.split()]
        found = [each for each in self._all if all(w in each.folded for w in words)]
        self._doomed = None
        self.rows.nothing = _("没有找到") if self._all else _("还没有笔记，按 a 写")
        self.rows.show(found)
        told = ngettext("{n} 条笔记", "{n} 条笔记", len(found))
        self._tell(told.format(n=len(found)))

    def _tell(self, told: str) -> None:
        self.line.left = told

    def action_search(self) -> None:
        self.set_focus(self.query_bar)

    def action_list(self) -> None:
        self.set_focus(self.rows)

    def action_leave(self) -> None:
        """Close; from the search, back to all notes."""
        if self.focused is self.query_bar:
            self.query_bar.show("")
            self.set_focus(self.rows)
        else:
            self.dismiss(None)

    @on(RowList.Highlighted)
    def _spare(self) -> None:
        self._doomed = None

    @on(RowList.Chosen)
    def _go(self) -> None:
        here = self.rows.here
        if here is not None and here.found is None:
            self._tell(here.where)
        elif here is not None and here.found is not None:
            self.dismiss(here.found.place)

    def action_edit(self) -> None:
        if (here := self.rows.here) is not None:
            note = here.note
            screen = NoteScreen(note.anchor, note, self._drafts)
            self.app.push_screen(screen, lambda edited: self._put(edited, note))

    def _put(self, edited: Note | None, before: Note) -> None:
        if edited is None:
            self._tell(unsaved(before.anchor, self._drafts))
        else:
            self._state.put(edited, before)
            self._fill()
            self._write(_("已存"), self._tell)

    def action_delete(self) -> None:
        """Ask; asked again, delete."""
        note = self.rows.here.note if self.rows.here else None
        if note is None or note is not self._doomed:
            self._doomed = note
            self._tell(_("再按一次 d 删除这条笔记"))
        else:
            self._state.drop(note)
            self._fill()
            self._write(_("已删除"), self._tell)

    def action_export(self) -> None:
        """Write all notes, and not only those that are searched for."""
        from tui.app.exporting import write_notes
        from tui.state import to_markdown

        if not self._is_complete:
            self._tell(_("还在读取，稍后再导出"))
            return
        found = {each.note: each.found for each in self._all}
        markdown = to_markdown(found, lambda note: _cited(found[note]))
        self._tell(write_notes(markdown, self._paths))


def _cited(found: Found | None) -> Cited | None:
    return found and found.cited
