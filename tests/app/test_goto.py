"""Going to what has a name."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest
from textual.pilot import Pilot

from tests.app.conftest import GONGYE, SHANGJIE, XUSHUI, ZHONGYUAN, Start, make_page
from tui.app.destinations import MOST, Destination, Destinations
from tui.app.loader import Growth, indexed
from tui.app.places import Place
from tui.app.render.cells import cell_width
from tui.app.screens.goto import DestinationList, GotoScreen
from tui.app.screens.main import MainScreen
from tui.corpus.model import Dated, DateSource, Page
from tui.corpus.outline import ArticleId
from tui.index.library import Library

A, B, C = ArticleId(0, 0), ArticleId(1, 0), ArticleId(2, 0)
"""The articles of `pages`; in reading order they are B, A, C."""


def growth_of(*pages: Page) -> Growth:
    return indexed(Library().add(pages), len(pages), len(pages))


def names(destinations: Destinations, typed: str) -> list[str]:
    return [each.name for each in destinations.find(typed)]


def main_of(pilot: Pilot[None]) -> MainScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    return screen


def asking(pilot: Pilot[None]) -> GotoScreen:
    assert isinstance(pilot.app.screen, GotoScreen)
    return pilot.app.screen


async def settle(pilot: Pilot[None]) -> None:
    """Let what runs in threads come to its end."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def rows(pilot: Pilot[None]) -> list[str]:
    found = asking(pilot).rows
    return [found.render_line(y).text for y in range(len(found._entries))]


# What is found


def test_of_nothing_typed_come_places_then_articles_then_headings(
    pages: list[Page],
) -> None:
    assert names(Destinations(growth_of(*pages)), " ") == [
        "中原区",
        "上街区",
        "未识别",
        "须水街道",
        "工业路街道",
        "须水街道建设产业园",
        "工业路街道筑巢引凤",
        "[/街道] 标题里有记号",
        "以项目为王",
        "以服务为本",
        "着力提升招商实效",
    ]


def test_each_leads_to_its_place_and_says_where_that_is(pages: list[Page]) -> None:
    article = replace(pages[0].articles[0], dated=Dated("2018-05", DateSource.GIVEN))
    dated = replace(pages[0], articles=(article,))
    found = Destinations(growth_of(dated, *pages[1:])).find("")
    by_name = {each.name: each for each in found}
    title = "工业路街道筑巢引凤"
    for each in (
        Destination("上街区", "410106", Place(A, 0)),
        Destination("工业路街道", "上街区", Place(A, 0)),
        Destination(title, "上街区 › 工业路街道 · 2018-05", Place(A, 0)),
        Destination("着力提升招商实效", f"上街区 › 工业路街道 › {title}", Place(A, 14)),
        Destination("[/街道] 标题里有记号", "未识别", Place(C, 0)),
    ):
        assert by_name[each.name] == each


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("工业路", "工业路街道"),
        ("筑巢", "工业路街道筑巢引凤"),
        ("gongyelu", "工业路街道"),
        ("gyl", "工业路街道"),
        ("xsjd", "须水街道"),
        ("提升zs", "着力提升招商实效"),
        ("須水街道建設", "须水街道建设产业园"),
        ("以服", "以服务为本"),
    ],
)
def test_one_finds_by_characters_pinyin_and_initials(
    pages: list[Page], typed: str, first: str
) -> None:
    assert names(Destinations(growth_of(*pages)), typed)[0] == first


def test_what_nothing_is_named_finds_nothing(pages: list[Page]) -> None:
    assert names(Destinations(growth_of(*pages)), "没有这个名字") == []


def test_no_more_are_handed_out_than_anyone_reads() -> None:
    pages = [make_page(f"{number}.txt", f"招商{number}", "文") for number in range(300)]
    destinations = Destinations(growth_of(*pages))
    assert len(destinations.find("")) == MOST
    assert len(destinations.find("招商")) == MOST
    assert names(destinations, "招商299") == ["招商299"]


