"""A page's pieces, and what is counted over all of them: what cues are told from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from sys import intern

from tui.corpus.around import Around, around
from tui.corpus.blocks import Piece, Shape
from tui.corpus.forms import Form, Habits, form_of, habits_of
from tui.corpus.wording import BULLET, count, line_words, shown

SHORTEST_CUT = 26
"""Characters of prose that a break has cut."""
LISTED = re.compile(
    r".{0,4}本[版期报](?:其他|主要)?(?:新闻|导读|要目|目录|文章|标题)"
    r"|(?:其他|相关|更多)新闻|今日导读|导读|目录|标题导航"
)
"""What stands above a list of headlines."""
SERIAL = re.compile(
    r"([^\w\s“]?[^\W\d一二三四五六七八九十]{0,3}?)"
    r"[一二三四五六七八九十\d]{1,3}(\w|[:. ])"
)
"""The number that tells lines of a series apart: 第一站:…, 二问:…, 3月6日 晴."""
SIGNED_START = re.compile(r"[^\w\s“]|[^\W\d]{1,6}:")
"""The sign or the word that several lines start with: ▲…, 问:…"""
LONGEST_TWIN = 90
"""Characters of a line that may name a headline."""
MOST_SEARCHED = 20_000
"""Characters of lines that are looked through for another's words."""


class Context:
    """The pieces of a page, and what is counted over all of them."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self._words: dict[tuple[Shape, str], list[str]] = {}
        self._around: dict[int, Around] = {}
        self._bare: dict[int, str] = {}
        self.habits = habits_of(pieces)
        self.order = "leads" if _bylines_lead(pieces) else "trails"
        is_prose = [piece.shape is Shape.PROSE for piece in pieces]
        self.prose = [n for n, each in enumerate(is_prose) if each]
        signs = [_signs(piece) for piece in pieces]
        self.unsigned = _counted(is_prose, signs)
        self.until = _counted(is_prose[::-1], signs[::-1])[::-1]
        self.states = _states(pieces)
        self.labels = count(sum(piece.label is not None for piece in pieces))
        self.reports = count(sum(piece.opens_report for piece in pieces))
        self.stretch = [*accumulate(signs, initial=0)]
        """How many signatures stand before each piece: headings that stand in the
        same article have none between them."""

    def words(self, piece: Piece) -> Sequence[str]:
        """What a line's own words tell; lists repeat theirs."""
        key = (piece.shape, piece.text)
        if key not in self._words:
            self._words[key] = [*line_words(piece)]
        return self._words[key]

    def bare(self, n: int) -> str:
        """A line as lists of headlines have it: without bullets and blanks."""
        if n not in self._bare:
            text = self.pieces[n].text
            self._bare[n] = BULLET.sub("", text).replace(" ", "")
        return self._bare[n]

    @cached_property
    def near(self) -> dict[int, Habits]:
        """The forms of the lines in front of text, by their stretch."""
        forms: defaultdict[int, list[Form]] = defaultdict(list)
        for n, (piece, after) in enumerate(pairwise(self.pieces)):
            if piece.shape is Shape.DISPLAY and after.shape is Shape.PROSE:
                forms[self.stretch[n]].append(form_of(piece.text))
        return {stretch: Habits(each, False) for stretch, each in forms.items()}

    @cached_property
    def first_of(self) -> dict[str, int]:
        """Where each line stands first."""
        return {text: n for n, text in reversed(self._lines)}

    @cached_property
    def last_of(self) -> dict[str, int]:
        return {text: n for n, text in self._lines}

    @cached_property
    def _lines(self) -> list[tuple[int, str]]:
        return [
            (n, self.bare(n))
            for n, piece in enumerate(self.pieces)
            if piece.shape is Shape.DISPLAY
        ]

    @cached_property
    def series(self) -> Counter[tuple[str, ...]]:
        """How many short pieces start alike."""
        return Counter(
            key
            for piece in self.pieces
            if len(piece.text) <= LONGEST_TWIN
            for key in starts_of(piece.text)
        )

    @cached_property
    def shown(self) -> list[Sequence[str]]:
        """What each piece shows to those beside it."""
        return [[*shown(piece)] for piece in self.pieces]

    @cached_property
    def _blob(self) -> tuple[str, list[int]]:
        """All short pieces in one string, and where each piece's stands in it."""
        parts = [
            self.bare(n) if len(each.text) <= LONGEST_TWIN else ""
            for n, each in enumerate(self.pieces)
        ]
        places = [*accumulate((len(each) + 1 for each in parts), initial=0)]
        return "\n".join(parts), places

    def within(self, n: int) -> tuple[bool, bool]:
        """Whether a line is a part of one before it, and of one behind it."""
        blob, places = self._blob
        if len(blob) > MOST_SEARCHED:
            return False, False
        text = self.bare(n)
        return (
            blob.find(text, 0, places[n]) >= 0,
            blob.find(text, places[n + 1]) >= 0,
        )

    @cached_property
    def ends(self) -> list[str]:
        """For each piece of a wrapped page how the last prose before it ends: with a
        `full` line, or a `part` of one; empty on any other page."""
        width = _width(self.pieces)
        found, end = [], ""
        for piece in self.pieces:
            found.append(end)
            if width and piece.shape is Shape.PROSE:
                last = piece.block.lines[-1]
                end = "full" if len(last.text) + last.indent // 2 >= width else "part"
        return found

    @cached_property
    def listed(self) -> int:
        """Where a list of headlines starts."""
        lists = (n for n, p in enumerate(self.pieces) if LISTED.fullmatch(p.text))
        return next(lists, len(self.pieces))

    def around(self, n: int) -> Around:
        """The texts around a piece."""
        at = bisect_left(self.prose, n + 1)
        if at not in self._around:
            self._around[at] = around(self._texts, at)
        return self._around[at]

    @cached_property
    def _texts(self) -> list[str]:
        return [self.pieces[n].text for n in self.prose]


