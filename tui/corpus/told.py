"""Lines of a page that something outside its text speaks of: headings that Markdown,
HTML or Word tell, borders between articles, front matter.

Formats have six levels of headings and authors use any of them; what counts is which
is the highest. Here rank 1 is a title, 2 a heading, 3 a heading below it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from tui.corpus.blocks import Piece, Shape, classify, shaped
from tui.corpus.given import Border, Given
from tui.corpus.lexicon import plain
from tui.corpus.lines import LINE_END, Block, Line, block, blocks_of
from tui.corpus.model import Span

LOWEST = 3
"""The lowest rank."""
LONGEST_SIGN = 80
"""Characters of a sign with the blanks around it."""
HASHES = re.compile(r"#{1,6}[ \t\u3000]+")
"""What Markdown has in front of a heading."""
CLOSING = re.compile(r"[ \t\u3000]+#+$")
"""What it may have behind one that has that in front."""


def told_pieces(
    text: str, lines: Sequence[Line], starts: Sequence[int], given: Given
) -> list[Piece]:
    """The blocks of a page, cut where it is told, each with its shape."""
    body = _from(lines, starts, given.matter + 1)
    matter = [shaped(block(text, [line]), Shape.CHROME) for line in lines[:body]]
    lines, ranks = _ranked(lines[body:], starts, given)
    breaks = {_from(lines, starts, border.line) for border in given.borders}
    breaks.update(each for n in ranks for each in (n, n + 1))
    runs_on = _running_on(lines, starts, given)
    breaks.update(n + 1 for n in runs_on)
    firsts = {lines[n].span: rank for n, rank in ranks.items()}
    joined = {lines[n].span for n in runs_on}
    return matter + [
        classify(each, firsts.get(each.spans[0]))
        for each in _joined(text, blocks_of(text, lines, breaks), joined)
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
    """The ranks of headings, given by line and level, by the first of their lines.

    The highest level is that of titles if it is 1, or if the first heading alone has
    it; else no title stands above the headings.
    """
    headings = [(line, level) for line, level in headings if level]
    levels = [level for _, level in headings]
    order = sorted(set(levels))
    alone = all(levels[0] < level for level in levels[1:])
    above = 0 if order[:1] == [1] or alone else 1
    return {
        line: min(order.index(level) + above + 1, LOWEST) for line, level in headings
    }


def below_titles(pieces: Sequence[Piece]) -> Iterator[int]:
    """The untold pieces that follow a told title: what goes on with it, its format
    would have told."""
    for n, (above, piece) in enumerate(pairwise(pieces), 1):
        if above.rank == 1 and piece.rank is None:
            yield n


def hashes_before(text: str, start: int) -> int:
    """How many characters Markdown's sign takes in front of a heading that starts at
    `start`; 0 where there is none."""
    lead = plain(text[max(start - LONGEST_SIGN, 0) : start])
    lead = LINE_END.split(lead)[-1].lstrip()
    return len(lead) if HASHES.fullmatch(lead) else 0


def hashes_behind(text: str, end: int) -> int:
    """How many characters Markdown's closing sign takes behind a heading that ends at
    `end`; 0 where there is none."""
    rest = LINE_END.split(plain(text[end : end + 2 * LONGEST_SIGN]))[0].rstrip()
    return len(rest) if CLOSING.fullmatch(rest) else 0


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


def _running_on(lines: Sequence[Line], starts: Sequence[int], given: Given) -> set[int]:
    """Which of the lines go on with the heading above."""
    borders = {border.line for border in given.borders}
    numbers = [n for n, level in given.headings if not level and n not in borders]
    places = [(_from(lines, starts, n), _from(lines, starts, n + 1)) for n in numbers]
    return {at for at, after in places if at < after}


def _joined(
    text: str, blocks: Sequence[Block], runs_on: Container[Span]
) -> Iterator[Block]:
    """The blocks, each with those behind it that go on with it."""
    runs: list[list[Block]] = []
    for each in blocks:
        if runs and each.spans[0] in runs_on:
            runs[-1].append(each)
        else:
            runs.append([each])
    for run in runs:
        whole = [line for each in run for line in each.lines]
        yield run[0] if len(run) == 1 else block(text, whole)


def _without_hashes(line: Line) -> Line:
    hashes = HASHES.match(line.text)
    if hashes is None or hashes.end() > LONGEST_SIGN:
        return line
    closing = CLOSING.search(
        line.text, max(hashes.end(), len(line.text) - LONGEST_SIGN)
    )
    first, end = hashes.end(), closing.start() if closing else len(line.text)
    start = line.span.start
    return line._replace(
        span=Span(start + first, start + end), text=line.text[first:end]
    )


def _from(lines: Sequence[Line], starts: Sequence[int], number: int) -> int:
    """Which of the lines is the first at or behind line `number` of the page."""
    if number > len(starts):
        return len(lines)
    return bisect_left(lines, starts[number - 1], key=lambda line: line.span.start)
