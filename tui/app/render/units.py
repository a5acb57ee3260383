"""Where the rows, sentences, words and paragraphs of a set article start.

A unit goes as far as the next one starts, so a place between two units belongs to
both: it is the end of one and the start of the other. The end of the article is
where a passage behind its last one would start.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import NamedTuple

from tui.app.render.galley import Galley


class Point(NamedTuple):
    """A passage of the page, and a code point in it."""

    passage: int
    offset: int


WordAt = Callable[[str, int], tuple[int, int]]
"""Where the word of a text starts and stops that holds a character."""

SENTENCE_END = re.compile(
    "[\u3002\uff01\uff1f\u2026!?]+"  # 。！？…
    "[\u201d\u2019\"'\u300d\u300f\u300b\u3009\uff09)\u3011\u3015]*"  # ”’」』》〉）】〕
    r"\s*"
)


class Unit(Enum):
    ROW = auto()
    SENTENCE = auto()
    WORD = auto()
    CHARACTER = auto()
    PARAGRAPH = auto()


class Units:
    """Goes over an article unit by unit; without `word_at` a character is a word."""

    def __init__(self, galley: Galley, word_at: WordAt | None = None) -> None:
        self._galley = galley
        self._word_at = word_at
        self._first = galley.blocks[0].passage
        self.start = Point(self._first, 0)
        self.end = Point(self._first + len(galley.blocks), 0)

    def after(self, point: Point, unit: Unit) -> Point:
        """The first start of a unit behind a point, or the end of the article."""
        if point >= self.end:
            return self.end
        starts = self._starts(point, unit)
        at = bisect_right(starts, point.offset)
        if at < len(starts):
            return Point(point.passage, starts[at])
        return Point(point.passage + 1, 0)

    def before(self, point: Point, unit: Unit) -> Point:
        """The last start of a unit before a point, or the start of the article."""
        if point <= self.start:
            return self.start
        if point.offset == 0:
            passage = point.passage - 1
            point = Point(passage, len(self.text(passage)))
        starts = self._starts(point, unit)
        return Point(point.passage, starts[bisect_left(starts, point.offset) - 1])

    def around(self, point: Point, unit: Unit) -> tuple[Point, Point]:
        """Start and end of the unit that holds the character at a point."""
        if point >= self.end:
            return self.end, self.end
        start = self.before(Point(point.passage, point.offset + 1), unit)
        return start, self.after(point, unit)

    def text(self, passage: int) -> str:
        return self._galley.text(passage - self._first)

    def extract(self, start: Point, end: Point) -> str:
        """The healed text between two places, a line for each passage."""
        if end.offset == 0 and end.passage > start.passage:
            end = Point(end.passage - 1, len(self.text(end.passage - 1)))
        first, last = start.passage - self._first, end.passage - self._first
        return self._galley.extract((first, start.offset), (last, end.offset))

    def _starts(self, point: Point, unit: Unit) -> Sequence[int]:
        """Where units of a passage start: all, or those next to the point."""
        block = point.passage - self._first
        match unit:
            case Unit.ROW:
                rows = self._galley.rows(block)[self._galley.blocks[block].gap :]
                return [0, *(row.start for row in rows[1:])]
            case Unit.SENTENCE:
                text = self.text(point.passage)
                ends = (each.end() for each in SENTENCE_END.finditer(text))
                return [0, *(end for end in ends if end < len(text))]
            case Unit.WORD:
                return self._words(self.text(point.passage), point.offset)
            case Unit.CHARACTER:
                return range(len(self.text(point.passage)))
            case Unit.PARAGRAPH:
                return [0]

    def _words(self, text: str, offset: int) -> Sequence[int]:
        """Where the words around an offset start: to divide all takes too long."""
        starts = {0}
        for at in (offset - 1, offset):
            if 0 <= at < len(text):
                starts |= set(self.word(text, at))
        return sorted(starts - {len(text)})

    def word(self, text: str, at: int) -> tuple[int, int]:
        """Start and stop of the word that holds a character."""
        start, stop = self._word_at(text, at) if self._word_at else (at, at + 1)
        return (start, stop) if start <= at < stop else (at, at + 1)
