"""The order the tree shows: district → street office or unit → article → section.

A place's articles follow each other in `Outline.articles`, the reading order of the
whole corpus, so a node of the tree is a range of it: counting hits below a node is
one subtraction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from tui.corpus.model import Article, Page, Place, Section, Span

UNKNOWN_REF = "?"
"""The reference of the branch for articles whose district is unknown."""


class NodeKind(StrEnum):
    DISTRICT = "district"
    OFFICE = "office"
    UNIT = "unit"
    ARTICLE = "article"
    SECTION = "section"


class ArticleId(NamedTuple):
    """Which article of which page, both counted from 0 as in the model."""

    page: int
    article: int


@dataclass(frozen=True, slots=True)
class Node:
    kind: NodeKind
    name: str
    """Empty for the branch of articles without a district: the caller words it."""

    ref: str
    """Names the node on the command line. It depends on nothing but the node's own
    page or place, so that it stays the same when files are added."""

    first: int
    last: int
    """Its articles are `outline.articles[first:last]`; a section has its article's."""

    children: tuple[Node, ...] = ()
    passages: Span | None = None
    """For a section: its passages in the page, those of the sections nested in it
    among them. None for other nodes."""

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in the tree's order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    districts: tuple[Node, ...] = ()
    articles: tuple[ArticleId, ...] = ()
    """Every article, in the order a reader who walks the tree meets them."""

    rank: dict[ArticleId, int] = field(default_factory=dict)
    """Where each article stands in `articles`."""

    def walk(self) -> Iterator[Node]:
        for district in self.districts:
            yield from district.walk()


class _Entry(NamedTuple):
    """An article with the keys it is sorted and grouped by."""

    district: tuple[str, str]
    office: tuple[int, str, str]
    id: ArticleId
    article: Article


def outline_of(pages: Sequence[Page]) -> Outline:
    """Arrange the articles of the pages by place.

    Places stand in the order of their division codes, those without a code behind
    them by name, articles without a district last. Within a district come articles
    on the district itself, then street offices, then units; within these, the order
    of the pages.
    """
    entries = sorted(
        _Entry(_district_key(article.district), _office_key(article), id_, article)
        for number, page in enumerate(pages)
        for at, article in enumerate(page.articles)
        for id_ in [ArticleId(number, at)]
    )
    articles = tuple(each.id for each in entries)
    rank = {id_: place for place, id_ in enumerate(articles)}
    districts = tuple(
        _district_node(list(group), pages, rank)
        for _, group in groupby(entries, key=lambda each: each.district)
    )
    return Outline(districts, articles, rank)


def article_ref(page: Page, article: int) -> str:
    """How the command line names an article: `page.txt#1` is a page's first."""
    return f"{page.source}#{article + 1}"


def _district_key(district: Place | None) -> tuple[str, str]:
    return ("~~", "") if district is None else _place_key(district)


def _place_key(place: Place) -> tuple[str, str]:
    """A place is its code: a traditional page has another name for it."""
    return ("~", place.name) if place.code is None else (place.code, "")


def _usual_name(places: Iterable[Place | None]) -> str:
    names = Counter(place.name for place in places if place is not None)
    return max(names, key=lambda name: names[name], default="")


def _office_key(article: Article) -> tuple[int, str, str]:
    if article.office is not None:
        return (1, *_place_key(article.office))
    if article.unit is not None:
        return (2, "", article.unit)
    return (0, "", "")


def _district_node(
    group: list[_Entry], pages: Sequence[Page], rank: dict[ArticleId, int]
) -> Node:
    place = group[0].article.district
    ref = UNKNOWN_REF if place is None else place.code or f"{UNKNOWN_REF}{place.name}"
    children: list[Node] = []
    for _, office in groupby(group, key=lambda each: each.office):
        children += _office_nodes(list(office), ref, pages, rank)
    name = _usual_name(each.article.district for each in group)
    return _over(NodeKind.DISTRICT, name, ref, group, children, rank)


def _office_nodes(
    group: list[_Entry],
    district: str,
    pages: Sequence[Page],
    rank: dict[ArticleId, int],
) -> list[Node]:
    """The node of an office or unit; of articles on the district, their own nodes."""
    articles = [_article_node(pages, each.id, rank) for each in group]
    article = group[0].article
    if article.office is not None:
        place = article.office
        ref = place.code or f"{district}/{place.name}"
        name = _usual_name(each.article.office for each in group)
        return [_over(NodeKind.OFFICE, name, ref, group, articles, rank)]
    if article.unit is not None:
        ref = f"{district}/{article.unit}"
        return [_over(NodeKind.UNIT, article.unit, ref, group, articles, rank)]
    return articles


def _over(
    kind: NodeKind,
    name: str,
    ref: str,
    group: list[_Entry],
    children: list[Node],
    rank: dict[ArticleId, int],
) -> Node:
    first, last = rank[group[0].id], rank[group[-1].id] + 1
    return Node(kind, name, ref, first, last, tuple(children))


def _article_node(
    pages: Sequence[Page], id_: ArticleId, rank: dict[ArticleId, int]
) -> Node:
    page = pages[id_.page]
    article = page.articles[id_.article]
    ref, first = article_ref(page, id_.article), rank[id_]
    sections = tuple(_section_nodes(article.sections, ref, first))
    return Node(NodeKind.ARTICLE, article.title, ref, first, first + 1, sections)


def _section_nodes(
    sections: Sequence[Section], article: str, first: int
) -> Iterator[Node]:
    """Nodes of the sections with a heading, level 2 below the level 1 before it."""
    at = 0
    while at < len(sections):
        section, nested = sections[at], at + 1
        if section.heading is not None and section.level == 1:
            while nested < len(sections) and sections[nested].level > 1:
                nested += 1
        if section.heading is not None:
            inner = range(at + 1, nested)
            yield Node(
                NodeKind.SECTION,
                section.heading,
                f"{article}.{at + 1}",
                first,
                first + 1,
                tuple(
                    _leaf(sections[each], f"{article}.{each + 1}", first)
                    for each in inner
                ),
                Span(section.first, sections[nested - 1].last),
            )
        at = nested


def _leaf(section: Section, ref: str, first: int) -> Node:
    span = Span(section.first, section.last)
    return Node(
        NodeKind.SECTION, section.heading or "", ref, first, first + 1, (), span
    )
