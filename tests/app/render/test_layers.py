from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.app.render.layers import Layer, pieces


def test_later_layers_lie_on_top() -> None:
    layers = [Layer(0, 4, "mark"), Layer(2, 6, "term-0"), Layer(3, 4, "current")]
    assert [tuple(piece) for piece in pieces(1, 8, layers)] == [
        (1, 2, ("mark",)),
        (2, 3, ("mark", "term-0")),
        (3, 4, ("mark", "term-0", "current")),
        (4, 6, ("term-0",)),
        (6, 8, ()),
    ]


def test_a_row_without_text_has_no_pieces() -> None:
    assert list(pieces(3, 3, [Layer(0, 9, "mark")])) == []


RANGES = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)


@given(RANGES, st.lists(st.tuples(RANGES, st.sampled_from("abc"))))
def test_each_character_has_the_layers_over_it(
    row: list[int], over: list[tuple[list[int], str]]
) -> None:
    layers = [Layer(start, stop, name) for (start, stop), name in over]
    expected = [
        tuple(each.name for each in layers if each.start <= at < each.stop)
        for at in range(*row)
    ]
    found = [
        piece.names
        for piece in pieces(row[0], row[1], layers)
        for _ in range(piece.start, piece.stop)
    ]
    assert found == expected
