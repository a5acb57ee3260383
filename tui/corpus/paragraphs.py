"""Heal paragraphs that columns, pages and pictures have cut.

A break is healed where it cuts a sentence: what stands before it ends without a
stop. Captions and page furniture that a column break has thrown between the two
halves are passed over; a heading or a byline is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from tui.corpus.blocks import Piece, Shape
from tui.corpus.headings import Habits, Role, form_of, role_of
from tui.corpus.lexicon import ENUMERATOR, OPEN_START
from tui.corpus.lines import Block, closes

Join = Callable[[Sequence[Block]], Block]
"""Makes one block of several, in the order of the page."""


def heal(pieces: Sequence[Piece], join: Join) -> list[Piece]:
    """The pieces of a page with every cut sentence made whole."""
    return _join_prose(_with_fragments(_with_table_heads(pieces)), join)


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


def _with_table_heads(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with the line above a table's first row taken for its head."""
    found = list(pieces)
    for number, (piece, after) in enumerate(pairwise(pieces)):
        cells = len(piece.text.split()) == len(after.text.split())
        if piece.shape is Shape.DISPLAY and after.shape is Shape.ROW and cells:
            found[number] = replace(piece, shape=Shape.ROW)
    return found


def _with_fragments(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with short pieces of a paragraph taken for prose."""
    habits = habits_of(pieces)
    healed: list[Piece] = []
    for number, piece in enumerate(pieces):
        before = healed[-1] if healed else None
        after = pieces[number + 1] if number + 1 < len(pieces) else None
        if before and (
            _is_item(before, piece) or _is_start(before, piece, after, habits)
        ):
            piece = Piece(piece.block, Shape.PROSE)
        healed.append(piece)
    return healed


def _is_item(before: Piece, piece: Piece) -> bool:
    """Whether a short line ends a numbered list: （三）…。 behind （二）…；"""
    return (
        before.text.endswith(";")
        and ENUMERATOR.match(before.text) is not None
        and ENUMERATOR.match(piece.text) is not None
    )


def _is_start(before: Piece, piece: Piece, after: Piece | None, habits: Habits) -> bool:
    """Whether a short line begins the sentence that goes on behind it."""
    return (
        piece.shape is Shape.DISPLAY
        and piece.label is None
        and piece.rank is None
        and before.shape is Shape.PROSE
        and after is not None
        and not after.opens_report
        and (
            _splits_number(piece, after)
            or (
                after.shape is Shape.PROSE
                and role_of(piece, after, habits) is Role.FRAGMENT
            )
        )
    )


def _splits_number(piece: Piece, after: Piece) -> bool:
    return piece.text[-1].isdigit() and after.text[0].isdigit()


def _join_prose(pieces: Sequence[Piece], join: Join) -> list[Piece]:
    """Join prose to the prose before it that is open, over what may interrupt."""
    habits = habits_of(pieces)
    healed: list[list[Piece]] = []
    open_at: int | None = None
    behind = 0
    for piece, after in zip_longest(pieces, pieces[1:]):
        goes_on = open_at is not None and _goes_on(healed[open_at][-1], piece)
        if goes_on and open_at is not None:
            healed[open_at].append(piece)
            healed[behind:] = map(_as_captions, healed[behind:])
            behind = len(healed)
        else:
            healed.append([piece])
            behind = len(healed) if piece.shape is Shape.PROSE else behind
        if goes_on or piece.shape is Shape.PROSE:
            at = open_at if goes_on else len(healed) - 1
            open_at = None if piece.closed or closes(piece.text) else at
        elif not _may_interrupt(piece, after, habits):
            open_at = None
    return [_whole(parts, join) for parts in healed]


def _whole(parts: Sequence[Piece], join: Join) -> Piece:
    if len(parts) == 1:
        return parts[0]
    return Piece(join([part.block for part in parts]), Shape.PROSE)


def _as_captions(parts: list[Piece]) -> list[Piece]:
    """A line in the middle of a sentence is a caption, whatever it looks like."""
    return [
        replace(part, shape=Shape.CAPTION) if part.shape is Shape.DISPLAY else part
        for part in parts
    ]


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Whether a piece continues the open sentence before it."""
    if piece.shape is not Shape.PROSE:
        return _is_rest(before, piece)
    if piece.opens_report or ENUMERATOR.match(piece.text):
        return False
    trails = before.text.endswith((",", "、"))
    return trails or piece.block.indent <= before.block.indent


def _is_rest(before: Piece, piece: Piece) -> bool:
    """Whether a short line goes on with the open sentence before it."""
    if piece.rank is not None or piece.shape is not Shape.DISPLAY:
        return False
    return (
        closes(piece.text)
        or OPEN_START.match(piece.text) is not None
        or _splits_number(before, piece)
    )


def _may_interrupt(piece: Piece, after: Piece | None, habits: Habits) -> bool:
    """Captions and furniture may stand in the middle of a sentence."""
    if piece.shape is Shape.DISPLAY and piece.label is None:
        return role_of(piece, after, habits) is Role.CAPTION
    return piece.shape in (Shape.CHROME, Shape.CAPTION)
