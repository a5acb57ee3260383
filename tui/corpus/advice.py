"""What a table of a sidecar or of front matter says of a page, and what is wrong
with it.

Each problem is a line for the user that says where, what, and what to do; the rest
of the table holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from tui.corpus.dates import parse_date
from tui.corpus.encoding import text_encoding
from tui.corpus.gazetteer import DATA, cities_in, district_called
from tui.corpus.given import NAMES, Border, Fields, Given
from tui.corpus.lexicon import plain
from tui.i18n import _

KEYS = NAMES | {
    "encoding": ("encoding", "编码"),
    "article": ("article", "articles", "文章"),
    "line": ("line", "行"),
    "pages": ("pages", "页面"),
}
"""What each key may be called."""
KEY_OF = {name: key for key, names in KEYS.items() for name in names}
OF_PAGE = (*Fields._fields, "encoding", "article")
OF_FOLDER = (*Fields._fields, "encoding", "pages")
OF_ARTICLE = (*Fields._fields, "line")
TIME = re.compile(r"[T ]+\d\d?:.*")
"""Behind a date: T06:30:00+08:00"""
ZONE = re.compile(
    "(?:新|开发|高新|经开|示范|试验|实验|产业|工业|集聚|功能|合作|保税|港|园|管理|旅游|度假"
    "|景|林|矿|农垦)区$"
)
"""What names no division, but is spoken of as one: 郑东新区, 郑州航空港区."""
MOST_NEAR = 3
"""Names of districts that another may have been meant for: 上接区 may be 上街区 or
上城区."""
LONGEST_NUMBER = 9
"""Digits of a line's number."""


class Advice(NamedTuple):
    """What the sidecars say of a page."""

    given: Given = Given()
    encoding: str | None = None
    problems: tuple[str, ...] = ()
    """Lines for the user. Those of a folder's file come with each of its pages."""
    bordered_by: str = ""
    """Where the borders are said, as a problem starts with it; empty where none is."""
    encoded_by: str = ""
    """Where the encoding is said."""


def advice_in(where: str, table: Mapping[str, Any], keys: Sequence[str]) -> Advice:
    """What a table says that may have `keys`; each problem starts with
    `where`."""
    check = _Check(where)
    values = check.known(table, keys)
    encoding = check.encoding(values.get("encoding"))
    given = Given(check.fields(values), check.borders(values.get("article", [])))
    bordered_by = where if given.borders else ""
    encoded_by = where if encoding else ""
    return Advice(given, encoding, tuple(check.problems), bordered_by, encoded_by)


def with_title(given: Given) -> Given:
    """With the title of the page as the first article's, where that has none."""
    if not given.borders:
        return given
    first, *others = given.borders
    fields = first.fields.over(Fields(title=given.fields.title))
    return given._replace(borders=(first._replace(fields=fields), *others))


