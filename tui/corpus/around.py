"""The texts around a line: where they open, and what they have in common. All lines
between the same two texts have the same."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import add
from typing import NamedTuple

from tui.corpus.lexicon import HAN

OPENING = 30
"""Characters in which a report names its place."""
SHARED = (0.01, 0.03, 0.05, 0.08, 0.12, 0.2)
"""Bounds of classes of how much two texts have in common."""
NEAR = 200
"""Characters of a text around a line that are looked through for its words."""
SECTION = 3
"""Texts above a line, and below it, that may be of one section."""
TOPIC = 160
"""Characters of each of them in which a headline's words return."""
DISTRICT = re.compile(rf".{{0,16}}?{HAN}{{2}}[县市区旗](?![长里内民场级委])")
DAY = re.compile(r".{0,12}?\d月\d{1,2}日")
PLACE = re.compile(rf"{HAN}{{1,4}}?(?:街道|社区|镇|乡|村|县|区|市|局)")
TIME = re.compile(
    r".{0,24}?(?:近日|日前|昨[日天]|今天|本[周月]|上[周月]|近期|连日来|今年|去年|\d月|\d日)"
)
REPORTED = re.compile(r".{0,40}?(?:记者|获悉|采访)")


class Around(NamedTuple):
    """What stands around a line."""

    above: str
    """The end of the last text before it."""
    below: str
    """The start of the next text behind it."""
    section_above: str
    section_below: str
    """The same of the next SECTION texts."""
    opens: str
    """The cue of where the text below opens; what the text above knows is no news."""
    shares: str
    """The cue of how much both have in common."""
    dated: tuple[str, ...]
    reported: tuple[str, ...]
    """The cues of a text that opens as a report does."""


def around(texts: Sequence[str], at: int) -> Around:
    """What stands around the lines in front of the text of a number."""
    earlier, later = texts[max(at - SECTION, 0) : at], texts[at : at + SECTION]
    above = earlier[-1][-NEAR:] if earlier else ""
    below = later[0][:NEAR] if later else ""
    opening = PLACE.search(below[:OPENING])
    return Around(
        above,
        below,
        " ".join([each[-TOPIC:] for each in earlier]),
        " ".join([each[:TOPIC] for each in later]),
        f"opens at {known(opening, above)} place",
        f"shares {bisect_left(SHARED, shared(above, below))}",
        tuple(name for name, sign in DATED if sign.match(below)),
        tuple(name for name, sign in SIGNS if sign.match(below)),
    )


DATED = (("district", DISTRICT), ("day", DAY))
SIGNS = (("before time", TIME), ("before reported", REPORTED))


def known(place: re.Match[str] | None, text: str) -> str:
    """Whether a text names a place, if there is one."""
    if place is None:
        return "no"
    return "known" if place.group() in text else "new"


def pairs_of(text: str) -> Iterator[str]:
    """Each two characters of a text that stand side by side."""
    return map(add, text, text[1:])


def shared(one: str, other: str) -> float:
    """The share of the pairs of characters in one text that another has too."""
    pairs = {*_numbers_of(other)}
    length = max(min(len(one), len(other)), 1)
    return sum(map(pairs.__contains__, _numbers_of(one))) / length


def _numbers_of(text: str) -> Iterator[int]:
    """The same pairs, in any order, each as one number: to make and compare numbers
    takes a third of the time that strings take."""
    parts = (part[: len(part) // 2 * 2] for part in (text, text[1:]))
    coded = (part.encode("utf-32-le", "surrogatepass") for part in parts)
    return chain(*(array("Q", each) for each in coded))
