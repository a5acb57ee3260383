from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import NamedTuple

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.app.pages import make_page
from tui.app.places import Place
from tui.app.render.script import Script
from tui.app.screens.compare import CompareScreen
from tui.app.search import Search
from tui.app.widgets.line import Breadcrumb, StatusLine
from tui.app.widgets.reader import Reader
from tui.app.widgets.side import MOVES, Compared
from tui.corpus.model import Dated, DateSource, Kind, Page
from tui.corpus.model import Place as Named
from tui.corpus.outline import ArticleId
from tui.index.library import Library

SENTENCE = "工业路街道充分发挥重大产业项目的带动作用，招商引资。"
THEN = make_page(
    (Kind.TITLE, "创新驱动转型发展"),
    (Kind.PARAGRAPH, SENTENCE * 9),
    (Kind.HEADING, "转型发展 提质增效"),
    (Kind.PARAGRAPH, SENTENCE * 40),
    (Kind.HEADING, "强化党建 筑牢基础"),
    (Kind.PARAGRAPH, SENTENCE.replace("招商", "党建") * 60),
    source="then.txt",
)
TODAY = make_page(
    (Kind.TITLE, "筑巢引凤兴产业"),
    (Kind.PARAGRAPH, "没有这个词。" * 30),
    (Kind.HEADING, "打牢基础 着力营造"),
    (Kind.PARAGRAPH, SENTENCE * 20),
    (Kind.HEADING, "优化环境"),
    (Kind.PARAGRAPH, "招商" + "优化环境。" * 90),
    source="today.txt",
)
WIDE, SMALL = (100, 20), (60, 20)


def about(page: Page, **fields: object) -> Page:
    return replace(page, articles=(replace(page.articles[0], **fields),))  # type: ignore[arg-type]


Position = tuple[int, int] | None


class CompareApp(App[None]):
    def __init__(
        self, left: Page, right: Page, query: str, *positions: Position
    ) -> None:
        super().__init__()
        library = Library().add([left, right])
        search = Search(query, library.find(query)) if query else None
        one, other = positions or (None, None)
        self.compare = CompareScreen(
            Compared(left, ArticleId(0, 0), one),
            Compared(right, ArticleId(1, 0), other),
            search,
        )
        self.left_with: list[Place | None] = []

    async def on_mount(self) -> None:
        await self.push_screen(self.compare, self.left_with.append)


class Stage(NamedTuple):
    app: CompareApp
    pilot: Pilot[None]

    async def press(self, keys: str) -> None:
        names = {
            "[": "left_square_bracket",
            "]": "right_square_bracket",
            "=": "equals_sign",
        }
        await self.pilot.press(*(names.get(key, key) for key in keys.split()))
        await self.pilot.pause()

    @property
    def positions(self) -> list[tuple[int, int]]:
        return [each.sheet.position for each in self.app.compare.sides]

    def reversed(self, side: int) -> list[str]:
        """What is painted as the hit one is at."""
        sheet = self.app.compare.sides[side].sheet
        strips = map(sheet.render_line, range(sheet.size.height))
        segments = (segment for strip in strips for segment in strip)
        return [each.text for each in segments if each.style and each.style.reverse]

    @property
    def told(self) -> str:
        return self.app.compare.query_one(StatusLine).left


@asynccontextmanager
async def comparing(
    left: Page = THEN,
    right: Page = TODAY,
    query: str = "",
    size: tuple[int, int] = WIDE,
    positions: Sequence[Position] = (),
) -> AsyncIterator[Stage]:
    app = CompareApp(left, right, query, *positions)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Stage(app, pilot)


def test_every_key_that_the_sheets_take_over_is_one_of_the_reader() -> None:
    assert {each.id for each in Reader.BINDINGS} >= MOVES  # type: ignore[union-attr]


async def test_two_articles_stand_side_by_side_under_their_names() -> None:
    district, office = Named("410106", "上街区"), Named("410106004", "工业路街道")
    dated = Dated("2018-04", DateSource.LINE)
    left = about(THEN, district=district, office=office, dated=dated)
    async with comparing(left, about(TODAY, unit="区商务局")) as stage:
        one, other = (each.region for each in stage.app.compare.sides)
        assert (one.y, one.size) == (other.y, other.size)
        assert other.x == one.right
        heads = [*stage.app.compare.query(Breadcrumb)]
        assert heads[0].left == "工业路街道 › 创新驱动转型发展"
        assert heads[0].right == "2018-04"
        assert heads[1].left == "区商务局 › 筑巢引凤兴产业"


