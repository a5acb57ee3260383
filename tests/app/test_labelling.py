from __future__ import annotations

import pytest

from tests.app.pages import make_page
from tests.app.stage import PAGE, reading
from tui.app.render.paint import Part
from tui.app.render.units import Point
from tui.app.widgets.reader import Reader
from tui.corpus.model import Kind, Mark, MarkKind
from tui.index.library import Marked

LINKED = make_page(
    (Kind.TITLE, "题目"),
    (
        Kind.PARAGRAPH,
        "一是办事。见https://www.zhengzhou.gov.cn/a?b=1，或www.zzjd.cn。",
        (Mark(MarkKind.HEADING, 0, 4),),
    ),
    (Kind.PARAGRAPH, "另一段。" * 400),
    (Kind.HEADING, "在屏幕外"),
)
TEXT = LINKED.read(LINKED.passages[1])
HITS = [Marked(2, 4, 0, 0), Marked(5, 7, 0, 1), Marked(3, 5, 0, 2)]


async def test_headings_hits_and_links_in_sight_get_letters() -> None:
    async with reading(LINKED) as stage:
        stage.reader.mark(lambda passage: HITS if passage == 1 else [])
        title = next(y for y, row in enumerate(stage.rows()) if "题目" in row)
        await stage.pilot.press("f")
        rows = "".join(stage.rows())
        assert stage.rows()[title].strip() == "aa目"
        assert "as是adaf。agahtps" in rows
        assert "ajw.zzjd" in rows
        await stage.pilot.press("a", "h")
        assert stage.reader.pointed == "https://www.zhengzhou.gov.cn/a?b=1"
        assert "题目" in stage.rows()[title]


async def test_labels_stand_in_order_and_apart() -> None:
    async with reading() as stage:
        text = PAGE.read(PAGE.passages[2])
        assert text[4] == ","
        parts = [Part(2, 5, 8), Part(2, 4, 5), Part(2, 0, 3), Part(2, 1, 4)]
        parts += [Part(1, 0, 7), Part(1, 0, 7), Part(2, 6, 7)]
        labels = stage.reader.label(parts)
        assert labels == {
            "aa": Part(1, 0, 7),
            "as": Part(2, 0, 3),
            "ad": Part(2, 1, 4),
            "af": Part(2, 4, 5),
            "ag": Part(2, 6, 7),
        }


async def test_there_are_letters_for_a_whole_screen() -> None:
    async with reading() as stage:
        labels = stage.reader.label(Part(6, at, at + 1) for at in range(0, 740, 2))
        assert len(labels) == len(set(labels)) == 370
        assert {len(label) for label in labels} == {2}


async def test_spelling_a_label_goes_there() -> None:
    async with reading() as stage:
        await stage.pilot.press("f", "a", "s")
        part = Part(3, 0, 4)
        assert stage.app.said == [Reader.Jumped(part, Point(0, 0))]
        assert stage.reader.cursor == part
        await stage.pilot.press("j")
        assert stage.reader.visible_rows[0] == 1


async def test_the_first_letter_leaves_those_that_go_on_with_it() -> None:
    parts = [Part(2, at, at + 1) for at in range(0, 60, 2)]
    async with reading() as stage:
        labels = stage.reader.label(parts)
        assert {label[0] for label in labels} == {"a", "s"}
        await stage.pilot.press("s")
        shown = "".join(stage.rows())
        assert "sa" in shown
        assert "aa" not in shown
        await stage.pilot.press("ａ")
        assert stage.reader.cursor == labels["sa"]


@pytest.mark.parametrize("keys", [["escape"], ["x"], ["a", "x"], ["9"]])
async def test_keys_that_leave_the_labels_do_no_more(keys: list[str]) -> None:
    async with reading() as stage:
        plain = stage.rows()
        await stage.pilot.press("f")
        assert stage.rows() != plain
        await stage.pilot.press(*keys)
        assert stage.rows() == plain
        assert stage.reader.cursor is None
        await stage.pilot.press("j")
        assert stage.reader.visible_rows[0] == 1


async def test_scrolling_and_another_article_take_the_labels_away() -> None:
    async with reading() as stage:
        await stage.pilot.press("f", "ctrl+d")
        assert stage.reader.visible_rows[0] == 6
        assert not stage.reader.is_labelled
        await stage.pilot.press("g", "f")
        stage.reader.show(PAGE, 1)
        assert not stage.reader.is_labelled


async def test_no_letters_are_shown_where_there_is_nothing_to_go_to() -> None:
    page = make_page((Kind.PARAGRAPH, "无处可去。"))
    async with reading(page) as stage:
        await stage.pilot.press("f")
        assert not stage.reader.is_labelled
        assert stage.rows()[0].strip() == "无处可去。"
