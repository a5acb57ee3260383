"""Where the characters of a healed passage stand, against walking through them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.model import Offsets, Span, pieces

TEXTS = st.text("ab春 \n", min_size=2, max_size=20)


@given(TEXTS, st.data())
def test_each_character_is_found_where_it_stands(
    text: str, data: st.DataObject
) -> None:
    cuts = data.draw(st.sets(st.integers(0, len(text)), min_size=2))
    spans = [Span(*each) for each in pairwise(sorted(cuts))]

    offsets = Offsets(text, spans)

    places = walked(text, spans)
    assert [offsets[n] for n in range(len(places))] == places
    assert offsets[len(places)] == offsets[len(places) + 3] == spans[-1].end
    assert len(places) == len("".join(pieces(text, spans)))


def walked(text: str, spans: list[Span]) -> list[int]:
    """The place of each character of the healed text; the blank between Latin letters
    stands behind the span before it."""
    places = [*range(*spans[0])]
    for before, span in pairwise(spans):
        left, right = text[before.end - 1], text[span.start]
        if left in "ab" and right in "ab":
            places.append(before.end)
        places += range(*span)
    return places
