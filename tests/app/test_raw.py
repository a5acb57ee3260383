"""The raw page alone, beside nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.app.pages import make_page
from tui.app.render.cells import cell_width
from tui.app.widgets.raw import RawView, kind_words, taken_words
from tui.corpus.lines import line_starts
from tui.corpus.model import Kind, Page

PAGE = make_page(
    (Kind.TITLE, "筑巢引凤"),
    (Kind.PARAGRAPH, "街道招\n商引资\x1b[2J"),
    *(
        (Kind.PARAGRAPH, f"第{number}段，街道干部走访企业。" * 3)
        for number in range(40)
    ),
)


class RawApp(App[None]):
    def compose(self) -> ComposeResult:
        yield RawView()


@asynccontextmanager
async def raw(
    page: Page = PAGE, size: tuple[int, int] = (60, 10), line: int = 1
) -> AsyncIterator[tuple[RawView, Pilot[None]]]:
    app = RawApp()
    async with app.run_test(size=size) as pilot:
        view = app.query_one(RawView)
        view.show(page, line)
        view.focus()
        await pilot.pause()
        yield view, pilot


def painted(view: RawView) -> list[str]:
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


async def test_lines_are_numbered_and_told_and_control_characters_are_seen() -> None:
    async with raw() as (view, _):
        assert painted(view)[:5] == [
            "▸  1 标题    筑巢引凤",
            "   2",
            "   3 正文    街道招",
            "   4 ↪       商引资␛[2J",
            "   5",
        ]


async def test_a_long_line_goes_on_below_itself_without_a_number() -> None:
    async with raw(size=(40, 12)) as (view, _):
        text = PAGE.text.splitlines()[5]
        rows = painted(view)
        assert rows[5] == f"   6 正文    {text[:13]}"
        assert rows[6] == f"             {text[13:26]}"
        assert rows[5][11:] + rows[6][13:] + rows[7][13:] == text


@pytest.mark.parametrize("width", range(10, 60, 7))
async def test_no_row_is_wider_than_the_pane(width: int) -> None:
    async with raw(size=(width, 12)) as (view, _):
        for y in range(12):
            assert view.render_line(y).cell_length <= width


async def test_the_line_that_is_read_is_told_without_colours_and_in_view() -> None:
    async with raw() as (view, pilot):
        view.follow(60)
        await pilot.pause()
        pointed = [row for row in painted(view) if row.startswith("▸")]
        assert len(pointed) == 1
        assert pointed[0].startswith("▸ 60 正文")
        assert painted(view)[3] == pointed[0]


async def test_a_line_in_view_does_not_move_the_text() -> None:
    async with raw() as (view, pilot):
        view.follow(3)
        await pilot.pause()
        assert view.scroll_offset.y == 0
        assert painted(view)[2].startswith("▸  3")


async def test_a_page_is_shown_at_the_line_that_is_read() -> None:
    async with raw(line=60) as (view, _):
        assert any(row.startswith("▸ 60") for row in painted(view))


async def test_a_resize_keeps_the_line_in_view() -> None:
    async with raw(line=50) as (view, pilot):
        for width in (90, 35, 60):
            await pilot.resize_terminal(width, 9)
            await pilot.pause()
            assert any(row.startswith("▸ 50") for row in painted(view))


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ("j", 1),
        ("j j k", 1),
        ("down down up", 1),
        ("space", 9),
        ("pagedown space b", 9),
        ("space pageup", 0),
        ("G g", 0),
        ("end home", 0),
    ],
)
async def test_keys_scroll(keys: str, row: int) -> None:
    async with raw() as (view, pilot):
        await pilot.press(*keys.split())
        assert view.scroll_offset.y == row


async def test_the_last_line_can_be_reached() -> None:
    async with raw() as (view, pilot):
        await pilot.press("G")
        last = PAGE.text.splitlines()[-2]
        assert painted(view)[-2].endswith(last[-5:])


@pytest.mark.parametrize("text", ["", "\n", "街", "\r\n\r\n"])
async def test_hardly_any_text_is_shown_as_well(text: str) -> None:
    page = Page("a.txt", text, line_starts(text), (), ())
    async with raw(page) as (view, pilot):
        view.follow(page.line_of(len(text)))
        await pilot.press("j", "G", "g")
        assert painted(view)[0].lstrip("▸ ").startswith("1")


async def test_nothing_is_shown_before_a_page_is() -> None:
    async with RawApp().run_test() as pilot:
        view = pilot.app.query_one(RawView)
        view.focus()
        view.follow(3)
        await pilot.press("j", "G")
        assert set(painted(view)) == {""}


def test_every_kind_has_a_word_of_its_own_in_little_room() -> None:
    assert set(kind_words()) == set(Kind)
    assert len(set(kind_words().values())) == len(Kind)
    assert max(map(cell_width, kind_words().values())) <= 7


def test_more_passages_on_a_line_are_told() -> None:
    from tui.app.render.source import Taken

    assert taken_words(Taken(Kind.LABEL, more=True)) == "题头+"
    assert taken_words(Taken(Kind.PARAGRAPH, healed=True, more=True)) == "↪+"
    assert taken_words(Taken()) == ""
