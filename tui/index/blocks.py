"""Many blocks as one text, that grows and is never changed.

Pages are added as new blocks. A search costs some microseconds a block, so that pages
that come one by one must not leave one each: blocks are joined as in a log-structured
merge tree. A block takes in its neighbour before that grows to half its size, so that
a page is joined again only a few times, however many follow. What that costs is kept
in proportion to what is added, so that the largest blocks come from many pages at once
and from `settled`.

A page that is read again is added like a new one, and its old text is passed over:
every page has a *slot*, its place in the order in which pages were added.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tui.corpus.model import Page
from tui.index import matcher
from tui.index.block import Block, Zone, blocks_of, joined
from tui.index.fold import Codes, Positions, last_up_to, text_of

FULL = 1 << 20
"""Characters that are sorted at once: sorting gets slower where its tables outgrow the
processor's cache. A larger page is sorted alone."""

JOINED = 1 << 17
"""Codes up to which blocks are joined in any case: one page more may cost that work,
and is to cost less than 2 ms."""

SETTLED = 1 << 25
"""Codes up to which blocks are joined that have come to rest: it takes as much memory
once more."""

SHARE = 8
"""Codes that may be joined for each that is added."""

NO_BLOCKS: Mapping[int, Block] = {}

Flags = npt.NDArray[np.bool_]


class Places(NamedTuple):
    """Where matches on one page stand; the arrays run in parallel."""

    passages: Positions
    starts: Positions
    stops: Positions
    """Code points in the passage as it is read."""


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """A sequence of blocks as one text: a position counts the codes of all of them."""

    blocks: tuple[Block, ...] = ()
    bases: tuple[int, ...] = (0,)
    """The position at which each block starts, then the end."""

    slots: tuple[int, ...] = (0,)
    """The number of each block's first slot, then the number of slots."""

    articles: Positions = field(default_factory=lambda: np.zeros(1, np.int64))
    """The position at which each article starts, in the order of the slots; then
    the end."""

    def add(
        self, pages: Sequence[Page], known: Mapping[int, Block] = NO_BLOCKS
    ) -> Blocks:
        """These pages and more. `known` has blocks that were made of some of them, by
        the number of their first page here."""
        blocks = list(self.blocks)
        for block in _settled(_blocks_of(pages, known)):
            limit = min(SETTLED, max(JOINED, SHARE * len(block)))
            while blocks and _belong_together(blocks[-1], block, limit):
                block = _joined([blocks.pop(), block])
            blocks.append(block)
        return _in_sequence(blocks)

    def settled(self) -> Blocks:
        """The same in as few blocks as there can be. It costs what there is: some
        nanoseconds a code."""
        return _in_sequence([*_settled(self.blocks)])

    def find(self, term: Codes) -> Positions:
        """The positions of all occurrences of the term, in order."""
        found = [
            matcher.find(term, block.folded, block.postings) + base
            for base, block in zip(self.bases, self.blocks, strict=False)
        ]
        return _chained(found)

    def owners(self, positions: Positions) -> Positions:
        """The number of the article that each position is in; they are in order."""
        if len(positions) < len(self.articles):
            return self.articles.searchsorted(positions, "right") - 1
        sizes = np.diff(positions.searchsorted(self.articles))
        return np.repeat(np.arange(len(sizes)), sizes)

    def texts(self) -> Iterator[tuple[int, str]]:
        """The folded text, whole passages at a time, behind the position where it
        starts: a character a code, a line feed behind each passage."""
        for base, block in zip(self.bases, self.blocks, strict=False):
            rows = block.positions.searchsorted(np.arange(0, len(block), FULL))
            ends = np.unique(np.append(block.positions[rows], len(block)))
            for start, stop in pairwise(ends.tolist()):
                yield base + start, text_of(block.folded.codes[start:stop])

    def within(self, zone: Zone, positions: Positions, sizes: Positions) -> Flags:
        """Which of some matches lie in the zone with all their codes; `positions`
        are in order."""
        flags = np.zeros(len(positions), bool)
        bounds = np.searchsorted(positions, self.bases)
        for at, block in enumerate(self.blocks):
            part = slice(bounds[at], bounds[at + 1])
            starts, stops = block.zones[zone]
            if len(starts) and part.start < part.stop:
                local = positions[part] - self.bases[at]
                row = last_up_to(starts, local)
                flags[part] = (row >= 0) & (local + sizes[part] <= stops[row])
        return flags

    def around(self, positions: Positions, sizes: Positions, reach: int) -> Codes:
        """For each match a row: the codes before it, then those behind; `positions`
        are in order. What is behind a separator is of other passages."""
        around = np.empty((len(positions), 2 * reach), np.uint16)
        bounds = np.searchsorted(positions, self.bases)
        steps = np.arange(reach)
        for at, block in enumerate(self.blocks):
            part = slice(bounds[at], bounds[at + 1])
            starts = positions[part, None] - self.bases[at]
            ends = starts + sizes[part, None]
            wanted = np.hstack((starts - reach + steps, ends + steps))
            # Past the first code, too, a separator comes first: the block's last.
            around[part] = block.folded.codes.take(wanted, mode="wrap")
        return around

    def heads(self) -> tuple[Positions, Positions]:
        """The positions where each article's title, or else its first passage,
        starts and stops, in the order of the slots."""
        parts = [
            (starts + np.int64(base), stops + np.int64(base))
            for base, block in zip(self.bases, self.blocks, strict=False)
            for starts, stops in [block.heads]
        ]
        return _chained([each[0] for each in parts]), _chained([p[1] for p in parts])

    def position(self, slot: int, passage: int, offset: int = 0) -> int:
        """The position of the first code at or behind an offset in a passage; where
        `passage` is the number of the page's passages, the page's end."""
        at = bisect_right(self.slots, slot) - 1
        block = self.blocks[at]
        row = int(block.pages[slot - self.slots[at]]) + passage
        offsets = block.offsets[row : row + 1].astype(np.int64) + offset
        return self.bases[at] + int(block.folded.positions(offsets)[0])

    def places(self, positions: Positions, sizes: Positions) -> Places:
        """Where matches of these sizes (in codes), all on one page, stand."""
        at = bisect_right(self.bases, int(positions[0])) - 1
        block, within = self.blocks[at], positions - self.bases[at]
        rows = last_up_to(block.positions, within)
        first = int(block.pages[int(last_up_to(block.pages, rows[:1])[0])])
        origins = block.offsets[rows].astype(np.int64)
        return Places(
            rows - first,
            block.folded.offsets(within) - origins,
            block.folded.offsets(within + sizes - 1) + 1 - origins,
        )


