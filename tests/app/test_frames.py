"""What a key costs: counted in frames and in rows, not in milliseconds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tests.app.conftest import Start
from tests.app.test_main_screen import main_of
from tui.app.app import JieduApp
from tui.app.screens.asking import PAUSE
from tui.app.widgets import corpus_tree
from tui.app.widgets.corpus_tree import CorpusTree
from tui.app.widgets.line import Line
from tui.app.widgets.sheet import Sheet
from tui.app.widgets.strip_view import StripView


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """For each frame what is typed, what is searched, and what the status says."""
    seen = []
    paint = JieduApp.post_display_hook

    def painted(app: JieduApp) -> None:
        main, paint_ = app.main, paint
        asked = main.search.query if main.search else ""
        seen.append((main.query_bar.value, asked, main.status.left))
        paint_(app)

    monkeypatch.setattr(JieduApp, "post_display_hook", painted)
    return seen


def calls_of(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> list[object]:
    """The calls of a method, from here on."""
    calls: list[object] = []
    method: Callable[..., object] = getattr(owner, name)

    def counted(*arguments: object) -> object:
        calls.append(arguments)
        return method(*arguments)

    monkeypatch.setattr(owner, name, counted)
    return calls


def lines(view: StripView) -> list[Strip]:
    return view.render_lines(Region(0, 0, *view.size))


async def begun(pilot: Pilot[None]) -> None:
    """All is there that comes some time after the first page, as its keywords."""
    await pilot.pause(2 * PAUSE)
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()


async def test_no_frame_shows_a_key_of_a_query_without_its_hits(
    start: Start, frames: list[tuple[str, str, str]]
) -> None:
    async with start() as pilot:
        await begun(pilot)
        await pilot.press("slash")
        for typed in ("招", "招商"):
            await settle(pilot)
            frames.clear()
            await pilot.press(typed[-1])
            assert frames
            assert {(value, asked) for value, asked, _ in frames} == {(typed, typed)}
            search = main_of(pilot).search
            assert search is not None
            count = f"/{len(search.hits)} 处"
            assert all(count in status for _, _, status in frames)


async def test_what_is_found_is_told_once(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as pilot:
        await pilot.press("slash", "招", "enter")
        main = main_of(pilot)
        told = calls_of(monkeypatch, type(main), "found")
        main.action_step(1)
        assert len(told) == 1


async def test_the_focus_moves_without_a_row_of_text_being_painted(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as pilot:
        await pilot.press("tab", "tab")
        painted = calls_of(monkeypatch, Sheet, "_paint")
        await pilot.press("tab", "tab")
        await settle(pilot)
        assert not painted


async def test_the_focus_moves_in_one_frame(
    start: Start, frames: list[tuple[str, str, str]]
) -> None:
    async with start() as pilot:
        await begun(pilot)
        await pilot.press("tab")
        for _ in range(4):
            await settle(pilot)
            frames.clear()
            await pilot.press("tab")
            await settle(pilot)
            assert len(frames) == 1


@pytest.mark.parametrize("name", ["panes", "sheets", "sheet", "foot"])
async def test_what_is_covered_takes_one_strip(start: Start, name: str) -> None:
    async with start() as pilot:
        widget = main_of(pilot).query_one(f"#{name}")
        strips = widget.render_lines(Region(0, 0, widget.size.width, 5))
        assert len(set(map(id, strips))) == 1


async def test_a_key_asks_once_where_an_article_is_in_the_tree(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as pilot:
        await pilot.press("tab")
        calls = calls_of(monkeypatch, corpus_tree, "path")
        await pilot.press("J")
        assert len(calls) == 1


async def test_a_bar_looks_as_textual_paints_it(start: Start) -> None:
    async with start(size=(80, 20)) as pilot:
        await pilot.press("slash", *"情况", "enter")
        bar, reader = main_of(pilot).reader.vertical_scrollbar, main_of(pilot).reader
        crop = Region(0, 0, *bar.size)
        for y in (0, 1, 7, reader.max_scroll_y):
            reader.scroll_to(y=y, animate=False)
            await pilot.pause()
            ours, theirs = bar.render_lines(crop), ScrollBar.render_lines(bar, crop)
            assert list(map(list, ours)) == list(map(list, theirs))
            assert len(set(map(id, ours))) < len(ours), "equal cells are one strip"


async def test_the_next_hit_paints_the_paragraphs_of_two_hits(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start(size=(100, 60)) as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"情况", "enter")
        painted = calls_of(monkeypatch, Sheet, "_paint")
        place = main.search.place if main.search else None
        await pilot.press("n")
        await settle(pilot)
        after = main.search.place if main.search else None
        assert place is not None
        assert after is not None
        assert place.id == after.id, "the same article"
        assert 0 < len(painted) < len(main.reader.visible_rows) / 2


async def test_only_lines_that_are_to_be_refreshed_are_painted(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as pilot:
        tree = main_of(pilot).corpus_tree
        before = lines(tree)
        painted = calls_of(monkeypatch, CorpusTree, "render_line")
        assert all(new is old for new, old in zip(lines(tree), before, strict=True))
        assert not painted
        tree.refresh_line(2)
        again = lines(tree)
        assert [call[1] for call in painted] == [2]  # type: ignore[index]
        assert again[2] is before[2], "it looks the same: so it is the same strip"
        tree.refresh()
        lines(tree)
        assert len(painted) == 1 + tree.size.height


async def test_the_cursor_of_the_tree_shows_the_focus(start: Start) -> None:
    async with start() as pilot:
        tree = main_of(pilot).corpus_tree
        focused = lines(tree)[tree.cursor]
        await pilot.press("tab")
        assert lines(tree)[tree.cursor] is not focused
        await pilot.press("tab")
        assert lines(tree)[tree.cursor] is focused


async def test_a_row_is_painted_once_for_what_it_says(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as pilot:
        await begun(pilot)
        main = main_of(pilot)
        main.status.left = "从前"
        await settle(pilot)
        painted = calls_of(monkeypatch, Line, "render_line")
        main.status.left = "如今"
        await settle(pilot)
        assert painted == [(main.status, 0)]
        main.refresh()
        await settle(pilot)
        assert painted == [(main.status, 0)]
        assert "如今" in main.status.render_lines(Region(0, 0, 20, 1))[0].text


async def test_only_the_paragraphs_of_both_hits_are_painted_for_the_next_one(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing scrolls; and every row looks as if all had been."""
    async with start() as pilot:
        await pilot.press("slash", "招", "enter", "tab")
        await begun(pilot)
        reader, partly = main_of(pilot).reader, 0
        painted = calls_of(monkeypatch, Sheet, "render_line")
        for _ in range(12):
            painted.clear()
            top, article = reader.scroll_offset, main_of(pilot).desk.shown
            await pilot.press("n")
            await settle(pilot)
            stays = (top, article) == (reader.scroll_offset, main_of(pilot).desk.shown)
            partly += stays and 0 < len(painted) < reader.size.height
            shown = lines(reader)
            reader.refresh()
            assert lines(reader) == shown
        assert partly
