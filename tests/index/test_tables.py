"""Concordances for other programs."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.corpora import Draft, Text, article_of, libraries, page_of
from tui.corpus.model import Kind, Place
from tui.index.concordance import Concordance, Order
from tui.index.library import Library
from tui.index.tables import BOM, COLUMNS, csv_lines, json_lines, rows


def read(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(text, newline=""))]


@given(libraries(), st.sampled_from(["街", "商 OR 街", "-无"]), st.sampled_from(Order))
def test_a_table_has_a_row_for_every_hit_and_reads_back(
    library: Library, query: str, order: Order
) -> None:
    lines = Concordance(library.find(query), order)
    expected = [*rows(lines, library)]
    assert len(expected) == len(lines)
    printed = [*csv_lines(lines, library)]
    assert "".join(printed).count(BOM) == 1
    found = read("\r\n".join(printed).removeprefix(BOM))
    assert found == [
        {name: "" if cell is None else str(cell) for name, cell in row.items()}
        for row in expected
    ]
    assert [json.loads(each) for each in json_lines(lines, library)] == expected


@given(libraries())
def test_a_row_says_where_its_hit_is(library: Library) -> None:
    lines = Concordance(library.find("街"))
    for row, line in zip(rows(lines, library), lines, strict=True):
        page = library.page(line.hit.id)
        printed = page.text.split("\n")[int(row["line"] or 0) - 1]
        assert "街" in printed[int(row["column"] or 0) - 1 :]
        assert page.text[line.hit.span.start] == printed[int(row["column"] or 0) - 1]


def test_the_columns_say_what_is_known_of_the_article() -> None:
    page = page_of(
        article_of(
            "在街上",
            title="题",
            district=Place("410106", "上街区"),
            office=Place(None, "新街道"),
            date="2019-05",
        ),
        source="a/b.txt",
    )
    library = Library().add([page])
    [row] = rows(Concordance(library.find("街")), library)
    assert tuple(row) == tuple(COLUMNS)
    assert [*row.values()] == [
        "a/b.txt#1",
        "a/b.txt",
        2,
        2,
        "上街区",
        "新街道",
        None,
        "2019-05",
        "题",
        "在",
        "街",
        "上",
    ]


@pytest.mark.parametrize("sign", ['"', ",", "\r", "\n", '",\r\n"', "\u2028", "=1+1"])
def test_signs_of_the_format_are_quoted(sign: str) -> None:
    draft = Draft([Text(Kind.PARAGRAPH, [f"{sign.strip()}街"])], unit=sign)
    library = Library().add([page_of(draft, source=f"a{sign}b.txt")])
    lines = Concordance(library.find("街"))
    [row] = read("\r\n".join(csv_lines(lines, library)).removeprefix(BOM))
    assert (row["unit"], row["source"]) == (sign, f"a{sign}b.txt")
    [line] = json_lines(lines, library)
    assert "\n" not in line
    assert json.loads(line)["unit"] == sign


def test_a_table_without_hits_names_its_columns() -> None:
    library = Library()
    lines = Concordance(library.find("街"))
    assert [*csv_lines(lines, library)] == [BOM + ",".join(COLUMNS)]
    assert [*json_lines(lines, library)] == []
