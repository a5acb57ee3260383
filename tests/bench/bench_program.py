"""The whole program by the size of the corpus, on a terminal of 120 by 40 cells.

    python -m tests.bench.bench_program FOLDER [FOLDER …] [--only a,b,c,d,e]

One run prints one table, a row a folder. All folders are gone through in turn, so that
what else the machine does falls on all of them; a ratio holds where a time doesn't.

    a start     from starting the process to its first frame, with settings, state and
                cache that are empty: median of the rounds, and the median of what that
                is to the first folder's in the same round
    b read      from there until all is read, indexed and on the screen, without cache;
                and how many times as long as reading and parsing alone, by as many
                workers, in a process that keeps nothing. Median of the rounds
    c memory    what is resident then of the program and its children, with jieba and
                all that pinyin finds loaded, in all and for a character of text; and
                the most that the program alone has had
    d keys      from a key of a query to the frame with its hits: half and 99 in 100 of
                them take less. CPU is what the event loop's thread ran meanwhile: what
                is above it was spent waiting, for threads or for other programs
    e loop      ticks of 5 ms in the event loop: the longest delay, how many were later
                than 10 ms, behind it those in which the loop's thread itself ran for
                that long, of how many; while pages are read, while jieba is loaded,
                and while one types

What b to e measure is measured inside the program, see `program_probe`. The goals: a
1.2 times, b 3 times, c 20 bytes a character and 10 GiB in all, d 16 ms in 99 of 100
for 5,000 pages and 50 ms for 50,000, e nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import numpy as np

from tests.bench.bench_screen import FRAME, drain, ratio, wait_for_bytes
from tests.bench.program_parts import Late, Run
from tests.e2e.terminal import Terminal

SIZE = (120, 40)
"""Columns and rows."""
PARTS = "abcde"
PROBE = [sys.executable, "-m", "tests.bench.program_probe"]
PHASES = ("reading", "jieba", "typing")


class Measured(NamedTuple):
    """A folder's figures, round by round, in seconds; empty where none was wanted."""

    starts: list[float]
    parses: list[float]
    runs: list[Run]


def main() -> None:
    asked = arguments()
    print(f"Load {os.getloadavg()[0]:.1f} before,", end=" ", flush=True)
    table = {folder: Measured([], [], []) for folder in asked.folders}
    for _ in range(asked.starts if "a" in asked.only else 0):
        for folder, measured in table.items():
            measured.starts.append(first_frame(folder))
    for _ in range(asked.rounds if {*asked.only} & {*"bcde"} else 0):
        for folder, measured in table.items():
            if "b" in asked.only:
                measured.parses.append(parsed(folder))
            typed = asked.queries if {*asked.only} & {*"de"} else 0
            measured.runs.append(run(folder, typed))
    print(f"{os.getloadavg()[0]:.1f} behind.\n")
    print_table(table, asked.only)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--only", type=lambda parts: parts.split(","), default=[*PARTS])
    parser.add_argument("--starts", type=int, default=9, help="rounds of a")
    parser.add_argument("--rounds", type=int, default=1, help="rounds of b to e")
    parser.add_argument("--queries", type=int, default=40, help="typed in each round")
    asked = parser.parse_args()
    if unknown := {*asked.only} - {*PARTS}:
        parser.error(f"there is no part {' '.join(sorted(unknown))}")
    return asked


def first_frame(folder: str) -> float:
    """Seconds from the start of the process to its first frame."""
    started = perf_counter()
    with Terminal([sys.executable, "-m", "tui", folder], SIZE) as terminal:
        wait_for_bytes(terminal, FRAME, 1)
        return perf_counter() - started


def parsed(folder: str) -> float:
    """Seconds from the start of a process until it has read and parsed all pages."""
    started = perf_counter()
    command = [*PROBE, "--parse", folder]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return float(ended.stdout) - started


def run(folder: str, queries: int) -> Run:
    """Have the program measure itself. Raises RuntimeError where it fails."""
    with tempfile.NamedTemporaryFile("r") as result:
        asked = [folder, str(perf_counter()), str(queries), result.name]
        with Terminal([*PROBE, *asked], SIZE) as terminal:
            drain(terminal)
            if terminal.process.returncode:
                raise RuntimeError(f"the probe failed in {folder}")
        told = json.loads(result.read())
    late = {phase: Late(*ticks) for phase, ticks in told.pop("late").items()}
    return Run(**told, late=late)


def print_table(table: dict[str, Measured], only: Sequence[str]) -> None:
    """As Markdown."""
    first = next(iter(table.values()))
    rows = []
    for folder, measured in table.items():
        cells = {"folder": Path(folder).name}
        if measured.starts:
            cells |= of_starts(measured.starts, first.starts)
        if measured.runs:
            cells |= of_size(measured.runs[0])
            parts = {"b": of_reading(measured), "c": of_memory(measured.runs)}
            parts |= {"d": of_keys(measured.runs), "e": of_ticks(measured.runs)}
            cells |= {k: v for part in only for k, v in parts.get(part, {}).items()}
        rows.append(cells)
    print_row([*rows[0]])
    print_row(["---"] * len(rows[0]))
    for cells in rows:
        print_row([*cells.values()])


def print_row(cells: Sequence[str]) -> None:
    print(f"| {' | '.join(cells)} |")


def of_starts(starts: Sequence[float], first: Sequence[float]) -> dict[str, str]:
    times = f"{median(starts) * 1e3:.0f}"
    return {"a start, ms": times, "to the first": f"{ratio(starts, first):.2f}"}


def of_size(run: Run) -> dict[str, str]:
    return {"pages": f"{run.pages:,}", "M chars": f"{run.characters / 1e6:.2f}"}


def of_reading(measured: Measured) -> dict[str, str]:
    taken = [run.searchable for run in measured.runs]
    cells = {"b read, s": f"{median(taken):.1f}"}
    if measured.parses:
        cells["parsing, s"] = f"{median(measured.parses):.1f}"
        cells["times"] = f"{ratio(taken, measured.parses):.2f}"
    return cells


def of_memory(runs: Sequence[Run]) -> dict[str, str]:
    held = median(run.held for run in runs)
    return {
        "c held, MB": f"{held / 1e6:,.0f}",
        "bytes a char": f"{held / runs[0].characters:.1f}",
        "most, MB": f"{max(run.most for run in runs) / 1e6:,.0f}",
    }


def of_keys(runs: Sequence[Run]) -> dict[str, str]:
    keys = np.array([*chain.from_iterable(run.keys for run in runs)]) * 1e3
    if not len(keys):
        return {}
    (half, cpu), (most, cpu_most) = np.percentile(keys, (50, 99), axis=0)
    return {
        "d keys": str(len(keys)),
        "p50 / p99, ms": f"{half:.1f} / {most:.1f}",
        "CPU p50 / p99, ms": f"{cpu:.1f} / {cpu_most:.1f}",
    }


def of_ticks(runs: Sequence[Run]) -> dict[str, str]:
    return {f"e {phase}": "; ".join(late_in(phase, runs)) for phase in PHASES}


def late_in(phase: str, runs: Sequence[Run]) -> Iterator[str]:
    for run in runs:
        late = run.late[phase]
        told = f"{late.many} ({late.own}) of {late.ticks}"
        yield f"{late.longest * 1e3:.0f} ms, {told}"


if __name__ == "__main__":
    main()
