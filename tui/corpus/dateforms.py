"""How a date is written: by itself, in a file's path, in a line, in a dateline.

ISO 8601 comes out, as exact as what was written. General date parsers take any number
for a date and fill the month and the day in from today's, so the few forms that
Chinese papers use are written out here. Patterns are given to `re` as strings, for
they are compiled when first used.
"""

from __future__ import annotations

import re
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_LINE = 80
"""Characters of a line that stands for its date: a folio, a signature."""

HAN_DIGITS = str.maketrans("〇○零O一二三四五六七八九两", "00001234567892")
WIDTH = str.maketrans("０１２３４５６７８９／－．：（）　", "0123456789/-.:() ")

YEAR = "(?P<year>[0-9]{4}|[〇○零O一二三四五六七八九]{4})"
COUNT = "(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九两])"
MONTH, DAY = f"(?P<month>{COUNT})", f"(?P<day>{COUNT})"
TO = "(?:至|到|[-—–~]{1,2})"
TAIL = r"(?:[ T,]*(?:星期.|周.|\d{1,2}:\d\d.*))?"
"""What may follow a date: its weekday, the time of day."""

FORMS = (
    f"{YEAR} ?年(?: ?{MONTH} ?月份?(?: ?{DAY} ?[日号])?)?{TAIL}",
    r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})"
    rf"(?:(?P=sep)(?P<day>\d{{1,2}}))?{TAIL}",
    r"(?P<year>\d{4})",
)
COMPACT = r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)?"

NAME_FORMS = (
    r"(?<!\d)(\d{4})[-_./](\d{1,2})(?:[-_.](\d{1,2})(?!\d)|/(\d{1,2})(?=/))",
    r"(?<!\d)(\d{4}) ?年[-_/ ]?(\d{1,2}) ?月[-_/ ]?(\d{1,2})(?!\d)",
    r"(?<![0-9A-Za-z])[A-Za-z]{0,12}(\d{4})(\d\d)(\d\d)"
    r"(?:\d\d|(?:[01]\d|2[0-3])[0-5]\d[0-5]\d)?(?!\d)"
    r"(?:[A-Za-z]{0,3}\d{0,4}(?![0-9A-Za-z]))",
    r"(?<![^/])(\d{4})/(\d\d)(\d\d)/",
    r"(?<!\d)(\d{4})(\d\d)/(\d\d)/",
    r"(?<!\d)(\d{4}) ?年[-_/ ]?(\d{1,2}) ?月",
    r"(?<![\d-])(\d{4})-(\d\d)(?![\d-]|版|期|号)",
    r"(?<![^/])(\d{4})/(\d\d)/",
    r"(?<!\d)(\d{4}) ?[年第]",
    r"(?<![^/])(\d{4})/",
)
"""Dates in the path of a file, from exact to vague: days, months, years.

A day is told by three parts, or by eight digits that have a word to themselves: a
page (A05), two digits, or a time may follow, letters stand before (gmrb20180506). A
month has two digits and is no number of an issue; a bare year is a folder's name,
for a file called 2018.txt may be the two thousand and eighteenth."""

HAN_NAME = (
    "([〇○零O一二三四五六七八九]{4}) ?年"
    f"(?: ?({COUNT}) ?月(?: ?({COUNT})(?: ?[日号]|(?![0-9一二三四五六七八九十])))?)?"
)
"""A date in Chinese numerals, in the path of a file: 二〇一八年五月六日.txt"""

BEARS_DATE = r"年|\d{4}"
"""What every date has in it: most short lines don't, and this is found out quickly."""

UUID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"

IN_LINE = (
    rf"(?<!\d)(?:{YEAR} ?年 ?{MONTH} ?月 ?{DAY} ?[日号])",
    r"(?<![\d.-])(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})",
)
PERIOD = "[自从至到—~前止]$"
"""Before a date that begins or ends a period: 公示期自2024年5月1日."""
LINE_GOES_ON = r"[ )|>·]|,? ?(?:星期|周)|$"


