"""Rows as they were painted, for as long as they would be painted the same.

Most rows of a frame stood in the one before: scrolling moves them, a word's cursor
changes one paragraph. What a row is painted with is compared, so that nobody has to
tell that it has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from textual.strip import Strip

Rows = dict[int, Strip]
"""By their numbers in a block."""


class Painted:
    """Keeps the rows of one article by their blocks."""

    def __init__(self) -> None:
        self._with: object = None
        self._blocks: dict[int, tuple[object, Rows]] = {}
        self._current: dict[int, Rows] = {}
        """Those of the blocks that were looked at since `renew`."""

    def clear(self) -> None:
        """Keep nothing: the looks of text have changed."""
        self._with = None

    def renew(self, *common: object) -> None:
        """Begin a frame: keep what was painted if all rows are painted with the same as
        before, and ask again what lies over each block."""
        if common != self._with:
            self._with = common
            self._blocks.clear()
        self._current.clear()

    def rows(self, block: int, layers: Callable[[], Hashable]) -> Rows:
        """The rows of a block that need not be painted, to be added to; `layers` tells
        what lies over it, and is asked once in a frame."""
        if block not in self._current:
            known, over = self._blocks.get(block), layers()
            if known is None or known[0] != over:
                known = self._blocks[block] = over, {}
            self._current[block] = known[1]
        return self._current[block]
