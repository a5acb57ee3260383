"""The order the tree shows: district → street office or unit → article → section.

A place's articles follow each other in `Outline.articles`, the reading order of the
whole corpus, so a node of the tree is a range of it: counting hits below a node is
one subtraction.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import overload

from tui.corpus.groups import (
    PLACED,
    ArticleId,
    District,
    Filed,
    Key,
    district_key,
    filed,
)
from tui.corpus.model import Page
from tui.corpus.nodes import Node, NodeKind, article_node, article_ref, district_node

__all__ = ["ArticleId", "Node", "NodeKind", "Outline", "article_ref", "outline_of"]


class Outline:
    """The articles of pages, arranged by place. `Outline()` is empty; nothing changes
    it, adding pages makes another one.

    Places stand in the order of their division codes, those without a code behind
    them by name, articles without a district last. Within a district come articles
    on the district itself, then street offices, then units; within these, the oldest
    first, and behind them, in the order of the pages, those without a date.
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

    @cached_property
    def districts(self) -> tuple[Node, ...]:
        """The nodes at the top of the tree."""
        firsts = self.articles.firsts
        return tuple(
            district_node(self.pages, district, first)
            for district, first in zip(self._groups.values(), firsts, strict=False)
        )

    def add(self, pages: Sequence[Page]) -> Outline:
        """With these pages behind its own."""
        numbered = enumerate(pages, len(self.pages))
        added = _by_district(each for at, page in numbered for each in filed(page, at))
        groups = dict(self._groups)
        for key, articles in added.items():
            groups[key] = groups.get(key, District(key)).add(articles)
        in_order = {key: groups[key] for key in sorted(groups)}
        return Outline((*self.pages, *pages), in_order)

    def replace(self, number: int, page: Page) -> Outline:
        """With another page in place of the one of that number."""
        groups = dict(self._groups)
        for key, articles in _by_district(filed(self.pages[number], number)).items():
            groups[key] = groups[key].without(articles)
        for key, articles in _by_district(filed(page, number)).items():
            groups[key] = groups.get(key, District(key)).add(articles)
        in_order = {key: groups[key] for key in sorted(groups) if len(groups[key])}
        pages = (*self.pages[:number], page, *self.pages[number + 1 :])
        return Outline(pages, in_order)

    def walk(self) -> Iterator[Node]:
        for district in self.districts:
            yield from district.walk()

    def find(self, ref: str) -> Node | None:
        """The node with a reference, without making all the others."""
        source, mark, _ = ref.rpartition("#")
        if mark:
            for number, page in enumerate(self.pages):
                if page.source == source:
                    return _named(ref, self._articles_of(number))
        places = (node for each in self.districts for node in (each, *_places(each)))
        return next((node for node in places if node.ref == ref), None)

    def _articles_of(self, page: int) -> Iterator[Node]:
        for at in range(len(self.pages[page].articles)):
            id_ = ArticleId(page, at)
            yield article_node(self.pages, id_, self.rank[id_])


def _by_district(articles: Iterable[Filed]) -> Mapping[Key, list[Filed]]:
    found: dict[Key, list[Filed]] = defaultdict(list)
    for each in articles:
        found[each.district].append(each)
    return found


def outline_of(pages: Sequence[Page]) -> Outline:
    """Arrange the articles of the pages by place."""
    return Outline().add(pages)


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
        district = district_key(article)
        return self._firsts[district] + self._groups[district].rank(article, id)

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)


def _named(ref: str, nodes: Iterable[Node]) -> Node | None:
    return next(
        (each for node in nodes for each in node.walk() if each.ref == ref), None
    )


def _places(district: Node) -> Sequence[Node]:
    """The offices and units: they stand behind the district's own articles."""
    first = bisect_left(district.children, PLACED, key=lambda node: node.key)
    return district.children[first:]
