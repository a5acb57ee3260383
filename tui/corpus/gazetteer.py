"""Place names of China: which divisions bear a name, and where a text names them.

Inside the program a place is its division code, not its name: 鼓楼区 exists four
times. A code's first six digits are the district of a street office or town, its
first four the prefecture.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).with_name("data")
LOOK_UP = 3000
"""Bytes of a table that become a dictionary in the time of one look-up without it."""
LONGEST = 14
"""Characters of a name worth looking up."""

MOST_KEPT = 1024
"""Names whose places are kept: a page names its own again and again."""

OFFICE_END = re.compile(r"街道办事处|街道|办事处|街办|镇|乡|苏木|地区")
CITY_END = re.compile(r"[省市区州盟]")
DISTRICT_END = re.compile(r"[区县市旗]")
PAIRS = ("街道", "苏木", "地区")
"""Suffixes of two characters; the others have one."""
MADE = ("办事处", "街办")
"""Suffixes that names in the press have, and names in the table don't."""
ALL = range(LONGEST, 1, -1)
LEADS_TO_PLACE = frozenset("省市州盟在到从与和及赴往至由自对的为")
"""The last character of what may stand in front of a county of two characters."""
GENERIC = frozenset(
    "城区 郊区 矿区 市区 辖区 东区 西区 南区 北区 新区 老区 社区 园区 全区 全市 "
    "全县 城市 县市 乡镇 城中区 市中区 市辖区 开发区 工业区 示范区 地区 山区 "
    "林区 新市区".split()
)
"""Names that are words as well: in running text they name no place."""


class Named(NamedTuple):
    """A place that a text names."""

    name: str
    """The gazetteer's name for it."""
    codes: tuple[str, ...]
    """Every division that it may be."""
    start: int
    end: int


def district_called(name: str) -> Named | None:
    """The districts, counties and cities that bear a name (simplified)."""
    # Most of what is asked for is no name: none of it is kept, and nothing called.
    may_be = _codes("districts.txt").may_have(name)
    return _district_called(name) if may_be else None


@lru_cache(MOST_KEPT)
def _district_called(name: str) -> Named | None:
    codes = _codes("districts.txt").get(name)
    if codes is None:
        return None
    first, *others = codes.split()
    return Named(name_of(first), (first, *others), 0, len(name))


def office_called(name: str) -> Named | None:
    """The street offices, towns and townships that bear a name (simplified).

    办事处 is what the press says for the office of a 街道, at times of a 乡 or 镇; 街办
    only for that of a 街道.
    """
    may_be = _codes("offices.txt").may_have(name)
    return _office_called(name) if may_be else None


@lru_cache(MOST_KEPT)
def _office_called(name: str) -> Named | None:
    for each in _official(name):
        if codes := _codes("offices.txt").get(each):
            return Named(each, tuple(codes.split()), 0, len(name))
    return None


def district_of(stem: str) -> Named | None:
    """The districts, counties and cities whose names lack only their last character:
    建德 of 建德市."""
    found = [each for end in "市县区旗" if (each := district_called(stem + end))]
    codes = tuple(code for each in found for code in each.codes)
    return Named(found[0].name, codes, 0, 0) if found else None


def city_of(stem: str) -> set[str]:
    """The codes of a prefecture whose name lacks only its last character."""
    found = _city_called(stem + "市")
    return set(found.codes) if found else set()


def name_of(code: str) -> str:
    """The name of a district, prefecture or province."""
    return _names()[code]


def districts_in(text: str) -> Iterator[Named]:
    """The districts, counties and cities named in a text (simplified)."""
    return _named(text, DISTRICT_END, _district_called, "districts.txt")


def offices_in(text: str) -> Iterator[Named]:
    """The street offices, towns and townships named in a text (simplified)."""
    return _named(text, OFFICE_END, _office_called, "offices.txt")


def cities_in(text: str) -> set[str]:
    """Codes of the provinces and prefectures named in a text (simplified)."""
    cities = _named(text, CITY_END, _city_called, "cities.txt")
    return {code for each in cities for code in each.codes}


@lru_cache(MOST_KEPT)
def _city_called(name: str) -> Named | None:
    codes = _codes("cities.txt").get(name)
    return None if codes is None else Named(name, tuple(codes.split()), 0, len(name))


