"""What the status line says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tui.app.render.cells import cell_width
from tui.app.render.script import Script
from tui.app.widgets.fit import ELLIPSIS
from tui.corpus.remarks import About, Remark
from tui.i18n import _, ngettext
from tui.index.lexer import Field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from tui.app.loader import Growth
    from tui.app.places import Place
    from tui.app.search import Search
    from tui.corpus.model import Skipped
    from tui.index.hits import Hits

MOST = 6
"""Values of a facet that are shown."""


def of_search(search: Search, offered: str = "") -> str:
    """Which of the hits is current, and in how many articles they are; where there
    are none, what may be meant. Behind it, what of the query can't be read."""
    return _("，").join([_of_hits(search, offered), *search.hits.problems])


def _of_hits(search: Search, offered: str) -> str:
    if search.current is None:
        none = _("没有找到「{query}」")
        told = _("原文没有「{query}」，Tab 取「{offered}」") if offered else none
        return told.format(query=search.query, offered=offered)
    total, articles = len(search.hits), search.hits.articles
    where = ngettext("第 {k}/{n} 处", "第 {k}/{n} 处", total)
    among = ngettext("{n} 篇", "{n} 篇", articles)
    turned = {1: _("已从头开始"), -1: _("已从末尾开始")}.get(search.turn)
    parts = [where.format(k=search.current + 1, n=total), among.format(n=articles)]
    return _("，").join([*parts, turned] if turned else parts)


def of_instead(search: Search) -> str:
    """What was searched for in place of what is nowhere; empty for the query itself."""
    told = _("没有原句，改查「{query}」")
    return told.format(query=search.instead) if search.instead else ""


class Facet(NamedTuple):
    """The values of a field and their hits, and how many hits others have: None where
    it isn't known whether there are any others."""

    name: str
    values: Sequence[tuple[str, int]]
    others: int | None

    def told(self, most: int) -> str:
        """At most so many of the values, and the hits of the others."""
        if self.others == 0 and len(self.values) == most + 1:
            # What would stand for the last one is no shorter.
            most += 1
        told = [f"{each or _('未知')} {count}" for each, count in self.values[:most]]
        if self.others is None:
            told += [ELLIPSIS] * (len(self.values) > most)
        elif rest := self.others + sum(count for _each, count in self.values[most:]):
            told.append(_("其余 {n}").format(n=rest))
        return f"{self.name}  {'  '.join(told)}"


def facets(hits: Hits) -> list[Facet]:
    """The years, the latest first, and the reporters and units with most hits."""
    years, more = hits.years(), MOST + 1
    others = sum(count for _year, count in years[more:])
    found = [
        Facet(_("年份"), years[:more], others),
        Facet(_("记者"), hits.facet(Field.REPORTER, more), None),
        Facet(_("单位"), hits.facet(Field.UNIT, more), None),
    ]
    return [each for each in found if any(name for name, _count in each.values)]


def of_facets(found: Sequence[Facet], room: int) -> str:
    """Facets in so many cells: the one with most values gives way, down to one."""
    most = [min(MOST, len(each.values)) for each in found]
    while True:
        told = "   ".join(each.told(n) for each, n in zip(found, most, strict=True))
        if cell_width(told) <= room or max(most, default=1) == 1:
            return told
        most[most.index(max(most))] -= 1


def of_problems(problems: Sequence[str]) -> str:
    """What is wrong with the user's settings: the help lists it where it is more than
    a line can say."""
    if len(problems) == 1:
        return problems[0]
    return _("设置有 {n} 处用不了，见帮助").format(n=len(problems))


def of_count(count: int, growth: Growth | None) -> str:
    """A count that is being typed, and how far reading has come."""
    return "  ".join(filter(None, (str(count or ""), of_growth(growth))))


def of_order(name: str) -> str:
    """The order of a list, by its name."""
    return {
        "relevance": _("按相关排列"),
        "place": _("按位置排列"),
        "hits": _("按处数排列"),
        "left": _("按左文排列"),
        "right": _("按右文排列"),
    }[name]


def of_script(script: Script) -> str:
    """What characters a text is shown in."""
    match script:
        case Script.SIMPLIFIED:
            return _("简体显示；复制和导出仍是原文")
        case Script.TRADITIONAL:
            return _("繁体显示；复制和导出仍是原文")
        case Script.ORIGINAL:
            return _("原样显示")


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


def of_remarks(growth: Growth, known: Collection[Skipped] = ()) -> str:
    """What has to be said about reading: one thing in full; of several how many of
    each kind, where they are listed, and the first. Empty where there is nothing
    besides the files in `known`, which have been told."""
    skipped = growth.skipped
    if known:
        told = {*known}
        skipped = [each for each in skipped if each not in told]
    lines = [*(f"{each.path} {each.reason}" for each in skipped[:1]), *growth.remarks]
    if len(skipped) + len(growth.remarks) > 1:
        form = _("{counts}，详见 jiedu check：{first}")
    elif skipped:
        form = _("{counts}：{first}")
    else:
        return lines[0] if lines else ""
    counts = _("、").join(_counts(len(skipped), growth.remarks))
    return form.format(counts=counts, first=lines[0])


def _counts(skipped: int, remarks: Sequence[str]) -> Iterator[str]:
    """How many things of each kind there are to be said."""
    count = Counter[About | None]()
    for line in remarks:
        if isinstance(line, Remark):
            count[line.about] += line.number
        else:
            count[None] += 1
    bad, empty = count.pop(About.UNDECODABLE, 0), count.pop(About.EMPTY, 0)
    rest = count.total()
    for number, told in (
        (skipped, ngettext("跳过 {n} 个文件", "跳过 {n} 个文件", skipped)),
        (bad, ngettext("坏字节 {n} 页", "坏字节 {n} 页", bad)),
        (empty, ngettext("没有文字 {n} 页", "没有文字 {n} 页", empty)),
        (rest, ngettext("提示 {n} 条", "提示 {n} 条", rest)),
    ):
        if number:
            yield told.format(n=number)
