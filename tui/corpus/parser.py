"""Text in, structure out: lines → blocks → pieces → articles → a page."""

from __future__ import annotations

from collections.abc import Sequence

from tui.corpus.articles import drafts_of
from tui.corpus.assembly import page_of
from tui.corpus.blocks import classify
from tui.corpus.lines import Block, block, blocks_of, line_starts, lines_of
from tui.corpus.model import Page
from tui.corpus.paragraphs import heal


def parse(source: str, text: str) -> Page:
    """Recover the structure of a page from its text alone.

    Never fails: a page whose structure can't be told is one article, all of it.
    """
    starts = line_starts(text)
    blocks = blocks_of(text, lines_of(text, starts))

    def join(parts: Sequence[Block]) -> Block:
        return block(text, [line for part in parts for line in part.lines])

    pieces = heal([classify(each) for each in blocks], join)
    return page_of(source, text, starts, drafts_of(pieces))
