"""Typed pinyin → the names that may be meant.

A character is typed as its syllable, as its first letter, or as zh, ch or sh; the
last one also as a syllable that isn't finished; any one as itself. So 工业路 is found
by gongyelu, gyl, gylu and 工ylu. A character answers to each of its common readings:
which one it has in a name is not asked, so that no name is missed.

Libraries turn text into pinyin. The way back, from a shortened spelling to all the
names that fit, is our own: one automaton that runs over all names at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tui.index.fold import TABLE, Codes, Positions, fold_term
from tui.index.readings import (
    MOST_KEYS,
    Automaton,
    Flags,
    keys_of,
    spelled,
    state,
)

JOINED = 4096
"""Names up to which small parts are joined: one name more may cost that work, about
two milliseconds."""

PART = 1 << 15
"""Names that are taken in at once where there are many: meanwhile no other thread
runs."""

SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2**64 over the golden ratio, the multiplier of Knuth's multiplicative hashing."""

Hashes = npt.NDArray[np.uint64]

IDEOGRAPHS = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff]")


class Kind(IntEnum):
    """What a name is of, best first."""

    PLACE = 0
    NAME = 1
    WORD = 2
    TITLE = 3


class Rank(IntEnum):
    """How sure it is that a candidate is meant, the surest first."""

    FULL = 0
    """A whole name or a single character, typed in full: each character as its syllable
    or as itself."""
    FULL_PART = 1
    SHORTENED = 2
    """A whole name."""
    SHORTENED_PART = 3


class Candidate(NamedTuple):
    text: str
    """The characters that match what was typed."""
    kind: Kind
    rank: Rank


class Matches(NamedTuple):
    """Parts of names that fit what was typed; the arrays run in parallel."""

    starts: Positions
    lengths: Positions
    full: Flags
    """Whether every character is typed as its syllable or as itself."""
    whole: Flags
    """Whether they are all of a name."""
    ranks: npt.NDArray[np.intp]
    kinds: npt.NDArray[np.intp]
    texts: Hashes
    """A hash of the folded text."""


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Names as UTF-16 code units, sorted by kind, each with a 0 on either side, from
    which the automaton goes nowhere."""

    kinds: Mapping[str, Kind]
    """Each name's; empty where none will be added that may be one of them."""
    codes: Codes
    ends: Positions
    """Where in `codes` the names of each kind end."""

    def find(self, automaton: Automaton) -> Matches:
        """All matches, the shortest first, then in order."""
        starts, lengths, full = automaton.run(self.codes)
        before, behind = self.codes[starts - 1], self.codes[starts + lengths]
        whole = (before == 0) & (behind == 0)
        return Matches(
            starts,
            lengths,
            full,
            whole,
            _ranks(full, whole, lengths),
            self.ends.searchsorted(starts, "right"),
            _hashes(self.codes, starts, lengths),
        )

    def candidate(self, found: Matches, at: int) -> Candidate:
        """The match with this number."""
        start, length = int(found.starts[at]), int(found.lengths[at])
        text = self.codes[start : start + length].tobytes().decode("utf-16-le")
        return Candidate(text, Kind(found.kinds[at]), Rank(found.ranks[at]))


