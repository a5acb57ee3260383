"""Headings, captions, and pieces of a paragraph: telling short lines apart.

A short line inside an article is weighed by its own form, by what stands around
it, and by its likes on the page: headings are written in parallel, each in front of
the text it heads; captions stand by themselves; a piece of a paragraph makes a
sentence with the line behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from tui.corpus.blocks import Piece, Shape
from tui.corpus.gazetteer import districts_in, offices_in
from tui.corpus.lexicon import ENUMERATOR, HAN, OPEN_END, OPEN_START, RUNNING, STARTERS
from tui.corpus.lines import closes

WIDE_GAP = 2
"""Blank lines, beyond the usual ones, that a picture leaves."""
LONGEST_RUN_IN = 24
"""Characters of a heading that opens its paragraph."""
NEVER = -9.0
"""The weight of what can't be."""
REACH = 3
"""Paragraphs from one run-in heading to the next, at most."""
LONGEST_CLOSED = 14
"""Characters of a heading that ends in a full stop."""
SHORTEST_BEHIND = 12
"""Characters of text that a run-in heading has behind it, at least."""

SCENE = re.compile(
    r"(?:现场|展厅|展馆|馆|车间|一角|外景|全景|夜景|远眺|鸟瞰|景象|场景|大楼|"
    r"广场|公园|基地|中心|画面|合影|照片|示意图|效果图|风貌|新貌|美景)$"
)
ACTOR = re.compile(
    rf"(?:.{{0,12}},)?{HAN}{{0,8}}(?:工作人员|志愿者|居民|群众|村民|市民|学生|孩子们?|老人|游客|工人|党员|"
    r"干部|医护人员|民警|专家|代表|职工|网格员|社工|演员|农民|农户)(?:们)?(?:在|正|向|为|给|与|和|对|参|开|观|记|来|走|进|体|领|学|听|清|采|展|帮)"
)
BRACKETS = (("“", "”"), ("‘", "’"), ("(", ")"), ("《", "》"), ("【", "】"))


class Role(StrEnum):
    HEADING = "heading"
    CAPTION = "caption"
    FRAGMENT = "fragment"
    """The start of a sentence that goes on behind it."""
    TEXT = "text"
    """A short paragraph."""


class Form(NamedTuple):
    """How a short line is built; parallel headings share it."""

    kind: str
    """`first`, `second` (numbered), `halves`, `commas`, or `phrase`."""
    parts: int
    length: int


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
        self._likes = {form: self.likes(form) for form in self._counts}

    def likes(self, form: Form) -> int:
        """How many are parallel to a form."""
        return sum(n for each, n in self._counts.items() if alike(form, each))

    def rivals(self, form: Form) -> int:
        """How many of another form are parallel to each other, at most."""
        others = (n for each, n in self._likes.items() if not alike(form, each))
        return max(others, default=0)


def role_of(piece: Piece, after: Piece | None, habits: Habits) -> Role:
    """What a short line in an article is.

    `after` is the piece behind it. A heading has likes that stand in front of text
    as it does; where others do so in parallel, a line without likes is none.
    """
    if piece.rank is not None:
        return Role.HEADING
    before_text = after is not None and after.shape is Shape.PROSE
    form = form_of(piece.text)
    likes = max(habits.likes(form) - before_text, 0)
    rivals = habits.rivals(form)
    outside = habits.indents and closes(piece.text) and not piece.block.indent
    weights = {
        Role.HEADING: _heading(piece, before_text) + 2.0 * min(likes, 2),
        Role.CAPTION: _caption(piece, before_text)
        + 2.0 * (rivals > 1 and not likes and not closes(piece.text))
        + 2.5 * outside,
        Role.FRAGMENT: _fragment(piece, after),
        Role.TEXT: 1.2 if closes(piece.text) else NEVER,
    }
    return max(weights, key=lambda role: weights[role])


