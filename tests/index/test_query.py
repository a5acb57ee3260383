"""The query language: every row of it, typed."""

from __future__ import annotations

import re
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.index import lexer
from tui.index.lexer import Sign
from tui.index.query import (
    EMPTY,
    All,
    Any,
    Field,
    In,
    Near,
    Node,
    Not,
    Query,
    Regex,
    Term,
    all_of,
    any_of,
    inside,
    near,
    negated,
)
from tui.index.syntax import DEEPEST, parse

A, B, C = Term("a"), Term("b"), Term("c")
AB = All((A, B))
PIECES = [
    *'ab文区年0- －=＝|｜/／()（）:："“”＂「」\\?*{ \u3000\t',
    *["OR", "AND", "NOT", " OR ", "NOT ", " 近/5 ", "near／９", "区:", "年：2018-05"],
]
typed = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
literals = st.builds(Term, typed.filter(str.strip), st.booleans())
fields = st.sampled_from([each for each in Field if each is not Field.YEAR])
nodes = st.recursive(
    literals | st.builds(Regex, st.sampled_from(["a", "文/图", "a\\\\/", "／|b c"])),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(all_of)
        | st.lists(inner, min_size=1, max_size=3).map(any_of)
        | inner.map(negated)
        | st.builds(inside, fields, inner)
        | st.builds(near, inner, inner, st.integers(0, 999_999))
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("text", "root", "canonical"),
    [
        ("", EMPTY, ""),
        (" \u3000\t", EMPTY, ""),
        ("a b", AB, "a b"),
        ("a\u3000b", AB, "a b"),
        ("a AND b", AB, "a b"),
        ('"a b"', Term("a b"), '"a b"'),
        ("“a b”", Term("a b"), '"a b"'),
        ("＂a b＂", Term("a b"), '"a b"'),
        ("「a b」", Term("a b"), '"a b"'),
        ('"a"', A, "a"),
        ('"他说""a b"""', Term('他说"a b"'), '"他说""a b"""'),
        ("a OR b", Any((A, B)), "a OR b"),
        ("a | b", Any((A, B)), "a OR b"),
        ("a ｜ b", Any((A, B)), "a OR b"),
        ("a b OR c", Any((AB, C)), "a b OR c"),
        ("-a", Not(A), "-a"),
        ("－a", Not(A), "-a"),
        ("NOT a", Not(A), "-a"),
        ("--a", A, "a"),
        ("NOT -a", A, "a"),
        ('-"a b"', Not(Term("a b")), '-"a b"'),
        ("-(a b)", Not(AB), "-(a b)"),
        ("-区:a", Not(In(Field.DISTRICT, A)), "-区:a"),
        ("(a OR b) c", All((Any((A, B)), C)), "(a OR b) c"),
        ("（a OR b） c", All((Any((A, B)), C)), "(a OR b) c"),
        ("((a b)) c", All((A, B, C)), "a b c"),
        ('("a b")', Term("a b"), '"a b"'),
        ("a 近/5 b", Near(A, B, 5), "a 近/5 b"),
        ("a 近／５ b", Near(A, B, 5), "a 近/5 b"),
        ("a NEAR/05 b", Near(A, B, 5), "a 近/5 b"),
        ("a 近/5 b 近/3 c", Near(Near(A, B, 5), C, 3), "a 近/5 b 近/3 c"),
        ("a 近/5 (b 近/3 c)", Near(A, Near(B, C, 3), 5), "a 近/5 (b 近/3 c)"),
        ("a b 近/5 c", All((A, Near(B, C, 5))), "a b 近/5 c"),
        ("-a 近/5 b", Not(Near(A, B, 5)), "-(a 近/5 b)"),
        ("/a.b/", Regex("a.b"), "/a.b/"),
        ("/a b/ c", All((Regex("a b"), C)), "/a b/ c"),
        (r"/a\/b\d/", Regex(r"a/b\d"), r"/a\/b\d/"),
        ("/文/图/", Regex("文/图"), r"/文\/图/"),
        ("／a／", Regex("a"), "/a/"),
        ("(/a/)", Regex("a"), "/a/"),
        ("=a", Term("a", exact=True), "=a"),
        ("＝a", Term("a", exact=True), "=a"),
        ('="a b"', Term("a b", exact=True), '="a b"'),
    ],
)
def test_a_sign_is_read(text: str, root: Node, canonical: str) -> None:
    read = parse(text)
    assert (read.root, str(read), read.problems) == (root, canonical, ())


