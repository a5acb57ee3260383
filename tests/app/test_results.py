"""The list of results alone, and with it what every list of rows does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from tests.app.conftest import GONGYE, SHANGJIE
from tui.app.render.cells import cell_width
from tui.app.render.visible import INVISIBLE
from tui.app.widgets.fit import ELLIPSIS
from tui.app.widgets.results import ResultList, _first_shown, _head, _snippet
from tui.app.widgets.row_list import Part, RowList, term_look
from tui.corpus.model import Article, Dated, DateSource, Page
from tui.corpus.outline import ArticleId
from tui.index.hits import Marked
from tui.index.library import Library
from tui.index.results import Result, Results, Sort
from tui.index.snippets import Snippet

HOSTILE = [
    "\x1b[2J\x00\x7f\t[red]招商[/]",
    "e\u0301" * 60,
    "\ufffd\u200b\ufeff\u202e",
    "👍🏽👨\u200d👩\u200d👧🇨🇳" * 9,
    "한글ㅎㅏ招" * 20,
    "招" * 200,
    "",
]
DATED = Dated("2024-03-31", DateSource.LINE)
TEXT = "街道把招商放在首位，招商引资提速。"


class ResultApp(App[None]):
    """Nothing but a list, and what it said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, int | None]] = []

    def compose(self) -> ComposeResult:
        yield ResultList()

    @on(RowList.Chosen, "ResultList")
    @on(RowList.Highlighted, "ResultList")
    @on(RowList.SortWanted, "ResultList")
    def keep(self, event: RowList.Said) -> None:
        self.said.append((type(event).__name__, getattr(event, "number", None)))

    @property
    def results(self) -> ResultList:
        return self.query_one(ResultList)


@asynccontextmanager
async def results_of(
    results: Sequence[Result] | None, size: tuple[int, int] = (60, 12)
) -> AsyncIterator[tuple[ResultApp, Pilot[None]]]:
    app = ResultApp()
    async with app.run_test(size=size) as pilot:
        app.results.show(results)
        await pilot.pause()
        yield app, pilot


def made(number: int, title: str = "", *texts: str) -> Result:
    """An article whose hits are each text's third and fourth character."""
    article = Article(title or f"第{number}篇", 0, 9, ())
    snippets = [
        Snippet(n, 0, text, (Marked(2, 4, n, number),)) for n, text in enumerate(texts)
    ]
    return Result(ArticleId(number, 0), article, number, number * 10, snippets)


MANY = [made(number, "", "街道招商引资", "外出招商八次") for number in range(100)]


def painted(rows: RowList) -> list[str]:
    """What stands on the screen."""
    return [line.text.rstrip() for line in strips(rows)]


def strips(rows: RowList) -> list[Strip]:
    return [rows.render_line(y) for y in range(rows.size.height)]


def hits_in(parts: Iterator[Part]) -> list[tuple[str, tuple[str, ...]]]:
    return [(part.text, part.over) for part in parts if part.over]


def width_of(parts: Iterator[Part]) -> int:
    return sum(cell_width(part.text) for part in parts)


# What a row says


async def test_an_article_takes_three_rows() -> None:
    article = Article("筑巢引凤", 0, 9, (), SHANGJIE, GONGYE, dated=DATED)
    result = replace(made(12, "", TEXT), article=article)
    async with results_of([result, made(7, "另一篇")]) as (app, _pilot):
        rows = painted(app.results)
        assert rows[0].split() == [
            "▸",
            "筑巢引凤",
            "上街区",
            "工业路街道",
            "·",
            "2024-03-31",
            "12",
        ]
        assert rows[1] == f"    {TEXT}"
        assert rows[2] == ""
        assert rows[3].split() == ["另一篇", "未识别", "7"]