def _in_sequence(blocks: Sequence[Block]) -> Blocks:
    bases = tuple(accumulate(map(len, blocks), initial=0))
    slots = tuple(accumulate((len(each.pages) - 1 for each in blocks), initial=0))
    articles = [
        each.articles.astype(np.int64) + base
        for base, each in zip(bases, blocks, strict=False)
    ]
    return Blocks(tuple(blocks), bases, slots, np.append(_chained(articles), bases[-1]))


def _chained(parts: Sequence[Positions]) -> Positions:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _blocks_of(pages: Sequence[Page], known: Mapping[int, Block]) -> Iterator[Block]:
    """The blocks that are known, and those of the pages between them."""
    stop = 0
    for start in sorted({*known, len(pages)}):
        yield from blocks_of([*_groups(pages[stop:start])])
        if start in known:
            yield known[start]
            stop = start + len(known[start].pages) - 1


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


def _belong_together(block: Block, added: Block, limit: int) -> bool:
    return len(block) <= 2 * len(added) and len(block) + len(added) <= limit


def _settled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Consecutive blocks, joined as far as they may be."""
    group: list[Block] = []
    for block in blocks:
        if group and sum(map(len, group)) + len(block) > SETTLED:
            yield _joined(group)
            group = []
        group.append(block)
    if group:
        yield _joined(group)


def _joined(blocks: Sequence[Block]) -> Block:
    if len(blocks) == 1:
        return blocks[0]
    return joined(blocks, anew=sum(map(len, blocks)) <= FULL)
