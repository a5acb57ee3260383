from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.pages import make_page
from tui.app.render.galley import Galley
from tui.corpus.model import Kind

SENTENCE = "今年以来,工业路街道充分发挥重大产业项目带动作用。"
PAGE = make_page(
    (Kind.TITLE, "筑巢引凤"),
    (Kind.PARAGRAPH, SENTENCE),
    (Kind.HEADING, "丰富方式"),
    *((Kind.PARAGRAPH, "abc " * count) for count in range(5, 60, 9)),
    (Kind.CAPTION, "实验仪器\n生产线"),
)
BLOCKS = range(len(PAGE.passages))


def galley(measure: int = 24) -> Galley:
    return Galley(PAGE, 0, measure)


def settled() -> Galley:
    made = galley()
    made.settle(0, 0, 0, 10**6)
    return made


def every_row() -> Iterator[tuple[int, int]]:
    """The block and the offset of each row, the gaps' with offset -1."""
    for number, block in enumerate(settled().blocks):
        rows = settled().rows(number)
        yield from ((number, -1) for _ in rows[: block.gap])
        yield from ((number, row.start) for row in rows[block.gap :])


def test_rows_are_counted_over_all_blocks() -> None:
    made = settled()
    rows = list(every_row())
    assert made.height == len(rows)
    for y, (block, _) in enumerate(rows):
        assert made.at(y) == (block, y - made.tops[block])
    assert made.at(-5) == made.at(0)
    assert made.at(10**6) == made.at(made.height - 1)


def test_a_character_is_found_on_its_row() -> None:
    made = settled()
    for y, (block, start) in enumerate(every_row()):
        if start >= 0:
            assert made.row_of(block, start) == y
            assert made.row_of(block, made.row(y)[1].stop - 1) == y
            assert made.first_from(y) == (block, start)
            assert made.end_of(y) == (block, made.row(y)[1].stop)
        else:
            assert made.first_from(y) == (block, 0)
            assert made.source_line(y) is None


def test_estimates_give_way_to_real_heights() -> None:
    """Latin words take half the cells that the estimate supposes."""
    made = galley()
    assert made.height > settled().height
    last = BLOCKS[-1]
    before = made.tops[last]
    made.settle(last, 0, 3, 0)
    assert made.tops[last] < before
    made.settle(last, 0, 10**6, 0)
    assert made.tops == settled().tops


@given(st.sampled_from(BLOCKS), st.integers(0, 40), st.integers(0, 40))
def test_rows_near_a_settled_block_stand_where_they_are_said_to(
    block: int, above: int, below: int
) -> None:
    """Setting what lies around must not move them against the block."""
    made, full = galley(), settled()
    made.settle(block, 0, above, below)
    for distance in range(-above, below + 1):
        y = full.tops[block] + distance
        if 0 <= y < full.height:
            assert made.row(made.tops[block] + distance) == full.row(y)


@pytest.mark.parametrize("y", range(40))
def test_the_neighbours_of_a_row_are_the_nearest_starts_of_blocks(y: int) -> None:
    made = settled()
    starts = [made.row_of(block, 0) for block in BLOCKS]
    after = [start for start in starts if start > y] or starts[-1:]
    before = [start for start in starts if start < y] or starts[:1]
    assert made.neighbour(y, 1) == after[0]
    assert made.neighbour(y, -1) == before[-1]


def test_a_row_knows_its_line_in_the_file() -> None:
    made = galley()
    lines = {block: PAGE.lines_of(PAGE.passages[block])[0] for block in BLOCKS}
    for block in BLOCKS:
        assert made.source_line(made.row_of(block, 0)) == lines[block]


def test_text_is_extracted_without_the_breaks_between_rows() -> None:
    made = galley()
    assert made.extract((1, 2), (1, 24)) == SENTENCE[2:24]
    assert made.extract((0, 2), (2, 2)) == f"引凤\n{SENTENCE}\n丰富"


def test_the_share_of_a_character_grows_from_start_to_end() -> None:
    made = settled()
    shares = [
        made.share_of(block, offset)
        for block in BLOCKS
        for offset in range(len(made.text(block)))
    ]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] < 1


@pytest.mark.parametrize("block", BLOCKS)
def test_a_character_stands_near_the_row_of_its_share(block: int) -> None:
    made = settled()
    for offset in range(len(made.text(block))):
        row = made.share_of(block, offset) * made.height
        assert abs(row - made.row_of(block, offset)) < 2 + made.blocks[block].gap


def test_a_share_sets_nothing_in_type() -> None:
    made = galley()
    height = made.height
    made.share_of(BLOCKS[-2], 40)
    assert made.height == height


LONG = make_page(
    (Kind.TITLE, "长篇"), (Kind.PARAGRAPH, SENTENCE * 8000), (Kind.NOTE, "完")
)


def test_of_a_long_paragraph_only_what_is_asked_for_is_set() -> None:
    made = Galley(LONG, 0, 76)
    made.settle(0, 0, 50, 50)
    assert len(made.rows(1, 1)) < 200
    assert abs(made.height - 8000 * len(SENTENCE) / 38) < made.height / 10


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("settle"), st.integers(0, 2), st.integers(0, 300)),
            st.tuples(st.just("row_of"), st.integers(0, 2), st.integers(0, 9000)),
            st.tuples(st.just("at"), st.integers(0, 1), st.integers(0, 6000)),
        ),
        max_size=6,
    )
)
def test_rows_set_in_parts_are_those_that_are_set_at_once(
    asked: list[tuple[str, int, int]],
) -> None:
    page = make_page((Kind.TITLE, "长篇"), (Kind.PARAGRAPH, SENTENCE * 300))
    made, whole = Galley(page, 0, 20), Galley(page, 0, 20)
    whole.settle(0, 0, 0, 10**6)
    for what, block, number in asked:
        block = min(block, 1)
        match what:
            case "settle":
                made.settle(block, 0, number, number)
            case "row_of":
                size = len(made.text(block))
                offset = min(number, size - 1)
                found = made.row_of(block, offset) - made.tops[block]
                assert found == whole.row_of(block, offset) - whole.tops[block]
            case _:
                block, at = made.at(number)
                assert made.rows(block, at + 1)[at] == whole.rows(block)[at]
    made.settle(0, 0, 0, 10**6)
    assert made.tops == whole.tops
    assert [made.row(y) for y in range(made.height)] == [
        whole.row(y) for y in range(whole.height)
    ]