def test_an_office_of_a_district_with_articles_of_its_own_is_found() -> None:
    """They stand before its offices in the tree."""
    pages = [
        make_page("1.txt", "甲", "文", district=ZHONGYUAN),
        make_page("2.txt", "乙", "文", district=ZHONGYUAN, office=XUSHUI),
        make_page("3.txt", "丙", "文", district=SHANGJIE, office=GONGYE),
    ]
    found = Destinations(growth_of(*pages)).find("街道")
    assert [(each.name, each.where, each.place.id.page) for each in found] == [
        ("须水街道", "中原区", 1),
        ("工业路街道", "上街区", 2),
    ]


@pytest.mark.parametrize("width", [0, 1, 5, 12, 40])
def test_a_row_is_never_wider_than_its_list(width: int) -> None:
    row = Destination("着力提升" * 9, "上街区 › 工业路街道" * 3, Place(A, 0))
    parts = DestinationList().parts(row, 0, width)
    assert sum(cell_width(part.text) for part in parts) <= width


# Keys


async def test_t_goes_to_a_heading_and_ctrl_o_comes_back(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("J", "t")
        await settle(pilot)
        assert rows(pilot)[0].startswith("▸ 中原区 ")
        await pilot.press(*"tszs")
        await settle(pilot)
        (row,) = rows(pilot)
        assert row.startswith("▸ 着力提升招商实效")
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is main
        assert main.desk.place is not None
        assert main.desk.shown == A
        assert main.reader.is_visible(14, 0)
        await pilot.press("ctrl+o")
        assert main.desk.shown == C


async def test_the_cursor_chooses_and_starts_anew_with_what_is_typed(
    start: Start,
) -> None:
    async with start() as pilot:
        await pilot.press("t")
        await settle(pilot)
        await pilot.press("down", "pagedown", "up", "街", "道")
        await settle(pilot)
        assert asking(pilot).rows.cursor == 0
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert main_of(pilot).desk.shown == A, "工业路街道, behind 须水街道"


async def test_enter_waits_for_the_answer_to_what_was_typed(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed ahead, it goes where it would have gone a moment later."""
    async with start() as pilot:
        ready, find = Event(), Destinations.find

        def find_later(self: Destinations, typed: str) -> list[Destination]:
            ready.wait(5)
            return find(self, typed)

        monkeypatch.setattr(Destinations, "find", find_later)
        for key in ("t", "须", "水", "enter"):
            pilot.app.simulate_key(key)
        while (
            not isinstance(pilot.app.screen, GotoScreen) or not asking(pilot)._in_haste
        ):
            await pilot._wait_for_screen()
        ready.set()
        await settle(pilot)
        assert pilot.app.screen is main_of(pilot)
        assert main_of(pilot).desk.shown == B


async def test_escape_leaves_everything_as_it_was(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        before = main.desk.place, main.focused
        await pilot.press("t", "q")
        await settle(pilot)
        assert asking(pilot).query_bar.value == "q", "a letter, not the key that leaves"
        await pilot.press("escape")
        assert pilot.app.screen is main
        assert (main.desk.place, main.focused) == before
        assert main.travels.places == ()


async def test_nothing_found_is_told_and_enter_stays(start: Start) -> None:
    async with start() as pilot:
        await pilot.press("t", *"没有这个")
        await settle(pilot)
        assert "没有找到" in asking(pilot).rows.render_line(0).text
        await pilot.press("enter")
        assert asking(pilot)


async def test_a_click_goes_there(start: Start) -> None:
    async with start() as pilot:
        await pilot.press("t")
        await settle(pilot)
        await pilot.click("DestinationList", offset=(4, 4))
        await pilot.pause()
        assert main_of(pilot).desk.shown == A


@pytest.mark.parametrize("size", [(40, 10), (160, 50)])
async def test_it_fits_every_screen(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as pilot:
        await pilot.press("t", *"街道")
        await settle(pilot)
        assert asking(pilot).rows.size.height >= 4
        assert "须水街道" in rows(pilot)[0]
        await pilot.press("enter")
        await pilot.pause()
        assert main_of(pilot).focused is main_of(pilot).reader or size[0] > 80
