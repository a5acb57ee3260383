"""The head of an article: label, kicker, title, deck, byline, caption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.corpus.blocks import Piece, Shape
from tui.corpus.bylines import names_in
from tui.corpus.headings import SCENE, WIDE_GAP, Habits, form_of
from tui.corpus.lexicon import DATE, SLOGAN
from tui.corpus.model import Kind

KINDS = {
    Shape.CHROME: Kind.CHROME,
    Shape.BYLINE: Kind.BYLINE,
    Shape.CAPTION: Kind.CAPTION,
    Shape.PROSE: Kind.PARAGRAPH,
    Shape.ROW: Kind.PARAGRAPH,
}
"""The kinds of the shapes that leave nothing open."""

DECK = re.compile(r"[—―]{1,2}|--")
"""What a deck starts with."""
COLUMN = re.compile(r"[【\[][^】\]]+[】\]]")
"""The name of a column: 【基层治理一线】."""
LEAD_IN = re.compile(r".*(?:[—―]{1,2}|--)$")
"""What a kicker may end with."""
DOCUMENT = re.compile(r"的(?:通知|通告|公告|意见|决定|办法|规定|方案|报告|批复|函)$")
"""How the title of an official paper ends, often on a second line."""
LONGEST_HALF = 10
"""Characters of a line of a title set in two."""


def head_kinds(head: Sequence[Piece], later: Habits) -> list[Kind]:
    """What each piece in front of an article's text is.

    `head` starts with the article's first piece and ends before its text; `later`
    are the habits of the text. A label that holds the title as well counts as TITLE.
    """
    kinds = [_alone(piece, n) for n, piece in enumerate(head)]
    lines = [n for n, kind in enumerate(kinds) if kind is None]
    title = _title(head, lines)
    signed = kinds.index(Kind.BYLINE) if Kind.BYLINE in kinds else len(head)
    for n in lines:
        if n == title or _goes_on(head, title, n):
            kinds[n] = Kind.TITLE
        elif title is not None and n < title:
            kinds[n] = Kind.KICKER
        else:
            kinds[n] = _below(head[n], n > signed, n == len(head) - 1, later)
    return [kind or Kind.TITLE for kind in kinds]


def _alone(piece: Piece, place: int) -> Kind | None:
    """The kind of a piece that tells it by itself. Names and dates stand below."""
    if piece.rank:
        return None
    if place and (DATE.match(piece.text) or names_in(piece.text, piece.text)):
        return Kind.BYLINE
    if COLUMN.fullmatch(piece.text):
        return Kind.KICKER
    if piece.label and not piece.text[piece.label.end :].strip():
        return Kind.LABEL
    return KINDS.get(piece.shape)


def _title(head: Sequence[Piece], lines: Sequence[int]) -> int | None:
    """Which line is the title: the one with the label, else the first; the second
    where the first stands close above it as a kicker does."""
    if not lines:
        return None
    ranked = [n for n in lines if head[n].rank == 1]
    labelled = ranked or [n for n in lines if head[n].label]
    if labelled:
        return labelled[0]
    first, *others = lines
    stacked = others and others[0] == first + 1 and head[others[0]].gap < WIDE_GAP
    if stacked and _goes_on(head, first, others[0]):
        return first
    if stacked and _leads(head[first], head[others[0]]):
        return others[0]
    return first


def _goes_on(head: Sequence[Piece], title: int | None, n: int) -> bool:
    """Whether line `n` is the second half of a title set in two."""
    if title is None or n != title + 1 or head[n].gap > 0 or head[n].rank:
        return False
    if head[title].label or head[title].rank:
        return False
    one, other = head[title].text, head[n].text
    if "关于" in one and DOCUMENT.search(other):
        return True
    return abs(len(one) - len(other)) <= 1 and len(one) <= LONGEST_HALF


def _leads(piece: Piece, below: Piece) -> bool:
    """Whether a line is the kicker of the title below it."""
    numbered = form_of(below.text).kind in ("first", "second")
    if numbered or DECK.match(below.text) or SCENE.search(below.text):
        return False
    return LEAD_IN.match(piece.text) is not None or not SLOGAN.fullmatch(below.text)


def _below(piece: Piece, signed: bool, last: bool, later: Habits) -> Kind:
    """What a line below the title is; `signed` says that a byline stands between,
    `last` that the text follows."""
    if piece.rank:
        return Kind.HEADING
    form = form_of(piece.text)
    if DECK.match(piece.text):
        return Kind.KICKER
    if form.kind in ("first", "second") or (last and later.likes(form)):
        return Kind.HEADING
    if signed or form.kind == "phrase" or SCENE.search(piece.text):
        return Kind.CAPTION
    return Kind.KICKER
