"""What a fuzzer has found: the inputs that fail, one a place, as short as they get."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.fuzz.material import ROOT

SLOWEST = 10.0
"""Seconds of processor time that an input of a few KB may take."""
PATIENCE = 30.0
"""Seconds for making one input shorter."""


class Slow(Exception):  # noqa: N818 - a finding
    """An input took longer than `SLOWEST`."""


class Failures:
    """Tries inputs, and keeps in a folder the shortest that fails at each place."""

    def __init__(self, target: Callable[[bytes], None], folder: Path) -> None:
        self.target, self.folder = target, folder
        self.tried = 0
        self._shortest: dict[str, int] = {}
        folder.mkdir(parents=True, exist_ok=True)
        signal.signal(signal.SIGVTALRM, _stop)

    def try_(self, data: bytes) -> None:
        """Run the target; a failure is noted, and the fuzzer goes on."""
        self.tried += 1
        place = self._place(data)
        if place and len(data) < self._shortest.get(place, sys.maxsize):
            self._shortest[place] = len(data)
            (self.folder / place).write_bytes(data)

    def report(self) -> int:
        """Shorten what is in the folder, say what it is; how many there are."""
        found = sorted(each for each in self.folder.iterdir() if each.is_file())
        for path in found:
            data = self._shortened(path.read_bytes(), path.name)
            path.write_bytes(data)
            print(f"\nFAILED {path}\n{data!r}\n{self._trace(data)}", flush=True)
        return len(found)

    def _place(self, data: bytes) -> str | None:
        """Where the target fails: the error, and the last line of ours; None where
        it doesn't."""
        try:
            self._timed(data)
        except Exception as error:
            ours = [
                f"{Path(frame.filename).stem}:{frame.lineno}"
                for frame in traceback.extract_tb(error.__traceback__)
                if frame.filename.startswith(str(ROOT))
            ]
            slow = isinstance(error, Slow)
            return type(error).__name__ + ("" if slow else f"@{ours[-1]}")
        return None

    def _timed(self, data: bytes) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, SLOWEST)
        try:
            self.target(data)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def _trace(self, data: bytes) -> str:
        try:
            self._timed(data)
        except Exception:
            return traceback.format_exc(limit=-4)
        return "(not again)"

    def _shortened(self, data: bytes, place: str) -> bytes:
        """Leave out what isn't needed to fail there: halves first, then less, down to
        single characters (Zeller and Hildebrandt 2002, without complements)."""
        chars = list(data.decode("utf-8", "surrogateescape"))
        end = time.monotonic() + PATIENCE
        size = len(chars)
        while size and time.monotonic() < end:
            before = len(chars)
            for at in range(len(chars) - size, -size, -size):
                fewer = chars[: max(at, 0)] + chars[at + size :]
                if self._place(_bytes(fewer)) == place:
                    chars = fewer
            size = min(size, len(chars)) if len(chars) < before else size // 2
        return _bytes(chars)


def folder_for(name: str, engine: str) -> Path:
    """Where the failures of a target are kept: below the folder that is worked in."""
    return Path(
        ".fuzz", engine, name, time.strftime("%Y%m%d-%H%M%S") + f"-{os.getpid()}"
    )


def _bytes(chars: list[str]) -> bytes:
    return "".join(chars).encode("utf-8", "surrogateescape")


def _stop(*_: object) -> None:
    raise Slow