async def test_the_counts_end_in_one_column() -> None:
    results = [made(number, "长" * number) for number in (1, 20, 300)]
    async with results_of(results) as (app, _pilot):
        heads = painted(app.results)[::3][:3]
        assert len({cell_width(head) for head in heads}) == 1
        assert [head.split()[-1] for head in heads] == ["1", "20", "300"]


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (70, "上街区 工业路街道 · 2024-03-31"),
        (52, "上街区 工业路街道"),
        (34, "工业路街道"),
        (24, "工业路⋯"),
        (10, ""),
    ],
)
def test_a_narrow_row_keeps_the_office_longest(width: int, words: str) -> None:
    article = Article("长" * 50, 0, 9, (), SHANGJIE, GONGYE, dated=DATED)
    parts = list(_head(replace(made(1), article=article), width))
    assert [part.text.strip() for part in parts if part.look == "list--where"] == [
        words
    ]


def test_a_unit_stands_where_there_is_no_office() -> None:
    article = Article("题", 0, 9, (), SHANGJIE, unit="区教育局")
    parts = _head(replace(made(1), article=article), 60)
    assert "上街区 区教育局" in "".join(part.text for part in parts)


def test_hits_in_the_title_and_in_snippets_are_marked() -> None:
    marks = (Marked(0, 2, 0, 0), Marked(2, 4, 7, 1))
    result = replace(made(1, "招商引资促发展", TEXT), in_title=marks)
    assert hits_in(_head(result, 60)) == [
        ("招商", (term_look(0),)),
        ("引资", (term_look(1),)),
    ]
    assert hits_in(_snippet(result.snippets[0], 60)) == [("把招", (term_look(0),))]


def test_a_snippet_that_starts_in_its_passage_is_cut_visibly() -> None:
    snippet = Snippet(0, 100, TEXT, (Marked(103, 105, 0, 0),))
    assert next(_snippet(snippet, 60)).text == ELLIPSIS
    assert hits_in(_snippet(snippet, 60)) == [("招商", (term_look(0),))]
    assert next(_snippet(snippet._replace(start=0), 60)).text == ""


def test_a_snippet_that_its_passage_goes_on_behind_is_cut_visibly() -> None:
    snippet = made(1, "", TEXT).snippets[0]._replace(more=True)
    room = cell_width(TEXT)
    for width in (room - 3, room, room + 1, room + 9):
        shown = "".join(part.text for part in _snippet(snippet, width))
        assert shown.endswith(ELLIPSIS)
        assert shown.count(ELLIPSIS) == 1 + shown.startswith(ELLIPSIS)
        assert cell_width(shown) <= width
    whole = "".join(part.text for part in _snippet(snippet._replace(more=False), 60))
    assert whole == TEXT


def test_an_ellipsis_is_no_hit() -> None:
    cut = list(_snippet(Snippet(0, 0, "街道招商引资", (Marked(0, 4, 0, 0),)), 7))
    assert [(part.text, bool(part.over)) for part in cut if part.text] == [
        ("街道招", True),
        (ELLIPSIS, False),
    ]


@st.composite
def snippets(draw: st.DrawFn) -> Snippet:
    """A snippet with one hit, or two, anywhere in it."""
    text = draw(st.text(min_size=1) | st.text("招a\t\u0301👍", min_size=1, max_size=90))
    start = draw(st.integers(0, 3))
    at = draw(st.integers(0, len(text) - 1))
    stop = draw(st.integers(at + 1, len(text) + 2))
    marks = [Marked(start + at, start + stop, 0, 0), Marked(start + at, 999, 1, 1)]
    number = draw(st.integers(1, 2))
    return Snippet(0, start, text, tuple(marks[:number]), draw(st.booleans()))


@given(snippets(), st.integers(1, 80))
def test_a_snippet_keeps_to_its_cells(snippet: Snippet, width: int) -> None:
    assert width_of(_snippet(snippet, width)) <= width


