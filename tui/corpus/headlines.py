"""Where articles start.

Between two stretches of text stand lines: bylines of the article before, captions,
headings, and the head of an article: label, kicker, title, deck, byline. A head is
told by a label, a dateline behind it, or a byline that ends the article before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Flag, auto
from typing import NamedTuple

from tui.corpus.blocks import Piece, Shape
from tui.corpus.headings import Habits, Role, role_of
from tui.corpus.paragraphs import habits_of


class Sign(Flag):
    """What says that an article starts."""

    FIRST = auto()
    LABEL = auto()
    DATELINE = auto()
    SIGNED = auto()
    """A byline has ended the article before."""
    BYLINE = auto()
    """A byline stands between the title and the text."""
    LONE = auto()
    """A line reads like a title, and like no heading."""
    GIVEN = auto()
    """The format of the file, or a sidecar."""


class Start(NamedTuple):
    """Sorts by its place."""

    at: int
    """The number of the piece that the article starts at."""
    signs: Sign


class Group(NamedTuple):
    """The pieces between two stretches of text: `pieces[first:last]`."""

    first: int
    last: int


class _Page(NamedTuple):
    leading: bool
    """Whether bylines stand under titles."""
    habits: Habits


def starts_of(pieces: Sequence[Piece]) -> list[Start]:
    """Where articles of a page may start, in order: at least one, where there is
    anything at all. `tui.corpus.borders` tells which of them do."""
    if not pieces:
        return []
    page = _Page(bylines_lead(pieces), habits_of(pieces))
    found = [_start_in(pieces, group, page) for group in _groups(pieces)]
    return [start for start in found if start is not None]


def bylines_lead(pieces: Sequence[Piece]) -> bool:
    """Whether the page puts bylines under the title: its first one stands there."""
    for number, piece in enumerate(pieces):
        if piece.shape is Shape.PROSE:
            return False
        if piece.shape is Shape.BYLINE:
            return number > 0
    return False


def _groups(pieces: Sequence[Piece]) -> Iterator[Group]:
    first = 0
    for number, piece in enumerate(pieces):
        if piece.shape is Shape.PROSE:
            yield Group(first, number)
            first = number + 1
    yield Group(first, len(pieces))


def _start_in(pieces: Sequence[Piece], group: Group, page: _Page) -> Start | None:
    """The start of an article in a gap between stretches of text, if there is one."""
    lines = [n for n in range(*group) if pieces[n].shape is Shape.DISPLAY]
    after = pieces[group.last] if group.last < len(pieces) else None
    if group.first == 0:
        at = _labelled(pieces, lines)
        if at is None:
            at = next(iter(lines), min(group.last, len(pieces) - 1))
        return Start(at, _signs(pieces, group, at) | Sign.FIRST)
    if after is None:
        return None
    ended = _end_of_article(pieces, group, page.leading)
    if ended is not None:
        lines = [n for n in lines if n >= ended]
        if lines:
            at = _labelled(pieces, lines) if len(lines) > 2 else None
            at = lines[0] if at is None else at
            return Start(at, _signs(pieces, group, at) | Sign.SIGNED)
    at = _labelled(pieces, lines)
    if at is None and (after.opens_report or _heads(pieces, group)):
        at = _title_among(pieces, lines, group.last, page.habits)
    if at is None:
        return None
    return Start(at, _signs(pieces, group, at))


def _end_of_article(pieces: Sequence[Piece], group: Group, leading: bool) -> int | None:
    """Where the byline that ends an article ends; None if there is none."""
    if pieces[group.first - 1].signed:
        return group.first
    lines = [n for n in range(*group) if pieces[n].shape is Shape.DISPLAY]
    ended = None
    for number in range(*group):
        above = bool(lines) and lines[0] < number
        below = bool(lines) and lines[-1] > number
        tail = not above or (below and not leading)
        if pieces[number].shape is Shape.BYLINE and tail:
            ended = number + 1
    return ended


def _heads(pieces: Sequence[Piece], group: Group) -> bool:
    """Whether a byline stands between a title and the text."""
    shapes = [pieces[number].shape for number in range(*group)]
    if Shape.BYLINE not in shapes:
        return False
    at = shapes.index(Shape.BYLINE)
    return Shape.DISPLAY in shapes[:at]


def _labelled(pieces: Sequence[Piece], lines: Sequence[int]) -> int | None:
    return next((n for n in lines if pieces[n].label), None)


def _title_among(
    pieces: Sequence[Piece], lines: Sequence[int], last: int, habits: Habits
) -> int:
    """The line that an article starts at; the text itself where there is none."""
    for n in lines:
        if role_of(pieces[n], pieces[n + 1], habits) is not Role.CAPTION:
            return n
    return lines[-1] if lines else last


def _signs(pieces: Sequence[Piece], group: Group, at: int) -> Sign:
    signs = Sign(0)
    if pieces[at].label:
        signs |= Sign.LABEL
    if group.last < len(pieces) and pieces[group.last].opens_report:
        signs |= Sign.DATELINE
    if _heads(pieces, Group(at, group.last)):
        signs |= Sign.BYLINE
    return signs
