"""Places that someone reads at, and how to come to them."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tui.corpus.model import Page
from tui.corpus.outline import ArticleId, Node

if TYPE_CHECKING:
    from tui.app.loader import Growth
    from tui.state.anchors import Anchor

QUOTED = 24
"""Characters by which a place is found again."""


class Place(NamedTuple):
    """A character of the corpus."""

    id: ArticleId
    passage: int
    """By its number in the page."""

    offset: int = 0
    """In code points of the passage."""


def start_of(growth: Growth, rank: int) -> Place:
    """Where the article at a rank of the reading order starts."""
    article = growth.outline.articles[rank]
    return Place(article, growth.article(article).first)


def place_of(growth: Growth, node: Node) -> Place:
    """Where a node starts: a section at its heading, a place at its first article."""
    start = start_of(growth, node.first)
    return start._replace(passage=node.passages.start) if node.passages else start


def place_of_line(growth: Growth, number: int, line: int) -> Place | None:
    """The first character of a page that stands on a line, counted from 1, or behind
    it; of its last passage where none does. None where the page has no text."""
    page = growth.pages[number]
    start = page.line_starts[line - 1]
    behind = (at for at, e in enumerate(page.passages) if e.spans[-1].end > start)
    at = next(behind, len(page.passages) - 1)
    for article, each in enumerate(page.articles):
        if each.first <= at < each.last:
            passage = page.passages[at]
            offsets = range(len(page.read(passage)))
            find = partial(page.locate, passage)
            offset = bisect_left(offsets, start, key=find)
            return Place(ArticleId(number, article), at, offset)
    return None


def anchor_of(growth: Growth, place: Place) -> Anchor:
    """By what a place is found again when the program is started anew."""
    from tui.state.anchors import anchored

    page = growth.pages[place.id.page]
    length = len(page.read(page.passages[place.passage]))
    start = max(0, min(place.offset, length - 1))
    return anchored(page, place.passage, start, min(start + QUOTED, length))


def place_at(growth: Growth, number: int, anchor: Anchor) -> Place | None:
    """Where an anchor stands in the page of that number, the one whose source it
    names; None where it is lost."""
    from tui.state.anchors import resolve

    page = growth.pages[number]
    found = resolve(page, anchor)
    for at, article in enumerate(page.articles):
        if found is not None and article.first <= found[0] < article.last:
            return Place(ArticleId(number, at), found[0], found[1])
    return None


def moved(before: Page, page: Page, place: Place) -> Place | None:
    """Where a place of a page stands in the page as it is read again: in the article
    of the same title and the passage of the same text, or else of the same number.
    None where nothing is left of the page."""
    if not page.articles:
        return None
    titles = [each.title for each in page.articles]
    title = before.articles[place.id.article].title
    same = titles.index(title) if title in titles else place.id.article
    at = min(same, len(titles) - 1)
    article = page.articles[at]
    text = before.read(before.passages[place.passage])
    for number in range(article.first, article.last):
        if page.read(page.passages[number]) == text:
            return Place(ArticleId(place.id.page, at), number, place.offset)
    number = min(max(place.passage, article.first), article.last - 1)
    return Place(ArticleId(place.id.page, at), number)