def parse_date(text: str) -> str | None:
    """A date written by itself: 2018年5月6日, 2018-5-6, 20180506, 二〇一八年.

    A day that no month has, and a thirteenth month, are left out: 2018年2月30日 is
    2018-02. None for what is no date, or is not from 1900 to 2100.
    """
    text = _western(text.translate(WIDTH)).strip(" ()")
    for form in FORMS:
        if match := re.fullmatch(form, text):
            return iso(*parts(match))
    match = re.fullmatch(COMPACT, text)
    return _whole(*match.groups()) if match else None


@lru_cache(1)
def date_in_name(source: str) -> str | None:
    """The date in a file's path: 2018/05/06/A03.txt, 郑州日报_2018-05-06_03版.txt. The
    articles of a page share its path."""
    name = re.sub(UUID, " ", source.translate(WIDTH))
    name = re.sub(HAN_NAME, _in_digits, name)
    for form in NAME_FORMS:
        matches = reversed(list(re.finditer(form, name)))
        dates = (_whole(*match.groups()) for match in matches)
        if date := next(filter(None, dates), None):
            return date
    return None


def date_in_line(text: str) -> str | None:
    """The date of a short line: 县林业局 2024年1月12日, 2024年3月20日 星期三 副刊.

    None where it bears several: it is a list of other issues, or a period.
    """
    if len(text) > LONGEST_LINE or not re.search(BEARS_DATE, text):
        return None
    text = _western(text)
    found = [match for form in IN_LINE for match in re.finditer(form, text)]
    if len(found) != 1:
        return parse_date(text)
    start, end = found[0].span()
    if re.match(LINE_GOES_ON, text[end:]) and not re.search(PERIOD, text[:start]):
        return iso(*parts(found[0]))
    return None


def date_in_dateline(text: str, known: str | None) -> str | None:
    """The day of 本报北京1月1日讯, whose year it gives itself or `known` tells.

    A report is not from after `known`: one of December in a paper of January is from
    the year before. None where nothing tells the year.
    """
    match = re.search(f"(?:{YEAR} ?年 ?)?{MONTH} ?月(?: ?{DAY} ?日)?", text)
    if match is None or not (match["year"] or known):
        return None
    year, month, day = parts(match)
    if year:
        return iso(year, month, day)
    date = iso(int(known[:4]), month, day) if known else None
    if date and known and date[:7] > known[:7] > known[:4]:
        return iso(int(known[:4]) - 1, month, day)
    return date


def _western(text: str) -> str:
    """The text with years of the Republic as those of the common era."""
    return re.sub(
        "民[国國] ?([0-9]{1,3}|[〇○零一二三四五六七八九]{1,3}) ?年",
        lambda match: f"{1911 + number(match[1])}年",
        text,
    )


def parts(match: re.Match[str]) -> tuple[int, int, int]:
    """Year, month and day of a match; 0 for what it has none of."""
    groups = match.groupdict()
    year, month, day = (groups.get(name) for name in ("year", "month", "day"))
    return number(year), number(month), number(day)


def number(text: str | None) -> int:
    """The number of some digits, or of a Chinese numeral below a hundred."""
    digits = (text or "").translate(HAN_DIGITS)
    tens, ten, ones = digits.rpartition("十")
    return 10 * int(tens or 1) + int(ones or 0) if ten else int(digits or 0)


def _in_digits(match: re.Match[str]) -> str:
    """A date in Chinese numerals as `NAME_FORMS` have it: 2018年5月6日"""
    pairs = zip(match.groups(), "年月日", strict=True)
    return "".join(f"{number(each)}{unit}" for each, unit in pairs if each)


def _whole(*groups: str | None) -> str | None:
    """The date of some digits, if no part of it is out of range."""
    numbers = [int(each) for each in groups if each]
    date = iso(*numbers)
    return date if date and date.count("-") == len(numbers) - 1 else None


def iso(year: int, month: int = 0, day: int = 0) -> str | None:
    """The parts of a date that are in range, the year at least."""
    from datetime import date

    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if not 1 <= month <= 12:
        return str(year)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year}-{month:02}"
