"""Outlines: what a page should be read as, in text that a person can check.

    article: 筑巢引凤兴产业 招商引资促发展
      district: 上街区
      byline: 记者 谢鹏飞
      section 1: 丰富方式 着力提升招商实效
        paragraph: 21 23

A paragraph is given by the lines of the page that it was printed on; a section by
its level, `run-in` where its heading opens a paragraph, and its heading.

`PYTHONPATH=. python tests/corpus/outlines.py` prints how well the pages beside it are
read: those in `pages/`, and those in `held/`, which were held out.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tui.corpus.encoding import decode
from tui.corpus.export import document
from tui.corpus.model import Page
from tui.corpus.parser import parse

Document = dict[str, Any]
PAGES = Path(__file__).with_name("pages")
HELD = Path(__file__).with_name("held")
"""Pages that nobody looked at while the rules were written and the weights learned."""
FIELDS = ("district", "office", "unit")
PREFIX = re.compile(r"^(本报|本刊|新华社|晚报|首席)+")
"""What a role drops when roles are compared."""


def written(page: Document) -> str:
    """The outline of an exported page."""
    return "".join(f"{line}\n" for line in _lines(page))


def _lines(page: Document) -> Iterator[str]:
    for field in ("banner", "note"):
        if page.get(field):
            yield f"{field}: {_one_line(page[field])}"
    for article in page["articles"]:
        yield f"article: {_one_line(article['title'])}"
        for field in FIELDS:
            if article.get(field):
                yield f"  {field}: {article[field]}"
        for byline in article["bylines"]:
            yield f"  byline: {byline['role'] or '-'} {'、'.join(byline['names'])}"
        for caption in article["captions"]:
            yield f"  caption: {_one_line(caption)}"
        for section in article["sections"]:
            yield from _section(section)


def _section(section: Document) -> Iterator[str]:
    run_in = " run-in" if section["run_in"] else ""
    heading = _one_line(section["heading"] or "")
    yield f"  section {section['level']}{run_in}: {heading}".rstrip()
    for paragraph in section["paragraphs"]:
        lines = paragraph["lines"] if isinstance(paragraph, dict) else paragraph
        yield f"    paragraph: {' '.join(map(str, lines))}"


def read(outline: str) -> Document:
    """The page that an outline tells of: the inverse of `written`."""
    page: Document = {"articles": []}
    for line in outline.splitlines():
        key, _, value = line.strip().partition(":")
        _add(page, key, value.strip())
    return page


def _add(page: Document, key: str, value: str) -> None:
    article = page["articles"][-1] if page["articles"] else {}
    match key.split():
        case ["banner" | "note"]:
            page[key] = value
        case ["article"]:
            lists: Document = {"bylines": [], "captions": [], "sections": []}
            page["articles"].append({"title": value, **lists})
        case ["byline"]:
            role, names = value.split(" ", 1)
            found = {"role": None if role == "-" else role, "names": names.split("、")}
            article["bylines"].append(found)
        case ["caption"]:
            article["captions"].append(value)
        case ["section", level, *run_in]:
            section = {"heading": value or None, "level": int(level), "paragraphs": []}
            article["sections"].append({**section, "run_in": bool(run_in)})
        case ["paragraph"]:
            numbers = [int(each) for each in value.split()]
            article["sections"][-1]["paragraphs"].append({"lines": numbers})
        case _:
            article[key] = value


def rows(page: Document) -> Counter[tuple[Any, ...]]:
    """What is compared: rows that start with the name of their measure."""
    return Counter(_rows(page))


def _rows(page: Document) -> Iterator[tuple[Any, ...]]:
    yield "banner", _folded(page.get("banner"))
    for article in page["articles"]:
        title = _folded(article["title"])
        yield "title", title
        for field in FIELDS:
            yield field, title, article.get(field)
        for caption in article["captions"]:
            yield "caption", title, _folded(caption)
        for byline in article["bylines"]:
            for name in byline["names"]:
                yield "byline", title, PREFIX.sub("", byline["role"] or ""), name
        for section in article["sections"]:
            heading = _folded(section["heading"])
            if heading:
                yield "heading", title, heading
                yield "level", title, heading, section["level"]
            for paragraph in section["paragraphs"]:
                yield "paragraph", title, heading, tuple(paragraph["lines"])


def scores(
    pairs: Iterable[tuple[Document, Document]],
) -> dict[str, tuple[float, int, int, int]]:
    """For each measure: F1, rows found that are wanted, rows wanted, rows found."""
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for want, have in pairs:
        left, right = rows(want), rows(have)
        for counts, total in ((left, wanted), (right, found), (left & right, both)):
            for row, number in counts.items():
                total[row[0]] += number
    return {
        measure: (
            2 * both[measure] / (wanted[measure] + found[measure]),
            both[measure],
            wanted[measure],
            found[measure],
        )
        for measure in wanted
    }


def page_at(path: Path) -> Page:
    return parse(path.name, decode(path.read_bytes()).text)


def judged(folder: Path, names: str = "*.txt") -> Iterator[tuple[Document, Document]]:
    """The outline and the reading of each page of a folder whose file has such a
    name."""
    for path in sorted(folder.glob(names)):
        outline = path.with_suffix(".outline").read_text(encoding="utf-8")
        yield read(outline), document(page_at(path))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _folded(text: str | None) -> str:
    folded = unicodedata.normalize("NFKC", text or "")
    return re.sub(r"\s+", "", folded).rstrip("。.：:")


def table(folders: Iterable[Path]) -> Iterator[str]:
    """A line a measure, for each folder."""
    for folder in folders:
        yield f"{folder.name}: {len([*folder.glob('*.txt')])} pages"
        for measure, (f1, both, wanted, found) in scores(judged(folder)).items():
            yield f"  {measure:10} F1 {f1:.3f}  ({both} of {wanted}; {found} found)"


if __name__ == "__main__":
    print("\n".join(table(map(Path, sys.argv[1:]) if sys.argv[1:] else (PAGES, HELD))))
