"""What is made ready before it is opened: counted, and painted the same."""

from __future__ import annotations

import asyncio

import pytest
from textual.pilot import Pilot
from textual.strip import Strip

from tests.app.conftest import Start
from tests.app.test_frames import calls_of, lines
from tests.app.test_main_screen import main_of
from tui.app.render.galley import Galley
from tui.app.screens.ahead import LEISURE, ways_from
from tui.app.widgets.reader import Reader


async def rest(pilot: Pilot[None]) -> None:
    """As long as it takes to make everything ready."""
    for _ in range(6):
        await asyncio.sleep(LEISURE)
        await pilot.pause()


async def test_an_article_is_set_and_painted_before_it_is_opened(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as pilot:
        await rest(pilot)
        made = calls_of(monkeypatch, Galley, "__init__")
        painted = calls_of(monkeypatch, Reader, "_paint")
        for key in "JKK":
            await pilot.press(key)
        assert made == []
        assert painted == []


async def test_so_is_the_article_with_the_next_hit(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as pilot:
        await pilot.press("slash", "招", "商", "enter")
        await rest(pilot)
        made = calls_of(monkeypatch, Galley, "__init__")
        shown = main_of(pilot).desk.shown
        while main_of(pilot).desk.shown == shown:
            await pilot.press("n")
        assert made == []


@pytest.mark.parametrize("query", ["", "招商"])
async def test_what_is_ready_looks_as_if_it_were_not(
    start: Start, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    """The hits in it too, and the current one among them."""
    assert await read(start, query) == await read(start, query, monkeypatch)


async def read(
    start: Start, query: str, monkeypatch: pytest.MonkeyPatch | None = None
) -> list[list[Strip]]:
    """What the reader shows of the articles; with `monkeypatch` nothing is ready."""
    seen = []
    if monkeypatch is not None:
        monkeypatch.setattr(Reader, "prepare", lambda *_arguments: None)
    async with start() as pilot:
        await pilot.press("slash", *query, "enter")
        for key in "JJKKnnnNN":
            await rest(pilot)
            await pilot.press(key)
            seen.append(lines(main_of(pilot).reader))
    return seen


async def test_nobody_waits_while_keys_are_pressed(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = calls_of(monkeypatch, Reader, "prepare")
    async with start() as pilot:
        main, here = main_of(pilot), main_of(pilot).desk.place
        growth = main.growth
        assert growth is not None
        assert here is not None
        await rest(pilot)
        prepared.clear()
        for _ in range(5):
            main.go(here)
        assert prepared == []
        await rest(pilot)
        assert len(prepared) == len([*ways_from(growth, here.id, None)])


async def test_hits_come_first_then_the_articles_beside(
    start: Start,
) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        growth = main.growth
        assert growth is not None
        first, second, *_, last = growth.outline.articles
        near = [place.id for _, place, _ in ways_from(growth, first, None)]
        assert near == [second]
        near = [place.id for _, place, _ in ways_from(growth, last, None)]
        assert near == [growth.outline.articles[-2]]
        await pilot.press("slash", "招", "商", "enter")
        ways = [*ways_from(growth, first, main.search)]
        hits = [there.place for *_, there in ways[:2] if there is not None]
        assert hits == [place for _, place, _ in ways[:2]]
        assert ways[2][1].id == second
