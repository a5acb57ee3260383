"""What the query line does to the text that is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.index.editing import narrowed, word_at
from tui.index.query import EMPTY, All, Field, In, Term, all_of
from tui.index.syntax import parse

PIECES = [*'ab-=/():"“” ', *["区:", "街道：", "OR", "AND", " OR ", " AND ", " 近/5 "]]
typed = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("招商 引|资", "引资"),
        ("招商| 引资", "招商"),
        ("区:上街|区", "上街区"),
        ("区:|", ""),
        ("-招商|", "招商"),
        ("(招商|)", "招商"),
        ('"招商 引|资"', "招商 引资"),
        ('"招商"|', ""),
        ('="招商|', "招商"),
        ("招商 OR|", ""),
        ("/招商|/", ""),
        ("招商  |", ""),
    ],
)
def test_the_word_at_the_caret_is_found_without_its_signs(text: str, word: str) -> None:
    """The first bar is the caret."""
    caret, text = text.index("|"), text.replace("|", "")
    start, end = word_at(text, caret)
    assert text[start:end] == word
    assert start <= caret <= end


@pytest.mark.parametrize(
    ("text", "value", "narrower"),
    [
        ("", "上街区", "区:上街区"),
        ("招商  “引资”", "上街区", "区:上街区 招商  “引资”"),
        ("招商", "上 街", '区:"上 街" 招商'),
        ("区:金水区 招商", "上街区", "区:上街区 招商"),
        ("招商 AND district：(a|b) AND 引资", "上街区", "区:上街区 招商 引资"),
        ("区:a AND 区:=b AND 招商", None, "招商"),
        ("招商 区:", "上街区", "区:上街区 招商"),
        ("a OR b", "上街区", "区:上街区 (a OR b)"),
        ("OR a", "上街区", "区:上街区 (OR a)"),
        ("区:a OR 区:b", "上街区", "区:上街区 (区:a OR 区:b)"),
        ("-区:a NOT 区:b (区:c)", "上街区", "区:上街区 -区:a -区:b"),
        ("街道:x 招商", "上街区", "区:上街区 街道:x 招商"),
        ("招商 区:a", None, "招商"),
        (" 招商 ", None, " 招商 "),
        ("(区:a  招商)", None, "招商"),
        ("", None, ""),
    ],
)
def test_narrowing_replaces_the_restriction_and_keeps_the_rest(
    text: str, value: str | None, narrower: str
) -> None:
    assert narrowed(text, Field.DISTRICT, value) == narrower


@given(typed, typed.filter(str.strip) | st.none())
def test_narrowing_asks_for_the_value_and_for_all_else(
    text: str, value: str | None
) -> None:
    wanted = In(Field.DISTRICT, Term(value)) if value is not None else EMPTY
    root = parse(text).root
    asked = root.nodes if isinstance(root, All) else (root,)
    others = [
        each
        for each in asked
        if not (isinstance(each, In) and each.field is Field.DISTRICT)
    ]
    narrower = parse(narrowed(text, Field.DISTRICT, value)).root
    assert narrower == all_of([wanted, *others])
