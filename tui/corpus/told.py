"""Lines of a page that something outside its text speaks of: headings that Markdown,
HTML or Word tell, borders between articles, front matter.

Formats have six levels of headings and authors use any of them; what counts is which
is the highest. Here rank 1 is a title, 2 a heading, 3 a heading below it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from tui.corpus.blocks import Piece, Shape, classify, shaped
from tui.corpus.given import Border, Given
from tui.corpus.lexicon import plain
from tui.corpus.lines import LINE_END, Line, block, blocks_of
from tui.corpus.model import Span

LOWEST = 3
"""The lowest rank."""
LONGEST_SIGN = 80
"""Characters of a sign with the blanks around it."""
HASHES = re.compile(r"#{1,6}[ \t\u3000]+")
"""What Markdown has in front of a heading."""


def told_pieces(
    text: str, lines: Sequence[Line], starts: Sequence[int], given: Given
) -> list[Piece]:
    """The blocks of a page, cut where it is told, each with its shape."""
    body = _from(lines, starts, given.matter + 1)
    matter = [shaped(block(text, [line]), Shape.CHROME) for line in lines[:body]]
    lines, ranks = _ranked(lines[body:], starts, given)
    breaks = {_from(lines, starts, border.line) for border in given.borders}
    breaks.update(each for n in ranks for each in (n, n + 1))
    firsts = {lines[n].span: rank for n, rank in ranks.items()}
    return matter + [
        classify(each, firsts.get(each.spans[0]))
        for each in blocks_of(text, lines, breaks)
    ]


def shares(
    pieces: Sequence[Piece], starts: Sequence[int], borders: Sequence[Border]
) -> tuple[Sequence[Piece], list[tuple[Border, Sequence[Piece]]]]:
    """The pieces before the first border, and each border with those behind it; a
    border without any is left out."""
    if not borders:
        return pieces, []
    offsets = [each.block.spans[0].start for each in pieces]
    inside = [border for border in borders if border.line <= len(starts)]
    cuts = [bisect_left(offsets, starts[border.line - 1]) for border in inside]
    parts = [pieces[at:end] for at, end in pairwise([*cuts, len(pieces)])]
    shared = [each for each in zip(inside, parts, strict=True) if each[1]]
    return pieces[: cuts[0]] if shared else pieces, shared


def ranks_of(headings: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The ranks of headings, given by line and level, by their lines.

    The highest level is that of titles if it is 1, or if the first heading alone has
    it; else no title stands above the headings.
    """
    levels = [level for _, level in headings]
    order = sorted(set(levels))
    alone = all(levels[0] < level for level in levels[1:])
    above = 0 if order[:1] == [1] or alone else 1
    return {
        line: min(order.index(level) + above + 1, LOWEST) for line, level in headings
    }


def hashes_before(text: str, start: int) -> int:
    """How many characters Markdown's sign takes in front of a heading that starts at
    `start`; 0 where there is none."""
    lead = plain(text[max(start - LONGEST_SIGN, 0) : start])
    lead = LINE_END.split(lead)[-1].lstrip()
    return len(lead) if HASHES.fullmatch(lead) else 0


def _ranked(
    lines: Sequence[Line], starts: Sequence[int], given: Given
) -> tuple[list[Line], dict[int, int]]:
    """The lines, headings among them without the sign of their format; and the rank
    of each heading by its place among the lines."""
    found, ranks = list(lines), {}
    for number, rank in ranks_of(given.headings).items():
        at = _from(lines, starts, number)
        if at < _from(lines, starts, number + 1):
            found[at] = _without_hashes(lines[at])
            ranks[at] = rank
    return found, ranks


def _without_hashes(line: Line) -> Line:
    hashes = HASHES.match(line.text)
    if hashes is None or hashes.end() > LONGEST_SIGN:
        return line
    start, end = line.span
    span = Span(start + hashes.end(), end)
    return line._replace(span=span, text=line.text[hashes.end() :])


def _from(lines: Sequence[Line], starts: Sequence[int], number: int) -> int:
    """Which of the lines is the first at or behind line `number` of the page."""
    if number > len(starts):
        return len(lines)
    return bisect_left(lines, starts[number - 1], key=lambda line: line.span.start)
