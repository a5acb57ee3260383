"""Whom an article is about: its district, street office or unit, community.

A label says it; else the text does, where it opens. A name that stands for several
divisions is settled by the other places that the page names. What can't be settled
stays unset: a place mentioned is not a place written about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tui.corpus.gazetteer import (
    Named,
    cities_in,
    district_called,
    districts_in,
    name_of,
    office_called,
    offices_in,
)
from tui.corpus.given import Fields
from tui.corpus.labels import Label
from tui.corpus.lexicon import HAN, HAN_OR_DIGIT, plain
from tui.corpus.model import Place, Span

OPENING = 120
"""Characters of an article's text in which it names its subject."""
VISIT = re.compile(r"[区县市](?:委|政府|人大|政协|长|领导|委书记|副)")
"""Signs of a subject above the street office: 二七区委书记…到大学路街道调研."""
COMMUNITY = re.compile(rf"{HAN_OR_DIGIT}{{2,7}}?(?:社区|村)")
BODY = re.compile(
    rf"{HAN}{{1,9}}?(?:局|委员会|卫健委|发改委|建委|教体委|中心|法院|检察院|分局|"
    r"大队|支队|管委会|医院|总工会|妇联|团委|残联|红十字会|图书馆|文化馆)"
)
HIGH = re.compile(r"[区县市](?:委员会|委|政府)$")
"""Bodies that are the district itself."""


