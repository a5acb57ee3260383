"""Lines and paragraphs closer or wider apart: by keys, and as the user chose."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.app.conftest import Start
from tests.app.pages import make_page
from tests.app.stage import reading
from tui.app.render.galley import Galley
from tui.app.render.typeset import Spacing
from tui.app.screens.main import MainScreen
from tui.app.widgets.side import ComparedSheet
from tui.corpus.model import Kind
from tui.settings import Settings

PAGE = make_page(
    (Kind.TITLE, "筑巢引凤"),
    (Kind.PARAGRAPH, "今年以来街道发挥带动作用。"),
    (Kind.PARAGRAPH, "另一段。"),
    (Kind.HEADING, "丰富方式"),
    (Kind.PARAGRAPH, "第三段。"),
)


def rows(spacing: Spacing, measure: int = 20) -> list[str]:
    """The rows below the title."""
    galley = Galley(PAGE, 0, measure, spacing=spacing)
    galley.settle(0, 0, 0, 1000)
    shown = []
    for y in range(galley.tops[1], galley.height):
        block, row = galley.row(y)
        text = galley.text(block)[row.start : row.stop]
        shown.append((" " * row.column + text).rstrip())
    return shown


FIRST = ["    今年以来街道发挥", "带动作用。"]


@pytest.mark.parametrize(
    ("spacing", "shown"),
    [
        (Spacing(), ["", *FIRST, "    另一段。", ""]),
        (Spacing(apart=True), ["", *FIRST, "", "    另一段。", ""]),
        (Spacing(lines=2), ["", FIRST[0], "", FIRST[1], "", "    另一段。", ""]),
        (
            Spacing(lines=2, apart=True),
            ["", FIRST[0], "", FIRST[1], "", "", "    另一段。", ""],
        ),
        (
            Spacing(indented=False),
            ["", "今年以来街道发挥带动", "作用。", "另一段。", ""],
        ),
    ],
)
def test_paragraphs_are_set_as_far_apart_as_is_wanted(
    spacing: Spacing, shown: list[str]
) -> None:
    assert rows(spacing)[: len(shown)] == shown


@pytest.mark.parametrize("ruby", [False, True])
@pytest.mark.parametrize("lines", [1, 2])
@pytest.mark.parametrize("apart", [False, True])
def test_every_character_is_found_on_its_row(
    lines: int, apart: bool, ruby: bool
) -> None:
    page = make_page(
        *((Kind.PARAGRAPH, "郏县与中牟县的街道，发展得很好。" * n) for n in (1, 3, 7))
    )
    spacing = Spacing(lines, apart)
    galley = Galley(page, 0, 20, ruby=ruby, spacing=spacing)
    galley.settle(0, 0, 0, 1000)
    for block in range(3):
        for offset in range(len(galley.text(block))):
            found, row = galley.row(galley.row_of(block, offset))
            assert found == block
            assert row.start <= offset < row.stop
    shown = (galley.row(y)[1] for y in range(galley.height))
    has_text = (row.start < row.stop for row in shown)
    assert lines == 1 or (True, True) not in pairwise(has_text)


async def test_keys_change_the_spacing_and_the_place_stays() -> None:
    async with reading() as stage:
        await stage.pilot.press("space", "space")
        place = stage.reader.position
        for keys, spacing in (
            ("s", Spacing(2)),
            ("S", Spacing(2, True)),
            ("I", Spacing(2, True, False)),
            ("s S I", Spacing()),
        ):
            await stage.pilot.press(*keys.split())
            assert stage.reader.spacing == spacing
            assert stage.reader.position == place
            assert stage.reader.is_visible(*place)


async def test_the_keys_are_seen_to_work() -> None:
    async with reading() as stage:
        before = stage.rows()
        await stage.pilot.press("s")
        assert stage.rows() != before
        assert "" in stage.rows()[4:8]


async def test_a_comparison_is_set_as_the_reader_is(start: Start) -> None:
    async with start() as pilot:
        await pilot.press("tab", "s", "c", "K", "c")
        await pilot.pause()
        sheets = [*pilot.app.screen.query(ComparedSheet)]
        assert [each.spacing for each in sheets] == [Spacing(2)] * 2
        await pilot.press("S")
        assert [each.spacing for each in sheets] == [Spacing(2, True), Spacing(2)]


async def test_the_users_spacing_is_used(start: Start) -> None:
    settings = Settings(line_spacing=2, paragraph_spacing=True, first_line_indent=False)
    async with start(settings=settings) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        assert main.reader.spacing == Spacing(2, True, False)
