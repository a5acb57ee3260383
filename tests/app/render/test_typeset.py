from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.pages import make_page
from tui.app.render.cells import cell_width
from tui.app.render.looks import LOOKS, SUBHEADING
from tui.app.render.typeset import blocks_of, rows_of, text_lines
from tui.corpus import reader
from tui.corpus.model import Article, Kind, Page, Span

SEEDS = [reader.load(source) for source in reader.find([reader.bundled()]).sources]
OPENERS, CLOSERS = "（「『【《〈“‘([", "，。、；：！？）」』】》〉”’,.;:!?)]%％…‰℃"

PAGE = make_page(
    (Kind.LABEL, "上街区工业路街道:"),
    (Kind.TITLE, "筑巢引凤兴产业 招商引资促发展"),
    (Kind.PARAGRAPH, "今年以来,工业路街道充分发挥重大产\n业项目带动作用。"),
    (Kind.CAPTION, "实验仪器生产线"),
    (Kind.CAPTION, "联东U谷"),
    (Kind.HEADING, "丰富方式 着力提升招商实效"),
    (Kind.HEADING, "围绕主导产业"),
    (Kind.PARAGRAPH, "大力开展产业链招商。"),
    (Kind.BYLINE, "记者 谢鹏飞\n通讯员 刘鹏 李萌 文/图"),
    nested=[6],
)


def lines(page: Page, width: int, passages: Span | None = None) -> list[str]:
    return list(text_lines(page, page.articles[0], width, passages))


def test_an_article_is_set_with_indents_blank_rows_and_alignment() -> None:
    assert lines(PAGE, 44) == [
        "上街区工业路街道:",
        "       筑巢引凤兴产业 招商引资促发展",
        "",
        "    今年以来,工业路街道充分发挥重大产业项目",
        "带动作用。",
        "",
        "          实验仪器生产线",
        "          联东U谷",
        "",
        "  丰富方式 着力提升招商实效",
        "  围绕主导产业",
        "    大力开展产业链招商。",
        "                                 记者 谢鹏飞",
        "                      通讯员 刘鹏 李萌 文/图",
    ]


def test_some_of_the_passages_can_be_chosen() -> None:
    assert lines(PAGE, 44, Span(6, 8)) == [
        "  围绕主导产业",
        "    大力开展产业链招商。",
    ]


def test_rows_of_a_title_are_of_about_one_length() -> None:
    page = make_page((Kind.TITLE, "凝心聚力谋发展 务实重干谱新篇"))
    assert lines(page, 24) == ["     凝心聚力谋发展", "     务实重干谱新篇"]


def test_a_title_is_never_narrowed_to_where_a_word_would_be_cut() -> None:
    page = make_page((Kind.TITLE, "LIVEhouseLIVEhouse 街道道道"))
    assert lines(page, 20) == [" LIVEhouseLIVEhouse", "      街道道道"]


def test_a_narrow_column_spares_no_cells_for_leads_and_indents() -> None:
    page = make_page((Kind.CAPTION, "实验仪器"), (Kind.HEADING, "联东U谷"))
    assert lines(page, 8) == ["实验仪器", "", "联东U谷"]


@pytest.mark.parametrize("kind", [Kind.CAPTION, Kind.CHROME])
def test_a_lead_stands_before_the_first_row_only(kind: Kind) -> None:
    page = make_page((kind, "实验仪器生产线,联东U谷。\n实验仪器生产线,联东U谷。"))
    rows = [*rows_of(page, blocks_of(page, page.articles[0])[0], 20)]
    assert len(rows) > 2
    assert [row.lead for row in rows] == [LOOKS[kind].lead, *[""] * (len(rows) - 1)]
    assert len({row.column for row in rows}) == 1


def test_a_nested_heading_looks_different() -> None:
    looks = [block.look for block in blocks_of(PAGE, PAGE.articles[0])]
    assert looks[5:7] == [LOOKS[Kind.HEADING], SUBHEADING]


def test_every_kind_has_a_look_of_its_own() -> None:
    assert set(LOOKS) == set(Kind)
    assert len({look.name for look in (*LOOKS.values(), SUBHEADING)}) == len(Kind) + 1


def test_control_characters_are_printed_as_marks() -> None:
    page = make_page((Kind.CHROME, "首页\x1b]52;c;YQ==\x07\u202e版"))
    assert lines(page, 40) == ["  首页␛]52;c;YQ==␇▯版"]


@pytest.mark.parametrize("width", range(20, 121))
def test_the_seeds_are_set_without_loss_or_wrong_breaks(width: int) -> None:
    for page in SEEDS:
        assert isinstance(page, Page)
        for article in page.articles:
            passages = page.passages[article.first : article.last]
            text = "".join(map(page.read, passages))
            printed = list(text_lines(page, article, width))
            assert _characters("".join(printed)) == _characters(text)
            assert max(map(cell_width, printed)) <= width
            assert all(line == line.rstrip() for line in printed)
            _check_breaks(page, article, width)


def _check_breaks(page: Page, article: Article, width: int) -> None:
    for block in blocks_of(page, article):
        text = page.read(page.passages[block.passage])
        rows = [*rows_of(page, block, width)][block.gap :]
        assert rows[0].start == 0
        for above, below in pairwise(rows):
            assert text[above.stop - 1] not in OPENERS
            assert text[below.start] not in CLOSERS


def _characters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


PARTS = st.lists(
    st.tuples(
        st.sampled_from(Kind),
        st.text(st.characters(exclude_characters="\r\n"), min_size=1, max_size=80)
        .map(str.strip)
        .filter(bool),
    ),
    min_size=1,
    max_size=4,
)


@given(PARTS, st.integers(2, 90))
def test_every_character_is_on_one_row_and_no_row_is_too_wide(
    parts: list[tuple[Kind, str]], measure: int
) -> None:
    page = make_page(*parts)
    for block in blocks_of(page, page.articles[0]):
        text = page.read(page.passages[block.passage])
        rows = [*rows_of(page, block, measure)][block.gap :]
        for row in rows:
            end = row.column + cell_width(text[row.start : row.stop])
            assert row.column >= cell_width(row.lead)
            assert end <= measure
        edges = [
            0,
            *(edge for row in rows for edge in (row.start, row.stop)),
            len(text),
        ]
        assert edges == sorted(edges)
        skipped = (text[a:b] for a, b in list(pairwise(edges))[::2])
        assert not "".join(skipped).strip()
