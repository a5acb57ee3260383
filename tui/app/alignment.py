"""Which place of one article corresponds to a place of another.

Sections correspond whose headings are alike, as many as go in the same order; between
two pairs of them, and where there are none, places correspond by proportion. Headings
of several years keep words rather than wording, so likeness is that of sets of
character pairs; a general diff would ask for equal lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from tui.corpus.model import Article, Page

ALIKE = 0.2
"""Likeness from which on headings count as those of one subject: a word of two in
headings of six characters, a phrase of three or four in longer ones."""


class Pair(NamedTuple):
    """Two sections or places that correspond, on the left and on the right."""

    left: int
    right: int


def likeness(left: str, right: str) -> float:
    """The part of their character pairs that two headings share, 0 to 1 (Dice's
    coefficient); blanks and punctuation don't count."""
    one, other = _character_pairs(left), _character_pairs(right)
    return 2 * len(one & other) / max(1, len(one) + len(other))


def aligned(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """The pairs of headings that are alike, in order on both sides, so that the sum of
    their likenesses is the largest; empty headings are like none."""
    alike = [[likeness(one, other) for other in right] for one in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for at in reversed(range(len(left))):
        for to in reversed(range(len(right))):
            value = alike[at][to]
            taken = value + best[at + 1][to + 1] if value >= ALIKE else 0.0
            best[at][to] = max(best[at + 1][to], best[at][to + 1], taken)
    return _walk(best)


def _walk(best: Sequence[Sequence[float]]) -> list[Pair]:
    """The pairs that make up the best sum, from the table of the sums from each pair
    of places to the ends."""
    pairs, at, to = [], 0, 0
    while best[at][to] > 0:
        if best[at][to] == best[at + 1][to]:
            at += 1
        elif best[at][to] == best[at][to + 1]:
            to += 1
        else:
            pairs.append(Pair(at, to))
            at, to = at + 1, to + 1
    return pairs


class Ruler:
    """Counts the characters of an article up to a place, and back."""

    def __init__(self, page: Page, article: Article) -> None:
        self._first = article.first
        self.starts = [0]
        """Where each passage starts, and the end of the last one."""
        for passage in page.passages[article.first : article.last]:
            self.starts.append(self.starts[-1] + len(page.read(passage)))
        sections = [each for each in article.sections if each.heading]
        self.headings = [each.heading or "" for each in sections]
        self.marks = [self.starts[each.first - self._first] for each in sections]
        """Where each heading stands."""

    @property
    def length(self) -> int:
        return self.starts[-1]

    def at(self, passage: int, offset: int) -> int:
        """The characters before one, which is given by its passage's number in the
        page and by its offset there."""
        return self.starts[passage - self._first] + offset

    def place(self, count: int) -> tuple[int, int]:
        """The passage and offset of the character behind so many others."""
        at = max(0, bisect_right(self.starts, count, hi=len(self.starts) - 1) - 1)
        return self._first + at, count - self.starts[at]


class Alignment:
    """Two articles side by side."""

    def __init__(self, left: Ruler, right: Ruler) -> None:
        self.rulers = left, right

    @cached_property
    def anchors(self) -> list[Pair]:
        """Characters that correspond: the starts, headings that are alike, the ends."""
        left, right = self.rulers
        pairs = aligned(left.headings, right.headings)
        marks = [Pair(left.marks[at], right.marks[to]) for at, to in pairs]
        return [Pair(0, 0), *marks, Pair(left.length, right.length)]

    def across(self, side: int, passage: int, offset: int) -> tuple[int, int]:
        """What corresponds to a character of the left article (0), or the right one
        (1), on the other side: passage and offset."""
        here, there = self.rulers[side], self.rulers[1 - side]
        count = here.at(passage, offset)
        ends = [each[side] for each in self.anchors]
        at = bisect_right(ends, count, lo=1, hi=len(ends) - 1)
        start, end = self.anchors[at - 1], self.anchors[at]
        done = (count - start[side]) / max(1, end[side] - start[side])
        far = 1 - side
        return there.place(start[far] + round(done * (end[far] - start[far])))


def _character_pairs(heading: str) -> set[str]:
    characters = filter(str.isalnum, heading)
    return {one + other for one, other in pairwise(characters)}
