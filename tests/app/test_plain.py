"""Without colours every list still shows its cursor and what was found in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot
from textual.widget import Widget

from tests.app.conftest import Start
from tui.app.screens.main import MainScreen
from tui.app.widgets.candidates import Candidates
from tui.app.widgets.corpus_tree import CorpusTree
from tui.app.widgets.kwic import KwicList
from tui.app.widgets.note_list import NoteList
from tui.app.widgets.results import ResultList
from tui.corpus.model import Page
from tui.state import CorpusState, Note, anchored

Shape = tuple[bool, ...]
"""Bold, dim, italic, underlined, reversed."""

LISTS: dict[type[Widget], str] = {
    CorpusTree: "j",
    ResultList: "slash 街 道 enter r j",
    KwicList: "slash 街 道 enter w j",
    NoteList: "A j",
    Candidates: "slash g down",
}
"""How to come to each list, its cursor somewhere in it."""


def shape(segment: Segment) -> Shape:
    style = segment.style or Style.null()
    assert style.color is None or style.color.is_default
    assert style.bgcolor is None or style.bgcolor.is_default
    return tuple(
        bool(getattr(style, name))
        for name in ("bold", "dim", "italic", "underline", "reverse")
    )


def rows_of(pilot: Pilot[None], kind: type[Widget]) -> list[list[Segment]]:
    """The rows of the one widget of a kind, as they are on the screen."""
    widget = pilot.app.screen.query_one(kind)
    x, y, width, height = widget.region
    strips = pilot.app.screen._compositor.render_strips()[y : y + height]
    return [[*strip.crop(x, x + width - 1)] for strip in strips]


def text_of(row: list[Segment]) -> str:
    return "".join(each.text for each in row).strip()


@asynccontextmanager
async def plain(
    start: Start, page: Page, monkeypatch: pytest.MonkeyPatch, keys: str
) -> AsyncIterator[Pilot[None]]:
    """The program without colours, behind some keys."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with start() as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        main.memory = CorpusState.load([])
        for passage in range(3):
            main.memory.put(Note.new(anchored(page, passage, 0, 3), "笔记"))
        for key in keys.split():
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        yield pilot


@pytest.mark.parametrize("kind", LISTS)
async def test_the_cursor_can_be_seen_without_colours(
    start: Start,
    pages: list[Page],
    monkeypatch: pytest.MonkeyPatch,
    kind: type[Widget],
) -> None:
    async with plain(start, pages[0], monkeypatch, LISTS[kind]) as pilot:
        rows = [row for row in rows_of(pilot, kind) if text_of(row)]
        reversed_ = [all(shape(each)[-1] for each in row) for row in rows]
        entry = getattr(kind, "ENTRY", 1)
        assert len(rows) > entry
        assert 0 < sum(reversed_) <= entry


@pytest.mark.parametrize("kind", [CorpusTree, ResultList, KwicList])
async def test_the_cursor_stays_in_sight_without_the_focus(
    start: Start,
    pages: list[Page],
    monkeypatch: pytest.MonkeyPatch,
    kind: type[Widget],
) -> None:
    async with plain(start, pages[0], monkeypatch, LISTS[kind] + " tab") as pilot:
        assert not pilot.app.screen.query_one(kind).has_focus
        rows = rows_of(pilot, kind)
        entry = getattr(kind, "ENTRY", 1)
        underlined = [all(shape(each)[3] for each in row) for row in rows]
        assert 0 < sum(underlined) <= entry
        assert not any(all(shape(each)[-1] for each in row) for row in rows)


@pytest.mark.parametrize("kind", [ResultList, KwicList])
async def test_hits_can_be_seen_without_colours(
    start: Start,
    pages: list[Page],
    monkeypatch: pytest.MonkeyPatch,
    kind: type[Widget],
) -> None:
    async with plain(start, pages[0], monkeypatch, LISTS[kind]) as pilot:
        hits = 0
        for row in rows_of(pilot, kind):
            found = [shape(each) for each in row if each.text == "街道"]
            others = (each for each in row if each.text.strip() not in ("街道", ""))
            assert not {*found} & {*map(shape, others)}
            hits += len(found)
        assert hits > 2


async def test_the_trees_hits_can_be_seen_without_colours(
    start: Start, pages: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their numbers stand out, and places without hits step back."""
    async with plain(start, pages[0], monkeypatch, "slash 须 水 enter") as pilot:
        rows = rows_of(pilot, CorpusTree)
        (with_hits,) = (row for row in rows if "中原区" in row[0].text)
        (without,) = (row for row in rows if "上街区" in row[0].text)
        assert shape(with_hits[0])[0], "bold"
        assert shape(with_hits[1])[0], "bold"
        assert shape(without[0])[1], "dim"
