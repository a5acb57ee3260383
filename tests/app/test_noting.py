"""Notes and highlights, made where one reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from textual._xterm_parser import XTermParser
from textual.pilot import Pilot

from tests.app.conftest import Start, make_page
from tui.app.loader import Growth, indexed
from tui.app.noted import NotePlaces, Overlay, occurrences
from tui.app.places import Place
from tui.app.render.layers import Layer
from tui.app.render.looks import HIGHLIGHTS, TERMS
from tui.app.screens.highlights import HighlightsScreen
from tui.app.screens.main import CorpusGrown, MainScreen
from tui.app.screens.note import NoteScreen
from tui.app.screens.notes import NotesScreen
from tui.app.widgets.note_list import listed
from tui.corpus.model import Page
from tui.corpus.outline import ArticleId
from tui.index.fold import folded_text
from tui.index.library import Library
from tui.state import CorpusState, Note, anchored

A, B, C = ArticleId(0, 0), ArticleId(1, 0), ArticleId(2, 0)
"""The articles of `pages`; in reading order they are B, A, C."""


class Stage(NamedTuple):
    main: MainScreen
    state: CorpusState
    folder: Path

    @property
    def notes(self) -> list[Note]:
        return [*self.state.notes.values()]

    @property
    def stored(self) -> CorpusState:
        """What another program would read."""
        return CorpusState.load([], self.folder)


def stage_of(pilot: Pilot[None], folder: Path) -> Stage:
    main = pilot.app.screen
    assert isinstance(main, MainScreen)
    main.memory = CorpusState.load([], folder)
    return Stage(main, main.memory, folder)


def list_of(pilot: Pilot[None]) -> NotesScreen:
    screen = pilot.app.screen
    assert isinstance(screen, NotesScreen)
    return screen


async def written(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def note(pilot: Pilot[None], text: str) -> None:
    await pilot.press("a", *text, "enter")
    await written(pilot)


def growth_of(*pages: Page) -> Growth:
    return indexed(Library().add(pages), len(pages), len(pages))


def note_on(page: Page, passage: int, start: int, stop: int, text: str = "") -> Note:
    return Note.new(anchored(page, passage, start, stop), text)


# Writing


async def test_the_paragraph_that_is_read_is_noted_and_saved(
    start: Start, tmp_path: Path
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("tab", "K")
        await note(pilot, "看这篇 #招商 #产业-园 #招商")
        (made,) = stage.notes
        assert made.anchor.quote == "须水街道建设产业园"
        assert made.text == "看这篇 #招商 #产业-园 #招商"
        assert made.tags == ("招商", "产业-园")
        assert not made.star
        assert stage.main.status.left == "已存"
        assert stage.stored.notes == stage.state.notes


async def test_what_is_selected_is_noted_as_far_as_its_first_paragraph(
    start: Start, tmp_path: Path
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("tab", "K", "right_square_bracket", "V", "j", "j")
        first, _, _ = stage.main.reader.selection.partition("\n")
        await note(pilot, "选")
        assert stage.notes[0].anchor.quote == first == "以项目为王"
        assert not stage.main.reader.is_selecting


async def test_the_word_at_the_cursor_is_noted_or_else_its_sentence(
    start: Start, tmp_path: Path
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("tab", "K", "right_square_bracket", "l", "l")
        word = stage.main.reader.pointed
        assert len(word) > 1
        await note(pilot, "词")
        await pilot.press("right_curly_bracket", "right_parenthesis")
        await note(pilot, "句")
        quotes = [each.anchor.quote for each in stage.notes]
        assert quotes[0] == word
        assert quotes[1].endswith("。")


async def test_a_note_takes_lines_and_a_star(start: Start, tmp_path: Path) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("tab", "a", "甲", "ctrl+j", "ｊ", "ctrl+t", "ctrl+s")
        await written(pilot)
        assert [(each.text, each.star) for each in stage.notes] == [("甲\nｊ", True)]


async def test_an_input_method_types_a_note(start: Start, tmp_path: Path) -> None:
    """Full-width marks and blanks are text, and no keys."""
    typed = "Ｑ，好。　ｑ？／【ａ】#标签"
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("tab", "a")
        for event in XTermParser().feed(typed):
            pilot.app.post_message(event)
        await pilot.pause()
        await pilot.press("enter")
        await written(pilot)
        assert [(each.text, each.tags) for each in stage.notes] == [(typed, ("标签",))]


async def test_a_passage_that_is_noted_is_edited(start: Start, tmp_path: Path) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("tab")
        await note(pilot, "甲")
        await note(pilot, "乙")
        assert [each.text for each in stage.notes] == ["甲乙"]


async def test_escape_saves_nothing_and_says_so(start: Start, tmp_path: Path) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("tab", "a", "escape")
        assert stage.main.status.left == "未存"
        await pilot.press("a", "甲", "escape")
        assert not stage.notes
        assert stage.main.status.left == "未存，下次接着写"


async def test_what_was_not_saved_is_there_the_next_time(
    start: Start, tmp_path: Path
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("tab", "a", "甲", "escape", "K")
        await note(pilot, "乙")
        await pilot.press("J")
        await note(pilot, "丙")
        assert [each.text for each in stage.notes] == ["乙", "甲丙"]
        await pilot.press("A", "e", "丁", "escape", "e", "enter")
        await written(pilot)
        assert sum("丁" in each.text for each in stage.notes) == 1


async def test_a_note_that_could_not_be_written_is_not_called_saved(
    start: Start, tmp_path: Path
) -> None:
    async with start() as pilot:
        (tmp_path / "file").write_text("")
        stage = stage_of(pilot, tmp_path / "file")
        await pilot.press("tab")
        await note(pilot, "甲")
        assert stage.state.problem is not None
        assert stage.main.status.left.startswith(stage.state.problem[:20])
        assert [each.text for each in stage.notes] == ["甲"]


@pytest.mark.parametrize("key", ["a", "A", "H"])
async def test_nothing_is_noted_before_the_notes_are_read(
    start: Start, key: str
) -> None:
    async with start() as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        main.memory = None
        await pilot.press("tab", key)
        assert pilot.app.screen is main
        assert main.status.left == "还在读取笔记"


async def test_what_is_not_in_front_is_not_noted(start: Start, tmp_path: Path) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("slash", *"招商", "enter", "r", "a", "H")
        assert pilot.app.screen is stage.main
        assert not stage.state.highlights


# The list


async def test_the_list_goes_to_a_note_and_searches_at_each_key(
    start: Start, tmp_path: Path
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("tab", "K")
        await note(pilot, "甲 #产业园")
        await pilot.press("J")
        await note(pilot, "乙")
        await pilot.press("A")
        notes = list_of(pilot)
        assert notes.line.left == "2 条笔记"
        await pilot.press("slash", *"產業園", "enter")
        assert notes.line.left == "1 条笔记"
        await pilot.press("enter")
        assert pilot.app.screen is stage.main
        assert stage.main.desk.shown == B
        await pilot.press("ctrl+o")
        assert stage.main.desk.shown == A


@pytest.mark.parametrize("typed", ["甲", "筑巢", "标签", "＃标签", "工业路 甲"])
async def test_text_quote_and_tags_are_searched(
    start: Start, tmp_path: Path, pages: list[Page], typed: str
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        stage.state.put(note_on(pages[1], 0, 0, 2, "别的"))
        wanted = note_on(pages[0], 0, 0, 9, "甲 #标签")
        stage.state.put(replace(wanted, tags=("标签",)))
        await pilot.press("A", "slash", *typed)
        here = list_of(pilot).rows.here
        assert here is not None
        assert here.note.id == wanted.id
        await pilot.press("escape")
        assert list_of(pilot).line.left == "2 条笔记"


async def test_a_list_without_notes_says_why(start: Start, tmp_path: Path) -> None:
    async with start() as pilot:
        stage_of(pilot, tmp_path)
        await pilot.press("A")
        rows = list_of(pilot).rows
        assert rows.render_line(0).text.strip() == "还没有笔记，按 a 写"
        await pilot.press("escape", "tab")
        await note(pilot, "甲")
        await pilot.press("A", "slash", *"没有的")
        assert list_of(pilot).rows.render_line(0).text.strip() == "没有找到"


async def test_the_list_shows_what_another_program_has_noted(
    start: Start, tmp_path: Path, pages: list[Page]
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        other = stage.stored
        other.put(note_on(pages[0], 0, 0, 2, "别人"))
        other.write()
        await pilot.press("A")
        await written(pilot)
        assert list_of(pilot).line.left == "1 条笔记"


async def test_a_note_is_edited_in_the_list(start: Start, tmp_path: Path) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("tab")
        await note(pilot, "甲")
        await pilot.press("A", "e")
        assert isinstance(pilot.app.screen, NoteScreen)
        await pilot.press("#", "新", "enter")
        await written(pilot)
        assert list_of(pilot).line.left == "已存"
        assert [each.tags for each in stage.stored.notes.values()] == [("新",)]


async def test_a_note_is_deleted_when_it_is_asked_for_twice(
    start: Start, tmp_path: Path, pages: list[Page]
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        stage.state.put(note_on(pages[0], 0, 0, 2))
        stage.state.put(note_on(pages[1], 0, 0, 2))
        await pilot.press("A", "d", "j", "d")
        assert len(stage.notes) == 2, "the cursor moved in between"
        await pilot.press("d")
        await written(pilot)
        assert list_of(pilot).line.left == "已删除"
        assert len(stage.stored.notes) == 1
        await pilot.press("d", "d", "d", "e")
        await written(pilot)
        assert not stage.stored.notes


async def test_a_lost_note_is_listed_last_and_not_gone_to(
    start: Start, tmp_path: Path, pages: list[Page]
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        stage.state.put(note_on(pages[0], 0, 0, 2, "在"))
        gone = make_page("gone.txt", "没有了", "这一页没有了。")
        stage.state.put(replace(note_on(gone, 0, 0, 3, "丢"), changed="9999"))
        await pilot.press("A", "G", "enter")
        assert list_of(pilot).line.left == "失去位置：gone.txt"
        here = list_of(pilot).rows.here
        assert here is not None
        assert here.note.text == "丢"


async def test_a_note_is_found_in_a_page_that_was_edited(
    start: Start, tmp_path: Path, pages: list[Page]
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        stage.state.put(note_on(pages[2], 1, 0, 2))
        longer = make_page("c.txt", pages[2].articles[0].title, "新。", "正文里有。")
        stage.main.post_message(CorpusGrown(growth_of(*pages[:2], longer)))
        await pilot.pause()
        await pilot.press("A")
        here = list_of(pilot).rows.here
        assert here is not None
        assert here.found is not None
        assert here.found.place == Place(C, 2, 0)
        await pilot.press("enter")
        assert stage.main.desk.shown == C


async def test_notes_are_exported_and_nothing_is_written_over(
    start: Start, tmp_path: Path, pages: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jiedu-notes.md").write_text("mine")
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path / "state")
        stage.state.put(note_on(pages[0], 1, 0, 2, "甲"))
        await pilot.press("A", "x")
        told = list_of(pilot).line.left
    assert (tmp_path / "jiedu-notes.md").read_text() == "mine"
    text = (tmp_path / "jiedu-notes-2.md").read_text(encoding="utf-8")
    assert "## 上街区 · 工业路街道" in text
    assert "——《工业路街道筑巢引凤》，a.txt 第 2 行" in text
    assert told.startswith("jiedu-notes-2.md")


def test_a_page_that_is_not_read_yet_is_not_called_lost(pages: list[Page]) -> None:
    note = note_on(pages[0], 0, 0, 2)
    (lost,) = listed({note.id: note}, lambda _: None)
    (late,) = listed({note.id: note}, lambda _: None, is_complete=False)
    assert lost.where == "失去位置：a.txt"
    assert late.where == "还没读到：a.txt"


def test_the_latest_note_is_listed_first(pages: list[Page]) -> None:
    notes = [
        replace(note_on(pages[0], 0, 0, 2), changed=f"2024-01-0{day}T00:00:00")
        for day in (2, 3, 1)
    ]
    entries = listed({each.id: each for each in notes}, lambda _: None)
    assert [each.note for each in entries] == [notes[1], notes[0], notes[2]]


@pytest.mark.parametrize("size", [(40, 10), (60, 12), (100, 30)])
async def test_both_screens_show_all_they_have_to(
    start: Start, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with start(size=size) as pilot:
        stage_of(pilot, tmp_path)
        await pilot.press("tab", "a", "甲")
        screen = pilot.app.screen
        assert isinstance(screen, NoteScreen)
        assert screen.area.size.height > 1
        assert screen.line.size.height == 1
        await pilot.press("enter", "A")
        notes = list_of(pilot)
        assert notes.rows.size.height > 1
        assert "甲" in notes.rows.render_line(0).text


# Highlights


async def test_a_term_is_highlighted_until_it_is_no_more(
    start: Start, tmp_path: Path
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("tab", "right_curly_bracket", "l", "l")
        word = stage.main.reader.pointed
        await pilot.press("H")
        await written(pilot)
        assert stage.stored.highlights == (word,)
        assert stage.main.status.left == f"常亮：{word}"
        await pilot.press("H")
        await written(pilot)
        assert stage.stored.highlights == ()
        assert stage.main.status.left == f"不再常亮：{word}"


async def test_the_first_word_is_highlighted_where_there_is_no_cursor(
    start: Start, tmp_path: Path
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("tab", "K", "H")
        await written(pilot)
        (term,) = stage.state.highlights
        assert "须水街道建设产业园".startswith(term)


async def test_what_is_selected_is_highlighted(start: Start, tmp_path: Path) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("tab", "K", "right_square_bracket", "V", "H")
        await written(pilot)
        assert stage.state.highlights == ("以项目为王",)
        assert not stage.main.reader.is_selecting


def test_notes_and_highlights_lie_over_their_passages(pages: list[Page]) -> None:
    page = pages[0]
    made = note_on(page, 1, 2, 6)
    overlay = Overlay(page, {made.id: made}, ("招商", "街道"), NotePlaces())
    assert page.read(page.passages[1]).startswith("街道把招商放在首位，招商引资")
    assert overlay.layers(1) == [
        Layer(2, 6, "noted"),
        Layer(3, 5, "highlight-0"),
        Layer(10, 12, "highlight-0"),
        Layer(0, 2, "highlight-1"),
    ]
    assert not [each for each in overlay.layers(0) if each.name == "noted"]


async def test_a_highlight_and_a_note_are_painted_and_a_hit_lies_on_them(
    start: Start, tmp_path: Path, pages: list[Page]
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        reader = stage.main.reader
        await pilot.press("tab", "K")

        def style() -> Style | None:
            strips = map(reader.render_line, range(reader.size.height))
            found = (each for strip in strips for each in strip if each.text == "招商")
            return next((each.style for each in found), None)

        assert style() is None
        stage.state.highlight("招商")
        lit = style()
        assert lit is not None
        stage.state.unhighlight("招商")
        assert style() is None
        text = pages[1].read(pages[1].passages[2])
        at = text.index("招商")
        stage.state.put(note_on(pages[1], 2, at, at + 2))
        assert style() not in (None, lit)
        stage.state.highlight("招商")
        both = style()
        assert both is not None
        assert both.color == lit.color
        assert both.underline, "the note's mark"
        await pilot.press("slash", *"招商", "enter", "g")
        await written(pilot)
        hit = style()
        assert hit is not None
        assert hit.color != lit.color, "the hit's colour, not the highlight's"


@given(
    st.text("招商招Ａa 　“”國国\n", max_size=30), st.text("招商aＡ国國“ ", max_size=3)
)
def test_a_term_stands_where_its_folded_text_does(text: str, term: str) -> None:
    found = [*occurrences(text, term)]
    wanted = folded_text(term)
    assert len(found) == (folded_text(text).count(wanted) if wanted else 0)
    for first, stop in found:
        assert folded_text(text[first:stop]) == wanted


def looks_of(main: MainScreen, name: str, number: int) -> list[Style]:
    looks = map(main.reader.get_component_rich_style, names_of(name, number))
    return [*looks]


def names_of(name: str, number: int) -> list[str]:
    return [f"reader--{name}-{each}" for each in range(number)]


@pytest.mark.parametrize("colours", [True, False])
async def test_a_highlight_looks_like_no_hit_and_no_other(
    start: Start, monkeypatch: pytest.MonkeyPatch, colours: bool
) -> None:
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    async with start() as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        own, hits = (
            looks_of(main, "highlight", HIGHLIGHTS),
            looks_of(main, "term", TERMS),
        )
        noted = main.reader.get_component_rich_style("reader--noted")
        shapes = [(e.bold, e.italic, e.underline, e.underline2, e.reverse) for e in own]
        others = [
            (e.bold, e.italic, e.underline, e.underline2, e.reverse)
            for e in (*hits, noted)
        ]
        assert len(set(shapes)) == HIGHLIGHTS
        assert not {*shapes} & {*others}


async def test_the_highlights_are_listed_searched_and_taken_away(
    start: Start, tmp_path: Path
) -> None:
    async with start() as pilot:
        stage = stage_of(pilot, tmp_path)
        await pilot.press("T")
        screen = pilot.app.screen
        assert isinstance(screen, HighlightsScreen)
        assert "没有常亮的词" in screen.rows.render_line(0).text
        await pilot.press("escape")
        stage.state.highlight("招商")
        stage.state.highlight("项目")
        await pilot.press("T", "d")
        await written(pilot)
        assert stage.stored.highlights == ("项目",)
        assert stage.main.status.left == "不再常亮：招商"
        await pilot.press("enter")
        assert pilot.app.screen is stage.main
        assert stage.main.query_bar.value == "项目"