@pytest.mark.parametrize(
    "text",
    "“五星”支部 文/图 A-B 5|6 a:b 须水街道: 文（图） - -- = | /2024 // or not OR1 "
    'NOT(a) 近/ 近/x 近/1234567 a"b =“五星”支部'.split(),
)
def test_signs_elsewhere_than_at_the_start_of_a_word_are_text(text: str) -> None:
    meant = {"--": Not(Term("-")), "|": EMPTY}
    exact = text.startswith("=") and text != "="
    word = Term(text.removeprefix("=") if exact else text, exact)
    assert parse(text).root == meant.get(text, word)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a) b", ["a)", "b"]),
        ("(文（图）) b", ["文（图）", "b"]),
        ('"五星 党"支部', ['"五星', '党"支部']),
        ("文 / 图 / 王", ["文", "/", "图", "/", "王"]),
        ("/a b", ["/a", "b"]),
    ],
)
def test_what_is_pasted_stays_text(text: str, words: list[str]) -> None:
    assert parse(text) == Query(All(tuple(map(Term, words))))
    assert parse(text).problems == ()


@pytest.mark.parametrize(
    ("chinese", "field"),
    zip(
        "区 街道 单位 社区 标题 小标题 图注 记者 通讯员 年".split(), Field, strict=True
    ),
)
def test_a_field_has_a_chinese_and_an_english_name(chinese: str, field: Field) -> None:
    value = Term("2018" if field is Field.YEAR else "须水")
    for name in (chinese, field.value, field.value.title()):
        for colon in ":：":
            read = parse(f"{name}{colon}{value.text}")
            assert read.root == In(field, value)
            assert str(read) == f"{chinese}:{value.text}"


@pytest.mark.parametrize(
    ("text", "node", "canonical"),
    [
        ('标题:"a b"', Term("a b"), '标题:"a b"'),
        ("标题:=a", Term("a", exact=True), "标题:=a"),
        ("标题:/a b/", Regex("a b"), "标题:/a b/"),
        ("标题:（a | b）", Any((A, B)), "标题:(a OR b)"),
        ("标题:-a", Term("-a"), '标题:"-a"'),
        ("标题:(-a)", Not(A), "标题:(-a)"),
        ("title:标题:a", Term("标题:a"), '标题:"标题:a"'),
        ("title:(区:a)", In(Field.DISTRICT, A), "标题:(区:a)"),
    ],
)
def test_a_field_takes_what_follows_directly(
    text: str, node: Node, canonical: str
) -> None:
    assert parse(text) == Query(In(Field.TITLE, node))
    assert str(parse(text)) == canonical


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("年:２０１８－２０２０", "2018-2020"),
        ("年:2018-05", "2018-05"),
        ("年:2018-05-31", "2018-05-31"),
        ("年:=2018", "2018"),
        ("年:？", "?"),
        ("年:未知", "未知"),
    ],
)
def test_a_year_is_half_width(text: str, value: str) -> None:
    assert parse(text).root == In(Field.YEAR, Term(value))
    assert parse(text).problems == ()


@pytest.mark.parametrize(
    "value", ["18", "2018-13", "2018年", "/2018/", "(a)", '"20 18"']
)
def test_what_is_no_year_is_told_and_left_out(value: str) -> None:
    read = parse(f"a 年:{value} b")
    assert read.root == AB
    assert [each.message for each in read.problems] == [
        "年: 要像 2018、2018-05 或 2018-2020"
    ]


