"""Simplified text shown in traditional characters, and the other way round.

The text of a page stays what it is. What is shown instead has as many code points,
each as wide as the one it stands for, so spans, hits, breaks between lines and the
cursor hold for both; copies and exports are of the page.

The dictionaries are OpenCC's, in Python by opencc-python-reimplemented. (The package
of OpenCC itself, in C++, is ten times as fast; it has the same module name and lacks
the dictionaries as text, which the tables of `tui.index.data` are made from.)
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Convert = Callable[[str], str]

LONGEST = 64
"""Code points that are converted as one. Clauses are shorter; of what has no mark and
no blank at all, the cost of conversion would grow with the square of the length."""

CLAUSE = re.compile(rf"\w{{1,{LONGEST}}}")
"""What is converted as one: a phrase never runs over a mark or a blank."""

KEPT = 4096
"""Clauses whose conversion is kept: some dozens of screens of them."""


class Script(StrEnum):
    """The characters that a text is shown in; the values are OpenCC's names."""

    ORIGINAL = ""
    SIMPLIFIED = "t2s"
    TRADITIONAL = "s2tw"
    """As printed in Taiwan: OpenCC's own standard has \u7232 and \u88cf, which few
    readers know. Words stay those of the page: 软件 is 軟件, not 軟體."""

    @property
    def following(self) -> Script:
        """As it is printed, simplified, traditional, and as it is printed again."""
        scripts = Script.ORIGINAL, Script.SIMPLIFIED, Script.TRADITIONAL
        return scripts[(scripts.index(self) + 1) % len(scripts)]


def converted(text: str, to: Script) -> str:
    """The text in that script, phrase by phrase; as many code points as before.

    Where the phrases of a clause would make it longer or shorter, it is converted
    character by character. The first call reads the dictionaries (some 50 ms)."""
    if to is Script.ORIGINAL:
        return text
    return CLAUSE.sub(lambda clause: _clause(clause[0], to), text)


def converted_part(text: str, start: int, stop: int, to: Script) -> str:
    """What `converted(text, to)` has at `start:stop`, at the cost of the clauses that
    it lies in; where these are longer than `LONGEST`, phrases may be told otherwise."""
    if to is Script.ORIGINAL:
        return text[start:stop]
    first, last = start, stop
    while first > max(0, start - LONGEST) and text[first - 1].isalnum():
        first -= 1
    while last < min(len(text), stop + LONGEST) and text[last].isalnum():
        last += 1
    return converted(text[first:last], to)[start - first : stop - first]


@lru_cache(KEPT)
def _clause(clause: str, to: Script) -> str:
    if clause.isascii():
        return clause
    convert = _converter(to)
    found = convert(clause)
    if len(found) == len(clause):
        return found
    pairs = zip(clause, map(convert, clause), strict=True)
    return "".join(new if len(new) == 1 else old for old, new in pairs)


@cache
def _converter(to: Script) -> Convert:
    from opencc import OpenCC  # type: ignore[import-untyped]

    convert: Convert = OpenCC(to.value).convert
    return convert
