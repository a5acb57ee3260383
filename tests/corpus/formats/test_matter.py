"""Front matter of text and Markdown: what it says, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from tui.corpus.advice import Advice
from tui.corpus.formats import Document, matter, read
from tui.corpus.given import NAMES, Border, Fields, Given
from tui.corpus.parser import parse
from tui.corpus.sidecar import head_line

LINES = st.sampled_from(
    [
        "---",
        "+++",
        "...",
        "标题: 甲",
        "a: [",
        "- a",
        "&a",
        "*a",
        'date = "2018"',
        "甲",
        "",
    ]
)


ARTICLES = (
    "---\n区: 上街区\n日期: ''\n{name}:\n- 行: 11\n  标题: 甲\n  街道: ''\n"
    "- line: '9'\n  date: 2018-05-06 10:00:00 +08:00\n---\n正文",
    '+++\n区 = "上街区"\ndate = ""\n[[{name}]]\n行 = 11\n标题 = "甲"\n街道 = ""\n'
    "[[{name}]]\nline = 9\ndate = 2018-05-06T10:00:00Z\n+++\n正文",
)


def said(text: str) -> Advice:
    return matter.read("a.txt", text)


def given(text: str) -> Given:
    return said(text).given


@pytest.mark.parametrize("name", ["article", "articles", "Articles", "文章"])
@pytest.mark.parametrize("text", ARTICLES)
def test_it_says_all_that_a_sidecar_says(text: str, name: str) -> None:
    borders = (
        Border(9, Fields(date="2018-05-06")),
        Border(11, Fields(title="甲", office="")),
    )
    count = text.split("\n").index("正文")

    assert said(text.replace("{name}", name)) == Advice(
        Given(Fields("上街区", date=""), borders, matter=count), bordered_by="a.txt: "
    )


def test_its_lines_are_those_of_the_file() -> None:
    matter = "---\narticle:\n- line: 8\n  title: 一\n- line: 11\n---\n"
    text = f"{matter}\n甲区召开会议\n\n本报讯 开会。\n乙区召开会议\n\n本报讯 开会。\n"
    document = read("a.txt", text.encode())

    page = parse("a.txt", document.text, document.given)

    starts = [head_line(page, each) for each in page.articles]
    assert starts == [8, 11]


@pytest.mark.parametrize(
    ("matter", "problems"),
    [
        ("---\ndate: 改天\ntitle: 甲\n---\n", ["a.txt: |改天"]),
        (
            "---\ntitle: 甲\narticle:\n- title: 乙\n---\n",
            ["a.txt: [[article]] 1: |line"],
        ),
        (
            "---\ntitle: 甲\narticles: [{line: 3, distrct: 乙}]\n---\n",
            ["a.txt: [[article]] 1: |district"],
        ),
        ("---\ntitle: 甲\narticle: {line: 3}\n---\n", ["a.txt: |[[article]]"]),
        ("---\ntitle: 甲\narticles: [a, b]\n---\n", ["a.txt: |[[article]]"]),
        ("---\ntitle: 甲\n标题: 乙\n---\n", ["a.txt: |标题"]),
        ('+++\ntitle = "甲"\nunit = 3\n+++\n', ["a.txt: |unit"]),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_holds(
    matter: str, problems: list[str]
) -> None:
    document = read("a.txt", matter.encode())

    assert document.given.fields.title == "甲"
    assert len(document.problems) == len(problems)
    for problem, expected in zip(document.problems, problems, strict=True):
        where, about = expected.split("|")
        assert problem.startswith(where)
        assert about in problem


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\n标题: [甲\n---\n", 3),
        ("---\n标题: 甲\n正文\n---\n", 4),
        ("---\na: &a [甲]\narticle: [*a]\n标题: *none\n---\n", 4),
        ("---\na: 1\ntitle: 甲\ntitle: 乙\n---\n", 4),
        ("---\nunit: &a [甲]\ntitle: *a\n---\n", 2),
        ("---\ntitle: 甲\narticle:\n- line: 1\n  title:\n  - [甲]\n---\n", 6),
        ("+++\n\n标题 = 甲\n+++\n", 3),
        ("+++\n[[文章]]\n行 = \n+++\n", 3),
        ("+++\ntitle = '甲'\n" + "a." * 100 + "b = 1\n+++\n", 3),
    ],
)
def test_what_says_our_names_and_can_not_be_read_is_told_and_stays_text(
    text: str, line: int
) -> None:
    document = read("a.txt", text.encode())

    assert document[:2] == (text, Given())
    (problem,) = document.problems
    assert problem.startswith(f"a.txt:{line}: ")
    assert len(problem.splitlines()) == 1


@pytest.mark.parametrize("empty", ["", "~", "null"])
def test_a_name_without_a_value_says_nothing(empty: str) -> None:
    text = f"---\ntitle: 甲\ndate: {empty}\noffice: {empty}\narticle: {empty}\n---\n"
    assert said(text) == Advice(Given(Fields(title="甲"), matter=6))


def test_what_other_programs_say_is_passed_over() -> None:
    text = (
        "---\nlayout: post\ntags: &t [a, [b, {c: d}]]\nmore: [*t, *t]\npages: 12\n"
        "line: x\nencoding: UTF-8\nyear: 1\nyear: 2\ncountry: a\ndates: b\n"
        "comunity:\ntitle: 甲\n---\n"
    )
    (problem,) = said(text).problems
    assert "community" in problem
    assert given(text) == Given(Fields(title="甲"), matter=14)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("distrct: 上街区", "district"),
        ("Ofice: a", ""),
        ("encoding: gbk", "a.txt.jiedu.toml"),
        ("编码: big5", "a.txt.jiedu.toml"),
    ],
)
@pytest.mark.parametrize("fence", ["---", "+++"])
def test_what_was_meant_for_us_and_sets_nothing_is_told(
    line: str, told: str, fence: str
) -> None:
    if fence == "+++":
        line = line.replace(": ", ' = "') + '"'
    advice = said(f"{fence}\n{line}\n{fence}\n正文")

    assert advice.given.fields == Fields()
    assert len(advice.problems) == bool(told)
    assert all(p.startswith("a.txt: ") and told in p for p in advice.problems)


@pytest.mark.parametrize(
    "line",
    [
        "区：上街区",
        "区:上街区",
        "区 ： 上街区",
        "区：　上街区",
        "District：上街区",
        "区：上街区\n作者：何静",
        "article:\n- line：9\n  title：a：b\n区：上街区",
        "区：上街区\nlink: http://example.com",
    ],
)
def test_a_colon_may_be_full_width_or_stand_without_a_blank(line: str) -> None:
    text = f"---\n{line}\n---\n正文"

    advice = said(text)

    assert advice.problems == ()
    assert advice.given.fields == Fields("上街区")
    assert advice.given.matter == text.count("\n")
    titles = [each.fields.title for each in advice.given.borders]
    assert titles in ([], ["a：b"])


def test_the_title_of_the_page_is_the_first_article_s() -> None:
    text = "---\ntitle: 甲\narticle: [{line: 9}, {line: 7}]\n---\n"
    assert given(text).borders == (Border(7, Fields(title="甲")), Border(9))


def test_yaml_says_it_in_chinese() -> None:
    text = (
        "---\n区: 上街区\n街道: 工业路街道\n社区: 锦江社区\n日期: 2018年5月\n---\n正文"
    )
    assert given(text) == Given(
        Fields("上街区", "工业路街道", None, "锦江社区", None, "2018-05"), matter=6
    )


def test_yaml_says_it_in_english() -> None:
    text = "---\nTitle: '老城: 新颜'\nunit: 区住建局\ndate: 2018-05-06\n...\n\n正文"
    assert given(text) == Given(
        Fields(unit="区住建局", title="老城: 新颜", date="2018-05-06"), matter=5
    )


def test_toml_says_it_too() -> None:
    text = '+++\ndistrict = "上街区"\n"标题" = "甲\\u3000乙"\ndate = 2018-05-06\n+++\n'
    assert given(text) == Given(
        Fields(district="上街区", title="甲\u3000乙", date="2018-05-06"), matter=5
    )


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("---\ndate: 2018\n---\n", "2018"),
        ("---\ndate: 2018-05-06 10:00:00 +08:00\n---\n", "2018-05-06"),
        ("---\ndate: '二〇一八年五月'\n---\n", "2018-05"),
        ("---\ndate: 改天\n---\n", None),
        ("---\ndate:\ntitle: 甲\n---\n", None),
        ("+++\ndate = 2018\n+++\n", "2018"),
        ("+++\ndate = 2018-05-06T10:00:00Z\n+++\n", "2018-05-06"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(written: str, date: str | None) -> None:
    assert given(written).fields.date == date


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end: str) -> None:
    text = end.join(["---  ", "标题: 甲", "---", "正文"])
    assert given(text) == Given(Fields(title="甲"), matter=3)


def test_a_value_stays_the_text_that_was_written() -> None:
    text = "---\ntitle: 007\noffice: no\nunit: '1:20'\ncommunity: |\n  甲\n  乙\n---\n"
    assert given(text).fields == Fields(None, "no", "1:20", "甲 乙", "007")


def test_names_of_other_programs_are_front_matter_too() -> None:
    assert given("---\nlayout: post\ntags: [a, b]\n---\n").matter == 4
    assert given("+++\ndraft = true\n+++").matter == 3


@pytest.mark.parametrize(
    "text",
    [
        "---\n须水街道: 以小微产业园为支撑\n---\n正文",
        "---\n一行正文\n---\n正文",
        "---\n须水街道：以小微产业园为支撑\n---\n正文",
        "---\n本报讯：区：上街区\n---\n正文",
        "---\n10:30 区委\n---\n正文",
        "---\n标题: 甲\n正文",
        "---\n- 标题\n---\n",
        "---\n{标题: 甲}\n---\n",
        "---\n标题: [甲\n---\n",
        "---\n标题: *甲\n---\n",
        "---\n---\n",
        "---",
        "----\n标题: 甲\n----\n",
        "\n---\n标题: 甲\n---\n",
        "+++\n标题 = 甲\n+++\n",
        "+++\ntitle = 'a'\n---\n",
        "---\na: 1\n\0\n---\n",
        "",
    ],
)
def test_what_merely_looks_like_it_is_text(text: str) -> None:
    assert given(text) == Given()


@pytest.mark.parametrize(
    "inside",
    [
        "title: " + "[" * 4000,
        "title: " + "{a: " * 900,
        "? " * 2000,
        "title: *a\n" * 300,
        "title: 甲\n" * 100_000,
        "&a [*a]: 甲",
        "x = " + "[" * 4000,
        "x = " + "9" * 4000,
        "\n".join(
            ["a0: &a0 [x, x]"]
            + [f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]" for n in range(60)]
        ),
    ],
)
@pytest.mark.parametrize("fence", ["---", "+++"])
def test_hostile_front_matter_sets_nothing(inside: str, fence: str) -> None:
    assert given(f"{fence}\n{inside}\n{fence}\n").fields == Fields()


@examples(st.lists(LINES).map("\n".join))
def test_front_matter_is_lines_of_the_text(text: str) -> None:
    said = given(text)
    assert said.matter <= len(text.split("\n"))
    assert said.matter or said == Given()


def test_names_are_unambiguous_and_small() -> None:
    names = [name for names in NAMES.values() for name in names]
    assert len(set(names)) == len(names)
    assert names == [name.lower() for name in names]


@pytest.mark.parametrize("name", ["a.txt", "a.TEXT", "a.md", "a", "a.csv"])
def test_the_text_of_a_file_is_kept_as_it_is(name: str) -> None:
    text = "---\r\n标题: 甲\r\n---\r\n　　正文\u2028\x0c\ue000\U00020000\n"
    document = read(name, b"\xef\xbb\xbf" + text.encode())
    given = Given(Fields(title="甲"), matter=3)
    assert document == Document(text, given, "utf-8")


def test_text_is_decoded_as_told() -> None:
    document = read("a.txt", "---\n区: 上街区\n---\n街道".encode("gb18030"), "gbk")
    assert document.given.fields.district == "上街区"
    assert document.encoding == "gb18030"
    with pytest.raises(LookupError):
        read("a.txt", b"a", "no-such-name")
    for name in ("hex", "rot13", "idna", "undefined", "unicode_escape", "a\0"):
        with pytest.raises(LookupError):
            read("a.txt", b"a", name)
