"""Numbers in four bytes each, where a tuple of them takes nine times as much."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import overload


class Numbers(Sequence[int]):
    """Never changes. Each number is below 2³²."""

    __slots__ = ("items",)

    def __init__(self, items: Iterable[int] = ()) -> None:
        self.items = array("I", items)

    @classmethod
    def from_bytes(cls, data: bytes) -> Numbers:
        """The inverse of `bytes(numbers)`, on a machine of the same byte order.

        Raises ValueError where a number is cut."""
        numbers = cls()
        numbers.items.frombytes(data)
        return numbers

    def __bytes__(self) -> bytes:
        return self.items.tobytes()

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        return self.items[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Numbers) and self.items == other.items

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Numbers({self.items.tolist()})"
