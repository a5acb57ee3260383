"""Passages in columns are those that they were made of."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.model import Kind, Mark, MarkKind, Passage, Passages, Span
from tui.corpus.numbers import Numbers

SPANS = st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1)))
MARKS = st.lists(
    st.builds(Mark, st.sampled_from(MarkKind), st.integers(0), st.integers(0))
)
PASSAGES = st.lists(
    st.builds(
        Passage,
        st.sampled_from(Kind),
        SPANS.map(lambda spans: tuple(Span(*each) for each in spans)),
        MARKS.map(tuple),
    ),
    max_size=6,
)


@given(PASSAGES, st.slices(6))
def test_columns_give_back_the_passages(passages: list[Passage], part: slice) -> None:
    columns = Passages.of(passages)
    assert list(columns) == passages
    assert columns[part] == tuple(passages[part])
    assert [columns[at - len(columns)] for at in range(len(columns))] == passages
    assert pickle.loads(pickle.dumps(columns)) == columns
    assert Passages.of(columns) is columns


def test_there_is_no_passage_behind_the_last() -> None:
    with pytest.raises(IndexError):
        Passages.of([Passage(Kind.TITLE, (Span(0, 2),))])[1]


@pytest.mark.parametrize(
    ("kinds", "bounds", "firsts"),
    [
        (b"", (), ()),
        (b"\0", (0, 2), (0,)),
        (b"\0", (0,), (0, 2)),
        (b"\xff", (), (0, 0)),
    ],
)
def test_columns_that_do_not_fit_are_refused(
    kinds: bytes, bounds: tuple[int, ...], firsts: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Passages(kinds, Numbers(bounds), Numbers(firsts), {})


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_numbers_are_kept_in_bytes(numbers: list[int]) -> None:
    assert [*Numbers.from_bytes(bytes(Numbers(numbers)))] == numbers
