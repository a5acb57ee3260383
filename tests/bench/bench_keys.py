"""How long a key takes until its frame is on the terminal. Run by hand:

    python -m tests.bench.bench_keys [SAMPLES]

Jiedu with the sample pages against a bare Textual app: one widget of the same size,
with as many lines of Chinese text, that gives strips which were made before. From the
writing of the key to the last byte of what is painted (nothing more for `QUIET`),
wall and CPU; both programs in turn, so that they share what else the machine does.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.strip import Strip

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.bench_screen import JIEDU, cpu_of  # noqa: E402
from tests.e2e.terminal import Terminal  # noqa: E402

SIZES = (120, 40), (80, 24)
SAMPLES = 150
QUERY = "项目"
QUIET = 0.015
"""Seconds without a byte that end a frame."""
LONGEST = 2.0
"""Seconds within which it has to begin."""
REST = 0.05
PAUSE = 0.6
"""Seconds between two keys; where one opens an article its keywords come later."""
BARE = [sys.executable, __file__, "--bare"]
LINES = 90
"""Of the bare app: as many as an article has."""


class Key(NamedTuple):
    name: str
    there: str
    back: str
    """Pressed in turn, as an end would soon be reached."""
    bare: str
    rest: float = REST


KEYS = (
    Key("line j k", "j", "k", "jk"),
    Key("page space b", " ", "b", " b"),
    Key("section ] [", "]", "[", "nn"),
    Key("article J K", "J", "K", "]]", PAUSE),
    Key("Tab", "\t", "\t", "\t\t"),
    Key("next hit n", "n", "n", "nn"),
)


class Time(NamedTuple):
    wall: float
    cpu: float
    """Both in milliseconds."""
    size: int
    """Bytes."""


def main(arguments: Sequence[str]) -> None:
    if arguments == ["--bare"]:
        run_bare()
        return
    samples = int(arguments[0]) if arguments else SAMPLES
    for size in SIZES:
        print(f"{size[0]}x{size[1]}  {samples} times each")
        print(f"{'':14}{'jiedu ms':^22}{'bare ms':^22}{'ratio':^21}")
        print(f"{'':14}{'median   p95  bytes':>22}{'median   p95  bytes':>22}", end="")
        print(f"{'median  p95  CPU':>21}")
        measure(size, samples)


def measure(size: tuple[int, int], samples: int) -> None:
    """Press every key in both programs, in turn."""
    with Terminal(JIEDU, size) as jiedu, Terminal(BARE, size) as bare:
        jiedu.wait_for("街道")
        bare.wait_for("街道")
        for each in "\tJJJJJJjjjjj":
            press(jiedu, each, PAUSE)
        for key in KEYS:
            if key.name.startswith("next hit"):
                press(jiedu, f"/{QUERY}", PAUSE)
                press(jiedu, "\r", PAUSE)
            turns = [(key.there, key.bare[0]), (key.back, key.bare[1])]
            times = [
                (press(jiedu, mine, key.rest), press(bare, its, key.rest))
                for _ in range(samples // 2)
                for mine, its in turns
            ]
            print(row(key.name, *zip(*times, strict=True)))


def press(terminal: Terminal, key: str, rest: float) -> Time:
    """Press a key when the terminal has been at rest for so long."""
    take(terminal, rest, rest)
    before = cpu_of(terminal.process.pid)
    started = perf_counter()
    terminal.send(key)
    size, ended = take(terminal, LONGEST, QUIET)
    return Time((ended - started) * 1e3, cpu_of(terminal.process.pid) - before, size)


def take(terminal: Terminal, first: float, quiet: float) -> tuple[int, float]:
    """Read until nothing has come for a while: how many bytes, and when the last."""
    size, ended, patience = 0, perf_counter(), first
    while select.select([terminal._master], [], [], patience)[0]:
        size += len(os.read(terminal._master, 65536))
        ended, patience = perf_counter(), quiet
    return size, ended


def row(name: str, ours: Sequence[Time], bare: Sequence[Time]) -> str:
    """A line of the table; keys that painted nothing are counted in it."""
    seen, its = ([each for each in every if each.size] for every in (ours, bare))
    if not seen or not its:
        return f"{name:14}nothing painted"
    nothing = f"  {len(ours) - len(seen)} painted nothing" * (len(seen) < len(ours))
    median_ratio = median(e.wall for e in seen) / median(e.wall for e in its)
    cpu_ratio = median(e.cpu for e in seen) / median(e.cpu for e in its)
    ratios = f"{median_ratio:7.2f}{p95(seen) / p95(its):7.2f}{cpu_ratio:7.2f}"
    return f"{name:14}{column(seen)}{column(its)}{ratios}{nothing}"


def column(times: Sequence[Time]) -> str:
    wall, size = (median(each[at] for each in times) for at in (0, 2))
    return f"{wall:8.1f}{p95(times):7.1f}{size:7.0f}"


def p95(times: Sequence[Time]) -> float:
    return quantiles([each.wall for each in times], n=20)[-1]


def prepared(width: int, text: str) -> Iterator[Strip]:
    """Strips of 76 cells of text in the middle of so many."""
    from rich.segment import Segment
    from rich.style import Style
    from textual.strip import Strip

    style, cells = Style.parse("white on black"), min(76, width - 4) // 2
    margin = Segment(" " * ((width - 2 * cells) // 2), style)
    for at in range(LINES):
        line = Segment(text[at * cells : (at + 1) * cells], style)
        yield Strip([margin, line, margin]).adjust_cell_length(width, style)


def run_bare() -> None:
    from textual.app import App, ComposeResult
    from textual.events import Key as Pressed
    from textual.geometry import Size
    from textual.scroll_view import ScrollView
    from textual.strip import Strip

    import tui.app  # noqa: F401 - it says how often Textual may paint

    pages = sorted((ROOT / "seeds").glob("*.txt"))
    text = "街道" + "".join(each.read_text(encoding="utf-8") for each in pages)
    wide = "".join(each for each in text if "\u4e00" <= each <= "\u9fff")

    class Lines(ScrollView, can_focus=True, inherit_bindings=False):
        DEFAULT_CSS = """
        Lines { overflow: hidden scroll; scrollbar-size-vertical: 1; }
        """
        texts: Sequence[Sequence[Strip]] = ()

        def on_resize(self) -> None:
            width = self.size.width
            halves = wide, wide[len(wide) // 2 :]
            self.texts = [[*prepared(width, each)] for each in halves]
            self.virtual_size = Size(width, LINES)

        def render_line(self, y: int) -> Strip:
            return self.texts[0][y + self.scroll_offset.y] if self.texts else Strip([])

        def on_focus(self) -> None:
            self.refresh()

        def on_blur(self) -> None:
            self.refresh()

        def go(self, y: float) -> None:
            self.scroll_to(y=y, animate=False, force=True)

    class Bare(App[None], inherit_bindings=False):
        def compose(self) -> ComposeResult:
            yield Lines()

        def on_key(self, event: Pressed) -> None:
            lines = self.query_one(Lines)
            top, page = lines.scroll_offset.y, lines.size.height - 1
            match event.key:
                case "j" | "k":
                    lines.go(top + (1 if event.key == "j" else -1))
                case "space" | "b":
                    lines.go(top + (page if event.key == "space" else -page))
                case "n":
                    lines.go(0 if top else LINES // 3)
                case "right_square_bracket":
                    lines.texts = lines.texts[::-1]
                    lines.refresh()
                case "tab":
                    self.set_focus(None if lines.has_focus else lines)

    Bare().run()


if __name__ == "__main__":
    main(sys.argv[1:])
