from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tests.app.conftest import Start
from tests.app.pages import make_page
from tui.app.screens.main import MainScreen
from tui.app.widgets.sticky import StickyLine, progress_words, section_words
from tui.corpus.model import Article, Kind, Section

PAGE = make_page(
    (Kind.TITLE, "筑巢引凤"),
    (Kind.PARAGRAPH, "开头。"),
    (Kind.HEADING, "丰富方式"),
    (Kind.PARAGRAPH, "段。"),
    (Kind.HEADING, "外出招商"),
    (Kind.PARAGRAPH, "段。"),
    (Kind.HEADING, "以商招商"),
    (Kind.PARAGRAPH, "段。"),
    (Kind.HEADING, "打牢基础"),
    (Kind.PARAGRAPH, "段。"),
    nested=[4, 6],
)


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        (0, ()),
        (1, ()),
        (2, ()),
        (3, ("丰富方式",)),
        (4, ("丰富方式",)),
        (5, ("丰富方式", "外出招商")),
        (6, ("丰富方式",)),
        (7, ("丰富方式", "以商招商")),
        (8, ()),
        (9, ("打牢基础",)),
    ],
)
def test_a_passage_stands_under_headings(passage: int, words: tuple[str, ...]) -> None:
    assert section_words(PAGE.articles[0], passage) == words


def test_a_heading_that_opens_its_paragraph_is_told_there() -> None:
    sections = (Section("改造老旧小区", 1, True, 1, 2), Section(None, 1, False, 2, 3))
    article = Article("", 0, 3, sections)
    assert section_words(article, 1) == ("改造老旧小区",)


@pytest.mark.parametrize(
    ("done", "total", "words"),
    [
        (0, 0, ""),
        (0, 2000, "0% · 还需 4 分钟"),
        (1499, 2000, "75% · 还需 2 分钟"),
        (1500, 2000, "75% · 还需 1 分钟"),
        (2000, 2000, "100%"),
        (0, 30_000, "0% · 还需 1 小时"),
        (0, 341_000, "0% · 还需 11.4 小时"),
    ],
)
def test_progress_is_a_share_and_the_time_that_is_left(
    done: int, total: int, words: str
) -> None:
    assert progress_words(done, total) == words


async def test_the_line_shows_headings_and_progress() -> None:
    class StickyApp(App[None]):
        def compose(self) -> ComposeResult:
            yield StickyLine()

    async with StickyApp().run_test(size=(40, 3)) as pilot:
        line = pilot.app.query_one(StickyLine)
        line.show(("丰富方式", "[red]外出\x1b招商"), "75%")
        await pilot.pause()
        assert line.render_line(0).text == "丰富方式 › [red]外出␛招商          75%"
        line.show((), "")
        assert line.render_line(0).text.strip() == ""


@pytest.mark.parametrize("raw", [False, True])
async def test_the_progress_is_that_of_what_is_seen_at_any_size(
    start: Start, raw: bool
) -> None:
    async with start(size=(90, 30)) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        await pilot.press("tab", "space")
        before = main.desk.sticky.right
        if raw:
            await pilot.press("v")
        await pilot.resize_terminal(90, 20)
        await pilot.pause()
        if raw:
            await pilot.press("v")
            await pilot.pause()
        ruler, told = main._ruler, main.desk.sticky.right
        assert ruler is not None
        assert told == progress_words(ruler.at(*main.reader.end), ruler.length)
        assert told != before
