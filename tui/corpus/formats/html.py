"""The text of a saved HTML page: what its reader saw, a paragraph a line.

selectolax builds the tree, and the page's own marks tell what isn't text: hidden
elements, navigation, footers, lines that are links from end to end. trafilatura was
tried on the pages in tests/corpus/formats: where tables make the layout it loses the
title and runs the paragraphs together, elsewhere it breaks sentences at their spans
and puts the title last; 8 MB of short paragraphs take it more than a minute.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tui.corpus.formats import Document, MissingExtra
from tui.corpus.formats.charset import Markup, decode_page
from tui.corpus.formats.furniture import (
    STOP,
    furniture_in,
    hidden_in,
    letters,
    letters_of,
    unseen_in,
)
from tui.corpus.formats.layout import Layout, Line, collapsed
from tui.corpus.formats.markup import tame
from tui.corpus.given import Fields, Given
from tui.corpus.lexicon import CLOSERS

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

DATES = ("article:published_time", "pubdate", "publishdate", "datepublished")
"""Meta tags that tell when a text was published, and nothing else: Open Graph's,
and PubDate of the Chinese government's guide to its web sites (国办发〔2017〕47号)."""
ISSUE = re.compile(r"<(?:founder-)?date>\s*(\d{4}-\d\d?-\d\d?)")
"""The date of the issue, as Founder's publishing system writes it in a comment."""
DAY = re.compile(r"\d{4}-\d\d?-\d\d?")
FOLIO = re.compile(r"第?\s*[A-Z]?\d+\s*版")
SHORTEST_TITLE = 6
"""Letters; shorter is the name of the paper."""
LONGEST_TITLE = 80
LONGEST_NAME = 300
"""Characters of a page's name: the title, and the site, channels, dates behind it."""
SITE = re.compile(
    r"\s*(?:[_|\uff5c][^_|\uff5c]*|[-\u2013\u2014]+[^-\u2013\u2014]*"
    r"(?:网|报|政府|电子版|客户端|频道|平台|门户|中心|\.(?:cn|com|net))[^-\u2013\u2014]*)$"
)
"""Behind a headline in a page's name."""
NO_HEADLINE = re.compile(
    r".*(?:[日晚早周]报|电子报|数字报|网|政府|首页|主页|版)$|无标题|new page|untitled"
    r"|[\w./:?=&%-]*$",
    re.IGNORECASE | re.ASCII,
)
"""The name of a site, of a program, or an address."""


def read(data: bytes, encoding: str | None = None) -> Document:
    """Raises MissingExtra, and as `tui.corpus.encoding.decode` does."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise MissingExtra(".html", "html") from error
    page = decode_page(data, encoding)
    markup = Markup(page)
    tree = LexborHTMLParser(tame(markup.text))
    lines, left_out = _lines(tree)
    text = "".join(f"{line.text}\n" for line in lines)
    fields = _fields(tree, page.text)
    title = fields.title and markup.restored(fields.title)
    given = Given(
        fields._replace(title=title),
        headings=tuple(_headings(tree, lines)),
        whole=True,
    )
    undecodable = tuple(markup.undecodable_in(text))
    return Document(
        markup.restored(text), given, page.encoding, undecodable, left_out=left_out
    )


def _lines(tree: LexborHTMLParser) -> tuple[list[Line], int]:
    """What is text, and how many letters of furniture and links are not. On a page that
    has nothing else, these are."""
    unseen = unseen_in(tree)
    hidden = unseen | hidden_in(tree)
    furniture = furniture_in(tree, hidden)
    seen = _seen(tree, hidden | furniture)
    text = [line for line in seen if not _leads(line)]
    if not text:
        return _seen(tree, hidden) or _seen(tree, unseen), 0
    left_out = sum(letters(line.text) for line in seen if _leads(line))
    if headline := _headline(tree, text):
        text.insert(0, Line(headline, 1, link=False))
    return text, left_out + letters_of(tree, furniture, hidden)


def _leads(line: Line) -> bool:
    """Whether a line is a link to somewhere else: a heading is none, nor is a sentence
    that someone has made a link."""
    is_sentence = line.text.rstrip(CLOSERS).endswith(STOP)
    return line.link and not line.level and not is_sentence


def _seen(tree: LexborHTMLParser, hidden: Collection[int]) -> list[Line]:
    return [*Layout(hidden).lines(tree.root)] if tree.root else []


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


def _headline(tree: LexborHTMLParser, lines: Sequence[Line]) -> str | None:
    """The headline that only the name of a page has: it has no heading, and no line
    that says the same."""
    element = tree.css_first("head title")
    if element is None or any(line.level for line in lines) or _title(tree, lines):
        return None
    name = collapsed(element.text())
    if len(name) > LONGEST_NAME:
        return None
    while (shorter := SITE.sub("", name)) != name:
        name = shorter
    words = _squeezed(name)
    if FOLIO.search(words) or NO_HEADLINE.match(words):
        return None
    long = letters(words) >= SHORTEST_TITLE and len(words) <= LONGEST_TITLE
    return name if long and not _is_said(words, lines) else None


def _is_said(words: str, lines: Sequence[Line]) -> bool:
    """Whether lines have these words, or these words a line."""
    said = [_squeezed(line.text) for line in lines]
    parts = (each for each in said if len(each) >= SHORTEST_TITLE)
    return words in "".join(said) or any(each in words for each in parts)


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