def _heading(piece: Piece, before_text: bool) -> float:
    kind = form_of(piece.text).kind
    before_text |= kind in ("first", "second")
    weight = {"first": 5.0, "second": 5.0, "halves": 2.5, "commas": 1.5}.get(kind, 1.0)
    weight -= 2.0 * (RUNNING.search(piece.text) is not None)
    weight -= 3.0 * piece.text.startswith(tuple(STARTERS))
    if closes(piece.text):
        weight += 1.0 if len(piece.text) <= LONGEST_CLOSED else -1.0
    return weight if before_text else weight - 3.0


def _caption(piece: Piece, before_text: bool) -> float:
    weight = 1.5 * (piece.gap >= WIDE_GAP)
    weight += 1.5 * pictures(piece.text)
    return weight + (0.0 if before_text else 1.0)


def pictures(text: str) -> bool:
    """Whether a line names what a picture shows: a scene, or people doing things."""
    return bool(SCENE.search(text) or ACTOR.match(text))


def _fragment(piece: Piece, after: Piece | None) -> float:
    text = piece.text
    if after is None or after.shape is not Shape.PROSE or closes(text):
        return NEVER
    indented = after.block.indent > piece.block.indent
    if indented or form_of(text).kind in ("first", "second"):
        return NEVER
    weight = 3.0 * text.startswith(tuple(STARTERS))
    weight += 4.0 * _opens_with_place(text)
    weight += 1.5 * (RUNNING.search(text) is not None)
    weight += 2.0 * ("," in text and form_of(text).kind == "phrase")
    weight += 4.0 * bool(OPEN_END.search(text)) + 6.0 * unbalanced(text)
    weight += 4.0 * bool(OPEN_START.match(after.text))
    return weight - 2.0 * (after.gap >= WIDE_GAP) - 3.0 * after.text.startswith("“")


def _opens_with_place(text: str) -> bool:
    places = (*districts_in(text[:12]), *offices_in(text[:12]))
    return any(each.start == 0 for each in places)


def unbalanced(text: str) -> bool:
    """Whether a quotation or a bracket is open at the end, or was before the start."""
    return any(text.count(left) != text.count(right) for left, right in BRACKETS)


def run_in_length(text: str) -> int:
    """The characters of a sentence that may be a heading at a paragraph's start,
    without its stop; 0 where there is none."""
    stop = text.find("。")
    if not 3 < stop <= LONGEST_RUN_IN or len(text) - stop <= SHORTEST_BEHIND:
        return 0
    head = text[:stop]
    if _opens_with_place(head):
        return 0
    telling = re.search(r"[:;!?]|是", head)
    quoted = head.startswith("“") and text[stop + 1 : stop + 2] == "”"
    if telling or quoted or unbalanced(head) or head.startswith(tuple(STARTERS)):
        return 0
    return stop


def run_ins(texts: Sequence[str], sections: Sequence[int]) -> list[int]:
    """For each paragraph of an article the length of its run-in heading, or 0.

    `sections` numbers the stand-alone heading that each stands under. A single short
    sentence is no heading: it takes a parallel one close by in the same section.
    """
    heads = [text[: run_in_length(text)] for text in texts]
    found = []
    for at, head in enumerate(heads):
        near = range(max(at - REACH, 0), min(at + REACH + 1, len(heads)))
        likes = [n for n in near if n != at and sections[n] == sections[at]]
        parallel = any(heads[n] and _parallel(head, heads[n], n - at) for n in likes)
        found.append(len(head) if head and parallel else 0)
    return found


def _parallel(one: str, other: str, distance: int) -> bool:
    """Whether two sentences, so many paragraphs apart, are built alike: both plain
    phrases; or of the same lengths, if they have commas or a subject and a verb."""
    left, right = (re.split("[,、]", each) for each in (one, other))
    running = RUNNING.search(one) or RUNNING.search(other)
    if len(left) != len(right) or (running and abs(distance) > 1):
        return False
    plain = len(left) == 1 and not running
    return plain or (len(left[0]) == len(right[0]) and abs(len(one) - len(other)) <= 2)