def quoted(text: str) -> str:
    """A string of TOML. It is one of JSON, but for DEL, which TOML wants escaped."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


class _Check:
    """Reads values, and notes what is wrong with them."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.problems: list[str] = []

    def known(self, table: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
        """The values by their English keys, without those that are none of `keys`."""
        values: dict[str, Any] = {}
        for name, value in table.items():
            key = KEY_OF.get(name.lower())
            if key == "article" and "pages" in keys:
                self._note(
                    _('[[article]] 要写在页面自己的 {sidecar} 或 [pages."a.txt"] 里'),
                    sidecar="a.txt.jiedu.toml",
                )
            elif key is None or key not in keys:
                self._unknown(name, keys)
            elif key in values:
                self._note(_("{key} 写了两次；只有第一个算数"), key=quoted(name))
            else:
                values[key] = value
        return values

    def fields(self, values: Mapping[str, Any]) -> Fields:
        said = {key: values[key] for key in Fields._fields if key in values}
        date = self._date(said.pop("date", None))
        texts = {key: self._text(key, value) for key, value in said.items()}
        fields = Fields(**texts, date=date)
        if fields.district and not _is_known(plain(fields.district)):
            self._unheard_of(fields.district)
        return fields

    def encoding(self, value: object) -> str | None:
        name = self._text("encoding", value)
        if not name:
            return None
        try:
            text_encoding(name)
        except LookupError:
            problem = _("没有叫 {name} 的编码；例如 utf-8、gb18030、big5")
            self._note(problem, name=quoted(name))
            return None
        return name

    def borders(self, tables: object) -> tuple[Border, ...]:
        """The articles in the order of their lines."""
        listed = tables if isinstance(tables, list) else [None]
        good = [each for each in listed if isinstance(each, dict)]
        if len(good) < len(listed):
            self._note(_("article 应当写成 [[article]]"))
        found: dict[int, Border] = {}
        for number, table in enumerate(good, 1):
            border = self._border(f"{self.where}[[article]] {number}: ", table)
            if border and border.line in found:
                problem = _("第 {line} 行已经开始了一篇文章；只有第一篇算数")
                self._note(problem, line=border.line)
            elif border:
                found[border.line] = border
        return tuple(found[line] for line in sorted(found))

    def _border(self, where: str, table: Mapping[str, Any]) -> Border | None:
        check = _Check(where)
        values = check.known(table, OF_ARTICLE)
        fields = check.fields(values)
        line = _number(values.get("line"))
        if not line:
            check._note(_("要有 line：文章从第几行开始，从 1 数起"))
        self.problems += check.problems
        return Border(line, fields) if line else None

    def _text(self, key: str, value: object) -> str | None:
        """A text; an empty one says that there is none."""
        if value is None or isinstance(value, str):
            return value
        self._note(_("{key} 应当是加引号的文字"), key=key)
        return None

    def _date(self, value: object) -> str | None:
        """A date, a year or a text of TOML. 2024.10 is a number, not October."""
        from datetime import date

        if value is None or value == "":
            return value
        usable = isinstance(value, (str, int, date))
        if usable and (found := parse_date(TIME.sub("", str(value)))):
            return found
        problem = _('看不懂日期 {date}；请写成 "2024"、"2024-03" 或 "2024-03-31"')
        self._note(problem, date=quoted(str(value)))
        return None

    def _unheard_of(self, district: str) -> None:
        """The gazetteer may be older than a district: its name stands as it is said."""
        if near := _districts_like(plain(district)):
            problem = _("没有听说过 {name} 这个区县市，照写的用；是不是 {near}？")
        else:
            problem = _("没有听说过 {name} 这个区县市，照写的用；请检查名字")
        self._note(problem, name=quoted(district), near=_("、").join(near))

    def _unknown(self, name: str, keys: Sequence[str]) -> None:
        from difflib import get_close_matches

        names = [each for key in keys for each in KEYS[key]]
        # A half of its two characters is what a Chinese name shares with a typo.
        if near := get_close_matches(name.lower(), names, n=1, cutoff=0.5):
            problem = _("不认识 {name}；是不是 {near}？")
            self._note(problem, name=quoted(name), near=near[0])
        else:
            problem = _("不认识 {name}；可以写 {keys}")
            self._note(problem, name=quoted(name), keys="、".join(keys))

    def _note(self, problem: str, **values: object) -> None:
        self.problems.append(f"{self.where}{problem.format(**values)}")


def _is_known(district: str) -> bool:
    """Whether there is a district, county, city or zone of a name (simplified)."""
    known = district_called(district) or ZONE.search(district)
    return bool(known or cities_in(district))


@lru_cache
def _districts_like(name: str) -> Sequence[str]:
    """The districts whose names are nearest to one that none has."""
    from difflib import get_close_matches

    rows = DATA.joinpath("districts.txt").read_text("utf-8").splitlines()
    names = (row.partition("\t")[0] for row in rows)
    return get_close_matches(name, names, n=MOST_NEAR)


def _number(value: object) -> int:
    """The number of a line, from 1, as TOML or a text says it; 0 for anything else."""
    if isinstance(value, str) and value.isdecimal() and len(value) <= LONGEST_NUMBER:
        return int(value)
    # True is an int to isinstance, but `line = true` is a mistake.
    usable = isinstance(value, int) and not isinstance(value, bool)
    return max(value, 0) if usable and isinstance(value, int) else 0
