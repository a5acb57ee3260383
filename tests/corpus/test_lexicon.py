"""What is found out quickly, against the obvious slow way."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.corpus.around import pairs_of, shared
from tui.corpus.bylines import may_name, names_in
from tui.corpus.lexicon import DATELINE, STOP, _plain_table, plain
from tui.corpus.lines import block, line_starts, lines_of

texts = st.text(
    st.sampled_from("街道區.．。，：（）　 a1\n王明摄/图讯电本报𠀾\U00020000\ud800")
)


@given(texts)
def test_plain_goes_by_the_table(text: str) -> None:
    assert plain(text) == STOP.sub("。", text.translate(_plain_table()))


@given(st.text(st.sampled_from("街.．\na，")))
def test_joined_lines_are_as_plain_as_what_is_printed(text: str) -> None:
    lines = lines_of(text, line_starts(text))

    if lines:
        _, printed, normal = block(text, lines)
        assert normal == plain(printed)


@given(texts, texts)
def test_shared_pairs_are_counted(one: str, other: str) -> None:
    found = [pair for pair in pairs_of(one) if pair in {*pairs_of(other)}]

    assert shared(one, other) == len(found) / max(min(len(one), len(other)), 1)


@given(texts.filter(lambda text: bool(text.strip())))
@example("本报讯 王明")
def test_no_names_are_passed_over(text: str) -> None:
    line = plain(text.strip())

    assert may_name(line) or names_in(line, line) is None


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("本报讯(记者 何静)近日", "本报讯"),
        ("新华社北京12月31日电 今年", "新华社北京12月31日电"),
        ("东方今报开封讯 胡同里", "东方今报开封讯"),
        ("大江新闻讯 (通讯员章翠萍)每天", "大江新闻讯"),
        ("中国甘肃网8月14日讯 一只", "中国甘肃网8月14日讯"),
        ("信阳消息(见习记者 李小倩)", "信阳消息"),
        ("本报通讯员 张三", None),
        ("晚报来电话了", None),
        ("新闻发布会消息传来", None),
    ],
)
def test_a_dateline(text: str, dateline: str | None) -> None:
    found = DATELINE.match(text)

    assert (found and found.group()) == dateline