def starts_of(text: str) -> Iterator[tuple[str, ...]]:
    """What a line may start as others do."""
    if serial := SERIAL.match(text):
        yield serial.groups()
    if sign := SIGNED_START.match(text):
        yield (sign.group(),)


def _width(pieces: Sequence[Piece]) -> int:
    """The characters that most lines of a wrapped page have, but for one that a mark
    takes; 0 where no text is wrapped."""
    lengths = Counter(
        len(line.text) + line.indent // 2
        for piece in pieces
        if piece.shape is Shape.PROSE
        for line in piece.block.lines[:-1]
    )
    return lengths.most_common(1)[0][0] - 1 if lengths else 0


def _signs(piece: Piece) -> bool:
    return piece.shape is Shape.BYLINE or piece.opens_report or piece.signed is not None


def _bylines_lead(pieces: Sequence[Piece]) -> bool:
    """Whether the page puts bylines under the title: its first one stands there."""
    for number, piece in enumerate(pieces):
        if piece.shape is Shape.PROSE:
            return False
        if piece.shape is Shape.BYLINE:
            return number > 0
    return False


def _counted(flags: Sequence[bool], resets: Sequence[bool]) -> list[str]:
    """For each place how many flags stand between it and the last reset before it."""
    found, number, seen = [], 0, False
    for flag, reset in zip(flags, resets, strict=True):
        found.append(count(number) if seen else intern(f"{count(number)} of none"))
        number = 0 if reset else number + flag
        seen |= reset
    return found


def _states(pieces: Sequence[Piece]) -> list[str]:
    """For each piece how the last prose before it ends: `whole`, or in mid-sentence,
    `open`; a line of a poem or a list is `short`, whatever it ends with."""
    found, state = [], "whole"
    for piece in pieces:
        found.append(state)
        if piece.shape is Shape.PROSE:
            short = len(piece.text) < SHORTEST_CUT
            state = "whole" if piece.closed else "short" if short else "open"
    return found
