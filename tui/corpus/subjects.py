"""Whom an article is about: its district, street office or unit, community.

A label says it; else the text does, where it opens. A name that stands for several
divisions is settled by the other places that the page names. What can't be settled
stays unset: a place mentioned is not a place written about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from tui.corpus.bylines import SIGNATURE
from tui.corpus.evidence import Evidence, evidence_of
from tui.corpus.gazetteer import Named, offices_in
from tui.corpus.labels import HIGH, NAMED_BODY, OWN_BODY, Label
from tui.corpus.lexicon import HAN, HAN_OR_DIGIT, plain
from tui.corpus.lines import Block
from tui.corpus.model import Byline, Place, Span

OPENING = 120
"""Characters of an article's text in which it names its subject."""
LONGEST_SALUTATION = 40
VISIT = re.compile(r"[区县市](?:委|政府|人大|政协|长|领导|委书记|副)")
"""Signs of a subject above the street office: 二七区委书记…到大学路街道调研."""
COMMUNITY = re.compile(rf"{HAN_OR_DIGIT}{{2,7}}?(?:社区|村)")
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
    texts: Sequence[Block],
    page: Evidence,
    bylines: Sequence[Byline] = (),
) -> Subject:
    """Whom an article is about.

    `head` is what stands above the text as printed, starting with the line that
    `label` was read from; `texts` are the paragraphs; `page` is what the whole page
    says of places.
    """
    signed = [name for each in bylines if each.role == SIGNATURE for name in each.names]
    return _Reading(head, label, texts, page, signed).subject()


class _Reading:
    """What one article says of places."""

    def __init__(
        self,
        head: str,
        label: Label | None,
        texts: Sequence[Block],
        page: Evidence,
        signed: Sequence[str],
    ) -> None:
        self.label = label
        self.page = page
        texts = texts[_salutations(texts) :]
        self.printed = "\n".join([head, *(each.printed for each in texts), *signed])
        normal = [plain(head), *(each.text for each in texts), *map(plain, signed)]
        self.text = "\n".join(normal)
        self.head = len(head)
        self.opening = self.head + 1 + min(OPENING, len(texts[0].text) if texts else 0)
        self.signature = len(self.text) - sum(len(each) + 1 for each in signed)

    @cached_property
    def own(self) -> Evidence:
        """The places that the article names: a label may tell all that is asked."""
        return evidence_of(self.printed, self.text)

    def subject(self) -> Subject:
        label = self.label or Label(0)
        district = label.district and self._labelled_district(label.district)
        if label.office is not None:
            return self._about(label.office, district, label.community)
        if label.unit is not None:
            unit = self._as_printed(label.unit)
            return Subject(district or self._district(sure=True), None, unit)
        return self._subject_in_text(district)

    def _about(
        self, named: Named, district: Place | None, community: str | None
    ) -> Subject:
        """The subject that is a street office."""
        office = self._office(named, district)
        district = district or self.page.holder(office) or self._district(sure=True)
        return Subject(district, office, None, community)

    def _subject_in_text(self, district: Place | None) -> Subject:
        unit = self._unit_in_text()
        named = self._office_in_text(district)
        if named is not None and (unit is None or named.start < unit.start):
            district = district or self._district_before(named)
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
        """The one street office that the head, the signature or the text names as its
        subject."""
        for start, end in (
            (0, self.head),
            (self.signature, len(self.text)),
            (0, self.signature),
        ):
            found: dict[str, Named] = {}
            for each in self._offices(start, end):
                code = self._office(each, district).code
                if code is None and self._stands_for_itself(each):
                    code = each.name
                if code is not None and not self._is_scene(each):
                    found.setdefault(code, each)
            named = next(iter(found.values()), None)
            if named and len(found) == 1 and self._is_subject(named, start):
                return named
        return None

    def _is_subject(self, named: Named, start: int) -> bool:
        """Whether the only place of a part of the text that begins at `start` is what
        the article is about."""
        visited = VISIT.search(self.text, start, named.start)
        return not visited and not self._is_listed(named) and self._is_marked(named)

    def _offices(self, start: int, end: int) -> Iterator[Named]:
        for each in offices_in(self.text[start:end]):
            yield each._replace(start=each.start + start, end=each.end + start)

    def _is_marked(self, named: Named) -> bool:
        """Whether a place that only the text behind the opening names is its subject:
        named again, by its stem in the head, or with its district."""
        name = self.text[named.start : named.end]
        first, last = self.opening, self.signature
        return (
            not first < named.start < last
            or self.text.count(name) > 1
            or name[:2] in self.text[: self.head]
            or self._district_before(named) is not None
        )

    def _district_before(self, named: Named) -> Place | None:
        """The district that stands right in front of a place."""
        for each in self.own.named:
            if each.end == named.start:
                return Place(self._settle(each.codes), self._name(each))
        return None

    def _stands_for_itself(self, named: Named) -> bool:
        """Whether a place stands behind its district, that the gazetteer doesn't have
        there: places are founded, and borders move. Not where the title is about the
        district."""
        whole = any(each.end <= self.head < named.start for each in self.own.named)
        return not whole and self._district_before(named) is not None

    def _is_listed(self, named: Named) -> bool:
        """Whether a place is one of several: 各乡镇、团结西路街道办事处."""
        around = (
            self.text[max(named.start - 1, 0)],
            self.text[named.end : named.end + 1],
        )
        return "、" in around

    def _is_scene(self, named: Named) -> bool:
        """Whether a place is just where something happens, 在狄邱乡召开会议."""
        if self.text[max(named.start - 1, 0) : named.start] not in ("在", "到", "赴"):
            return False
        # Not counted: a list that names one place over and over would take for ever.
        name = self.text[named.start : named.end]
        return (
            self.text.find(name, named.end) < 0 and self.text.find(name) == named.start
        )

    def _community(self, at: int) -> str | None:
        match = COMMUNITY.match(self.text, at)
        return match and self.printed[match.start() : match.end()]

    def _district(self, sure: bool = False) -> Place | None:
        """The district that the article names in its head, in its opening, or often;
        else the one that the page speaks of, where the article does so as well or is
        `sure` to speak of it."""
        weights: Counter[str] = Counter()
        named: dict[str, Named] = {}
        for each in self.own.named:
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
        usual = self.page.usual()
        match = OWN_BODY.search(self.text, 0, self.head)
        if match and match[1][0] in ("县", "区", usual and usual.name[-1]):
            return Span(*match.span(1))
        for each in self.own.named:
            match = NAMED_BODY.match(self.text, each.end)
            if each.end <= self.opening and match and not HIGH.search(match.group()):
                name = self.text[each.start : match.end()]
                if self.text.count(name) > 1:
                    return Span(each.start, match.end())
        return None

    def _settle(self, codes: Sequence[str]) -> str | None:
        if len(codes) == 1 and not self.page.districts and not self.own.districts:
            return codes[0]
        return self.own.settle(codes) or self.page.settle(codes)

    def _as_printed(self, name: str) -> str:
        """A name of the head, as printed."""
        at = self.text.find(name)
        return self.printed[at : at + len(name)] if at >= 0 else name

    def _name(self, named: Named) -> str:
        """The gazetteer's name; a traditional page keeps its own characters."""
        printed = self.printed[named.start : named.end]
        return named.name if plain(printed) == printed else printed


def _salutations(texts: Sequence[Block]) -> int:
    """How many lines at the start only say whom a letter is to."""
    for number, (_, printed, _) in enumerate(texts):
        if len(printed) > LONGEST_SALUTATION or not printed.endswith((":", "：")):
            return number
    return 0
