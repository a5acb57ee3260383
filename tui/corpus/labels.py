"""The label in front of a title: whose news it is.

    上街区工业路街道 筑巢引凤兴产业…      须水街道: 以小微产业园为支撑…
    中原区城运中心: 着力提升…             工业路街道：⏎⏎ 立足实际突出特色…

A label is a district, a street office or town, a community, or a department or
centre, in this order, set off by a blank, a colon or the end of its line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.corpus.gazetteer import (
    GENERIC,
    Named,
    cities_in,
    city_of,
    district_called,
    district_of,
    name_of,
    office_called,
)
from tui.corpus.lexicon import HAN, HAN_OR_DIGIT, ORGANISATION

LONGEST = 26
"""Characters of a label."""
LONGEST_STEM = 3
"""Characters of a district's name without its last one."""
HEAD = re.compile(
    rf"(?:[●■◆▲★□○◇▪▶•] *|[【\[])?([^ :,。;!?“”]{{2,{LONGEST}}}?)[】\]]?"
    r"(?:([ :]+(?:\| *)?)|$)"
)
JOINT = re.compile(r"[·|/—-]+")
CITY = re.compile(rf"{HAN}{{2,8}}?(?:省|自治区|自治州|市)")
OFFICE = re.compile(rf"{HAN}{{1,9}}?(?:街道办事处|街道办|街道|办事处|镇|乡|苏木)")
DISTRICT_END = re.compile("[区县市旗乡镇域会城岛]")
"""What the names in `data/districts.txt` end with."""
OFFICE_END = re.compile(r"(?:街道|办事处|镇|乡|苏木)$")
STREET = re.compile(
    r".*[路街道巷里门桥湖山河园庄城关寨坡岗店村营屯口台亭塔泉洲江港湾坊苑州东西南北新]"
    r"(?:街道办事处|街道|办事处)$"
)
"""How the name of a street office ends that no gazetteer knows."""
COMMUNITY = re.compile(rf"{HAN_OR_DIGIT}{{2,9}}?(?:社区|村委会|村)$")
UNIT = re.compile(rf".*(?:{'|'.join(ORGANISATION)})$")

BODY = (
    rf"(?:{HAN}{{1,9}}?(?:局|委员会|卫健委|发改委|建委|教体委|中心|分局|大队|支队|"
    rf"管委会)|{HAN}{{0,6}}?(?:法院|检察院|医院|总工会|工商联|妇联|团委|残联|"
    r"红十字会|供销社|图书馆|文化馆|博物馆|档案馆)|委农办|委党校)"
)
NAMED_BODY = re.compile(BODY)
OWN_BODY = re.compile(
    r"(?:^|[ ,:!?])([县市区](?![城域里内场区间])(?!民(?!政))(?!委员会)" + BODY + ")",
    re.MULTILINE,
)
"""A department in a title, of the district that the paper is of: 县医保局来解答."""
HIGH = re.compile(r"[区县市](?:委员会|委|政府)$")
"""Bodies that are the district itself."""
OWN = re.compile(rf"[区县市]{HAN}{{2,}}")
"""A body of the paper's own district: 区民政局."""
ACTION = re.compile(
    r"积极|全力|着力|深入|扎实|持续|推动|加强|加快|打造|提升|开展|助力|聚焦|今[天日]|昨[天日]|[日近]日|召开|举办|举行|走进|为了|[的了与在将把“”]"
)
"""Words of a sentence rather than of a body's name."""


class Label(NamedTuple):
    end: int
    """Where the title starts behind it."""
    district: Named | None = None
    office: Named | None = None
    """With no codes where the gazetteer doesn't know it."""
    community: str | None = None
    unit: str | None = None


def label_in(text: str) -> Label | None:
    """Read the label at the start of a line (`plain`); None if there is none."""
    head = HEAD.match(text)
    if head is None:
        return None
    colon = ":" in (head.group(2) or "")
    alone = not text[head.end() :].strip()
    name = head.group(1)
    district, rest = _district(name, head.start(1))
    if colon and district is None and (stem := _district_for_short(name)):
        return Label(head.end(), stem._replace(start=head.start(1), end=head.end(1)))
    at = head.end(1) - len(rest)
    placed = district is not None or bool(cities_in(name[:4]) or OWN.match(name))
    office, community = _office(rest, placed, colon)
    if office is not None:
        office = office._replace(start=at, end=at + office.end)
    if office is not None or (district is not None and not rest):
        return Label(head.end(), district, office, community)
    if (
        rest
        and (colon or placed)
        and _is_unit(rest)
        and len(name) >= 4
        and not (alone and not placed)
    ):
        return Label(head.end(), district, unit=name)
    return None


def body_in(text: str) -> Label | None:
    """Read a line (`plain`) that is known to be a label: any body, 阳光医院."""
    name = text.strip(" :[]【】")
    if not UNIT.match(name) or len(name) > LONGEST:
        return None
    return Label(len(text), unit=name)


def _district(name: str, at: int) -> tuple[Named | None, str]:
    """The district that a name starts with, and what follows it.

    `at` is where the name starts in its line."""
    ends = [each.end() for each in DISTRICT_END.finditer(name)]
    city = CITY.match(name)
    starts = [0] if city is None or city.end() == len(name) else [0, city.end()]
    if len(name) > 4 and city_of(name[:2]):
        starts.append(2)
    for start in starts:
        for end in (each for each in reversed(ends) if each > start + 1):
            found = district_called(name[start:end])
            if found is not None and name[start:end] not in GENERIC:
                found = found._replace(start=at + start, end=at + end)
                return found, JOINT.sub("", name[end:], count=1)
    return _short_district(name, at) or (None, name)


def _district_for_short(name: str) -> Named | None:
    """The only district of a name without its last character: 兰考:…."""
    found = district_of(name) if 2 <= len(name) <= LONGEST_STEM else None
    return found if found and len(found.codes) == 1 else None


def _short_district(name: str, at: int) -> tuple[Named, str] | None:
    """A district without its last character, before a place in it: 宜良匡远街道."""
    if not OFFICE_END.search(name):
        return None
    for end in range(2, 5):
        district, office = district_of(name[:end]), office_called(name[end:])
        if district and office:
            holding = {code[:6] for code in office.codes}.intersection(district.codes)
            if len(holding) == 1:
                (code,) = holding
                return Named(name_of(code), (code,), at, at + end), name[end:]
    return None


def _office(name: str, placed: bool, colon: bool) -> tuple[Named | None, str | None]:
    """The street office or town that a name is, and the community behind it.

    A name that no gazetteer knows is taken for one where a district stands before
    it, and that of a street office also before a colon or when it sounds like one.
    """
    for end in range(len(name), 1, -1):
        found = office_called(name[:end])
        if found and name[:end] not in GENERIC and _is_community(name[end:]):
            return found, name[end:] or None
    match = OFFICE.match(name)
    if match is None or not _is_community(name[match.end() :]):
        return None, None
    street = match.group().endswith(("街道", "办", "办事处"))
    likely = (
        street and len(match.group()) > 4 and (colon or STREET.match(match.group()))
    )
    if not (placed or likely):
        return None, None
    official = re.sub(r"街道办(?:事处)?$|办事处$", "街道", match.group())
    return Named(official, (), 0, match.end()), name[match.end() :] or None


def _is_community(name: str) -> bool:
    return not name or COMMUNITY.match(name) is not None


def _is_unit(name: str) -> bool:
    return UNIT.match(name) is not None and not ACTION.search(name)