async def test_they_stand_one_above_the_other_on_a_narrow_screen() -> None:
    async with comparing(size=SMALL) as stage:
        one, other = (each.region for each in stage.app.compare.sides)
        assert one.width == other.width == SMALL[0]
        assert other.y == one.bottom
        assert abs(one.height - other.height) <= 1


async def test_they_fit_on_the_smallest_screen() -> None:
    async with comparing(size=(40, 10)) as stage:
        assert all(each.sheet.size.height > 1 for each in stage.app.compare.sides)


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_a_section_brings_the_one_that_corresponds(size: tuple[int, int]) -> None:
    async with comparing(size=size) as stage:
        await stage.press("] ] ]")
        assert stage.positions == [(4, 0), (2, 0)]
        await stage.press("[ [ [ [")
        assert stage.positions == [(0, 0), (0, 0)]


async def test_the_other_side_leads_when_it_has_the_focus() -> None:
    async with comparing() as stage:
        await stage.press("tab ] ]")
        assert stage.positions == [(4, 0), (2, 0)]
        await stage.press("tab ]")
        assert stage.positions[0] == (4, 0)


async def test_scrolling_brings_the_other_side_along() -> None:
    async with comparing() as stage:
        await stage.press("space space")
        compare = stage.app.compare
        across = compare.in_step._alignment.across(0, *stage.positions[0])
        assert across > (1, 0)
        assert compare.sides[1].sheet.is_visible(*across)
        # Nothing answers to the move that was itself an answer.
        before = stage.positions
        await stage.pilot.pause()
        assert stage.positions == before


@pytest.mark.parametrize(
    ("keys", "row"),
    [("j j k", 1), ("ctrl+d", 8), ("1 2 j", 12), ("space b", 0), ("G g", 0)],
)
async def test_the_reader_s_keys_move_the_side_that_has_the_focus(
    keys: str, row: int
) -> None:
    async with comparing() as stage:
        await stage.press(keys)
        assert stage.app.compare.sides[0].sheet.visible_rows[0] == row


async def test_the_mouse_leads_without_the_focus() -> None:
    async with comparing() as stage:
        compare = stage.app.compare
        compare.sides[1].sheet.scroll_to(y=10, animate=False)
        await stage.pilot.pause()
        await stage.pilot.pause()
        assert stage.positions[0] > (0, 0)
        assert compare.at == 0


async def test_neither_side_is_pulled_away_from_where_it_begins() -> None:
    async with comparing(positions=[(4, 0), (1, 30)]) as stage:
        await stage.pilot.pause()
        assert stage.positions == [(4, 0), (1, 30)]
        await stage.press("space")
        assert stage.positions[1] > (2, 0)


async def test_the_line_above_says_which_side_has_the_focus() -> None:
    async with comparing() as stage:
        heads = [*stage.app.compare.query(Breadcrumb)]

        def marked() -> list[bool]:
            return [bool(each.visual_style.rich_style.reverse) for each in heads]

        assert marked() == [True, False]
        await stage.press("tab")
        assert marked() == [False, True]
        await stage.pilot.click(heads[0], offset=(3, 3))
        await stage.pilot.pause()
        assert marked() == [True, False]


async def test_the_measure_is_narrowed_and_widened_again() -> None:
    async with comparing() as stage:
        sheet = stage.app.compare.sides[0].sheet
        before = sheet.measure
        await stage.press("minus minus")
        assert sheet.measure < before
        await stage.press("plus plus")
        assert sheet.measure == before
        assert stage.told == "同步", "= stays with the sides"


async def test_released_sides_move_alone_until_they_are_locked_again() -> None:
    async with comparing() as stage:
        assert stage.told == "同步"
        await stage.press("= space space")
        assert stage.told == "各自滚动"
        assert stage.positions[0] > (0, 0)
        assert stage.positions[1] == (0, 0)
        await stage.press("=")
        assert stage.told == "同步"
        assert stage.positions[1] > (0, 0)


async def test_released_sides_step_each_to_their_next_section() -> None:
    async with comparing() as stage:
        await stage.press("= ] ]")
        assert stage.positions == [(2, 0), (2, 0)]
        await stage.press("tab [")
        assert stage.positions == [(1, 0), (1, 0)]


async def test_a_search_is_marked_in_both_and_stepped_through_in_one() -> None:
    async with comparing(query="招商") as stage:
        assert stage.app.compare.status.right == "49 / 21 处"
        await stage.press("n")
        assert stage.told == "同步  第 1/49 处"
        await stage.press("n N N")
        assert stage.told == "同步  第 49/49 处"
        side = stage.app.compare.sides[0]
        assert side.sheet.is_visible(*side.hits[-1])
        await stage.press("n")
        assert stage.told == "同步  第 1/49 处"


