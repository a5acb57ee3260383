"""Which articles come first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.corpora import Draft, Text, article_of, libraries, library_of
from tui.corpus.model import Kind
from tui.index.library import Library
from tui.index.results import Results, Sort
from tui.index.scoring import by_relevance, inside_numbers, score, whole_words

FILLER = "一二三四五六七八九十百千万" * 4


def whole(before: str, _term: str, behind: str) -> bool:
    """As if every word and number stood between commas."""
    return before[-1:] in ("", ",") and behind[:1] in ("", ",")


def order(library: Library, query: str, *, words: bool = False) -> list[int]:
    """The pages of the articles found, the best first."""
    hits = library.find(query)
    ranks = by_relevance(hits, whole if words else None)
    return [library.outline.articles[rank].page for rank in ranks.tolist()]


@pytest.mark.parametrize(
    ("query", "worse", "better"),
    [
        pytest.param(
            "招商",
            article_of(f"招商{FILLER}", title="题目"),
            article_of(f"题目{FILLER}", title="招商"),
            id="a title weighs more than a paragraph",
        ),
        pytest.param(
            "招商",
            Draft([Text(Kind.PARAGRAPH, ["招商"]), Text(Kind.HEADING, ["题目"])]),
            Draft([Text(Kind.PARAGRAPH, ["题目"]), Text(Kind.HEADING, ["招商"])]),
            id="a heading weighs more than a paragraph",
        ),
        pytest.param(
            "招商",
            Draft([Text(Kind.PARAGRAPH, ["题目"]), Text(Kind.HEADING, ["招商"])]),
            Draft([Text(Kind.PARAGRAPH, ["题目"]), Text(Kind.TITLE, ["招商"])]),
            id="a title weighs more than a heading",
        ),
        pytest.param(
            "招商 引资",
            article_of(f"招商{FILLER}引资"),
            article_of(f"招商引资{FILLER}"),
            id="side by side is better than far apart",
        ),
        pytest.param(
            "招商 引资",
            article_of(f"招商{FILLER[:9]}引资{FILLER[9:]}"),
            article_of(f"引资{FILLER[:4]}招商{FILLER[4:]}"),
            id="near is better than less near, in either order",
        ),
        pytest.param(
            "招商",
            article_of(f"招商{FILLER}"),
            article_of(f"招商{FILLER[2:]}招商"),
            id="twice is better than once",
        ),
        pytest.param(
            "招商",
            article_of(f"招商{FILLER}", FILLER),
            article_of(f"招商{FILLER}"),
            id="a short article is better than a long one",
        ),
    ],
)
def test_of_two_articles_the_better_one_comes_first(
    query: str, worse: Draft, better: Draft
) -> None:
    assert order(library_of(worse, better), query) == [1, 0]
    assert order(library_of(better, worse), query) == [0, 1]


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    common = [article_of(f"街道{FILLER}")] * 5
    library = library_of(*common, article_of(f"钻石{FILLER}"))
    assert order(library, "街道 OR 钻石") == [5, 0, 1, 2, 3, 4]


def test_whole_words_come_before_parts() -> None:
    fill = "二" * 10
    drafts = [article_of(f"{fill},大招商会,{fill}"), article_of(f"{fill},招商,{fill}")]
    longer = article_of(f"{fill},招商,{fill}{FILLER}")
    assert order(library_of(*drafts), "招商", words=True) == [1, 0]
    assert order(library_of(drafts[0], longer), "招商") == [0, 1]
    assert order(library_of(drafts[0], longer), "招商", words=True) == [1, 0]


def test_however_many_parts_come_behind_one_whole_word() -> None:
    parts, own = article_of(*["大招商会二"] * 6), article_of("招商", "二" * 28)
    assert order(library_of(parts, own), "招商") == [0, 1]
    assert order(library_of(parts, own), "招商", words=True) == [1, 0]


def test_other_numbers_come_behind_the_one_that_is_asked_for() -> None:
    """Whether words are known or not, and however long its article is."""
    others = article_of("2015年", "1150人", "3150户", title="115")
    own = article_of("15个项目", *[FILLER] * 10)
    for words in (False, True):
        assert order(library_of(others, own), "15", words=words) == [1, 0]
        assert order(library_of(others, own), "１５", words=words) == [1, 0]


@pytest.mark.parametrize(
    ("query", "text", "is_inside"),
    [
        ("15", "第15届", False),
        ("15", "2015年", True),
        ("15", "１５０", True),
        ("15个", "115个", True),
        ("第15", "第150", True),
        ("第15", "2第15", False),
        ("年", "2018年5月", False),
        ("/1./", "2015", False),
    ],
)
def test_what_digits_go_on_beyond_is_inside_a_number(
    query: str, text: str, is_inside: bool
) -> None:
    hits = library_of(article_of("2", text, "2")).find(query)
    assert inside_numbers(hits).tolist() == [is_inside]


def test_what_stands_around_a_word_is_of_its_own_passage() -> None:
    asked: list[tuple[str, str, str]] = []

    def judge(before: str, term: str, behind: str) -> bool:
        asked.append((before, term, behind))
        return before == "甲"

    hits = library_of(article_of("前面", "招商", "甲招商乙", "𠀀招商乙丙丁")).find(
        "招商"
    )
    flags = whole_words(hits, judge)
    assert flags.tolist() == [False, True, False]
    expected = [("", "招商", ""), ("甲", "招商", "乙"), ("𠀀", "招商", "乙丙")]
    assert sorted(asked) == sorted(expected)


def test_the_same_context_is_judged_once() -> None:
    asked: list[str] = []
    hits = library_of(article_of("上街道办", "上街道办")).find("街道 街")

    def judge(before: str, term: str, behind: str) -> bool:
        asked.append(before + term + behind)
        return term == "街"

    assert whole_words(hits, judge).tolist() == [False, True, False, True]
    assert asked == ["上街道办", "上街道办"]


def test_a_regex_and_a_title_are_not_judged() -> None:
    library = library_of(article_of("招商", unit="局"))
    for query in ("/招./", "单位:局"):
        hits = library.find(query)
        assert whole_words(hits, lambda *_: False).tolist() == [True]


def test_equal_articles_come_in_reading_order() -> None:
    library = library_of(*[article_of("招商")] * 4)
    assert order(library, "招商") == [0, 1, 2, 3]


def test_titles_that_stand_for_their_articles_come_last_in_reading_order() -> None:
    """Though few articles have one, and shorter ones are better."""
    library = library_of(
        article_of(f"道{FILLER}", title="局", unit="局"),
        article_of("道", unit="局"),
        *[article_of(f"招商{FILLER}")] * 5,
    )
    assert order(library, "单位:局") == [0, 1]
    assert order(library, "单位:局 OR 招商") == [2, 3, 4, 5, 6, 0, 1]


@given(
    libraries(),
    st.sampled_from(
        ["", "街", "街 OR 招商", "-街", "区:? OR 商", "/街|$/", "商 近/3 街"]
    ),
)
def test_every_article_with_a_hit_has_its_place_and_a_finite_score(
    library: Library, query: str
) -> None:
    hits = library.find(query)
    for judge in (None, whole):
        scores = score(hits, judge)
        assert np.isfinite(scores).all()
        assert (scores >= 0).all()
        ranks = by_relevance(hits, judge)
        assert sorted(ranks.tolist()) == np.flatnonzero(hits.counts()).tolist()
        keys = [(-scores[rank], rank) for rank in ranks.tolist()]
        assert keys == sorted(keys)


def test_results_come_in_the_order_that_is_asked_for() -> None:
    library = library_of(
        article_of(f"招商{FILLER}招商{FILLER}招商"),
        article_of(f"招商{FILLER}"),
        article_of("道", title="招商"),
        article_of("道"),
    )
    hits = library.find("招商")

    def pages(sort: Sort) -> list[int]:
        return [each.id.page for each in Results(library, hits, sort)]

    assert pages(Sort.PLACE) == [0, 1, 2]
    assert pages(Sort.HITS) == [0, 1, 2]
    assert pages(Sort.RELEVANCE)[0] == 2
    found = Results(library, hits, Sort.PLACE)
    assert [(each.count, each.number) for each in found] == [(3, 0), (1, 3), (1, 4)]
    assert found[-1] == found[2]
    assert found[1:] == [found[1], found[2]]
