"""The date that an article speaks of: ISO 8601, as exact as it is known.

A page tells its date in many places, each worth something else: `date_of` puts them
in order. What tells none has none. Hashes, numbers of articles and telephones are
no dates; nor are years that a text only plans for or remembers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import islice
from typing import NamedTuple

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
FUTURE = (
    "(?:力争|争取|预计|预期|计划|规划|拟|目标|确保|有望|将|定|迈向|面向|展望|瞄准)"
    "[^,。;!?]{0,8}$"
)
FUTURE_AFTER = (
    "[底末]?之?前(?![期后一二两三])"
    "|,?[^,。;!?]{0,14}?(?:底前|将|力争|拟|计划|打算|预计|有望|目标|远景)"
)
PAST_AFTER = (
    "[^。;!?]{0,24}?(?:成立|创办|创建|建成|建起|始建|组建|设立|注册|出生|入伍|参军|退休"
    "|退役|退伍|毕业|下岗|返乡|回乡|回到|结婚|去世|牺牲|入选|荣获|获得|获评|被评|授予|列入"
    "|当选|担任|接手|承包|以来|之后|那年|时候|首次|第一次|(?<!其)他|她|我(?![市区县省国镇乡们])"
    "|总书记|党中央|国务院|印发|颁布|出台|施行|(?:审议|会议|表决)通过|修订|修正|只有|仅|不足|不到)"
)
FIGURES = (
    "[^。;!?]{0,16}?(?:完成|实现|累计|接待|新增|增长|下降|收入|产值|共|达)"
    "[^,。;!?]{0,12}?[0-9一二三四五六七八九十百千万亿%]"
)
PUBLIC = "(?:全|街道|[省市区县镇乡]|累计|同比)"
"""What reports on a year for more people than one: a farmer has figures, too."""
NOW = ("今年", "如今")


class Tells(Enum):
    """What the mention of a year says about the time of a text."""

    NOTHING = auto()
    """It is a goal, history, a comparison, a law's."""
    MENTION = auto()
    """Not told by itself; what follows a year of figures is the present."""
    FIGURES = auto()
    """The text gives the year's figures: it is the present year or the last."""
    PRESENT = auto()
    """The year the text was written in."""
    DAY = auto()
    """As PRESENT, and the month and the day are those of the text, too."""


class Rule(NamedTuple):
    tells: Tells
    before: str = ""
    """What the words before the mention end with."""
    after: str = ""
    """What the words behind it start with."""

    def fits(self, before: str, after: str) -> bool:
        return bool(re.search(self.before, before) and re.match(self.after, after))


RULES = (
    Rule(Tells.DAY, "截[至止]到?$"),
    # 《二七区2024年攻坚实施方案》: such plans are made in their year.
    Rule(Tells.PRESENT, "《[^》]*$", "[^》]{0,30}(?:方案|计划|要点|清单|任务)》"),
    # 《…条例（2018年修订）》, (2021—2025年), (1958年生).
    Rule(Tells.NOTHING, "《[^》]*$"),
    Rule(Tells.NOTHING, r"\([^)]*$", r"[^。]{0,6}\)"),
    # 2023年工作总结和2024年工作打算
    Rule(Tells.PRESENT, after="[^,。;!?]{0,6}?(?:工作总结|工作报告|述职报告|统计公报)"),
    # 到2025年, 力争2035年, 2025年底前, 2026年将
    Rule(Tells.NOTHING, f"(?:[到至]|{FUTURE})$"),
    Rule(Tells.NOTHING, after=FUTURE_AFTER),
    # 比2022年增长, 是2020年的三倍, 近2000年历史
    Rule(Tells.NOTHING, "(?:比|较|超|超过|高于|低于|与|和|同|近|约|距今|普查,)$"),
    Rule(Tells.NOTHING, after="的?[^,。]{1,4}倍|多?的?历史|相比|[级版届款]"),
    # 2020年是全面建成小康社会的决胜之年
    Rule(Tells.PRESENT, after="是[^,。;!?他她]{0,30}年"),
    Rule(Tells.PRESENT, "(?:进入|跨入|走进|步入)$"),
    # 自2012年以来, 始建于1958年, 成立于2003年; 2003年,他下岗后…
    Rule(Tells.NOTHING, "(?:[自从由于]|早在|[以当]时)$"),
    Rule(Tells.NOTHING, after=f"起|开始|{PAST_AFTER}"),
    # 2023年,全区完成税收71亿元; 2024年上半年
    Rule(Tells.FIGURES, after="全年|[上下]半年|第?[一二三四1-4]季度|前[一二三]季度"),
    Rule(Tells.FIGURES, f"{PUBLIC}[^。;!?]*$", FIGURES),
    Rule(Tells.FIGURES, after=f"(?=[^。;!?]{{0,24}}?{PUBLIC}){FIGURES}"),
    # What comes next, if it follows figures: 2018年,街道强化服务
    Rule(Tells.MENTION, after=","),
)
"""The first that fits tells; a mention that none fits tells nothing."""


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
    rule = next((each for each in RULES if each.fits(before, after)), None)
    if rule and rule.tells not in (Tells.MENTION, Tells.FIGURES):
        return rule.tells
    opens = match["day"] and match.start() < OPENING and not re.match(TO, after)
    if match["months"] or opens:
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
