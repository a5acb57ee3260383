"""The text of a saved HTML page: what its reader saw, a paragraph a line.

selectolax builds the tree, and the page's own marks tell what isn't text: hidden
elements, navigation, footers, lines that are links from end to end. trafilatura was
tried on the pages in tests/corpus/formats: where tables make the layout it loses the
title and runs the paragraphs together, elsewhere it breaks sentences at their spans
and puts the title last; 8 MB of short paragraphs take it more than a minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tui.corpus.formats import Document, MissingExtra
from tui.corpus.formats.charset import decode_page, marked, unmarked
from tui.corpus.formats.layout import Layout, Line
from tui.corpus.formats.markup import tame
from tui.corpus.given import Fields, Given

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

UNSEEN = (
    "head, script, style, template, noscript, iframe, object, svg, select, textarea, "
    "button, canvas, audio, video, rp"
)
"""What no browser shows as text."""
HIDDEN = "[hidden], [style*='display:none' i], [style*='display: none' i]"
BOILERPLATE = (
    "nav, footer, header:not(:has(h1, h2, h3)), "
    "[role=navigation], [role=contentinfo], [role=banner], "
    ".nav, .navbar, .breadcrumb, .crumb, .footer, .foot, .copyright, .share, "
    "#nav, #footer, #foot, #copyright"
)
DATES = ("article:published_time", "pubdate", "publishdate", "datepublished")
"""Meta tags that tell when a text was published, and nothing else: Open Graph's,
and PubDate of the Chinese government's guide to its web sites (国办发〔2017〕47号)."""
ISSUE = re.compile(r"<(?:founder-)?date>\s*(\d{4}-\d\d?-\d\d?)")
"""The date of the issue, as Founder's publishing system writes it in a comment."""
DAY = re.compile(r"\d{4}-\d\d?-\d\d?")
FOLIO = re.compile(r"第?\s*[A-Z]?\d+\s*版")
SHORTEST_TITLE = 6
"""Letters; shorter is the name of the paper."""


def read(data: bytes, encoding: str | None = None) -> Document:
    """Raises MissingExtra, and as `tui.corpus.encoding.decode` does."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise MissingExtra(".html", "html") from error
    page = decode_page(data, encoding)
    tree = LexborHTMLParser(tame(marked(page)))
    lines = _lines(tree)
    text, undecodable = unmarked("".join(f"{line.text}\n" for line in lines))
    given = Given(
        _fields(tree, page.text), headings=tuple(_headings(tree, lines)), whole=True
    )
    return Document(text, given, page.encoding, undecodable)


def _lines(tree: LexborHTMLParser) -> list[Line]:
    """What is text; on a page that has nothing but links and furniture, these."""
    text = [
        line
        for line in _visible(tree, f"{UNSEEN}, {HIDDEN}, {BOILERPLATE}")
        if line.level or not line.link
    ]
    return text or _visible(tree, f"{UNSEEN}, {HIDDEN}") or _visible(tree, UNSEEN)


def _visible(tree: LexborHTMLParser, hidden: str) -> list[Line]:
    if tree.root is None:
        return []
    layout = Layout({node.mem_id for node in tree.css(hidden)})
    return list(layout.lines(tree.root))


def _headings(
    tree: LexborHTMLParser, lines: Sequence[Line]
) -> Iterator[tuple[int, int]]:
    """The headings; where none is a title, the line that the page's name begins
    with is."""
    title = None if any(line.level == 1 for line in lines) else _title(tree, lines)
    for number, line in enumerate(lines, 1):
        if number == title:
            yield number, 1
        elif line.level:
            yield number, line.level


def _title(tree: LexborHTMLParser, lines: Sequence[Line]) -> int | None:
    element = tree.css_first("head title")
    name = _squeezed(element.text()) if element else ""
    for number, line in enumerate(lines, 1):
        words = _squeezed(line.text)
        long = len(words) >= SHORTEST_TITLE and not FOLIO.match(words)
        if long and name.startswith(words):
            return number
    return None


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _fields(tree: LexborHTMLParser, markup: str) -> Fields:
    from tui.corpus.dates import parse_date

    metas = _metas(tree)
    said = next((metas[name] for name in DATES if name in metas), "")
    day = DAY.search(said) or ("enpproperty" in markup and ISSUE.search(markup)) or None
    date = parse_date(day[day.lastindex or 0]) if day else None
    return Fields(title=metas.get("articletitle"), date=date)


def _metas(tree: LexborHTMLParser) -> Mapping[str, str]:
    """The page's meta tags that say something, by their names in small letters."""
    metas: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        if content := (node.attributes["content"] or "").strip():
            metas.setdefault(name.lower(), content)
    return metas
