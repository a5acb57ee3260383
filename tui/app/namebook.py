"""Names that are found as they are written, by pinyin and by its initials."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice

from tui.index.fold import fold, folded_text, text_of
from tui.index.pinyin import Kind, Spellings, is_pinyin

READINGS = 20
"""Texts that are looked for, of those that may be meant by what is typed as pinyin."""


class Namebook:
    """Never changes: any thread may ask it. It takes some 0.2 s to make one of 40,000
    titles, and 20 ms to ask it.

    Names are searched as pages are, so that width, case and traditional characters
    make no difference."""

    def __init__(self, names: Iterable[tuple[str, Kind]]) -> None:
        known = [*names]
        self._text = "\n" + text_of(fold([name for name, _kind in known]).codes)
        lines = self._text[1:-1].split("\n")
        self._ends = [*accumulate(len(line) + 1 for line in lines)]
        self._spellings = Spellings().add(known)

    def find(self, typed: str, most: int) -> list[int]:
        """The numbers of the names that are meant by what was typed: whole names, then
        those that begin so, then those that have it in them; and behind them those
        that are spelled so."""
        found = dict[int, None]()
        for text in self._meant(typed):
            numbers = self._having(folded_text(text))
            # A name is found three times at most: whole, at its start, inside.
            found.update(dict.fromkeys(islice(numbers, 3 * most)))
        return [*islice(found, most)]

    def _meant(self, typed: str) -> Iterator[str]:
        yield typed
        if is_pinyin(typed):
            for candidate in self._spellings.find(typed, READINGS):
                yield candidate.text

    def _having(self, folded: str) -> Iterator[int]:
        for pattern in (f"\n{folded}\n", f"\n{folded}", folded) if folded else ():
            at = self._text.find(pattern)
            while at >= 0:
                number = bisect_right(self._ends, at)
                yield number
                at = self._text.find(pattern, self._ends[number])
