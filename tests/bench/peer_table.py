"""What was measured of the engines, and the tables of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress, zip_longest
from statistics import fmean
from time import perf_counter
from typing import NamedTuple

import numpy as np

from tests.bench.peer_brute import Brute
from tests.bench.peer_engines import Fts5, Groonga, Tantivy
from tests.bench.peers import FindIter, Peer, Ripgrep, Words
from tests.bench.queries import KINDS, Asked
from tui.corpus.model import Page

ROUNDS, PATIENCE = 5, 0.5
"""How often a query is timed; not again once that many seconds are over."""

WARMED = 3 << 29
"""Bytes touched beforehand: a virtual machine may take long to hand out memory, and
take back what is idle."""

GOALS: Mapping[str, Sequence[int]] = {
    Tantivy.name: (10,),
    Fts5.name: (20,),
    Groonga.name: (20, 3),
    Words.name: (100,),
    FindIter.name: (0, 30),
    Ripgrep.name: (0, 100),
}
"""How many times as long an engine is to take at least, for 5,000 pages: to build, and
the median answer."""


class Row(NamedTuple):
    """What was measured of an engine."""

    name: str
    build: float
    """Seconds."""
    times: Sequence[float]
    """Seconds for the answer to each query: places and facets."""
    bare: Sequence[float]
    """Seconds for the pages alone."""
    found: Sequence[set[int]]
    """The pages of each query."""
    pages: int
    """How many it was given."""


class Truth(NamedTuple):
    """The pages that each query should find."""

    pages: int
    literal: Sequence[set[int]]
    """Those whose text has the terms as they are typed."""
    folded: Sequence[set[int]]
    """Those that have them as a reader reads them."""

    @classmethod
    def of(cls, pages: Sequence[Page], asked: Sequence[Asked], brute: Brute) -> Truth:
        return cls(
            len(pages),
            [
                {
                    number
                    for number, page in enumerate(pages)
                    if all(term in page.text for term in each.terms)
                }
                for each in asked
            ],
            [brute.pages(each.terms) for each in asked],
        )


def measured(peer: Peer, pages: Sequence[Page], asked: Sequence[Asked]) -> Row:
    """Build once, then time each query."""
    np.ones(WARMED // 8)
    build = seconds(lambda: peer.build(pages), 1)
    found = [peer.find(each.terms) for each in asked]
    times = [seconds(lambda each=each: peer.answer(each.terms)) for each in asked]
    bare = [seconds(lambda each=each: peer.find(each.terms)) for each in asked]
    return Row(peer.name, build, times, bare, found, len(pages))


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The best of some rounds."""
    times: list[float] = []
    while len(times) < rounds and sum(times) < PATIENCE:
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def print_times(rows: Sequence[Row], truth: Truth) -> None:
    """Each engine, how many times as long as the first it takes, and the goals."""
    print(
        "| engine | build s | × | median ms | × | p90 ms | × | max ms | ×"
        " | pages alone, median ms | × | recall literal | folded | wrong pages |"
    )
    print("|---" * 14 + "|")
    ours = _figures(rows[0], truth)
    for row in rows:
        times = " | ".join(_cells(row, truth, ours))
        literal, folded = (fmean(_recalls(row, each)) for each in truth[1:])
        wrong = f"{_wrong(row, truth):,}"
        print(f"| {row.name} | {times} | {literal:.3f} | {folded:.3f} | {wrong} |")


def _cells(row: Row, truth: Truth, ours: Sequence[float]) -> Iterable[str]:
    mark = "≈" if row.pages < truth.pages else ""
    goals = GOALS.get(row.name, ())
    for time, our, goal in zip_longest(_figures(row, truth), ours, goals):
        ratio = f"{time / our:,.1f}" if time >= our else f"{time / our:.2g}"
        yield f"{mark}{time:,.2f} | {mark}{ratio}" + (f" (≥ {goal})" if goal else "")


def print_recall(rows: Sequence[Row], truth: Truth, asked: Sequence[Asked]) -> None:
    """How much of what a reader means each engine finds, kind by kind."""
    print(f"\n| recall, folded | {' | '.join(KINDS)} |")
    print("|---" * (len(KINDS) + 1) + "|")
    for row in rows:
        recalls = [*_recalls(row, truth.folded)]
        ofs = (
            compress(recalls, (each.kind == kind for each in asked)) for kind in KINDS
        )
        print(f"| {row.name} | {' | '.join(f'{fmean(each):.3f}' for each in ofs)} |")


def _figures(row: Row, truth: Truth) -> Sequence[float]:
    """Seconds of the build, milliseconds of answers: median, p90 and maximum, and of
    the pages alone the median. For an engine with a part of the pages, what all would
    take if it grew with them."""
    scale = truth.pages / row.pages
    times = [*np.quantile(row.times, (0.5, 0.9, 1.0)), np.median(row.bare)]
    return [row.build * scale, *(each * 1e3 * scale for each in times)]


def _recalls(row: Row, truth: Sequence[set[int]]) -> Iterable[float]:
    """For each query how much it finds of the pages it was given; 1 of none."""
    for found, pages in zip(row.found, truth, strict=True):
        wanted = {page for page in pages if page < row.pages}
        yield len(found & wanted) / len(wanted) if wanted else 1.0


def _wrong(row: Row, truth: Truth) -> int:
    """Pages found that are in neither truth, of all queries."""
    each = zip(row.found, truth.literal, truth.folded, strict=True)
    return sum(len(found - literal - folded) for found, literal, folded in each)
