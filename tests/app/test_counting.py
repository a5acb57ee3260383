"""Digits before a key that moves, in the tree and in lists as in the reader."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.app.conftest import Start
from tui.app.screens.main import MainScreen
from tui.app.screens.notes import NotesScreen
from tui.app.widgets.cursor_view import CursorView
from tui.corpus.model import Page
from tui.state import CorpusState, Note, anchored

SEARCH = ("slash", *"街道", "enter")
MANY = 20
"""Entries that the list of hits has at least."""


async def moved(pilot: Pilot[None], keys: str) -> int:
    """Where the cursor is after keys that are pressed at the first entry."""
    pane = pilot.app.focused
    assert isinstance(pane, CursorView)
    pane.cursor = 0
    await pilot.press(*keys.split())
    return pane.cursor


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ("3 j", 3),
        ("1 2 j", 12),
        ("1 2 j 2 k", 10),
        ("2 0 j 1 0 k", 10),
        ("8 G", 7),
        ("8 g", 7),
        ("3 escape j", 1),
        ("3 tab tab j", 1),
        ("0 j", 1),
        ("２ ｊ", 2),
    ],
)
async def test_a_count_is_how_often_a_key_moves_in_a_list(
    start: Start, keys: str, row: int
) -> None:
    async with start() as pilot:
        await pilot.press(*SEARCH, "w")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        assert main.desk.kwic.length > MANY
        assert await moved(pilot, keys) == row
        assert not main.desk.kwic.count


async def test_a_count_moves_in_results_by_articles(start: Start) -> None:
    async with start() as pilot:
        await pilot.press(*SEARCH, "r")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert await moved(pilot, "2 j") == 2
        assert await moved(pilot, "9 j") == 2


async def test_a_count_moves_in_the_tree_and_opening_forgets_it(start: Start) -> None:
    async with start() as pilot:
        assert await moved(pilot, "4 j") == 4
        assert await moved(pilot, "2 j 1 k") == 1
        assert await moved(pilot, "2 l j") == 2


async def test_a_count_in_the_tree_counts_for_keys_of_the_screen(start: Start) -> None:
    async with start() as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        assert main.growth is not None
        rank = main.growth.outline.rank
        await pilot.press("K", "2", "J")
        assert main.desk.shown is not None
        assert rank[main.desk.shown] == 2


async def test_a_count_moves_in_the_list_of_notes(
    start: Start, pages: list[Page]
) -> None:
    async with start() as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        main.memory = CorpusState.load([])
        for passage in range(5):
            main.memory.put(Note.new(anchored(pages[0], passage, 0, 2), "甲"))
        await pilot.press("A")
        assert isinstance(pilot.app.screen, NotesScreen)
        assert await moved(pilot, "3 j") == 3
        await pilot.press("2", "escape")
        assert isinstance(pilot.app.screen, NotesScreen), "only the count is taken back"
        assert await moved(pilot, "j") == 1
