from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.app.render.cells import cell_width
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
