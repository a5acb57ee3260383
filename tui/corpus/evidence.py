"""The places that a page names, and which of several of one name it means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tui.corpus.gazetteer import (
    Named,
    cities_in,
    city_of,
    district_of,
    districts_in,
    name_of,
)
from tui.corpus.lexicon import HAN, plain
from tui.corpus.model import Place

PAPER = re.compile(
    rf"(?<!{HAN})(?:今日({HAN}{{2,3}})(?!{HAN})"
    rf"|({HAN}{{2,4}}?)(?:[日晚晨周时]报|报(?!{HAN})|周[刊讯]|时讯|融媒|新闻))"
)
"""A newspaper that bears the name of its place: 建德融媒, 今日邵武."""
IN_NAMES = "日报 晚报 晨报 周报 时报 周刊 周讯 时讯 融媒 新闻 今日".split()
ENDS_NAME = re.compile(rf"报(?!{HAN})")
"""What all their names have, one or the other: few texts do, and this is found out
quickly, by one after the other."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The places that a text names."""

    districts: Counter[str]
    """How often each district is named, by code; a name that several districts bear
    counts for the one in a city that the text names, else for none."""
    cities: frozenset[str]
    """Codes of provinces and prefectures."""
    named: tuple[Named, ...] = ()
    """The districts where the text names them, in its order."""
    printed: Mapping[str, str] = field(default_factory=dict)
    """What a traditional page calls its districts, by code."""

    def settle(self, codes: Sequence[str]) -> str | None:
        """The one division among some of the same name that the text speaks of."""
        best = max((self._weight(code) for code in codes), default=0)
        fitting = [code for code in codes if self._weight(code) == best]
        elsewhere = self.districts or self.cities
        return fitting[0] if len(fitting) == 1 and (best or not elsewhere) else None

    def usual(self) -> Place | None:
        """The district that the text speaks of, where it is one."""
        ranked = self.districts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 3 * ranked[1][1]):
            return None
        return self.place(ranked[0][0])

    def place(self, code: str) -> Place:
        """A district, by the name that the page has for it."""
        return Place(code, self.printed.get(code) or name_of(code))

    def holder(self, office: Place) -> Place | None:
        """The district of a street office whose code is known."""
        return self.place(office.code[:6]) if office.code else None

    def _weight(self, code: str) -> int:
        named = self.districts.get(code[:6], 0)
        return 2 * named + (code[:4] in self.cities) + (code[:2] in self.cities)


def evidence_of(printed: str, normal: str | None = None) -> Evidence:
    """The places that a text names, by themselves or in the name of a newspaper;
    `normal` is `plain(printed)`, where that is at hand."""
    text = plain(printed) if normal is None else normal
    papers = [match[1] or match[2] for match in _signed(text)]
    cities = cities_in(text).union(*(city_of(stem) for stem in papers))
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    named = tuple(districts_in(text))
    for each in (*named, *_papers(papers)):
        codes = each.codes
        if len(codes) > 1:
            codes = tuple(code for code in codes if code[:4] in cities)
        if len(codes) == 1:
            counts[codes[0]] += 1
            name = printed[each.start : each.end]
            if text[each.start : each.end] != name:
                names.setdefault(codes[0], name)
    return Evidence(counts, frozenset(cities), named, names)


def _signed(text: str) -> Iterator[re.Match[str]]:
    """The newspapers of places that a text names, in its lines that may name one."""
    if _may_name_paper(text):
        for line in filter(_may_name_paper, text.split("\n")):
            yield from PAPER.finditer(line)


def _may_name_paper(text: str) -> bool:
    return any(map(text.__contains__, IN_NAMES)) or ENDS_NAME.search(text) is not None


def _papers(stems: Iterable[str]) -> Iterator[Named]:
    return (named for stem in stems if (named := district_of(stem)))