async def test_the_next_hit_is_one_behind_where_one_reads() -> None:
    async with comparing(query="招商") as stage:
        await stage.press("tab n")
        assert stage.told == "同步  第 1/21 处"
        assert stage.reversed(1) == ["招商"]
        assert stage.reversed(0) == []
        await stage.press("G N")
        assert stage.told == "同步  第 21/21 处"


async def test_without_a_search_there_is_nothing_to_step_to() -> None:
    async with comparing() as stage:
        await stage.press("n N")
        assert stage.told == "同步"
        assert stage.app.compare.status.right == ""


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("] escape", None),
        ("q", None),
        ("c", None),
        ("] ] enter", Place(ArticleId(0, 0), 2, 0)),
        ("tab ] ] enter", Place(ArticleId(1, 0), 2, 0)),
    ],
)
async def test_one_leaves_for_where_one_was_or_for_what_one_reads(
    keys: str, place: Place | None
) -> None:
    async with comparing() as stage:
        await stage.press(keys)
        assert stage.app.left_with == [place]


async def test_an_article_can_be_compared_with_a_page_without_text() -> None:
    article = replace(TODAY.articles[0], first=0, last=0, sections=(), title="")
    empty = Page("", "", (0,), (), (article,))
    async with comparing(right=empty) as stage:
        await stage.press("space ] tab ] j n enter")
        assert stage.app.left_with == [Place(ArticleId(1, 0), 0, 0)]


@asynccontextmanager
async def searchable() -> AsyncIterator[Stage]:
    async with comparing() as stage:
        stage.app.compare._library = Library().add([THEN, TODAY])
        yield stage


async def test_a_search_begun_here_is_marked_on_both_sides() -> None:
    async with searchable() as stage:
        await stage.press("slash 招 商")
        assert stage.app.compare.status.right == "49 / 21 处"
        await stage.press("enter n")
        assert stage.told == "同步  第 1/49 处"
        await stage.press("tab n")
        assert stage.told == "同步  第 1/21 处"


async def test_the_word_at_the_cursor_is_searched_on_both_sides() -> None:
    async with searchable() as stage:
        await stage.press("] l l asterisk")
        compare = stage.app.compare
        word = compare.sides[0].sheet.pointed
        assert compare.search is not None
        assert compare.search.query == word == "业"
        assert compare.status.right == "218 / 41 处"


async def test_a_selection_begins_with_the_hit_one_is_at() -> None:
    async with comparing(query="招商") as stage:
        await stage.press("tab n n V V")
        selected = stage.app.compare.sides[1].sheet.selection
        assert selected == SENTENCE
        assert stage.app.compare.sides[0].sheet.selection == ""


async def test_a_search_can_be_taken_back() -> None:
    async with searchable() as stage:
        await stage.press("tab slash q c escape")
        compare = stage.app.compare
        assert compare.search is None
        assert compare.at == 1
        assert stage.app.left_with == []


async def test_a_section_without_a_counterpart_begins_with_a_paragraph() -> None:
    parts = [(Kind.PARAGRAPH, f"{n}{SENTENCE}" * 20) for n in range(9)]
    plain = make_page((Kind.TITLE, "没有小标题"), *parts, source="plain.txt")
    async with comparing(right=plain) as stage:
        await stage.press("] ] ]")
        assert stage.positions[1] > (1, 0)
        assert stage.positions[1][1] == 0


async def test_what_is_copied_says_which_article_it_is_from() -> None:
    async with comparing() as stage:
        told: list[str] = []
        compare = stage.app.compare

        def copy(compared: Compared, event: Reader.Copied) -> str:
            told.append(f"{compared.article.title} {event.cited}")
            return "复制了"

        compare.copy = copy
        await stage.press("y tab Y")
        assert told == ["创新驱动转型发展 False", "筑巢引凤兴产业 True"]
        assert stage.told == "复制了"


async def test_both_are_shown_in_other_characters() -> None:
    async with comparing() as stage:
        await stage.press("x x")
        sheets = [each.sheet for each in stage.app.compare.sides]
        assert {sheet.script for sheet in sheets} == {Script.TRADITIONAL}
        heads = [*stage.app.compare.query(Breadcrumb)]
        assert {head.script for head in heads} == {Script.TRADITIONAL}
        assert stage.told == "繁体显示；复制和导出仍是原文"
        await stage.press("x")
        assert {sheet.script for sheet in sheets} == {Script.ORIGINAL}
