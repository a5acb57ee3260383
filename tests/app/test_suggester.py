"""What is offered while a query is typed: by threads, and only the last answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from textual.app import App
from textual.pilot import Pilot

from tui.app.screens import suggester as module
from tui.app.screens.suggester import RECENT, Suggester
from tui.app.widgets.candidates import Suggestion
from tui.corpus.model import Page
from tui.index.library import Library
from tui.state import NAME, Searches


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "PAUSE", 0)
    return


@pytest.fixture
def library(pages: list[Page]) -> Library:
    return Library().add(pages)


class Asked:
    """A suggester, and what it answered and said."""

    def __init__(self, app: App[None], pilot: Pilot[None]) -> None:
        self.answers: list[list[Suggestion]] = []
        self.said: list[str] = []
        self.app, self._pilot = app, pilot
        self.suggester = Suggester(app.screen, self.answers.append, self.said.append)

    async def settle(self) -> None:
        while not all(worker.is_finished for worker in self.app.workers):
            await self._pilot.pause(0.01)
        await self._pilot.pause()

    async def ask(self, library: Library, typed: str) -> list[Suggestion]:
        self.suggester.ask(library, typed, len(typed))
        await self.settle()
        return self.answers[-1]


@asynccontextmanager
async def asked() -> AsyncIterator[Asked]:
    app: App[None] = App()
    async with app.run_test() as pilot:
        yield Asked(app, pilot)


async def test_pinyin_at_the_caret_is_answered_with_places_and_their_hits(
    library: Library,
) -> None:
    async with asked() as on:
        rows = await on.ask(library, "招商 gylu")
        assert rows == [Suggestion("工业路", "地名", 1, 3, 7)]


async def test_what_is_no_plain_word_is_quoted_and_takes_open_quotes_along() -> None:
    from tests.app.conftest import make_page

    library = Library().add([make_page("a.txt", "题", "去LIVE HOUSE。")])
    async with asked() as on:
        rows = await on.ask(library, '-"liveh')
        assert rows == [Suggestion('"LIVE HOUSE"', "原文", 1, 1, 7)]


async def test_nothing_fits_what_is_no_word(library: Library) -> None:
    async with asked() as on:
        assert await on.ask(library, "/招") == []
        assert await on.ask(library, "绝无此词") == []


async def test_an_empty_query_offers_saved_and_recent_searches(
    library: Library,
) -> None:
    searches = Searches.load()
    for query in ("项目", "绝无", "招商"):
        searches.remember(query)
    searches.save("绝无")
    searches.write()
    async with asked() as on:
        await on.ask(library, "  ")
        named = [("绝无", "藏", 0), ("招商", "近", 5), ("项目", "近", 3)]
        assert on.answers == [
            [Suggestion(text, note, None, 0, 2) for text, note, _ in named],
            [Suggestion(text, note, count, 0, 2) for text, note, count in named],
        ]


async def test_not_all_of_a_long_history_is_offered(library: Library) -> None:
    async with asked() as on:
        for number in range(2 * RECENT):
            on.suggester.searches.remember(str(number))
        assert len(await on.ask(library, "")) == RECENT


async def test_only_the_last_question_is_answered(library: Library) -> None:
    async with asked() as on:
        for typed in ("g", "gy", "gyl", "gylu"):
            on.suggester.ask(library, typed, len(typed))
        await on.settle()
        assert [[row.text for row in rows] for rows in on.answers] == [["工业路"]]


async def test_a_question_that_is_forgotten_is_not_answered(library: Library) -> None:
    async with asked() as on:
        on.suggester.ask(library, "gylu", 4)
        on.suggester.forget()
        await on.settle()
        assert on.answers == []


async def test_searches_are_remembered_and_saved_for_the_next_run() -> None:
    async with asked() as on:
        on.suggester.remember("招商")
        assert on.suggester.save("项目")
        assert on.suggester.save("街道")
        assert not on.suggester.save("项目")
        await on.settle()
        read = Searches.load()
        assert (read.history, read.saved) == (("招商",), ("街道",))
        assert on.said == []


async def test_what_is_wrong_with_the_file_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "jiedu"
    folder.mkdir(parents=True)
    (folder / NAME).write_bytes(b"\xff")
    async with asked() as on:
        assert on.suggester.searches.history == ()
        assert len(on.said) == 1
        assert NAME in on.said[0]


async def test_the_dictionary_is_loaded_once_and_learns_new_names(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with asked() as on:
        assert on.suggester.words is None
        on.suggester.load(library)
        on.suggester.load(library)
        await on.settle()
        words = on.suggester.words
        assert words is not None
        assert words.cut("工业路街道党工委")[0] == "工业路街道"
        rows = await on.ask(library, "zsyz")
        assert [(row.text, row.note) for row in rows] == [("招商引资", "词")]
        monkeypatch.setattr(type(words), "load", None)
        on.suggester.load(library)
        await on.settle()
        assert on.suggester.words is words


async def test_a_slow_answer_keeps_no_key_waiting(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = Event()

    def slow(*_arguments: object) -> list[Suggestion]:
        let_go.wait(10)
        return []

    monkeypatch.setattr(module, "_fitting", slow)
    async with asked() as on:
        on.suggester.ask(library, "gylu", 4)
        on.suggester.ask(library, "gy", 2)
        assert on.answers == []
        let_go.set()
        await on.settle()
        assert on.answers == [[]]
