"""Fuzz a part of the program with inputs that hypothesis makes.

    python -m tests.fuzz.by_hypothesis TARGET… [--seconds N]

Inputs are strung together of lines of real pages, of words that pages turn on, and
of any characters and bytes. For each place that fails, the shortest input found is
made shorter still, printed, and kept in `.fuzz/`. Exits with 1 if there is any.
"""

from __future__ import annotations

import argparse
import sys
import time

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.failures import Failures, folder_for
from tests.fuzz.material import dictionary, seeds
from tests.fuzz.targets import TARGETS

ROUND = 1000
"""Inputs made at a time: after each the clock is looked at."""


def inputs(target: str) -> st.SearchStrategy[bytes]:
    """Bytes that look like a page here and there."""
    pages = list(seeds(target))
    rows = list(dict.fromkeys(row for page in pages for row in page.splitlines(True)))
    piece = st.one_of(
        st.sampled_from(rows),
        st.sampled_from(dictionary()),
        st.sampled_from([b"\n", b"\r\n", b"\n\n", "　　".encode(), b" "]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=6).map(str.encode),
        st.binary(max_size=4),
    )
    repeated = st.builds(bytes.__mul__, piece, st.integers(2, 40))
    strung = st.lists(piece | piece | piece | repeated, max_size=60).map(b"".join)
    part = st.builds(_part, st.sampled_from(pages), st.integers(0, 4000), strung)
    return st.builds(bytes.__add__, strung | part, st.binary(max_size=48))


def fuzz(target: str, seconds: float) -> int:
    """Try inputs for so many seconds; how many places fail."""
    failures = Failures(TARGETS[target], folder_for(target, "hypothesis"))
    made, end = inputs(target), time.monotonic() + seconds
    for data in seeds(target):
        failures.try_(data)
    number = time.time_ns()

    @settings(
        max_examples=ROUND,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(made)
    def one_round(data: bytes) -> None:
        if time.monotonic() < end:
            failures.try_(data)

    while time.monotonic() < end:
        number += 1
        seed(number)(one_round)()
    print(f"{target}: {failures.tried} inputs in {seconds:.0f} s", flush=True)
    return failures.report()


def _part(page: bytes, start: int, inserted: bytes) -> bytes:
    """A page with something put into it."""
    start %= len(page)
    return page[:start] + inserted + page[start:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="+", choices=list(TARGETS), metavar="TARGET")
    parser.add_argument("--seconds", type=float, default=600.0, help="for each target")
    asked = parser.parse_args()
    sys.exit(sum(fuzz(each, asked.seconds) for each in asked.targets) > 0)


if __name__ == "__main__":
    main()
