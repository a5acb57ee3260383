from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.pages import make_page
from tui.app.render.galley import Galley
from tui.app.render.selected import Selected
from tui.app.render.units import Point, Unit, Units
from tui.corpus.model import Kind

TEXTS = (
    "筑巢引凤",
    "“招商吗？”他问。好……真好！  English words, 3.5 and 工业路街道" * 3,
    "一",
    "没有句号的一段，" * 20,
)
PAGE = make_page(
    (Kind.BANNER, "上一篇"),
    (Kind.TITLE, TEXTS[0]),
    (Kind.PARAGRAPH, TEXTS[1]),
    (Kind.HEADING, TEXTS[2]),
    (Kind.PARAGRAPH, TEXTS[3]),
    articles=[0, 1],
)
GALLEY = Galley(PAGE, 1, 30)
WORD = re.compile(r"[a-z]+|[\u4e00-\u9fff]{1,2}|.", re.IGNORECASE)


def word_at(text: str, offset: int) -> tuple[int, int]:
    return next(m.span() for m in WORD.finditer(text) if m.end() > offset)


UNITS = Units(GALLEY, word_at)
POINTS = [
    Point(passage, offset)
    for passage, text in enumerate(TEXTS, 1)
    for offset in range(len(text))
]
END = Point(5, 0)


def all_starts(unit: Unit) -> Iterator[Point]:
    """Every start of a unit, found by going over the whole article."""
    match unit:
        case Unit.CHARACTER:
            yield from POINTS
        case Unit.PARAGRAPH:
            yield from (Point(passage, 0) for passage in (1, 2, 3, 4))
        case Unit.WORD:
            for passage, text in enumerate(TEXTS, 1):
                yield from (Point(passage, m.start()) for m in WORD.finditer(text))
        case Unit.ROW:
            for y in range(GALLEY.height):
                block, row = GALLEY.row(y)
                if row.stop > row.start:
                    yield Point(block + 1, row.start)
        case Unit.SENTENCE:
            for passage, text in enumerate(TEXTS, 1):
                cut = re.split(r"(?<=[？！。…”\s])(?![？！。…”\s])", text)
                ends = "？！。…"
                at = 0
                yield Point(passage, 0)
                for piece in cut[:-1]:
                    at += len(piece)
                    if piece.rstrip(" ”")[-1] in ends:
                        yield Point(passage, at)


@given(unit=st.sampled_from(Unit), point=st.sampled_from([*POINTS, END]))
def test_neighbours_are_those_of_the_list_of_all_starts(
    unit: Unit, point: Point
) -> None:
    starts = [*all_starts(unit)]
    after = min((each for each in starts if each > point), default=END)
    before = max((each for each in starts if each < point), default=Point(1, 0))
    assert UNITS.after(point, unit) == after
    assert UNITS.before(point, unit) == before


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("好。真好。", 2),
        ("“好。”真好。", 4),
        ("好！”）真好。", 4),
        ("好……真好。", 3),
        ("好?! 真好。", 4),
        ("好。\u3000真好。", 3),
    ],
)
def test_a_sentence_keeps_its_closers_and_the_blanks_behind(
    text: str, second: int
) -> None:
    units = Units(Galley(make_page((Kind.PARAGRAPH, text)), 0, 40))
    assert units.after(Point(0, 0), Unit.SENTENCE) == Point(0, second)


@pytest.mark.parametrize("text", ["3.5公里", "甲，乙；丙", "第一段没有句号"])
def test_other_marks_end_no_sentence(text: str) -> None:
    units = Units(Galley(make_page((Kind.PARAGRAPH, text)), 0, 40))
    assert units.after(Point(0, 0), Unit.SENTENCE) == units.end


def test_a_word_that_does_not_hold_its_character_is_no_word() -> None:
    units = Units(GALLEY, lambda _text, _offset: (0, 0))
    assert units.around(Point(1, 2), Unit.WORD) == (Point(1, 2), Point(1, 3))


@given(start=st.sampled_from(POINTS), end=st.sampled_from([*POINTS, END]))
def test_text_comes_whole_and_a_line_for_each_passage(start: Point, end: Point) -> None:
    start, end = min(start, end), max(start, end)
    chosen = [each for each in POINTS if start <= each < end]
    lines = dict.fromkeys((each.passage for each in chosen), "")
    for passage, offset in chosen:
        lines[passage] += TEXTS[passage - 1][offset]
    assert UNITS.extract(start, end) == "\n".join(lines.values())


steps = st.lists(st.tuples(st.sampled_from([1, -1]), st.sampled_from(Unit)))


@given(
    point=st.sampled_from(POINTS), began=st.sampled_from(Unit), steps=steps, unit=...
)
def test_a_selection_always_holds_what_it_began_with(
    point: Point, began: Unit, steps: list[tuple[int, Unit]], unit: Unit
) -> None:
    selected = first = Selected.of(*UNITS.around(point, began))
    for step, each in steps:
        selected = selected.extended(step, each, UNITS)
        assert selected.start <= first.start < first.end <= selected.end
    selected = selected.rounded(point, unit, UNITS)
    starts = {*all_starts(unit), END}
    assert {selected.start, selected.end} <= starts
    assert selected.start <= point < selected.end


@given(
    point=st.sampled_from(POINTS),
    unit=st.sampled_from(Unit),
    step=st.sampled_from([1, -1]),
    times=st.integers(1, 6),
)
def test_going_back_as_often_selects_what_was_selected_before(
    point: Point, unit: Unit, step: int, times: int
) -> None:
    selected = [Selected.of(*UNITS.around(point, unit))]
    for _ in range(times):
        selected.append(selected[-1].extended(step, unit, UNITS))
    moves = sum(a != b for a, b in pairwise(selected))
    back = selected[-1]
    for _ in range(moves):
        back = back.extended(-step, unit, UNITS)
    assert back == selected[0]


@given(*[st.sampled_from(POINTS)] * 3)
def test_characters_are_told_to_be_selected_passage_by_passage(
    began: Point, edge: Point, point: Point
) -> None:
    first = Selected.of(*UNITS.around(began, Unit.CHARACTER))
    selected = first.to(*UNITS.around(edge, Unit.CHARACTER))
    span = selected.within(point.passage)
    inside = span is not None and (
        span[0] <= point.offset and (span[1] is None or point.offset < span[1])
    )
    assert inside == (min(began, edge) <= point <= max(began, edge))
