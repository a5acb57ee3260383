"""Front matter of text and Markdown: what it says, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from tui.corpus.formats import read
from tui.corpus.formats.matter import given
from tui.corpus.given import NAMES, Fields, Given

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
    assert document == (text, Given(Fields(title="甲"), matter=3), "utf-8", ())


def test_text_is_decoded_as_told() -> None:
    document = read("a.txt", "---\n区: 上街区\n---\n街道".encode("gb18030"), "gbk")
    assert document.given.fields.district == "上街区"
    assert document.encoding == "gb18030"
    with pytest.raises(LookupError):
        read("a.txt", b"a", "no-such-name")
