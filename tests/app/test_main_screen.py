"""A person at the keyboard: open, walk the tree, read, search."""

from __future__ import annotations

import pytest
from textual._xterm_parser import XTermParser
from textual.pilot import Pilot

from tests.app.conftest import Start, make_page
from tui.app.app import JieduApp
from tui.app.loader import indexed
from tui.app.places import Place
from tui.app.screens.main import CorpusGrown, MainScreen
from tui.corpus.model import Page, Skipped
from tui.corpus.outline import ArticleId
from tui.index.library import Library

A, B, C = ArticleId(0, 0), ArticleId(1, 0), ArticleId(2, 0)
"""The articles of `pages`; in reading order they are B, A, C."""


def main_of(pilot: Pilot[None]) -> MainScreen:
    screen = pilot.app.screen
    assert isinstance(screen, MainScreen)
    return screen


def screen_text(pilot: Pilot[None]) -> str:
    """All that is painted, row by row."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def counts(pilot: Pilot[None]) -> dict[str, str]:
    """The number behind each name in the tree; empty for none."""
    tree = main_of(pilot).corpus_tree
    rows = [tree.render_line(y).text for y in range(len(tree._rows))]
    return {row.split()[1]: " ".join(row.split()[2:]) for row in rows}


async def send(pilot: Pilot[None], typed: str) -> None:
    """Have the terminal send characters in one go, as they would come on a line."""
    for event in XTermParser().feed(typed):
        pilot.app.post_message(event)
    await pilot.pause()


async def test_the_first_page_is_shown_when_it_arrives(start: Start) -> None:
    """Nobody has chosen an article: the first page's one stays, come what may."""
    async with start() as pilot:
        main = main_of(pilot)
        assert main.desk.shown == A
        assert main.focused is main.corpus_tree
        assert "上街区 › 工业路街道 › 工业路街道筑巢引凤" in screen_text(pilot)


async def test_the_whole_loop_by_keyboard(start: Start) -> None:
    """Search at every key, keep, walk over the page's border and round, and back."""
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "J")
        assert main.desk.shown == C
        await pilot.press("slash", "招")
        assert main.search is not None
        assert len(main.search.hits) == 5
        assert main.desk.shown == B, "nothing behind the last article: from the start"
        await pilot.press("商", "引")
        assert len(main.search.hits) == 2
        assert "第 1/2 处" in screen_text(pilot)
        await pilot.press("enter")
        assert main.focused is main.right
        await pilot.press("n")
        assert (main.desk.shown, main.search.current) == (A, 1)
        await pilot.press("n")
        assert (main.desk.shown, main.search.current) == (B, 0)
        assert "已从头开始" in screen_text(pilot)
        await pilot.press("N")
        assert (main.desk.shown, main.search.current) == (A, 1)
        assert "已从末尾开始" in screen_text(pilot)
        await pilot.press("escape")
        assert main.search is None
        assert main.desk.shown == A


async def test_escape_goes_back_to_exactly_where_one_was(start: Start) -> None:
    """Article, scrolled row, focus, and the query that was kept before."""
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"干部", "enter", "space", "j")
        before = main.desk.shown, main.right.scroll_offset, main.right.position
        search = main.search
        assert main.right.scroll_offset.y > 0
        await pilot.press("slash", *"网格员")
        assert main.desk.shown == B
        await pilot.press("escape")
        after = main.desk.shown, main.right.scroll_offset, main.right.position
        assert after == before
        assert main.search == search
        assert main.focused is main.right
        assert main.query_bar.value == "干部"


async def test_the_tree_counts_hits_while_a_query_is_typed(start: Start) -> None:
    async with start() as pilot:
        assert counts(pilot)["中原区"] == "1", "one article"
        await pilot.press("slash", *"招商")
        found = counts(pilot)
        assert (found["中原区"], found["上街区"], found["未识别"]) == ("1", "4", "")
        await pilot.press("escape")
        assert counts(pilot)["上街区"] == "1"


