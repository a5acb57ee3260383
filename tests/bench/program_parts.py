"""What a probe in the program is made of: a clock, a scale, and what to type."""

from __future__ import annotations

import asyncio
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter, thread_time
from typing import NamedTuple

from tui.corpus.model import Page, Skipped
from tui.corpus.reader import Source, load

TICK = 0.005
"""Seconds between two ticks of the event loop."""
LATE = 0.010
"""Seconds that a tick may be late."""

SIZE = 6
"""Characters of a query."""
COMMON = (
    "招商引资工作",
    "优化营商环境",
    "文明城市创建",
    "党建引领基层",
    "人居环境整治",
    "疫情防控工作",
)
RUN = re.compile(rf"[\u4e00-\u9fff]{{{SIZE},}}")
SEED = 6
TRIES = 20
"""Pages that are looked at for a query."""


class Late(NamedTuple):
    """How late the ticks of some time were."""

    ticks: int
    longest: float
    """Seconds."""
    many: int
    """Those later than LATE."""
    own: int
    """Those of them in which the loop's thread itself ran for as long. The others
    waited for another thread, or another program, to let it."""


@dataclass
class Run:
    """What was measured; times in seconds, sizes in bytes."""

    pages: int = 0
    characters: int = 0
    searchable: float = 0.0
    """From the start of the process to a frame with all pages read and indexed."""
    held: int = 0
    """With all read, and jieba and what pinyin finds loaded."""
    most: int = 0
    """Of the process alone, so far."""
    keys: list[tuple[float, float]] = field(default_factory=list)
    """For each key the time to its hits, and how much of it the event loop's thread
    ran. The rest it waited: for another thread, or for another program."""
    late: dict[str, Late] = field(default_factory=dict)
    """Of the ticks while pages are read, while jieba is loaded, while one types."""


class Ticker:
    """Ticks in the event loop, and notes what is late."""

    def __init__(self) -> None:
        self._delays, self._ran = array("d"), array("d")

    async def run(self) -> None:
        while True:
            before, ran = perf_counter(), thread_time()
            await asyncio.sleep(TICK)
            self._delays.append(perf_counter() - before - TICK)
            self._ran.append(thread_time() - ran)

    def cut(self) -> Late:
        """The ticks since the last cut."""
        pairs = [*zip(self._delays, self._ran, strict=True)]
        del self._delays[:], self._ran[:]
        late = [ran for delay, ran in pairs if delay > LATE]
        longest = max((delay for delay, _ in pairs), default=0.0)
        return Late(len(pairs), longest, len(late), sum(ran > LATE for ran in late))


def held(pid: int | str = "self") -> int:
    """Bytes of a process and of those below it that are in memory; what several share
    counts for each in part (proc(5), smaps_rollup, Pss)."""
    return sum(_kilobytes(each, "smaps_rollup", "Pss") for each in _family(pid)) << 10


def most(pid: int | str = "self") -> int:
    """The most bytes that a process alone has had in memory."""
    return _kilobytes(pid, "status", "VmHWM") << 10


def _family(pid: int | str) -> Iterator[int | str]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from _family(child)


def _kilobytes(pid: int | str, file: str, name: str) -> int:
    for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise ValueError(f"no {name} in {file}")


def queries(pages: Sequence[Page], count: int) -> list[str]:
    """Different ones of SIZE characters: what people ask for, then what stands
    anywhere in the pages, so that the first characters are as frequent as they are.
    Fewer, where the pages have not so many."""
    random, found = Random(SEED), dict.fromkeys(COMMON[:count])
    for _ in range(TRIES * count):
        if len(found) == count:
            break
        page = random.choice(pages)
        if runs := RUN.findall(page.text):
            run = random.choice(runs)
            start = random.randrange(len(run) - SIZE + 1)
            found[run[start : start + SIZE]] = None
    return [*found]


def parse(source: Source) -> Skipped:
    """Read and parse a file, and keep nothing of it. It stands here because a worker
    has to find it by the name of its module."""
    load(source)
    return Skipped(source.name, "")
