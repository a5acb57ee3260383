"""Text in, structure out: lines → blocks → pieces → articles → a page."""

from __future__ import annotations

from collections.abc import Sequence

from tui.corpus.articles import draft, drafts_of, healed
from tui.corpus.assembly import page_of
from tui.corpus.blocks import Piece, classify
from tui.corpus.given import NOTHING, Given
from tui.corpus.lines import Block, block, blocks_of, line_starts, lines_of
from tui.corpus.model import Page
from tui.corpus.tagging import CUTS, Tag, allowed, tag
from tui.corpus.told import shares, told_pieces


def parse(source: str, text: str, given: Given = NOTHING) -> Page:
    """Recover the structure of a page from its text, and from what is said of it.

    Never fails: a page whose structure can't be told is one article, all of it.
    """
    starts = line_starts(text)
    lines = lines_of(text, starts)
    if given == NOTHING:
        pieces = [classify(each) for each in blocks_of(text, lines)]
    else:
        pieces = told_pieces(text, lines, starts, given)

    def join(parts: Sequence[Block]) -> Block:
        return block(text, [line for part in parts for line in part.lines])

    front, shared = shares(pieces, starts, given.borders)
    given = given._replace(borders=tuple(border for border, _ in shared))
    if shared:
        parts = [(*front, *shared[0][1]), *(part for _, part in shared[1:])]
        drafts = [draft(healed(part, _tags(part, given), join)) for part in parts]
    else:
        drafts = drafts_of(pieces, _tags(pieces, given), join)
    return page_of(source, text, starts, drafts, given)


def _tags(pieces: Sequence[Piece], given: Given) -> list[Tag]:
    """What the pieces are. Where every line is whole, none goes on with another."""
    barred = (*CUTS, Tag.REST) if given.whole else ()
    choices = [
        [each for each in allowed(piece) if each not in barred] for piece in pieces
    ]
    return tag(pieces, choices) if pieces else []
