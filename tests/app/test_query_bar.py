"""The query line alone: editing, and where the terminal's cursor stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset

from tui.app.render.cells import cell_width
from tui.app.widgets.fit import ELLIPSIS, fit
from tui.app.widgets.query_bar import QueryBar


class BarApp(App[None]):
    def compose(self) -> ComposeResult:
        yield QueryBar()

    @property
    def bar(self) -> QueryBar:
        return self.query_one(QueryBar)


@pytest.mark.parametrize(
    ("keys", "value", "caret"),
    [
        ("a space b", "a b", 3),
        ("a left b", "ba", 1),
        ("a b left backspace", "b", 0),
        ("a b left ctrl+h", "b", 0),
        ("a b home delete", "b", 0),
        ("a b ctrl+a ctrl+d", "b", 0),
        ("a b home end c", "abc", 3),
        ("a b ctrl+a ctrl+e c", "abc", 3),
        ("a b left right right right", "ab", 2),
        ("a space b c ctrl+w", "a ", 2),
        ("a space b space ctrl+w", "a ", 2),
        ("a b ctrl+u", "", 0),
        ("backspace delete ctrl+w left", "", 0),
    ],
)
async def test_editing(keys: str, value: str, caret: int) -> None:
    app = BarApp()
    async with app.run_test(size=(30, 3)) as pilot:
        await pilot.press(*keys.split())
        assert (app.bar.value, app.bar.caret) == (value, caret)


async def test_the_terminals_cursor_stands_at_the_caret() -> None:
    """An input method opens its window there; a Chinese character takes two cells."""
    app = BarApp()
    async with app.run_test(size=(30, 3)) as pilot:
        app.bar.insert("街道x")
        await pilot.pause()
        assert app.cursor_position == Offset(1 + 1 + 5, 0)
        await pilot.press("left", "left")
        assert app.cursor_position == Offset(1 + 1 + 2, 0)


async def test_a_long_query_scrolls_and_keeps_the_caret_in_sight() -> None:
    app = BarApp()
    async with app.run_test(size=(20, 3)) as pilot:
        for text in "招商引资" * 8:
            app.bar.insert(text)
            await pilot.pause()
            assert app.bar.render_line(0).cell_length == app.bar.size.width
            assert app.cursor_position.x < app.bar.region.right
        assert app.bar.render_line(0).text.rstrip().endswith("招商引资")


@pytest.mark.parametrize(
    ("pasted", "value"),
    [
        ("招\x1b[2J商", "招\x1b[2J商"),
        ("\n依托中关\n\n　村e谷\n", "依托中关村e谷"),
        ("LIVE\r\nHOUSE\r\n音乐", "LIVE HOUSE音乐"),
        ("招商 引资", "招商 引资"),
        ("招" * 2000, "招" * 1000),
    ],
)
async def test_a_paste_becomes_one_line(pasted: str, value: str) -> None:
    app = BarApp()
    async with app.run_test(size=(30, 3)) as pilot:
        app.bar.post_message(events.Paste(pasted))
        await pilot.pause()
        assert app.bar.value == value
        assert "\x1b" not in app.bar.render_line(0).text


async def test_who_does_not_type_sees_the_start_of_a_long_query() -> None:
    app = BarApp()
    async with app.run_test(size=(20, 3)) as pilot:
        app.bar.show("区:中原区 街道:中原西路街道 招商")
        app.screen.set_focus(None)
        await pilot.pause()
        shown = app.bar.render_line(0).text.rstrip()
        assert shown.startswith("/区:中原区")
        assert shown.endswith(ELLIPSIS)


@pytest.mark.parametrize(("cell", "caret"), [(0, 0), (2, 0), (4, 1), (6, 2), (20, 2)])
async def test_a_click_puts_the_caret_there(cell: int, caret: int) -> None:
    app = BarApp()
    async with app.run_test(size=(30, 3)) as pilot:
        app.bar.show("街道")
        await pilot.click(QueryBar, offset=(cell, 0))
        assert app.bar.caret == caret


@given(st.text(), st.integers(0, 20))
def test_fit_keeps_to_its_cells_and_loses_no_more_than_it_must(
    text: str, width: int
) -> None:
    fitted = fit(text, width)
    assert cell_width(fitted) <= width
    if fitted != text and width:
        kept = fitted.removesuffix(ELLIPSIS)
        assert text.startswith(kept)
        assert cell_width(text[: len(kept) + 1]) > width - 1
