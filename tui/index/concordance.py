"""Every hit on a line, in its context (KWIC), in an order of the reader's choice.

All hits are sorted as arrays of codes; a line is made when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple, overload

import numpy as np
import numpy.typing as npt

from tui.index.fold import SEPARATOR, Codes
from tui.index.hits import Hit, Hits

REACH = 12
"""Codes at a side that hits are sorted by; those of a passage that are alike so far
stand in their order."""

Cut = Callable[[str], Sequence[str]]
"""Divides a text into words."""


class Order(StrEnum):
    PLACE = "place"
    LEFT = "left"
    """By what stands before, the nearest word first."""
    RIGHT = "right"
    """By what stands behind."""


class Line(NamedTuple):
    hit: Hit
    left: str
    text: str
    right: str


class Concordance(Sequence[Line]):
    """The hits of a query as lines."""

    def __init__(
        self,
        hits: Hits,
        order: Order = Order.PLACE,
        width: int = 40,
        cut: Cut | None = None,
    ) -> None:
        """`width`: characters on either side. `cut` tells what a word is; without it
        the left side is sorted by characters."""
        self.hits, self.width = hits, width
        self._numbers = _sorted(hits, order, cut)

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Line]:
        return (self[at] for at in range(len(self)))

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, slice):
            return [self[each] for each in range(len(self))[at]]
        hit = self.hits[self.number(at)]
        text = self.hits.text_of(hit)
        return Line(
            hit,
            text[max(0, hit.start - self.width) : hit.start],
            text[hit.start : hit.stop],
            text[hit.stop : hit.stop + self.width],
        )

    def number(self, at: int) -> int:
        """Which hit of the query a line shows."""
        return int(self._numbers[range(len(self))[at]])


def _sorted(hits: Hits, order: Order, cut: Cut | None) -> npt.NDArray[np.intp]:
    """The numbers of all hits, sorted."""
    if order is Order.PLACE:
        return np.arange(len(hits))
    before, behind = np.hsplit(hits.around(REACH), 2)
    nearest_first = behind if order is Order.RIGHT else before[:, ::-1]
    contexts = _ended(nearest_first)
    if order is Order.LEFT and cut is not None:
        keys = [_ranks(contexts, cut)]
    else:
        keys = [*_packed(contexts)]
    numbers = hits.numbers()
    return numbers[np.lexsort((numbers, *reversed(keys)))]


def _ended(contexts: Codes) -> Codes:
    """Codes, the nearest first, with nothing but zeros from the first separator on."""
    ended = np.logical_or.accumulate(contexts == SEPARATOR, axis=1)
    return np.where(ended, np.uint16(0), contexts)


def _packed(contexts: Codes) -> npt.NDArray[np.uint64]:
    """Columns that sort like the rows: each has four codes of two bytes, the highest
    in front, as one number."""
    return contexts.astype(">u2").view(">u8").astype(np.uint64).T


def _ranks(contexts: Codes, cut: Cut) -> npt.NDArray[np.intp]:
    """What to sort by: the nearest word first, each word from its first character.
    Equal contexts are cut once."""
    kinds, owners = np.unique(contexts, axis=0, return_inverse=True)
    words = [tuple(reversed([*cut(_text(each))])) for each in kinds]
    ranks = {each: rank for rank, each in enumerate(sorted(set(words)))}
    return np.array([ranks[each] for each in words], np.intp)[owners.ravel()]


def _text(context: Codes) -> str:
    """The text that codes, the nearest first, stand for."""
    codes = context[context > 0][::-1]
    return codes.astype("<u2").tobytes().decode("utf-16-le", "surrogatepass")
