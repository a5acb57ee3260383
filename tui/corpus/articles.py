"""Share a page's pieces out among its articles, and say what each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain
from typing import NamedTuple

from tui.corpus.blocks import Piece, Shape
from tui.corpus.body import body_kinds
from tui.corpus.borders import borders_among, is_banner
from tui.corpus.headings import Habits
from tui.corpus.headlines import Sign, Start, starts_of
from tui.corpus.heads import KINDS, head_kinds
from tui.corpus.model import Kind
from tui.corpus.paragraphs import habits_of

TEXT = (Shape.PROSE, Shape.ROW)
SHORTEST_GHOST = 6
"""Characters of a headline that is worth telling from its twin."""
BULLETS = re.compile(r"[·•●○■□◆◇▪▶>*-]+ *")
LIST_HEAD = re.compile(
    r"本[版期报](?:其他|主要)?(?:新闻|导读|要目|目录|文章|标题)|(?:其他|相关|更多)新闻|导读|目录|标题导航"
)


class Draft(NamedTuple):
    """An article's pieces with their kinds, in the order of the page."""

    pieces: tuple[Piece, ...]
    kinds: tuple[Kind, ...]
    body: int
    """Where its text starts in `pieces`: the first paragraph or heading."""


def drafts_of(pieces: Sequence[Piece]) -> list[Draft]:
    """The articles of a page; what stands before the first one belongs to it."""
    pieces = without_ghosts(pieces)
    starts = _titled(pieces) or borders_among(pieces, starts_of(pieces))
    return _drafts(pieces, _without_banner(pieces, starts)) if starts else []


def drafts_between(front: Sequence[Piece], *parts: Sequence[Piece]) -> list[Draft]:
    """The articles of a page whose borders are known; `front` stands before them."""
    firsts = accumulate((len(part) for part in parts[:-1]), initial=len(front))
    pieces = [*front, *chain.from_iterable(parts)]
    return _drafts(pieces, [Start(at, Sign.GIVEN) for at in firsts])


def _titled(pieces: Sequence[Piece]) -> list[Start]:
    """An article for each title that the format tells, and for a text before them."""
    starts = [Start(n, Sign.GIVEN) for n, piece in enumerate(pieces) if piece.rank == 1]
    before = pieces[: starts[0].at] if starts else ()
    if any(piece.shape is Shape.PROSE for piece in before):
        starts.insert(0, Start(0, Sign.FIRST))
    return starts


def _drafts(pieces: Sequence[Piece], starts: Sequence[Start]) -> list[Draft]:
    first = starts[0].at
    habits = habits_of(pieces)
    ends = [*(start.at for start in starts[1:]), len(pieces)]
    drafts = [
        _draft(pieces[start.at : end], habits)
        for start, end in zip(starts, ends, strict=True)
    ]
    labelled = pieces[first].label is not None
    front = [_front_kind(piece, labelled) for piece in pieces[:first]]
    head = drafts[0]
    drafts[0] = Draft(
        (*pieces[:first], *head.pieces), (*front, *head.kinds), first + head.body
    )
    return drafts


def without_ghosts(pieces: Sequence[Piece]) -> list[Piece]:
    """Take a list of headlines above the page's first text for furniture: lines that
    stand again below, or share a bullet, or follow 本版其他新闻."""
    top = next((n for n, p in enumerate(pieces) if p.shape is Shape.PROSE), 0)
    twins = {text: n for n, piece in enumerate(pieces) for text in _headlines(piece)}
    found = list(pieces)
    listed = False
    for n, piece in enumerate(pieces[:top]):
        listed = bool(LIST_HEAD.fullmatch(piece.text)) or (listed and not piece.label)
        again = any(twins[text] > n for text in _headlines(piece))
        if (
            piece.shape is Shape.DISPLAY
            and not piece.rank
            and (again or _is_listed(pieces, n) or (listed and n + 1 < top))
        ):
            found[n] = replace(piece, shape=Shape.CHROME)
    return found


def _headlines(piece: Piece) -> Iterator[str]:
    """The forms in which a list may have a headline: whole, and behind its label."""
    if piece.shape is Shape.DISPLAY:
        starts = (0, piece.label.end) if piece.label else (0,)
        for start in starts:
            text = BULLETS.sub("", piece.text[start:]).replace(" ", "")
            if len(text) >= SHORTEST_GHOST:
                yield text


def _is_listed(pieces: Sequence[Piece], n: int) -> bool:
    """Whether a line and a neighbour of it start with a bullet."""
    near = pieces[max(n - 1, 0) : n + 2]
    bullets = sum(BULLETS.match(each.text) is not None for each in near)
    return BULLETS.match(pieces[n].text) is not None and bullets > 1


def _without_banner(pieces: Sequence[Piece], starts: list[Start]) -> list[Start]:
    """The starts, but for the first where a banner and a note stand there."""
    labelled = len(starts) > 1 and Sign.LABEL in starts[1].signs
    if labelled and is_banner(starts[0], pieces[starts[0].at : starts[1].at]):
        return starts[1:]
    return starts


def _front_kind(piece: Piece, labelled: bool) -> Kind:
    match piece.shape:
        case Shape.CHROME:
            return Kind.CHROME
        case Shape.PROSE:
            return Kind.NOTE
        case Shape.BYLINE:
            return Kind.BYLINE
    return Kind.BANNER if labelled else Kind.KICKER


def _draft(pieces: Sequence[Piece], habits: Habits) -> Draft:
    text = [n for n, piece in enumerate(pieces) if piece.shape in TEXT]
    if not text:
        return _without_prose(pieces)
    at = text[0]
    head = head_kinds(pieces[:at], habits_of(pieces[at:]))
    kinds = (*head, *body_kinds(pieces[at:], habits))
    body = next((n for n, kind in enumerate(head) if kind is Kind.HEADING), at)
    return Draft(tuple(pieces), kinds, body)


def _without_prose(pieces: Sequence[Piece]) -> Draft:
    """A poem, a list: lines of their own under a title."""
    first = next((n for n, p in enumerate(pieces) if p.shape is Shape.DISPLAY), 0)
    head = head_kinds(pieces[: first + 1], habits_of(()))
    lines = (KINDS.get(piece.shape, Kind.PARAGRAPH) for piece in pieces[first + 1 :])
    return Draft(tuple(pieces), (*head, *lines), first + 1)
