"""What lies over a line of text: hits, marks, a selection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Layer(NamedTuple):
    """A range of code points and the name of the look it has."""

    start: int
    stop: int
    name: str


class Piece(NamedTuple):
    """A range of code points with one look throughout."""

    start: int
    stop: int
    names: tuple[str, ...]
    """The layers over it, the uppermost last."""


def pieces(start: int, stop: int, layers: Sequence[Layer]) -> Iterator[Piece]:
    """Cut `start:stop` wherever a layer begins or ends; later layers lie on top."""
    over = [each for each in layers if each.start < stop and each.stop > start]
    edges = {edge for each in over for edge in each[:2] if start < edge < stop}
    for left, right in pairwise(sorted({start, stop} | edges)):
        names = (each.name for each in over if each.start <= left < each.stop)
        yield Piece(left, right, tuple(names))
