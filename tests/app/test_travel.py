"""Going far and coming back: the jump list and marks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.pilot import Pilot

from tests.app.conftest import Start, make_page
from tui.app.loader import Growth, indexed
from tui.app.places import Place
from tui.app.screens.main import CorpusGrown, MainScreen
from tui.app.travels import MOST, Travels, follow, stands
from tui.corpus.model import Page
from tui.corpus.outline import ArticleId
from tui.index.library import Library

A, B, C = ArticleId(0, 0), ArticleId(1, 0), ArticleId(2, 0)
"""The articles of `pages`; in reading order they are B, A, C."""

W, X, Y, Z = (Place(A, number) for number in range(4))

places = st.builds(Place, st.just(A), st.integers(0, 5))


def main_of(pilot: Pilot[None]) -> MainScreen:
    screen = pilot.app.screen
    assert isinstance(screen, MainScreen)
    return screen


async def send(pilot: Pilot[None], typed: str) -> None:
    """Have the terminal send characters, as an input method would commit them."""
    for event in XTermParser().feed(typed):
        pilot.app.post_message(event)
    await pilot.pause()


def growth_of(*pages: Page) -> Growth:
    return indexed(Library().add(pages), len(pages), len(pages))


# The jump list


def test_one_goes_back_place_by_place_and_forward_again() -> None:
    travels = Travels().push(W).push(X)
    back = travels.step(-1, Y)
    assert back.place == X
    assert back.step(-1, X).place == W
    assert back.step(-1, X).step(1, W).place == X
    assert back.step(1, X).place == Y, "where the going back began"
    assert travels.step(-2, Y).place == W, "a count"


def test_there_is_nothing_before_the_first_place_or_behind_the_last() -> None:
    empty = Travels()
    assert empty.step(-1, W) is empty
    travels = Travels().push(W)
    assert travels.step(1, X) is travels
    back = travels.step(-1, X)
    assert back.step(-1, W) is back
    assert back.step(1, W).step(1, X) == back.step(1, W)


def test_a_jump_from_where_one_went_back_to_forgets_nothing() -> None:
    travels = Travels().push(W).push(X).step(-2, Y).push(W)
    assert travels.places == (X, Y, W)
    assert travels.place is None
    assert travels.step(-1, Z).place == W


def test_a_place_that_was_left_just_now_is_not_gone_back_to() -> None:
    """Else the first key would do nothing that can be seen."""
    assert Travels().push(W).push(X).step(-1, X).place == W


@given(st.lists(places))
def test_the_places_are_those_left_each_once_the_latest_last(left: list[Place]) -> None:
    travels = Travels()
    for place in left:
        travels = travels.push(place)
    last = {place: at for at, place in enumerate(left)}
    assert list(travels.places) == sorted(last, key=lambda place: last[place])
    assert travels.origin == (left[-1] if left else None)


def test_only_the_latest_places_are_kept() -> None:
    travels = Travels()
    for number in range(MOST + 5):
        travels = travels.push(Place(A, number))
    assert [each.passage for each in travels.places] == [*range(5, MOST + 5)]
    assert travels.place is None


@given(st.lists(st.one_of(places, st.integers(-3, 3).filter(bool))))
def test_the_cursor_never_leaves_the_list(moves: list[Place | int]) -> None:
    travels, here = Travels(), W
    for move in moves:
        if isinstance(move, Place):
            travels, here = travels.push(here), move
        else:
            travels = travels.step(move, here)
            here = travels.place or here
        assert 0 <= travels.at <= len(travels.places)


# Places while the corpus changes


def test_places_move_with_their_page_and_wait_for_one_that_is_gone() -> None:
    page = make_page("a.txt", "题", "甲", "乙")
    longer, empty = (
        make_page("a.txt", "题", "新", "甲", "乙"),
        Page("a.txt", "", (0,), (), ()),
    )
    before, after, gone = growth_of(page), growth_of(longer), growth_of(empty)
    assert follow(before, after, Place(A, 2)) == Place(A, 3)
    assert follow(before, before, Place(A, 2)) == Place(A, 2)
    assert follow(before, gone, Place(A, 2)) == Place(A, 2)
    assert follow(gone, after, Place(A, 2)) == Place(A, 2)
    assert stands(before, Place(A, 2))
    assert not stands(before, Place(A, 3))
    assert not stands(gone, Place(A, 0))
    unread = Place(ArticleId(7, 0), 0)
    assert not stands(before, unread)
    assert follow(before, after, unread) == unread


# Keys


async def test_ctrl_o_goes_back_over_articles_and_alt_right_forward(
    start: Start,
) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("J", "K", "K")
        assert main.desk.shown == B
        await pilot.press("ctrl+o")
        assert main.desk.shown == A
        await pilot.press("alt+left")
        assert main.desk.shown == C
        await pilot.press("alt+right", "alt+right")
        assert main.desk.shown == B
        await pilot.press("alt+right")
        assert main.desk.shown == B
        assert main.status.left == "后面没有了"
        await pilot.press("ctrl+o", "ctrl+o", "ctrl+o", "ctrl+o")
        assert main.status.left == "前面没有了"


async def test_a_count_goes_so_many_articles_hits_and_places(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "K", "2", "J")
        assert main.desk.shown == C
        await pilot.press("2", "ctrl+o")
        assert main.desk.shown == A
        await pilot.press("slash", *"招商", "enter", "g")
        at = main.search and main.search.current
        assert at is not None
        await pilot.press("3", "n")
        assert main.search is not None
        assert main.search.current == (at + 3) % len(main.search.hits)
        await pilot.press("2", "N")
        assert main.search.current == (at + 1) % len(main.search.hits)


async def test_ctrl_o_comes_back_to_the_row_one_read_at(start: Start) -> None:
    """And does not creep, however often one goes there and back."""
    async with start(size=(60, 12)) as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "space", "j", "j", "j")
        row, place = main.reader.scroll_offset.y, main.desk.place
        assert row > 3
        await pilot.press("J")
        for _ in range(3):
            await pilot.press("ctrl+o")
            assert (main.reader.scroll_offset.y, main.desk.place) == (row, place)
            await pilot.press("alt+right")
            assert main.desk.shown == C


async def test_hits_and_the_tree_are_jumped_to(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        first = main.desk.place
        await pilot.press("slash", *"网格员", "enter")
        found = main.desk.place
        assert main.desk.shown == B
        await pilot.press("tab", "G", "enter")
        assert main.desk.shown == C
        await pilot.press("ctrl+o")
        assert main.desk.place == found
        await pilot.press("ctrl+o")
        assert main.desk.place == first, "where the query line was opened"
        await pilot.press("n")
        assert main.desk.place == found
        await pilot.press("ctrl+o")
        assert main.desk.place == first


async def test_scrolling_is_no_jump(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "space", "j", "right_square_bracket", "G")
        assert main.travels.places == ()


async def test_ctrl_o_is_text_for_nobody_while_a_query_is_typed(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("J", "slash", "街", "ctrl+o")
        assert main.querying
        assert main.travels.place is None


async def test_on_a_narrow_screen_one_sees_where_one_comes_back_to(
    start: Start,
) -> None:
    async with start(size=(60, 20)) as pilot:
        main = main_of(pilot)
        await pilot.press("J", "tab", "ctrl+o")
        assert main.desk.shown == A
        assert main.focused is main.reader


async def test_a_mark_is_set_and_gone_to(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "space", "m", "a")
        marked, row = main.desk.place, main.reader.scroll_offset.y
        assert main.status.left == "已标记 a"
        await pilot.press("J", "apostrophe", "a")
        assert (main.desk.place, main.reader.scroll_offset.y) == (marked, row)
        await pilot.press("apostrophe", "apostrophe")
        assert main.desk.shown == C, "where the last jump came from"
        await pilot.press("apostrophe", "apostrophe")
        assert main.desk.place == marked, "there and back"


@pytest.mark.parametrize(
    ("mark", "visit", "letter"),
    [("ｍ", "＇", "ｚ"), ("m", "’", "z"), ("m", "‘", "z")],
)
async def test_full_width_keys_count(
    start: Start, mark: str, visit: str, letter: str
) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await send(pilot, mark + letter)
        assert set(main.marks) == {"z"}
        await send(pilot, "J" + visit + letter)
        assert main.desk.shown == A


async def test_an_unknown_letter_is_told(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("apostrophe", "q")
        assert main.status.left == "没有标记 q"
        await pilot.press("apostrophe", "apostrophe")
        assert main.status.left == "还没有跳转过"
        await pilot.press("m", "A")
        assert main.status.left == "标记只能是 a–z"
        assert not main.marks
        assert pilot.app.is_running, "q was a letter, not the key that leaves"


async def test_the_question_for_a_letter_can_be_taken_back(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("J")
        where = main.status.left
        await pilot.press("m")
        assert main.status.left == "标记：a–z（Esc 取消）"
        await pilot.press("escape")
        assert main.status.left == where
        await pilot.press("m", "tab")
        assert main.focused is main.reader, "a key that is no text does its own"
        await pilot.press("j")
        assert not main.marks


async def test_marks_follow_a_page_that_is_read_again(
    start: Start, pages: list[Page]
) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("m", "a", "J", "m", "c")
        assert main.growth is not None
        longer = make_page("c.txt", pages[2].articles[0].title, "新的一段。", "正文。")
        empty = replace(pages[0], text="", passages=(), articles=())
        main.post_message(CorpusGrown(growth_of(empty, pages[1], longer)))
        await pilot.pause()
        await pilot.press("K", "apostrophe", "c")
        assert main.desk.shown == C
        await pilot.press("apostrophe", "a")
        assert main.status.left == "那一处已不在了"
        assert main.desk.shown == C
        main.post_message(CorpusGrown(growth_of(*pages)))
        await pilot.pause()
        await pilot.press("apostrophe", "a")
        assert main.desk.shown == A, "the page came back"
