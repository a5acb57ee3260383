"""What our own build is made of, and what a page more costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import TypeVar

import numpy as np

from tests.bench.peer_table import seconds
from tui.corpus.model import Page
from tui.corpus.outline import outline_of
from tui.index import postings
from tui.index.blocks import Blocks
from tui.index.catalog import Catalog
from tui.index.fold import fold
from tui.index.library import Library

Whole = TypeVar("Whole", Library, Blocks, Catalog)

ADDED = 50
"""Pages that are added one by one, and more of them that replace others."""


def print_steps(pages: Sequence[Page]) -> None:
    """What our build is made of, each step by itself."""
    texts = [page.read(each) for page in pages for each in page.passages]
    parts = [texts[at : at + 5000] for at in range(0, len(texts), 5000)]
    codes = [fold(part).codes for part in parts]
    for name, work in (
        ("read the passages", lambda: [p.read(q) for p in pages for q in p.passages]),
        ("fold them", lambda: [*map(fold, parts)]),
        ("sort the codes", lambda: [*map(postings.index, codes)]),
        ("all of it, in blocks", lambda: Blocks().add(pages)),
        ("catalog", lambda: Catalog().add(pages, 0)),
        ("outline", lambda: outline_of(pages)),
        ("the library", lambda: Library().add(pages)),
    ):
        taken = seconds(work, 3)
        speed = sum(map(len, codes)) / taken / 1e6
        print(f"Build, {name}: {taken * 1e3:.1f} ms, {speed:.0f} Mchar/s")


def print_added(pages: Sequence[Page]) -> None:
    """One page more, beside all others; the same for the blocks alone."""
    rest, added = pages[:-ADDED], pages[-ADDED:]
    library, blocks, catalog = Library().add(rest), Blocks().add(rest), Catalog()
    catalog = catalog.add(rest, 0)
    for name, work in (
        ("library", _additions(library, added, lambda old, page: old.add([page]))),
        ("library, replaced", _replacements(library, added)),
        ("blocks", _additions(blocks, added, lambda old, page: old.add([page]))),
        (
            "catalog",
            _additions(catalog, added, lambda old, page: old.add([page], len(rest))),
        ),
    ):
        times = np.array([*work]) * 1e3
        print(
            f"One page more, {name}: median {np.median(times):.2f} ms,"
            f" p90 {np.quantile(times, 0.9):.2f}, max {times.max():.2f}"
        )


def _additions(
    whole: Whole, pages: Sequence[Page], add: Callable[[Whole, Page], Whole]
) -> Iterator[float]:
    """Seconds to add each page."""
    for page in pages:
        start = perf_counter()
        whole = add(whole, page)
        yield perf_counter() - start


def _replacements(library: Library, pages: Sequence[Page]) -> Iterator[float]:
    """Seconds to put each page in the place of another."""
    step = len(library.pages) // len(pages)
    for number, page in enumerate(pages):
        start = perf_counter()
        library = library.replace(number * step, page)
        yield perf_counter() - start
