"""Cut a text to a number of cells, or to one line."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from textual.cache import LRUCache

from tui.app.render.cells import cell_width

KEPT = 256
"""Texts that are kept: several screens of them."""
ELLIPSIS = "\u22ef"
"""⋯, one cell wide in every terminal, unlike …"""


def fit(text: str, width: int) -> str:
    """The text in at most `width` cells: whole, or its start and an ellipsis."""
    if cell_width(text) <= width:
        return text
    if width < 1:
        return ""
    ends = list(accumulate(map(cell_width, text)))
    return text[: bisect_right(ends, width - 1)] + ELLIPSIS


class Fitter:
    """Fits texts as `fit` does, each once: a view shows the same in every frame."""

    def __init__(self) -> None:
        self._fitted: LRUCache[tuple[str, int], str] = LRUCache(KEPT)

    def __call__(self, text: str, width: int) -> str:
        key = text, width
        fitted = self._fitted.get(key)
        if fitted is None:
            fitted = self._fitted[key] = fit(text, width)
        return fitted


def one_line(text: str, width: int) -> str:
    """The start of a text: what goes past the room there is isn't worth measuring."""
    return " ".join(text[: width + 1].split())
