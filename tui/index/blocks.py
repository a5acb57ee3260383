"""The folded text of many pages, in blocks that are never changed.

    Blocks ── Block ─┬─ Folded    the passages of consecutive pages, as codes
                     └─ Postings  where each code occurs in them

Pages are added as new blocks. So that pages that come one by one don't leave a block
each, small blocks are joined as in a log-structured merge tree: a block takes in its
neighbour before that grows to half its size, so that a page is sorted again only a
few times, however many follow.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from tui.corpus.model import Page
from tui.index import matcher, postings
from tui.index.fold import Codes, Folded, Offsets, Positions, fold, last_up_to
from tui.index.postings import Postings

FULL = 1 << 20
"""Characters that a block is filled to when many pages are added at once: a search
costs some microseconds a block, and sorting gets slower where its tables outgrow the
processor's cache. A larger page is a block of its own."""

JOINED = 1 << 17
"""Codes up to which small blocks are joined: one page more may cost that work, and is
to cost less than 2 ms."""


class Places(NamedTuple):
    """Where matches on one page stand; the arrays run in parallel."""

    page: int
    passages: Positions
    starts: Positions
    stops: Positions
    """Code points in the passage as it is read."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    folded: Folded
    postings: Postings
    pages: Offsets
    """The row of each page's first passage, then the number of rows."""

    articles: Offsets
    """The position at which each article starts."""

    offsets: Offsets
    """The offset in the folded text at which each passage starts, then its end."""

    positions: Offsets
    """The position at which each passage starts, then the end."""

    def __len__(self) -> int:
        return len(self.folded)

    def joined(self, other: Block) -> Block:
        """This block's pages, then the other's."""
        folded = self.folded.joined(other.folded)
        length, size = np.uint32(len(self)), np.uint32(self.folded.size)
        rows = self.pages[-1]
        return Block(
            folded,
            postings.index(folded.codes),
            np.concatenate((self.pages[:-1], other.pages + rows)),
            np.concatenate((self.articles, other.articles + length)),
            np.concatenate((self.offsets[:-1], other.offsets + size)),
            np.concatenate((self.positions[:-1], other.positions + length)),
        )


def block_of(pages: Sequence[Page]) -> Block:
    """Fold and index all passages of the pages."""
    texts = [page.read(passage) for page in pages for passage in page.passages]
    folded = fold(texts)
    offsets = np.array([0, *accumulate(len(text) + 1 for text in texts)], np.int64)
    positions = folded.positions(offsets).astype(np.uint32)
    rows = np.array([0, *accumulate(len(page.passages) for page in pages)], np.uint32)
    firsts = [
        row + article.first
        for row, page in zip(rows.tolist(), pages, strict=False)
        for article in page.articles
    ]
    articles = positions[np.array(firsts, np.intp)]
    return Block(
        folded,
        postings.index(folded.codes),
        rows,
        articles,
        offsets.astype(np.uint32),
        positions,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """A sequence of blocks as one text: a position counts the codes of all of them."""

    blocks: tuple[Block, ...] = ()
    bases: tuple[int, ...] = (0,)
    """The position at which each block starts, then the end."""

    pages: tuple[int, ...] = (0,)
    """The number of each block's first page, then the number of pages."""

    articles: Positions = field(default_factory=lambda: np.zeros(1, np.int64))
    """The position at which each article starts, in the order of the pages; then
    the end."""

    def add(self, pages: Sequence[Page]) -> Blocks:
        """These pages and more."""
        blocks = list(self.blocks)
        for group in _groups(pages):
            block = block_of(group)
            while blocks and _belong_together(blocks[-1], block):
                block = blocks.pop().joined(block)
            blocks.append(block)
        return _in_sequence(blocks)

    def find(self, term: Codes) -> Positions:
        """The positions of all occurrences of the term, in order."""
        found = [
            matcher.find(term, block.folded, block.postings) + base
            for base, block in zip(self.bases, self.blocks, strict=False)
        ]
        return _chained(found)

    def position(self, page: int, passage: int, offset: int = 0) -> int:
        """The position of the first code at or behind an offset in a passage; where
        `passage` is the number of the page's passages, the page's end."""
        at = bisect_right(self.pages, page) - 1
        block = self.blocks[at]
        row = int(block.pages[page - self.pages[at]]) + passage
        offsets = block.offsets[row : row + 1].astype(np.int64) + offset
        return self.bases[at] + int(block.folded.positions(offsets)[0])

    def places(self, positions: Positions, lengths: Positions) -> Places:
        """Where matches of these lengths (in codes), all on one page, stand."""
        at = bisect_right(self.bases, int(positions[0])) - 1
        block, within = self.blocks[at], positions - self.bases[at]
        rows = last_up_to(block.positions, within)
        page = int(last_up_to(block.pages, rows[:1])[0])
        origins = block.offsets[rows].astype(np.int64)
        return Places(
            self.pages[at] + page,
            rows - int(block.pages[page]),
            block.folded.offsets(within) - origins,
            block.folded.offsets(within + lengths - 1) + 1 - origins,
        )


def _in_sequence(blocks: Sequence[Block]) -> Blocks:
    bases = tuple(accumulate(map(len, blocks), initial=0))
    pages = tuple(accumulate((len(each.pages) - 1 for each in blocks), initial=0))
    articles = [
        each.articles.astype(np.int64) + base
        for base, each in zip(bases, blocks, strict=False)
    ]
    return Blocks(tuple(blocks), bases, pages, np.append(_chained(articles), bases[-1]))


def _chained(parts: Sequence[Positions]) -> Positions:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _groups(pages: Sequence[Page]) -> Iterator[list[Page]]:
    """Consecutive pages that fill a block each."""
    group: list[Page] = []
    size = 0
    for page in pages:
        if group and size + len(page.text) > FULL:
            yield group
            group, size = [], 0
        group.append(page)
        size += len(page.text)
    if group:
        yield group


def _belong_together(block: Block, added: Block) -> bool:
    return len(block) <= 2 * len(added) and len(block) + len(added) <= JOINED
