"""Opening the same pages again: one goes on where one was."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tui.app.app import JieduApp
from tui.app.screens.main import MainScreen
from tui.corpus.reader import find, load
from tui.state.corpus import CorpusState


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in "abc":
        text = (
            f"上街区工业路街道{name}项目开工\n\n"
            + "街道干部走访企业，了解情况。\n\n" * 40
        )
        (pages / f"{name}.txt").write_text(text, encoding="utf-8")
    return pages


@asynccontextmanager
async def opened(folder: Path, find_: str | None = None) -> AsyncIterator[Pilot[None]]:
    app = JieduApp(find([folder]).sources, load, [folder], find=find_)
    async with app.run_test(size=(100, 30)) as pilot:
        while app._early is not None:
            await pilot.pause()
        for _ in range(4):
            await app.workers.wait_for_complete()
            await pilot.pause()
        yield pilot


def main_of(pilot: Pilot[None]) -> MainScreen:
    screen = pilot.app.screen
    assert isinstance(screen, MainScreen)
    return screen


async def test_place_query_and_marks_come_back(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("tab", "J", "space", "m", "k", "slash", *"走访", "enter", "n")
        place = main_of(pilot).desk.place
        assert place is not None
        await pilot.press("Q")
    async with opened(folder) as pilot:
        main = main_of(pilot)
        assert main.desk.shown == place.id
        assert main.query_bar.value == "走访"
        assert main.search is not None
        assert len(main.search.hits) == 120
        assert main.marks["k"].id == place.id
        await pilot.press("g", "apostrophe", "k")
        assert main.reader.scroll_offset.y > 0


async def test_open_branches_and_orders_come_back(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("g", "l", "l", "slash", *"走访", "enter", "r")
        await pilot.press("o", "tab")
        tree = main_of(pilot).corpus_tree
        rows, branches = len(tree._rows), tree.branches
        assert branches
        await pilot.press("Q")
    async with opened(folder) as pilot:
        main = main_of(pilot)
        assert main.corpus_tree.branches == branches
        assert len(main.corpus_tree._rows) == rows
        assert main._sort == "place"


@pytest.mark.parametrize(
    ("keys", "pane", "shown"),
    [
        ("tab", "Reader", "Reader"),
        ("tab tab", "CorpusTree", "Reader"),
        ("tab slash 走 访 enter r", "ResultList", "ResultList"),
        ("tab slash 走 访 enter w tab", "CorpusTree", "KwicList"),
        ("tab v", "RawView", "RawView"),
        ("tab slash 走 访", "Reader", "Reader"),
    ],
)
async def test_the_panes_come_back(
    folder: Path, keys: str, pane: str, shown: str
) -> None:
    async with opened(folder) as pilot:
        await pilot.press(*keys.split())
        main_of(pilot).keep_now()
    async with opened(folder) as pilot:
        main = main_of(pilot)
        assert type(main.focused).__name__ == pane
        assert main.query_one(shown).is_on_screen
        if shown == "ResultList":
            assert main.desk.results.length == 3


async def test_a_hidden_tree_stays_hidden(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("z", "Q")
    async with opened(folder) as pilot:
        assert not main_of(pilot).corpus_tree.is_on_screen
        await pilot.press("z", "Q")
    async with opened(folder) as pilot:
        assert main_of(pilot).corpus_tree.is_on_screen


async def test_a_comparison_comes_back_where_it_was(folder: Path) -> None:
    async with opened(folder) as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "c", "J", "c", "space", "space")
        assert main.comparison is not None
        places = main.comparison.places
        assert places[0].passage > 5
        assert places[0].id != places[1].id
        main.keep_now()
    async with opened(folder) as pilot:
        main = pilot.app.screen_stack[0]
        assert isinstance(main, MainScreen)
        assert main.comparison is pilot.app.screen
        assert main.comparison.places == places
        await pilot.press("q")
        assert main_of(pilot).desk.shown == places[1].id
        await pilot.press("Q")
    async with opened(folder) as pilot:
        assert main_of(pilot).comparison is None


async def test_what_is_new_and_what_was_read_shows_in_the_tree(folder: Path) -> None:
    async with opened(folder) as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "G")
        assert main.desk.shown is not None
        assert "+" not in signs(pilot), "nothing is new the first time"
        assert signs(pilot).count("\u2713") == 1
        await pilot.press("U")
        assert "没有新来的" in main.status.left
        await pilot.press("Q")
    text = "上街区工业路街道新项目开工\n\n" + "街道干部走访企业。\n\n" * 60
    (folder / "d.txt").write_text(text, encoding="utf-8")
    async with opened(folder) as pilot:
        main = main_of(pilot)
        assert (signs(pilot).count("\u2713"), signs(pilot).count("+")) == (1, 1)
        await pilot.press("U")
        assert main.growth is not None
        assert main.desk.shown is not None
        assert main.growth.pages[main.desk.shown.page].source == "d.txt"


def signs(pilot: Pilot[None]) -> str:
    """What stands at the left of the tree's rows."""
    tree = main_of(pilot).corpus_tree
    return "".join(tree.render_line(y).text[:1] for y in range(len(tree._rows)))


async def test_what_was_asked_for_comes_before_what_is_remembered(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("tab", "J", "J", "Q")
    async with opened(folder, find_="a项目") as pilot:
        main = main_of(pilot)
        assert main.search is not None
        assert main.search.place is not None
        assert main.desk.shown == main.search.place.id


async def test_what_is_remembered_is_on_the_disk_before_the_end(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("tab", "J", "space")
        main = main_of(pilot)
        main._keep()
        await pilot.app.workers.wait_for_complete()
        anchor = CorpusState.load([folder]).session.place
        assert anchor is not None
        assert main.growth is not None
        assert main.desk.shown is not None
        assert anchor.source == main.growth.pages[main.desk.shown.page].source
