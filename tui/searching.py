"""What `jiedu search` prints: hits by article, a concordance, facets; text or JSON.

Text for people shows control characters as marks, as the screen does. JSON and CSV
carry every character as it is.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tui.app.render.cells import cell_width
from tui.app.render.visible import visible
from tui.corpus.model import Article, Page
from tui.corpus.outline import article_ref
from tui.errors import InputError
from tui.i18n import _
from tui.index.catalog import Value
from tui.index.concordance import Concordance
from tui.index.hits import Hit
from tui.index.library import Hits, Library
from tui.index.query import Field
from tui.index.results import Result, Results

CONTEXT = 20
"""Characters printed at either side of a hit."""

MOST = 20
"""Values of a facet that are printed."""


def facet_names() -> dict[Field, str]:
    """The facets in words, in the order in which they are shown."""
    return {
        Field.DISTRICT: _("区县市"),
        Field.OFFICE: _("街道"),
        Field.UNIT: _("单位"),
        Field.YEAR: _("年份"),
        Field.REPORTER: _("记者"),
    }


def check_orders(arguments: Namespace) -> None:
    """Raises InputError where articles are to be sorted as lines, or lines as articles,
    or facets to be printed among lines for programs."""
    written = arguments.format in ("csv", "jsonl")
    if arguments.kwic or written:
        if arguments.sort in ("relevance", "hits"):
            told = _("--sort {sort} 是文章的次序，不能和 --kwic、csv、jsonl 一起用")
            raise InputError(told.format(sort=arguments.sort))
    elif arguments.sort in ("left", "right"):
        told = _("--sort {sort} 要和 --kwic 一起用")
        raise InputError(told.format(sort=arguments.sort))
    rows = written or (arguments.kwic and arguments.format == "json")
    if arguments.facets and rows:
        raise InputError(_("--facets 只和 text 一起用；不带 --kwic 的 json 本来就有"))


def hits_json(results: Results, query: str, library: Library) -> str:
    """See `hits_lines`; lines and columns count from 1, columns in code points."""
    found = {
        "query": query,
        "total": len(results.hits),
        "articles": [_found(each, results, library) for each in results],
        "facets": {
            field.value: [
                {"name": value.name or None, "code": value.code, "count": count}
                for value, count in _counted(results.hits, field)
            ]
            for field in facet_names()
        },
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def hits_lines(
    results: Results, library: Library, mark: tuple[str, str]
) -> Iterator[str]:
    """The articles with hits, and a line a hit: where it is in the file, the words
    around it. `mark` stands before and behind the hit itself."""
    for result in results:
        found = _found(result, results, library)
        place = _place(result.article)
        title = found["title"] or _("（无标题）")
        yield visible(
            f"{found['ref']}  {place or _('未识别')}  {title}  {found['count']}"
        )
        for hit in found["hits"]:
            left, text, right = (visible(hit[key]) for key in ("left", "text", "right"))
            place = f"{hit['line']}:{hit['column']}"
            yield f"  {place}\t{left}{mark[0]}{text}{mark[1]}{right}"


def concordance_lines(
    lines: Concordance, library: Library, mark: tuple[str, str]
) -> Iterator[str]:
    """A line a hit, the hits below each other, behind them where they are."""
    for line in lines:
        left, text, right = map(visible, line[1:])
        page = library.page(line.hit.id)
        gap = " " * max(0, 2 * CONTEXT - cell_width(left))
        place = f"{article_ref(page, line.hit.id.article)}:{_position(page, line.hit)}"
        yield f"{gap}{left}{mark[0]}{text}{mark[1]}{right}\t{visible(place)}"


def facet_lines(hits: Hits) -> Iterator[str]:
    """A line a facet: the values with most hits and how many each has; a place that
    shares its name stands behind the one it is in."""
    districts = {each.code: each.name for each, _count in hits.values(Field.DISTRICT)}
    for field, name in facet_names().items():
        counted = _counted(hits, field)
        names = Counter(value.name for value, _count in counted)
        told = [
            f"{_named(value, names[value.name] > 1, districts)} {count}"
            for value, count in counted[:MOST]
        ]
        if any(value.name for value, _count in counted):
            yield visible("  ".join((name.capitalize(), *told)))


def _counted(hits: Hits, field: Field) -> list[tuple[Value, int]]:
    """The values of a facet and their hits: years, the latest first, not dates; of
    other fields those with most hits first."""
    if field is Field.YEAR:
        return [(Value(field, year), count) for year, count in hits.years()]
    return hits.values(field)


def _named(value: Value, is_shared: bool, districts: dict[str | None, str]) -> str:
    """A value in words for people. The code of an office starts with its district's."""
    code = value.code or ""
    within = districts.get(code[:6]) if value.field is Field.OFFICE else None
    return (within or code if is_shared else "") + (value.name or _("未知"))


def _place(article: Article) -> str:
    """The district, and the office or the unit in it, whose name may begin with it."""
    district, office = article.district, article.office
    place = (district.name if district else "") + (office.name if office else "")
    unit = article.unit or ""
    return unit if unit.startswith(place) else place + unit


def _found(result: Result, results: Results, library: Library) -> dict[str, Any]:
    page, article = library.page(result.id), result.article
    numbers = range(result.number, result.number + result.count)
    return {
        "ref": article_ref(page, result.id.article),
        "source": page.source,
        "district": article.district and article.district.name,
        "office": article.office and article.office.name,
        "unit": article.unit,
        "date": article.date,
        "title": article.title,
        "count": result.count,
        "hits": [_hit(page, results.hits[number]) for number in numbers],
    }


def _hit(page: Page, hit: Hit) -> dict[str, Any]:
    text = page.read(page.passages[hit.passage])
    line, column = _position(page, hit).split(":")
    return {
        "line": int(line),
        "column": int(column),
        "text": text[hit.start : hit.stop],
        "left": text[max(hit.start - CONTEXT, 0) : hit.start],
        "right": text[hit.stop : hit.stop + CONTEXT],
    }


def _position(page: Page, hit: Hit) -> str:
    """Line and column in the file."""
    line = page.line_of(hit.span.start)
    return f"{line}:{hit.span.start - page.line_starts[line - 1] + 1}"
