"""Fuzz a part of the program with libFuzzer, led by what lines of it are reached.

    python -m tests.fuzz.by_atheris TARGET… [--seconds N]

Needs `atheris` (3.0.0 has wheels for Python 3.11 to 3.13). libFuzzer prints the
branches (cov) and features (ft) that were reached, and the inputs tried a second. For
each place that fails, the shortest input found is made shorter still, printed, and
kept in `.fuzz/`. Exits with 1 if there is any.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris  # type: ignore[import-untyped,unused-ignore]

# They import what is to be instrumented.
with atheris.instrument_imports(include=["tui"]):
    from tests.fuzz.failures import Failures, folder_for
    from tests.fuzz.material import LARGEST, dictionary, seeds
    from tests.fuzz.targets import TARGETS

WORDS = dictionary()
MEMORY = 4096
"""MB that an input may take."""


def fuzz(target: str, seconds: int) -> int:
    """Try inputs for so many seconds; how many places fail."""
    failures = Failures(TARGETS[target], folder_for(target, "atheris"))
    # libFuzzer ends the process that it runs in.
    child = os.fork()
    if not child:
        with TemporaryDirectory() as corpus:
            for number, data in enumerate(seeds(target)):
                Path(corpus, f"{number:04}").write_bytes(data)
            _run(failures, Path(corpus), seconds)
    os.waitpid(child, 0)
    return failures.report()


def _run(failures: Failures, corpus: Path, seconds: int) -> None:
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={2 * LARGEST}",
        f"-rss_limit_mb={MEMORY}",
        "-print_final_stats=1",
        "-verbosity=1",
    ]
    atheris.Setup(
        ["fuzz", *options, str(corpus)], failures.try_, custom_mutator=_mutated
    )
    atheris.Fuzz()


def _mutated(data: bytes, largest: int, number: int) -> bytes:
    """Another input: half of them by libFuzzer, byte by byte; half line by line, for
    bytes alone seldom make a page of another structure."""
    chance = random.Random(number)
    if chance.random() < 0.5:
        return bytes(atheris.Mutate(data, len(data)))
    lines = data.splitlines(keepends=True) or [b""]
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(lines))
        line, word = lines[at], chance.choice(WORDS)
        cut = chance.randrange(len(line) + 1)
        lines[at : at + 1] = chance.choice(
            [
                [],
                [line] * chance.randrange(2, 9),
                [chance.choice(lines), line],
                [line.strip() + word],
                [word + line],
                [line[:cut] + word + line[cut:]],
                [line[:cut], b"\n", line[cut:]],
                [line.rstrip(b"\r\n")],
                [line, b"\n"],
            ]
        ) or [b""]
    return b"".join(lines)[:largest]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="+", choices=list(TARGETS), metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=600, help="for each target")
    asked = parser.parse_args()
    sys.exit(sum(fuzz(each, asked.seconds) for each in asked.targets) > 0)


if __name__ == "__main__":
    main()
