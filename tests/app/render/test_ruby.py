from __future__ import annotations

from itertools import accumulate
from re import finditer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.pages import make_page
from tui.app.render.cells import cell_width
from tui.app.render.galley import Galley
from tui.app.render.pinyin import spoken
from tui.app.render.ruby import rare_readings, set_above
from tui.app.render.script import Script
from tui.app.render.typeset import blocks_of, rows_of
from tui.corpus.model import Kind

TEXTS = st.text(st.sampled_from("街道濮郏洧荥發， a"), max_size=30)
PAGE = make_page(
    (Kind.TITLE, "洧川小镇"),
    (Kind.PARAGRAPH, "郑州市中牟县、郏县，街道发展。" * 6),
    (Kind.PARAGRAPH, "街道发展。" * 9),
)


@pytest.mark.parametrize(
    ("line", "column", "measure", "rows"),
    [
        ("郏县", 0, 20, ["jiá"]),
        ("到郏县", 4, 20, ["      jiá"]),
        ("濮洧街", 0, 20, ["  wěi", "pú"]),
        ("郏街濮", 0, 20, ["jiá pú"]),
        ("郏濮洧街", 0, 20, ["  pú", "jiá wěi"]),
        ("街街郏", 0, 6, ["   jiá"]),
        ("濮洧濮", 0, 6, ["  wěi", "pú  pú"]),
        ("街道", 0, 20, []),
        ("郏", 0, 2, []),
    ],
)
def test_readings_stand_above_their_characters(
    line: str, column: int, measure: int, rows: list[str]
) -> None:
    assert set_above(line, 0, len(line), column, measure) == rows


@given(TEXTS, st.integers(0, 9), st.integers(2, 60))
def test_every_reading_stands_above_its_character_and_within_the_measure(
    line: str, column: int, measure: int
) -> None:
    rows = set_above(line, 0, len(line), column, measure)
    assert all(cell_width(row) <= measure for row in rows)
    found = {
        (cell_width(row[: each.start()]), each[0])
        for row in rows
        for each in finditer(r"\S+", row)
    }
    readings = rare_readings(line, 0, len(line))
    starts = accumulate(map(cell_width, line), initial=column)
    assert found == {
        (min(start, measure - cell_width(reading)), reading)
        for start, reading in zip(starts, readings, strict=False)
        if reading and cell_width(reading) <= measure
    }


def test_only_rare_characters_have_readings() -> None:
    assert rare_readings("郏县發展", 0, 4) == ["jiá", "", "", ""]
    assert rare_readings("郏县發展", 1, 4) == ["", "", ""]


def test_words_are_known_that_run_over_the_ends_of_a_line() -> None:
    assert spoken("坻") == "chí"
    assert rare_readings("去宝坻区", 2, 4) == ["dǐ", ""]


@pytest.mark.parametrize("measure", [8, 24, 76])
def test_rows_with_readings_hold_no_characters_and_the_others_stay(
    measure: int,
) -> None:
    for block in blocks_of(PAGE, PAGE.articles[0]):
        plain = [*rows_of(PAGE, block, measure)]
        ruby = [*rows_of(PAGE, block, measure, ruby=True)]
        assert [row for row in ruby if row in plain] == plain
        text = PAGE.read(PAGE.passages[block.passage])
        above = [row for row in ruby if row not in plain]
        rare = sum(any(rare_readings(text, row.start, row.stop)) for row in plain)
        assert len(above) == rare
        assert all(row.start == row.stop for row in above)


@pytest.mark.parametrize("measure", [8, 24, 76])
def test_characters_are_found_on_their_rows_below_the_readings(measure: int) -> None:
    galley = Galley(PAGE, 0, measure, ruby=True)
    galley.settle(0, 0, 0, 1000)
    for block in range(len(galley.blocks)):
        for offset in range(len(galley.text(block))):
            found, row = galley.row(galley.row_of(block, offset))
            assert found == block
            assert row.start <= offset < row.stop
    rows = [galley.row(y)[1] for y in range(galley.height)]
    for y, row in enumerate(rows):
        if row.start == row.stop and row.lead:
            assert galley.first_from(y) == galley.first_from(y + 1)


def test_a_galley_shows_another_script_and_keeps_the_text() -> None:
    galley = Galley(PAGE, 0, 24, Script.TRADITIONAL)
    assert galley.text(1).startswith("郑州市中牟县、郏县，街道发展。")
    assert galley.shown(1, 0, 15) == "鄭州市中牟縣、郟縣，街道發展。"
    assert galley.shown(1, 12, 13) == "發"
    assert galley.extract((1, 10), (1, 14)) == "街道发展"
    assert Galley(PAGE, 0, 24).shown(1, 12, 14) == "发展"
