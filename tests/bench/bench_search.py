"""How well and how fast Jiedu searches, beside the search engines there are.

    python -m tests.bench.bench_search FOLDER [--pages N] [--slow]

One run prints all tables, so that the ratios hold where the times don't. An answer is
all places, how many there are in each article, and the counts of all values of all
facets, the most frequent of them by name. A peer tells the pages where it can't tell
places, and counts facets by pages: what differs is in the peers' favour. Beside it
stands what the pages alone take. Build is folding and indexing the text and the
facets, or what a peer does instead; parsing is in none. The outline, the tree on the
screen, is no part of a search and timed beside it. `--slow` adds the peers that take
minutes: they get a tenth of the pages, and times marked ≈ are ten times what that took.

Exit status 1 where a hit is missing, is too much, or stands in another place than the
obvious slow search finds it.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

import numpy as np

from tests.bench import own_build, peer_memory
from tests.bench.peer_brute import Brute, Place
from tests.bench.peer_engines import Fts5, Groonga, Tantivy, Whoosh
from tests.bench.peer_facets import NAMED
from tests.bench.peer_table import (
    Row,
    Truth,
    measured,
    print_recall,
    print_times,
    seconds,
)
from tests.bench.peers import FindIter, In, Peer, Ripgrep, Words
from tests.bench.queries import Asked, queries
from tui.corpus.model import Page
from tui.corpus.pool import load_all
from tui.corpus.reader import find, load
from tui.index.blocks import Blocks
from tui.index.catalog import READ, Catalog
from tui.index.library import Library

PEERS: Sequence[Callable[[], Peer]] = (
    Tantivy,
    Fts5,
    Groonga,
    Whoosh,
    Words,
    FindIter,
    In,
    Ripgrep,
)
PART = 10
"""Slow peers get the first page in so many."""
KEYS = 6
"""Characters of the queries that are typed key by key."""


class Jiedu:
    """Jiedu, asked as the peers are."""

    name = "**Jiedu**"
    is_slow = False

    def build(self, pages: Sequence[Page]) -> None:
        Blocks().add(pages)
        Catalog().add(pages, 0)

    def open(self, pages: Sequence[Page]) -> None:
        """With the outline, for the queries."""
        self.library = Library().add(pages)
        self._page_of = np.array([id_.page for id_ in self.library.outline.articles])

    def find(self, terms: Sequence[str]) -> set[int]:
        """The pages that have all terms, be it in one article or in several."""
        return set.intersection(*map(self._pages, terms))

    def answer(self, terms: Sequence[str]) -> None:
        """All places, and how many there are in each article and by each facet."""
        hits = self.library.find(str(Asked("", tuple(terms))))
        hits.counts()
        for field in READ:
            hits.facet(field, NAMED)

    def _pages(self, term: str) -> set[int]:
        counts = self.library.find(f'"{term}"').counts()
        return {*self._page_of[np.flatnonzero(counts)].tolist()}


def main(arguments: Sequence[str]) -> int:
    options = _arguments(arguments)
    sources = find([options.folder]).sources[: options.pages]
    pages = [page for page in load_all(sources, load) if isinstance(page, Page)]
    gc.collect()
    gc.freeze()
    # As the app has it while it reads.
    gc.disable()
    is_exact = _compare(pages, options.slow)
    own_build.print_steps(pages)
    own_build.print_added(pages)
    for count in sorted({len(sources) // PART, len(sources)}):
        peer_memory.print_all(options.folder, count)
    print(f"Load {os.getloadavg()[0]:.1f}")
    return 0 if is_exact else 1


def _compare(pages: Sequence[Page], slow: bool) -> bool:
    """Print what was measured of all engines; whether our hits are exact."""
    asked = queries(pages)
    _print_corpus(pages, asked)
    jiedu = Jiedu()
    jiedu.open(pages)
    ours = measured(jiedu, pages, asked)
    brute = Brute(pages)
    is_exact = _print_exactness(jiedu.library, asked, brute)
    rows = [ours, *_peers(pages, asked, slow)]
    truth = Truth.of(pages, asked, brute)
    print_times(rows, truth)
    print_recall(rows, truth, asked)
    _print_bound(jiedu.library, ours)
    _print_keys(jiedu, asked)
    return is_exact


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_search")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, metavar="N", help="only the first N")
    parser.add_argument("--slow", action="store_true", help="Whoosh, dict of sets")
    return parser.parse_args(arguments)


def _peers(pages: Sequence[Page], asked: Sequence[Asked], slow: bool) -> Iterator[Row]:
    for make in PEERS:
        try:
            peer = make()
        except (ImportError, FileNotFoundError) as error:
            print(f"without {make.__name__}: {error}")
            continue
        if peer.is_slow and not slow:
            print(f"without {peer.name}: it takes --slow")
            continue
        part = pages[: len(pages) // PART] if peer.is_slow else pages
        yield measured(peer, part, asked)


def _print_corpus(pages: Sequence[Page], asked: Sequence[Asked]) -> None:
    characters = sum(len(page.text) for page in pages)
    print(
        f"{len(pages):,} pages, {characters:,} characters; {len(asked)} queries;"
        f" Python {platform.python_version()}, numpy {np.__version__},"
        f" {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n"
    )


def _print_exactness(library: Library, asked: Sequence[Asked], brute: Brute) -> bool:
    """Whether the hits of every query are those of the slow search, one by one."""
    found, right, wanted = 0, 0, 0
    for each in asked:
        hits = Counter(
            Place(hit.id.page, hit.passage, hit.start, hit.stop)
            for hit in library.find(str(each))
        )
        truth = Counter(brute.find(each.terms))
        found, wanted = found + hits.total(), wanted + truth.total()
        right += (hits & truth).total()
        if hits != truth:
            print(f"WRONG {each}: {hits.total():,} hits of {truth.total():,}")
    print(
        f"Hits (page, passage, start, stop) against the slow search: {wanted:,};"
        f" recall {right / wanted:.3f}, precision {right / max(1, found):.3f}\n"
    )
    return found == right == wanted


def _print_bound(library: Library, ours: Row) -> None:
    """The time of reading all folded text once, which no scan gets below."""
    size = sum(block.folded.codes.nbytes for block in library._blocks.blocks)
    speed = _bandwidth()
    middle = median(ours.times)
    print(
        f"\nA scan reads {size / 1e6:.1f} MB of folded text at {speed / 1e9:.1f} GB/s:"
        f" {size / speed * 1e3:.2f} ms; our median is {middle * 1e3:.2f} ms,"
        f" {middle * speed / size:.2f} times that"
    )


def _print_keys(jiedu: Jiedu, asked: Sequence[Asked]) -> None:
    """What each key costs while the first characters of a query are typed."""
    typed = [each.terms[0][:KEYS] for each in asked if len(each.terms[0]) >= KEYS]
    times = np.array(
        [
            seconds(lambda each=text[:end]: jiedu.answer((each,)), 1)
            for text in typed
            for end in range(1, KEYS + 1)
        ]
    )
    print(
        f"Each key of {len(typed)} queries of {KEYS} characters:"
        f" median {np.median(times) * 1e3:.2f} ms,"
        f" p99 {np.quantile(times, 0.99) * 1e3:.2f}, max {times.max() * 1e3:.2f}"
    )


def _bandwidth() -> float:
    """Bytes a second: the best of what numpy reads, and reads and writes."""
    numbers = np.ones(1 << 26, np.int64)
    copy = np.ones_like(numbers)
    read = min(
        seconds(lambda: numbers.sum()), seconds(lambda: np.bitwise_or.reduce(numbers))
    )
    return max(
        numbers.nbytes / read,
        2 * numbers.nbytes / seconds(lambda: np.copyto(copy, numbers)),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
