"""Writing a note, and changing it."""

from __future__ import annotations

import re
from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from tui.app.keymap import HELP
from tui.app.keys import is_text
from tui.app.widgets.fit import one_line
from tui.app.widgets.key_line import KeyLine
from tui.app.widgets.line import Line
from tui.app.widgets.note_list import STAR
from tui.app.widgets.passage import Passage
from tui.i18n import _
from tui.state import Anchor, Note

TAG = re.compile(r"[#＃]([\w-]+)")
QUOTED = 240
"""Characters of a quote that may be seen: its three rows have no room for more."""


Drafts = dict[Anchor, str]
"""What was written and not kept, by what it was on."""


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
        Passage { max-height: 3; color: $text-muted; text-style: italic; }
        TextArea { height: 1fr; margin-top: 1; padding: 0; background: $boost; }
        Line, KeyLine { color: $text-muted; padding: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        HELP,
        # Before the text takes it for the end of a line.
        Binding("enter,ctrl+s", "keep", _("存"), id="note.keep", priority=True),
        Binding("ctrl+j", "break", _("换行"), id="note.break", priority=True),
        Binding("ctrl+t", "star", _("星标"), id="note.star"),
        Binding("escape", "leave", _("不存"), id="note.leave"),
    ]

    line = getters.query_one(Line)
    area = getters.query_one(NoteArea)

    def __init__(
        self, anchor: Anchor, note: Note | None = None, drafts: Drafts | None = None
    ) -> None:
        """Without a note, a new one is made for the anchor. What is not kept is put
        among the drafts, and taken from there the next time."""
        super().__init__()
        self._anchor, self._note = anchor, note
        self._drafts = {} if drafts is None else drafts
        self._before = note.text if note else ""
        self._star = note.star if note else False

    def compose(self) -> ComposeResult:
        with Vertical(id="note"):
            yield Line()
            yield Passage(one_line(self._anchor.quote, QUOTED))
            yield NoteArea(
                self._drafts.pop(self._anchor, self._before),
                compact=True,
                highlight_cursor_line=False,
                placeholder=_("写笔记；#词 是标签"),
            )
            yield KeyLine()

    def on_mount(self) -> None:
        self.set_focus(self.area)
        self.area.cursor_blink = False
        self.area.move_cursor(self.area.document.end)
        self._tell()

    def _tell(self) -> None:
        self.line.left = STAR * self._star + _("笔记")

    def action_star(self) -> None:
        """Star the note, or take the star away."""
        self._star = not self._star
        self._tell()

    # These keys come here at once, the text before them by way of the area's queue.

    def action_break(self) -> None:
        self.area.call_later(self._break)

    def action_keep(self) -> None:
        self.area.call_later(self._keep)

    def _break(self) -> None:
        self.area.replace("\n", *self.area.selection)

    def _keep(self) -> None:
        text = self.area.text.strip()
        tags = tuple(dict.fromkeys(TAG.findall(text)))
        if self._note is None:
            self.dismiss(Note.new(self._anchor, text, tags, self._star))
        else:
            self.dismiss(self._note.edited(text, tags, self._star))

    def action_leave(self) -> None:
        if self.area.text.strip() not in ("", self._before.strip()):
            self._drafts[self._anchor] = self.area.text
        self.dismiss(None)


def unsaved(anchor: Anchor, drafts: Drafts) -> str:
    """What is told of a note that was not kept."""
    return _("未存，下次接着写") if anchor in drafts else _("未存")
