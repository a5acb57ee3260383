"""Notes on passages, and their merging when two programs keep them in one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

from tui.state.anchors import Anchor

Notes = Mapping[str, "Note"]
"""By their ids."""


@dataclass(frozen=True, slots=True)
class Note:
    """What someone wrote on a part of a passage; without text, a tag or a star."""

    id: str
    anchor: Anchor
    text: str
    tags: tuple[str, ...]
    star: bool
    made: str
    """ISO 8601, in UTC, to the second."""
    changed: str
    """The same."""

    @classmethod
    def new(
        cls, anchor: Anchor, text: str, tags: tuple[str, ...] = (), star: bool = False
    ) -> Note:
        made = _now()
        return cls(uuid4().hex, anchor, text, tags, star, made, made)

    def edited(self, text: str, tags: tuple[str, ...], star: bool) -> Note:
        return replace(self, text=text, tags=tags, star=star, changed=_now())


def with_note(notes: Notes, note: Note, before: Note | None, program: str) -> Notes:
    """Notes with a new one, or one that was edited from what it was `before`.

    Where another program has edited it since, both stay, this one under an id that
    ends with the name of this `program`; where another has deleted it, it is back."""
    while notes.get(note.id, before) not in (before, note):
        note = _aside(note, program)
        before = before and _aside(before, program)
    return {**notes, note.id: note}


def without_note(notes: Notes, note: Note, program: str) -> Notes:
    """Notes without one. What another program has made of it since stays."""
    while notes.get(note.id, note) != note:
        note = _aside(note, program)
    return {id_: each for id_, each in notes.items() if id_ != note.id}


def _aside(note: Note, program: str) -> Note:
    return replace(note, id=f"{note.id}.{program}")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