def _named(
    text: str, end: re.Pattern[str], called: Callable[[str], Named | None], table: str
) -> Iterator[Named]:
    """The longest name at each place where one may end.

    The longest, because 395 names of street offices end with another one's name.
    """
    behind, names = 0, _codes(table)
    for match in names.ends(end).finditer(text):
        first, last = match.span()
        tail = text[first - 1 if first else 0 : last]
        known = names.known(tail)
        for length in ALL if known is None else names.lengths(tail):
            start = last - length
            if not behind <= start < first:
                continue
            name = text[start:last]
            found = called(name) if known is None or name in known else None
            if found and name not in GENERIC and not _is_torn(text, start, last):
                behind = last
                yield found._replace(start=start, end=last)
                break


def _is_torn(text: str, start: int, end: int) -> bool:
    """Whether a name of two characters is the end of a word: 范县 of 示范县, 南县 of
    潼南县. It isn't behind its city, or behind what may lead to a place."""
    before = text[max(start - 2, 0) : start]
    if end - start > 2 or not before[-1:].isalpha() or before[-1] in LEADS_TO_PLACE:
        return False
    return not city_of(before)


def _official(name: str) -> Sequence[str]:
    if not name.endswith(MADE):
        return (name,)
    stem = re.sub("(街道)?办事处$|街办$", "", name)
    suffixes = ("街道", "街街道", "乡", "镇") if stem else ()
    return (name, *(stem + suffix for suffix in suffixes))


def _read(name: str) -> str:
    return DATA.joinpath(name).read_text("utf-8")


@cache
def _names() -> dict[str, str]:
    rows = (line.partition("\t") for line in _read("names.txt").splitlines())
    return {code: name for code, _, name in rows}


class Table:
    """The codes of each name in a table of `tui.corpus.data`, with blanks between.

    The first names are looked up where they stand in the file. When so many have been
    asked for that it pays, the table becomes a dictionary.
    """

    def __init__(self, name: str) -> None:
        self._data = DATA.joinpath(name).read_bytes()
        self._asked = 0
        self._codes: dict[str, str] = {}
        self._lengths: dict[str, list[int]] = {}
        self._ends: re.Pattern[str] | None = None

    def get(self, name: str) -> str | None:
        """The codes of a name; None where the table doesn't have it."""
        if not self._codes:
            self._asked += 1
            if self._asked * LOOK_UP < len(self._data):
                return self._find(name.encode())
            rows = (line.partition("\t") for line in self._data.decode().split("\n"))
            self._codes = {name: codes for name, _, codes in rows if name}
        return self._codes.get(name)

    def may_have(self, name: str) -> bool:
        """Whether to look a name up is not in vain, as far as this is known at once."""
        known = self.known(name)
        return known is None or name in known

    def known(self, end: str) -> Mapping[str, str] | None:
        """What all names that end in some characters are among, once they are at hand;
        None where others may end so as well."""
        return None if not self._codes or end.endswith(MADE) else self._codes

    def lengths(self, end: str) -> Sequence[int]:
        """How long the names are, the longest first, that end in some characters: a
        suffix and the character before it. They are at hand."""
        if not self._lengths:
            found: defaultdict[str, set[int]] = defaultdict(set)
            for name in self._codes:
                found[name[-3 if name.endswith(PAIRS) else -2 :]].add(len(name))
            for each, lengths in found.items():
                self._lengths[each] = sorted(lengths, reverse=True)
        return self._lengths.get(end, ())

    def ends(self, suffix: re.Pattern[str]) -> re.Pattern[str]:
        """What finds a suffix of one character; as soon as all names are at hand, only
        where the character before it may stand in a name."""
        if not self._codes or suffix is OFFICE_END:
            return suffix
        if self._ends is None:
            self.lengths("")
            befores: defaultdict[str, str] = defaultdict(str)
            for end in self._lengths:
                if len(end) == 2 and suffix.match(end[1]):
                    befores[end[1]] += end[0]
            places = (f"{last}(?<=[{each}].)" for last, each in befores.items())
            self._ends = re.compile("|".join(places))
        return self._ends

    def _find(self, name: bytes) -> str | None:
        places = range(len(self._data))
        at = bisect_left(places, name, key=lambda place: self._row(place)[0])
        if at == len(places):
            return None
        found, codes = self._row(at)
        return codes.decode() if found == name else None

    def _row(self, place: int) -> list[bytes]:
        """The name and the codes on the line that holds the byte at a place."""
        start = self._data.rfind(b"\n", 0, place) + 1
        return self._data[start : self._data.index(b"\n", place)].split(b"\t")


@cache
def _codes(table: str) -> Table:
    return Table(table)
