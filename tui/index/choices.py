"""The values that may be meant where one of a field is being typed: 区:sj, 年:20."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.index.fold import folded_text
from tui.index.pinyin import Kind, Spellings, is_pinyin
from tui.index.query import Field

if TYPE_CHECKING:
    from tui.index.library import Library

READINGS = 20
"""Texts that are looked for, of those that may be meant by what is typed as pinyin."""


def choices(library: Library, field: Field, typed: str) -> list[str]:
    """The values that begin so, then those that have it in them, then those that are
    spelled so; of these those first that most articles have. Of dates no more than the
    part that is being typed."""
    counts = Counter[str]()
    for value, count in library.values(field):
        name = _part(value.name, typed) if field is Field.YEAR else value.name
        counts[name] += count
    del counts[""]
    sure = ranks([*counts], typed)
    return sorted(sure, key=lambda name: (sure[name], -counts[name]))


def _part(date: str, typed: str) -> str:
    """The year, with more than that typed the month, then the day."""
    length = len(typed.strip())
    return date[: 4 if length <= 4 else 7 if length <= 7 else 10]


def ranks(names: Sequence[str], typed: str) -> dict[str, int]:
    """The names that may be meant; a number is less for what is surer."""
    sure = dict[str, int]()
    wanted = [folded_text(typed)]
    if is_pinyin(typed):
        spellings = Spellings().add((name, Kind.PLACE) for name in names)
        wanted += [each.text for each in spellings.find(typed, READINGS)]
    folded = [(name, folded_text(name)) for name in names]
    for way, text in enumerate(map(folded_text, wanted)):
        for name, own in folded:
            if text in own:
                rank = 2 * min(way, 1) + (not own.startswith(text))
                sure[name] = min(rank, sure.get(name, rank))
    return sure
