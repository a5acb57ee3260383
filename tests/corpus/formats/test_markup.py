"""Markup is tamed before a tree is built of it, and says what it said."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.formats.charset import Markup, decode_page
from tui.corpus.formats.markup import DEEPEST, LONGEST, tame

TAGS = st.sampled_from(
    "<div> </div> <font> </b> <p> <x> </x> <a> <i/> 甲 < > 乙".split()
)


@pytest.mark.parametrize(
    "markup",
    [
        "<p class=a>甲</p><br/>",
        '<a title="a>b" href=x>甲</a>',
        "甲 < 乙 <3> <!-- 丙 -->",
        "<div>" * DEEPEST + "</div>" * DEEPEST,
        "<P>甲" * 1000,
        "<li>甲" * 1000,
    ],
)
def test_ordinary_markup_stays_as_it_is(markup: str) -> None:
    assert tame(markup) == markup


def test_elements_are_nested_no_deeper_than_the_limit() -> None:
    tamed = tame("<div>" * 1000 + "甲" + "</div>" * 1000)
    assert tamed.count("<div>") == tamed.count("</div>") == DEEPEST
    assert tamed.count("<br>") == 2 * (1000 - DEEPEST)


def test_spans_beyond_the_limit_break_no_line() -> None:
    assert tame("<span>" * (DEEPEST + 1) + "甲").endswith("<span>甲")


def test_formatting_elements_are_left_out() -> None:
    assert tame("<B>甲</B><font size=1>乙</font><strong>丙") == "甲乙丙"


def test_elements_closed_at_once_are_left_out() -> None:
    assert (
        tame("甲<svg><path d=1 /></svg><script src=x /><br/>") == "甲<svg></svg><br/>"
    )


def test_oversized_tags_lose_their_attributes() -> None:
    assert tame("<IMG src=" + "x" * LONGEST + ">甲") == "<img>甲"


@given(st.lists(TAGS).map("".join))
def test_taming_takes_nothing_but_tags(markup: str) -> None:
    def text(markup: str) -> str:
        return re.sub("</?[a-z]+/?>", "", markup)

    assert text(tame(markup)) == text(markup)


@given(st.binary().filter(lambda data: b"\xf4" not in data))
def test_every_undecodable_byte_is_told_where_it_stands(data: bytes) -> None:
    page = decode_page(b"<p>" + data, "utf-8")
    markup = Markup(page)
    assert markup.restored(markup.text) == page.text
    assert (*markup.undecodable_in(markup.text),) == page.undecodable
