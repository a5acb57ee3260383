"""How fast the screen is. Run by hand: python tests/bench/bench_screen.py [FOLDER]

    first frame   of `jiedu` against a bare Textual app, in turn; wall and CPU
    tree          of the sample pages, against the same
    key           from a key of a query to its results on the terminal
    stall         how long FOLDER takes, from the first page that the screen is told
                  of; how often the event loop is late meanwhile, and how late at most

All but the stall are seen from outside, on a pseudo-terminal.
"""

from __future__ import annotations

import asyncio
import gc
import os
import select
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter, sleep

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.e2e.terminal import Terminal  # noqa: E402

SEEDS = str(ROOT / "seeds")
JIEDU = [sys.executable, "-m", "tui", SEEDS]
BARE = [sys.executable, __file__, "--bare"]
ROUNDS = 7
KEYS = "招商\x7f商\x7f商\x7f商"
"""Each of them changes the number of hits, so that the status line is painted."""

TICK = 0.005
"""Seconds between two ticks of the event loop."""
LATE = (0.01, 0.02, 0.05)

FRAME, TREE, HITS = "查找", "街道", "处"


def main(arguments: Sequence[str]) -> None:
    match arguments:
        case ["--bare"]:
            run_bare()
        case ["--stall", folder, result]:
            run_stall(folder, Path(result))
        case _:
            measure(arguments)


def measure(folders: Sequence[str]) -> None:
    rounds = [
        [until(BARE, "bare"), until(JIEDU, FRAME), until(JIEDU, TREE)]
        for _ in range(ROUNDS)
    ]
    for name, at in ("wall", 0), ("CPU", 1):
        bare, frame, tree = ([each[which][at] for each in rounds] for which in range(3))
        print(
            f"{name:5} bare {median(bare):6.1f} ms"
            f"  first frame {median(frame):6.1f} = {ratio(frame, bare):.2f}x"
            f"  tree {median(tree):6.1f} = {ratio(tree, bare):.2f}x"
        )
    keys = [each for _ in range(5) for each in key_times()]
    print(f"key   median {median(keys):.1f} ms  longest {max(keys):.1f} ms")
    for folder in folders or [SEEDS]:
        for _ in range(3):
            print(f"stall {stall(folder)} {folder}")


def ratio(times: Sequence[float], base: Sequence[float]) -> float:
    """The median of the ratios within each round: the machine's speed drifts."""
    return median(a / b for a, b in zip(times, base, strict=True))


def until(command: Sequence[str], text: str) -> tuple[float, float]:
    """Milliseconds, wall and CPU, from the start until a text is on the terminal."""
    started = perf_counter()
    with Terminal(command) as terminal:
        wait_for_bytes(terminal, text, 1)
        wall = perf_counter() - started
        return wall * 1e3, cpu_of(terminal.process.pid)


def cpu_of(pid: int) -> float:
    """Milliseconds that all threads of a process have run."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6


def key_times() -> list[float]:
    """Milliseconds from each key of the query to its count in the status line."""
    with Terminal(JIEDU) as terminal:
        terminal.wait_for(TREE)
        terminal.send("/")
        sleep(0.5)
        return [key_time(terminal, key) for key in KEYS]


def key_time(terminal: Terminal, key: str) -> float:
    terminal._read(0.3)
    seen = terminal.written.count(HITS.encode())
    started = perf_counter()
    terminal.send(key)
    wait_for_bytes(terminal, HITS, seen + 1)
    return (perf_counter() - started) * 1e3


def wait_for_bytes(terminal: Terminal, text: str, times: int) -> None:
    """Without drawing the screen, which costs more than what is measured."""
    while terminal.written.count(text.encode()) < times:
        assert select.select([terminal._master], [], [], 10)[0], f"no {text}"
        terminal.written += os.read(terminal._master, 65536)


def stall(folder: str) -> str:
    with tempfile.NamedTemporaryFile("r") as result:
        command = [sys.executable, __file__, "--stall", folder, result.name]
        with Terminal(command) as terminal:
            drain(terminal)
        return result.read()


def drain(terminal: Terminal) -> None:
    """Take in what a program paints until it ends; nothing draws it."""
    while terminal.process.poll() is None:
        if select.select([terminal._master], [], [], 0.5)[0]:
            with suppress(OSError):
                os.read(terminal._master, 65536)


def run_bare() -> None:
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Bare(App[None]):
        def compose(self) -> ComposeResult:
            yield Static("bare")

    Bare().run()


def run_stall(folder: str, result: Path) -> None:
    """Run the app with a ticker in its event loop until the folder has been read."""
    from tui.app import app as module
    from tui.app import interpreter
    from tui.corpus.reader import find

    class Ticking(module.JieduApp):
        def on_mount(self) -> None:
            self.run_worker(tick(self, result), exit_on_error=False)

    interpreter.tune()
    gc.disable()
    Ticking(find([Path(folder)]).sources).run()


async def tick(app: object, result: Path) -> None:
    from tui.app.app import JieduApp

    assert isinstance(app, JieduApp)
    while app.main.growth is None:
        await asyncio.sleep(0.001)
    delays: list[tuple[float, float]] = []
    started = perf_counter()
    while (growth := app.main.growth) is None or not growth.is_complete:
        before = perf_counter()
        await asyncio.sleep(TICK)
        delays.append((perf_counter() - before - TICK, before - started))
    worst = " ".join(
        f"{delay * 1e3:.1f} at {at:.2f} s," for delay, at in sorted(delays)[-1:-9:-1]
    )
    late = [sum(delay > limit for delay, _ in delays) for limit in LATE]
    held = getrusage(RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    result.write_text(
        f"{perf_counter() - started:.2f} s for {growth.total} pages, {held:.0f} MB; "
        f"{late} of {len(delays)} ticks later than {LATE} s; longest ms: {worst}"
    )
    app.exit()


if __name__ == "__main__":
    main(sys.argv[1:])
