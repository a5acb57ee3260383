"""The tree alone: rows, branches, counts, and what it asks for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.style import Style
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.app.conftest import GONGYE, SHANGJIE, XUSHUI, ZHONGYUAN, make_page
from tui.app.widgets.branches import Row, Rows, Way, path
from tui.app.widgets.corpus_tree import CorpusTree
from tui.corpus.model import Page, Place
from tui.corpus.outline import Node, NodeKind, Outline, outline_of


class TreeApp(App[None]):
    """Nothing but a tree."""

    def __init__(self) -> None:
        super().__init__()
        self.selected: list[str] = []

    def compose(self) -> ComposeResult:
        yield CorpusTree()

    @on(CorpusTree.Selected)
    def keep(self, event: CorpusTree.Selected) -> None:
        self.selected.append(event.node.ref)

    @property
    def corpus_tree(self) -> CorpusTree:
        return self.query_one(CorpusTree)


@asynccontextmanager
async def tree_of(
    outline: Outline, size: tuple[int, int] = (30, 12)
) -> AsyncIterator[tuple[TreeApp, Pilot[None]]]:
    app = TreeApp()
    async with app.run_test(size=size) as pilot:
        app.corpus_tree.show(outline)
        await pilot.pause()
        yield app, pilot


def painted(tree: CorpusTree) -> list[str]:
    """What stands on the screen, blank rows left out."""
    lines = (tree.render_line(y).text.rstrip() for y in range(tree.size.height))
    return [line for line in lines if line]


def style_of(tree: CorpusTree, y: int) -> Style:
    """How the name of a row is painted."""
    tree.render_lines(tree.size.region)
    return next(iter(tree.render_line(y))).style or Style.null()


def colour_of(tree: CorpusTree, y: int) -> Color | None:
    return style_of(tree, y).color


PAGES = [
    make_page("a.txt", "甲", "#一", "文", "#二", district=ZHONGYUAN, office=XUSHUI),
    make_page("b.txt", "乙", "文", district=SHANGJIE, office=GONGYE),
    make_page("c.txt", "丙", "文", district=SHANGJIE, office=GONGYE),
    make_page("d.txt", "丁", "文"),
]


async def test_districts_are_open_at_the_start_with_numbers_of_articles() -> None:
    async with tree_of(outline_of(PAGES)) as (app, _pilot):
        assert [line.split() for line in painted(app.corpus_tree)] == [
            ["▾", "中原区", "1"],
            ["▸", "须水街道", "1"],
            ["▾", "上街区", "2"],
            ["▸", "工业路街道", "2"],
            ["▾", "未识别", "1"],
            ["丁"],
        ]


async def test_the_cursor_shows_and_shows_more_with_the_focus() -> None:
    async with tree_of(outline_of(PAGES)) as (app, pilot):
        tree = app.corpus_tree
        await pilot.press("j")
        focused = style_of(tree, 1).bgcolor
        app.set_focus(None)
        await pilot.pause()
        blurred, other = style_of(tree, 1).bgcolor, style_of(tree, 2).bgcolor
        assert len({focused, blurred, other}) == 3


async def test_l_opens_and_goes_in_and_h_goes_up_and_closes() -> None:
    async with tree_of(outline_of(PAGES)) as (app, pilot):
        tree = app.corpus_tree
        await pilot.press("l", "l", "l", "right", "l")
        assert tree.node is not None
        assert tree.node.ref == "a.txt#1.1"
        await pilot.press("h")
        assert tree.node.ref == "a.txt#1"
        await pilot.press("h", "left")
        assert tree.node.ref == XUSHUI.code
        assert len(painted(tree)) == 7
        await pilot.press("h", "h", "h")
        assert painted(tree)[0].split() == ["▸", "中原区", "1"]


async def test_enter_reads_articles_and_sections_and_toggles_places() -> None:
    async with tree_of(outline_of(PAGES)) as (app, pilot):
        await pilot.press("j", "enter", "j", "enter", "l", "j", "enter", "g", "enter")
        assert app.selected == ["a.txt#1", "a.txt#1.1"]
        assert painted(app.corpus_tree)[0].split() == ["▸", "中原区", "1"]


async def test_a_click_does_what_enter_does() -> None:
    async with tree_of(outline_of(PAGES)) as (app, pilot):
        await pilot.click(CorpusTree, offset=(5, 5))
        await pilot.click(CorpusTree, offset=(5, 0))
        assert app.selected == ["d.txt#1"]
        assert len(painted(app.corpus_tree)) == 5


async def test_moving_keys_reach_every_row() -> None:
    pages = [make_page(f"{n:03}.txt", f"第{n}篇", "文") for n in range(100)]
    async with tree_of(outline_of(pages)) as (app, pilot):
        tree = app.corpus_tree
        for key, cursor in [
            ("G", 100),
            ("k", 99),
            ("up", 98),
            ("b", 87),
            ("pageup", 76),
            ("g", 0),
            ("j", 1),
            ("down", 2),
            ("space", 13),
            ("pagedown", 24),
            ("ctrl+d", 30),
            ("ctrl+u", 24),
            ("end", 100),
            ("home", 0),
            ("k", 0),
        ]:
            await pilot.press(key)
            assert tree.cursor == cursor, key
            top = tree.scroll_offset.y
            assert top <= cursor < top + tree.size.height, key


async def test_hits_stand_at_each_node_and_nodes_without_are_dim() -> None:
    def hits(node: Node) -> int:
        return 7 if node.kind is not NodeKind.DISTRICT or node.name == "上街区" else 0

    async with tree_of(outline_of(PAGES)) as (app, _pilot):
        tree = app.corpus_tree
        tree.count_hits(hits)
        assert [line.split()[-1] for line in painted(tree)] == [
            "中原区",
            "7",
            "7",
            "7",
            "未识别",
            "7",
        ]
        dim, place = (colour_of(tree, y) for y in (4, 3))
        assert dim == tree.get_component_rich_style("tree--empty").color
        assert place != dim
        tree.count_hits(None)
        assert painted(tree)[2].split() == ["▾", "上街区", "2"]


async def test_pages_that_arrive_keep_cursor_branches_and_rows_in_place() -> None:
    async with tree_of(outline_of(PAGES[1:3]), size=(30, 3)) as (app, pilot):
        tree = app.corpus_tree
        await pilot.press("j", "l", "j", "j")
        assert tree.node is not None
        before = tree.node.ref, tree.cursor - tree.scroll_offset.y
        tree.show(outline_of(PAGES[1:3] + PAGES[:1]))
        await pilot.pause()
        assert (tree.node.ref, tree.cursor - tree.scroll_offset.y) == before
        assert tree.cursor == 5


async def test_following_opens_the_branches_above() -> None:
    async with tree_of(outline_of(PAGES)) as (app, pilot):
        tree = app.corpus_tree
        tree.follow(rank=0, passage=3)
        assert tree.node is not None
        assert tree.node.ref == "a.txt#1", "the article's own branch stays as it is"
        await pilot.press("l")
        tree.follow(rank=0, passage=3)
        assert tree.node.ref == "a.txt#1.2"
        assert app.selected == []


async def test_namesakes_are_told_apart_by_code() -> None:
    gulou = [Place("320106", "鼓楼区"), Place("320302", "鼓楼区")]
    pages = [make_page(f"{p.code}.txt", "题", "文", district=p) for p in gulou]
    async with tree_of(outline_of(pages)) as (app, _pilot):
        names = [app.corpus_tree.label(row.node) for row in app.corpus_tree._rows]
        assert names == ["鼓楼区（320106）", "题", "鼓楼区（320302）", "题"]


async def test_a_long_name_is_cut_at_the_cell() -> None:
    page = make_page("a.txt", "筑巢引凤兴产业招商引资促发展" * 3, "文")
    for width in range(8, 30):
        async with tree_of(outline_of([page]), size=(width, 4)) as (app, _pilot):
            tree = app.corpus_tree
            assert [tree.render_line(y).cell_length for y in range(4)] == [
                tree.size.width
            ] * 4
            assert painted(tree)[1].endswith("⋯")


async def test_an_empty_tree_answers_every_key() -> None:
    async with tree_of(Outline()) as (app, pilot):
        await pilot.press("j", "k", "h", "l", "enter", "g", "G", "space", "b", "ctrl+d")
        assert app.selected == []
        assert app.corpus_tree.node is None


@st.composite
def corpora(draw: st.DrawFn) -> list[Page]:
    """Pages of random places, some of them unknown, with random sections."""
    districts = [None, ZHONGYUAN, SHANGJIE, Place(None, "新区")]
    offices = [None, XUSHUI, GONGYE, Place(None, "甲街道")]
    pages = []
    for number in range(draw(st.integers(1, 8))):
        headings = [f"#{part}" for part in range(draw(st.integers(0, 3)))]
        page = make_page(
            f"{number}.txt",
            f"题{number}",
            "文",
            *headings,
            district=draw(st.sampled_from(districts)),
            office=draw(st.sampled_from(offices)),
        )
        article = page.articles[0]
        nested = tuple(
            section._replace(level=draw(st.sampled_from([1, 2])))
            for section in article.sections
        )
        pages.append(replace(page, articles=(replace(article, sections=nested),)))
    return pages


@given(corpora())
def test_the_way_to_a_passage_is_every_node_that_holds_it(pages: list[Page]) -> None:
    """Against the obvious slow way: look at all nodes."""
    outline = outline_of(pages)
    for rank, article in enumerate(outline.articles):
        for passage in range(len(pages[article.page].passages)):
            holding = [
                node
                for node in outline.walk()
                if node.first <= rank < node.last
                and (not node.passages or passage in range(*node.passages))
            ]
            assert path(outline, rank, passage) == holding


def slow_rows(nodes: Iterable[Node], above: Way, flipped: set[Way]) -> Iterator[Row]:
    """The obvious way: ask at every node whether its branch is open."""
    for node in nodes:
        way = (*above, node.key)
        yield Row(node, way)
        if (len(way) == 1) != (way in flipped):
            yield from slow_rows(node.children, way, flipped)


def ways(nodes: Iterable[Node], above: Way = ()) -> Iterator[Way]:
    for node in nodes:
        yield (*above, node.key)
        yield from ways(node.children, (*above, node.key))


@given(corpora(), st.data())
def test_rows_are_the_nodes_of_open_branches_in_order(
    pages: list[Page], data: st.DataObject
) -> None:
    outline = outline_of(pages)
    every = list(ways(outline.districts))
    flipped = data.draw(st.sets(st.sampled_from([*every, ((9, "没有"),)])))
    rows = Rows(outline, flipped)
    expected = list(slow_rows(outline.districts, (), flipped))
    assert list(rows) == expected
    shown = [row.way for row in expected]
    for way in every:
        above = (way[:depth] for depth in range(len(way), 0, -1))
        assert rows.find(way) == shown.index(next(w for w in above if w in shown))
