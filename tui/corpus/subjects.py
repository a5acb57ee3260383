"""Whom an article is about: its district, street office or unit, community.

A label says it; else the text does, where it opens. A name that stands for several
divisions is settled by the other places that the page names. What can't be settled
stays unset: a place mentioned is not a place written about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.corpus.gazetteer import (
    Named,
    cities_in,
    districts_in,
    name_of,
    offices_in,
)
from tui.corpus.labels import Label
from tui.corpus.lexicon import plain
from tui.corpus.model import Place

OPENING = 120
"""Characters of an article's text in which it names its subject."""
VISIT = re.compile(r"[区县市](?:委|政府|人大|政协|长|领导|委书记|副)")
"""Signs of a subject above the street office: 二七区委书记…到大学路街道调研."""
COMMUNITY = re.compile(r"[\u4e00-\u9fff\d]{2,7}?(?:社区|村)")
BODY = (
    r"[\u4e00-\u9fff]{1,9}?(?:局|委员会|卫健委|发改委|建委|教体委|中心|法院|检察院|分局|"
    r"大队|支队|管委会|医院|总工会|妇联|团委|残联|红十字会|图书馆|文化馆)"
)
HIGH = re.compile(r"[区县市](?:委员会|委|政府)$")
"""Bodies that are the district itself."""


@dataclass(frozen=True, slots=True)
class Subject:
    district: Place | None = None
    office: Place | None = None
    unit: str | None = None
    community: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The places that a text names."""

    districts: Counter[str]
    """How often each district is named, by code; a name that several districts
    bear counts for those in a city that the text names, else for none."""
    cities: frozenset[str]

    def settle(self, codes: Iterable[str]) -> str | None:
        """The one division among some of the same name that the text speaks of."""
        codes = list(codes)
        best = max((self._weight(code) for code in codes), default=0)
        fitting = [code for code in codes if self._weight(code) == best]
        if len(fitting) > 1 or not codes:
            return None
        return fitting[0] if best or not self._elsewhere() else None

    def _weight(self, code: str) -> int:
        named = self.districts.get(code[:6], 0)
        return 2 * named + (code[:4] in self.cities) + (code[:2] in self.cities)

    def _elsewhere(self) -> bool:
        """Whether the text names districts or cities at all."""
        return bool(self.districts) or bool(self.cities)


def evidence_of(text: str) -> Evidence:
    """The places that a text (`plain`) names."""
    cities = frozenset(cities_in(text))
    named = list(districts_in(text))
    counts: Counter[str] = Counter()
    for each in named:
        codes = [c for c in each.codes if len(each.codes) == 1 or c[:4] in cities]
        if len(codes) == 1:
            counts[codes[0]] += 1
    return Evidence(counts, cities)


def subject_of(
    label: Label | None, title: str, texts: Sequence[str], page: Evidence
) -> Subject:
    """Whom an article is about.

    `title` and the paragraphs `texts` are as printed; `page` is what the whole page
    says of places.
    """
    lead = plain(title + "\n" + (texts[0] if texts else "")[:OPENING])
    whole = plain(title + "\n" + "\n".join(texts))
    own = evidence_of(whole)
    if label is not None:
        return _labelled(label, own, page)
    printed = title + "\n" + (texts[0] if texts else "")[:OPENING]
    office, community = _office_in(lead, printed, own, page)
    if office is not None:
        district = _district_of(office) or _district_in(whole, lead, own, page)
        return Subject(district, office, None, community)
    district = _district_in(whole, lead, own, page)
    return Subject(district, None, _unit_in(whole, lead), None)


def _labelled(label: Label, own: Evidence, page: Evidence) -> Subject:
    district = _place(label.district, own, page, label.office)
    office = None
    if label.office is not None:
        codes = label.office.codes
        if district is not None and district.code:
            codes = tuple(c for c in codes if c.startswith(district.code))
            code = codes[0] if len(codes) == 1 else None
        else:
            code = own.settle(codes) or page.settle(codes)
        office = Place(code, label.office.name)
        district = district or _district_of(office)
    district = district or _usual(own) or _usual(page)
    return Subject(district, office, label.unit, label.community)


def _place(
    named: Named | None, own: Evidence, page: Evidence, office: Named | None
) -> Place | None:
    """The district of a label, settled by the office that stands with it."""
    if named is None:
        return None
    codes = named.codes
    if len(codes) > 1 and office is not None:
        holding = [c for c in codes if any(o.startswith(c) for o in office.codes)]
        codes = tuple(holding) or codes
    code = codes[0] if len(codes) == 1 else own.settle(codes) or page.settle(codes)
    return Place(code, named.name)


def _district_of(office: Place) -> Place | None:
    if office.code is None:
        return None
    return Place(office.code[:6], name_of(office.code[:6]))


def _office_in(
    lead: str, printed: str, own: Evidence, page: Evidence
) -> tuple[Place | None, str | None]:
    """The street office that an article's opening names as its subject."""
    found: dict[str, tuple[Named, str]] = {}
    for each in offices_in(lead):
        code = own.settle(each.codes) or page.settle(each.codes)
        if code is not None:
            found.setdefault(each.name, (each, code))
    if len(found) != 1:
        return None, None
    named, code = next(iter(found.values()))
    if VISIT.search(lead, 0, named.start):
        return None, None
    community = COMMUNITY.match(lead, named.end)
    name = community and printed[community.start() : community.end()]
    return Place(code, named.name), name


def _district_in(
    whole: str, lead: str, own: Evidence, page: Evidence
) -> Place | None:
    """The district that an article speaks of: named in its opening, or often."""
    opening = {each.name for each in districts_in(lead)}
    for code, count in own.districts.most_common():
        if count > 1 or name_of(code) in opening:
            return Place(code, name_of(code))
    ambiguous = Counter(each.name for each in districts_in(whole))
    for name, count in ambiguous.most_common(1):
        if not own.districts and (count > 1 or name in opening):
            return Place(None, name)
    return _usual(page)


def _usual(evidence: Evidence) -> Place | None:
    """The district that a text speaks of, where it is one."""
    ranked = evidence.districts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 3 * ranked[1][1]):
        return None
    return Place(ranked[0][0], name_of(ranked[0][0]))


def _unit_in(whole: str, lead: str) -> str | None:
    """The department that an article without an office is about: named with its
    district in the opening, and again."""
    for each in districts_in(lead):
        body = re.compile(re.escape(lead[each.start : each.end]) + BODY)
        match = body.match(lead, each.start)
        if match and not HIGH.search(match.group()) and whole.count(match.group()) > 1:
            return match.group()
    return None
