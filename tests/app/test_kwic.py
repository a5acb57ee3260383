"""The concordance alone: hits in one column, whatever stands around them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.app.conftest import GONGYE, SHANGJIE
from tests.app.test_results import HOSTILE, painted, strips
from tui.app.render.cells import cell_width
from tui.app.render.visible import INVISIBLE
from tui.app.widgets.kwic import HITS, KwicList, _end, _name
from tui.app.widgets.row_list import MARGIN, RowList
from tui.corpus.model import Article, Page, Span
from tui.corpus.outline import ArticleId
from tui.index.concordance import Concordance, Line, Order
from tui.index.hits import Hit
from tui.index.library import Library


class Made(list[Line]):
    """Lines made by hand; the number of the last one is 0."""

    def number(self, at: int) -> int:
        return len(self) - 1 - at


def line(left: str, text: str, right: str, term: int = 0) -> Line:
    hit = Hit(ArticleId(0, 0), None, 0, len(left), 0, Span(0, 0), term)
    return Line(hit, left, text, right)


class KwicApp(App[None]):
    """Nothing but a concordance, and what it said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, int | None]] = []

    def compose(self) -> ComposeResult:
        yield KwicList()

    @on(RowList.Chosen, "KwicList")
    @on(RowList.Highlighted, "KwicList")
    @on(RowList.SortWanted, "KwicList")
    @on(KwicList.ExportWanted, "KwicList")
    def keep(self, event: RowList.Said) -> None:
        self.said.append((type(event).__name__, getattr(event, "number", None)))

    @property
    def kwic(self) -> KwicList:
        return self.query_one(KwicList)


@asynccontextmanager
async def kwic_of(
    lines: Made | Concordance | None,
    size: tuple[int, int] = (81, 10),
    articles: Callable[[ArticleId], Article] | None = None,
) -> AsyncIterator[tuple[KwicApp, Pilot[None]]]:
    app = KwicApp()
    async with app.run_test(size=size) as pilot:
        app.kwic.show(lines, articles)
        await pilot.pause()
        yield app, pilot


def column(width: int) -> int:
    """The cell at which hits start."""
    return len(MARGIN) + (width - len(MARGIN)) * HITS // 100


def hit_columns(kwic: KwicList) -> set[int]:
    """The cells at which the painted hits start."""
    found = set[int]()
    for strip in strips(kwic):
        cells = 0
        for segment in strip:
            if segment.style and segment.style.underline:
                found.add(cells)
            cells += segment.cell_length
    return found


LINES = Made(
    [
        line("", "招商", "引资提速。"),
        line("街道", "招商", "引资"),
        line("x" * 40, "LIVE\nHOUSE", "y" * 40),
        line("街" * 40, "招" * 60, "资" * 40),
    ]
)


@pytest.mark.parametrize("width", [40, 80, 120])
async def test_hits_start_in_one_column(width: int) -> None:
    async with kwic_of(LINES, (width + 1, 6)) as (app, _pilot):
        assert hit_columns(app.kwic) == {column(width)}
        assert painted(app.kwic)[1].endswith("街道招商引资")


async def test_a_hit_wider_than_its_side_is_cut_visibly() -> None:
    async with kwic_of(LINES) as (app, _pilot):
        assert painted(app.kwic)[3].endswith("招⋯")
        assert "LIVE␊HOUSEyyy" in painted(app.kwic)[2]


async def test_only_a_wide_list_says_where_a_hit_stands() -> None:
    article = Article("题", 0, 1, (), SHANGJIE, GONGYE)
    for width, named in [(99, False), (100, True)]:
        async with kwic_of(LINES, (width + 1, 6), lambda _id: article) as (app, _pilot):
            rows = painted(app.kwic)
            assert [row[2:].startswith("工业路街道  ") for row in rows[:4]] == [
                named
            ] * 4
            assert hit_columns(app.kwic) == {column(width)}


@pytest.mark.parametrize(
    ("article", "name"),
    [
        (Article("题", 0, 1, (), SHANGJIE, GONGYE, "党校"), "工业路街道"),
        (Article("题", 0, 1, (), SHANGJIE, unit="党校"), "党校"),
        (Article("题", 0, 1, (), SHANGJIE), "上街区"),
        (Article("题", 0, 1, ()), "题"),
        (Article("", 0, 1, ()), "（无标题）"),
    ],
)
def test_an_article_is_named_by_the_place_that_tells_most(
    article: Article, name: str
) -> None:
    assert _name(article) == name


@pytest.mark.parametrize("width", [1, 2, 3, 40, 80, 120])
async def test_whatever_a_text_is_made_of_a_row_is_as_wide_as_the_list(
    width: int,
) -> None:
    lines = Made([line(text, text or "招", text, 4) for text in HOSTILE])
    lines += Made([line(f"x{text}", text or "招", text, 4) for text in HOSTILE])
    article = Article(HOSTILE[0], 0, 1, ())
    async with kwic_of(lines, (width + 1, 20), lambda _id: article) as (app, _pilot):
        rows = strips(app.kwic)
        assert {row.cell_length for row in rows} == {width}
        assert not [each.text for each in rows if INVISIBLE.search(each.text)]


@given(st.text("招a\u0301"), st.integers(0, 9))
@example("a\u0301b", 1)
@example("e\u0301街\t\ufffd👍", 6)
def test_the_end_of_a_text_is_the_longest_that_fits(text: str, width: int) -> None:
    end = _end(text, width)
    assert text.endswith(end)
    assert cell_width(end) <= width
    if end != text:
        assert not end or cell_width(end[0])
        rest = text[: len(text) - len(end)]
        wider = next((each for each in reversed(rest) if cell_width(each)), "")
        assert not wider or cell_width(wider + end) > width


async def test_the_list_says_what_was_asked_for() -> None:
    async with kwic_of(LINES) as (app, pilot):
        await pilot.press("j", "enter", "o", "e")
        await pilot.click(KwicList, offset=(20, 3))
        assert app.said == [
            ("Highlighted", 2),
            ("Chosen", 2),
            ("SortWanted", None),
            ("ExportWanted", None),
            ("Highlighted", 0),
            ("Chosen", 0),
        ]


async def test_without_hits_it_says_so_and_offers_no_export() -> None:
    for lines in (None, Made()):
        async with kwic_of(lines) as (app, pilot):
            assert painted(app.kwic)[0] == "  没有找到"
            await pilot.press("e", "j", "enter")
            assert not app.said


async def test_export_is_offered_as_soon_as_there_are_hits() -> None:
    async with kwic_of(None) as (app, _pilot):
        assert "e" not in app.screen.active_bindings
        app.kwic.show(LINES)
        assert app.screen.active_bindings["e"].binding.description == "导出"


@pytest.mark.parametrize("order", Order)
async def test_a_search_shows_every_hit_in_each_order(
    pages: list[Page], order: Order
) -> None:
    library = Library().add(pages)
    lines = Concordance(library.find("招商"), order)
    async with kwic_of(lines, (121, 12), library.article) as (app, pilot):
        rows = painted(app.kwic)
        assert hit_columns(app.kwic) == {column(120)}
        for at, each in enumerate(lines):
            assert f"{each.left[-4:]}招商{each.right[:4]}" in rows[at]
        await pilot.press("j", "j", "enter")
        assert app.said[-1] == ("Chosen", lines.number(2))
