"""Other ways to look at an article: its file, its characters, another beside it."""

from __future__ import annotations

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
