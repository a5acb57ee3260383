"""Writing a note, and the list of all notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import ClassVar, NamedTuple

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from tui.app.keys import is_text
from tui.app.places import Place
from tui.app.render.cells import cell_width
from tui.app.render.visible import visible
from tui.app.widgets.fit import fit
from tui.app.widgets.key_line import KeyLine
from tui.app.widgets.line import Line
from tui.app.widgets.query_bar import QueryBar
from tui.app.widgets.row_list import Part, RowList
from tui.i18n import _
from tui.state import Anchor, Cited, CorpusState, Note

TAG = re.compile(r"[#＃]([\w-]+)")
STAR = "★ "
QUOTED = 240
"""Characters of a quote that may be seen: its three rows have no room for more."""
GAP = 2
"""Cells between a note and where it is."""


class Found(NamedTuple):
    """Where a note's passage stands."""

    place: Place
    cited: Cited


Find = Callable[[Note], Found | None]
"""None for a note that has lost its place."""
Write = Callable[[str, Callable[[str], None]], None]
"""Put the notes on the disk, and then have something told; or else what is wrong."""


class NoteArea(TextArea):
    """Takes a full-width blank too, which to Textual is no text."""

    def check_consume_key(self, key: str, character: str | None = None) -> bool:  # noqa: ARG002
        return is_text(character)

    def on_key(self, event: events.Key) -> None:
        if is_text(event.character) and not event.is_printable:
            event.stop()
            self.replace(event.character or "", *self.selection)


