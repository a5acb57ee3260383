"""The search that is kept: near a place, step by step, round and round."""

from __future__ import annotations

import pytest

from tui.app import words
from tui.app.places import Place
from tui.app.search import Search
from tui.corpus.model import Page
from tui.corpus.outline import ArticleId
from tui.index.library import Library


@pytest.fixture
def search(pages: list[Page]) -> Search:
    library = Library().add(pages)
    return Search("招商", library.find("招商")).near(None)


def test_near_no_place_is_the_first_of_all(search: Search) -> None:
    assert search.current == 0


def test_near_the_current_hit_is_the_current_hit(search: Search) -> None:
    for current in range(len(search.hits)):
        at = search.step(current)
        assert at.near(at.place).current == current


def test_behind_the_last_hit_comes_the_first(search: Search) -> None:
    assert search.near(Place(ArticleId(2, 0), 0)).current == 0


def test_steps_go_round_both_ways_and_say_so(search: Search) -> None:
    last = search.step(-1)
    assert (last.current, last.turn) == (len(search.hits) - 1, -1)
    first = last.step(1)
    assert (first.current, first.turn) == (0, 1)
    assert first.step(1).turn == 0


def test_a_search_without_hits_has_no_place_and_stays(pages: list[Page]) -> None:
    none = Search("没有", Library().add(pages).find("没有")).near(None)
    assert (none.current, none.place, none.step(1)) == (None, None, none)


def test_the_status_line_counts_hits_and_articles(search: Search) -> None:
    assert words.of_search(search) == "第 1/5 处，2 篇"
    assert words.of_search(search.step(-1)) == "第 5/5 处，2 篇，已从末尾开始"


def test_from_behind_the_last_hit_only_the_way_forward_goes_round(
    search: Search, pages: list[Page]
) -> None:
    rank = Library().add(pages).outline.rank
    behind = Place(ArticleId(2, 0), 0)
    last = len(search.hits) - 1

    forward = search.approach(behind, 1, rank)
    back = search.approach(behind, -1, rank)

    assert (forward.current, forward.turn) == (0, 1)
    assert (back.current, back.turn) == (last, 0)


def test_before_the_first_hit_only_the_way_back_goes_round(
    search: Search, pages: list[Page]
) -> None:
    rank = Library().add(pages).outline.rank
    before = Place(ArticleId(1, 0), 0)
    last = len(search.hits) - 1

    forward = search.approach(before, 1, rank)
    back = search.approach(before, -1, rank)

    assert (forward.current, forward.turn) == (0, 0)
    assert (back.current, back.turn) == (last, -1)
