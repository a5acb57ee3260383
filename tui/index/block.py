"""The folded text of consecutive pages and where its characters occur.

Block ─┬─ Folded    the passages, one behind the other, as codes
       ├─ Postings  where each code occurs in them
       └─ Zones     which of them are titles, headings, captions
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from tui.corpus.model import Kind, MarkKind, Page, Passages, pieces
from tui.corpus.passages import NUMBER_OF
from tui.index import fold, postings
from tui.index.fold import SEPARATOR, Folded, Offsets, Positions, bases, shifted
from tui.index.postings import Postings


class Zone(Enum):
    """A part of the text that can be searched on its own."""

    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"


ZONES = {
    Kind.TITLE: Zone.TITLE,
    Kind.KICKER: Zone.TITLE,
    Kind.HEADING: Zone.HEADING,
    Kind.CAPTION: Zone.CAPTION,
}

Kinds = npt.NDArray[np.uint8]
"""Of passages, as `NUMBER_OF` has them."""
Rows = npt.NDArray[np.intp]

Ranges = tuple[Offsets, Offsets]
"""Where ranges of positions start and stop, in order; they don't overlap."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    folded: Folded
    postings: Postings
    pages: Offsets
    """The row of each page's first passage, then the number of rows."""

    articles: Offsets
    """The position at which each article starts."""

    heads: Ranges
    """The positions of each article's title; of its first passage, if it has none.
    What folding leaves nothing of is passed over; if that is all, they are empty."""

    zones: dict[Zone, Ranges]

    offsets: Offsets
    """The offset in the folded text at which each passage starts, then its end."""

    positions: Offsets
    """The position at which each passage starts, then the end."""

    def __len__(self) -> int:
        return len(self.folded)


def joined(blocks: Sequence[Block], anew: bool = False) -> Block:
    """The pages of all of them. Their postings stay in runs, or are sorted anew."""
    folded = fold.joined([each.folded for each in blocks])
    posted = [each.postings for each in blocks]
    lengths = bases(map(len, blocks))
    sizes = bases(each.folded.size for each in blocks)
    rows = bases(int(each.pages[-1]) for each in blocks)
    return Block(
        folded,
        postings.index(folded.codes) if anew else postings.joined(posted),
        _bounds([each.pages for each in blocks], rows),
        np.concatenate(shifted([each.articles for each in blocks], lengths)),
        _ranges([each.heads for each in blocks], lengths),
        {
            zone: _ranges([each.zones[zone] for each in blocks], lengths)
            for zone in Zone
        },
        _bounds([each.offsets for each in blocks], sizes),
        _bounds([each.positions for each in blocks], lengths),
    )


def blocks_of(groups: Sequence[Sequence[Page]]) -> Iterator[Block]:
    """A block for each group of pages. A thread sorts, for which numpy doesn't hold
    the interpreter's lock, while the next group is folded; nothing else is left to
    it, for it would wait for the lock."""
    if len(groups) < 2:
        # To start a thread takes as long as to index a page.
        yield from map(block_of, groups)
        return
    before: tuple[Sequence[Page], Folded, Future[Positions]] | None = None
    with ThreadPoolExecutor(1) as sorting:
        for pages in groups:
            folded = _folded(pages)
            task = sorting.submit(postings.in_order, folded.codes)
            if before:
                yield _block(before[0], before[1], before[2].result())
            before = pages, folded, task
        if before:
            yield _block(before[0], before[1], before[2].result())


def block_of(pages: Sequence[Page]) -> Block:
    """Fold and index all passages of the pages."""
    return _block(pages, _folded(pages))


def _folded(pages: Sequence[Page]) -> Folded:
    return fold.fold([*chain.from_iterable(map(_texts, pages))])


def _block(
    pages: Sequence[Page], folded: Folded, order: Positions | None = None
) -> Block:
    behind = np.flatnonzero(folded.codes == SEPARATOR) + 1
    offsets = np.append(0, folded.offsets(behind - 1) + 1)
    positions = np.append(0, behind).astype(np.uint32)
    passages = [Passages.of(page.passages) for page in pages]
    kinds = np.frombuffer(b"".join(each.kinds for each in passages), np.uint8)
    rows = bases(map(len, passages))
    articles = _articles(pages, rows)
    return Block(
        folded,
        postings.index(folded.codes, order),
        rows,
        positions[articles[:, 0]],
        _heads(kinds, articles, positions),
        _zones(kinds, _run_in(passages, rows, folded, offsets), positions),
        offsets.astype(np.uint32),
        positions,
    )


