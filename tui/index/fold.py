"""Original text → folded codes, and the way back.

Two texts that a reader takes for the same become the same codes: width, case,
traditional characters, quotation marks and blanks make no difference. What becomes
what is decided in `tui.index.data.build`.

A code is a UTF-16 code unit. A character beyond the BMP leaves a surrogate pair, so
that two of them are the same only where both halves are; the halves have ranges of
their own, so that a search for whole characters never begins in the middle of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tui.index.data import DROPPED, RARE

Codes = npt.NDArray[np.uint16]
Offsets = npt.NDArray[np.uint32]
Positions = npt.NDArray[np.int64]

DATA = Path(__file__).with_name("data")
TABLE: Codes = np.load(DATA / "table.npy")
RARE_ROWS: Offsets = np.load(DATA / "rare.npy")
SEPARATOR = 0x0A
"""The code behind each text. Line feeds are dropped, so that no text has it."""


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """Texts, one behind the other, as codes.

    An offset counts the characters (code points) of all texts, with one more for
    each separator; a position counts codes. Between two *odd* characters, those
    that leave no code or several, both run in step, so only the odd ones are stored.
    """

    codes: Codes

    behind: Offsets
    """The offset behind each odd character. The first entry, 0, stands for the
    start; the last takes the end of the text for an odd character."""

    resume: Offsets
    """The position behind each odd character's codes, after a 0 for the start."""

    inside: Offsets
    """The positions of all codes but the first, of characters that leave several."""

    composite: frozenset[int]
    """All codes that such characters leave."""

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def size(self) -> int:
        """Characters of the texts, separators included."""
        return int(self.behind[-1]) - 1

    def offsets(self, positions: Positions) -> Positions:
        """The offsets of the characters that left the codes at the positions."""
        odd = last_up_to(self.resume, positions)
        in_step = positions + self.behind[odd].astype(np.int64) - self.resume[odd]
        # Codes past the first of an odd character run past it: they belong to it.
        own: Positions = np.minimum(in_step, self.behind[odd + 1].astype(np.int64) - 1)
        return own

    def positions(self, offsets: Positions) -> Positions:
        """The positions of the first codes left by the characters at the offsets or
        behind them."""
        odd = last_up_to(self.behind[:-1], offsets)
        return offsets + self.resume[odd].astype(np.int64) - self.behind[odd]

    def joined(self, other: Folded) -> Folded:
        """These texts, then the other's."""
        size, length = np.uint32(self.size), np.uint32(len(self))
        return Folded(
            np.concatenate((self.codes, other.codes)),
            np.concatenate((self.behind[:-1], other.behind[1:] + size)),
            np.concatenate((self.resume, other.resume[1:] + length)),
            np.concatenate((self.inside, other.inside + length)),
            self.composite | other.composite,
        )


def fold(texts: Sequence[str]) -> Folded:
    """Fold texts of any number and length; linear in their characters."""
    joined = "\n".join([*texts, ""])
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    # A point beyond the BMP is clipped to the last entry, which is RARE.
    codes = TABLE.take(points, mode="clip")
    codes[np.cumsum([len(text) + 1 for text in texts], dtype=np.intp) - 1] = SEPARATOR
    odd = np.flatnonzero((codes == DROPPED) | (codes == RARE))
    codes, counts = _written_out(codes, points, odd)
    resume = odd + 1 + np.cumsum(counts - 1)
    inside = _middles(resume, counts)
    return Folded(
        codes,
        np.concatenate(([0], odd + 1, [len(points) + 1])).astype(np.uint32),
        np.concatenate(([0], resume)).astype(np.uint32),
        inside.astype(np.uint32),
        frozenset(np.unique(codes[np.append(inside - 1, inside)]).tolist()),
    )


def fold_term(term: str) -> Codes:
    """The codes of a search term: empty where it has nothing to search for."""
    return fold([term]).codes[:-1]


def last_up_to(ordered: Offsets, wanted: Positions) -> npt.NDArray[np.intp]:
    """For each number the index of the last one in `ordered` that isn't larger."""
    # Numbers of another type would have all of `ordered` converted at each call.
    return ordered.searchsorted(wanted.astype(np.uint32), "right") - 1


def _written_out(
    codes: Codes, points: Offsets, odd: npt.NDArray[np.intp]
) -> tuple[Codes, Positions]:
    """The codes with each odd entry replaced by what it leaves, and how many each
    odd entry leaves."""
    counts = np.zeros(len(odd), np.int64)
    rare = codes[odd] == RARE
    if not rare.any():
        return codes[codes != DROPPED], counts
    pieces = [_pieces(point) for point in points[odd[rare]].tolist()]
    counts[rare] = [len(piece) for piece in pieces]
    repeats = np.ones(len(codes), np.int64)
    repeats[odd] = counts
    codes = np.repeat(codes, repeats)
    codes[codes == RARE] = list(chain.from_iterable(pieces))
    return codes, counts


@lru_cache(maxsize=4096)
def _pieces(point: int) -> tuple[int, ...]:
    """The codes of a character that leaves no single one."""
    first, last = np.searchsorted(RARE_ROWS[:, 0], (point, point + 1))
    if first == last:
        units = np.frombuffer(chr(point).encode("utf-16-le"), np.uint16)
    else:
        units = RARE_ROWS[first:last, 1].astype(np.uint16)
    return tuple(units[units != DROPPED].tolist())


def _middles(resume: Positions, counts: Positions) -> Positions:
    """The positions of all codes but each odd character's first."""
    several = counts > 1
    rest = counts[several] - 1
    before = np.cumsum(rest) - rest
    return np.repeat(resume[several] - rest - before, rest) + np.arange(rest.sum())
