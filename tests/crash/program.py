"""Jiedu on a terminal, used by someone who remembers what it said."""

from __future__ import annotations

import re
import select
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from random import Random
from time import monotonic
from typing import NamedTuple

from tests.e2e.terminal import FOLDERS, TIMEOUT, Terminal

SIZE = (160, 30)
"""Wide enough for every title of the sample pages."""
QUIET = 0.06
"""Seconds that a key's frame is waited for."""
DELAY = 0.3
"""Seconds between a key and the kill, at most; longer than Esc waits for a sequence."""
BROKEN = ("Traceback", "读不懂", "出错了", "只保留到退出")
HIGHLIGHT = re.compile(r"\s(不再)?常亮：(.+?)(?:\s{2,}|$)")
DATE = re.compile(r"(?: · |\s{2,})\d{4}[\d-]*$")


class Seen(NamedTuple):
    """An article's title, and since when one is there."""

    at: float
    """By `monotonic`."""
    title: str


class Killed(Exception):  # noqa: N818 - it is none
    """The program was killed behind the key that was pressed."""


class Program:
    """One running Jiedu, and what it confirmed."""

    def __init__(self, pages: Path, home: Path, titles: Collection[str]) -> None:
        """Nothing is waited for; `titles` are those of all articles."""
        self.titles = titles
        self.places: list[Seen] = []
        """The last one is where one is; empty until it was waited for."""
        self.marks: dict[str, list[Seen]] = {}
        self.notes: set[str] = set()
        """Those it has to know, by a word in each that no other has."""
        self.terms: list[tuple[float, str, bool]] = []
        """When it was said of which that it is highlighted, or not any more."""
        self._said = ""
        self.unsure = 0
        """Highlights that were turned on or off, or not."""
        self.keys: list[str] = []
        """What was pressed."""
        self.asked = ""
        """The note that it was told to keep."""
        self.fuse: tuple[int, Random] | None = None
        """How many more keys are pressed before it is killed."""
        command = [sys.executable, "-m", "tui", str(pages)]
        own = {f"XDG_{each}_HOME": str(home) for each in FOLDERS}
        self.terminal = Terminal(command, SIZE, own)

    # What is seen

    def _row(self, y: int) -> str:
        # pyte's own `display` fails where half a wide character was painted over.
        row = self.terminal.screen.buffer[y]
        return "".join(row[x].data for x in range(SIZE[0]))

    @property
    def text(self) -> str:
        return "\n".join(map(self._row, range(SIZE[1])))

    @property
    def title(self) -> str:
        """The article that the breadcrumb names; empty for none."""
        names = self._row(0).split(" › ")[1:]
        bare = (DATE.sub("", each.strip()) for each in names)
        return next((each for each in bare if each in self.titles), "")

    @property
    def foot(self) -> str:
        """The status line."""
        return self._row(SIZE[1] - 2)

    @property
    def end(self) -> str:
        """The last rows, where an error is told too, and the last keys."""
        rows = (" ".join(each.split()) for each in self.text.split("\n"))
        return " | ".join([*(each for each in rows if each)][-2:] + self.keys[-9:])

    def watch(self, seconds: float) -> None:
        """Read for so long, and remember what is said."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            if select.select([self.terminal._master], [], [], left)[0]:
                self.terminal._read(0)
                self._look()

    def _look(self) -> None:
        title, foot = self.title, self.foot
        if title and self.places and self.places[-1].title != title:
            self.places.append(Seen(monotonic(), title))
        if " 已存 " in foot and self.asked:
            self.notes.add(self.asked)
            self.asked = ""
        found = HIGHLIGHT.search(foot)
        if found and found[0] != self._said:
            self.terms.append((monotonic(), found[2], not found[1]))
        self._said = found[0] if found else ""

    def wait_for(self, text: str) -> None:
        """Raises AssertionError where it does not come."""
        if not self._comes(lambda: text in self.text, TIMEOUT):
            raise AssertionError(f"no {text}: {self.end}")

    def _comes(self, is_there: Callable[[], bool], seconds: float) -> bool:
        end = monotonic() + seconds
        while not is_there() and monotonic() < end:
            if self.terminal.process.poll() is not None:
                break
            self.watch(QUIET)
        return is_there()

    def wait_until_read(self, title: str) -> None:
        """Wait until it shows the tree, and the article of that title, if there is one.
        Raises AssertionError where it does not, or says that something is wrong."""
        self.wait_for("街道")
        self.wait_for(title)
        self.watch(DELAY)
        assert title in ("", self.title), f"not in {title}: {self.end}"
        written = self.terminal.written.decode(errors="replace")
        told = [each for each in BROKEN if each in written]
        assert not told, f"{told}: {self.end}"
        self.places = [Seen(monotonic(), self.title)]

    # What is done

    def press(self, keys: str, seconds: float = QUIET) -> None:
        """Press keys at once, and watch. Raises Killed where they were the last."""
        self.terminal.send(keys)
        self.keys.append(repr(keys))
        if self.fuse is not None:
            left, chance = self.fuse
            self.fuse = left - 1, chance
            if left <= 1:
                self.watch(chance.uniform(0, DELAY))
                self.kill()
                raise Killed
        self.watch(seconds)

    def kill(self) -> None:
        """Kill it, and read what it has still written."""
        self.terminal.process.kill()
        self.terminal.process.wait()
        self.watch(QUIET)

    def mark(self, letter: str) -> None:
        """Set a mark; where the program is killed, it may have been set or not."""
        self.press("m")
        self.wait_for("标记：a–z")
        try:
            self.press(letter)
            self.wait_for(f"已标记 {letter}")
        finally:
            self.marks.setdefault(letter, []).append(Seen(monotonic(), self.title))

    def note(self, word: str) -> None:
        """Write a note, if no other was just kept. Raises AssertionError where it is
        not confirmed."""
        if " 已存 " in self.foot:
            return
        if not self._opens("a", "esc 不存"):
            return
        self.watch(DELAY)
        # On a line of its own, or it may be broken.
        self.press("\n")
        self.press(word)
        self.wait_for(word)
        self.asked = word
        self.press("\r")
        assert self._comes(lambda: not self.asked, TIMEOUT), f"{word} is not confirmed"

    def _opens(self, key: str, text: str) -> bool:
        """Whether a key has a text shown; not where the notes are still being read.
        Raises AssertionError where neither is told."""
        told = (text, "还在读取笔记")
        if told[1] not in self.text:
            self.press(key)
            if not self._comes(
                lambda: any(each in self.text for each in told), TIMEOUT
            ):
                raise AssertionError(f"no {text}: {self.end}")
        return text in self.text

    def highlight(self) -> None:
        """Turn a highlight on or off, if there is a word and no other was just."""
        if "常亮：" not in self.foot:
            self.unsure += 1
            self.press("H")
            self.unsure -= self._comes(lambda: "常亮：" in self.foot, 2)

    def find_note(self, word: str) -> None:
        """Look for a note among all notes. Raises AssertionError where it is not."""
        if not self._opens("A", "条笔记"):
            return
        self.press("/", DELAY)
        self.press(word)
        self.wait_for(f"/{word}")
        self.watch(DELAY)
        assert " 0 条笔记" not in self.text, f"{word} is not listed"
        self.press("\x1b", DELAY)
        self.press("\x1b", DELAY)
