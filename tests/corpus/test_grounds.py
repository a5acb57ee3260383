"""Why a page was read as it was: every decision, how sure, on what ground; and that
a page reads the same when all of it is said."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from itertools import pairwise, product
from math import exp
from pathlib import Path
from typing import Any

import outlines
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.corpus.advice import OF_PAGE, advice_in
from tui.corpus.blocks import Piece, classify
from tui.corpus.export import document
from tui.corpus.given import NOTHING, Border, Fields, Given
from tui.corpus.grounds import TRUST, Decision, What, decisions
from tui.corpus.lines import blocks_of, line_starts, lines_of
from tui.corpus.model import Kind, Page
from tui.corpus.parser import parse
from tui.corpus.reader import bundled
from tui.corpus.reasons import SHAPES, Why, why_of
from tui.corpus.sidecar import written
from tui.corpus.tagging import (
    WEIGHTS,
    _first_scores,
    _links,
    _scores,
    allowed,
    marginals,
    tag,
)
from tui.corpus.tags import CUTS, Tag, may_open

PAGES = [*sorted(bundled().glob("*.txt")), *sorted(outlines.PAGES.glob("*.txt"))]
LINES = [
    "上街区工业路街道 筑巢引凤兴产业",
    "须水街道:",
    "本报讯 近日,街道召开会议,部署下一阶段的工作,要求各部门认真落实到位、抓好推进。",
    "依托中关村,引领企业和项目向园区集中、向产业链集中、向创新平台集中,推动",
    "（记者 何静 通讯员 田苗）",
    "记者 谢鹏飞 文/图",
    "一、强化组织领导",
    "图为活动现场",
    "提升市容环境",
    "",
]
TEXTS = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)
GHOST = """\
须水街道: 以小微产业园为支撑

本报讯 近日,街道召开会议,部署下一阶段的工作,要求各部门落实到位、抓好推进,办好每件实事。
记者 谢鹏飞

林山寨街道: 提升市容环境

