"""What the status line says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.i18n import _, ngettext
from tui.index.lexer import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.app.loader import Growth
    from tui.app.places import Place
    from tui.app.search import Search
    from tui.index.hits import Hits

MOST = 6
"""Values of a facet that are shown."""


def of_search(search: Search, is_offered: bool = False) -> str:
    """Which of the hits is current, and in how many articles they are; where there
    are none, whether there are candidates for what may be meant."""
    if search.hits.problems:
        return search.hits.problems[0]
    if search.current is None:
        none = _("没有找到「{query}」")
        told = _("原文没有「{query}」，有候选可选") if is_offered else none
        return told.format(query=search.query)
    total, articles = len(search.hits), search.hits.articles
    where = ngettext("第 {k}/{n} 处", "第 {k}/{n} 处", total)
    among = ngettext("{n} 篇", "{n} 篇", articles)
    turned = {1: _("已从头开始"), -1: _("已从末尾开始")}.get(search.turn)
    parts = [where.format(k=search.current + 1, n=total), among.format(n=articles)]
    if search.instead:
        told = _("没有原句，改查「{query}」")
        parts.append(told.format(query=search.instead))
    return _("，").join([*parts, turned] if turned else parts)


def of_facets(hits: Hits) -> str:
    """The years, the latest first, and the reporters and units with most hits."""
    parts = []
    for name, values in (
        (_("年份"), hits.years()),
        (_("记者"), hits.facet(Field.REPORTER, MOST)),
        (_("单位"), hits.facet(Field.UNIT, MOST)),
    ):
        told = [f"{each or _('未知')} {count}" for each, count in values[:MOST]]
        if any(each for each, _count in values):
            parts.append(f"{name}  {'  '.join(told)}")
    return "   ".join(parts)


def of_problems(problems: Sequence[str]) -> str:
    """What is wrong with the user's settings: the help lists it where it is more than
    a line can say."""
    if len(problems) == 1:
        return problems[0]
    return _("设置有 {n} 处用不了，见帮助").format(n=len(problems))


def of_order(name: str) -> str:
    """The order of a list, by its name."""
    return {
        "relevance": _("按相关排列"),
        "place": _("按位置排列"),
        "hits": _("按处数排列"),
        "left": _("按左文排列"),
        "right": _("按右文排列"),
    }[name]


def of_place(growth: Growth, place: Place) -> str:
    """The file and the line where a place stands."""
    page = growth.pages[place.id.page]
    if place.passage >= len(page.passages):
        return page.source
    offset = page.locate(page.passages[place.passage], place.offset)
    line = page.line_of(offset)
    return _("{source} 第 {line} 行").format(source=page.source, line=line)


def of_growth(growth: Growth | None) -> str:
    """How far reading has come; nothing when it is done."""
    if growth is None:
        return _("正在打开…")
    if growth.done < growth.total:
        return _("已读 {k}/{n} 页").format(k=growth.done, n=growth.total)
    if not growth.is_complete:
        return _("正在编索引…")
    if growth.outline.articles:
        return ""
    return of_remarks(growth) if growth.skipped else _("没有可读的文字")


def of_remarks(growth: Growth) -> str:
    """The files that could not be read, the first by name and reason; else what has
    to be said of one that could."""
    if not growth.skipped:
        more = len(growth.remarks) - 1
        rest = _("（还有 {n} 条，见 jiedu check）").format(n=more) if more else ""
        return growth.remarks[0] + rest
    count = len(growth.skipped)
    first = growth.skipped[0]
    told = ngettext("跳过 {n} 个文件：{first}", "跳过 {n} 个文件：{first}", count)
    return told.format(n=count, first=f"{first.path} {first.reason}")
