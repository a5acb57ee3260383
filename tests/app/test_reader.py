from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from tests.app.pages import make_page
from tests.app.stage import PAGE, SENTENCE, ReaderApp, reading
from tui.app.render.looks import LOOKS, SUBHEADING, TERMS
from tui.app.render.typeset import text_lines
from tui.app.widgets.reader import Reader
from tui.app.widgets.sheet import AHEAD
from tui.corpus.model import Kind, Page
from tui.index.library import Marked

BIG = make_page(
    *((Kind.PARAGRAPH, f"{n}： " + "abc d " * (n % 50)) for n in range(2000))
)
"""Heights are far from the estimates, so that correcting them would show."""


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


async def test_a_count_repeats_the_next_move_only() -> None:
    async with reading() as stage:
        await stage.pilot.press("1", "2", "j")
        assert stage.reader.visible_rows[0] == 12
        await stage.pilot.press("j")
        assert stage.reader.visible_rows[0] == 13
        await stage.pilot.press("1", "0", "k")
        assert stage.reader.visible_rows[0] == 3


@pytest.mark.parametrize(
    ("counted", "plain"),
    [
        ("2 ctrl+d", "ctrl+d ctrl+d"),
        ("2 space", "space space"),
        ("3 }", "} } }"),
        ("G 2 {", "G { {"),
        ("2 ]", "] ]"),
        ("9 ]", "] ] ]"),
        ("] ] 2 [", "] ] [ ["),
        ("3 plus", "plus plus plus"),
        ("4 l", "l l l l"),
        ("9 l 4 h", "9 l h h h h"),
        ("3 )", ") ) )"),
        ("5 ) 2 (", "5 ) ( ("),
    ],
)
async def test_a_count_is_as_many_moves(counted: str, plain: str) -> None:
    places = []
    for keys in (counted, plain):
        async with reading(size=(100, 12)) as stage:
            await stage.pilot.press(*(NAMES.get(key, key) for key in keys.split()))
            reader = stage.reader
            places.append((reader.position, reader.cursor, reader.measure))
    assert places[0] == places[1]


async def test_a_nought_alone_and_a_count_that_is_left_count_nothing() -> None:
    async with reading() as stage:
        await stage.pilot.press("0", "j")
        assert stage.reader.visible_rows[0] == 1
        await stage.pilot.press("5", "escape", "j")
        assert stage.reader.visible_rows[0] == 2


async def test_sentences_are_gone_over_one_by_one() -> None:
    async with reading() as stage:
        await stage.pilot.press(*["right_parenthesis"] * 3)
        assert stage.reader.cursor == (2, len(SENTENCE), len(SENTENCE) + 1)
        assert stage.reader.pointed == SENTENCE[0]
        await stage.pilot.press("left_parenthesis", "left_parenthesis")
        assert stage.reader.cursor == (1, 0, 1)


async def test_the_last_sentence_has_none_behind_it() -> None:
    async with reading(number=1) as stage:
        await stage.pilot.press("9", "right_parenthesis")
        assert stage.reader.cursor == (8, 0, 1)
        await stage.pilot.press("right_parenthesis")
        assert stage.reader.cursor == (8, 0, 1)
        await stage.pilot.press("9", "left_parenthesis", "left_parenthesis")
        assert stage.reader.cursor == (7, 0, 1)


async def test_clicks_on_the_scroll_bar_scroll() -> None:
    async with reading() as stage:
        end = (stage.reader.size.width - 1, stage.reader.size.height - 1)
        await stage.pilot.click(Reader, offset=end)
        await stage.pilot.pause()
        lower = stage.reader.scroll_offset.y
        assert lower > 0
        await stage.pilot.click(Reader, offset=(end[0], 0))
        await stage.pilot.pause()
        assert stage.reader.scroll_offset.y < lower


async def test_a_taller_pane_near_the_end_gives_the_row_back() -> None:
    async with reading(size=(80, 24)) as stage:
        await stage.pilot.press("G", *"kkkkk")
        before = stage.rows()[0]
        await stage.pilot.resize_terminal(80, 30)
        await stage.pilot.pause()
        assert stage.rows()[0] != before, "there are not so many rows below"
        await stage.pilot.resize_terminal(80, 24)
        await stage.pilot.pause()
        assert stage.rows()[0] == before
