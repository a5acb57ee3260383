"""A small corpus for tests of the screen: real files, structure made by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from itertools import pairwise
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerFailed

from tests.app.idle import wait_for_idle
from tests.app.once import learning_once, parsing_once
from tui.app.app import JieduApp
from tui.corpus.model import Article, Kind, Page, Passage, Place, Section, Skipped, Span
from tui.corpus.reader import Source
from tui.index.words import Words
from tui.settings import Settings

ZHONGYUAN = Place("410102", "中原区")
SHANGJIE = Place("410106", "上街区")
XUSHUI = Place("410102014", "须水街道")
GONGYE = Place("410106002", "工业路街道")

NOTHING_CHOSEN = Settings()

Corpus = dict[str, Page]
Start = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


def make_page(
    source: str,
    title: str,
    *parts: str,
    district: Place | None = None,
    office: Place | None = None,
) -> Page:
    """A page of one article. A part that starts with # is a heading."""
    lines = [title, *(part.lstrip("#") for part in parts)]
    kinds = [Kind.TITLE, *map(_kind, parts)]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    passages = tuple(
        Passage(kind, (Span(start, start + len(line)),))
        for kind, line, start in zip(kinds, lines, starts, strict=False)
    )
    opens = [1] + [n for n, kind in enumerate(kinds) if kind is Kind.HEADING and n > 1]
    sections = tuple(
        Section(
            lines[first] if kinds[first] is Kind.HEADING else None,
            level=1,
            run_in=False,
            first=first,
            last=last,
        )
        for first, last in pairwise([*opens, len(lines)])
        if first < last
    )
    article = Article(title, 0, len(lines), sections, district, office)
    text = "\n".join(lines) + "\n"
    return Page(source, text, tuple(starts[:-1]), passages, (article,))


def _kind(part: str) -> Kind:
    return Kind.HEADING if part.startswith("#") else Kind.PARAGRAPH


@pytest.fixture(scope="session")
def load_words(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Words]:
    """Loads jieba's words, without the names of another test; its dictionary is read
    once: that takes half a second."""
    load, folder = Words.load, tmp_path_factory.mktemp("cache")
    load(folder=folder)
    return lambda *_args, **_more: load(folder=folder)


@pytest.fixture(scope="session")
def words(load_words: Callable[..., Words]) -> Words:
    """jieba's words, for tests that add none."""
    return load_words()


@pytest.fixture(scope="session")
def known() -> list[tuple[str, object]]:
    """What stands in for what else each test would wait for anew."""
    return [
        ("textual.pilot.wait_for_idle", wait_for_idle),
        ("textual.app.wait_for_idle", wait_for_idle),
        ("textual.css.stylesheet.Stylesheet._parse_rules", parsing_once()),
        ("tui.index.vocabulary.Vocabulary.learn", learning_once()),
    ]


@pytest.fixture(autouse=True)
def _quickly(known: list[tuple[str, object]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Only here: other tests are to see the program as it is."""
    for name, stand_in in known:
        monkeypatch.setattr(name, stand_in)


@pytest.fixture(autouse=True)
def _at_home(
    load_words: Callable[..., Words], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is read from the user's own folders, or written there or here; and what
    is said stands until it is looked at, however slow the machine."""
    monkeypatch.setattr("tui.app.widgets.line.NOTICE", 1000.0)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(Words, "load", load_words)


@pytest.fixture
def pages() -> list[Page]:
    """Three articles; in reading order: 须水 (b), 工业路 (a), and one unplaced (c)."""
    filler = [f"第{number}段，街道干部走访企业，了解情况。" * 5 for number in range(12)]
    return [
        make_page(
            "a.txt",
            "工业路街道筑巢引凤",
            "街道把招商放在首位，招商引资提速。",
            *filler,
            "#着力提升招商实效",
            "外出招商八次，引进项目两个。",
            district=SHANGJIE,
            office=GONGYE,
        ),
        make_page(
            "b.txt",
            "须水街道建设产业园",
            "#以项目为王",
            "园区招商引资，项目落地。",
            *filler,
            "#以服务为本",
            "网格员上门服务。",
            district=ZHONGYUAN,
            office=XUSHUI,
        ),
        make_page("c.txt", "[/街道] 标题里有记号", "正文里有 \x1b[2J 控制字符。"),
    ]


@pytest.fixture
def start(pages: list[Page]) -> Start:
    """Open the app on the pages, or on others; the corpus is read when it yields."""

    @asynccontextmanager
    async def open_app(
        *shown: Page | Skipped,
        size: tuple[int, int] = (100, 30),
        find: str | None = None,
        at: str | None = None,
        settings: Settings = NOTHING_CHOSEN,
        problems: Sequence[str] = (),
    ) -> AsyncIterator[Pilot[None]]:
        corpus = {str(at): page for at, page in enumerate(shown or pages)}
        app = JieduApp(
            [Source(Path(), name) for name in corpus],
            lambda source: corpus[source.name],
            settings=settings,
            find=find,
            at=at,
            problems=problems,
        )
        async with app.run_test(size=size) as pilot:
            while app._early is not None:
                await pilot.pause()
            with suppress(WorkerFailed):
                await app.workers.wait_for_complete()
            await pilot.pause()
            yield pilot

    return open_app
