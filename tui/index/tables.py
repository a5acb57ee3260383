"""A concordance as a table for other programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO

from tui.corpus.outline import article_ref
from tui.index.concordance import Concordance, Line
from tui.index.library import Library

BOM = "\ufeff"
"""By this spreadsheets know UTF-8."""

COLUMNS = (
    "ref source line column district office unit date title left text right".split()
)

Row = dict[str, str | int | None]


def csv_lines(lines: Concordance, library: Library) -> Iterator[str]:
    """The table, line by line without their ends; the first starts with the mark of
    UTF-8 and names the columns."""
    yield BOM + _csv(COLUMNS)
    for row in rows(lines, library):
        yield _csv([row[each] for each in COLUMNS])


def json_lines(lines: Concordance, library: Library) -> Iterator[str]:
    """The table as JSON Lines, an object a hit."""
    for row in rows(lines, library):
        yield json.dumps(row, ensure_ascii=False)


def rows(lines: Concordance, library: Library) -> Iterator[Row]:
    """A row a hit, in the order of the concordance; lines and columns count from 1,
    columns in code points."""
    return (row(each, library) for each in lines)


def row(line: Line, library: Library) -> Row:
    page, article = library.page(line.hit.id), library.article(line.hit.id)
    number = page.line_of(line.hit.span.start)
    return {
        "ref": article_ref(page, line.hit.id.article),
        "source": page.source,
        "line": number,
        "column": line.hit.span.start - page.line_starts[number - 1] + 1,
        "district": article.district and article.district.name,
        "office": article.office and article.office.name,
        "unit": article.unit,
        "date": article.date,
        "title": article.title,
        "left": line.left,
        "text": line.text,
        "right": line.right,
    }


def _csv(cells: Iterable[object]) -> str:
    # A cell with a line end is quoted only where that ends the lines.
    written = StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue().removesuffix("\r\n")