class Subject(NamedTuple):
    district: Place | None = None
    office: Place | None = None
    unit: str | None = None
    community: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The places that a text names."""

    districts: Counter[str]
    """How often each district is named, by code; a name that several districts bear
    counts for the one in a city that the text names, else for none."""
    cities: frozenset[str]
    """Codes of provinces and prefectures."""

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
        return Place(ranked[0][0], name_of(ranked[0][0]))

    def _weight(self, code: str) -> int:
        named = self.districts.get(code[:6], 0)
        return 2 * named + (code[:4] in self.cities) + (code[:2] in self.cities)


def evidence_of(text: str) -> Evidence:
    """The places that a text (`plain`) names."""
    cities = frozenset(cities_in(text))
    counts: Counter[str] = Counter()
    for each in districts_in(text):
        codes = [c for c in each.codes if len(each.codes) == 1 or c[:4] in cities]
        if len(codes) == 1:
            counts[codes[0]] += 1
    return Evidence(counts, cities)


def subject_of(
    head: str, label: Label | None, texts: Sequence[str], page: Evidence
) -> Subject:
    """Whom an article is about.

    `head` is what stands above the text as printed, starting with the line that
    `label` was read from; `texts` are the paragraphs as printed, `page` is what the
    whole page says of places.
    """
    return _Reading(head, label, texts, page).subject()


def corrected(subject: Subject, said: Fields, page: Evidence) -> Subject:
    """The subject, with what is said of it in place of what was read.

    An article has an office or a unit: to say one takes the other away. What was
    read of the office is looked up again in a district that is said."""
    office = subject.office and subject.office.name
    if said.office is not None or said.unit:
        office = said.office
    unit = None if said.office else subject.unit
    if said.unit is not None:
        unit = said.unit
    district = subject.district
    if said.district is not None:
        district = _said_district(said.district, page)
    place = subject.office
    if said.district is not None or said.office is not None or said.unit:
        place = _said_office(office, district, page)
    if said.district is None and place is not None:
        district = _holder(place) or district
    community = subject.community if said.community is None else said.community
    return Subject(district, place, unit or None, community or None)


def _said_district(name: str, page: Evidence) -> Place | None:
    named = district_called(plain(name))
    if not name or named is None:
        return Place(None, name) if name else None
    code = named.codes[0] if len(named.codes) == 1 else page.settle(named.codes)
    return Place(code, name)


def _said_office(
    name: str | None, district: Place | None, page: Evidence
) -> Place | None:
    """A street office by its name, looked for in the district, if that is known."""
    if not name:
        return None
    named = office_called(plain(name))
    codes = named.codes if named else ()
    if district is not None and district.code:
        codes = tuple(code for code in codes if code.startswith(district.code))
    return Place(codes[0] if len(codes) == 1 else page.settle(codes), name)


class _Reading:
    """What one article says of places."""

    def __init__(
        self, head: str, label: Label | None, texts: Sequence[str], page: Evidence
    ) -> None:
        self.label = label
        self.page = page
        self.printed = head + "\n" + "\n".join(texts)
        self.text = plain(self.printed)
        self.head = len(head)
        self.opening = min(
            len(head) + 1 + OPENING, len(head) + 1 + len(texts[0] if texts else "")
        )
        self.own = evidence_of(self.text)

    def subject(self) -> Subject:
        label = self.label or Label(0)
        district = label.district and self._labelled_district(label.district)
        if label.office is not None:
            office = self._office(label.office, district)
            district = district or _holder(office) or self._district()
            return Subject(district, office, None, label.community)
        if label.unit is not None:
            return Subject(district or self._district(), None, label.unit)
        return self._subject_in_text(district)

    def _subject_in_text(self, district: Place | None) -> Subject:
        unit = self._unit_in_text()
        named = self._office_in_text(district)
        if named is not None and (unit is None or named.start < unit.start):
            office = self._office(named, district)
            district = district or _holder(office) or self._district()
            return Subject(district, office, None, self._community(named.end))
        name = unit and self.printed[unit.start : unit.end]
        return Subject(district or self._district(), None, name)

    def _labelled_district(self, named: Named) -> Place:
        """A label's district; the office beside it may tell which of a name."""
        codes = named.codes
        office = self.label and self.label.office
        if len(codes) > 1 and office:
            holding = [c for c in codes if any(o.startswith(c) for o in office.codes)]
            codes = tuple(holding) or codes
        return Place(
            codes[0] if len(codes) == 1 else self._settle(codes), self._name(named)
        )

    def _office(self, named: Named, district: Place | None) -> Place:
        codes = named.codes
        if district is not None and district.code:
            inside = [code for code in codes if code.startswith(district.code)]
            return Place(inside[0] if len(inside) == 1 else None, self._name(named))
        return Place(self._settle(codes), self._name(named))

    def _office_in_text(self, district: Place | None) -> Named | None:
        """The one street office that the head or the opening names as its subject."""
        for end in (self.head, self.opening):
            found: dict[str, Named] = {}
            for each in offices_in(self.text[:end]):
                if self._is_scene(each):
                    continue
                code = self._office(each, district).code
                if code is not None:
                    found.setdefault(code, each)
            if len(found) == 1:
                named = next(iter(found.values()))
                return None if VISIT.search(self.text, 0, named.start) else named
        return None

    def _is_scene(self, named: Named) -> bool:
        """Whether a place is one of several, 各乡镇、团结西路街道办事处, or just where
        something happens, 在狄邱乡召开会议."""
        before = self.text[max(named.start - 1, 0) : named.start]
        behind = self.text[named.end : named.end + 1]
        once = self.text.count(self.text[named.start : named.end]) == 1
        return "、" in (before, behind) or (before in ("在", "到", "赴") and once)

    def _community(self, at: int) -> str | None:
        match = COMMUNITY.match(self.text, at)
        return match and self.printed[match.start() : match.end()]

    def _district(self) -> Place | None:
        """The district that the article names in its head, in its opening, or often;
        else the one that the page speaks of."""
        weights: Counter[str] = Counter()
        named: dict[str, Named] = {}
        for each in districts_in(self.text):
            weights[each.name] += (
                1 + (each.end <= self.opening) + 2 * (each.end <= self.head)
            )
            named.setdefault(each.name, each)
        for name, weight in weights.most_common(1):
            if weight > 1:
                return Place(self._settle(named[name].codes), self._name(named[name]))
        return self.page.usual()

    def _unit_in_text(self) -> Span | None:
        """The department that the article is about: named with its district in the
        opening, and again."""
        for each in districts_in(self.text[: self.opening]):
            match = BODY.match(self.text, each.end)
            if match and not HIGH.search(match.group()):
                name = self.text[each.start : match.end()]
                if self.text.count(name) > 1:
                    return Span(each.start, match.end())
        return None

    def _settle(self, codes: Sequence[str]) -> str | None:
        if len(codes) == 1 and not self.own.districts and not self.page.districts:
            return codes[0]
        return self.own.settle(codes) or self.page.settle(codes)

    def _name(self, named: Named) -> str:
        """The gazetteer's name; a traditional page keeps its own characters."""
        printed = self.printed[named.start : named.end]
        return named.name if plain(printed) == printed else printed


def _holder(office: Place) -> Place | None:
    """The district of a street office whose code is known."""
    if office.code is None:
        return None
    return Place(office.code[:6], name_of(office.code[:6]))
