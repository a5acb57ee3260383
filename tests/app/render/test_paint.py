from __future__ import annotations

from rich.style import Style

from tests.app.pages import make_page
from tui.app.render.galley import Galley
from tui.app.render.looks import TERMS
from tui.app.render.paint import Frame, Painter, place_at
from tui.corpus.model import Kind, Mark, MarkKind
from tui.index.library import Marked

PAGE = make_page(
    (Kind.HEADING, "招商\x1b引资"),
    (Kind.PARAGRAPH, "本报讯 项目招商。", (Mark(MarkKind.DATELINE, 0, 3),)),
)


NO_FRAME = Frame(0, 0)
INDENT = ("    ", "")
HITS = {1: [Marked(1, 5, 0, 4), Marked(4, 8, TERMS + 1, 5)]}


def painted(
    y: int,
    current: int | None = None,
    selected: tuple[int, int] | None = None,
    frame: Frame = NO_FRAME,
) -> list[tuple[str, str]]:
    """The pieces of a row with the names of the looks they were painted in."""
    painter = Painter(_named, lambda passage: HITS.get(passage, []), current)
    segments = painter.segments(Galley(PAGE, 0, 40), y, frame, selected)
    return [(each.text, _names(each.style)) for each in segments if each.text]


def _named(name: str) -> Style:
    return Style(meta={name: True})


def _names(style: Style | None) -> str:
    return "" if style is None else " ".join(style.meta)


def test_a_lead_stands_before_the_text_and_controls_are_marks() -> None:
    assert painted(0) == [("▸ ", "lead"), ("招商␛引资", "heading")]


def test_the_source_line_stands_in_the_gutter_and_the_text_in_the_measure() -> None:
    assert painted(1, frame=Frame(4, 10))[:3] == [
        ("  3 ", "source"),
        (" " * 10, ""),
        ("本", "paragraph mark-dateline"),
    ]


def test_a_painted_character_is_traced_back_to_its_place() -> None:
    galley, frame = Galley(PAGE, 0, 40), Frame(4, 10)
    painter = Painter(_named)
    for y, (text, before) in enumerate(
        [("招商\x1b引资", 12), ("本报讯 项目招商。", 14)]
    ):
        row = "".join(each.text for each in painter.segments(galley, y, frame))
        assert len(row) == before + len(text)
        for at in range(before, len(row)):
            assert place_at(galley, frame, y, at) == (y, at - before)
        assert place_at(galley, frame, y, 0) == (y, 0)
        assert place_at(galley, frame, y, 99) == (y, len(text))


def test_hits_lie_over_marks_and_the_current_one_over_all() -> None:
    assert painted(1, current=4) == [
        INDENT,
        ("本", "paragraph mark-dateline"),
        ("报讯", "paragraph mark-dateline term-0 current"),
        (" ", "paragraph term-0 current"),
        ("项", "paragraph term-0 term-1 current"),
        ("目招商", "paragraph term-1"),
        ("。", "paragraph"),
    ]


def test_a_selection_lies_over_everything() -> None:
    assert painted(1, selected=(7, 9)) == [
        INDENT,
        ("本", "paragraph mark-dateline"),
        ("报讯", "paragraph mark-dateline term-0"),
        (" ", "paragraph term-0"),
        ("项", "paragraph term-0 term-1"),
        ("目招", "paragraph term-1"),
        ("商", "paragraph term-1 selection"),
        ("。", "paragraph selection"),
    ]
