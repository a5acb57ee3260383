from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from tui.app.render.cells import ambiguous, cell_width, set_ambiguous
from tui.app.render.visible import visible


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("街道", 4),
        ("ａ：", 4),
        ("121.5%", 6),
        ("“五星”", 6),
        ("\x1b\u200b", 2),
    ],
)
def test_a_chinese_character_takes_two_cells_and_a_mark_one(
    text: str, cells: int
) -> None:
    assert cell_width(text) == cells


@given(st.text())
def test_the_width_is_what_textual_measures_of_what_is_painted(text: str) -> None:
    assert cell_width(text) == cell_len(visible(text))


@given(st.text(), st.text())
def test_widths_add_up(left: str, right: str) -> None:
    assert cell_width(left + right) == cell_width(left) + cell_width(right)


@pytest.fixture
def _wide() -> Iterator[None]:
    cell_width(TEXT)
    cell_len(TEXT)
    set_ambiguous(2)
    yield
    set_ambiguous(1)


TEXT = "“五星”——×…"
"""7 of its characters may be one cell wide or two."""


@pytest.mark.usefixtures("_wide")
def test_ambiguous_characters_can_be_two_cells_wide_for_all_who_measure() -> None:
    assert cell_width(TEXT) == cell_len(TEXT) == 4 + 2 * 6
    assert cell_width("×") == cell_len("×") == 2
    assert Strip([Segment(TEXT)]).cell_length == 16
    assert Segment("××").split_cells(2) == (Segment("×"), Segment("×"))
    assert set_cell_size("××", 3) == "× "
    assert Strip([Segment("──")]).crop(0, 2).text == "─"


def test_they_are_one_cell_wide_before_and_afterwards() -> None:
    before = cell_width(TEXT), cell_len(TEXT), Segment("××").split_cells(1)
    assert before == (10, 10, (Segment("×"), Segment("×")))
    set_ambiguous(2)
    set_ambiguous(1)
    assert before == (cell_width(TEXT), cell_len(TEXT), Segment("××").split_cells(1))


FIRST = range(0x20000)
EDGES = (0, 1, 0x100, 0x1EF, 0x1F0, 0xFFFD, 0xFFFE, 0xFFFF)


@pytest.fixture(scope="module")
def narrow() -> dict[str, int]:
    """The width of every character of the first two planes, and of the first and last
    of the others, where the ambiguous ones are one cell wide."""
    edges = (plane + at for plane in range(0, 0x110000, 0x10000) for at in EDGES)
    return {chr(at): get_character_cell_size(chr(at)) for at in (*FIRST, *edges)}


@pytest.mark.usefixtures("_wide")
def test_no_other_character_changes_its_width(narrow: dict[str, int]) -> None:
    changed = {each for each, w in narrow.items() if get_character_cell_size(each) != w}
    open_ones = {
        each
        for each in narrow
        if east_asian_width(each) == "A" and category(each) != "Mn"
    }
    assert changed == open_ones
    assert all(get_character_cell_size(each) == 2 for each in changed)
    pattern = ambiguous()
    assert {each for each in narrow if pattern.match(each)} == open_ones


@pytest.mark.usefixtures("_wide")
@given(st.text())
def test_all_who_measure_agree_on_a_wide_terminal(text: str) -> None:
    assert cell_width(text) == cell_len(visible(text))


@pytest.mark.parametrize("mark", "▾▸▹⋮〔〕❘⋯▯␀␛␡␤")
def test_our_own_marks_have_one_width_everywhere(mark: str) -> None:
    assert not ambiguous().match(mark)