async def test_nothing_found_leaves_the_reader_where_it_is(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        before = main.desk.shown, main.right.position
        await pilot.press("slash", *"招飞")
        assert "没有找到「招飞」" in screen_text(pilot)
        assert (main.desk.shown, main.right.position) == before
        await pilot.press("backspace")
        assert main.search is not None
        assert len(main.search.hits) == 5


async def test_n_goes_on_from_where_one_reads(start: Start) -> None:
    """One has scrolled away from the current hit: the next is the next below."""
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商", "enter")
        assert main.search is not None
        assert main.search.place == Place(A, 1, 3)
        await pilot.press("J", "n")
        assert main.search.place == Place(B, 2, 2), "from C round to the first"
        await pilot.press("J", "G", "N")
        assert main.search.place == Place(A, 1, 10), "the first above the screen"


async def test_a_slow_search_answers_from_a_thread(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only the last of several questions is answered."""
    monkeypatch.setattr("tui.app.screens.finder.PATIENCE", -1)
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商引资")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert main.search is not None
        assert main.search.query == "招商引资"
        assert len(main.search.hits) == 2


async def test_a_burst_of_keys_acts_in_the_order_typed(start: Start) -> None:
    """On a slow line, keys arrive together: each must find the one before it done."""
    async with start() as pilot:
        main = main_of(pilot)
        await send(pilot, "/招商\rn/nn\t")
        assert main.query_bar.value == "nn"
        assert main.focused is main.right


async def test_full_width_keys_do_what_their_twins_do(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await send(pilot, "Ｊ")
        assert main.desk.shown == C
        await send(pilot, "、")
        assert main.querying
        await send(pilot, "Ｊ、")
        assert main.query_bar.value == "Ｊ、"
        await send(pilot, "\r？")
        assert not isinstance(pilot.app.screen, MainScreen)


async def test_written_text_opens_the_query_line_with_it(start: Start) -> None:
    """An input method commits a word outside any input: it can only be a query."""
    async with start() as pilot:
        main = main_of(pilot)
        await send(pilot, "招商，，")
        assert main.querying
        assert main.query_bar.value == "招商，，"


async def test_a_page_cannot_steer_the_screen(start: Start) -> None:
    """Markup and control characters are text, in the tree, the reader, every line."""
    async with start() as pilot:
        await pilot.press("J")
        await pilot.press("slash", *"[/街道]")
        text = screen_text(pilot)
        assert text.count("[/街道]") == 4, "breadcrumb, title, query line, tree"
        assert "\x1b" not in text
        assert "␛[2J" in text


async def test_names_of_files_cannot_steer_the_screen(start: Start) -> None:
    page = make_page("\x1b[31m[/a].txt", "题", "文")
    skipped = Skipped("\x1b]0;[b].txt", "读不了")
    async with start(page, skipped) as pilot:
        assert "␛]0;[b].txt 读不了" in screen_text(pilot)
        await pilot.press("tab", "slash")
        assert "\x1b" not in screen_text(pilot)


async def test_a_narrow_screen_shows_one_pane_at_a_time(start: Start) -> None:
    async with start(size=(60, 20)) as pilot:
        main = main_of(pilot)
        assert main.corpus_tree.display
        assert not main.desk.display
        await pilot.press("tab")
        assert not main.corpus_tree.display
        assert main.desk.display
        assert main.focused is main.right
        await pilot.press("q")
        assert main.focused is main.corpus_tree
        await pilot.press("slash", *"网格")
        assert main.desk.display, "hits are looked at while they are searched"
        await pilot.press("escape")
        assert main.corpus_tree.display
        assert main.focused is main.corpus_tree


async def test_z_hides_the_tree_and_brings_it_back(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("z")
        assert not main.corpus_tree.display
        assert main.focused is main.right
        await pilot.press("z")
        assert main.corpus_tree.display


async def test_q_goes_back_level_by_level(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商", "enter", "question_mark")
        await pilot.press("q")
        assert pilot.app.screen is main
        await pilot.press("q")
        assert main.focused is main.corpus_tree
        await pilot.press("q")
        assert main.search is None
        await pilot.press("q")
        assert pilot.app._exit


async def test_ctrl_c_asks_first(start: Start) -> None:
    async with start() as pilot:
        await pilot.press("slash", "ctrl+c")
        assert not pilot.app._exit
        assert "再按一次 Ctrl+C 退出" in screen_text(pilot)
        await pilot.press("ctrl+c")
        assert pilot.app._exit


async def test_find_opens_at_the_first_hit_of_all(start: Start) -> None:
    """Pages arrive one by one; the first in reading order is not the first to come."""
    async with start(find="招商") as pilot:
        main = main_of(pilot)
        assert main.search is not None
        assert (main.desk.shown, main.search.current) == (B, 0)
        assert main.query_bar.value == "招商"
        assert main.focused is main.right


@pytest.mark.parametrize(
    ("ref", "place"),
    [
        ("a.txt#1.2", Place(A, 14)),
        ("c.txt#1", Place(C, 0)),
        ("410106", Place(A, 0)),
        ("?", Place(C, 0)),
    ],
)
async def test_at_opens_a_node(start: Start, ref: str, place: Place) -> None:
    async with start(at=ref) as pilot:
        main = main_of(pilot)
        assert main.desk.shown == place.id
        assert main.right.is_visible(place.passage, place.offset)


async def test_an_unknown_reference_is_told(start: Start) -> None:
    async with start(at="没有#9") as pilot:
        assert "没有这个编号：没有#9" in screen_text(pilot)
        assert main_of(pilot).desk.shown == A


async def test_a_failure_while_reading_is_told(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("disk on fire")

    monkeypatch.setattr("tui.app.feed.grow", fail)
    async with start() as pilot:
        assert "disk on fire" in screen_text(pilot)


async def test_pages_that_arrive_leave_the_reader_in_peace(
    start: Start, pages: list[Page]
) -> None:
    """Branches, cursor, article and current hit stay; counts and k of N grow."""
    async with start(pages[0]) as pilot:
        main = main_of(pilot)
        await pilot.press("j", "enter", "j")
        cursor = main.corpus_tree.node
        await pilot.press("slash", *"招商", "enter", "n")
        assert main.search is not None
        place = main.search.place
        library = Library().add(pages)
        main.post_message(CorpusGrown(indexed(library, 3, 3)))
        await pilot.pause()
        assert cursor is not None
        assert main.corpus_tree.node is not None
        assert main.corpus_tree.node.ref.startswith(cursor.ref)
        assert main.desk.shown == A
        assert main.search.place == place
        assert "第 3/5 处" in screen_text(pilot)


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("number", [0, 1])
async def test_the_page_of_the_current_hit_may_go(
    start: Start, pages: list[Page], kept: bool, number: int
) -> None:
    gone = Page(pages[number].source, "", (0,), (), ())
    fewer = [gone if at == number else each for at, each in enumerate(pages)]
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商", *["enter", "n"] * kept)
        main.post_message(CorpusGrown(indexed(Library().add(fewer), 3, 3)))
        await pilot.pause()
        assert main.search is not None
        assert main.search.place is not None
        assert main.search.place.id.page != number
        await pilot.press("escape")
        assert main.search is None
        assert main.desk.shown is not None


async def test_the_current_hit_moves_with_its_page(
    start: Start, pages: list[Page]
) -> None:
    longer = make_page(
        "a.txt",
        "工业路街道筑巢引凤",
        "招商引资。",
        "街道把招商放在首位，招商引资提速。",
    )
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商引资", "enter")
        while main.desk.shown != A:
            await pilot.press("n")
        changed = [longer, *pages[1:]]
        main.post_message(CorpusGrown(indexed(Library().add(changed), 3, 3)))
        await pilot.pause()
        assert main.search is not None
        assert main.search.place == Place(A, 2, 10), "not the one that came before it"


async def test_a_query_typed_before_any_page_is_here_is_answered(
    pages: list[Page],
) -> None:
    """Typed ahead and kept: the first pages that come are opened there."""
    async with JieduApp([]).run_test() as pilot:
        main = main_of(pilot)
        await send(pilot, "/网格员\r")
        assert main.query_bar.value == "网格员"
        main.post_message(CorpusGrown(indexed(Library().add(pages), 3, 3)))
        await pilot.pause()
        assert main.desk.shown == B
        assert main.search is not None
        assert main.search.current == 0


async def test_a_failing_search_in_a_thread_is_told(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And does not end the program."""
    monkeypatch.setattr("tui.app.screens.finder.PATIENCE", -1)
    async with start() as pilot:
        await pilot.press("slash", "招")

        def fail(_library: Library, _query: str) -> None:
            raise RuntimeError("index on fire")

        monkeypatch.setattr(Library, "find", fail)
        await pilot.press("商")
        await pilot.pause()
        assert "index on fire" in screen_text(pilot)


async def test_hits_are_walked_and_followed_whichever_pane_has_the_focus(
    start: Start,
) -> None:
    async with start(find="招商") as pilot:
        main = main_of(pilot)
        await pilot.press("q")
        assert main.focused is main.corpus_tree
        seen = set()
        for _ in range(len(main.search.hits) if main.search else 0):
            await pilot.press("n")
            node = main.corpus_tree.node
            assert node is not None
            assert main.growth is not None
            assert main.growth.outline.articles[node.first] == main.desk.shown
            seen.add(main.desk.place)
        assert len(seen) == len(main.search.hits if main.search else ())


async def test_next_hit_shows_the_reader_on_a_narrow_screen(start: Start) -> None:
    async with start(find="招商", size=(60, 20)) as pilot:
        main = main_of(pilot)
        first = main.search and main.search.current
        await pilot.press("q", "n")
        assert main.focused is main.right
        assert main.search
        assert main.search.current != first


async def test_a_full_width_blank_divides_terms(start: Start) -> None:
    async with start() as pilot:
        await send(pilot, "/招商\u3000项目")
        main = main_of(pilot)
        assert main.search is not None
        assert main.search.hits.terms == ("招商", "项目")
