"""How characters are read, and an automaton that reads names by what was typed.

Syllables are written as they are typed, without tones and with ü as v. The tables are
made by `tui.index.data.build_readings`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

import numpy as np
import numpy.typing as npt

from tui.index.data import DROPPED, RARE
from tui.index.fold import TABLE, Codes, Positions

READINGS = Path(__file__).with_name("data") / "readings.tsv"
IN_WORDS = READINGS.with_name("read_in_words.tsv")
DIGRAPHS = ("zh", "ch", "sh")
"""The initials of two letters."""

LONGEST = 6
"""Letters of chuang, shuang and zhuang."""

MOST_KEYS = 63
"""A set of the states, one behind each key and one before all, fits 64 bits."""

ALIKE = str.maketrans("’ü", "'v")

Flags = npt.NDArray[np.bool_]
States = npt.NDArray[np.unsignedinteger[Any]]
"""Sets of states, as bits of the narrowest type: most of the time goes into moving
them."""


class Readings(NamedTuple):
    """Pinyin → the codes of all characters that may be typed so, in no order."""

    syllables: Mapping[str, Codes]

    shortened: Mapping[str, Codes]
    """By whole syllables, by their first letters, and by zh, ch and sh."""

    unfinished: Mapping[str, Codes]
    """By every beginning of a syllable, whole ones among them."""


@cache
def readings() -> Readings:
    """The readings of the package's table, read at the first call (some 5 ms)."""
    rows = (line.split("\t") for line in READINGS.read_text("utf-8").splitlines())
    syllables = {
        syllable: np.frombuffer(chars.encode("utf-16-le"), np.uint16)
        for syllable, chars in rows
    }
    shortened: defaultdict[str, list[Codes]] = defaultdict(list)
    unfinished: defaultdict[str, list[Codes]] = defaultdict(list)
    for syllable, codes in syllables.items():
        for stop in range(1, len(syllable) + 1):
            piece = syllable[:stop]
            unfinished[piece].append(codes)
            if stop == 1 or piece in DIGRAPHS or piece == syllable:
                shortened[piece].append(codes)
    return Readings(syllables, _joined(shortened), _joined(unfinished))


@cache
def in_words() -> Mapping[str, Mapping[str, str]]:
    """Common words, and how those of their characters are read in them that have
    several readings: {"银行": {"行": "hang"}}; read at the first call (some 15 ms)."""
    words = defaultdict[str, dict[str, str]](dict)
    for line in IN_WORDS.read_text("utf-8").splitlines():
        char, syllable, having = line.split("\t")
        for word in having.split(" "):
            words[word][char] = syllable
    return words


def is_misread(keys: str, word: str) -> bool:
    """Whether a word that the automaton finds is not read so: 实行 by shihang. A few
    words have two readings, of which one is known."""
    known = in_words().get(word)
    if known is None:
        return False
    reached = {0}
    for char in word:
        reading = known.get(char)
        reached = {
            behind for at in reached for behind in _behind(keys, at, char, reading)
        }
    return len(keys) not in reached


def _behind(keys: str, at: int, char: str, reading: str | None) -> Iterator[int]:
    """The states behind a character, which may be known to be read so."""
    if keys[at : at + 1] == char:
        yield state(keys, at + 1)
    for behind, codes in spelled(keys, at):
        piece = keys[at:behind].rstrip("'")
        if ord(char) in codes and (reading is None or reading.startswith(piece)):
            yield behind


def keys_of(typed: str) -> str:
    """What was typed with its letters in one form: small, narrow, v for ü."""
    return normalize("NFKC", typed).lower().translate(ALIKE).lstrip("'")


def state(keys: str, at: int) -> int:
    """The state before the key, or before the next one that is no apostrophe: these
    divide syllables and stand for nothing."""
    return len(keys) - len(keys[at:].lstrip("'"))


def spelled(keys: str, at: int, full: bool = False) -> Iterator[tuple[int, Codes]]:
    """What a character can be typed as from this key on: the state behind it, and
    the codes of the characters. `full` asks for whole syllables."""
    syllables, shortened, unfinished = readings()
    for stop in range(at + 1, min(at + LONGEST, len(keys)) + 1):
        table = unfinished if stop == len(keys) else shortened
        codes = (syllables if full else table).get(keys[at:stop])
        if codes is not None:
            yield state(keys, stop), codes


class Automaton:
    """Reads text one code at a time, from all places at once.

    A state is the number of keys that are used up; a character that can be typed in
    several ways leads to several states. Where the last one is reached, the text read
    since the start is a match.
    """

    def __init__(self, keys: str) -> None:
        """Raises ValueError for no keys, and for more than `MOST_KEYS`."""
        if not 0 < len(keys) <= MOST_KEYS:
            raise ValueError(f"{len(keys)} keys")
        self._last = 1 << len(keys)
        self._loose = _transitions(keys, full=False)
        self._full = _transitions(keys, full=True)

    def run(self, codes: Codes) -> tuple[Positions, Positions, Flags]:
        """All matches: where they start, how many codes long they are, and whether
        every character is typed in full; the shortest first, then in order.

        The last code is 0, which leads nowhere, nor does the last state.
        """
        starts = np.flatnonzero((self._loose[0] != 0).take(codes))
        loose = full = np.ones(len(starts), self._loose.dtype)
        length = 0
        found = [(starts[:0], starts[:0], np.zeros(0, np.bool_))]
        while len(starts):
            read = codes[starts + length]
            loose, full = _step(loose, read, self._loose), _step(full, read, self._full)
            length += 1
            done = (loose & self._last) != 0
            lengths = np.full(np.count_nonzero(done), length)
            found.append((starts[done], lengths, (full[done] & self._last) != 0))
            on = loose != 0
            starts, loose, full = starts[on], loose[on], full[on]
        starts, lengths, in_full = map(np.concatenate, zip(*found, strict=True))
        return starts, lengths, in_full


def _transitions(keys: str, full: bool) -> States:
    """(keys, 65536): from the state before each key, the states that each code leads
    to."""
    states = np.min_scalar_type(1 << len(keys))
    table: States = np.zeros((len(keys), len(TABLE)), states)
    for at, key in enumerate(keys):
        table[at, _alike(key)] = 1 << state(keys, at + 1)
        for behind, codes in spelled(keys, at, full):
            table[at, codes] |= 1 << behind
    return table


def _alike(key: str) -> Codes:
    """The codes of the characters that the key itself stands for."""
    folded = TABLE.take(ord(key), mode="clip")
    alike = (folded == TABLE) & (folded not in (DROPPED, RARE))
    return np.flatnonzero(alike).astype(np.uint16)


def _step(states: States, codes: Codes, table: States) -> States:
    """The states that each code leads to from its set of states."""
    reached = np.zeros_like(states)
    present = int(np.bitwise_or.reduce(states, initial=0))
    for at, row in enumerate(table):
        if present >> at & 1:
            reached |= -(states >> at & 1) & row.take(codes)
    return reached


def _joined(parts: Mapping[str, list[Codes]]) -> dict[str, Codes]:
    return {piece: np.concatenate(codes) for piece, codes in parts.items()}
