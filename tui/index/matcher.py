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
    firsts, lasts = postings.ranges(term)
    rarest, *others = np.argsort(lasts - firsts).tolist()
    posted = postings.order[firsts[rarest] : lasts[rarest]]
    starts: Positions = posted.astype(np.int64) - rarest
    for each in others:
        if not len(starts):
            break
        # A start too near to either end reaches over the last code, and that is a
        # separator: wrapped around, it matches no term.
        starts = starts[folded.codes.take(starts + each, mode="wrap") == term[each]]
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
