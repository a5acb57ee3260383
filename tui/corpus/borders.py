"""Which of the places where articles may start are borders between articles.

A sign may mislead: a heading can stand behind a signed opening, a label can be the
heading of a round-up, a title can stand with nothing to tell it. What decides is the
text between one start and the next: who signs it, and which lines are parallel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tui.corpus.blocks import Piece, Shape
from tui.corpus.gazetteer import districts_in
from tui.corpus.headings import Habits, form_of, pictures
from tui.corpus.headlines import Sign, Start
from tui.corpus.paragraphs import habits_of

HEADED = Sign.DATELINE | Sign.BYLINE
"""The signs of an article that says who wrote it before it starts."""
TITLE = re.compile(r"[,?!“:]")
"""Marks of a title that speaks in sentences."""
SHORTEST_TITLE = 11
LONGEST_PLACE = 8
"""Characters: of a title that stands alone, of a place at its start."""
MOST_NOTES = 2
"""Paragraphs between a page's banner and its first article."""


def borders_among(pieces: Sequence[Piece], starts: Sequence[Start]) -> list[Start]:
    """The starts at which articles do start, those that no sign tells among them."""
    if not starts:
        return []
    starts = _without_roundups(pieces, _without_headings(pieces, starts))
    return _with_lone_titles(pieces, starts)


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
    items = {n for n, each in enumerate(starts) if _is_item(pieces, each)}
    signing = any(Sign.SIGNED in start.signs for start in starts) or _signs_off(pieces)
    for number, (start, end) in enumerate(_extents(pieces, starts)):
        if kept and number in items and {number - 1, number + 1} & items:
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
