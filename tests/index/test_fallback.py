"""What is searched for where a long query is nowhere as it stands."""

from __future__ import annotations

from typing import Any

import pytest

from tests.index.corpora import article_of, library_of
from tui.index.fallback import LONG, MOST, Answer, find
from tui.index.library import Library
from tui.index.words import Words


class Pairs:
    """Takes two characters for a word."""

    def parts(self, query: str) -> list[str]:
        words = (query[at : at + 2] for at in range(0, len(query), 2))
        return list(dict.fromkeys(words))


PAIRS: Any = Pairs()


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(
        article_of("招商会议，引资情况"), article_of("招商"), article_of("会议工作")
    )


def answer(library: Library, query: str, words: Any = PAIRS) -> tuple[int, str | None]:
    found = find(library, query, words)
    return len(found.hits), found.instead


@pytest.mark.parametrize(
    ("query", "hits", "instead"),
    [
        pytest.param("招商会议", 1, None, id="found as it stands"),
        pytest.param(
            "招商引资情况", 3, "招商 引资 情况", id="all words in one article"
        ),
        pytest.param(
            "招商工作方案", 3, "招商 OR 工作", id="any of the words there are"
        ),
        pytest.param("无人知晓此事", 0, None, id="no word is anywhere"),
        pytest.param("招商资", 0, None, id="too short"),
        pytest.param("招商招商招商招商招商", 0, None, id="a word and nothing else"),
        pytest.param("=招商引资情况", 0, None, id="exact"),
        pytest.param("-招商引资情况", 3, None, id="not"),
        pytest.param("标题:招商引资情况", 0, None, id="in a field"),
        pytest.param(
            "招商会议工作", 2, "会议 工作", id="a word that is nowhere with both"
        ),
        pytest.param("招商引资方案", 2, "招商 引资", id="a word that is nowhere"),
        pytest.param("招商引资情况 会议", 4, "会议 招商 引资 情况", id="with another"),
        pytest.param("招商会议工作 -引资", 2, "-引资 会议 工作", id="without another"),
        pytest.param("招商引资情况 无人", 0, None, id="with one that is nowhere"),
        pytest.param("区:? 招商引资情况", 3, "区:? 招商 引资 情况", id="in a field's"),
        pytest.param("无人知晓招商", 2, "招商", id="one word of several"),
        pytest.param("招商引资情况 OR 无人", 0, None, id="one of either"),
        pytest.param("", 0, None, id="nothing"),
    ],
)
def test_a_long_term_without_hits_is_answered_by_its_words(
    library: Library, query: str, hits: int, instead: str | None
) -> None:
    assert answer(library, query) == (hits, instead)


def test_without_a_dictionary_the_query_stands(library: Library) -> None:
    assert answer(library, "招商引资情况", None) == (0, None)


def test_what_was_searched_for_instead_finds_the_same_when_it_is_typed(
    library: Library,
) -> None:
    found = find(library, "招商工作方案", PAIRS)
    assert found.instead is not None
    assert [*library.find(found.instead)] == [*found.hits]


def test_words_with_signs_of_the_query_language_are_searched_as_they_stand() -> None:
    class Signs:
        def parts(self, query: str) -> list[str]:
            return ["-招", "商:资", query[-2:]]

    library = library_of(article_of("一-招二商:资三OR"))
    words: Any = Signs()
    found: Answer = find(library, "招商:资OR", words)
    assert found.instead is not None
    assert found.hits.terms == ("-招", "商:资", "OR")
    assert len(found.hits) == 3


def test_of_many_words_the_first_are_searched_for(library: Library) -> None:
    others = "".join(chr(0x5000 + each) for each in range(2 * MOST - 2))
    assert answer(library, f"招商{others}引资")[1] == "招商"


def test_a_question_is_answered_by_what_it_asks_for() -> None:
    """The article that has 情况 too is not all that there is to say."""
    library = library_of(
        article_of("工业路街道招商引资的情况"), article_of("工业路街道：招商引资提速")
    )
    known = Words.load(["工业路街道"])
    found = find(library, "工业路街道抓招商引资情况", known)
    assert found.instead == "工业路街道 招商引资"
    assert {hit.id.page for hit in found.hits} == {0, 1}


def test_a_term_of_the_least_length_is_cut(library: Library) -> None:
    assert LONG == 5
    assert answer(library, "招商引会议")[1] is not None
    assert answer(library, "招商引会") == (0, None)
