"""Matches whose characters are the very ones that were typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tui.corpus.model import Page
from tui.index.blocks import Blocks
from tui.index.catalog import Catalog
from tui.index.fold import Positions, fold

Flags = npt.NDArray[np.bool_]


def flags(
    pages: Sequence[Page],
    blocks: Blocks,
    catalog: Catalog,
    spans: tuple[Positions, Positions],
    text: str,
) -> Flags:
    """Which matches of a text, by positions and sizes, have its characters in the
    passage as it is read; blanks around it don't count."""
    positions, sizes = spans
    wanted, flags = text.strip(), np.zeros(len(positions), bool)
    # A match starts at a character that folding keeps: “五星”支部 at the 五.
    lead = int(fold([wanted]).offsets(np.zeros(1, np.int64))[0])
    for number, first, last in _by_page(blocks, catalog, positions):
        page = pages[number]
        places = blocks.places(positions[first:last], sizes[first:last])
        rows, starts = (each.tolist() for each in places[:2])
        texts = {row: page.read(page.passages[row]) for row in set(rows)}
        flags[first:last] = [
            start >= lead and texts[row].startswith(wanted, start - lead)
            for row, start in zip(rows, starts, strict=True)
        ]
    return flags


def _by_page(
    blocks: Blocks, catalog: Catalog, positions: Positions
) -> Iterator[tuple[int, int, int]]:
    """The pages that positions are on, each with the bounds of its own among them."""
    pages = catalog.pages[blocks.owners(positions)]
    firsts = np.flatnonzero(np.diff(pages, prepend=-2))
    for first, last in pairwise([*firsts.tolist(), len(pages)]):
        if pages[first] >= 0:
            yield int(pages[first]), first, last
