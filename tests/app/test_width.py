"""On terminals that take two cells for “ ” … — · and on those that take one."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from itertools import chain
from pathlib import Path
from unicodedata import east_asian_width

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.events import CursorPosition
from textual.pilot import Pilot
from textual.scrollbar import ScrollBarRender
from textual.worker import WorkerFailed

from tests.app.conftest import make_page
from tui.app.app import JieduApp
from tui.app.render.cells import set_ambiguous
from tui.app.screens.compare import CompareScreen
from tui.app.widgets.sheet import Sheet
from tui.app.widgets.side import Compared
from tui.app.width import NARROW, WIDE, Mode, Width, lay_out_anew
from tui.corpus.outline import ArticleId
from tui.corpus.reader import Source
from tui.settings import Settings

SIZES = [(80, 24), (43, 12)]
TEXT = "“五星”——‘四色’…3×4÷2±1°·§①★→■─│▌ё，" * 9
PAGE = make_page(
    "ambiguous.txt",
    "聚焦“五星”创建——解锁治理“新秘籍”…",
    f"开头。{TEXT}",
    "#多元共治·“小社区”构建“大格局”",
    *[f"第{number}段“招商”…{TEXT}" for number in range(9)],
)
WALK = (
    ("what is opened", ""),
    ("the text", "enter space"),
    ("line numbers", "L j j j"),
    ("a query", "slash “ 招 商"),
    ("hits", "enter n n"),
    ("results", "r j"),
    ("a concordance", "r w j"),
    ("help", "w question_mark"),
    ("the palette", "escape ctrl+p"),
)
"""Keys that lead to every widget, one after the other."""

CELLS: dict[Mode, tuple[int, ...]] = {"1": (1,), "2": (2,), "safe": (1, 2)}
"""The terminals that each mode is for."""

Cells = list[list[str]]
"""The characters of a screen; behind a wide one, a blank."""


class FakeTerminal(pyte.Screen):
    """Takes one cell for an ambiguous character, or two."""

    def __init__(self, cells: int, columns: int, lines: int) -> None:
        super().__init__(columns, lines)
        self.cells = cells
        self.answer = ""
        self._fed = pyte.Stream(self)

    def show(self, data: str) -> Cells:
        self._fed.feed(data)
        rows = (self.buffer[y] for y in range(self.lines))
        return [[row[x].data or " " for x in range(self.columns)] for row in rows]

    def write_process_input(self, data: str) -> None:
        self.answer += data

    def save_cursor(self) -> None:
        """Real terminals keep one cursor, however often it is restored."""
        self.savepoints.clear()
        super().save_cursor()

    def restore_cursor(self) -> None:
        super().restore_cursor()
        self.save_cursor()


@pytest.fixture(autouse=True)
def _as_found(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("VERTICAL_BARS", "HORIZONTAL_BARS"):
        monkeypatch.setattr(ScrollBarRender, name, getattr(ScrollBarRender, name))
    yield
    set_ambiguous(1)


Open = Callable[..., FakeTerminal]


@pytest.fixture
def open_terminal(monkeypatch: pytest.MonkeyPatch) -> Open:
    measure: Callable[[str], int] = pyte.screens.wcwidth

    def make(cells: int, size: tuple[int, int] = SIZES[0]) -> FakeTerminal:
        def width(character: str) -> int:
            is_open = east_asian_width(character) == "A"
            return cells if is_open else measure(character)

        monkeypatch.setattr(pyte.screens, "wcwidth", width)
        return FakeTerminal(cells, *size)

    return make


@asynccontextmanager
async def opened(
    size: tuple[int, int] = SIZES[0], mode: Mode = "auto"
) -> AsyncIterator[Pilot[None]]:
    app = JieduApp(
        [Source(Path(), PAGE.source)],
        lambda _source: PAGE,
        settings=Settings(ambiguous=mode),
    )
    async with app.run_test(size=size) as pilot:
        while app._early is not None:
            await pilot.pause()
        await settle(pilot)
        yield pilot


async def settle(pilot: Pilot[None]) -> None:
    with suppress(WorkerFailed):
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def frame(app: App[None]) -> tuple[str, Cells]:
    """A whole frame as it is written, and as it should look."""
    update = app.screen._compositor.render_full_update()
    lines = ([each for strip in line for each in strip] for line in update.strips)
    texts = ("".join(each.text for each in line) for line in lines)
    cells = [[*"".join(map(_spread, text))] for text in texts]
    return update.render_segments(app.console), cells


def _spread(character: str) -> str:
    return character.ljust(get_character_cell_size(character))


def answer_of(terminal: FakeTerminal, question: str) -> CursorPosition | None:
    """The answer as Textual reads it among the keys."""
    terminal.show(question)
    events = [*XTermParser().feed(terminal.answer)] if terminal.answer else [None]
    assert len(events) == 1
    assert events[0] is None or isinstance(events[0], CursorPosition)
    return events[0]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("mode", ["1", "2", "safe"])
async def test_no_column_is_shifted_anywhere(
    mode: Mode, size: tuple[int, int], open_terminal: Open
) -> None:
    width = Width(mode)
    async with opened(size, mode) as pilot:
        for state, keys in WALK:
            await pilot.press(*keys.split())
            await settle(pilot)
            written, expected = frame(pilot.app)
            assert {len(row) for row in expected} == {size[0]}, state
            for cells in CELLS[mode]:
                shown = open_terminal(cells, size).show(width.fence(written))
                assert shown == expected, (state, cells)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("mode", ["2", "safe"])
async def test_no_column_is_shifted_in_a_comparison(
    mode: Mode, size: tuple[int, int], open_terminal: Open
) -> None:
    width, compared = Width(mode), Compared(PAGE, ArticleId(0, 0))
    async with opened(size, mode) as pilot:
        await pilot.app.push_screen(CompareScreen(compared, compared))
        await pilot.press("space", "tab", "L")
        await pilot.pause()
        written, expected = frame(pilot.app)
        assert {len(row) for row in expected} == {size[0]}
        for cells in CELLS[mode]:
            assert open_terminal(cells, size).show(width.fence(written)) == expected


async def test_a_terminal_that_is_taken_for_the_other_kind_shifts_columns(
    open_terminal: Open,
) -> None:
    """What the tests above would see."""
    async with opened() as pilot:
        for mode, cells in (("1", 2), ("2", 1)):
            width = Width(mode)
            lay_out_anew(pilot.app)
            await pilot.pause()
            written, expected = frame(pilot.app)
            assert open_terminal(cells).show(width.fence(written)) != expected


@pytest.mark.parametrize("cells", [1, 2])
async def test_a_terminal_that_is_asked_is_taken_for_what_it_is(
    cells: int, open_terminal: Open
) -> None:
    async with opened() as pilot:
        width, terminal = Width("auto"), open_terminal(cells)
        answer = answer_of(terminal, width.question)
        assert answer is not None
        assert width.hear(answer.x, answer.y) == (cells == 2)
        assert get_character_cell_size("…") == cells
        lay_out_anew(pilot.app)
        await pilot.pause()
        written, expected = frame(pilot.app)
        assert terminal.show(width.fence(written)) == expected


def test_the_question_leaves_nothing_on_the_screen(open_terminal: Open) -> None:
    terminal = open_terminal(2)
    assert {*chain(*terminal.show(Width("auto").question))} == {" "}


@pytest.mark.parametrize("mode", ["1", "2", "safe"])
def test_nobody_asks_who_was_told(mode: Mode) -> None:
    width = Width(mode)
    told = get_character_cell_size("…")
    assert not width.question
    assert not width.hear(*NARROW)
    assert not width.hear(*WIDE)
    assert get_character_cell_size("…") == told


def test_another_cursor_position_is_no_answer() -> None:
    width = Width("auto")
    assert not width.hear(2, 0)
    assert not width.hear(7, 1)
    assert width.hear(*WIDE)


def test_the_first_answer_counts() -> None:
    width = Width("auto")
    assert not width.hear(*NARROW)
    assert not width.hear(*WIDE)
    assert get_character_cell_size("…") == 1


async def test_the_reading_place_stays_when_the_width_is_learnt() -> None:
    async with opened() as pilot:
        await pilot.press("enter", "space", "space", "j")
        place = pilot.app.screen.query_one(Sheet).position
        assert place > (2, 0)
        Width("2")
        lay_out_anew(pilot.app)
        await pilot.pause()
        assert pilot.app.screen.query_one(Sheet).position == place


@given(st.text("街a“…·─é\u0301\n\x1b[0m"))
def test_a_fence_is_put_around_ambiguous_characters_and_no_others(text: str) -> None:
    width = Width("safe")
    fenced = width.fence(text)
    assert fenced.count("\x1b7") == sum(each in "“…·─é" for each in text)
    assert re.sub("\x1b7  \x1b8(.)\x1b8\x1b\\[2C", r"\1", fenced) == text
    assert Width("2").fence(text) == text
