from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Static

from tui.app.render.cells import cell_width
from tui.app.widgets.ticks import CURRENT, TICK, Ticks, show_ticks

SHARES = st.lists(st.floats(0, 1), max_size=30)
RED = Style(color="red")


class BarApp(App[None]):
    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static("街道\n" * 100)


@asynccontextmanager
async def bar(ticks: Ticks) -> AsyncIterator[tuple[list[Strip], Pilot[None]]]:
    """The cells of the scroll bar of a pane of 10 rows over 100."""
    async with BarApp().run_test(size=(20, 10)) as pilot:
        pane = pilot.app.query_one(VerticalScroll)
        show_ticks(pane.vertical_scrollbar, ticks)
        await pilot.pause()
        region = Region(0, 0, pane.vertical_scrollbar.size.width, 10)
        yield pane.vertical_scrollbar.render_lines(region), pilot


@given(SHARES, st.integers(1, 60))
def test_each_hit_is_on_the_row_of_its_share(shares: list[float], rows: int) -> None:
    signs = Ticks(shares).signs(rows)
    assert set(signs.values()) <= {TICK}
    for share in shares:
        assert any(row <= share * rows <= row + 1 for row in signs)
    for row in signs:
        assert any(row <= share * rows <= row + 1 for share in shares)


@given(SHARES, st.floats(0, 1), st.integers(1, 60))
def test_the_current_hit_has_a_shape_of_its_own(
    shares: list[float], current: float, rows: int
) -> None:
    signs = Ticks([*shares, current], current).signs(rows)
    assert list(signs.values()).count(CURRENT) == 1
    assert signs[min(int(current * rows), rows - 1)] == CURRENT


def test_ticks_are_one_cell_wide() -> None:
    assert cell_width(TICK) == cell_width(CURRENT) == 1


async def test_ticks_are_painted_on_the_bar_and_the_grip_stays() -> None:
    async with bar(Ticks((0.05, 0.55, 0.95), 0.95, RED)) as (ticked, _):
        assert [strip.text.strip() for strip in ticked] == [
            TICK, "", "", "", "", TICK, "", "", "", CURRENT,
        ]  # fmt: skip
        meta = [
            segment.style.meta for strip in ticked for segment in strip if segment.style
        ]
        assert meta[0]["@mouse.down"] == "grab"
        assert meta[5]["@mouse.down"] == "scroll_down"
        grounds = [
            segment.style.bgcolor
            for strip in ticked
            for segment in strip
            if segment.style and segment.text.strip()
        ]
        assert grounds[0] != grounds[1] == grounds[2]


async def test_without_ticks_the_bar_is_as_ever() -> None:
    async with bar(Ticks()) as (bare, _):
        assert "".join(strip.text for strip in bare).strip() == ""


@pytest.mark.parametrize("current", [None, 0.5])
async def test_ticks_go_when_there_are_no_hits_any_more(current: float | None) -> None:
    async with bar(Ticks((0.1, 0.5), current)) as (_, pilot):
        scroll = pilot.app.query_one(VerticalScroll).vertical_scrollbar
        show_ticks(scroll, Ticks())
        await pilot.pause()
        cells = scroll.render_lines(Region(0, 0, scroll.size.width, 10))
        assert "".join(strip.text for strip in cells).strip() == ""
