"""The nodes of the tree: made when they are asked for, from articles by place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, partial
from typing import overload

from tui.corpus.groups import ITSELF, ArticleId, District, Key, date_of
from tui.corpus.model import Page, Section, Span

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

    date: str | None = None
    """Of an article, ISO 8601; None where it is unknown."""

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in the tree's order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Branch(Sequence[Node]):
    """Nodes that are made when they are asked for: of a million rows, thirty show."""

    def __init__(
        self, numbers: Callable[[], Sequence[int]], make: Callable[[int], Node]
    ) -> None:
        """`make` makes the node of each of the numbers."""
        self._list, self._make = numbers, make

    @cached_property
    def _numbers(self) -> Sequence[int]:
        return self._list()

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


def article_ref(page: Page, article: int) -> str:
    """How the command line names an article: `page.txt#1` is a page's first."""
    return f"{page.source}#{article + 1}"


def district_node(pages: Sequence[Page], district: District, first: int) -> Node:
    code, name = district.key
    ref = {"~": f"{UNKNOWN_REF}{name}", "~~": UNKNOWN_REF}.get(str(code), str(code))
    own = len(district.groups.get(ITSELF, ()))
    skip = int(own > 0)

    def child(at: int) -> Node:
        if at < own:
            return article_node(pages, district.article(at), first + at)
        return _group_node(pages, district, at - own + skip, ref, first)

    branch = Branch(partial(range, own + len(district.keys) - skip), child)
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
        return article_node(pages, group[at], first + at)

    branch = Branch(partial(range, len(group)), child)
    return Node(kind, group.name, ref, key, first, first + len(group), branch)


def article_node(pages: Sequence[Page], id: ArticleId, rank: int) -> Node:
    page = pages[id.page]
    article = page.articles[id.article]
    ref, sections = article_ref(page, id.article), article.sections

    def child(at: int) -> Node:
        behind = _behind(sections, at)
        inner = [
            _section_node(sections, each, each + 1, ref, rank)
            for each in range(at + 1, behind)
        ]
        return _section_node(sections, at, behind, ref, rank, inner)

    branch = Branch(partial(_outer, sections), child)
    kind, key = NodeKind.ARTICLE, (*ITSELF, date_of(article), *id)
    return Node(
        kind, article.title, ref, key, rank, rank + 1, branch, date=article.date
    )


def _outer(sections: Sequence[Section]) -> list[int]:
    """The sections with a heading, but for those of level 2 below one of level 1."""
    found, at = [], 0
    while at < len(sections):
        if sections[at].heading is not None:
            found.append(at)
        at = _behind(sections, at)
    return found


def _behind(sections: Sequence[Section], at: int) -> int:
    """The first section that isn't nested in one."""
    behind = at + 1
    if sections[at].heading is not None and sections[at].level == 1:
        while behind < len(sections) and sections[behind].level > 1:
            behind += 1
    return behind


def _section_node(
    sections: Sequence[Section],
    at: int,
    behind: int,
    article: str,
    rank: int,
    inner: Sequence[Node] = (),
) -> Node:
    ref = f"{article}.{at + 1}"
    span = Span(sections[at].first, sections[behind - 1].last)
    kind, name = NodeKind.SECTION, sections[at].heading or ""
    return Node(kind, name, ref, (at,), rank, rank + 1, inner, span)
