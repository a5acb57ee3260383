"""Opening the same pages again: one goes on where one was."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest
from textual.events import MouseScrollDown
from textual.pilot import Pilot

from tui.app.app import JieduApp
from tui.app.places import Place
from tui.app.screens.compare import CompareScreen
from tui.app.screens.main import MainScreen
from tui.app.screens.news import READ
from tui.app.travels import Travels
from tui.corpus.model import Page, Skipped
from tui.corpus.outline import ArticleId
from tui.corpus.reader import Source, find, load
from tui.state.corpus import CorpusState


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in "abc":
        text = (
            f"上街区工业路街道{name}项目开工\n\n"
            + "街道干部走访企业，了解情况，送去政策，办好实事，企业都说好。\n\n" * 40
        )
        (pages / f"{name}.txt").write_text(text, encoding="utf-8")
    return pages


@asynccontextmanager
async def opened(
    folder: Path, find_: str | None = None, size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Pilot[None]]:
    app = JieduApp(find([folder]).sources, load, [folder], find=find_)
    async with app.run_test(size=size) as pilot:
        while app._early is not None:
            await pilot.pause()
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


class Slow(NamedTuple):
    """An app whose last page is still being read."""

    pilot: Pilot[None]
    read_on: Callable[[], None]


@asynccontextmanager
async def opening(folder: Path) -> AsyncIterator[Slow]:
    """It has loaded what is remembered."""
    sources, gate = find([folder]).sources, Event()

    def load_late(source: Source) -> Page | Skipped:
        if source.name == sources[-1].name:
            gate.wait()
        return load(source)

    app = JieduApp(sources, load_late, [folder])
    async with app.run_test(size=(100, 30)) as pilot:
        try:
            while app.main.memory is None:
                await pilot.pause()
            yield Slow(pilot, gate.set)
        finally:
            gate.set()


def main_of(pilot: Pilot[None]) -> MainScreen:
    screen = pilot.app.screen
    assert isinstance(screen, MainScreen)
    return screen


async def test_place_query_and_marks_come_back(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("tab", "J", "space", "m", "k", "slash", *"走访", "enter", "n")
        place = main_of(pilot).desk.place
        assert place is not None
        await pilot.press("Q")
    async with opened(folder) as pilot:
        main = main_of(pilot)
        assert main.desk.shown == place.id
        assert main.query_bar.value == "走访"
        assert main.search is not None
        assert len(main.search.hits) == 120
        assert main.marks["k"].id == place.id
        await pilot.press("g", "apostrophe", "k")
        assert main.reader.scroll_offset.y > 0


async def test_open_branches_and_orders_come_back(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("g", "l", "l", "slash", *"走访", "enter", "r")
        await pilot.press("o", "tab")
        tree = main_of(pilot).corpus_tree
        rows, branches = len(tree._rows), tree.branches
        assert branches
        await pilot.press("Q")
    async with opened(folder) as pilot:
        main = main_of(pilot)
        assert main.corpus_tree.branches == branches
        assert len(main.corpus_tree._rows) == rows
        assert main._sort == "place"


@pytest.mark.parametrize(
    ("keys", "pane", "shown"),
    [
        ("tab", "Reader", "Reader"),
        ("tab tab", "CorpusTree", "Reader"),
        ("tab slash 走 访 enter r", "ResultList", "ResultList"),
        ("tab slash 走 访 enter w tab", "CorpusTree", "KwicList"),
        ("tab v", "RawView", "RawView"),
        ("tab slash 走 访", "Reader", "Reader"),
    ],
)
async def test_the_panes_come_back(
    folder: Path, keys: str, pane: str, shown: str
) -> None:
    async with opened(folder) as pilot:
        await pilot.press(*keys.split())
        main_of(pilot).keep_now()
    async with opened(folder) as pilot:
        main = main_of(pilot)
        assert type(main.focused).__name__ == pane
        assert main.query_one(shown).is_on_screen
        if shown == "ResultList":
            assert main.desk.results.length == 3


async def test_a_hidden_tree_stays_hidden(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("z", "Q")
    async with opened(folder) as pilot:
        assert not main_of(pilot).corpus_tree.is_on_screen
        await pilot.press("z", "Q")
    async with opened(folder) as pilot:
        assert main_of(pilot).corpus_tree.is_on_screen


async def test_a_comparison_comes_back_where_it_was(folder: Path) -> None:
    async with opened(folder) as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "c", "J", "c", "space", "space")
        assert main.comparison is not None
        places = main.comparison.places
        assert places[0].passage > 5
        assert places[0].id != places[1].id
        main.keep_now()
    async with opened(folder) as pilot:
        main = pilot.app.screen_stack[0]
        assert isinstance(main, MainScreen)
        assert main.comparison is pilot.app.screen
        assert main.comparison.places == places
        await pilot.press("q")
        assert main_of(pilot).desk.shown == places[1].id
        await pilot.press("Q")
    async with opened(folder) as pilot:
        assert main_of(pilot).comparison is None


@pytest.mark.parametrize(
    ("keys", "is_released"),
    [
        ("equals_sign space space tab ctrl+d", True),
        ("equals_sign tab G", True),
        ("tab space space j", False),
    ],
)
async def test_both_sides_come_back_exactly_in_step_or_not(
    folder: Path, keys: str, is_released: bool
) -> None:
    (folder / "b.txt").write_text(
        "上街区工业路街道b项目开工\n\n" + "街道干部走访企业，都说好。\n\n" * 90,
        encoding="utf-8",
    )
    async with opened(folder) as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "c", "J", "c", *keys.split())
        await settled(pilot)
        assert main.comparison is not None
        places = main.comparison.places
        main.keep_now()
    async with opened(folder) as pilot:
        comparison = pilot.app.screen
        assert isinstance(comparison, CompareScreen)
        assert comparison.in_step.is_released is is_released
        assert comparison.places == places
        tops = [each.sheet.visible_rows[0] for each in comparison.sides]
        assert all(tops) is ("G" not in keys)
        await pilot.press("g")
        await settled(pilot)
        moved = [each.sheet.visible_rows[0] for each in comparison.sides]
        assert moved == ([0, tops[1]] if is_released else [0, 0])


async def test_what_is_new_and_what_was_read_shows_in_the_tree(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.screens.news.LEAST", 0.0)
    monkeypatch.setattr("tui.app.screens.news.MOST", 0.0)
    async with opened(folder) as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "G")
        assert main.desk.shown is not None
        assert "+" not in signs(pilot), "nothing is new the first time"
        assert signs(pilot).count("\u2713") == 1
        await pilot.press("U")
        assert "没有新来的" in main.status.left
        await pilot.press("Q")
    text = "上街区工业路街道新项目开工\n\n" + "街道干部走访企业。\n\n" * 60
    (folder / "d.txt").write_text(text, encoding="utf-8")
    async with opened(folder) as pilot:
        main = main_of(pilot)
        assert (signs(pilot).count("\u2713"), signs(pilot).count("+")) == (1, 1)
        await pilot.press("U")
        assert main.growth is not None
        assert main.desk.shown is not None
        assert main.growth.pages[main.desk.shown.page].source == "d.txt"


def signs(pilot: Pilot[None]) -> str:
    """What stands at the left of the tree's rows."""
    tree = main_of(pilot).corpus_tree
    return "".join(tree.render_line(y).text[:1] for y in range(len(tree._rows)))


