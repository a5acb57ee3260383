"""The text of an article: paragraphs, headings, captions, and its sections."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from tui.corpus.blocks import Piece, Shape
from tui.corpus.bylines import Found, names_in
from tui.corpus.headings import Habits, Role, alike, form_of, role_of
from tui.corpus.heads import KINDS
from tui.corpus.labels import UNIT
from tui.corpus.lexicon import DATE
from tui.corpus.lines import closes
from tui.corpus.model import Byline, Kind, Span

ROLES = {
    Role.HEADING: Kind.HEADING,
    Role.CAPTION: Kind.CAPTION,
    Role.FRAGMENT: Kind.PARAGRAPH,
    Role.TEXT: Kind.PARAGRAPH,
}
SIGNED_TEXT = (Shape.PROSE, Shape.ROW, Shape.BYLINE)
"""What no signature stands in front of."""
SIGNATURE = "署名"
"""The role of an office that signs a report."""


def body_kinds(body: Sequence[Piece], habits: Habits) -> list[Kind]:
    """What each piece of an article from its first paragraph on is.

    `habits` are the page's.
    """
    texts = [n for n, piece in enumerate(body) if piece.shape in SIGNED_TEXT]
    tail = texts[-1] + 1 if texts else 0
    return [
        _kind(piece, after, number >= tail, habits)
        for number, (piece, after) in enumerate(zip_longest(body, body[1:]))
    ]


def signature_in(piece: Piece) -> Found | None:
    """Names, or an office, that sign a text without a role. None for a date alone."""
    if found := names_in(piece.text, piece.block.printed):
        return found
    office = DATE.sub("", piece.text).strip("()")
    if not office:
        return None
    start = piece.text.index(office)
    name = piece.block.printed[start : start + len(office)]
    return Found((Byline(SIGNATURE, (name,)),), None, Span(start, start + len(office)))


def _kind(piece: Piece, after: Piece | None, last: bool, habits: Habits) -> Kind:
    """`last` says that no text stands behind the piece."""
    if piece.rank:
        return Kind.HEADING
    if piece.shape is not Shape.DISPLAY:
        return KINDS[piece.shape]
    if last and _signs(piece, after):
        return Kind.BYLINE
    if piece.label and after is not None and after.shape is Shape.PROSE:
        return Kind.HEADING
    heads = after is not None and after.shape is not Shape.BYLINE
    role = role_of(piece, after, habits)
    if role is Role.HEADING and not heads:
        return Kind.CAPTION
    return ROLES[role]


def _signs(piece: Piece, after: Piece | None) -> bool:
    """Whether a line at the end of an article signs it."""
    if DATE.match(piece.text) or names_in(piece.text, piece.block.printed):
        return True
    dated = DATE.search(piece.text) or (after and DATE.match(after.text))
    return bool(dated) and UNIT.match(DATE.sub("", piece.text)) is not None


def levels_of(headings: Sequence[Piece]) -> list[int]:
    """The level of each stand-alone heading of an article.

    Headings numbered in the second rank, and short sentences with a stop, stand
    below the form that came first; what the format of the file tells goes before.
    """
    levels: list[int] = []
    forms = [form_of(each.text) for each in headings]
    for heading, form in zip(headings, forms, strict=True):
        major = forms[0]
        minor = (form.kind == "second") != (major.kind == "second") or (
            closes(heading.text) and not closes(headings[0].text)
        )
        levels.append(2 if minor and not alike(form, major) else 1)
    highest = min((each.rank for each in headings if each.rank), default=0)
    return [
        1 + (each.rank > highest) if each.rank else level
        for each, level in zip(headings, levels, strict=True)
    ]
