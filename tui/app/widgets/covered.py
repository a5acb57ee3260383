"""Containers that are covered by what they contain."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical


class Row(Horizontal):
    """Widgets side by side; nothing of its own has to be painted beneath them."""

    BLANK = True


class Column(Vertical):
    """Widgets one above the other; nothing of its own has to be painted beneath."""

    BLANK = True
