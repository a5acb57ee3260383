"""The likeliest reading of a page, against trying every one."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.corpus.blocks import Piece, Shape, classify
from tui.corpus.lines import blocks_of, line_starts, lines_of
from tui.corpus.tagging import _links, _scores, allowed, tag
from tui.corpus.tags import CUTS, Tag, follows, may_open

LINES = (
    "上街区工业路街道 筑巢引凤兴产业",
    "本报讯（记者 何静）近日，街道召开会议，部署招商工作，要求各社区抓好落实。",
    "一、加强领导",
    "图为现场。（张明 摄）",
    "记者 谢鹏飞",
    "下一期",
    "项目建设提速，全年新开工",
    "三个，总投资十亿元。",
    "名称 数量 12 34",
)
SOME = (Tag.TITLE, Tag.PARAGRAPH, Tag.REST, Tag.CUT_BY_CAPTION, Tag.BYLINE, Tag.DECK)


def pieces_of(lines: list[str]) -> list[Piece]:
    text = "\n".join(lines)
    starts = line_starts(text)
    return [classify(block) for block in blocks_of(text, lines_of(text, starts))]


def weight(pieces: list[Piece], tags: tuple[Tag, ...]) -> int:
    scores, links = _scores(pieces, [SOME] * len(pieces)), _links().table
    return sum(score[each] for score, each in zip(scores, tags, strict=True)) + sum(
        links[each][before] for before, each in pairwise(tags)
    )


def may_be(tags: tuple[Tag, ...]) -> bool:
    pairs = pairwise(tags)
    return (
        may_open(tags[0])
        and tags[-1] not in CUTS
        and all(follows(*each) for each in pairs)
    )


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=5))
def test_no_reading_of_a_page_is_likelier(lines: list[str]) -> None:
    pieces = pieces_of(lines)

    found = tuple(tag(pieces, [SOME] * len(pieces)))

    every = filter(may_be, product(SOME, repeat=len(pieces)))
    assert may_be(found)
    assert weight(pieces, found) == max(weight(pieces, each) for each in every)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=8))
def test_a_piece_is_what_it_may_be(lines: list[str]) -> None:
    pieces = pieces_of(lines)
    choices = [allowed(piece) for piece in pieces]

    tags = tag(pieces, choices)

    assert all(each in may for each, may in zip(tags, choices, strict=True))


@pytest.mark.parametrize(("line", "heads"), [("----------", False), ("01", True)])
def test_a_rule_is_no_heading_as_a_bare_number_may_be(line: str, heads: bool) -> None:
    (piece,) = pieces_of([line])
    assert piece.shape is Shape.CHROME
    assert (Tag.HEADING in allowed(piece)) is heads
