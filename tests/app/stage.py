"""A reader alone on the screen, for tests of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from rich.style import Style
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from tests.app.pages import make_page
from tui.app.widgets.reader import Reader
from tui.corpus.model import Kind, Page

SENTENCE = "今年以来,工业路街道充分发挥重大产业项目带动作用。"
PAGE = make_page(
    (Kind.BANNER, "五星支部创建进行时"),
    (Kind.TITLE, "筑巢引凤兴产业"),
    (Kind.PARAGRAPH, SENTENCE * 8),
    (Kind.HEADING, "丰富方式"),
    (Kind.PARAGRAPH, SENTENCE * 12),
    (Kind.HEADING, "打牢基础"),
    (Kind.PARAGRAPH, SENTENCE * 30),
    (Kind.TITLE, "另一篇"),
    (Kind.PARAGRAPH, SENTENCE),
    articles=[0, 7],
)


class ReaderApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.moves: list[tuple[int, int]] = []
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield Reader()

    def on_sheet_moved(self, event: Reader.Moved) -> None:
        self.moves.append(event.sheet.position)

    def on_selecting_copied(self, event: Reader.Copied) -> None:
        self.said.append(event)

    def on_labelling_jumped(self, event: Reader.Jumped) -> None:
        self.said.append(event)


class Stage(NamedTuple):
    app: ReaderApp
    pilot: Pilot[None]
    reader: Reader

    def rows(self) -> list[str]:
        """The rows on screen as text."""
        height = self.reader.size.height
        return [self.reader.render_line(y).text.rstrip() for y in range(height)]

    def styles(self, word: str) -> set[Style]:
        """The styles in which the pieces that equal a word are on screen."""
        strips = map(self.reader.render_line, range(self.reader.size.height))
        segments = (segment for strip in strips for segment in strip)
        styles = [each.style or Style() for each in segments if each.text == word]
        return {style.clear_meta_and_links() for style in styles}


@asynccontextmanager
async def reading(
    page: Page = PAGE, number: int = 0, size: tuple[int, int] = (80, 12)
) -> AsyncIterator[Stage]:
    app = ReaderApp()
    async with app.run_test(size=size) as pilot:
        reader = app.query_one(Reader)
        reader.show(page, number)
        reader.focus()
        await pilot.pause()
        yield Stage(app, pilot, reader)
