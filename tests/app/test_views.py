"""Other ways to look at an article: its file, its characters, another beside it."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.app.conftest import Start, make_page
from tui.app.render.script import Script
from tui.app.screens.compare import CompareScreen
from tui.app.screens.main import MainScreen
from tui.app.screens.register import RegisterScreen


def main_of(pilot: Pilot[None]) -> MainScreen:
    screen = pilot.app.screen
    assert isinstance(screen, MainScreen)
    return screen


def text_of(pilot: Pilot[None]) -> str:
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def test_the_file_stands_beside_the_reader(start: Start) -> None:
    async with start(size=(120, 30)) as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "v")
        assert main.desk.raw.display
        assert main.desk.raw.region.width > 20
        assert main.focused is main.desk.raw
        assert "标题" in text_of(pilot)
        await pilot.press("v")
        assert not main.desk.raw.display
        assert main.focused is main.reader


async def test_the_file_follows_the_reader(start: Start) -> None:
    async with start(size=(120, 20)) as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "v", "tab", "tab")
        main.turn_to(main.reader)
        await pilot.press("G")
        page = main.growth.pages[0] if main.growth else None
        assert page is not None
        assert main.desk.raw._current > len(page.line_starts) // 3


async def test_the_characters_can_be_changed_and_come_back(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "x")
        assert main.reader.script is Script.SIMPLIFIED
        await pilot.press("x")
        await pilot.pause()
        assert "工業路街道築巢引鳳" in text_of(pilot)
        await pilot.press("x")
        await pilot.pause()
        assert "工業路" not in text_of(pilot)


async def test_the_paragraph_is_copied_and_kept(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "l", "y")
        await pilot.pause()
        assert main.register.texts[0] == "工业路街道筑巢引凤"
        await pilot.press("Y")
        await pilot.pause()
        assert main.register.texts[0].startswith("工业路街道筑巢引凤\n——《")
        await pilot.press("p")
        assert isinstance(pilot.app.screen, RegisterScreen)


async def test_a_link_that_is_gone_to_is_copied_and_shown(start: Start) -> None:
    link = "https://www.zhengzhou.gov.cn/a?b=1"
    page = make_page("d.txt", "办事指南", f"网上办理见{link}。")
    async with start(page) as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "f", "a", "a")
        await pilot.pause()
        assert main.register.texts == (), "a title is only gone to"
        await pilot.press("f", "a", "s")
        await pilot.pause()
        assert main.register.texts == (link,)
        assert main.status.left.endswith(f"  {link}")
        assert "已复制" in main.status.left


async def test_two_articles_are_compared(start: Start) -> None:
    async with start() as pilot:
        await pilot.press("tab", "c", "K", "c")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CompareScreen)
        shown = text_of(pilot)
        assert "筑巢引凤" in shown
        assert "建设产业园" in shown
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MainScreen)


async def test_the_section_one_is_in_stands_on_top(start: Start) -> None:
    async with start(size=(100, 16)) as pilot:
        main = main_of(pilot)
        await pilot.press("tab")
        assert main.desk.sticky.left == ""
        await pilot.press("G")
        await pilot.pause()
        assert main.desk.sticky.right.startswith("100%")


async def test_hits_are_ticked_on_the_scroll_bar(start: Start) -> None:
    async with start(size=(100, 16)) as pilot:
        await pilot.press("slash", *"招商", "enter")
        await pilot.pause()
        assert "◂" in text_of(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "◂" not in text_of(pilot)


async def test_tab_goes_to_the_file_beside_the_reader(start: Start) -> None:
    async with start(size=(120, 30)) as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "v", "tab")
        assert main.focused is main.corpus_tree
        await pilot.press("tab")
        assert main.focused is main.reader
        await pilot.press("tab")
        assert main.focused is main.desk.raw


async def test_tab_passes_over_a_reader_that_the_file_hides(start: Start) -> None:
    async with start(size=(80, 24)) as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "v", "tab")
        assert main.focused is main.corpus_tree
        await pilot.press("tab")
        assert main.focused is main.desk.raw
        await pilot.press("q")
        assert main.focused is main.reader
        assert not main.desk.raw.display


async def test_the_file_is_beside_the_reader_where_there_is_room(start: Start) -> None:
    async with start(size=(80, 24)) as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "v")
        assert not main.reader.is_on_screen
        await pilot.resize_terminal(120, 24)
        await pilot.pause()
        assert main.reader.is_on_screen
        assert main.desk.raw.is_on_screen
        main.turn_to(main.reader)
        await pilot.resize_terminal(90, 24)
        await pilot.pause()
        assert not main.reader.is_on_screen
        assert main.focused is main.desk.raw


@pytest.mark.parametrize("width", [80, 120])
async def test_the_reader_comes_along_with_the_file(start: Start, width: int) -> None:
    async with start(size=(width, 20)) as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商", "enter", "v")
        raw = main.desk.raw
        assert main.focused is raw
        await pilot.press("space")
        await pilot.pause()
        row = raw.scroll_offset.y
        assert row > 0
        await pilot.press("j")
        await pilot.pause()
        assert raw.scroll_offset.y == row + 1, "the reader doesn't pull it back"
        first = main.reader.position
        assert first > (0, 0)
        assert main.growth is not None
        assert main.desk.shown is not None
        page = main.growth.pages[main.desk.shown.page]
        assert raw._lines is not None
        line = page.line_of(page.locate(page.passages[first[0]], first[1]))
        assert line == raw._lines.at(row + 1)[0]


async def test_hits_are_marked_in_the_file(start: Start) -> None:
    async with start(size=(120, 20)) as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商", "enter", "v")
        raw = main.desk.raw
        look = raw.get_component_rich_style("reader--term-0")
        strips = map(raw.render_line, range(raw.size.height))
        hits = [each for strip in strips for each in strip if each.text == "招商"]
        assert hits
        assert {each.style.bgcolor for each in hits if each.style} == {look.bgcolor}


async def test_a_line_of_the_file_is_copied_as_it_is(start: Start) -> None:
    async with start(size=(120, 20)) as pilot:
        main = main_of(pilot)
        await pilot.press("J", "v", "y")
        assert main.register.texts[0] == "[/街道] 标题里有记号"
        await pilot.press("V")
        assert "y" in main.status.left