@pytest.mark.parametrize(
    ("text", "rest", "column", "message"),
    [
        ('a "b', "a b", 3, "引号没有合上"),
        ('a ="b', "a =b", 4, "引号没有合上"),
        ('a "', "a", 3, "引号没有合上"),
        ('a ""', "a", 3, "引号里要有词"),
        ("a (b", "a b", 3, "括号没有合上"),
        ("a (", "a", 3, "括号没有合上"),
        ("a （） b", "a b", 3, "括号里要有词"),
        ("a 标题: b", "a b", 3, "标题: 后面要有词"),
        ("(a title：) b", "a b", 4, "title: 后面要有词"),
        ("a OR", "a", 3, "OR 两边都要有词"),
        ("｜ a", "a", 1, "OR 两边都要有词"),
        ("a OR OR b", "a OR b", 3, "OR 两边都要有词"),
        ("AND a", "a", 1, "AND 两边都要有词"),
        ("a AND OR b", "a OR b", 3, "AND 两边都要有词"),
        ("a NOT", "a", 3, "NOT 后面要有词"),
        ("近/5 a", "a", 1, "近/5 两边都要有词"),
        ("a near/5", "a", 3, "近/5 两边都要有词"),
        ("a 近/5 -b", "a -b", 3, "近/5 两边都要有词"),
        ("a /(/ b", "a b", 3, "正则表达式有误：missing ) at position 1"),
        ("a /(?:b{999}){999}/", "a", 3, "正则表达式有误：太长，或重复的次数太多"),
    ],
)
def test_a_mistake_is_told_and_the_rest_is_searched_for(
    text: str, rest: str, column: int, message: str
) -> None:
    read = parse(text)
    assert str(read) == rest
    assert (column, message) in read.problems


@pytest.mark.parametrize(
    ("text", "is_unreadable"),
    [("(", True), ('""', True), ("a (", False), ("", False), ("a", False)],
)
def test_a_query_is_unreadable_where_nothing_of_it_is_read(
    text: str, is_unreadable: bool
) -> None:
    assert parse(text).is_unreadable is is_unreadable


class Looking:
    """Stands for a pattern that looks through all the text."""

    def match(self, text: str, at: int) -> None:
        raise AssertionError(text[at:])


def test_what_follows_is_not_looked_through_for_an_end_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of thousands of signs that are pasted each would be."""
    rules = {rule.sign: rule for rule in lexer._OUTSIDE}
    assert rules[Sign.FIELD].pattern.match("x" * 20 + ":") is None
    looking = rules[Sign.REGEX]._replace(pattern=cast("re.Pattern[str]", Looking()))
    monkeypatch.setattr(lexer, "_OUTSIDE", (looking,))
    assert parse("/a /b c").root == All((Term("/a"), Term("/b"), Term("c")))
    with pytest.raises(AssertionError):
        parse("/a /b c/")


def test_a_problem_is_a_line_for_the_user() -> None:
    assert str(parse('a "b').problems[0]) == "第 3 个字：引号没有合上"


def test_what_is_left_out_is_told_once() -> None:
    assert len(parse("a OR -/(/ 近/5 标题:/(/").problems) == 2


@pytest.mark.parametrize(
    "text",
    ["(" * 5000 + "b", "-(区:(" * 2000 + "b", "a 近/1 " * 5000 + "b", "-" * 5001 + "b"],
)
def test_what_is_nested_too_deep_overflows_nothing(text: str) -> None:
    read = parse(f"a {text}")
    assert parse(str(read)) == read


def test_groups_are_read_down_to_the_deepest() -> None:
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST) == Query(A)
    too_deep = parse("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1) + " b")
    assert (too_deep.root, len(too_deep.problems)) == (B, 1)


def test_a_pattern_is_told_from_its_counts_not_from_its_size_alone() -> None:
    assert parse(r"/\d{4}年\d{1,2}月.{0,500}a{0,500}/").problems == ()


def test_nodes_have_a_normal_form() -> None:
    assert all_of([A, All((B, C)), EMPTY]) == All((A, B, C))
    assert any_of([A, Any((B, C)), EMPTY]) == Any((A, B, C))
    assert all_of([A]) == any_of([A]) == negated(Not(A)) == near(A, EMPTY, 5) == A
    assert inside(Field.TITLE, EMPTY) == negated(EMPTY) == any_of([]) == EMPTY


@given(typed | st.text(max_size=30))
@example('/a "b/ c" /')
def test_the_canonical_text_is_read_as_it_was_written(text: str) -> None:
    read = parse(text)
    again = parse(str(read))
    assert again == read
    assert again.problems == ()
    assert str(again) == str(read)
    assert all(1 <= each.column <= len(text) + 1 for each in read.problems)


@given(nodes)
@example(All((Term("/a"), Term("b/"))))
@example(Any((Term('"“＂「'), Term("a)"))))
def test_every_tree_has_a_canonical_text(root: Node) -> None:
    assert parse(str(Query(root))) == Query(root)


@given(typed)
def test_a_quoted_text_is_searched_as_it_stands(text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    assert parse(quoted).root == (Term(text) if text.strip() else EMPTY)
