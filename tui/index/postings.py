"""Where each code occurs: the inverted index, by single characters.

Words are no units here: where a Chinese word ends is a guess, and an index of words
misses what crosses the guess.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tui.index.fold import Codes, Offsets


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    alphabet: Codes
    """The codes that occur, in order."""

    bounds: Offsets
    """`order[bounds[i]:bounds[i + 1]]` are the positions of `alphabet[i]`."""

    order: Offsets
    """Every position once: by code, and in order for each code."""

    def ranges(self, codes: Codes) -> tuple[Offsets, Offsets]:
        """For each code, where in `order` its positions start and stop; the same
        for a code that doesn't occur."""
        firsts = self.alphabet.searchsorted(codes, "left")
        lasts = self.alphabet.searchsorted(codes, "right")
        return self.bounds[firsts], self.bounds[lasts]


def index(codes: Codes) -> Postings:
    """Sort the positions of the codes; a radix sort, linear in their number."""
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    firsts = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    starts = np.concatenate(([0], firsts)) if len(codes) else firsts
    bounds = np.append(starts, len(codes))
    return Postings(ordered[starts], bounds.astype(np.uint32), order.astype(np.uint32))
