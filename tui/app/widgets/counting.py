"""Counts: digits typed before a key that moves, such as 12j."""

from __future__ import annotations

from textual.binding import Binding

from tui.i18n import _

MOST = 9_999_999
"""The largest count: more rows than there are in any article."""

DIGITS = [
    Binding(str(digit), f"digit({digit})", _("次数"), id=f"count.{digit}", show=False)
    for digit in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)
]
"""To stand among the bindings of a widget that counts."""


class Count:
    """How many times the next key that moves is to move."""

    def __init__(self) -> None:
        self._times = 0

    def __bool__(self) -> bool:
        """Whether one has been begun."""
        return self._times > 0

    @property
    def typed(self) -> int:
        """As far as it is typed; 0 for none."""
        return self._times

    def add(self, digit: int) -> None:
        """Take a digit behind those before it; no count starts with a nought."""
        self._times = min(self._times * 10 + digit, MOST)

    def take(self) -> int:
        """The count, once: 1 without any."""
        times, self._times = max(1, self._times), 0
        return times
