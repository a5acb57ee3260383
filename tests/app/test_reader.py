from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import pairwise
from typing import NamedTuple

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection

from tests.app.pages import make_page
from tui.app.render.looks import LOOKS, SUBHEADING, TERMS
from tui.app.render.typeset import text_lines
from tui.app.widgets.reader import AHEAD, Reader
from tui.corpus.model import Kind, Page
from tui.index.library import Marked

SENTENCE = "今年以来,工业路街道充分发挥重大产业项目带动作用。"
PAGE = make_page(
    (Kind.BANNER, "五星支部创建进行时"),
    (Kind.TITLE, "筑巢引凤兴产业"),
    (Kind.PARAGRAPH, SENTENCE * 8),
    (Kind.HEADING, "丰富方式"),
    (Kind.PARAGRAPH, SENTENCE * 12),
    (Kind.HEADING, "打牢基础"),
    (Kind.PARAGRAPH, SENTENCE * 30),
    (Kind.TITLE, "另一篇"),
    (Kind.PARAGRAPH, SENTENCE),
    articles=[0, 7],
)
BIG = make_page(
    *((Kind.PARAGRAPH, f"{n}： " + "abc d " * (n % 50)) for n in range(2000))
)
"""Heights are far from the estimates, so that correcting them would show."""


class ReaderApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.moves: list[tuple[int, int]] = []

    def compose(self) -> ComposeResult:
        yield Reader()

    def on_reader_moved(self, event: Reader.Moved) -> None:
        self.moves.append(event.reader.position)


class Stage(NamedTuple):
    app: ReaderApp
    pilot: Pilot[None]
    reader: Reader

    def rows(self) -> list[str]:
        """The rows on screen as text."""
        height = self.reader.size.height
        return [self.reader.render_line(y).text.rstrip() for y in range(height)]

    def styles(self, word: str) -> set[Style]:
        """The styles in which the pieces that equal a word are on screen."""
        strips = map(self.reader.render_line, range(self.reader.size.height))
        segments = (segment for strip in strips for segment in strip)
        styles = [each.style or Style() for each in segments if each.text == word]
        return {style.clear_meta_and_links() for style in styles}


@asynccontextmanager
async def reading(
    page: Page = PAGE, number: int = 0, size: tuple[int, int] = (80, 12)
) -> AsyncIterator[Stage]:
    app = ReaderApp()
    async with app.run_test(size=size) as pilot:
        reader = app.query_one(Reader)
        reader.show(page, number)
        reader.focus()
        await pilot.pause()
        yield Stage(app, pilot, reader)


async def test_the_article_is_shown_from_its_start_in_the_middle_of_the_pane() -> None:
    async with reading(size=(100, 60)) as stage:
        printed = list(text_lines(PAGE, PAGE.articles[0], 76))
        margin = " " * ((99 - 76) // 2)
        shown = [row.replace("▸", " ") for row in stage.rows()]
        expected = [(margin + line).rstrip() for line in printed]
        assert shown == expected + [""] * (60 - len(printed))


async def test_a_narrow_pane_is_used_but_for_a_cell_on_each_side() -> None:
    async with reading(size=(41, 40)) as stage:
        printed = list(text_lines(PAGE, PAGE.articles[0], 38))
        shown = [row.replace("▸", " ") for row in stage.rows()]
        assert shown[:8] == [f" {line}".rstrip() for line in printed[:8]]


async def test_another_article_replaces_the_one_before() -> None:
    async with reading() as stage:
        await stage.pilot.press("G")
        stage.reader.show(PAGE, 1)
        assert stage.reader.position == (7, 0)
        assert stage.rows()[0].strip() == "另一篇"


async def test_a_page_without_passages_shows_nothing() -> None:
    article = PAGE.articles[0]
    empty = Page("", "", (0,), (), (type(article)("", 0, 0, ()),))
    async with reading(empty) as stage:
        await stage.pilot.press("j", "G", "}", "]", "plus", "L", "g")
        stage.reader.reveal(0, 0)
        assert stage.rows() == [""] * 12
        assert not stage.reader.is_visible(0, 0)


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ("j", 1),
        ("down", 1),
        ("j j k", 1),
        ("j j up", 1),
        ("ctrl+d", 6),
        ("ctrl+d ctrl+d ctrl+u", 6),
        ("space", 11),
        ("pagedown", 11),
        ("space space b", 11),
        ("space space pageup", 11),
        ("space g", 0),
        ("space home", 0),
        ("k", 0),
        ("}", 2),
        ("} }", 4),
        ("} } }", 11),
        ("} } j {", 4),
        ("} } {", 2),
        ("]", 4),
        ("] ]", 11),
        ("] ] [", 4),
        ("] ] j [", 11),
        ("] [", 0),
        ("] [ [", 0),
    ],
)
async def test_keys_scroll(keys: str, row: int) -> None:
    async with reading() as stage:
        await stage.pilot.press(*(NAMES.get(key, key) for key in keys.split()))
        assert stage.reader.visible_rows[0] == row


