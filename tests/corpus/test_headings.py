"""Short lines: headings, captions, and pieces of a paragraph."""

from __future__ import annotations

import pytest

from tui.corpus.articles import drafts_of
from tui.corpus.blocks import classify
from tui.corpus.forms import form_of
from tui.corpus.lines import Block, block, line_starts, lines_of
from tui.corpus.model import Kind
from tui.corpus.parser import parse
from tui.corpus.sections import run_in_length, run_ins
from tui.corpus.tags import Tag, follows, may_open


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
        f"须水街道: 标题在这里\n　　{PROSE}{PROSE[:-5]}\n\n\n\n"
        f"改造后的小区一角\n业核心区。{PROSE}\n　　{PROSE}",
    )

    assert [page.lines_of(each) for each in page.passages] == [
        (1,),
        (1,),
        (2, 7),
        (6,),
        (8,),
    ]


def test_a_piece_of_a_paragraph_is_no_heading() -> None:
    """A line that opens with a place and runs on behind the break."""
    page = parse(
        "page.txt",
        f"须水街道: 标题在这里\n\n{PROSE}\n\n"
        f"中原区积极推动网格工作与中心\n\n工作相结合,{PROSE}",
    )

    assert [each.heading for each in page.articles[0].sections] == [None]


def read(text: str, tags: list[Tag]) -> list[tuple[Kind, str]]:
    """The pieces of the only article of a page whose lines have these tags."""

    def join(parts: list[Block]) -> Block:
        return block(text, [line for part in parts for line in part.lines])

    lines = lines_of(text, line_starts(text))
    pieces = [classify(block(text, [each])) for each in lines]
    (draft,) = drafts_of(pieces, tags, join)  # type: ignore[arg-type]
    return [(k, p.text) for p, k in zip(draft.pieces, draft.kinds, strict=True)]


def test_the_lines_of_a_heading_are_one_heading() -> None:
    text = f"一支竹篙\n{PROSE}\n老艇家:\n手把手传本领\n{PROSE}"
    tags = [Tag.TITLE, Tag.PARAGRAPH, Tag.HEADING, Tag.MORE_HEADING, Tag.PARAGRAPH]

    assert (Kind.HEADING, "老艇家: 手把手传本领") in read(text, tags)


def test_only_a_heading_goes_on_with_a_heading() -> None:
    assert not may_open(Tag.MORE_HEADING)
    assert [each for each in Tag if follows(each, Tag.MORE_HEADING)] == [
        Tag.HEADING,
        Tag.MORE_HEADING,
    ]


@pytest.mark.parametrize(
    ("line", "credit"),
    [("巫小丽 摄", True), ("（街道供图）", True), ("郭老汉在看摄影展", False)],
)
def test_a_caption_has_its_credit(line: str, credit: bool) -> None:
    text = f"修伞的来了\n{PROSE}\n图为郭老汉在拆旧伞\n{line}\n"
    tags = [Tag.TITLE, Tag.PARAGRAPH, Tag.CAPTION, Tag.CAPTION]

    captions = [text for kind, text in read(text, tags) if kind is Kind.CAPTION]

    assert len(captions) == (1 if credit else 2)


def test_a_byline_may_stand_on_the_line_of_its_title() -> None:
    text = f"拆了猪圈 种上蓝莓   □记者 迟海燕 报道\n{PROSE}"

    assert read(text, [Tag.TITLE, Tag.PARAGRAPH])[:2] == [
        (Kind.TITLE, "拆了猪圈 种上蓝莓"),
        (Kind.BYLINE, "□记者 迟海燕 报道"),
    ]


@pytest.mark.parametrize(
    ("texts", "lengths"),
    [
        (["【读者反映】近日,市民来电。", "【部门回应】已派人修好。"], [6, 6]),
        (["【读者反映】近日,市民来电。", "已派人到现场修好。"], [0, 0]),
        (
            [
                "村庄位置 嵩县大坪乡的一座小村庄。",
                "现场感受 坡底下露出一片烟囱来。",
                "村民声音 城里人稀罕这个窑洞呢。",
            ],
            [4, 4, 4],
        ),
        (
            ["鸡蛋 每斤五元三角上下浮动", "草鱼 每斤八元四角上下浮动"] * 2,
            [0, 0, 0, 0],
        ),
    ],
)
def test_what_sets_headings_off(texts: list[str], lengths: list[int]) -> None:
    assert run_ins(texts, [0] * len(texts)) == lengths


@pytest.mark.parametrize(
    ("line", "kind"),
    [("邵武市和平镇", Kind.LABEL), ("邵武市自然资源局", Kind.TITLE)],
)
def test_a_place_on_a_headlines_first_line_is_its_label(line: str, kind: Kind) -> None:
    text = f"{line}\n农家小院“种”出花海\n{PROSE}"
    tags = [Tag.TITLE, Tag.MORE_TITLE, Tag.PARAGRAPH]

    assert read(text, tags)[:2] == [
        (kind, line),
        (Kind.TITLE, "农家小院“种”出花海"),
    ]


@pytest.mark.parametrize("column", ["【老街新声】", "记者帮办|", "招商一线 | "])
def test_the_name_of_a_column_is_no_part_of_the_headline(column: str) -> None:
    text = f"{column}麻石巷里的“慢邮局”\n{PROSE}"

    assert read(text, [Tag.TITLE, Tag.PARAGRAPH])[:2] == [
        (Kind.KICKER, column.strip()),
        (Kind.TITLE, "麻石巷里的“慢邮局”"),
    ]
