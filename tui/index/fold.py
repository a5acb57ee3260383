"""Original text → folded codes, and the way back.

Two texts that a reader takes for the same become the same codes: width, case,
traditional characters, quotation marks and blanks make no difference. What becomes
what is decided in `tui.index.data.build`.

A code is a UTF-16 code unit. A character beyond the BMP leaves a surrogate pair, so
that two of them are the same only where both halves are; the halves have ranges of
their own, so that a search for whole characters never begins in the middle of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain
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


def fold(texts: Sequence[str]) -> Folded:
    """Fold texts of any number and length; linear in their characters."""
    points = _points("\n".join([*texts, ""]))
    # A point beyond the BMP is clipped to the last entry, which is RARE.
    codes = TABLE.take(points, mode="clip")
    lengths = np.fromiter(map(len, texts), np.intp, len(texts))
    codes[np.cumsum(lengths + 1) - 1] = SEPARATOR
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


def joined(parts: Sequence[Folded]) -> Folded:
    """The texts of all of them, one behind the other."""
    lengths, sizes = bases(map(len, parts)), bases(part.size for part in parts)
    zero = np.zeros(1, np.uint32)
    behind = shifted([part.behind[1:-1] for part in parts], sizes)
    return Folded(
        np.concatenate([part.codes for part in parts]),
        np.concatenate((zero, *behind, sizes[-1:] + np.uint32(1))),
        np.concatenate((zero, *shifted([part.resume[1:] for part in parts], lengths))),
        np.concatenate(shifted([part.inside for part in parts], lengths)),
        frozenset(chain.from_iterable(part.composite for part in parts)),
    )


def bases(sizes: Iterable[int]) -> Offsets:
    """Where each of some things that follow each other starts; then the end."""
    return np.array([*accumulate(sizes, initial=0)], np.uint32)


def shifted(parts: Sequence[Offsets], bases: Offsets) -> list[Offsets]:
    """Numbers that each part counts from its own start, counted from the first's."""
    return [part + base for part, base in zip(parts, bases, strict=False)]


def fold_term(term: str) -> Codes:
    """The codes of a search term: empty where it has nothing to search for."""
    points = _points(term)
    codes = TABLE.take(points, mode="clip")
    # Most terms have no odd character, and nothing to be told apart by.
    if ((codes != DROPPED) & (codes != RARE)).all():
        return codes
    return fold([term]).codes[:-1]


def folded_text(text: str) -> str:
    """A text as it is searched: a character a code. The halves of a character beyond
    the BMP stay halves, so that positions count the same."""
    return text_of(fold_term(text))


def text_of(codes: Codes) -> str:
    return codes.astype(np.uint32).tobytes().decode("utf-32-le", "surrogatepass")


def last_up_to(ordered: Offsets, wanted: Positions) -> npt.NDArray[np.intp]:
    """For each number the index of the last one in `ordered` that isn't larger."""
    # Numbers of another type would have all of `ordered` converted at each call.
    return ordered.searchsorted(wanted.astype(np.uint32), "right") - 1


def _points(text: str) -> Offsets:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _written_out(
    codes: Codes, points: Offsets, odd: npt.NDArray[np.intp]
) -> tuple[Codes, Positions]:
    """The codes with each odd entry replaced by what it leaves, and how many each
    odd entry leaves."""
    counts = np.zeros(len(odd), np.int64)
    rare = codes[odd] == RARE
    if not rare.any():
        return codes[codes != DROPPED], counts
    places = odd[rare].tolist()
    pieces = [_pieces(point) for point in points[places].tolist()]
    counts[rare] = [len(piece) for piece in pieces]
    codes[places] = [piece[0] if piece else DROPPED for piece in pieces]
    several = [
        (at + 1, piece)
        for at, piece in zip(places, pieces, strict=True)
        if len(piece) > 1
    ]
    if several:
        behind = [at for at, piece in several for _ in piece[1:]]
        rest = [code for _, piece in several for code in piece[1:]]
        codes = np.insert(codes, behind, rest)
    return codes[codes != DROPPED], counts


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
