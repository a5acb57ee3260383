"""How short lines are built: parallel headings share a form, captions name scenes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tui.corpus.blocks import Piece, Shape
from tui.corpus.lexicon import ENUMERATOR, HAN

SCENE = re.compile(
    r"(?:现场|展厅|展馆|馆|车间|一角|外景|全景|夜景|远眺|鸟瞰|景象|场景|大楼|"
    r"广场|公园|基地|中心|画面|合影|照片|示意图|效果图|风貌|新貌|美景)$"
)
ACTOR = re.compile(
    rf"(?:.{{0,12}},)?{HAN}{{0,8}}(?:工作人员|志愿者|居民|群众|村民|市民|学生|孩子们?|老人|游客|工人|党员|"
    r"干部|医护人员|民警|专家|代表|职工|网格员|社工|演员|农民|农户)(?:们)?(?:在|正|向|为|给|与|和|对|参|开|观|记|来|走|进|体|领|学|听|清|采|展|帮)"
)
MOST_KEPT = 512
"""Lines whose form is kept: each is asked for by its neighbours too."""
BRACKETS = (("“", "”"), ("‘", "’"), ("(", ")"), ("《", "》"), ("【", "】"))
MARKS = frozenset(mark for pair in BRACKETS for mark in pair)


class Form(NamedTuple):
    """How a short line is built; parallel headings share it."""

    kind: str
    """`first`, `second` (numbered), `halves`, `commas`, or `phrase`."""
    parts: int
    length: int


@lru_cache(MOST_KEPT)
def form_of(text: str) -> Form:
    """The form of a short line (`plain`)."""
    if number := ENUMERATOR.match(text):
        return Form(number.lastgroup or "first", 1, len(text))
    bare = text.rstrip("。")
    halves = [each for each in bare.split(" ") if each]
    if len(halves) > 1 and min(map(len, halves)) > 1:
        return Form("halves", len(halves), len(bare))
    commas = [each for each in re.split("[,、]", bare) if each]
    if len(commas) > 1 and max(map(len, commas)) - min(map(len, commas)) <= 4:
        return Form("commas", len(commas), len(bare))
    return Form("phrase", 1, len(bare))


def alike(one: Form, other: Form) -> bool:
    """Whether two lines are parallel."""
    if one.kind != other.kind or one.parts != other.parts:
        return False
    if one.kind in ("first", "second"):
        return True
    slack = 2 if one.kind == "phrase" else 6
    return abs(one.length - other.length) <= slack


class Habits:
    """The habits of a page: the forms of the lines that stand in front of its text,
    and whether it indents its paragraphs."""

    def __init__(self, forms: Iterable[Form], indents: bool) -> None:
        self.indents = indents
        self._counts = Counter(forms)
        self.size = self._counts.total()
        self._likes: dict[Form, int] = {}
        self._rivals: dict[Form, int] = {}

    def likes(self, form: Form) -> int:
        """How many are parallel to a form."""
        if form not in self._likes:
            self._likes[form] = sum(
                n for each, n in self._counts.items() if alike(form, each)
            )
        return self._likes[form]

    def rivals(self, form: Form) -> int:
        """How many of another form are parallel to each other, at most."""
        if form not in self._rivals:
            others = (each for each in self._counts if not alike(form, each))
            self._rivals[form] = max(map(self.likes, others), default=0)
        return self._rivals[form]


def habits_of(pieces: Sequence[Piece]) -> Habits:
    """The habits of a page. Lines in front of text count inside articles: not behind
    a byline or a label, and not in front of a dateline."""
    forms, inside = [], False
    for piece, after in pairwise(pieces):
        if piece.shape is Shape.PROSE:
            inside = True
        elif piece.shape is Shape.BYLINE or piece.label:
            inside = False
        elif inside and _heads(piece, after):
            forms.append(form_of(piece.text))
    prose = [piece for piece in pieces if piece.shape is Shape.PROSE]
    indented = sum(piece.block.indent > 0 for piece in prose)
    return Habits(forms, 2 * indented > len(prose))


def _heads(piece: Piece, after: Piece) -> bool:
    return (
        piece.shape is Shape.DISPLAY
        and after.shape is Shape.PROSE
        and not after.opens_report
    )


def unbalanced(text: str) -> bool:
    """Whether a quotation or a bracket is open at the end, or was before the start."""
    if MARKS.isdisjoint(text):
        return False
    return any(text.count(left) != text.count(right) for left, right in BRACKETS)