@dataclass(frozen=True, slots=True, eq=False)
class Spellings:
    """Names that can be found by pinyin; never changed."""

    _parts: tuple[Names, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str], kind: Kind) -> Spellings:
        """Different names, the most important first, to which none is to be added. As
        none is looked for among them, they aren't kept as strings, too."""
        rest = iter(names)
        parts = iter(lambda: dict.fromkeys(islice(rest, PART), kind), {})
        return cls(tuple(replace(_names(part), kinds={}) for part in parts))

    def add(self, names: Iterable[tuple[str, Kind]]) -> Spellings:
        """These names and more, the most important of each kind first. A name that
        there is already is added only under a better kind."""
        offered: dict[str, Kind] = {}
        for name, kind in names:
            offered[name] = min(kind, offered.get(name, kind))
        fresh = {
            name: kind
            for name, kind in offered.items()
            if all(kind < part.kinds.get(name, len(Kind)) for part in self._parts)
        }
        parts = list(self._parts)
        while parts and _belong_together(parts[-1].kinds, fresh):
            fresh = {**parts.pop().kinds, **fresh}
        return Spellings((*parts, _names(fresh))) if fresh else self

    def find(self, typed: str, limit: int = 20) -> list[Candidate]:
        """The best candidates, each text once: by rank, the fuller of shortened
        spellings first; then by kind; then parts that more names have; then in the
        order given.

        Texts that fold alike are one. What was typed is no candidate for itself, and
        more than `MOST_KEYS` keys have none.
        """
        keys = keys_of(typed)
        if not self._parts or not 0 < len(keys) <= MOST_KEYS:
            return []
        automaton = Automaton(keys)
        parts = [part.find(automaton) for part in self._parts]
        owners = np.repeat(np.arange(len(parts)), [len(each.starts) for each in parts])
        found = Matches(*map(np.concatenate, zip(*parts, strict=True)))
        best = _ranked(found, owners)[: limit + 1]
        candidates = (
            self._parts[owner].candidate(found, at)
            for owner, at in zip(owners[best].tolist(), best.tolist(), strict=True)
        )
        own = fold_term(typed).tobytes()
        others = (each for each in candidates if fold_term(each.text).tobytes() != own)
        return list(islice(others, limit))


def is_pinyin(typed: str) -> bool:
    """Whether it can be cut into pinyin, full or shortened, and ideographs, with at
    least one letter; no syllable begins with i, u or v."""
    keys = keys_of(typed)
    reached = {0}
    for at, key in enumerate(keys):
        if at in reached:
            reached.update(behind for behind, _ in spelled(keys, at))
            if IDEOGRAPHS.match(key):
                reached.add(state(keys, at + 1))
    return len(keys) in reached and re.search("[a-z]", keys) is not None


def _ranked(found: Matches, owners: Positions) -> Positions:
    """The best match of each text, the best of all first."""
    _, texts, counts = np.unique(found.texts, return_inverse=True, return_counts=True)
    ranks = np.where(found.whole, 0, len(Kind)) + found.kinds
    # Numbered by rank, then in order: the least number of a text is its best match.
    best = np.full(len(counts), 2 * len(Kind) * len(ranks))
    np.minimum.at(best, texts, ranks * len(ranks) + np.arange(len(ranks)))
    at = best % max(len(ranks), 1)
    effort = np.where(found.full[at], 0, found.lengths[at])
    # Whole names stand in their own order, before parts by how many names have them.
    weight = np.where(found.whole[at], -len(owners) - 1, -counts)
    kinds, ranks = found.kinds[at], found.ranks[at]
    return at[np.lexsort((found.starts[at], owners[at], weight, kinds, effort, ranks))]


def _ranks(full: Flags, whole: Flags, lengths: Positions) -> npt.NDArray[np.intp]:
    in_full = np.where(whole | (lengths == 1), Rank.FULL, Rank.FULL_PART)
    shortened = np.where(whole, Rank.SHORTENED, Rank.SHORTENED_PART)
    return np.where(full, in_full, shortened)


def _belong_together(part: Mapping[str, Kind], added: Mapping[str, Kind]) -> bool:
    """As in a log-structured merge tree: names that come one by one are joined a few
    times each, however many follow."""
    return 0 < len(part) <= 2 * len(added) and len(part) + len(added) <= JOINED


def _names(kinds: Mapping[str, Kind]) -> Names:
    texts = (
        "".join(f"{name}\0" for name in kinds if kinds[name] is kind) for kind in Kind
    )
    units = [text.encode("utf-16-le", "surrogatepass") for text in texts]
    ends = np.cumsum([len(each) // 2 for each in units], dtype=np.int64)
    return Names(kinds, np.frombuffer(b"".join(units), np.uint16), ends)


def _hashes(codes: Codes, starts: Positions, lengths: Positions) -> Hashes:
    """Polynomial hashes of the folded texts, which are sorted by length. Among a
    million texts two share a hash once in some 10**7 times."""
    hashes = np.zeros(len(starts), np.uint64)
    for at in range(lengths.max(initial=0)):
        rest = slice(lengths.searchsorted(at, "right"), None)
        hashes[rest] = hashes[rest] * SPREAD + TABLE[codes[starts[rest] + at]]
    return hashes