NAMES = {
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
}


@pytest.mark.parametrize("key", ["G", "end"])
async def test_the_end_is_the_last_row(key: str) -> None:
    async with reading() as stage:
        await stage.pilot.press(key, "j", "space")
        last = list(text_lines(PAGE, PAGE.articles[0], 76))[-1]
        assert stage.rows()[-1].strip() == last


async def test_a_move_is_told_and_no_move_is_not() -> None:
    async with reading() as stage:
        stage.app.moves.clear()
        await stage.pilot.press("k", "g")
        assert stage.app.moves == []
        await stage.pilot.press("]")
        assert stage.app.moves == [(2, 0)]
        stage.reader.show(PAGE, 1)
        await stage.pilot.pause()
        assert stage.app.moves == [(2, 0), (7, 0)]


async def test_the_position_is_the_first_visible_character() -> None:
    async with reading() as stage:
        await stage.pilot.press("j")
        assert stage.reader.position == (1, 0)
        await stage.pilot.press("}", "}", "j")
        passage, offset = stage.reader.position
        text = PAGE.read(PAGE.passages[passage])
        assert offset > 0
        assert stage.rows()[0].strip() == text[offset : offset + 38].rstrip()[:38]


async def test_a_character_out_of_sight_is_brought_a_third_down_the_pane() -> None:
    async with reading() as stage:
        assert not stage.reader.is_visible(4, 200)
        stage.reader.reveal(4, 200)
        await stage.pilot.pause()
        assert stage.reader.is_visible(4, 200)
        part = PAGE.read(PAGE.passages[4])[200:205]
        assert part in "".join(row.strip() for row in stage.rows()[4:6])


async def test_a_character_in_sight_does_not_move_the_text() -> None:
    async with reading() as stage:
        await stage.pilot.press("j")
        stage.reader.reveal(3, 1)
        await stage.pilot.pause()
        assert stage.reader.visible_rows[0] == 1
        assert stage.reader.is_visible(1, 0)
        assert not stage.reader.is_visible(0, 0)


async def test_what_is_revealed_before_there_is_a_size_is_shown_later() -> None:
    app = ReaderApp()
    reader = Reader()
    reader.show(PAGE, 0)
    reader.reveal(4, 100)
    async with app.run_test(size=(80, 12)) as pilot:
        await app.mount(reader)
        await pilot.pause()
        assert reader.is_visible(4, 100)


async def test_a_resize_keeps_the_reading_position() -> None:
    """Also after many: a row's start must not creep towards the article's."""
    async with reading() as stage:
        await stage.pilot.press("ctrl+d", "j", "j")
        position = stage.reader.position
        assert position[1] > 0
        for width in (61, 47, 93, 52, 80):
            await stage.pilot.resize_terminal(width, 12)
            await stage.pilot.pause()
            assert stage.reader.is_visible(*position)
            assert stage.reader.position == position
        await stage.pilot.press("plus", "minus")
        assert stage.reader.position == position


async def test_the_measure_can_be_changed_within_limits() -> None:
    async with reading(size=(140, 12)) as stage:
        await stage.pilot.press("plus")
        assert stage.reader.measure == 80
        await stage.pilot.press("minus", "minus")
        assert stage.reader.measure == 72
        await stage.pilot.press(*["minus"] * 12)
        assert stage.reader.measure == 40
        await stage.pilot.press(*["equals_sign"] * 30)
        assert stage.reader.measure == 120


async def test_source_lines_stand_in_a_column() -> None:
    async with reading() as stage:
        await stage.pilot.press("L")
        shown = [row[:4].strip() for row in stage.rows()]
        assert shown[:6] == ["1", "", "3", "", "5", "5"]
        await stage.pilot.press("L")
        assert stage.rows()[0][:4].strip() == ""