@given(snippets(), st.integers(4, 80))
def test_the_first_hit_of_a_snippet_is_always_in_sight(
    snippet: Snippet, width: int
) -> None:
    """All of it, or where there is no room for that, its start."""
    start = snippet.marks[0].start - snippet.start
    hit = snippet.text[start : snippet.marks[0].stop - snippet.start]
    shown = "".join(
        part.text for part in _snippet(snippet, width) if term_look(0) in part.over
    )
    assert _first_shown(snippet, width - 1) <= start or not cell_width(hit[:1])
    if cell_width(hit) <= width - 2:
        assert hit.endswith(shown)
        assert cell_width(shown) == cell_width(hit)
    else:
        assert shown.startswith(hit[0])


@given(st.text(), st.text(), st.integers(0, 10**7), st.integers(0, 120))
def test_a_head_row_keeps_to_its_cells_and_always_tells_the_count(
    title: str, unit: str, count: int, width: int
) -> None:
    article = Article(title, 0, 1, (), SHANGJIE, unit=unit, dated=DATED)
    result = Result(ArticleId(0, 0), article, count, 0, [])
    result = replace(result, in_title=(Marked(1, 3, 0, 0),))
    parts = list(_head(result, width))
    assert width_of(iter(parts)) <= max(width, len(parts[-1].text))
    assert parts[-1].text.strip() == str(count)


@pytest.mark.parametrize("width", [1, 2, 3, 40, 80, 120])
async def test_whatever_a_text_is_made_of_a_row_is_as_wide_as_the_list(
    width: int,
) -> None:
    results = [made(10**n, text, text * 2, text) for n, text in enumerate(HOSTILE)]
    results = [
        replace(each, snippets=[s for s in each.snippets if s.text]) for each in results
    ]
    async with results_of(results, (width + 1, 30)) as (app, _pilot):
        lines = strips(app.results)
        assert {line.cell_length for line in lines} == {width}
        assert not [line.text for line in lines if INVISIBLE.search(line.text)]


async def test_the_cursor_shows_and_shows_more_with_the_focus() -> None:
    async with results_of([made(0, "", TEXT), made(1)]) as (app, pilot):

        def backgrounds(row: int) -> list[Color | None]:
            styles = [segment.style for segment in app.results.render_line(row)]
            return [style.bgcolor for style in styles if style]

        focused = backgrounds(2)
        assert len(set(focused)) == 1
        assert focused[0] in backgrounds(0)
        assert focused[0] in backgrounds(1)
        app.set_focus(None)
        await pilot.pause()
        assert len({each[0] for each in (focused, backgrounds(2), backgrounds(3))}) == 3


async def test_markup_is_text() -> None:
    async with results_of([made(1, "[/街道] 题", "[b]招商[/b]")]) as (app, _pilot):
        rows = painted(app.results)
        assert "[/街道] 题" in rows[0]
        assert rows[1].strip() == "[b]招商[/b]"


# The list


async def test_moving_keys_reach_every_entry_and_keep_it_in_sight() -> None:
    async with results_of(MANY, (60, 13)) as (app, pilot):
        rows = app.results
        for key, cursor in [
            ("G", 99),
            ("k", 98),
            ("up", 97),
            ("b", 94),
            ("pageup", 91),
            ("g", 0),
            ("j", 1),
            ("down", 2),
            ("space", 5),
            ("pagedown", 8),
            ("ctrl+d", 10),
            ("ctrl+u", 8),
            ("end", 99),
            ("j", 99),
            ("home", 0),
            ("k", 0),
        ]:
            await pilot.press(key)
            assert rows.cursor == cursor
            assert [line[:1] for line in painted(rows)].count("▸") == 1
            first = cursor * rows.ENTRY - rows.scroll_offset.y
            assert 0 <= first <= 13 - rows.ENTRY


async def test_the_list_says_which_hit_is_highlighted_and_which_chosen() -> None:
    async with results_of(MANY) as (app, pilot):
        await pilot.press("j", "j", "enter", "o")
        assert app.said == [
            ("Highlighted", 10),
            ("Highlighted", 20),
            ("Chosen", 20),
            ("SortWanted", None),
        ]