本报讯 连日来,街道组织力量清理辖区道路,要求各社区认真落实到位、抓好推进工作,让居民满意。
记者 何静
"""


def said_again(page: Page) -> Page:
    """The page, read with the sidecar that it writes."""
    advice = advice_in("", tomllib.loads(written(page)), OF_PAGE)
    assert not advice.problems
    return parse(page.source, page.text, advice.given)


def without_sources(page: Page) -> dict[str, Any]:
    """As exported, but for where a date is from: what is said is given."""
    exported = document(page)
    for article in exported["articles"]:
        del article["date_source"]
    return exported


def found(page: Page) -> list[Decision]:
    return [each for article in decisions(page) for each in article]


def of(what: What, page: Page) -> list[Decision]:
    return [each for each in found(page) if each.what is what]


def pieces_of(text: str) -> list[Piece]:
    return [
        classify(each) for each in blocks_of(text, lines_of(text, line_starts(text)))
    ]


def weight(
    tags: Sequence[Tag], scores: list[list[int]], links: list[list[int]]
) -> float:
    """What a reading of a page weighs, in nats."""
    own = sum(score[each] for score, each in zip(scores, tags, strict=True))
    return (own + sum(links[b][a] for a, b in pairwise(tags))) / 100


@given(
    st.lists(st.sampled_from([each for each in LINES if each]), min_size=1, max_size=4)
)
@settings(max_examples=30)
def test_marginals_are_the_shares_of_all_readings(lines: list[str]) -> None:
    pieces = pieces_of("\n\n".join(lines))
    first, links = _first_scores(pieces, [tuple(Tag)] * len(pieces)), _links().table
    choices = [
        sorted(allowed(piece), key=lambda each: -score[each])[:5]
        for piece, score in zip(pieces, first, strict=True)
    ]
    choices = [[*{*each, Tag.PARAGRAPH}] for each in choices]
    scores = _scores(pieces, choices)
    readings = [
        (each, weight(each, scores, links))
        for each in product(*choices)
        if may_open(each[0]) and each[-1] not in CUTS
    ]
    top = max(each for _, each in readings)
    total = sum(exp(each - top) for _, each in readings)

    probable = marginals(pieces, choices)

    for n, row in enumerate(probable):
        for each, share in row.items():
            with_it = sum(exp(w - top) for tags, w in readings if tags[n] is each)
            assert share == pytest.approx(with_it / total, abs=1e-9)


def test_readings_that_break_a_rule_are_told_all_the_same() -> None:
    """Two titles, one under the other: a format may say so."""
    pieces = pieces_of("一个标题\n\n另一个标题")

    assert marginals(pieces, [[Tag.TITLE], [Tag.TITLE]]) == [{Tag.TITLE: 1.0}] * 2


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_reads_the_same_when_all_of_it_is_said(path: Path) -> None:
    page = outlines.page_at(path)

    again = said_again(page)

    assert without_sources(again) == without_sources(page)
    assert again.passages == page.passages


@given(TEXTS)
def test_any_text_reads_the_same_when_all_of_it_is_said(text: str) -> None:
    page = parse("page.txt", text)

    assert without_sources(said_again(page)) == without_sources(page)


@given(TEXTS, st.lists(st.integers(1, 16), max_size=4))
def test_articles_start_where_it_is_said_and_nowhere_else(
    text: str, lines: list[int]
) -> None:
    borders = tuple(Border(line) for line in sorted(set(lines)))
    page = parse("page.txt", text, Given(borders=borders))

    if page.given.borders:
        assert len(page.articles) == len(page.given.borders)
        passages = page.passages[page.articles[0].last :]
        starts = [page.passages[each.first].start for each in page.articles[1:]]
        assert starts == [
            next(p.start for p in passages if page.line_of(p.start) >= border.line)
            for border in page.given.borders[1:]
        ]


def test_the_title_of_an_article_that_is_said_to_be_none_is_a_heading() -> None:
    whole = parse("page.txt", GHOST)
    assert [each.title for each in whole.articles] == [
        "以小微产业园为支撑",
        "提升市容环境",
    ]

    page = parse("page.txt", GHOST, Given(borders=(Border(1),)))

    (article,) = page.articles
    assert article.title == "以小微产业园为支撑"
    titles = [each for each in page.passages if each.kind is Kind.TITLE]
    assert [page.read(each) for each in titles] == [article.title]


@pytest.mark.parametrize("path", PAGES[:25], ids=lambda path: path.stem)
def test_whatever_is_shown_of_a_page_was_decided(path: Path) -> None:
    page = outlines.page_at(path)
    exported = document(page)["articles"]

    shown = [
        (each["lines"], each["text"])
        for article in exported
        for section in article["sections"]
        for each in section["paragraphs"]
    ]
    decided = of(What.PARAGRAPH, page)
    headings = [
        section["heading"]
        for article in exported
        for section in article["sections"]
        if section["heading"]
    ]

    assert [(list(each.lines), each.value) for each in decided] == shown
    assert sorted(each.value for each in of(What.HEADING, page)) == sorted(headings)
    assert len(of(What.BORDER, page)) == len(exported)
    assert [each.value for each in of(What.CAPTION, page)] == [
        caption for article in exported for caption in article["captions"]
    ]


@given(TEXTS)
def test_every_decision_has_a_line_a_confidence_and_a_reason(text: str) -> None:
    page = parse("page.txt", text)

    for each in found(page):
        assert 0 <= each.grounds.trust <= 1
        assert each.grounds.whys
        assert each.lines
        assert all(1 <= line <= len(page.line_starts) for line in each.lines)


def test_what_is_given_is_sure() -> None:
    said = Fields(district="上街区", office="", title="题", date="2024")
    given = Given(borders=(Border(1, said),))

    page = parse("page.txt", GHOST, given)

    (article,) = page.articles
    assert (article.office, article.title) == (None, "题")
    sure = {each.what for each in found(page) if each.grounds == (1.0, (Why.GIVEN,))}
    assert sure == {What.BORDER, What.TITLE, What.DISTRICT, What.OFFICE, What.DATE}


def test_an_empty_text_in_a_sidecar_says_that_there_is_none() -> None:
    advice = advice_in("", {"office": "", "encoding": ""}, OF_PAGE)

    assert advice[:3] == (Given(Fields(office="")), None, ())
    assert parse("page.txt", GHOST).articles[0].office is not None
    assert parse("page.txt", GHOST, advice.given).articles[0].office is None


@pytest.mark.parametrize(
    ("format", "why"), [(Given(headings=((1, 1),)), Why.FORMAT), (NOTHING, None)]
)
def test_a_format_tells_a_title_for_sure(format: Given, why: Why | None) -> None:
    page = parse("page.md", "# 一个标题\n\n" + LINES[2], format)

    (title,) = of(What.TITLE, page)

    assert (title.grounds.whys == (why,)) is (why is not None)
    assert (title.grounds.trust == pytest.approx(1.0)) or why is None


@pytest.mark.parametrize(
    ("cue", "why"),
    [
        ("display label office colon", Why.LABEL),
        ("display label above", Why.BESIDE_LABEL),
        ("display form first", Why.NUMBERED),
        ("display form halves", Why.FORM),
        ("display likes 2", Why.PARALLEL),
        ("display likes 0", Why.UNLIKE),
        ("display after signed", Why.SIGNED),
        ("display before report", Why.REPORT),
        ("prose open", Why.OPEN),
        ("display ends open", Why.OPEN),
        ("prose behind open, indent 0", Why.OPEN),
        ("display gap behind 1", Why.GAP),
        ("display after prose", Why.AFTER_TEXT),
        ("behind PARAGRAPH", Why.AFTER_TEXT),
        ("behind TITLE", Why.AFTER),
        ("display before byline", Why.BEFORE),
        ("byline length 5", Why.WORDED),
        ("caption", Why.WORDED),
        ("display shot by", Why.WORDED),
        ("display", Why.SHORT),
        ("prose", Why.PROSE),
        ("row", Why.ROW),
        ("display place 1 2", Why.PLACED),
    ],
)
def test_a_cue_belongs_to_a_reason(cue: str, why: Why) -> None:
    assert why_of(cue) is why


def test_every_cue_has_a_reason_besides_its_shape() -> None:
    cues = [line.partition("\t")[0] for line in WEIGHTS.read_text("utf-8").split("\n")]
    bare = [cue.partition(" ")[2] for cue in cues if cue.partition(" ")[0] in SHAPES]

    assert [each for each in bare if each and why_of(each) is Why.SHAPE] == []


def test_the_tags_that_are_explained_are_those_that_were_read() -> None:
    pieces = pieces_of(GHOST)
    choices = [allowed(each) for each in pieces]
    probable = marginals(pieces, choices)

    best = [max(row, key=lambda each: row[each]) for row in probable]

    assert best == tag(pieces, choices)


def test_shares_are_shares() -> None:
    assert all(0 < share < 1 for share in TRUST.values())
