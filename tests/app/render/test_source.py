from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.pages import make_page
from tui.app.render.cells import cell_width
from tui.app.render.source import SourceLines, Taken, taken_lines
from tui.app.render.visible import visible
from tui.corpus.lines import line_starts
from tui.corpus.model import Kind, Page, Passage, Span, Undecodable

TEXTS = st.text(st.sampled_from("街道ab \t\r\n\x1b\u200b，"), max_size=80)


def page_of(text: str, *passages: Passage) -> Page:
    return Page("a.txt", text, line_starts(text), passages, ())


def rows(lines: SourceLines) -> list[str]:
    return [lines.row(*lines.at(row)) for row in range(lines.tops[-1])]


@given(TEXTS, st.integers(2, 30))
def test_the_lines_are_those_of_the_file(text: str, width: int) -> None:
    lines = SourceLines(page_of(text), width)
    found = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text) or [""]
    shown = [lines.text(line) for line in range(1, lines.count + 1)]
    assert shown == [each.removesuffix("\n") for each in found]


@given(TEXTS, st.integers(2, 30))
def test_the_rows_of_a_line_share_it_out(text: str, width: int) -> None:
    lines = SourceLines(page_of(text), width)
    for line in range(1, lines.count + 1):
        count = lines.tops[line] - lines.tops[line - 1]
        made = [lines.row(line, at) for at in range(count)]
        assert "".join(made) == lines.text(line)
        assert all(made) or made == [""]
        assert all(cell_width(visible(row).rstrip()) <= width for row in made)


def test_no_row_starts_with_a_full_stop() -> None:
    lines = SourceLines(page_of("街道招商引资。"), 12)
    assert rows(lines) == ["街道招商引", "资。"]


def test_a_long_page_is_cut_and_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.app.render.source.LONGEST", 5)
    lines = SourceLines(page_of("街道招商引资。"), 12)
    assert rows(lines) == ["街道招商引资", "。"]


def test_rows_are_full() -> None:
    assert rows(SourceLines(page_of("街道招商引资"), 8)) == ["街道招商", "引资"]
    assert rows(SourceLines(page_of("http://a.cn/"), 8)) == ["http://", "a.cn/"]


@given(TEXTS, st.integers(2, 30))
def test_each_row_knows_its_line(text: str, width: int) -> None:
    lines = SourceLines(page_of(text), width)
    told = [lines.at(row) for row in range(lines.tops[-1])]
    assert told == [
        (line, at)
        for line in range(1, lines.count + 1)
        for at in range(lines.tops[line] - lines.tops[line - 1])
    ]


def test_what_is_behind_the_last_line_end_is_no_line() -> None:
    assert SourceLines(page_of("街\n道\n"), 20).count == 2
    assert SourceLines(page_of("街\n道"), 20).count == 2
    assert SourceLines(page_of("街\n\n"), 20).count == 2
    assert rows(SourceLines(page_of(""), 20)) == [""]


def test_a_carriage_return_is_kept() -> None:
    assert rows(SourceLines(page_of("街\r\n道\n招\r商"), 20)) == [
        "街\r",
        "道",
        "招\r",
        "商",
    ]


def test_each_line_tells_what_it_was_taken_for() -> None:
    page = make_page((Kind.TITLE, "筑巢引凤"), (Kind.PARAGRAPH, "街道招\n商引资"))
    assert taken_lines(page) == {
        1: Taken(Kind.TITLE),
        3: Taken(Kind.PARAGRAPH),
        4: Taken(Kind.PARAGRAPH, healed=True),
    }


def test_a_line_with_two_passages_tells_of_both() -> None:
    page = page_of(
        "街道 招商",
        Passage(Kind.LABEL, (Span(0, 2),)),
        Passage(Kind.PARAGRAPH, (Span(3, 5),)),
    )
    assert taken_lines(page) == {1: Taken(Kind.LABEL, more=True)}


def damaged(text: str, *values: int) -> Page:
    """A page where these bytes stand as the first of its �."""
    places = (each.start() for each in re.finditer("�", text))
    bad = tuple(map(Undecodable, places, values))
    return replace(page_of(text), undecodable=bad)


def test_bytes_that_are_no_characters_are_named_below_their_line() -> None:
    lines = SourceLines(damaged("街�道�\n招商\n�", 0xFE, 0x81, 0xFF), 20)
    assert rows(lines) == ["街�道�", "↳ � FE 81", "招商", "�", "↳ � FF"]
    assert lines.text(1) == "街�道�", "what is copied is the line"


def test_a_replacement_character_of_the_file_is_no_such_byte() -> None:
    assert rows(SourceLines(damaged("街�道"), 20)) == ["街�道"]


@given(st.integers(1, 40), st.integers(2, 30))
def test_bytes_are_named_as_far_as_there_is_room(count: int, width: int) -> None:
    lines = SourceLines(damaged("�" * count, *range(0x80, 0x80 + count)), width)
    *others, named = rows(lines)
    assert "".join(others) == "�" * count
    assert cell_width(named) <= width
    assert named.endswith("⋯") or width < 5 or f"{0x7F + count:02X}" in named
    assert all(len(each) == 2 for each in named.strip("↳ �⋯").split())


def test_the_row_that_names_bytes_stands_behind_the_characters() -> None:
    lines = SourceLines(damaged("街�\n招商", 0xFE), 20)
    assert lines.span(1, 0) == Span(0, 2)
    assert lines.span(1, 1) == Span(2, 2)
    assert lines.at(1) == (1, 1)
    assert lines.at(2) == (2, 0)