async def test_a_click_on_any_row_of_an_entry_chooses_it() -> None:
    async with results_of(MANY[:3]) as (app, pilot):
        await pilot.press("j", "j")
        app.said.clear()
        await pilot.click(ResultList, offset=(5, 5))
        await pilot.click(ResultList, offset=(5, 11))
        assert app.said == [("Highlighted", 10), ("Chosen", 10)]


@pytest.mark.parametrize("results", [None, []])
async def test_without_results_it_says_so_and_keys_do_nothing(
    results: list[Result] | None,
) -> None:
    async with results_of(results) as (app, pilot):
        assert painted(app.results)[:2] == ["  没有找到", ""]
        await pilot.press("j", "space", "G", "enter", "o")
        await pilot.click(ResultList, offset=(5, 0))
        assert not app.said
        assert "o" not in app.screen.active_bindings


async def test_the_cursor_stays_as_far_down_when_other_results_are_shown() -> None:
    async with results_of(MANY) as (app, pilot):
        await pilot.press("G", "k", "k")
        top = app.results.scroll_offset.y
        app.results.show(MANY[::-1])
        assert app.results.cursor == 97
        assert app.results.scroll_offset.y == top
        app.results.show(MANY[:4])
        assert app.results.cursor == 3
        assert painted(app.results)[9].startswith("▸ 第3篇")
        app.results.show(None)
        assert app.results.cursor == 0


async def test_the_cursor_stays_in_sight_when_the_list_gets_lower() -> None:
    async with results_of(MANY, (60, 30)) as (app, pilot):
        await pilot.press(*"jjjjjjj")
        await pilot.resize_terminal(60, 9)
        await pilot.pause()
        assert painted(app.results)[6].startswith("▸ 第7篇")
        await pilot.resize_terminal(60, 2)
        await pilot.pause()
        assert painted(app.results)[0].startswith("▸ 第7篇")


class Countless(Sequence[Result]):
    """A million results, and those that were made."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __len__(self) -> int:
        return 10**6

    def __getitem__(self, at: int) -> Result:  # type: ignore[override]
        self.asked.append(at)
        return MANY[at % 100]


async def test_of_a_million_results_only_those_on_screen_are_made_and_once() -> None:
    results = Countless()
    async with results_of(results) as (app, pilot):
        await pilot.press("G", "k")
        painted(app.results)
        assert sorted(results.asked) == [*range(4), *range(10**6 - 4, 10**6)]


async def test_hits_differ_without_colours_and_show_at_the_cursor_too() -> None:
    results = [made(0, "", TEXT, TEXT), made(1, "", TEXT, TEXT)]
    async with results_of(results) as (app, _pilot):
        lines = strips(app.results)
        styles = [
            next(each.style for each in lines[y] if each.text == "把招")
            for y in (1, 2, 4, 5)
        ]
        plain = [
            next(each.style for each in lines[y] if "商" in each.text) for y in (1,)
        ]
        fonts = {(s.bold, s.italic, s.underline, s.reverse) for s in [*styles, *plain]}
        assert styles[0].underline
        assert len(fonts) == 3
        assert styles[:2] == styles[2:]


async def test_a_search_shows_its_articles_in_each_order(pages: list[Page]) -> None:
    library = Library().add(pages)
    hits = library.find("招商")
    async with results_of(None, (80, 12)) as (app, pilot):
        for sort in Sort:
            results = Results(library, hits, sort)
            app.results.show(results)
            rows = painted(app.results)
            for at, result in enumerate(results):
                assert result.article.title in rows[3 * at]
                assert rows[3 * at].endswith(str(result.count))
                assert "招商" in rows[3 * at + 1]
        await pilot.press("j", "enter")
        assert app.said[-1] == ("Chosen", results[1].number)


def test_the_article_is_read_from_the_result_alone() -> None:
    untitled = replace(made(1), article=replace(made(1).article, title=""))
    assert "（无标题）" in "".join(part.text for part in _head(untitled, 60))
