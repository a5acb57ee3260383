"""No step takes quadratic time: how long pages of one repeated thing take to open.

    python -m tests.fuzz.growth [--size MB] [--limit SECONDS] [NAME…]

Each shape (`shapes.py`; those whose name holds one of the NAMEs) is measured at a
sixteenth, a quarter and all of the size, each step for itself:

    read     bytes → text, by the suffix that the shape is for
    parse    text → page
    index    page → library
    find     the first character's hits, counted; the first and the last one shown
    check    every decision with its ground
    export   the page as JSON

A line shows seconds of processor time, and the exponent by which they grow: 1 is
linear, 2 quadratic.
Flagged with ! are exponents above 1.3 and steps slower than a second for a megabyte;
with > those that were stopped at the limit; inf is a step that failed. The exponent
is left out where the clock would tell nothing.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from tests.fuzz.shapes import page, shapes
from tui.corpus.export import document
from tui.corpus.formats import Document, read
from tui.corpus.grounds import decisions
from tui.corpus.model import Page
from tui.corpus.parser import parse
from tui.index.library import Library

T = TypeVar("T")

PARTS = (16, 4, 1)
STEEPEST = 1.3
SLOWEST = 1.0
"""Seconds for a megabyte."""
SHORTEST = 0.05
"""Seconds below which an exponent says nothing."""
MEMORY = 8 << 30
"""Bytes that a shape may take."""


class Grown(NamedTuple):
    """What a step took at each size; NaN from where it was stopped."""

    step: str
    seconds: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """By the two largest sizes that were measured."""
        known = [each for each in self.seconds if not math.isnan(each)]
        if len(known) < 2 or known[-2] < SHORTEST:
            return math.nan
        return math.log(known[-1] / known[-2]) / math.log(4)


class Stopped(Exception):  # noqa: N818 - no fault of the program
    """A step ran into the limit."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=float, default=1.0, help="MB of UTF-8")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds a step")
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    size = int(asked.size * 1e6)
    wanted = {
        name: piece
        for name, piece in shapes().items()
        if not asked.names or any(each in name for each in asked.names)
    }
    tasks = [(name, piece, size, asked.limit) for name, piece in wanted.items()]
    # A process a shape, so that none suffers from what another left behind.
    context = multiprocessing.get_context("fork")
    with context.Pool(1, maxtasksperchild=1) as pool:
        for name, grown, held in pool.imap(_measured, tasks):
            _print(name, grown, held, asked.size)


def _measured(task: tuple[str, str, int, float]) -> tuple[str, list[Grown], float]:
    """What each step took, and the most memory that was held, in MB."""
    name, piece, size, limit = task
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, _stop)
    # Tables are read before the clock runs.
    list(_steps("春.md", "一、春".encode(), limit))
    taken: dict[str, list[float]] = {}
    for part in PARTS:
        data = page(piece, size // part).encode()
        for step, seconds in _steps(_file_name(name), data, limit):
            taken.setdefault(step, []).append(seconds)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return name, [Grown(step, tuple(each)) for step, each in taken.items()], held


def _file_name(shape: str) -> str:
    return "page.md" if shape.startswith("Markdown") else "page.txt"


def _steps(name: str, data: bytes, limit: float) -> Iterator[tuple[str, float]]:
    """Each step and its seconds, up to the first that is stopped."""
    made: list[object] = []

    def timed(step: str, work: Callable[[], object]) -> tuple[str, float]:
        start = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, limit)
        try:
            made.append(work())
        except Stopped:
            return step, math.nan
        except Exception:
            traceback.print_exc(limit=-2)
            return step, math.inf
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        return step, time.process_time() - start

    def last(kind: type[T]) -> T:
        return next(each for each in reversed(made) if isinstance(each, kind))

    for step, work in (
        ("read", lambda: read(name, data, "utf-8")),
        ("parse", lambda: _parsed(name, last(Document))),
        ("index", lambda: Library().add([last(Page)])),
        ("find", lambda: _found(last(Library))),
        ("check", lambda: sum(len(each) for each in decisions(last(Page)))),
        ("export", lambda: len(json.dumps(document(last(Page))))),
    ):
        result = timed(step, work)
        yield result
        if not math.isfinite(result[1]) and step in ("read", "parse", "index"):
            return


def _parsed(name: str, document: Document) -> Page:
    return parse(name, document.text, document.given)


def _found(library: Library) -> int:
    text = library.pages[0].text.split()
    hits = library.find(text[0][0] if text else "春")
    return len(hits) and hits[0].start + hits[-1].start


def _stop(*_: object) -> None:
    raise Stopped


def _print(name: str, grown: list[Grown], held: float, size: float) -> None:
    print(f"{name}  ({held:.0f} MB held)")
    for step, seconds in grown:
        each = Grown(step, seconds)
        stopped = any(map(math.isnan, seconds)) or len(seconds) < len(PARTS)
        steep = each.exponent > STEEPEST or max(seconds) > SLOWEST * max(size, 1)
        flag = ">" if stopped else "!" if steep else " "
        times = "".join(f"{second:9.3f}" for second in seconds)
        print(f"  {flag} {step:7}{times}   {each.exponent:5.2f}", flush=True)


if __name__ == "__main__":
    main()