async def test_what_was_asked_for_comes_before_what_is_remembered(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("tab", "J", "J", "Q")
    async with opened(folder, find_="a项目") as pilot:
        main = main_of(pilot)
        assert main.search is not None
        assert main.search.place is not None
        assert main.desk.shown == main.search.place.id


async def test_what_is_remembered_is_on_the_disk_before_the_end(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("tab", "J", "space")
        main = main_of(pilot)
        main._keep()
        await pilot.app.workers.wait_for_complete()
        anchor = CorpusState.load([folder]).session.place
        assert anchor is not None
        assert main.growth is not None
        assert main.desk.shown is not None
        assert anchor.source == main.growth.pages[main.desk.shown.page].source


async def at_c(folder: Path) -> None:
    """Someone read in the last page."""
    async with opened(folder) as pilot:
        await pilot.press("tab", "J", "J", "space", "m", "k", "slash", *"企业", "enter")
        assert source_of(pilot) == "c.txt"
        await pilot.press("Q")


def source_of(pilot: Pilot[None]) -> str:
    main = main_of(pilot)
    assert main.growth is not None
    assert main.desk.shown is not None
    return main.growth.pages[main.desk.shown.page].source


async def read_all(slow: Slow) -> None:
    slow.read_on()
    await settled(slow.pilot)


async def test_one_is_taken_to_the_last_place_when_its_page_is_read(
    folder: Path,
) -> None:
    await at_c(folder)
    async with opening(folder) as slow:
        assert source_of(slow.pilot) == "a.txt"
        await read_all(slow)
        assert source_of(slow.pilot) == "c.txt"
        assert main_of(slow.pilot).query_bar.value == "企业"


async def press_key(pilot: Pilot[None]) -> None:
    await pilot.press("tab", "space")


async def turn_wheel(pilot: Pilot[None]) -> None:
    reader = main_of(pilot).reader
    x, y = reader.region.offset
    no = False
    event = MouseScrollDown(reader, x + 1, y + 1, 0, 0, 0, no, no, no)
    pilot.app.post_message(event)
    await pilot.pause()


@pytest.mark.parametrize("use", [press_key, turn_wheel])
async def test_who_reads_already_is_not_moved_and_loses_nothing(
    folder: Path, use: Callable[[Pilot[None]], object]
) -> None:
    await at_c(folder)
    async with opening(folder) as slow:
        await use(slow.pilot)  # type: ignore[misc]
        await read_all(slow)
        main = main_of(slow.pilot)
        assert source_of(slow.pilot) == "a.txt"
        assert "Ctrl+o 回到上次读到的《上街区工业路街道c项目开工》" in main.status.left
        assert "k" in main.marks
        await slow.pilot.press("ctrl+o")
        assert source_of(slow.pilot) == "c.txt"
        assert main.reader.scroll_offset.y > 0


async def test_who_leaves_while_pages_are_read_loses_nothing(folder: Path) -> None:
    await at_c(folder)
    before = CorpusState.load([folder]).session
    async with opening(folder) as slow:
        main_of(slow.pilot).keep_now()
        assert CorpusState.load([folder]).session == before
        await slow.pilot.press("tab", "space", "Q")
    after = CorpusState.load([folder])
    assert after.session.place is not None
    assert after.session.place.source == "a.txt"
    assert after.session.jumps[-1] == before.place
    assert "k" in after.marks


async def test_the_first_row_and_the_current_hit_come_back(folder: Path) -> None:
    async with opened(folder) as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "slash", *"走访", "enter", "n", "n", "n", "j")
        assert main.search is not None
        top, current = main.reader.position, main.search.current
        assert main.desk.place is not None
        assert main.desk.place[1:] != top, "a cursor or hit stands further down"
        main.keep_now()
    async with opened(folder) as pilot:
        main = main_of(pilot)
        assert main.reader.position == top
        assert main.search is not None
        assert main.search.current == current


async def test_the_looks_come_back_but_for_those_of_the_settings(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("tab", "minus", "L", "i", "x", "s")
        looks = main_of(pilot).looks
        await pilot.press("Q")
    kept = CorpusState.load([folder]).session.looks
    assert set(kept) == {"measure", "source", "ruby", "script", "lines"}
    async with opened(folder) as pilot:
        assert main_of(pilot).looks == looks
        await pilot.press("x")
        assert main_of(pilot).looks["script"] == 2


async def test_a_second_reader_keeps_the_first_ones_marks(folder: Path) -> None:
    async with opened(folder) as pilot:
        await pilot.press("tab", "m", "k")
        await settled(pilot)
        other = CorpusState.load([folder])
        anchor = replace(other.marks["k"], offset=2, quote="区工业")
        other.mark("k", anchor)
        other.mark("l", anchor)
        other.write()
        await pilot.press("J", "m", "n", "g")
        await settled(pilot)
        main = main_of(pilot)
        assert {**CorpusState.load([folder]).marks, "n": None} == {
            "k": anchor,
            "l": anchor,
            "n": None,
        }
        assert main.marks["k"].offset == main.marks["l"].offset == 2


async def test_a_mark_that_could_not_be_written_is_not_called_set(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    async with opened(folder, size=(40, 10)) as pilot:
        await pilot.press("tab", "m", "k")
        await settled(pilot)
        main = main_of(pilot)
        assert main.status.left.startswith("笔记和阅读位置只保留到退出：上级不是")
        assert "k" in main.marks
        await pilot.press("Q")
        assert str(tmp_path / "file") in main.farewell[0]


async def test_pages_that_join_are_told_of_and_gone_to(folder: Path) -> None:
    async with opened(folder) as pilot:
        main = main_of(pilot)
        text = "上街区工业路街道新项目开工\n\n" + "街道干部走访企业。\n\n" * 60
        (folder / "d.txt").write_text(text, encoding="utf-8")
        while main.growth is None or len(main.growth.pages) < 4:
            await pilot.pause(0.05)
        await settled(pilot)
        assert main.status.left == "新来 1 篇，U 去看"
        await pilot.press("U")
        assert source_of(pilot) == "d.txt"


async def test_an_article_is_read_when_one_stayed_to_its_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "0.txt").write_text(
        "上街区工业路街道短讯\n\n干部走访。", encoding="utf-8"
    )
    monkeypatch.setattr("tui.app.screens.news.LEAST", 1000.0)
    async with opened(folder) as pilot:
        await pilot.press("tab", "g", "J", "K")
        main = main_of(pilot)
        assert main.is_read_to_the_end
        assert READ not in signs(pilot), "one only came by"
        monkeypatch.setattr("tui.app.screens.news.LEAST", 0.0)
        monkeypatch.setattr("tui.app.screens.news.MOST", 0.0)
        main.see_read()
        assert signs(pilot).count(READ) == 1
        await pilot.press("u")
        main.see_read()
        assert READ not in signs(pilot), "it stays unread while one is there"
        await pilot.press("u")
        assert signs(pilot).count(READ) == 1


async def test_what_was_read_is_kept_though_nothing_moves(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.screens.news.LEAST", 0.0)
    monkeypatch.setattr("tui.app.screens.news.MOST", 0.0)
    async with opened(folder) as pilot:
        await pilot.press("tab", "G")
        main = main_of(pilot)
        main._keep()
        await settled(pilot)
        read = CorpusState.load([folder]).read
        await pilot.press("u")
        main._keep()
        await settled(pilot)
        assert (len(read), len(CorpusState.load([folder]).read)) == (1, 0)


def test_the_jumps_of_this_time_stand_behind_those_of_the_last() -> None:
    a, b, c = (Place(ArticleId(0, 0), 0, offset) for offset in range(3))
    earlier = Travels((a, b), 1)
    assert Travels().behind(earlier) == earlier
    assert Travels((b, c), 1).behind(earlier) == Travels((a, b, c), 2)
