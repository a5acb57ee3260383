"""The list that pops up: rows, the cursor, and that it leaves the focus alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import product

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.color import Color
from textual.pilot import Pilot
from textual.theme import Theme

from tui.app.render.cells import cell_width
from tui.app.theme import SIXTEEN, THEMES
from tui.app.widgets.candidates import CHOSEN, ROWS, Candidates, Suggestion
from tui.app.widgets.line import StatusLine
from tui.app.widgets.query_bar import QueryBar


def suggestion(text: str, count: int | None = 1, note: str = "词") -> Suggestion:
    return Suggestion(text, note, count, 0, 2)


ROW = suggestion("工业路", 486, "地名")
MANY = [suggestion(f"词{number}", number) for number in range(ROWS + 4)]


class PopUpApp(App[None]):
    """A query line at the foot, and the list above it."""

    CSS = """
    Screen { layers: default candidates; }
    StatusLine { height: 1fr; }
    QueryBar { height: 1; }
    Candidates { margin-bottom: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.clicked: list[Suggestion] = []

    def compose(self) -> ComposeResult:
        yield StatusLine()
        yield QueryBar()
        yield Candidates()

    @property
    def candidates(self) -> Candidates:
        return self.query_one(Candidates)

    @on(Candidates.Chosen)
    def keep(self, event: Candidates.Chosen) -> None:
        self.clicked.append(event.suggestion)


@asynccontextmanager
async def popped_up(
    rows: Sequence[Suggestion], size: tuple[int, int] = (80, 12)
) -> AsyncIterator[tuple[PopUpApp, Candidates, Pilot[None]]]:
    app = PopUpApp()
    async with app.run_test(size=size) as pilot:
        app.query_one(QueryBar).focus()
        app.candidates.show(rows)
        await pilot.pause()
        yield app, app.candidates, pilot


def painted(candidates: Candidates) -> list[str]:
    return [candidates.render_line(y).text for y in range(candidates.size.height)]


async def test_a_row_says_what_it_is_and_how_often_it_is_found() -> None:
    rows = [ROW, suggestion("工业", 1024), suggestion("招商", None, "近")]
    async with popped_up(rows) as (_app, candidates, _pilot):
        assert painted(candidates) == [
            "  工业路                     地名   486 ",
            "  工业                         词  1024 ",
            "  招商                         近     ⋯ ",
        ]


async def test_it_stands_on_the_query_line_and_is_as_high_as_its_rows() -> None:
    async with popped_up(MANY) as (app, candidates, pilot):
        for count in (1, ROWS, len(MANY)):
            candidates.show(MANY[:count])
            await pilot.pause()
            bar = app.query_one(QueryBar)
            assert candidates.size.height == min(count, ROWS)
            assert candidates.region.bottom == bar.region.y
            assert app.query_one(StatusLine).size.height == 11


async def test_without_suggestions_it_is_hidden() -> None:
    async with popped_up([]) as (_app, candidates, pilot):
        assert not candidates.display
        candidates.show([ROW])
        assert candidates.display
        candidates.move(1)
        candidates.show([])
        await pilot.pause()
        assert not candidates.display
        assert candidates.chosen is None


async def test_the_cursor_goes_round_through_none() -> None:
    rows = MANY[:3]
    async with popped_up(rows) as (_app, candidates, _pilot):
        assert candidates.chosen is None
        ring = []
        for _ in range(5):
            candidates.move(1)
            ring.append(candidates.chosen)
        assert ring == [*rows, None, rows[0]]
        candidates.move(-1)
        assert candidates.chosen is None
        candidates.move(-1)
        assert candidates.chosen == rows[-1]


async def test_a_list_without_rows_has_nothing_to_choose() -> None:
    async with popped_up([]) as (_app, candidates, _pilot):
        candidates.move(1)
        assert candidates.chosen is None


async def test_the_cursor_is_always_in_sight() -> None:
    async with popped_up(MANY) as (_app, candidates, _pilot):
        for by in [1] * (2 * len(MANY)) + [-1] * len(MANY):
            candidates.move(by)
            rows = painted(candidates)
            marked = [row.split()[1] for row in rows if row.startswith(CHOSEN)]
            assert len(rows) == ROWS
            assert marked == ([candidates.chosen.text] if candidates.chosen else [])


async def test_the_choice_stays_while_only_counts_change() -> None:
    async with popped_up([suggestion("甲", None), suggestion("乙", None)]) as (
        _app,
        candidates,
        _pilot,
    ):
        candidates.move(2)
        candidates.show([suggestion("丙", 9), suggestion("乙", 3)])
        assert candidates.chosen == suggestion("乙", 3)
        candidates.show([replace(suggestion("乙", 3), stop=3)])
        assert candidates.chosen is None


async def test_a_click_chooses_and_leaves_the_focus_where_it_is() -> None:
    async with popped_up(MANY) as (app, candidates, pilot):
        await pilot.click(Candidates, offset=(5, 2))
        assert candidates.chosen == MANY[2]
        candidates.cursor = len(MANY) - 1
        await pilot.click(Candidates, offset=(5, 2))
        assert app.clicked == [MANY[2], MANY[len(MANY) - ROWS + 2]]
        assert app.focused is app.query_one(QueryBar)


async def test_a_narrow_screen_shows_the_text_and_the_count() -> None:
    async with popped_up([ROW, MANY[1]], (18, 6)) as (_app, candidates, _pilot):
        assert painted(candidates) == ["  工业路      486 ", "  词1           1 "]


@pytest.mark.parametrize("text", ["\x1b[2J招商", "[/b]招商", "a\u202eb", "é" * 60])
async def test_a_text_is_data(text: str) -> None:
    async with popped_up([suggestion(text)]) as (_app, candidates, _pilot):
        line = candidates.render_line(0)
        assert line.text.isprintable()
        assert line.cell_length == candidates.size.width == 40


HOSTILE = ["招", "a", "é", "e\u0301", "😀", "\t", "\0", "\ufffd", "\u200b", "❤\ufe0f"]


@pytest.mark.parametrize("width", [10, 25, 40])
async def test_a_row_is_as_wide_as_the_list(width: int) -> None:
    texts = ["", *HOSTILE, *map("".join, product(HOSTILE, repeat=2))]
    rows = [suggestion(text * 9, len(text) * 10**5, "标题") for text in texts]
    async with popped_up(rows, (width, 12)) as (_app, candidates, _pilot):
        for _ in rows:
            candidates.move(1)
            for line in map(candidates.render_line, range(candidates.size.height)):
                assert cell_width(line.text) == line.cell_length == width


@pytest.mark.parametrize("theme", (each for each in THEMES if each is not SIXTEEN))
async def test_every_part_can_be_read_on_its_ground(theme: Theme) -> None:
    async with popped_up([ROW, MANY[1]]) as (app, candidates, pilot):
        app.register_theme(theme)
        app.theme = theme.name
        candidates.move(1)
        await pilot.pause()
        for line in (candidates.render_line(0), candidates.render_line(1)):
            for _text, style, _control in line:
                assert style is not None
                assert style.color is not None
                assert style.bgcolor is not None
                ink, ground = map(Color.from_rich_color, (style.color, style.bgcolor))
                assert abs(ink.brightness - ground.brightness) > 0.25
