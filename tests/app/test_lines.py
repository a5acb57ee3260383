"""The lines above and below the panes: what is shown where there is little room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.app import App, ComposeResult

from tests.app.conftest import Start
from tui.app.screens.main import MainScreen
from tui.app.widgets.fit import ELLIPSIS
from tui.app.widgets.key_line import KeyLine
from tui.app.widgets.line import Breadcrumb
from tui.corpus.model import Dated, DateSource, Page

WAY = ("上街区", "工业路街道", "立足实际突出特色 创新驱动转型发展", "转型发展 提质增效")


class CrumbApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Breadcrumb()


async def crumbs(width: int, date: str) -> str:
    async with CrumbApp().run_test(size=(width, 3)) as pilot:
        line = pilot.app.query_one(Breadcrumb)
        line.show(WAY, date)
        await pilot.pause()
        return line.render_line(0).text


async def test_with_room_enough_all_names_are_whole() -> None:
    assert (await crumbs(100, "2018-04")).startswith(" › ".join(WAY))
    assert (await crumbs(100, "2018-04")).endswith("2018-04")


async def test_the_longest_names_are_shortened_and_the_date_is_not() -> None:
    shown = await crumbs(64, "2018-04")
    names = shown[: -len("2018-04")].strip().split(" › ")
    assert shown.endswith("2018-04")
    assert names[:2] == [*WAY[:2]]
    assert names[2].endswith(ELLIPSIS)
    assert names[3].startswith("转型发展")


async def test_the_date_of_an_article_stands_at_the_right(
    start: Start, pages: list[Page]
) -> None:
    (article,) = pages[0].articles
    dated = replace(article, dated=Dated("2018-04", DateSource.LINE))
    async with start(replace(pages[0], articles=(dated,))) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        assert main.desk.breadcrumb.right == "2018-04"
        assert "2018" not in main.desk.breadcrumb.left


async def test_a_tree_that_was_empty_offers_its_key_as_soon_as_it_is_not(
    start: Start,
) -> None:
    async with start() as pilot:
        assert "阅读" in pilot.app.screen.query_one(KeyLine).render_line(0).text


@pytest.mark.parametrize("width", [40, 60, 80, 200])
async def test_no_key_is_cut_and_help_is_always_there(start: Start, width: int) -> None:
    async with start(size=(width, 24)) as pilot:
        await pilot.press("slash", *"街道", "enter", "w")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        line = pilot.app.screen.query_one(KeyLine)
        entries = [f"{each.key} {each.does}" for each in line._entries()]
        shown = line.render_line(0).text.rstrip()
        assert "? 帮助" in shown
        assert {*shown.split("  ")} <= {*entries}
        assert (width == 200) is (len(shown.split("  ")) == len(entries))
