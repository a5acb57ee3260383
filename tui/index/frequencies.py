"""How often each word of a dictionary was found, in a tenth of the memory of a dict.

Half a million strings in a table take 60 MB, and no other thread runs while it is read
in one call, or grows. Here words of up to four characters, nearly all there are, are
numbers in order: 6 MB, there in an instant. To find one takes a microsecond, where a
dict takes a tenth of that.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np

BYTES = 8
"""Of a word as a number: four UTF-16 code units."""
REMEMBERED = 1 << 14
"""Words whose counts are kept at hand: jieba asks three times for each."""
PART = 1 << 15
"""Numbers that are made words at once: meanwhile no other thread runs."""

Counts = Mapping[str, int]
"""Words and how often each was found."""


class Frequencies:
    """What a `jieba.Tokenizer` asks of its `FREQ`: words and how often each was found,
    and with 0 the beginnings of words that are none themselves.

    One thread at a time may add words; any may read meanwhile.
    """

    def __init__(
        self, total: int, keys: array[int], counts: array[int], longer: Counts
    ) -> None:
        """`keys` are words as numbers, in order, and `counts` how often each was found;
        `longer` are the words that have no number."""
        self.total = total
        """How many words were found."""
        self.keys, self.counts, self.longer = keys, counts, longer
        self._others = defaultdict[str, dict[str, int]](dict)
        """The longer words, and what was added, by their first characters."""
        for word, count in longer.items():
            self[word] = count
        self._counted = lru_cache(REMEMBERED)(self._count)

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def __getitem__(self, word: str) -> int:
        if (count := self.get(word)) is None:
            raise KeyError(word)
        return count

    def __setitem__(self, word: str, count: int) -> None:
        self._others[word[:1]][word] = count

    def get(self, word: str, default: int | None = None) -> int | None:
        # Not by [], for that would leave a table of whatever is asked for.
        others = self._others.get(word[:1])
        count = others.get(word) if others else None
        if count is None:
            count = self._counted(word)
        return default if count is None else count

    def items(self) -> Iterator[tuple[str, int]]:
        """All words with their counts, in no order."""
        # Copies, for another thread may be adding words.
        others: dict[str, int] = {}
        for table in self._others.copy().values():
            others |= table.copy()
        yield from others.items()
        for word, count in zip(words_of(self.keys), self.counts, strict=True):
            if word not in others:
                yield word, count

    def beginning(self, prefix: str) -> set[str]:
        """The words that start with the prefix; none with an empty one."""
        others = self._others.get(prefix[:1], {}).copy()
        words = {each for each in others if each.startswith(prefix)}
        if key := key_of(prefix):
            span = 1 << 8 * (BYTES - len(prefix.encode("utf-16-be", "surrogatepass")))
            first, last = (bisect_left(self.keys, each) for each in (key, key + span))
            words.update(words_of(self.keys[first:last]))
        return {each for each in words if self[each]}

    def most_frequent_first(self) -> Iterator[str]:
        """Every word. They are sorted by counting: while `sorted` orders so many, no
        other thread runs."""
        words = defaultdict(list)
        for word, count in self.items():
            words[count].append(word)
        words.pop(0, None)
        return (word for each in sorted(words, reverse=True) for word in words[each])

    def _count(self, word: str) -> int | None:
        if (key := key_of(word)) is None:
            return None
        at = bisect_left(self.keys, key)
        found = at < len(self.keys) and self.keys[at] == key
        return self.counts[at] if found else None


def key_of(word: str) -> int | None:
    """A word of up to four UTF-16 code units as a number; None for a longer one. What
    begins alike stands together, the shortest first. No word has U+0000."""
    units = word.encode("utf-16-be", "surrogatepass")
    return int.from_bytes(units.ljust(BYTES, b"\0")) if len(units) <= BYTES else None


def words_of(keys: array[int]) -> Iterator[str]:
    """The words that have these numbers."""
    for at in range(0, len(keys), PART):
        part = np.array(keys[at : at + PART], ">u8")
        units = np.zeros((len(part), BYTES // 2 + 1), ">u2")
        units[:, :-1] = part.view(">u2").reshape(len(part), -1)
        text = units.tobytes().decode("utf-16-be", "surrogatepass")
        yield from filter(None, text.split("\0"))
