from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style

from tests.app.pages import make_page
from tui.app.render.cells import cell_width
from tui.app.render.galley import Galley
from tui.app.render.layers import Layer
from tui.app.render.looks import TERMS
from tui.app.render.paint import Frame, Painter, Tag, character_at, hit_layers
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
    over: Sequence[Layer] = (),
    frame: Frame = NO_FRAME,
    tags: Sequence[Tag] = (),
) -> list[tuple[str, str]]:
    """The pieces of a row with the names of the looks they were painted in."""
    layers = [*hit_layers(HITS.get(y, []), current), *over]
    segments = Painter(_named).segments(Galley(PAGE, 0, 40), y, frame, layers, tags)
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


def test_both_cells_of_a_wide_character_are_its_own() -> None:
    galley, frame = Galley(PAGE, 0, 40), Frame(4, 10)
    for y, text, cell in (0, "招商\x1b引资", 12), (1, "本报讯 项目招商。", 14):
        for offset, character in enumerate(text):
            for _ in range(cell_width(character)):
                assert character_at(galley, frame, y, cell) == (y, offset)
                cell += 1
        assert character_at(galley, frame, y, 0) == (y, 0)
        assert character_at(galley, frame, y, 99) == (y, len(text) - 1)


def test_tags_stand_in_place_of_as_many_cells_as_they_take() -> None:
    tags = [Tag(0, "aa"), Tag(2, "as"), Tag(8, "ad")]
    assert painted(1, tags=tags) == [
        INDENT,
        ("aa", "tag"),
        ("报", "paragraph mark-dateline term-0"),
        ("as", "tag"),
        (" ", "paragraph term-0"),
        ("项", "paragraph term-0 term-1"),
        ("目招商", "paragraph term-1"),
        ("ad", "tag"),
    ]


def test_a_tag_keeps_the_cells_of_a_narrow_and_a_wide_character() -> None:
    assert painted(1, tags=[Tag(3, "aa")])[3:5] == [
        ("aa ", "tag"),
        ("目招商", "paragraph term-1"),
    ]


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
    assert painted(1, over=[Layer(7, 9, "selection")]) == [
        INDENT,
        ("本", "paragraph mark-dateline"),
        ("报讯", "paragraph mark-dateline term-0"),
        (" ", "paragraph term-0"),
        ("项", "paragraph term-0 term-1"),
        ("目招", "paragraph term-1"),
        ("商", "paragraph term-1 selection"),
        ("。", "paragraph selection"),
    ]
