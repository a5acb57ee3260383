"""Find every occurrence of a term."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tui.index.fold import Codes, Folded, Offsets, Positions, last_up_to
from tui.index.postings import Postings


def find(term: Codes, folded: Folded, postings: Postings) -> Positions:
    """The positions where the term occurs, in order; overlapping ones count.

    A match covers whole characters of the source: `m` is not found in ㎡, `m2` is.
    `term` is not empty, and `postings` are those of `folded`.
    """
    rarest, *others = postings.counts(term).argsort().tolist()
    starts: Positions = postings.positions(term[rarest]) - rarest
    first, last = starts.searchsorted((0, len(folded) - len(term) + 1))
    starts = starts[first:last]
    for each in others:
        if not len(starts):
            break
        # None is out of bounds; of numpy's ways to see to that, this is the fastest.
        codes = folded.codes[each:].take(starts, mode="wrap")
        starts = starts[codes == term[each]]
    # Few terms begin or end with what can be part of a character, and to look each
    # match up costs more than all of the above.
    if folded.composite.isdisjoint((int(term[0]), int(term[-1]))):
        return starts
    cut = _among(starts, folded.inside) | _among(starts + len(term), folded.inside)
    return starts[~cut]


def _among(positions: Positions, ordered: Offsets) -> npt.NDArray[np.bool_]:
    """Whether each position is one of the ordered ones, of which there are some."""
    same: npt.NDArray[np.bool_] = ordered[last_up_to(ordered, positions)] == positions
    return same
