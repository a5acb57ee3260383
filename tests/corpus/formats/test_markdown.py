"""Headings of Markdown pages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.formats import read
from tui.corpus.formats.markdown import LONGEST, headings

PAGE = """\
---
标题: 老城新颜
---
# 老城新颜

本报讯 今年以来，清风岭街道改造背街小巷。

## 一、“小切口”

```sh
# 这是注释
```

> # 引语

让好办法留得住
------
- # 条目

    # 缩进的代码

#没有空格
### 尾声 ###
"""
LINES = st.sampled_from(
    ["# 甲", "## 乙", "### 丙 ###", "正文", "", "#话题", "    # 丁"]
)


def test_headings_are_told_by_line_and_level() -> None:
    document = read("page.md", PAGE.encode())
    assert document.text == PAGE
    assert document.given.matter == 3
    assert document.given.headings == ((4, 1), (8, 2), (16, 2), (23, 3))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_are_counted_by_any_line_end(end: str) -> None:
    document = read("page.markdown", PAGE.replace("\n", end).encode())
    assert document.given.headings == ((4, 1), (8, 2), (16, 2), (23, 3))


def test_other_line_separators_count_for_nothing() -> None:
    assert headings("甲\u2028乙\x0c丙\x85丁\n# 戊") == ((2, 1),)


def test_a_heading_underlined_over_two_lines_goes_on() -> None:
    assert headings("甲\n乙\n===\n\n丙") == ((1, 1), (2, 0))


def test_a_rule_is_no_heading() -> None:
    assert headings("正文\n\n---\n\n***\n正文") == ()


def test_plain_text_has_no_headings() -> None:
    assert read("page.txt", PAGE.encode()).given.headings == ()


@given(st.lists(LINES))
def test_headings_with_signs_agree_with_a_look_at_each_line(lines: list[str]) -> None:
    told = [
        (number, len(found[1]))
        for number, line in enumerate(lines, 1)
        if (found := re.match("(#+) ", line))
    ]
    assert list(headings("\n".join(lines))) == told


@pytest.mark.parametrize("line", ["> ", "- ", "[", "* a\n", "#", "-\n", "<div>\n", "`"])
def test_hostile_markdown_is_no_trouble(line: str) -> None:
    assert headings("# 甲\n\n" + line * (20_000 // len(line)))[0] == (1, 1)


def test_a_text_too_long_to_be_a_page_has_no_headings_told() -> None:
    assert headings("# 甲\n" + "正" * LONGEST) == ()
