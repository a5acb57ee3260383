"""Where each code occurs: the inverted index, by single characters.

Words are no units here: where a Chinese word ends is a guess, and an index of words
misses what crosses the guess.

The positions of a long text are sorted in *runs*, each of consecutive positions and
small enough for the processor's cache. They stay apart: to gather the positions of a
code from some dozen runs costs microseconds, to merge all of them a fifth of the build.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tui.index.fold import Codes, Offsets, Positions, bases


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    alphabet: Codes
    """The codes that occur, in order."""

    bounds: Offsets
    """A row for each run, one behind the other: `order[row[i]:row[i + 1]]` are the
    positions of `alphabet[i]` in the run."""

    order: Offsets
    """Every position once: run by run, by code, and in order for each code."""

    def counts(self, codes: Codes) -> Positions:
        """How often each of some codes occurs."""
        rows = self._rows()
        firsts = self.alphabet.searchsorted(codes, "left")
        lasts = self.alphabet.searchsorted(codes, "right")
        sizes: Positions = (rows[:, lasts] - rows[:, firsts]).sum(0, np.int64)
        return sizes

    def positions(self, code: np.uint16) -> Positions:
        """Where a code occurs, in order."""
        rows = self._rows()
        first = self.alphabet.searchsorted(code, "left")
        last = self.alphabet.searchsorted(code, "right")
        runs = zip(rows[:, first].tolist(), rows[:, last].tolist(), strict=True)
        return np.concatenate([self.order[a:b] for a, b in runs], dtype=np.int64)

    def _rows(self) -> Offsets:
        return self.bounds.reshape(-1, len(self.alphabet) + 1)


def in_order(codes: Codes) -> Positions:
    """The positions of the codes, by code; a radix sort, linear in their number."""
    return codes.argsort(kind="stable")


def index(codes: Codes, order: Positions | None = None) -> Postings:
    """The codes as one run; `order` is `in_order(codes)`, if at hand."""
    order = in_order(codes) if order is None else order
    counts = np.bincount(codes)
    alphabet = np.flatnonzero(counts)
    bounds = np.concatenate(([0], np.cumsum(counts[alphabet])))
    return Postings(
        alphabet.astype(np.uint16), bounds.astype(np.uint32), order.astype(np.uint32)
    )


def joined(parts: Sequence[Postings]) -> Postings:
    """The postings of texts that follow each other, each with its runs."""
    alphabet = np.unique(np.concatenate([part.alphabet for part in parts]))
    starts = bases(len(part.order) for part in parts)
    order, rows = np.empty(starts[-1], np.uint32), []
    for part, (start, stop) in zip(parts, pairwise(starts), strict=True):
        np.add(part.order, start, out=order[start:stop])
        # A code that a part doesn't have has an empty range there.
        columns = [*part.alphabet.searchsorted(alphabet), len(part.alphabet)]
        rows.append(part._rows()[:, columns] + start)
    return Postings(alphabet, np.concatenate(rows).ravel(), order)
