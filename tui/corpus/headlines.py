"""Where articles start.

Between two stretches of text stand lines: bylines of the article before, captions,
headings, and the head of an article: label, kicker, title, deck, byline. A head is
told by a label, a dateline behind it, or a byline that ends the article before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Flag, auto
from typing import NamedTuple

from tui.corpus.blocks import Piece, Shape
from tui.corpus.gazetteer import districts_in
from tui.corpus.headings import Habits, Role, form_of, pictures, role_of
from tui.corpus.paragraphs import habits_of

MOST_NOTES = 2
"""Paragraphs between a page's banner and its first article."""


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


HEADED = Sign.DATELINE | Sign.BYLINE
"""The signs of an article that says who wrote it before it starts."""
TITLE = re.compile(r"[,?!“:]")
"""Marks of a title that speaks in sentences."""
SHORTEST_TITLE = 11
LONGEST_PLACE = 8
"""Characters: of a title that stands alone, of a place at its start."""


class Start(NamedTuple):
    """Sorts by its place."""

    at: int
    """The number of the piece that the article starts at."""
    signs: Sign


class Group(NamedTuple):
    """The pieces between two stretches of text: `pieces[first:last]`."""

    first: int
    last: int


def starts_of(pieces: Sequence[Piece]) -> list[Start]:
    """Where the articles of a page start, in order: at least one, where there is
    anything at all."""
    if not pieces:
        return []
    leading = bylines_lead(pieces)
    found = [_start_in(pieces, group, leading) for group in _groups(pieces)]
    starts = [start for start in found if start is not None]
    starts = _without_roundups(pieces, _without_headings(pieces, starts))
    return _with_lone_titles(pieces, starts)


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


def _start_in(pieces: Sequence[Piece], group: Group, leading: bool) -> Start | None:
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
    ended = _end_of_article(pieces, group, leading)
    if ended is not None:
        lines = [n for n in lines if n >= ended]
        if lines:
            at = _labelled(pieces, lines) if len(lines) > 2 else None
            at = lines[0] if at is None else at
            return Start(at, _signs(pieces, group, at) | Sign.SIGNED)
    at = _labelled(pieces, lines)
    if at is None and (after.opens_report or _heads(pieces, group)):
        at = _title_among(pieces, lines, group.last)
    if at is None:
        return None
    return Start(at, _signs(pieces, group, at))


def _end_of_article(pieces: Sequence[Piece], group: Group, leading: bool) -> int | None:
    """Where the byline that ends an article ends; None if there is none."""
    if pieces[group.first - 1].signed:
        return group.first
    ended = None
    above = False
    for number in range(*group):
        shape = pieces[number].shape
        below = any(each.shape is Shape.DISPLAY for each in pieces[number : group.last])
        if shape is Shape.BYLINE and not (above and (leading or not below)):
            ended = number + 1
        above |= shape is Shape.DISPLAY
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


def _title_among(pieces: Sequence[Piece], lines: Sequence[int], last: int) -> int:
    """The line that an article starts at; the text itself where there is none."""
    habits = habits_of(pieces)
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


def _without_headings(pieces: Sequence[Piece], starts: Sequence[Start]) -> list[Start]:
    """Drop what is a heading behind a signed opening: it has likes in its own text
    and nobody signs it."""
    kept = []
    for start, end in _extents(pieces, starts):
        inner = pieces[start.at : end]
        if start.signs != Sign.SIGNED or _signed(inner) or not _heads_parallel(inner):
            kept.append(start)
    return kept


def _heads_parallel(pieces: Sequence[Piece]) -> bool:
    form = form_of(pieces[0].text)
    return habits_of(pieces[1:]).likes(form) > 0


def _without_roundups(pieces: Sequence[Piece], starts: Sequence[Start]) -> list[Start]:
    """Drop labels that are headings of a round-up: two or more with a colon, in an
    article that has its own head, or is signed only behind all of them."""
    kept: list[Start] = []
    items = [n for n, each in enumerate(starts) if _is_item(pieces, each)]
    signing = any(Sign.SIGNED in start.signs for start in starts) or _signs_off(pieces)
    for number, (start, end) in enumerate(_extents(pieces, starts)):
        if kept and number in items and {number - 1, number + 1} & set(items):
            before = pieces[kept[-1].at : start.at]
            own = _signed(pieces[start.at : end]) and _signed(before)
            headed = HEADED & kept[-1].signs or (signing and not _signed(before))
            if headed and not own and not is_banner(kept[-1], before):
                continue
        kept.append(start)
    return kept


def _is_item(pieces: Sequence[Piece], start: Start) -> bool:
    """Whether nothing but a label with a colon says that an article starts."""
    label = pieces[start.at].label
    colon = label is not None and ":" in pieces[start.at].text[: label.end]
    return colon and start.signs == Sign.LABEL


def _with_lone_titles(pieces: Sequence[Piece], starts: Sequence[Start]) -> list[Start]:
    """Add the titles that nothing but themselves tells: a long line in front of text
    that has no likes, in a signed article without headings."""
    found = list(starts)
    habits = habits_of(pieces)
    for start, end in _extents(pieces, starts):
        lines = [
            n
            for n in range(start.at + 1, end - 1)
            if pieces[n].shape is Shape.DISPLAY
            and not pieces[n].label
            and pieces[n - 1].shape is Shape.PROSE
            and pieces[n - 1].closed
            and pieces[n + 1].shape is Shape.PROSE
        ]
        if HEADED & start.signs and all(_is_title(pieces[n], habits) for n in lines):
            found += [Start(n, Sign.LONE) for n in lines]
    return sorted(found)


def _is_title(piece: Piece, habits: Habits) -> bool:
    form = form_of(piece.text)
    spoken = TITLE.search(piece.text) or any(districts_in(piece.text[:LONGEST_PLACE]))
    return (
        form.kind in ("phrase", "commas", "halves")
        and len(piece.text) >= SHORTEST_TITLE
        and bool(spoken)
        and habits.likes(form) < 2
        and not piece.text.endswith("。")
        and not pictures(piece.text)
    )


def is_banner(start: Start, pieces: Sequence[Piece]) -> bool:
    """Whether what seems the page's first article is its banner and note."""
    notes = [each for each in pieces if each.shape is Shape.PROSE]
    return (
        start.signs == Sign.FIRST and len(notes) <= MOST_NOTES and not _signed(pieces)
    )


def _signed(pieces: Sequence[Piece]) -> bool:
    return any(
        piece.shape is Shape.BYLINE or piece.signed or piece.byline for piece in pieces
    )


def _signs_off(pieces: Sequence[Piece]) -> bool:
    """Whether the page ends with a byline."""
    last = next(
        (each for each in reversed(pieces) if each.shape is not Shape.CHROME), None
    )
    return last is not None and (last.shape is Shape.BYLINE or last.signed is not None)


def _extents(
    pieces: Sequence[Piece], starts: Sequence[Start]
) -> Iterator[tuple[Start, int]]:
    """Each start with the number of the piece behind its article's last."""
    ends = [*(start.at for start in starts[1:]), len(pieces)]
    return zip(starts, ends, strict=True)
