"""Short lines: headings, captions, and pieces of a paragraph."""

from __future__ import annotations

import pytest

from tui.corpus.forms import form_of
from tui.corpus.parser import parse
from tui.corpus.sections import run_in_length, run_ins


@pytest.mark.parametrize(
    ("line", "kind", "parts"),
    [
        ("丰富方式 着力提升招商实效", "halves", 2),
        ("突出品牌打造,深度融合商圈资源", "commas", 2),
        ("一、强化组织领导", "first", 1),
        ("(一)健全机制", "second", 1),
        ("1.建强阵地,让党员找到家", "second", 1),
        ("认领微心愿", "phrase", 1),
        ("1.5亿元", "phrase", 1),
    ],
)
def test_forms(line: str, kind: str, parts: int) -> None:
    assert form_of(line)[:2] == (kind, parts)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("提升市容环境卫生。围绕成功创建全国卫生城市,今年以来,多次召开推进会。", 8),
        ("“文创”打造区域特色。工业路街道坚持精神文明建设与社会建设同部署。", 10),
        ("构建现代化产业体系是加快地区发展的关键举措。依托区域优势,加快推进。", 0),
        ("目前进展顺利。依托区域优势,工业路街道加快推进传统工业改造升级。", 0),
        ("提升市容环境卫生。", 0),
    ],
)
def test_a_run_in_heading(text: str, length: int) -> None:
    assert run_in_length(text) == length


def test_a_single_short_sentence_is_no_heading() -> None:
    texts = [
        "提升市容环境卫生。围绕成功创建全国卫生城市,今年以来。",
        "街道加快推进改造。",
    ]

    assert run_ins(texts, [0, 0]) == [0, 0]


def test_run_in_headings_stand_in_the_same_section() -> None:
    text = "提升市容环境卫生。围绕成功创建全国卫生城市,今年以来。"

    assert run_ins([text, text], [0, 0]) == [8, 8]
    assert run_ins([text, text], [0, 1]) == [0, 0]


PROSE = "街道深入学习贯彻落实会议精神,全力以赴促发展做好谋划,打造商业核心区。"


def test_a_caption_does_not_cut_the_sentence_around_it() -> None:
    page = parse(
        "page.txt",
        f"须水街道: 标题在这里\n{PROSE}{PROSE[:-5]}\n\n\n\n"
        f"改造后的小区一角\n业核心区。{PROSE}",
    )

    assert [page.lines_of(each) for each in page.passages] == [
        (1,),
        (1,),
        (2, 7),
        (6,),
    ]


def test_a_piece_of_a_paragraph_is_no_heading() -> None:
    """A line that opens with a place and runs on behind the break."""
    page = parse(
        "page.txt",
        f"须水街道: 标题在这里\n\n{PROSE}\n\n"
        f"中原区积极推动网格工作与中心\n\n工作相结合,{PROSE}",
    )

    assert [each.heading for each in page.articles[0].sections] == [None]
