"""The row of keywords alone."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tui.app.widgets.keyword_line import KeywordLine

WORDS = ("工业路街道", "招商引资", "项目", "营商环境", "上街区", "企业家")


class LineApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.wanted: list[str] = []

    def on_keyword_line_wanted(self, event: KeywordLine.Wanted) -> None:
        self.wanted.append(event.word)

    def compose(self) -> ComposeResult:
        yield KeywordLine()

    @property
    def line(self) -> KeywordLine:
        return self.query_one(KeywordLine)

    @property
    def shown(self) -> list[str]:
        return self.line.render_line(0).text.split()[1:]


@pytest.mark.parametrize("width", [20, 31, 40, 50, 80])
async def test_words_are_whole_and_the_chosen_one_is_in_sight(width: int) -> None:
    app = LineApp()
    async with app.run_test(size=(width, 3)) as pilot:
        app.line.words = WORDS
        app.line.focus()
        for key, chosen in zip(
            "l" * 5 + "h" * 6, (*WORDS, *WORDS[-2::-1]), strict=True
        ):
            assert {*app.shown} <= {*WORDS}
            assert chosen in app.shown
            assert app.line.words[app.line.chosen] == chosen
            assert app.line.render_line(0).cell_length == app.line.size.width
            await pilot.press(key)


async def test_a_click_searches_the_word_below_the_mouse() -> None:
    app = LineApp()
    async with app.run_test(size=(40, 3)) as pilot:
        app.line.words = WORDS
        app.line.focus()
        await pilot.press(*"lllll")
        first = app.shown[0]
        assert first != WORDS[0]
        await pilot.click(KeywordLine, offset=(1 + 8 + 1, 0))
        assert app.wanted == [first]