def _bounds(parts: Sequence[Offsets], bases: Offsets) -> Offsets:
    """The bounds of all parts, where each has its end behind its own."""
    own = shifted([part[:-1] for part in parts], bases)
    return np.concatenate((*own, bases[-1:]))


def _ranges(parts: Sequence[Ranges], bases: Offsets) -> Ranges:
    starts, stops = zip(*parts, strict=True)
    return (
        np.concatenate(shifted(starts, bases)),
        np.concatenate(shifted(stops, bases)),
    )


def _texts(page: Page) -> Iterator[str]:
    """What `page.read` makes of each passage."""
    text, passages = page.text, Passages.of(page.passages)
    bounds = passages.bounds.items
    for first, last in pairwise(passages.firsts.items):
        # Most are of a single piece, and reading is half of the work here.
        if last - first == 2:
            yield text[bounds[first] : bounds[first + 1]]
        else:
            spans = zip(bounds[first:last:2], bounds[first + 1 : last : 2], strict=True)
            yield "".join(pieces(text, spans))


def _articles(pages: Sequence[Page], rows: Offsets) -> Rows:
    """For each article its first row and the one behind its last."""
    own = [(each.first, each.last) for page in pages for each in page.articles]
    bases = np.repeat(rows[:-1], [len(page.articles) for page in pages])
    return np.array(own, np.intp).reshape(-1, 2) + bases[:, None]


def _heads(kinds: Kinds, articles: Rows, positions: Offsets) -> Ranges:
    """The ranges of the articles' heads."""
    titles = kinds == NUMBER_OF[Kind.TITLE]
    filled = np.diff(positions) > 1
    firsts, lasts = articles.T
    heads = _first(np.flatnonzero(titles & filled), firsts, lasts)
    others = _first(np.flatnonzero(filled), firsts, lasts)
    heads = np.where(heads < lasts, heads, others)
    found = heads < lasts
    heads = np.where(found, heads, firsts)
    return positions[heads], positions[heads + found] - found.astype(np.uint32)


def _first(rows: Rows, firsts: Rows, lasts: Rows) -> Rows:
    """The first one of the rows in each range; where none is in it, its end."""
    following = np.append(rows, np.iinfo(np.intp).max)[rows.searchsorted(firsts)]
    first: Rows = np.minimum(following, lasts)
    return first


def _zones(kinds: Kinds, run_in: Ranges, positions: Offsets) -> dict[Zone, Ranges]:
    """The ranges of each zone: whole passages, and the headings run in."""
    starts, stops = positions[:-1], positions[1:] - np.uint32(1)
    parts = {zone: [_NONE] for zone in Zone}
    for kind, zone in ZONES.items():
        rows = np.flatnonzero(kinds == NUMBER_OF[kind])
        parts[zone].append((starts[rows], stops[rows]))
    parts[Zone.HEADING].append(run_in)
    return {zone: _in_order(each) for zone, each in parts.items()}


def _run_in(
    pages: Sequence[Passages],
    rows: Offsets,
    folded: Folded,
    offsets: npt.NDArray[np.int64],
) -> Ranges:
    """The ranges of headings that open their paragraph."""
    others = {NUMBER_OF[kind] for kind in ZONES}
    ends = [
        (offset + mark.start, offset + mark.end)
        for first, page in zip(rows.tolist(), pages, strict=False)
        for at, marks in page.marks.items()
        if page.kinds[at] not in others
        for offset in [offsets[first + at]]
        for mark in marks
        if mark.kind is MarkKind.HEADING
    ]
    positions = folded.positions(np.array(ends, np.int64).ravel()).astype(np.uint32)
    return positions[::2], positions[1::2]


def _in_order(parts: Sequence[Ranges]) -> Ranges:
    starts, stops = map(np.concatenate, zip(*parts, strict=True))
    order = np.argsort(starts, kind="stable")
    return starts[order], stops[order]


_NONE: Ranges = (np.zeros(0, np.uint32), np.zeros(0, np.uint32))
