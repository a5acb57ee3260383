"""A comparison and the screen that it was opened on: one memory, one clipboard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest
from rich.style import Style
from textual.pilot import Pilot

from tests.app.conftest import Start
from tui.app.render.script import Script
from tui.app.screens.compare import CompareScreen
from tui.app.screens.main import MainScreen
from tui.app.screens.register import RegisterScreen
from tui.corpus.model import Page
from tui.state import CorpusState, Note, anchored


class Stage(NamedTuple):
    """Page a on the left, page b on the right; both have 招商 in sight."""

    pilot: Pilot[None]
    main: MainScreen
    compare: CompareScreen
    state: CorpusState
    folder: Path

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.app.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def stored(self) -> CorpusState:
        """What another program would read."""
        return CorpusState.load([], self.folder)

    def styles(self, text: str) -> list[set[Style]]:
        """How the pieces that equal a text are painted, on either side."""
        return [self._styles(side, text) for side in (0, 1)]

    def _styles(self, side: int, text: str) -> set[Style]:
        sheet = self.compare.sides[side].sheet
        strips = sheet.paint_lines(range(sheet.size.height))
        pieces = (each for strip in strips for each in strip if each.text == text)
        return {(each.style or Style()).clear_meta_and_links() for each in pieces}

    def look(self, name: str) -> Style:
        sheet = self.compare.sides[0].sheet
        return sheet.get_component_rich_style(f"reader--{name}")


@asynccontextmanager
async def compared(
    start: Start, folder: Path, *before: str, size: tuple[int, int] = (120, 30)
) -> AsyncIterator[Stage]:
    """Keys may be pressed in the reader before."""
    async with start(size=size) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        main.memory = state = CorpusState.load([], folder)
        await pilot.press("tab", *before, "c", "K", "c")
        await pilot.pause()
        compare = pilot.app.screen
        assert isinstance(compare, CompareScreen)
        yield Stage(pilot, main, compare, state, folder)


@pytest.mark.parametrize("size", [(120, 30), (60, 30)])
async def test_highlights_are_painted_on_both_sides(
    start: Start, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with compared(start, tmp_path, size=size) as stage:
        assert stage.styles("招商") == [set(), set()]
        stage.state.highlight("招商")
        left, right = stage.styles("招商")
        assert {each.color for each in left | right} == {
            stage.look("highlight-0").color
        }
        assert left
        assert right
        stage.state.unhighlight("招商")
        assert stage.styles("招商") == [set(), set()]


async def test_a_note_is_painted_on_the_side_of_its_page(
    start: Start, tmp_path: Path, pages: list[Page]
) -> None:
    async with compared(start, tmp_path) as stage:
        at = pages[1].read(pages[1].passages[2]).index("招商")
        stage.state.put(Note.new(anchored(pages[1], 2, at, at + 2), "记"))
        left, right = stage.styles("招商")
        assert not left
        assert all(each.underline or each.underline2 for each in right)
        assert right


async def test_the_word_at_the_cursor_is_highlighted_on_both_sides(
    start: Start, tmp_path: Path
) -> None:
    async with compared(start, tmp_path) as stage:
        await stage.press("tab", "right_curly_bracket", "right_curly_bracket", "l", "l")
        sheet = stage.compare.sides[1].sheet
        assert sheet.pointed == "招商引资", "a word, as in the reader"
        position = sheet.position
        await stage.press("H")
        assert stage.compare.status.left == "常亮：招商引资"
        assert stage.stored.highlights == ("招商引资",)
        colour = stage.look("highlight-0").color
        assert {each.color for each in stage.styles("招商引资")[0]} == {colour}
        assert sheet.position == position
        await stage.press("H")
        assert stage.compare.status.left == "不再常亮：招商引资"
        assert stage.stored.highlights == ()
        assert stage.styles("招商引资")[0] == set()


async def test_both_sides_are_painted_anew_at_once(
    start: Start, tmp_path: Path
) -> None:
    async with compared(start, tmp_path) as stage:
        await stage.press("right_curly_bracket", "l", "l", "l")
        assert stage.compare.sides[0].sheet.pointed == "招商"
        await stage.press("H")
        strips = stage.compare._compositor.render_strips()
        pieces = [each for strip in strips for each in strip if each.text == "招商"]
        colour = stage.look("highlight-0").color
        lit = [each for each in pieces if each.style and each.style.color == colour]
        # Two of the left side, one of them under its cursor, and one of the right.
        assert len(lit) == 2


async def test_what_is_selected_is_highlighted_until_it_is_no_more(
    start: Start, tmp_path: Path
) -> None:
    async with compared(start, tmp_path) as stage:
        await stage.press("tab", "right_square_bracket", "V", "H")
        assert stage.stored.highlights == ("以项目为王",)
        assert not stage.compare.sides[1].sheet.is_selecting
        await stage.press("H")
        assert stage.stored.highlights == ()


async def test_without_a_cursor_the_first_word_is_highlighted(
    start: Start, tmp_path: Path
) -> None:
    async with compared(start, tmp_path) as stage:
        await stage.press("H")
        (term,) = stage.stored.highlights
        assert len(term) > 1
        assert "工业路街道筑巢引凤".startswith(term)


async def test_nothing_is_highlighted_before_the_notes_are_read(
    start: Start, tmp_path: Path
) -> None:
    async with compared(start, tmp_path) as stage:
        stage.main.memory = None
        await stage.press("H")
        assert stage.compare.status.left == "还在读取笔记"


async def test_what_is_told_late_is_told_where_one_is_then(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with compared(start, tmp_path) as stage:
        is_written = Event()
        monkeypatch.setattr(stage.state, "write", is_written.wait)
        await stage.pilot.press("H", "q")
        is_written.set()
        await stage.press()
        assert stage.main.status.left.startswith("常亮：")


async def test_what_was_copied_is_shown_and_copied_again(
    start: Start, tmp_path: Path
) -> None:
    async with compared(start, tmp_path) as stage:
        await stage.press("p")
        assert stage.compare.status.left == "还没有复制过"
        await stage.press("y", "tab", "y", "p")
        assert isinstance(stage.pilot.app.screen, RegisterScreen)
        await stage.press("j", "enter")
        assert stage.pilot.app.screen is stage.compare
        assert stage.main.register.texts[0] == "工业路街道筑巢引凤"
        assert "已复制" in stage.compare.status.left


async def test_the_text_is_set_as_in_the_reader(start: Start, tmp_path: Path) -> None:
    async with compared(start, tmp_path, "x", "x", "minus") as stage:
        reader = stage.main.reader
        for side in stage.compare.sides:
            assert side.sheet.script is side.head.script is Script.TRADITIONAL
            assert side.sheet.measure == reader.measure


async def test_one_is_asked_where_one_looks_whether_to_quit(
    start: Start, tmp_path: Path
) -> None:
    async with compared(start, tmp_path) as stage:
        await stage.press("ctrl+c")
        assert stage.compare.status.left == "再按一次 Ctrl+C 退出"
