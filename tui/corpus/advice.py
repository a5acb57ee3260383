"""What a table of a sidecar says of a page, and what is wrong with it.

Each problem is a line for the user that says where, what, and what to do; the rest
of the table holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tui.corpus.dates import parse_date
from tui.corpus.given import NAMES, Border, Fields, Given
from tui.i18n import _

KEYS = NAMES | {
    "encoding": ("encoding", "编码"),
    "article": ("article", "文章"),
    "line": ("line", "行"),
    "pages": ("pages", "页面"),
}
"""What each key may be called."""
KEY_OF = {name: key for key, names in KEYS.items() for name in names}
OF_PAGE = (*Fields._fields, "encoding", "article")
OF_FOLDER = (*Fields._fields, "encoding", "pages")
OF_ARTICLE = (*Fields._fields, "line")


class Advice(NamedTuple):
    """What the sidecars say of a page."""

    given: Given = Given()
    encoding: str | None = None
    problems: tuple[str, ...] = ()
    """Lines for the user. Those of a folder's file come with each of its pages."""


def advice_in(where: str, table: Mapping[str, Any], keys: Sequence[str]) -> Advice:
    """What a table says that may have `keys`; each problem starts with
    `where`."""
    check = _Check(where)
    values = check.known(table, keys)
    encoding = check.encoding(values.get("encoding"))
    given = Given(check.fields(values), check.borders(values.get("article", [])))
    return Advice(given, encoding, tuple(check.problems))


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
            key = KEY_OF.get(name)
            if key is None or key not in keys:
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
        return Fields(**texts, date=date)

    def encoding(self, value: object) -> str | None:
        name = self._text("encoding", value)
        if not name:
            return None
        try:
            "".encode(name)
        except (LookupError, ValueError):
            problem = _("没有叫 {name} 的编码；例如 utf-8、gb18030、big5")
            self._note(problem, name=quoted(name))
            return None
        return name

    def borders(self, tables: object) -> tuple[Border, ...]:
        """The articles in the order of their lines."""
        if not isinstance(tables, list):
            self._note(_("article 应当写成 [[article]]"))
            return ()
        found: dict[int, Border] = {}
        for number, table in enumerate(tables, 1):
            border = self._border(f"{self.where}[[article]] {number}: ", table)
            if border and border.line in found:
                problem = _("第 {line} 行已经开始了一篇文章；只有第一篇算数")
                self._note(problem, line=border.line)
            elif border:
                found[border.line] = border
        return tuple(found[line] for line in sorted(found))

    def _border(self, where: str, table: object) -> Border | None:
        if not isinstance(table, dict):
            self._note(_("article 应当写成 [[article]]"))
            return None
        check = _Check(where)
        values = check.known(table, OF_ARTICLE)
        fields = check.fields(values)
        line = values.get("line")
        # True is an int to isinstance, but `line = true` is a mistake.
        good = isinstance(line, int) and not isinstance(line, bool) and line > 0
        if not good:
            check._note(_("要有 line：文章从第几行开始，从 1 数起"))
        self.problems += check.problems
        return Border(line, fields) if good and isinstance(line, int) else None

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
            return None
        usable = isinstance(value, (str, int, date))
        if usable and (found := parse_date(str(value))):
            return found
        problem = _('看不懂日期 {date}；请写成 "2024"、"2024-03" 或 "2024-03-31"')
        self._note(problem, date=quoted(str(value)))
        return None

    def _unknown(self, name: str, keys: Sequence[str]) -> None:
        from difflib import get_close_matches

        names = [each for key in keys for each in KEYS[key]]
        # A half of its two characters is what a Chinese name shares with a typo.
        if near := get_close_matches(name, names, n=1, cutoff=0.5):
            problem = _("不认识 {name}；是不是 {near}？")
            self._note(problem, name=quoted(name), near=near[0])
        else:
            problem = _("不认识 {name}；可以写 {keys}")
            self._note(problem, name=quoted(name), keys="、".join(keys))

    def _note(self, problem: str, **values: object) -> None:
        self.problems.append(f"{self.where}{problem.format(**values)}")
