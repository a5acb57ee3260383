"""Why a piece was read as what it is, and how probable that is.

The cues that spoke for a reading are many and small: here they are gathered into
reasons that a person knows, and the weightiest are named.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from tui.corpus.cues import cues_of
from tui.corpus.lexicon import plain
from tui.corpus.model import Page
from tui.corpus.parser import cut
from tui.corpus.tagging import marginals, pleas, readings, tag
from tui.corpus.tags import Tag

MOST = 2
"""Reasons that are named."""
SLIGHT = 0.4
"""A reason is named that weighs this much of the weightiest."""


class Why(StrEnum):
    """The ground that something was decided on."""

    GIVEN = "given"
    """A sidecar or front matter says so."""
    FORMAT = "format"
    """A heading of Markdown, HTML or Word."""
    MISSING = "missing"
    """Nothing on the page tells."""

    LABEL = "label"
    """The name of a place or a body at the start of a line."""
    HEAD = "head"
    """The title, or a line above or below it, names it."""
    OFFICE = "office"
    """The street office belongs to it."""
    OPENING = "opening"
    """The text names it where it opens."""
    TEXT = "text"
    """The text names it."""
    PAGE = "page"
    """The rest of the page names it."""
    FILE_NAME = "file_name"
    LINE = "line"
    """A line of its own."""
    DATELINE = "dateline"

    BESIDE_LABEL = "beside_label"
    NUMBERED = "numbered"
    PARALLEL = "parallel"
    """Other lines are built alike."""
    UNLIKE = "unlike"
    """No other line is built alike."""
    WORDED = "worded"
    """Its own words say so: 图为, 摄, 记者."""
    SCENE = "scene"
    """It names who does what, as a caption does."""
    NAMES = "names"
    REPORT = "report"
    """It, or what follows, starts as a report does: 本报讯, 近日."""
    SIGNED = "signed"
    """Where the bylines around it stand."""
    OPEN = "open"
    """A sentence is open at the break."""
    CLOSED = "closed"
    """The sentence before it, or its own, is complete."""
    GAP = "gap"
    """The blank lines around it."""
    INDENT = "indent"
    LENGTH = "length"
    FORM = "form"
    """How it is built: two halves, commas, brackets, a bullet."""
    SPEECH = "speech"
    """An address, a turn in an interview."""
    SAID = "said"
    """What of it the text around says again."""
    FURNITURE = "furniture"
    """Words of imprints and websites."""
    PLACED = "placed"
    """How much text stands before and behind it."""
    AFTER_TEXT = "after_text"
    BEFORE_TEXT = "before_text"
    AFTER = "after"
    """What the line before it is."""
    BEFORE = "before"
    """What the line behind it is."""
    SHORT = "short"
    """A short line of its own."""
    PROSE = "prose"
    """Running text."""
    ROW = "row"
    """A row of a table."""
    SHAPE = "shape"
    """It can be nothing else."""


TAKEN = "taken for"
"""What a first reading takes a piece for is no reason: it has its own."""
BESIDE = "(says|trails off|stays open|mark .|day|shows)"
"""What the line before or behind shows."""
CUES = (
    (Why.AFTER, f"{BESIDE} before"),
    (Why.BEFORE, f"{BESIDE} behind"),
    (Why.PARALLEL, "series|marked"),
    (Why.INDENT, "(open|short|whole), next indented"),
    (Why.BESIDE_LABEL, "label (above|below|before|behind)"),
    (Why.LABEL, "label|first, label"),
    (Why.NUMBERED, "number|form (first|second)"),
    (Why.PARALLEL, "(likes|near) [1-9]|(likes|set alike) are (?!.* of none)"),
    (Why.PARALLEL, "(page )?headings"),
    (Why.UNLIKE, "likes|set alike|near|rivals"),
    (Why.WORDED, "captions?|shot by|figures|dated?$|sign "),
    (Why.SCENE, "scene|actor|acts|pointed"),
    (Why.NAMES, "names$"),
    (Why.REPORT, "report|before (report|time)|opens with day"),
    (
        Why.SIGNED,
        "signed|page (signed|led)|unsigned|until|byline|after signed|leads|trails",
    ),
    (
        Why.OPEN,
        "open$|cut |stops early|goes on|ends open|runs$|unbalanced"
        "|(before|behind) open",
    ),
    (Why.CLOSED, "whole|short$|closes|closed|behind (closed|line)"),
    (Why.GAP, "gap"),
    (Why.INDENT, "indent"),
    (Why.LENGTH, "length|words|digit|as long|longer|as many"),
    (
        Why.FORM,
        "form|starts|ends|has|bracketed|deck|bullet|slogan|sketch|run-in|short ",
    ),
    (Why.FORM, "starter"),
    (Why.SPEECH, "salute|turn|quotes"),
    (
        Why.SAID,
        "said|opens at|names|shares|district|day|stands again|stood before|listed"
        "|within",
    ),
    (Why.FURNITURE, "sourced|says|contact|imprint|bars|chrome"),
    (Why.PLACED, "place|above|below|group|run |(display|row) (above|below)"),
    (Why.AFTER_TEXT, "after prose|behind (PARAGRAPH|REST|CUT)"),
    (Why.BEFORE_TEXT, "before prose"),
    (Why.AFTER, "after|behind|head above"),
    (Why.BEFORE, "before|head below"),
    (Why.FORM, TAKEN),
)
"""The reasons that cues belong to, without their shape: the first that fits counts."""
SHAPES = {
    "chrome": Why.FURNITURE,
    "byline": Why.WORDED,
    "caption": Why.WORDED,
    "row": Why.ROW,
    "display": Why.SHORT,
    "prose": Why.PROSE,
}
"""The reasons that shapes are by themselves."""
OWN = (Why.FORM, Why.LENGTH, Why.NAMES)
"""What bylines and captions show, having been told by their words already."""


class Grounds(NamedTuple):
    """How far a decision is to be trusted, and why it was taken."""

    trust: float
    """From 0 to 1."""
    whys: tuple[Why, ...]
    """The weightiest first."""


class Reasons:
    """The pieces of a page, and what speaks for what they are."""

    def __init__(self, page: Page) -> None:
        self.pieces, choices, free, *_ = cut(
            page.text, plain(page.text), page.line_starts, page.given
        )
        self.tags: list[Tag] = []
        self.probable: list[dict[Tag, float]] = []
        self.cues: list[list[str]] = []
        if self.pieces:
            self.tags = tag(self.pieces, choices, free)
            self.probable = marginals(self.pieces, choices, free)
            self.cues = self._cues(free)
        self.starts = [piece.block.spans[0].start for piece in self.pieces]

    def _cues(self, choices: Sequence[Sequence[Tag]]) -> list[list[str]]:
        """The cues of the pieces, and those that their likes give."""
        _, likes = readings(self.pieces, choices)
        given = (
            [f"{p.shape} {each}" for each in cues if not each.startswith(TAKEN)]
            for p, cues in zip(self.pieces, likes, strict=True)
        )
        own = cues_of(self.pieces)
        return [[*one, *other] for one, other in zip(own, given, strict=True)]

    def piece_at(self, offset: int) -> int:
        """The number of the piece that holds a character of the page."""
        return bisect_right(self.starts, offset) - 1

    def grounds(self, n: int, among: Collection[Tag]) -> Grounds:
        """What speaks for a piece having a tag `among` some rather than any other."""
        probable = self.probable[n]
        others = {each: p for each, p in probable.items() if each not in among}
        trust = min(sum(p for each, p in probable.items() if each in among), 1.0)
        if self.pieces[n].rank is not None:
            return Grounds(trust, (Why.FORMAT,))
        if not others:
            return Grounds(trust, (Why.SHAPE,))
        rival = max(others, key=lambda each: others[each])
        return Grounds(trust, self._whys(n, self.tags[n], rival))

    def _whys(self, n: int, tag: Tag, rival: Tag) -> tuple[Why, ...]:
        behind = [f"behind {self.tags[n - 1].name}"] if n else []
        weights: Counter[Why] = Counter()
        for cue, weight in pleas([*self.cues[n], *behind], tag, rival).items():
            weights[why_of(cue)] += weight
        ranked = weights.most_common(MOST)
        top = max((weight for _, weight in ranked), default=0)
        whys = [why for why, weight in ranked if weight > 0 and weight >= SLIGHT * top]
        return tuple(whys) or (Why.PLACED,)


@cache
def why_of(cue: str) -> Why:
    """The reason that a cue belongs to."""
    shape, _, rest = cue.partition(" ")
    if shape not in SHAPES:
        shape, rest = "", cue
    fitting: Iterator[Why] = (why for why, sign in CUES if re.match(sign, rest))
    why = next(fitting, SHAPES.get(shape, Why.SHAPE))
    if shape in ("byline", "caption") and why in OWN:
        return Why.WORDED
    return why
