"""Matches that stand near each other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tui.index.fold import Positions

Flags = npt.NDArray[np.bool_]


class Spans(NamedTuple):
    """Matches, by their starts in order; the arrays run in parallel."""

    starts: Positions
    ends: Positions
    """The position behind each."""
    owners: Positions
    """The number of the article that each stands in."""


def flags(left: Spans, right: Spans, within: int) -> tuple[Flags, Flags]:
    """Which matches of each side have one of the other side in the same article, with
    at most `within` codes between the two; the end of a passage is one of them.
    Matches that overlap are not near each other."""
    return (
        _has_next(left, right, within) | _has_previous(left, right, within),
        _has_next(right, left, within) | _has_previous(right, left, within),
    )


def _has_next(one: Spans, other: Spans, within: int) -> Flags:
    """Which matches of one side have one of the other behind them."""
    last = len(other.starts) - 1
    if last < 0:
        return np.zeros(len(one.starts), bool)
    at = np.searchsorted(other.starts, one.ends)
    nearest = np.minimum(at, last)
    gaps = other.starts[nearest] - one.ends
    same: Flags = other.owners[nearest] == one.owners
    return same & (at <= last) & (gaps <= within)


def _has_previous(one: Spans, other: Spans, within: int) -> Flags:
    """Which matches of one side have one of the other in front of them."""
    if not len(other.starts):
        return np.zeros(len(one.starts), bool)
    order = np.argsort(other.ends, kind="stable")
    ends, owners = other.ends[order], other.owners[order]
    at = np.searchsorted(ends, one.starts, "right") - 1
    nearest = np.maximum(at, 0)
    same: Flags = owners[nearest] == one.owners
    return same & (at >= 0) & (one.starts - ends[nearest] <= within)
