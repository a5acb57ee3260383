"""Whom an article is about: its district, street office or unit, community.

A label says it; else the text does, where it opens. A name that stands for several
divisions is settled by the other places that the page names. What can't be settled
stays unset: a place mentioned is not a place written about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tui.corpus.evidence import Evidence, evidence_of
from tui.corpus.gazetteer import (
    Named,
    district_called,
    districts_in,
    office_called,
    offices_in,
)
from tui.corpus.given import Fields
from tui.corpus.labels import Label
from tui.corpus.lexicon import DATELINE, HAN, HAN_OR_DIGIT, plain
from tui.corpus.model import Place, Span

OPENING = 120
"""Characters of an article's text in which it names its subject."""
LONGEST_SALUTATION = 40
VISIT = re.compile(r"[区县市](?:委|政府|人大|政协|长|领导|委书记|副)")
"""Signs of a subject above the street office: 二七区委书记…到大学路街道调研."""
COMMUNITY = re.compile(rf"{HAN_OR_DIGIT}{{2,7}}?(?:社区|村)")
BODY = (
    rf"(?:{HAN}{{1,9}}?(?:局|委员会|卫健委|发改委|建委|教体委|中心|分局|大队|支队|"
    rf"管委会|供销社)|{HAN}{{0,6}}?(?:法院|检察院|医院|总工会|工商联|妇联|团委|残联|"
    r"红十字会|图书馆|文化馆|博物馆|档案馆)|委农办|委党校)"
)
NAMED_BODY = re.compile(BODY)
OWN_BODY = re.compile(
    r"(?:^|[ ,:!?])([县市区](?![城域里内场区间])(?!民(?!政))(?!委员会)" + BODY + ")",
    re.MULTILINE,
)
"""A department in a title, of the district that the paper is of: 县医保局来解答."""
HIGH = re.compile(r"[区县市](?:委员会|委|政府)$")
"""Bodies that are the district itself."""
PLACE_END = re.compile(r"(?:街道|镇|乡|苏木)$")
STEM = re.compile(rf"{HAN}{{2,}}?(?=(?:{HAN}族)*(?:自治)?[区县市旗]$)")
"""What a text calls a district for short: 泊头 of 泊头市."""


class Subject(NamedTuple):
    district: Place | None = None
    office: Place | None = None
    unit: str | None = None
    community: str | None = None


def subject_of(
    head: str,
    label: Label | None,
    texts: Sequence[str],
    page: Evidence,
    signed: Sequence[str] = (),
) -> Subject:
    """Whom an article is about.

    `head` is what stands above the text as printed, starting with the line that
    `label` was read from; `texts` are the paragraphs as printed, `signed` the offices
    that sign them; `page` is what the whole page says of places.
    """
    return _Reading(head, label, texts, page, signed).subject()


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
    holder = place and _holder(place)
    if holder and said.district in (None, holder.name):
        district = holder
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
        self,
        head: str,
        label: Label | None,
        texts: Sequence[str],
        page: Evidence,
        signed: Sequence[str],
    ) -> None:
        self.label = label
        self.page = page
        texts = texts[_salutations(texts) :]
        self.printed = "\n".join([head, *texts, *signed])
        self.text = plain(self.printed)
        self.head = len(head)
        self.opening = self.head + 1 + min(OPENING, len(texts[0]) if texts else 0)
        self.signature = len(self.text) - sum(len(each) + 1 for each in signed)
        self.own = evidence_of(self.printed)

    def subject(self) -> Subject:
        label = self.label or Label(0)
        district = label.district and self._labelled_district(label.district)
        if label.office is not None:
            return self._about(label.office, district, label.community)
        if label.unit is not None:
            return Subject(district or self._district(), None, label.unit)
        return self._subject_in_text(district)

    def _about(
        self, named: Named, district: Place | None, community: str | None
    ) -> Subject:
        """The subject that is a street office."""
        office = self._office(named, district)
        district = district or self._holder(office) or self._district(sure=True)
        return Subject(district, office, None, community)

    def _subject_in_text(self, district: Place | None) -> Subject:
        unit = self._unit_in_text()
        named = self._office_in_text(district)
        if named is not None and (unit is None or named.start < unit.start):
            return self._about(named, district, self._community(named.end))
        name = unit and self.printed[unit.start : unit.end]
        return Subject(district or self._district(bool(unit)), None, name)

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
        """The one street office that the head, the opening, the signature or the whole
        text names as its subject."""
        every = [(self._office(each, district).code, each) for each in offices_in(self.text)]
        known = {...}
        return None

    def _is_scene(self, named: Named) -> bool:
        """Whether a place is just where something happens, 在狄邱乡召开会议."""
        before = self.text[max(named.start - 1, 0) : named.start]
        once = self.text.count(self.text[named.start : named.end]) == 1
        return before in ("在", "到", "赴") and once

    def _community(self, at: int) -> str | None:
        match = COMMUNITY.match(self.text, at)
        return match and self.printed[match.start() : match.end()]

    def _district(self, sure: bool = False) -> Place | None:
        """The district that the article names in its head, in its opening, or often;
        else the one that the page speaks of, where the article does so as well or is
        `sure` to speak of it."""
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
        usual = self.page.usual()
        return usual if usual and (sure or self._speaks_of(usual)) else None

    def _speaks_of(self, district: Place) -> bool:
        """Whether the article names a district for short, or as its own: 我县, 全县."""
        name = plain(district.name)
        stem = STEM.match(name)
        signs = [each + name[-1] for each in "我全本"]
        return any(each in self.text for each in (*signs, stem[0] if stem else name))

    def _unit_in_text(self) -> Span | None:
        """The department that the article is about: named in its title, or with its
        district in the opening and again."""
        if match := OWN_BODY.search(self.text, 0, self.head):
            return Span(*match.span(1))
        for each in districts_in(self.text[: self.opening]):
            match = NAMED_BODY.match(self.text, each.end)
            if match and not HIGH.search(match.group()):
                name = self.text[each.start : match.end()]
                if self.text.count(name) > 1:
                    return Span(each.start, match.end())
        return None

    def _holder(self, office: Place) -> Place | None:
        """The district of a street office whose code is known."""
        return self.page.place(office.code[:6]) if office.code else None

    def _settle(self, codes: Sequence[str]) -> str | None:
        if len(codes) == 1 and not self.own.districts and not self.page.districts:
            return codes[0]
        return self.own.settle(codes) or self.page.settle(codes)

    def _name(self, named: Named) -> str:
        """The gazetteer's name; a traditional page keeps its own characters."""
        printed = self.printed[named.start : named.end]
        return named.name if plain(printed) == printed else printed


def _salutations(texts: Sequence[str]) -> int:
    """How many lines at the start only say whom a letter is to."""
    for number, text in enumerate(texts):
        if len(text) > LONGEST_SALUTATION or not text.rstrip().endswith((":", "：")):
            return number
    return 0
