"""Rows as they were painted, for as long as they would be painted the same.

Most rows of a frame stood in the one before: scrolling moves them, a word's cursor
changes one paragraph. What a row is painted with is compared, so that nobody has to
tell that it has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from textual.cache import LRUCache
from textual.strip import Strip

KEPT = 8
"""Articles whose rows are kept: the open one, those beside it, and where one was."""

Over = TypeVar("Over")
"""What lies over a block."""
Rows = dict[int, Strip]
"""By their numbers in a block."""


class Painted(Generic[Over]):
    """Keeps the rows of articles by their blocks."""

    def __init__(self) -> None:
        self._articles: LRUCache[object, dict[int, tuple[Over, Rows]]] = LRUCache(KEPT)
        self._blocks: dict[int, tuple[Over, Rows]] = {}
        """Those of the frame's article."""
        self._current: dict[int, tuple[Over, Rows]] = {}
        """Those of them that were looked at since `renew`."""

    def clear(self) -> None:
        """Keep nothing: the looks of text have changed."""
        self._articles.clear()

    def renew(self, *common: object) -> None:
        """Begin a frame: of all that was painted, what was painted with the same can be
        kept; ask again what lies over each block."""
        if common not in self._articles:
            self._articles[common] = {}
        self._blocks = self._articles[common]
        self._current.clear()

    def block(self, number: int, over: Callable[[], Over]) -> tuple[Over, Rows]:
        """What lies over a block, which is asked once in a frame, and those of its
        rows that need not be painted; those that are painted are to be added."""
        if number not in self._current:
            known, lying = self._blocks.get(number), over()
            if known is None or known[0] != lying:
                known = self._blocks[number] = lying, {}
            self._current[number] = known
        return self._current[number]
