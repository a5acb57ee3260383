"""Two programs may have the same notes open: nothing that either wrote is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.state.pages import some_anchor
from tui.state.notes import Note, Notes, with_note, without_note

FIRST = Note.new(some_anchor(), "一")


def edited(note: Note, text: str) -> Note:
    return note.edited(text, note.tags, note.star)


def texts(notes: Notes) -> set[str]:
    return {each.text for each in notes.values()}


def test_an_edited_note_takes_the_place_of_its_former_self() -> None:
    note = edited(FIRST, "二")
    assert with_note({FIRST.id: FIRST}, note, FIRST, "p") == {FIRST.id: note}
    assert (note.id, note.made, note.anchor) == (FIRST.id, FIRST.made, FIRST.anchor)


def test_a_note_that_two_have_edited_is_kept_as_both_left_it() -> None:
    theirs, ours = edited(FIRST, "二"), edited(FIRST, "三")
    notes = with_note({FIRST.id: theirs}, ours, FIRST, "p")
    assert texts(notes) == {"二", "三"}
    again = edited(ours, "四")
    assert texts(with_note(notes, again, ours, "p")) == {"二", "四"}
    assert texts(without_note(notes, ours, "p")) == {"二"}


def test_who_deletes_a_note_deletes_what_was_seen_of_it() -> None:
    theirs = edited(FIRST, "二")
    assert without_note({FIRST.id: FIRST}, FIRST, "p") == {}
    assert without_note({FIRST.id: theirs}, FIRST, "p") == {FIRST.id: theirs}
    assert without_note({}, FIRST, "p") == {}


def test_a_note_that_was_deleted_elsewhere_is_back_when_it_is_edited() -> None:
    assert texts(with_note({}, edited(FIRST, "二"), FIRST, "p")) == {"二"}


@pytest.mark.parametrize("name", ["text", "tags", "star"])
def test_what_differs_in_anything_is_another_version(name: str) -> None:
    values = {"text": "二", "tags": ("甲",), "star": True}
    theirs = replace(FIRST, **{name: values[name]})
    assert without_note({FIRST.id: theirs}, FIRST, "p") == {FIRST.id: theirs}


@pytest.mark.parametrize("there", [None, FIRST, edited(FIRST, "二")])
def test_a_change_that_is_made_twice_is_made_once(there: Note | None) -> None:
    notes = {there.id: there} if there else {}
    ours = edited(FIRST, "三")
    once = with_note(notes, ours, FIRST, "p")
    assert with_note(once, ours, FIRST, "p") == once
    gone = without_note(once, ours, "p")
    assert without_note(gone, ours, "p") == gone
