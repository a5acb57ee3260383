"""The folded text of consecutive pages and where its characters occur.

Block ─┬─ Folded    the passages, one behind the other, as codes
       ├─ Postings  where each code occurs in them
       └─ Zones     which of them are titles, headings, captions
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from itertools import chain

import numpy as np
import numpy.typing as npt

from tui.corpus.model import Kind, MarkKind, Page, Passage
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


def blocks_of(groups: Iterable[Sequence[Page]]) -> Iterator[Block]:
    """A block for each group of pages. A thread sorts, for which numpy doesn't hold
    the interpreter's lock, while the next group is folded; nothing else is left to
    it, for it would wait for the lock."""
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
    passages = [passage for page in pages for passage in page.passages]
    rows = bases(len(page.passages) for page in pages)
    articles = _articles(pages, rows)
    return Block(
        folded,
        postings.index(folded.codes, order),
        rows,
        positions[articles[:, 0]],
        _heads(passages, articles, positions),
        _zones(passages, folded, offsets, positions),
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
    text = page.text
    for passage in page.passages:
        # Most are of a single piece, and reading is half of the work here.
        if len(passage.spans) == 1:
            [(start, end)] = passage.spans
            yield text[start:end]
        else:
            yield page.read(passage)


def _articles(pages: Sequence[Page], rows: Offsets) -> Rows:
    """For each article its first row and the one behind its last."""
    own = [(each.first, each.last) for page in pages for each in page.articles]
    bases = np.repeat(rows[:-1], [len(page.articles) for page in pages])
    return np.array(own, np.intp).reshape(-1, 2) + bases[:, None]


def _heads(passages: Sequence[Passage], articles: Rows, positions: Offsets) -> Ranges:
    """The ranges of the articles' heads."""
    title = Kind.TITLE
    titles = np.array([each.kind is title for each in passages], bool)
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


def _zones(
    passages: Sequence[Passage],
    folded: Folded,
    offsets: npt.NDArray[np.int64],
    positions: Offsets,
) -> dict[Zone, Ranges]:
    """The ranges of each zone: whole passages, and the headings run in."""
    kinds = [each.kind for each in passages]
    starts, stops = positions[:-1], positions[1:] - np.uint32(1)
    rows = {kind: np.flatnonzero([each is kind for each in kinds]) for kind in ZONES}
    parts = {zone: [_NONE] for zone in Zone}
    for kind, zone in ZONES.items():
        parts[zone].append((starts[rows[kind]], stops[rows[kind]]))
    parts[Zone.HEADING].append(_run_in(passages, folded, offsets))
    return {zone: _in_order(each) for zone, each in parts.items()}


def _run_in(
    passages: Sequence[Passage], folded: Folded, offsets: npt.NDArray[np.int64]
) -> Ranges:
    """The ranges of headings that open their paragraph."""
    marked = [(row, each) for row, each in enumerate(passages) if each.marks]
    ends = [
        (offsets[row] + mark.start, offsets[row] + mark.end)
        for row, passage in marked
        if passage.kind not in ZONES
        for mark in passage.marks
        if mark.kind is MarkKind.HEADING
    ]
    positions = folded.positions(np.array(ends, np.int64).ravel()).astype(np.uint32)
    return positions[::2], positions[1::2]


def _in_order(parts: Sequence[Ranges]) -> Ranges:
    starts, stops = map(np.concatenate, zip(*parts, strict=True))
    order = np.argsort(starts, kind="stable")
    return starts[order], stops[order]


_NONE: Ranges = (np.zeros(0, np.uint32), np.zeros(0, np.uint32))