async def test_hits_are_marked_where_the_lookup_says() -> None:
    async with reading() as stage:
        hits = [Marked(5, 8, 0, 0), Marked(30, 33, 0, 1)]
        stage.reader.mark(lambda passage: hits if passage == 2 else [], 0)
        assert len(stage.styles("工业路")) == 2
        stage.reader.mark(lambda passage: hits if passage == 2 else [], None)
        assert len(stage.styles("工业路")) == 1
        stage.reader.mark(None)
        assert stage.styles("工业路") == set()


async def test_terms_and_the_current_hit_differ_without_colour() -> None:
    async with reading() as stage:
        names = [*(f"term-{number}" for number in range(TERMS)), "current"]
        styles = [_shape(stage.reader, name) for name in names]
        assert len(set(styles)) == TERMS + 1
        assert _shape(stage.reader, "paragraph") not in styles


async def test_kinds_of_passages_differ_without_colour() -> None:
    async with reading() as stage:
        looks = (*LOOKS.values(), SUBHEADING)
        shapes = {
            (_shape(stage.reader, look.name), look.lead, look.align, look.first_indent)
            for look in looks
        }
        assert len(shapes) == len(looks)


def _shape(reader: Reader, name: str) -> Sequence[bool | None]:
    style = reader.get_component_rich_style(f"reader--{name}")
    flags = (style.bold, style.italic, style.underline, style.reverse, style.dim)
    return tuple(map(bool, flags))


async def test_a_page_is_data() -> None:
    """No control character and no markup of a page comes into effect."""
    text = "[/街道] [@click=app.exit]退[/] \x1b]52;c;YQ==\x07 \u202e\x9b2J"
    async with reading(make_page((Kind.PARAGRAPH, text))) as stage:
        assert stage.rows()[0].strip() == (
            "[/街道] [@click=app.exit]退[/] ␛]52;c;YQ==␇ ▯▯2J"
        )


async def test_text_above_does_not_jump_when_it_is_set() -> None:
    """Going up from the end, each row up shows one more row at the top."""
    async with reading(BIG) as stage:
        await stage.pilot.press("G")
        assert stage.rows()[-1].strip() != ""
        screens = [stage.rows()]
        for _ in range(AHEAD + 100):
            stage.reader.action_row(-1)
            screens.append(stage.rows())
        assert all(after[1:] == before[:-1] for before, after in pairwise(screens))


async def test_a_far_place_is_shown_and_read_upwards_without_a_gap() -> None:
    async with reading(BIG) as stage:
        stage.reader.reveal(1000)
        await stage.pilot.pause()
        assert stage.rows()[4].strip().startswith("1000")
        stage.reader.reveal(990)
        stage.reader.action_page(-1)
        numbers = [int(row.partition("：")[0]) for row in stage.rows() if "：" in row]
        assert len(numbers) > 1
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


async def test_dragging_the_scrollbar_shows_rows_everywhere() -> None:
    async with reading(BIG) as stage:
        for part in (0.3, 0.9, 0.1, 1.0):
            stage.reader.scroll_to(y=stage.reader.max_scroll_y * part, animate=False)
            await stage.pilot.pause()
            assert all(row.strip() for row in stage.rows())


async def test_selected_text_comes_without_the_breaks_between_rows() -> None:
    async with reading() as stage:
        start = next(y for y, row in enumerate(stage.rows()) if "今年" in row)
        stop = Offset(1 + 2, start + 1)
        selection = Selection(Offset(1 + 4, start), stop)
        text, _ = stage.reader.get_selection(selection) or ("", "")
        first = stage.rows()[start].strip()
        assert text == first + stage.rows()[start + 1].strip()[:2]


async def test_the_mouse_selects_text() -> None:
    """The character under the pointer is the last one, as everywhere in Textual."""
    async with reading() as stage:
        row = next(y for y, row in enumerate(stage.rows()) if "今年" in row)
        await stage.pilot.mouse_down(Reader, offset=(5, row))
        await stage.pilot.hover(Reader, offset=(5 + 8, row))
        await stage.pilot.mouse_up(Reader, offset=(5 + 8, row))
        assert stage.app.screen.get_selected_text() == SENTENCE[:5]
        assert stage.styles(SENTENCE[:5])
