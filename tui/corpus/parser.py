"""Text in, structure out: lines → blocks → pieces → articles → a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from tui.corpus.articles import draft, drafts_of, healed
from tui.corpus.assembly import page_of
from tui.corpus.blocks import Piece, Shape, classify
from tui.corpus.evidence import evidence_of
from tui.corpus.given import NOTHING, Given
from tui.corpus.lexicon import plain
from tui.corpus.lines import Block, block, blocks_of, line_starts, lines_of
from tui.corpus.model import Page
from tui.corpus.tagging import LONGEST_LINE, allowed, tag
from tui.corpus.tags import CUTS, HEADS, Tag, may_open
from tui.corpus.told import below_titles, shares, told_pieces

LONGEST_LIST = 600
"""Lines without a text among them that may be anything."""
LIST_END = 200
"""Lines at either end of a longer list that may be anything."""


class Cut(NamedTuple):
    """A page in pieces, before it is told what they are."""

    pieces: Sequence[Piece]
    choices: Sequence[Sequence[Tag]]
    """For each piece the tags that it may have."""

    free: Sequence[Sequence[Tag]]
    """The same before any borders were given."""

    sizes: tuple[int, ...]
    """How many pieces each article has whose borders are given."""

    given: Given
    """Without the borders of articles that no piece is in."""


def parse(source: str, text: str, given: Given = NOTHING) -> Page:
    """Recover the structure of a page from its text, and from what is said of it.

    Never fails: a page whose structure can't be told is one article, all of it.
    """

    def join(parts: Sequence[Block]) -> Block:
        return block(text, [line for part in parts for line in part.lines])

    starts, normal = line_starts(text), plain(text)
    pieces, choices, free, sizes, given = cut(text, normal, starts, given)
    tags = _tags(pieces, choices, free)
    if sizes:
        drafts = [
            draft(healed(pieces[at:end], tags[at:end], join))
            for at, end in pairwise(accumulate(sizes, initial=0))
        ]
    else:
        drafts = drafts_of(pieces, tags, join)
    return page_of(source, text, starts, drafts, given, evidence_of(text, normal))


def _tags(
    pieces: Sequence[Piece],
    choices: Sequence[Sequence[Tag]],
    free: Sequence[Sequence[Tag]],
) -> list[Tag]:
    """What the pieces are. A page is not all furniture: its first line is a title."""
    if not pieces:
        return []
    tags = tag(pieces, choices, free)
    if any(each is not Tag.CHROME for each in tags):
        return tags
    found = [*choices]
    for n, piece in enumerate(pieces):
        if Tag.TITLE in allowed(piece):
            found[n] = (Tag.TITLE,)
            return tag(pieces, found, free)
    return tags


def cut(text: str, normal: str, starts: Sequence[int], given: Given) -> Cut:
    """Cut a page, whose lines start at `starts`, and say what its pieces may be.
    `normal` is `plain(text)`."""
    lines = lines_of(text, starts, normal)
    if given == NOTHING:
        pieces = [classify(each) for each in blocks_of(text, lines)]
    else:
        pieces = told_pieces(text, lines, starts, given)
    choices = [_choices(piece, whole=given.whole) for piece in pieces]
    for n in _inside_lists(pieces):
        choices[n] = (Tag.PARAGRAPH,)
    for n in below_titles(pieces):
        choices[n] = [each for each in choices[n] if each is not Tag.MORE_TITLE]
    free = [*choices]
    front, shared = shares(pieces, starts, given.borders)
    if shared:
        sizes = [len(part) for _, part in shared]
        choices = _bordered(pieces, choices, len(front), sizes)
        sizes[0] += len(front)
        given = given._replace(borders=tuple(border for border, _ in shared))
        return Cut(pieces, choices, free, tuple(sizes), given)
    return Cut(pieces, choices, free, (), given._replace(borders=()))


def _choices(piece: Piece, *, whole: bool) -> Sequence[Tag]:
    """What a piece may be. Where every line is whole, none goes on with another."""
    tags = allowed(piece)
    return [each for each in tags if each not in CONTINUING] if whole else tags


def _inside_lists(pieces: Sequence[Piece]) -> Iterator[int]:
    """The lines of long lists and tables, but for those at either end: what stands
    there needs no weighing."""
    first = 0
    for is_prose, group in groupby(pieces, key=lambda each: each.shape is Shape.PROSE):
        length = sum(1 for _ in group)
        if not is_prose and length > LONGEST_LIST:
            inside = range(first + LIST_END, first + length - LIST_END)
            yield from (n for n in inside if Tag.PARAGRAPH in allowed(pieces[n]))
        first += length


def _bordered(
    pieces: Sequence[Piece],
    choices: Sequence[Sequence[Tag]],
    front: int,
    sizes: Sequence[int],
) -> list[Sequence[Tag]]:
    """What pieces may be between given borders: each article opens with its first
    piece, and none opens above them or behind its text."""
    found = [_without_heads(each) for each in choices[:front]]
    at = front
    for size in sizes:
        found.append([each for each in choices[at] if may_open(each)])
        in_text = len(pieces[at].text) > LONGEST_LINE
        for n in range(at + 1, at + size):
            found.append(_without_heads(choices[n]) if in_text else choices[n])
            in_text |= len(pieces[n].text) > LONGEST_LINE
        at += size
    return found


def _without_heads(tags: Sequence[Tag]) -> Sequence[Tag]:
    """A format's title there is a heading: nothing else is left of it."""
    return [each for each in tags if each not in HEADS] or (Tag.HEADING,)


CONTINUING = (*CUTS, Tag.REST)
"""What cuts a paragraph or goes on with it."""
