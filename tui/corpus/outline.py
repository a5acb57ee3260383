"""The order the tree shows: district → street office or unit → article → section.

A place's articles follow each other in `Outline.articles`, the reading order of the
whole corpus, so a node of the tree is a range of it: counting hits below a node is
one subtraction.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate, chain
from typing import overload

from tui.corpus.groups import (
    ITSELF,
    ArticleId,
    District,
    Filed,
    Key,
    district_key,
    filed,
    group_of,
)
from tui.corpus.model import Page, Section, Span

__all__ = ["ArticleId", "Node", "NodeKind", "Outline", "article_ref", "outline_of"]

UNKNOWN_REF = "?"
"""The reference of the branch for articles whose district is unknown."""


class NodeKind(StrEnum):
    DISTRICT = "district"
    OFFICE = "office"
    UNIT = "unit"
    ARTICLE = "article"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Node:
    kind: NodeKind
    name: str
    """Empty for the branch of articles without a district: the caller words it."""

    ref: str
    """Names the node on the command line. It depends on nothing but the node's own
    page or place, so that it stays the same when files are added."""

    key: Key
    """The nodes of a branch stand in the order of their keys."""

    first: int
    last: int
    """Its articles are `outline.articles[first:last]`; a section has its article's."""

    children: Sequence[Node] = field(default=(), compare=False)
    passages: Span | None = None
    """For a section: its passages in the page, those of the sections nested in it
    among them. None for other nodes."""

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in the tree's order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Outline:
    """The articles of pages, arranged by place. `Outline()` is empty; nothing changes
    it, adding pages makes another one.

    Places stand in the order of their division codes, those without a code behind
    them by name, articles without a district last. Within a district come articles
    on the district itself, then street offices, then units; within these, the order
    of the pages.
    """

    def __init__(
        self, pages: Sequence[Page] = (), groups: Mapping[Key, District] | None = None
    ) -> None:
        self.pages = pages
        self._groups = groups or {}
        self.articles = Articles([*self._groups.values()])
        """Every article, in the order a reader who walks the tree meets them."""

        self.rank: Mapping[ArticleId, int] = _Ranks(pages, self._groups, self.articles)
        """Where each article stands in `articles`."""

        self.districts = tuple(
            _district_node(pages, district, first)
            for district, first in zip(
                self._groups.values(), self.articles.firsts, strict=False
            )
        )

    def add(self, pages: Sequence[Page]) -> Outline:
        """With these pages behind its own."""
        added: dict[Key, list[Filed]] = defaultdict(list)
        for number, page in enumerate(pages, len(self.pages)):
            for each in filed(page, number):
                added[each.district].append(each)
        groups = dict(self._groups)
        for key, articles in added.items():
            groups[key] = groups.get(key, District(key)).add(articles)
        in_order = {key: groups[key] for key in sorted(groups)}
        return Outline((*self.pages, *pages), in_order)

    def walk(self) -> Iterator[Node]:
        for district in self.districts:
            yield from district.walk()


def outline_of(pages: Sequence[Page]) -> Outline:
    """Arrange the articles of the pages by place."""
    return Outline().add(pages)


def article_ref(page: Page, article: int) -> str:
    """How the command line names an article: `page.txt#1` is a page's first."""
    return f"{page.source}#{article + 1}"


class Articles(Sequence[ArticleId]):
    """The articles of districts, one after the other."""

    def __init__(self, districts: Sequence[District]) -> None:
        self._districts = districts
        self.firsts = (*accumulate(map(len, districts), initial=0),)
        """How many stand before each district; then all."""

    def __len__(self) -> int:
        return self.firsts[-1]

    def __iter__(self) -> Iterator[ArticleId]:
        return chain.from_iterable(self._districts)

    @overload
    def __getitem__(self, at: int) -> ArticleId: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ArticleId]: ...
    def __getitem__(self, at: int | slice) -> ArticleId | Sequence[ArticleId]:
        if isinstance(at, slice):
            return [self[each] for each in range(len(self))[at]]
        at = range(len(self))[at]
        number = bisect_right(self.firsts, at) - 1
        return self._districts[number].article(at - self.firsts[number])


