"""What a query finds: the articles and places that a plain evaluation finds."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.corpora import (
    BYLINES,
    CHARS,
    COMMUNITIES,
    DISTRICTS,
    OFFICES,
    UNITS,
    article_of,
    libraries,
    library_of,
)
from tests.index.plain import Plain, rows
from tui.index import pattern
from tui.index.library import Library
from tui.index.query import (
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
from tui.index.syntax import parse

Fold = Callable[[str], str]

WORDS = st.text(CHARS, min_size=1, max_size=3)
TERMS = st.builds(Term, WORDS, st.booleans())
REGEXES = st.sampled_from(
    [
        "街.",
        "^招",
        "商$",
        "[0-9]+",
        "街*",
        "道|街道",
        "[招街]+",
        "(街|道){2}",
        "^.*$",
        "m",
    ]
).map(Regex)
PLACES = [each for each in (*DISTRICTS, *OFFICES) if each]
NAMES = st.sampled_from(
    [
        *(each.name for each in PLACES),
        *(each.code for each in PLACES if each.code),
        *filter(None, (*UNITS, *COMMUNITIES)),
        *(name for byline in BYLINES for name in byline.names),
        "上街",
        "街",
        "商务",
        "三",
        "未识别",
        "?",
        "？",
        "无",
    ]
)
YEARS = ["2018", "2019", "2019-05", "2019-05-12", "2018-2019", "2020-2018", "?", "2017"]
ZONES = [Field.TITLE, Field.HEADING, Field.CAPTION]
FACETS = [each for each in Field if each not in (*ZONES, Field.YEAR)]


def combined(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=2, max_size=3)
    return several.map(all_of) | several.map(any_of) | nodes.map(negated)


VALUES = st.recursive(st.builds(Term, NAMES, st.booleans()), combined, max_leaves=3)
LEAVES = (
    TERMS
    | REGEXES
    | st.builds(inside, st.sampled_from(FACETS), VALUES)
    | st.builds(inside, st.just(Field.YEAR), st.sampled_from(YEARS).map(Term))
)
NODES = st.recursive(
    LEAVES,
    lambda nodes: (
        combined(nodes)
        | st.builds(inside, st.sampled_from(ZONES), nodes)
        | st.builds(near, nodes, nodes, st.integers(0, 6))
    ),
    max_leaves=5,
)


def check(library: Library, node: Node, fold: Fold) -> None:
    query = str(Query(node))
    read = parse(query)
    assert read.problems == ()
    hits = library.find(query)
    assert rows(hits) == Plain(library, fold).rows(read.root), query
    assert hits.problems == () or not len(hits)


@given(libraries(), NODES)
def test_a_query_finds_what_a_plain_evaluation_finds(
    slow_fold: Fold, library: Library, node: Node
) -> None:
    check(library, node, slow_fold)


@given(libraries(), TERMS, st.sampled_from(ZONES))
def test_a_term_is_found_in_a_zone(
    slow_fold: Fold, library: Library, term: Term, zone: Field
) -> None:
    check(library, In(zone, term), slow_fold)


@given(libraries(), TERMS | REGEXES, TERMS | REGEXES, st.integers(0, 9))
def test_nearness_counts_both_ways(
    slow_fold: Fold, library: Library, left: Node, right: Node, within: int
) -> None:
    check(library, Near(left, right, within), slow_fold)
    check(library, Near(right, left, within), slow_fold)


@given(libraries(), st.sampled_from(FACETS), VALUES)
def test_articles_are_found_by_what_is_known_of_them(
    slow_fold: Fold, library: Library, field: Field, node: Node
) -> None:
    check(library, In(field, node), slow_fold)


@given(libraries(), TERMS, TERMS, TERMS)
def test_a_part_of_an_or_that_does_not_match_leaves_no_hits(
    slow_fold: Fold, library: Library, one: Term, two: Term, three: Term
) -> None:
    check(library, Any((All((one, two)), All((three, Not(one))))), slow_fold)


@given(libraries(), WORDS, st.integers(1, 2))
def test_of_hits_that_start_together_the_longer_one_comes_first(
    slow_fold: Fold, library: Library, text: str, size: int
) -> None:
    check(library, any_of([Term(text[:size]), Term(text), Regex(".街")]), slow_fold)
    check(library, any_of([Regex("街."), Term("街道"), Term("街")]), slow_fold)


SIGNS = st.sampled_from(
    [*'区街道:：“”"-=()|/近5招商 年?[*+{\\', " OR ", " NOT ", "近/5"]
)


@given(libraries(), st.lists(SIGNS, max_size=14).map("".join))
def test_nothing_that_is_typed_raises(library: Library, query: str) -> None:
    hits = library.find(query)
    assert len([*hits]) == len(hits)
    assert {hit.term for hit in hits} <= {*range(len(hits.terms))}


def texts_of(library: Library, query: str) -> list[str]:
    hits = library.find(query)
    return [hits.text_of(hit)[hit.start : hit.stop] for hit in hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("=項目", ["項目"]),
        ("=项目", ["项目"]),
        ("项目", ["項目", "项目"]),
        ("=“五星”支部", ["五星”支部"]),
        ('="“五星"', ["五星"]),
        ('="『五星"', []),
        ("=五星支部", []),
        ("=m2", []),
        ("=㎡", ["㎡"]),
        ('=" 项目 "', ["项目"]),
    ],
)
def test_an_exact_term_is_these_very_characters(query: str, found: list[str]) -> None:
    library = library_of(article_of("項目“五星”支部，项目㎡"))
    assert texts_of(library, query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("/項.$/", ["项目"]),
        ("/(?r)[项目]/", ["項", "目", "项", "目"]),
        ("/ABC/", ["ａbc"]),
        ("/x*/", []),
        ("/m/", ["㎡"]),
        ("/“项/", ["項", "项"]),
    ],
)
def test_a_regex_is_folded_as_the_text_is(query: str, found: list[str]) -> None:
    assert texts_of(library_of(article_of("項目㎡", "ａbc项目")), query) == found


def test_a_regex_does_not_reach_over_the_end_of_a_passage() -> None:
    library = library_of(article_of("招商", "引资"))
    assert texts_of(library, r"/招商\s*引资|商[^x]/") == []
    assert texts_of(library, "/商$|^引/") == ["商", "引"]


def test_a_regex_that_takes_too_long_is_stopped_with_a_line_and_what_it_found() -> None:
    library = library_of(article_of("ab"), article_of("a" * 40 + "!"))
    with patch.object(pattern, "PATIENCE", 0.05):
        hits = library.find(r"/b|(a|a)*?\d/")
        assert len(hits.problems) == 1
        assert "太慢" in hits.problems[0]
        assert len(hits) == 1
        names = library_of(article_of("街", unit="a" * 40)).find(r"单位:/(a|a)*?\d/")
    assert (len(names), len(names.problems)) == (0, 1)


def test_a_pattern_that_folding_breaks_says_so() -> None:
    library = library_of(article_of("街", unit="局"))
    for query in ("/[“]/", "单位:/[“]/"):
        [problem] = library.find(query).problems
        assert "正则表达式有误" in problem


def test_what_a_field_can_not_hold_is_told_and_the_rest_is_searched() -> None:
    library = library_of(article_of("招商", unit="商务局"))
    hits = library.find("单位:(商务 近/5 局) 招商")
    assert (len(hits), len(hits.problems)) == (1, 1)


def test_an_article_without_a_hit_shows_its_title_as_a_term_of_its_own() -> None:
    library = library_of(
        article_of("招商", title="甲", unit="局"), article_of("道", title="乙招商")
    )
    hits = library.find("单位:局 OR 乙")
    assert hits.terms == ("乙", "")
    assert [(each.passage, each.term) for each in hits] == [(0, 0), (0, 1)]
    assert texts_of(library, "单位:局") == ["甲"]


def test_an_article_whose_title_folds_to_nothing_shows_its_first_words() -> None:
    library = library_of(article_of("“”", "招商", title="“”", unit="局"))
    assert texts_of(library, "单位:局") == ["招商"]
    library = library_of(article_of("“”", title="“”", unit="局"), article_of("道"))
    assert texts_of(library, "单位:局") == []


def test_a_side_without_places_is_near_nothing() -> None:
    library = library_of(article_of("招商", unit="局"))
    assert len(library.find("(-会议) 近/5 招商")) == 0
    assert len(library.find("单位:局 近/5 招商")) == 0
    assert len(library.find("‘“ 近/5 招商")) == 1
