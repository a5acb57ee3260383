"""What the status line says of reading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app.conftest import Start, make_page
from tui.app import words
from tui.app.following import follow
from tui.app.loader import Growth
from tui.app.render.cells import cell_width
from tui.app.screens.main import CorpusGrown, MainScreen
from tui.corpus.model import Page, Skipped
from tui.corpus.outline import Outline
from tui.corpus.reader import Source
from tui.corpus.remarks import About, Remark
from tui.watch import Changed

SKIPPED = [Skipped(f"{n}.txt", "没有权限；请检查") for n in range(5)]
BAD = [Remark(f"{n}.md：坏的", About.UNDECODABLE) for n in "123"]
MORE = Remark("还有", About.UNDECODABLE, 140)
SAID = [Remark("a.toml: 不认识", About.SAID), "缓存写不了"]


def growth(skipped: Sequence[Skipped] = (), remarks: Sequence[str] = ()) -> Growth:
    return Growth((), Outline(), skipped, None, 1, 1, remarks)


@pytest.mark.parametrize(
    ("skipped", "remarks", "told"),
    [
        ([], [], ""),
        (SKIPPED[:1], [], "跳过 1 个文件：0.txt 没有权限；请检查"),
        ([], SAID[1:], "缓存写不了"),
        ([], BAD[:2], "坏字节 2 页，详见 jiedu check：1.md：坏的"),
        (
            SKIPPED,
            [*SAID, *BAD, MORE, Remark("", About.EMPTY)],
            "跳过 5 个文件、坏字节 143 页、没有文字 1 页、提示 2 条，"
            "详见 jiedu check：0.txt 没有权限；请检查",
        ),
    ],
)
def test_of_several_things_there_are_the_kinds_the_way_to_them_and_the_first(
    skipped: Sequence[Skipped], remarks: Sequence[str], told: str
) -> None:
    assert words.of_remarks(growth(skipped, remarks)) == told


def test_with_all_kinds_the_way_to_them_is_on_a_screen_of_80_cells() -> None:
    every = [*SAID, *BAD, MORE, Remark("", About.EMPTY)]
    told = words.of_remarks(growth(SKIPPED * 100, every))
    assert cell_width(told[: told.index("check") + 5]) <= 78


def test_what_has_been_told_is_not_told_again() -> None:
    assert words.of_remarks(growth(SKIPPED), SKIPPED) == ""
    told = words.of_remarks(growth(SKIPPED), SKIPPED[:4])
    assert told == "跳过 1 个文件：4.txt 没有权限；请检查"


def main_of(pilot: Pilot[None]) -> MainScreen:
    main = pilot.app.screen
    assert isinstance(main, MainScreen)
    return main


def source(name: str) -> Source:
    return Source(Path(name), name)


async def change(pilot: Pilot[None], read: Page | Skipped, changed: Changed) -> str:
    """What the status line says when a file has changed."""
    main = main_of(pilot)
    assert main.growth is not None
    main.status.hush()
    (grown,) = follow(main.growth, [changed], lambda _source: read)
    main.post_message(CorpusGrown(grown))
    await pilot.pause()
    return main.status.left


async def test_a_file_that_changes_for_the_worse_is_told(start: Start) -> None:
    refused = Skipped("x.txt", "没有权限")
    async with start(make_page("a.txt", "题", "文"), refused) as pilot:
        main = main_of(pilot)
        assert "x.txt" in main.status.left
        bad = Skipped("a.txt", "不是文本文件")
        told = await change(pilot, bad, Changed((source("a.txt"),), (), ()))
        assert told == "a.txt 读不出了，显示的还是先前的：不是文本文件"
        assert "x.txt" not in told
        new = Skipped("b.txt", "不是文本文件")
        told = await change(pilot, new, Changed((), (source("b.txt"),), ()))
        assert told == "跳过 1 个文件：b.txt 不是文本文件"
        good = make_page("a.txt", "题", "新的")
        told = await change(pilot, good, Changed((source("a.txt"),), (), ()))
        assert "跳过" not in told
