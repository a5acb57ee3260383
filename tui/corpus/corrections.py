"""What is said of an article's subject, in place of what was read."""

from __future__ import annotations

from tui.corpus.evidence import Evidence
from tui.corpus.gazetteer import district_called, office_called
from tui.corpus.given import Fields
from tui.corpus.lexicon import plain
from tui.corpus.model import Place
from tui.corpus.subjects import Subject

CITY = 4
"""Digits of the code of a prefecture."""


def corrected(subject: Subject, said: Fields, page: Evidence) -> Subject:
    """The subject, with what is said of it in place of what was read.

    An article has an office or a unit: to say one takes the other away. What was
    read of the office is looked up again in a district that is said; the district that
    was read gives way to that of an office that is said."""
    office = subject.office and subject.office.name
    if said.office is not None or said.unit:
        office = said.office
    unit = None if said.office else subject.unit
    if said.unit is not None:
        unit = said.unit
    district: Place | None = subject.district
    city = ""
    if said.district is not None:
        district = _said_district(said.district, page)
    elif said.office and not _may_hold(district, said.office):
        city = district.code[:CITY] if district and district.code else ""
        district = None
    place = subject.office
    if said.district is not None or said.office is not None or said.unit:
        place = _said_office(office, district, city, page)
    holder = place and page.holder(place)
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


def _may_hold(district: Place | None, office: str) -> bool:
    """Whether a district may have an office of that name: one that the gazetteer has
    only elsewhere is not there, one that it lacks may be new."""
    named = office_called(plain(office))
    if named is None or district is None or not district.code:
        return True
    return any(code.startswith(district.code) for code in named.codes)


def _said_office(
    name: str | None, district: Place | None, city: str, page: Evidence
) -> Place | None:
    """A street office by its name, looked for in the district, if that is known, else
    in the city of that code first."""
    if not name:
        return None
    named = office_called(plain(name))
    codes = named.codes if named else ()
    if district is not None and district.code:
        codes = tuple(code for code in codes if code.startswith(district.code))
    elif city:
        codes = tuple(code for code in codes if code.startswith(city)) or codes
    return Place(codes[0] if len(codes) == 1 else page.settle(codes), name)