class _Ranks(Mapping[ArticleId, int]):
    """Looks an article up where it is filed."""

    def __init__(
        self, pages: Sequence[Page], groups: Mapping[Key, District], articles: Articles
    ) -> None:
        self._pages, self._articles = pages, articles
        self._groups = groups
        self._firsts = dict(zip(groups, articles.firsts, strict=False))

    def __getitem__(self, id: ArticleId) -> int:
        try:
            article = self._pages[id.page].articles[id.article]
        except IndexError:
            raise KeyError(id) from None
        district, (group, _) = district_key(article), group_of(article)
        return self._firsts[district] + self._groups[district].rank(group, id)

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)


class Branch(Sequence[Node]):
    """Nodes that are made when they are asked for: of a million rows, thirty show."""

    def __init__(self, length: int, make: Callable[[int], Node]) -> None:
        self._numbers = range(length)
        self._make = make

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Node: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Node]: ...
    def __getitem__(self, at: int | slice) -> Node | Sequence[Node]:
        if isinstance(at, slice):
            return [self._make(each) for each in self._numbers[at]]
        return self._make(self._numbers[at])


def _district_node(pages: Sequence[Page], district: District, first: int) -> Node:
    code, name = district.key
    ref = {"~": f"{UNKNOWN_REF}{name}", "~~": UNKNOWN_REF}.get(str(code), str(code))
    own = len(district.groups[ITSELF].ids) if ITSELF in district.groups else 0
    skip = int(own > 0)

    def child(at: int) -> Node:
        if at < own:
            return _article_node(pages, district.article(at), first + at)
        return _group_node(pages, district, at - own + skip, ref, first)

    branch = Branch(own + len(district.keys) - skip, child)
    last = first + len(district)
    kind = NodeKind.DISTRICT
    return Node(kind, district.name, ref, district.key, first, last, branch)


def _group_node(
    pages: Sequence[Page], district: District, number: int, district_ref: str, base: int
) -> Node:
    """The node of an office or unit: the district's group of that number."""
    key = district.keys[number]
    group = district.groups[key]
    first = base + district.firsts[number]
    rank, code, name = key[0], key[1], key[-1]
    kind = NodeKind.OFFICE if rank == 1 else NodeKind.UNIT
    ref = str(code) if code not in ("", "~") else f"{district_ref}/{name}"

    def child(at: int) -> Node:
        return _article_node(pages, group.ids[at], first + at)

    branch = Branch(len(group.ids), child)
    return Node(kind, group.name, ref, key, first, first + len(group.ids), branch)


def _article_node(pages: Sequence[Page], id: ArticleId, rank: int) -> Node:
    page = pages[id.page]
    article = page.articles[id.article]
    ref = article_ref(page, id.article)
    sections = tuple(_section_nodes(article.sections, ref, rank))
    key = (*ITSELF, *id)
    kind = NodeKind.ARTICLE
    return Node(kind, article.title, ref, key, rank, rank + 1, sections)


def _section_nodes(
    sections: Sequence[Section], article: str, rank: int
) -> Iterator[Node]:
    """Nodes of the sections with a heading, level 2 below the level 1 before it."""
    at = 0
    while at < len(sections):
        section, nested = sections[at], at + 1
        if section.heading is not None and section.level == 1:
            while nested < len(sections) and sections[nested].level > 1:
                nested += 1
        if section.heading is not None:
            inner = tuple(
                _section_node(sections[each], each, sections[each].last, article, rank)
                for each in range(at + 1, nested)
            )
            last = sections[nested - 1].last
            yield _section_node(section, at, last, article, rank, inner)
        at = nested


def _section_node(
    section: Section,
    number: int,
    last: int,
    article: str,
    rank: int,
    inner: tuple[Node, ...] = (),
) -> Node:
    ref, span = f"{article}.{number + 1}", Span(section.first, last)
    name = section.heading or ""
    kind = NodeKind.SECTION
    return Node(kind, name, ref, (number,), rank, rank + 1, inner, span)
