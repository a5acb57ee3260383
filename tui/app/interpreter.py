"""What the interpreter does besides, kept out of the way of keys.

Painting a frame makes so many objects that Python's collector mostly starts in the
middle of one, and keeps it waiting: for up to 3 ms, or 100 where it looks at all that a
session has left. So it is started while nobody presses a key.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from asyncio import TimerHandle
from typing import Final

SWITCH_INTERVAL: Final = 0.0005
"""Seconds that a thread may keep the interpreter while a key waits. Measured: it cuts
the longest delay beside a busy thread from 10 to 2 ms."""

THRESHOLDS = 10_000, 10, 1_000
"""What starts a collection by itself (`gc.set_threshold`): a key that is held down
leaves no time for another. One of all objects waits for somebody to rest."""

SOON, LATER = 0.06, 15.0
"""Seconds without a key, before young objects are looked at and before all are: who
types fast presses one in 0.15."""


def tune() -> None:
    """Have threads and the collector keep keys waiting as little as possible."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    gc.set_threshold(*THRESHOLDS)


class Collector:
    """Starts collections; to be told of every key."""

    def __init__(self) -> None:
        self._due: list[TimerHandle] = []

    def postpone(self) -> None:
        """Collect nothing while a key, and those that follow soon, are answered."""
        for each in self._due:
            each.cancel()
        later = asyncio.get_running_loop().call_later
        self._due = [later(SOON, _collect, 1), later(LATER, _collect, 2)]


def _collect(generation: int) -> None:
    # While pages or words are loaded it is off, and would look at all of these.
    if gc.isenabled():
        gc.collect(generation)
