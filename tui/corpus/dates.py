"""The date that an article speaks of: ISO 8601, as exact as it is known.

A page tells its date in many places, each worth something else: `date_of` puts them
in order. What tells none has none. Hashes, numbers of articles and telephones are
no dates; nor are years that a text only plans for or remembers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from tui.corpus.dateforms import (
    COUNT,
    DAY,
    MONTH,
    TO,
    YEAR,
    date_in_dateline,
    date_in_line,
    date_in_name,
    iso,
    number,
    parse_date,
    parts,
)
from tui.corpus.daterules import FUTURE, FUTURE_AFTER, RULES, Tells
from tui.corpus.model import Dated, DateSource

__all__ = [
    "DateSource",
    "Dated",
    "date_in_dateline",
    "date_in_line",
    "date_in_name",
    "date_in_text",
    "date_of",
    "parse_date",
]

ENOUGH = 500
"""Mentions of a year looked at in a text; a table of statistics has more."""
OPENING = 60
"""Characters from a text's start in which a day is that of the report."""
DIGITS = "[0-9〇○零O一二三四五六七八九]{4}"
"""What every mention starts with; where it stands is found out quickly."""
MENTION = (
    rf"(?<![0-9])(?:[0-9]{{4}} ?年? ?(?P<range>{TO}) ?)?{YEAR} ?年度?"
    rf"(?: ?(?P<months>{COUNT} ?月?{TO} ?)?{MONTH} ?月份?(?: ?{DAY} ?[日号])?)?"
)
THIS_YEAR = (
    rf"(?:截[至止]到?(?:今年)?|今年) ?(?:{COUNT} ?月? ?{TO} ?)?"
    rf"(?:{MONTH} ?月(?:份|底|末)?|前 ?(?P<first>{COUNT}) ?个月)"
)
NOW = ("今年", "如今")


def date_in_text(text: str, known: str | None = None) -> str | None:
    """The date that running text tells, by `RULES`; `known` is what others told.

    Its year is the latest of those it reports on. A month or a day it has only
    where the text says up to when it reports: 截至2024年3月底, 今年1至5月.
    """
    mentions = list(islice(_mentions(text), ENOUGH))
    year, present = (known[:4], True) if known else _year_of(mentions)
    if year is None:
        return None
    if not present and any(word in text for word in NOW):
        # 2023年完成税收…今年: the figures are last year's, or older still.
        return None
    days = [d for d, tells in mentions if tells is Tells.DAY and d[:4] == year]
    if present:
        days += islice(_months_of(text, int(year)), ENOUGH)
    return max([year, *days])


def date_of(
    source: str,
    given: str | None,
    datelines: Iterable[str],
    lines: Iterable[str],
    texts: Sequence[str],
) -> Dated | None:
    """The date of an article, by the surest of its sources.

    What is given stands as it is, and empty says that there is none; else a later
    source makes an earlier one more exact where the two agree. All but `source` and
    `given` are as `plain` writes them: the article's datelines, its short lines that
    may bear a date, and its running text.
    """
    if given is not None:
        said = parse_date(given)
        return Dated(said, DateSource.GIVEN) if said else None
    known = _learn(None, date_in_name(source), DateSource.FILE_NAME)
    in_lines = max(filter(None, map(date_in_line, lines)), default=None)
    known = _learn(known, in_lines, DateSource.LINE)
    for dateline in datelines:
        date = date_in_dateline(dateline, known and known.date)
        known = _learn(known, date, DateSource.DATELINE)
    if known and len(known.date) == len("2024-03-31"):
        return known
    in_text = date_in_text("\n".join(texts), known and known.date)
    return _learn(known, in_text, DateSource.TEXT)


def _learn(known: Dated | None, date: str | None, source: DateSource) -> Dated | None:
    if not date:
        return known
    if known is None:
        return Dated(date, source)
    return known._replace(date=date) if date.startswith(known.date) else known


def _mentions(text: str) -> Iterator[tuple[str, Tells]]:
    """The dates in a text, and what each tells."""
    digits, mention, at = re.compile(DIGITS), re.compile(MENTION), 0
    while found := digits.search(text, at):
        match = mention.match(text, found.start())
        at = match.end() if match else found.start() + 1
        if match and (date := iso(*parts(match))):
            yield date, _tells(text, match)


def _tells(text: str, match: re.Match[str]) -> Tells:
    before = text[max(0, match.start() - 24) : match.start()].rstrip()
    after = text[match.end() : match.end() + 48].lstrip()
    opens = match.start() < OPENING
    fitting = (each for each in RULES if each.fits(before, after, opens=opens))
    rule = next(fitting, None)
    if rule and rule.tells not in (Tells.MENTION, Tells.FIGURES):
        return rule.tells
    of_day = match["day"] and opens and not re.match(TO, after)
    if match["months"] or of_day:
        return Tells.DAY
    if match["range"]:
        return Tells.FIGURES
    return rule.tells if rule else Tells.NOTHING


def _year_of(mentions: Iterable[tuple[str, Tells]]) -> tuple[str | None, bool]:
    """The year a text reports on, and whether it was written in it."""
    years: dict[Tells, set[int]] = {tells: set() for tells in Tells}
    for date, tells in mentions:
        years[tells].add(int(date[:4]))
    present = years[Tells.PRESENT] | years[Tells.DAY]
    reported = present | years[Tells.FIGURES]
    for year in sorted(years[Tells.MENTION]):
        if year - 1 in reported:
            reported.add(year)
            present.add(year)
    latest = max(reported, default=None)
    return (str(latest) if latest else None), latest in present


def _months_of(text: str, year: int) -> Iterator[str]:
    """The months of the present year that a text reports on: 截至今年3月底."""
    if not ("今年" in text or "截" in text):
        return
    for match in re.finditer(THIS_YEAR, text):
        before = text[max(0, match.start() - 12) : match.start()]
        after = text[match.end() : match.end() + 24]
        if re.search(FUTURE, before) or re.match(FUTURE_AFTER, after):
            continue
        month = number(match["month"] or match["first"])
        if (date := iso(year, month)) and date > str(year):
            yield date
