"""A corpus as plain data, for `export`: every character of a page, untouched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tui.corpus.model import Kind, Page, Passage, Section


def export(pages: Iterable[Page]) -> dict[str, Any]:
    """`{"documents": [...]}`, one document a page, ready for `json.dumps`."""
    return {"documents": [document(page) for page in pages]}


def document(page: Page) -> dict[str, Any]:
    """A page: banner, note, its articles, and under `chrome` what is in none."""
    return {
        "source": page.source,
        "encoding": page.encoding,
        "undecodable": [
            {"offset": offset, "byte": f"{value:02x}"}
            for offset, value in page.undecodable
        ],
        "banner": _joined(page, Kind.BANNER),
        "note": _joined(page, Kind.NOTE),
        "articles": [export_article(page, n) for n in range(len(page.articles))],
        "chrome": [page.read(each) for each in _of(page.passages, Kind.CHROME)],
    }


def export_article(page: Page, number: int) -> dict[str, Any]:
    """An article of the page, with the lines of the file each paragraph is from."""
    article = page.articles[number]
    passages = page.passages[article.first : article.last]
    return {
        "district": article.district and article.district.name,
        "district_code": article.district and article.district.code,
        "office": article.office and article.office.name,
        "office_code": article.office and article.office.code,
        "unit": article.unit,
        "community": article.community,
        "label": [page.read(each) for each in _of(passages, Kind.LABEL)],
        "title": article.title,
        "title_lines": [page.read(each) for each in _of(passages, Kind.TITLE)],
        "kicker": article.kicker,
        "dateline": article.dateline,
        "date": article.date,
        "date_source": article.dated and article.dated.source,
        "bylines": [
            {"role": byline.role, "names": list(byline.names)}
            for byline in article.bylines
        ],
        "byline_lines": [page.read(each) for each in _of(passages, Kind.BYLINE)],
        "credit": article.credit,
        "captions": [page.read(each) for each in _of(passages, Kind.CAPTION)],
        "sections": [_section(page, section) for section in article.sections],
    }


def _section(page: Page, section: Section) -> dict[str, Any]:
    passages = page.passages[section.first : section.last]
    return {
        "heading": section.heading,
        "level": section.level,
        "run_in": section.run_in,
        "paragraphs": [
            {"text": page.read(each), "lines": list(page.lines_of(each))}
            for each in _of(passages, Kind.PARAGRAPH)
        ],
    }


def _of(passages: Iterable[Passage], kind: Kind) -> Iterable[Passage]:
    return (each for each in passages if each.kind is kind)


def _joined(page: Page, kind: Kind) -> str | None:
    return " ".join(page.read(each) for each in _of(page.passages, kind)) or None
