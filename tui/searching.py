"""What `jiedu search` prints: hits by article, a concordance, facets; text or JSON.

Text for people shows control characters as marks, as the screen does. JSON and CSV
carry every character as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tui.app.render.cells import cell_width
from tui.app.render.visible import visible
from tui.corpus.model import Page
from tui.corpus.outline import article_ref
from tui.i18n import _
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


def hits_json(results: Results, query: str, library: Library) -> str:
    """See `hits_lines`; lines and columns count from 1, columns in code points."""
    found = {
        "query": query,
        "total": len(results.hits),
        "articles": [_found(each, results, library) for each in results],
        "facets": {
            field.value: dict(results.hits.facet(field)) for field in facet_names()
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
        place = "".join(each for each in (found["district"], found["office"]) if each)
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
    """A line a facet: the values with most hits and how many each has."""
    for field, name in facet_names().items():
        is_year = field is Field.YEAR
        counted = hits.years()[:MOST] if is_year else hits.facet(field, MOST)
        values = "  ".join(f"{each or _('未知')} {count}" for each, count in counted)
        if any(each for each, _count in counted):
            yield visible(f"{name}  {values}")


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
