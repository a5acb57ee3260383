from __future__ import annotations

import pytest

from tests.app.pages import make_page
from tests.app.stage import PAGE, SENTENCE, Stage, reading
from tui.app.render.paint import Part
from tui.app.render.units import Point, Unit
from tui.app.theme import THEMES
from tui.app.widgets.reader import Reader
from tui.corpus.model import Kind

FIRST, SECOND = SENTENCE * 8, SENTENCE * 12
TITLE = "筑巢引凤兴产业"
BODY = make_page(
    (Kind.PARAGRAPH, "甲好。乙好！丙好。"),
    (Kind.PARAGRAPH, "丁好。戊好。"),
)
KEYS = {
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
}


async def pressed(stage: Stage, keys: str) -> str:
    """What is selected after some keys, divided by blanks."""
    await stage.pilot.press(*(KEYS.get(key, key) for key in keys.split()))
    return stage.reader.selection


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Words are of two characters, marks of one."""
    start = max(text.rfind(mark, 0, offset) for mark in "。！") + 1
    stop = start + 2
    return (start, stop) if offset < stop else (offset, offset + 1)


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("V", "甲好。乙好！丙好。"),
        ("V V", "甲好。"),
        ("V V )", "甲好。乙好！"),
        ("V V ) ) (", "甲好。乙好！"),
        ("V V ) l", "甲好。乙好！丙好"),
        ("V V ) h", "甲好。乙好"),
        ("V V l right left", "甲好。乙好"),
        ("V V V", "甲好。乙好！丙好。"),
        ("V V ) V", "甲好。乙好！丙好。"),
        ("V V }", "甲好。乙好！丙好。"),
        ("V V } }", "甲好。乙好！丙好。\n丁好。戊好。"),
        ("V V 2 }", "甲好。乙好！丙好。\n丁好。戊好。"),
        ("V V } } {", "甲好。乙好！丙好。"),
        ("V j", "甲好。乙好！丙好。\n丁好。戊好。"),
        ("V down up", "甲好。乙好！丙好。"),
        ("V j j j k", "甲好。乙好！丙好。"),
        ("V )", "甲好。乙好！丙好。\n丁好。"),
        ("V k (", "甲好。乙好！丙好。"),
        ("V ) V", "甲好。乙好！丙好。\n丁好。"),
        ("V ) V V", "甲好。乙好！丙好。\n丁好。戊好。"),
        ("V escape", ""),
        ("V escape V V", "甲好。"),
        ("V y", ""),
        ("j )", ""),
        ("l l l V V", "乙好！"),
        ("l l l V V (", "甲好。乙好！"),
        ("l l l V V ( )", "乙好！"),
        ("l l l V V ( ) )", "乙好！丙好。"),
        ("l l l V V { V", "甲好。乙好！丙好。"),
    ],
)
async def test_keys_select(keys: str, selected: str) -> None:
    async with reading(BODY) as stage:
        stage.reader.word_at = word_at
        if keys.startswith("l"):
            stage.reader.word_at = None
        assert await pressed(stage, keys) == selected


async def test_rows_are_selected_without_the_breaks_between_them() -> None:
    async with reading() as stage:
        await pressed(stage, "} } V")
        rows = [row.strip() for row in stage.rows()[:3]]
        assert await pressed(stage, "2 j") == "".join(rows)


@pytest.mark.parametrize(
    "theme", [*(each.name for each in THEMES), "textual-light", "nord"]
)
async def test_what_is_selected_looks_so_and_can_be_read(theme: str) -> None:
    async with reading(BODY) as stage:
        for each in THEMES:
            stage.app.register_theme(each)
        stage.app.theme = theme
        plain = stage.styles("甲好。乙好！丙好。")
        await pressed(stage, "V")
        (selected,) = stage.styles("甲好。乙好！丙好。")
        assert selected not in plain
        assert selected.color
        assert selected.bgcolor
        assert selected.color.get_truecolor() != selected.bgcolor.get_truecolor()


async def test_the_end_of_the_selection_stays_in_sight() -> None:
    async with reading() as stage:
        await pressed(stage, "V 3 0 j")
        assert stage.reader.selection.endswith(stage.rows()[-1].strip())
        assert len(stage.reader.selection) > 800
        await pressed(stage, "2 9 k")
        assert stage.rows()[0].strip() == TITLE


async def test_a_selection_outlives_a_resize() -> None:
    async with reading() as stage:
        selected = await pressed(stage, "} } V j j")
        await stage.pilot.resize_terminal(50, 12)
        await stage.pilot.pause()
        assert stage.reader.selection == selected
        stage.reader.show(PAGE, 1)
        assert stage.reader.selection == ""


@pytest.mark.parametrize(
    ("key", "cited", "selecting", "text", "part"),
    [
        ("y", False, "", "五星支部创建进行时", (0, 0, 9)),
        ("Y", True, "} ", TITLE, (1, 0, 7)),
        ("y", False, "l l ) ) ", FIRST, (2, 0, len(FIRST))),
        ("y", False, "} } V V ) ", SENTENCE * 2, (2, 0, 2 * len(SENTENCE))),
        ("Y", True, "} V j ", TITLE + "\n" + FIRST[:37], (1, 0, 7)),
    ],
)
async def test_text_is_copied(
    key: str, cited: bool, selecting: str, text: str, part: tuple[int, int, int]
) -> None:
    async with reading() as stage:
        assert await pressed(stage, selecting + key) == ""
        assert stage.app.said == [Reader.Copied(text, cited, Part(*part))]


# The mouse


async def drag(stage: Stage, *offsets: tuple[int, int]) -> str:
    await stage.pilot.mouse_down(Reader, offset=offsets[0])
    for offset in offsets[1:]:
        await stage.pilot.hover(Reader, offset=offset)
    await stage.pilot.mouse_up(Reader, offset=offsets[-1])
    return stage.reader.selection


def row_of(stage: Stage, text: str) -> int:
    return next(y for y, row in enumerate(stage.rows()) if text in row)


LEFT = 5
"""The first cell of a paragraph in a pane of 80 cells."""


@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize("end", [6, 7])
async def test_dragging_selects_from_character_to_character(
    start: int, end: int
) -> None:
    """Whichever half of them the pointer is on."""
    async with reading() as stage:
        y = row_of(stage, "今年")
        there, back = (LEFT + start, y), (LEFT + end, y)
        assert await drag(stage, there, back) == "今年以来"
        assert await drag(stage, back, there) == "今年以来"
        assert stage.styles("今年以来")


async def test_dragging_selects_over_rows_and_paragraphs() -> None:
    async with reading() as stage:
        y = row_of(stage, "今年")
        selected = await drag(stage, (30, y - 2), (LEFT + 3, y))
        assert selected.endswith("\n今年")
        assert TITLE.endswith(selected.split("\n")[0])


async def test_dragging_goes_on_beyond_the_edge() -> None:
    async with reading() as stage:
        await stage.pilot.press("space")
        top = stage.reader.visible_rows[0]
        # The pointer is at once as far below as the screen goes.
        stage.reader.styles.height = 8
        await stage.pilot.pause()
        await drag(stage, (LEFT, 2), (LEFT, 10), (LEFT, 11))
        assert stage.reader.visible_rows[0] >= top + 2
        last = stage.rows()[stage.reader.size.height - 1].strip()
        assert stage.reader.selection.split("\n")[-1] in last


async def test_a_click_points_and_ends_the_selection() -> None:
    async with reading() as stage:
        y = row_of(stage, "今年")
        await drag(stage, (LEFT, y), (LEFT + 6, y))
        await stage.pilot.click(Reader, offset=(LEFT + 3, y))
        assert stage.reader.selection == ""
        assert stage.reader.pointed == "年"


async def test_a_drag_leaves_the_cursor_where_it_was() -> None:
    async with reading() as stage:
        y = row_of(stage, "今年")
        await stage.pilot.click(Reader, offset=(LEFT, y))
        await drag(stage, (LEFT + 6, y), (LEFT + 10, y))
        assert stage.reader.pointed == "今"


async def test_a_double_click_selects_a_word_and_v_its_row() -> None:
    async with reading(BODY) as stage:
        stage.reader.word_at = word_at
        await stage.pilot.double_click(Reader, offset=(LEFT + 7, 0))
        assert stage.reader.selection == "乙好"
        assert await pressed(stage, "V") == "甲好。乙好！丙好。"
        assert await pressed(stage, "V") == "乙好！"


async def test_nothing_can_be_pointed_at_or_selected_where_there_is_no_text() -> None:
    article = PAGE.articles[0]
    empty = type(PAGE)("", "", (0,), (), (type(article)("", 0, 0, ()),))
    async with reading(empty) as stage:
        await pressed(stage, "V y Y ) ( l j f")
        await stage.pilot.click(Reader, offset=(3, 3))
        assert await drag(stage, (1, 1), (5, 5)) == ""
        assert stage.app.said == []
    async with reading(BODY) as stage:
        await stage.pilot.click(Reader, offset=(LEFT, 8))
        assert stage.reader.cursor is None


async def test_selecting_begins_at_the_hit_or_the_first_sentence_on_screen() -> None:
    async with reading(size=(80, 8)) as stage:
        await stage.pilot.press("G", "k")
        top = Point(*stage.reader.position)
        assert stage.reader.units is not None
        sentence, after = stage.reader.units.around(top, Unit.SENTENCE)
        assert sentence < top
        assert stage.reader.first == after
        hit = Point(top.passage, top.offset + 40)
        stage.reader.hit = lambda: hit
        assert stage.reader.first == hit
        stage.reader.hit = lambda: Point(0, 0)
        assert stage.reader.first == after, "that hit is out of sight"
        await stage.pilot.press("V", *"jjjjjjjj")
        assert stage.reader.selection.endswith(SENTENCE)
