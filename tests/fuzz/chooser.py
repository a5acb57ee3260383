"""Choices made by the bytes of an input, so that a fuzzer may work on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chooser:
    """Takes choices from the end of the bytes, so that the front stays what it is."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._end = len(data)

    def number(self, below: int) -> int:
        """A number from 0; 0 when all bytes are used up."""
        if not self._end:
            return 0
        size = 1 if below <= 256 else 2
        start = max(0, self._end - size)
        chosen = int.from_bytes(self._data[start : self._end], "little")
        self._end = start
        return chosen % below

    def one_of(self, options: Sequence[T]) -> T:
        return options[self.number(len(options))]

    def rest(self) -> bytes:
        """The bytes that no choice has taken."""
        return self._data[: self._end]