class NoteScreen(ModalScreen[Note | None], inherit_bindings=False):
    """Answers with the note as it is to be kept, or None. Words behind a # in its text
    are its tags."""

    DEFAULT_CSS = """
    NoteScreen {
        align: center middle;
        #note {
            width: 76;
            max-width: 100%;
            height: 16;
            max-height: 100%;
            padding: 0 1;
            background: $panel;
        }
        Static { max-height: 3; color: $text-muted; text-style: italic; }
        TextArea { height: 1fr; background: $boost; }
        KeyLine { color: $text-muted; padding: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the text takes it for the end of a line.
        Binding("enter,ctrl+s", "keep", _("存"), id="note.keep", priority=True),
        Binding("ctrl+j", "break", _("换行"), id="note.break", priority=True),
        Binding("ctrl+t", "star", _("星标"), id="note.star"),
        Binding("escape", "leave", _("不存"), id="note.leave"),
    ]

    line = getters.query_one(Line)
    area = getters.query_one(NoteArea)

    def __init__(self, anchor: Anchor, note: Note | None = None) -> None:
        """Without a note, a new one is made for the anchor."""
        super().__init__()
        self._anchor, self._note = anchor, note
        self._star = note.star if note else False

    def compose(self) -> ComposeResult:
        with Vertical(id="note"):
            yield Line()
            yield Static(Content(visible(_one_line(self._anchor.quote, QUOTED))))
            yield NoteArea(
                self._note.text if self._note else "",
                compact=True,
                highlight_cursor_line=False,
                placeholder=_("写笔记；#词 是标签"),
            )
            yield KeyLine()

    def on_mount(self) -> None:
        self.area.cursor_blink = False
        self.area.move_cursor(self.area.document.end)
        self._tell()

    def _tell(self) -> None:
        self.line.left = STAR * self._star + _("笔记")

    def action_star(self) -> None:
        """Star the note, or take the star away."""
        self._star = not self._star
        self._tell()

    def action_break(self) -> None:
        self.area.replace("\n", *self.area.selection)

    def action_keep(self) -> None:
        text = self.area.text.strip()
        tags = tuple(dict.fromkeys(TAG.findall(text)))
        if self._note is None:
            self.dismiss(Note.new(self._anchor, text, tags, self._star))
        else:
            self.dismiss(self._note.edited(text, tags, self._star))

    def action_leave(self) -> None:
        self.dismiss(None)


class Listed:
    """A note and where it stands."""

    def __init__(self, note: Note, found: Found | None, is_lost: bool) -> None:
        self.note, self.found, self.is_lost = note, found, is_lost

    @property
    def where(self) -> str:
        source = self.note.anchor.source
        if self.found is not None:
            return self.found.cited.title or source
        told = _("失去位置：{source}") if self.is_lost else _("还没读到：{source}")
        return told.format(source=source)

    @cached_property
    def folded(self) -> str:
        """What it is searched in, as the corpus is: see `tui.index.fold`."""
        from tui.index.fold import folded_text

        note = self.note
        return folded_text("\n".join((note.text, note.anchor.quote, *note.tags)))


class NoteList(RowList[Listed], inherit_bindings=False):
    """A note takes two rows: what it says, and what it is on."""

    ENTRY = 2
    BINDINGS: ClassVar[list[BindingType]] = [
        each
        for each in RowList.BINDINGS
        if isinstance(each, Binding) and each.action != "sort"
    ]

    def show(self, entries: Sequence[Listed]) -> None:
        self._lay_out(entries)

    @property
    def here(self) -> Listed | None:
        """The one under the cursor; None where there is none."""
        return self._entries[self.cursor] if self._entries else None

    def number(self, at: int) -> int:
        return at

    def parts(self, entry: Listed, row: int, width: int) -> Iterator[Part]:
        note = entry.note
        if row:
            yield Part(fit(_one_line(note.anchor.quote, width), width), "list--where")
            return
        where = fit(entry.where, width // 2)
        said = STAR * note.star + (_one_line(note.text, width) or _("（无文字）"))
        room = max(0, width - cell_width(where) - GAP)
        said = fit(said, room)
        yield Part(said, "list--title")
        gap = width - cell_width(said) - cell_width(where)
        yield Part(" " * gap + where, "list--where")


class NotesScreen(ModalScreen[Place | None], inherit_bindings=False):
    """All notes, the latest first, those that have lost their place behind them;
    answers with the place of one, or None."""

    AUTO_FOCUS = "NoteList"
    DEFAULT_CSS = """
    NotesScreen {
        align: center middle;
        #notes { width: 90%; height: 90%; padding: 0 1; background: $panel; }
        Line, KeyLine { color: $text-muted; padding: 0; }
        QueryBar { background: $boost; }
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
        Binding(keys, action, description, id=f"notes.{action}", show=show)
        for keys, action, description, show in (
            ("e", "edit", _("改"), True),
            ("d", "delete", _("删除"), True),
            ("x", "export", _("导出"), True),
            ("slash", "search", _("查找"), True),
            ("enter,ctrl+j,down,tab", "list", _("到列表"), False),
            ("escape,q,A", "leave", _("关闭"), True),
        )
    ]

    line = getters.query_one(Line)
    query_bar = getters.query_one(QueryBar)
    rows = getters.query_one(NoteList)

    def __init__(
        self, state: CorpusState, find: Find, write: Write, is_complete: bool = True
    ) -> None:
        """`is_complete` tells whether all pages are read: what isn't found is lost."""
        super().__init__()
        self._state, self._find, self._write = state, find, write
        self._is_complete = is_complete
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
        self._fill()
        self.watch(self.query_bar, "value", self._search, init=False)

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
        self.rows.show(found)
        self._tell(_("{n} 条笔记").format(n=len(found)))

    def _tell(self, told: str) -> None:
        self.line.left = told

    def action_search(self) -> None:
        self.query_bar.focus()

    def action_list(self) -> None:
        self.rows.focus()

    def action_leave(self) -> None:
        """Close; from the search, back to all notes."""
        if self.focused is self.query_bar:
            self.query_bar.show("")
            self.rows.focus()
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
            screen = NoteScreen(note.anchor, note)
            self.app.push_screen(screen, lambda edited: self._put(edited, note))

    def _put(self, edited: Note | None, before: Note) -> None:
        if edited is None:
            self._tell(_("未存"))
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
        self._tell(write_notes(markdown))


def listed(
    notes: Mapping[str, Note], find: Find, is_complete: bool = True
) -> Sequence[Listed]:
    """The latest first; those that `find` doesn't find at the end."""
    latest = sorted(notes.values(), key=lambda each: each.changed, reverse=True)
    entries = [Listed(note, find(note), is_complete) for note in latest]
    return sorted(entries, key=lambda each: each.found is None)


def _cited(found: Found | None) -> Cited | None:
    return found and found.cited


def _one_line(text: str, width: int) -> str:
    """The start of a text: what goes past the room there is isn't worth measuring."""
    return " ".join(text[: width + 1].split())
