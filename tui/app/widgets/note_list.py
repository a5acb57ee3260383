"""The list of notes: what each says, what it is on, and where that stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.app.noted import Find, Found
from tui.app.render.cells import cell_width
from tui.app.widgets.fit import fit, one_line
from tui.app.widgets.row_list import Part, RowList
from tui.i18n import _
from tui.state import Note

STAR = "★ "
GAP = 2
"""Cells between a note and where it is."""


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
            yield Part(fit(one_line(note.anchor.quote, width), width), "list--where")
            return
        where = fit(entry.where, width // 2)
        said = STAR * note.star + (one_line(note.text, width) or _("（无文字）"))
        room = max(0, width - cell_width(where) - GAP)
        said = fit(said, room)
        yield Part(said, "list--title")
        gap = width - cell_width(said) - cell_width(where)
        yield Part(" " * gap + where, "list--where")


def listed(
    notes: Mapping[str, Note], find: Find, is_complete: bool = True
) -> Sequence[Listed]:
    """The latest first; those that `find` doesn't find at the end."""
    latest = sorted(notes.values(), key=lambda each: each.changed, reverse=True)
    entries = [Listed(note, find(note), is_complete) for note in latest]
    return sorted(entries, key=lambda each: each.found is None)
