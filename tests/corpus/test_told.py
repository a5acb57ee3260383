"""What is said of a page from outside its text stands above what the text tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.given import Border, Fields, Given
from tui.corpus.model import Kind, MarkKind, Page, Place
from tui.corpus.parser import parse
from tui.corpus.told import ranks_of

BODY = "街道成立专班，负责招商，全力推进各项工作落实到位，企业陆续开工，群众得到实惠。"
TEXT = f"上街区工业路街道 筑巢引凤\n{BODY}\n加强领导\n{BODY}\n老街春色\n{BODY}\n"


def titles(page: Page) -> list[str]:
    return [article.title for article in page.articles]


def headings(page: Page) -> list[tuple[str | None, int]]:
    return [
        (section.heading, section.level)
        for article in page.articles
        for section in article.sections
        if section.heading
    ]


def test_an_article_starts_where_a_sidecar_says() -> None:
    borders = (Border(1), Border(5, Fields(title="春色", district="上街区")))

    page = parse("a.txt", TEXT, Given(borders=borders))

    assert titles(page) == ["筑巢引凤", "春色"]
    assert [a.district and a.district.code for a in page.articles] == ["410106"] * 2


def test_an_empty_field_takes_away_what_the_text_tells() -> None:
    page = parse("a.txt", TEXT, Given(Fields(office="", district="")))

    assert page.articles[0].office is page.articles[0].district is None


def test_an_office_brings_its_district() -> None:
    page = parse("a.txt", f"一篇\n{BODY}\n", Given(Fields(office="须水街道")))

    place = page.articles[0]
    assert (place.district and place.district.name) == "中原区"
    assert (place.office and place.office.code) == "410102012"


@pytest.mark.parametrize(
    ("office", "district", "code"),
    [
        # Another district of the city has the only one, or the only one in the city.
        ("棉纺路街道", "中原区", "410102003"),
        ("建设路街道", "中原区", "410102002"),
        # It may be new.
        ("月亮街道", "上街区", None),
        ("济源路街道", "上街区", "410106001"),
        # There are many, and none of them in the city.
        ("东风街道", None, None),
    ],
)
def test_a_district_that_was_read_gives_way_to_a_said_office(
    office: str, district: str | None, code: str | None
) -> None:
    (article,) = parse("a.txt", TEXT, Given(Fields(office=office))).articles

    assert (article.district and article.district.name) == district
    assert article.office == Place(code, office)


def test_a_said_district_holds_a_said_office() -> None:
    said = Fields(office="棉纺路街道", district="上街区")

    (article,) = parse("a.txt", TEXT, Given(said)).articles

    assert article.district == Place("410106", "上街区")
    assert article.office == Place(None, "棉纺路街道")


def test_headings_of_a_format_are_title_and_headings() -> None:
    text = (
        f"# 上街区工业路街道 筑巢引凤\n{BODY}\n## 一、领导\n{BODY}\n### 机制\n{BODY}\n"
    )

    page = parse("a.md", text, Given(headings=((1, 1), (3, 2), (5, 3))))

    assert titles(page) == ["筑巢引凤"]
    assert headings(page) == [("一、领导", 1), ("机制", 2)]
    signs = [
        page.read(passage)[mark.start : mark.end]
        for passage in page.passages
        for mark in passage.marks
        if mark.kind is MarkKind.MARKUP
    ]
    assert signs == ["# ", "## ", "### "]


@pytest.mark.parametrize(
    "line", ["街道召开会议部署工作", "第一行没有完", "```", "为企业", "区政府"]
)
@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_line_below_a_title_of_a_format_is_no_part_of_it(
    line: str, blank: str
) -> None:
    text = f"# 上街区召开招商会\n{blank}{line}\n推进项目建设，完成任务。\n"

    page = parse("a.md", text, Given(headings=((1, 1),)))

    assert titles(page) == ["上街区召开招商会"]


def test_a_deck_below_a_title_of_a_format_stays_one() -> None:
    text = f"# 招商引资促发展\n\n——工业路街道工作纪实\n\n{BODY}\n"

    page = parse("a.md", text, Given(headings=((1, 1),)))

    assert titles(page) == ["招商引资促发展"]
    assert page.articles[0].kicker == "——工业路街道工作纪实"


def test_a_sign_with_many_blanks_is_not_lost() -> None:
    """Markdown allows any number of blanks behind it."""
    for blanks in (1, 79, 80, 200):
        page = parse("a.md", f"#{' ' * blanks}标题\n", Given(headings=((1, 1),)))

        assert "".join(map(page.read, page.passages)).startswith("#")


def test_every_title_of_a_format_is_an_article() -> None:
    text = "# 一篇\n# 二篇\n# 三篇\n"

    page = parse("a.md", text, Given(headings=((1, 1), (2, 1), (3, 1))))

    assert titles(page) == ["一篇", "二篇", "三篇"]


def test_front_matter_is_furniture() -> None:
    page = parse("a.md", f"---\ntitle: x\n---\n{TEXT}", Given(matter=3))

    assert [p.kind for p in page.passages[:3]] == [Kind.CHROME] * 3


def test_lines_that_are_whole_are_never_joined() -> None:
    text = "新路通车，两旁\n的店铺陆续开张，街坊们都说方便，生意也比往年好了不少。\n"

    page = parse("a.html", text, Given(whole=True))

    assert all(len(passage.spans) == 1 for passage in page.passages)


def test_the_highest_level_is_a_title_if_it_is_alone() -> None:
    assert ranks_of([(1, 2), (3, 4), (5, 4), (6, 6)]) == {1: 1, 3: 2, 5: 2, 6: 3}
    assert ranks_of([(1, 3), (3, 3)]) == {1: 2, 3: 2}
    assert ranks_of([(2, 1), (3, 1), (5, 2)]) == {2: 1, 3: 1, 5: 2}
    assert ranks_of([]) == {}


@given(
    st.lists(st.integers(1, 12), unique=True).map(sorted),
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 6)), unique_by=lambda x: x[0]),
    st.integers(0, 3),
)
def test_nothing_is_lost_whatever_is_said(
    lines: list[int], ranked: list[tuple[int, int]], matter: int
) -> None:
    said = Given(
        borders=tuple(map(Border, lines)), headings=tuple(sorted(ranked)), matter=matter
    )

    page = parse("a.txt", TEXT, said)

    found = sorted(
        offset
        for passage in page.passages
        for start, end in passage.spans
        for offset in range(start, end)
    )
    assert [n for n in found if not TEXT[n].isspace()] == [
        n for n, each in enumerate(TEXT) if not each.isspace()
    ]


def test_a_heading_of_several_lines_is_one() -> None:
    text = f"老街\n筑巢引凤\n===\n{BODY}\n加强\n领导\n---\n{BODY}\n"
    said = ((1, 1), (2, 0), (5, 2), (6, 0))

    page = parse("a.md", text, Given(headings=said))

    assert titles(page) == ["老街筑巢引凤"]
    assert ("加强领导", 1) in headings(page)
    assert not {"加强", "领导"} & {heading for heading, _ in headings(page)}


def test_a_border_in_a_heading_of_several_lines_stands() -> None:
    said = Given(borders=(Border(1), Border(2)), headings=((1, 1), (2, 0)))

    page = parse("a.md", f"一篇\n二篇\n===\n{BODY}\n", said)

    assert [page.line_of(page.passages[a.first].start) for a in page.articles] == [1, 2]


@pytest.mark.parametrize("closing", [" #", " ##  ", "\t###", "　#"])
def test_the_sign_that_closes_a_heading_is_none_of_its_words(closing: str) -> None:
    text = f"# 标题 C#{closing}\n{BODY}\n## 上街区工业路街道 #1{closing}\n{BODY}\n"

    page = parse("a.md", text, Given(headings=((1, 1), (3, 2))))

    assert titles(page) == ["标题 C#"]
    assert headings(page) == [("上街区工业路街道 #1", 1)]
    signs = [
        page.read(passage)[mark.start : mark.end].strip()
        for passage in page.passages
        for mark in passage.marks
        if mark.kind is MarkKind.MARKUP
    ]
    assert signs == ["#", closing.strip(), "##", closing.strip()]
    shown = "".join(page.read(each) for each in page.passages)
    assert "".join(shown.split()) == "".join(text.split())


def test_a_label_and_a_title_share_the_signs_around_them() -> None:
    text = f"# 上街区工业路街道：筑巢引凤 #\n{BODY}\n"

    page = parse("a.md", text, Given(headings=((1, 1),)))

    assert titles(page) == ["筑巢引凤"]
    shown = "".join(page.read(each) for each in page.passages)
    assert "".join(shown.split()) == "".join(text.split())
