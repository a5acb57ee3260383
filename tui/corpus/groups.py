"""Articles by place: district → street office or unit → articles.

Nothing changes when pages are added: what they add to is copied, the rest is shared.
So adding costs little more than what is added, however much there is, and any thread
may go on reading an older state.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from tui.corpus.model import Article, Page, Place

Key = tuple[int | str, ...]
"""What a place or an article is told from its neighbours by, and sorted by. It stays
the same when pages are added."""

ITSELF: Key = (0,)
"""The key, within a district, of the articles on the district itself."""
PLACED: Key = (1,)
"""Stands behind these, and before all street offices and units."""


class ArticleId(NamedTuple):
    """Which article of which page, both counted from 0 as in the model."""

    page: int
    article: int


class Filed(NamedTuple):
    """An article, and the place that it belongs to."""

    id: ArticleId
    district: Key
    district_name: str
    group: Key
    group_name: str
    date: str
    """Unknown dates sort behind the others."""


UNDATED = "~"


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of a street office or a unit, or of a district itself."""

    names: Counter[str] = field(default_factory=Counter)
    """As printed. A place is its code: a traditional page has another name for it."""

    dated: tuple[tuple[str, ArticleId], ...] = ()
    """The oldest first, those without a date in the order of the pages behind them."""

    def add(self, filed: Iterable[Filed]) -> Group:
        filed = tuple(filed)
        names = self.names + Counter(each.group_name for each in filed)
        dated = sorted((*self.dated, *((each.date, each.id) for each in filed)))
        return Group(names, tuple(dated))

    def without(self, filed: Iterable[Filed]) -> Group:
        """`filed` are some of its own."""
        filed = tuple(filed)
        names = self.names - Counter(each.group_name for each in filed)
        gone = {each.id for each in filed}
        return Group(names, tuple(each for each in self.dated if each[1] not in gone))

    def __len__(self) -> int:
        return len(self.dated)

    def __getitem__(self, at: int) -> ArticleId:
        return self.dated[at][1]

    @property
    def name(self) -> str:
        return usual(self.names)


@dataclass(frozen=True, slots=True)
class District:
    key: Key
    names: Counter[str] = field(default_factory=Counter)
    groups: dict[Key, Group] = field(default_factory=dict)
    """In the order of their keys."""

    keys: tuple[Key, ...] = ()
    firsts: tuple[int, ...] = (0,)
    """How many articles stand before each group; then all."""

    def add(self, filed: Iterable[Filed]) -> District:
        return self._changed(filed, Group.add, self.names.__add__)

    def without(self, filed: Iterable[Filed]) -> District:
        """`filed` are some of its own."""
        return self._changed(filed, Group.without, self.names.__sub__)

    def _changed(
        self,
        filed: Iterable[Filed],
        change: Callable[[Group, list[Filed]], Group],
        count: Callable[[Counter[str]], Counter[str]],
    ) -> District:
        """With the groups changed that the articles belong to; empty ones are gone."""
        changed: dict[Key, list[Filed]] = defaultdict(list)
        for each in filed:
            changed[each.group].append(each)
        groups = dict(self.groups)
        for key, articles in changed.items():
            groups[key] = change(groups.get(key, Group()), articles)
        keys = tuple(sorted(key for key, group in groups.items() if len(group)))
        groups = {key: groups[key] for key in keys}
        sizes = map(len, groups.values())
        names = count(
            Counter(each.district_name for own in changed.values() for each in own)
        )
        return District(self.key, names, groups, keys, (*accumulate(sizes, initial=0),))

    def __len__(self) -> int:
        return self.firsts[-1]

    def __iter__(self) -> Iterator[ArticleId]:
        for group in self.groups.values():
            yield from (id_ for _, id_ in group.dated)

    def article(self, rank: int) -> ArticleId:
        number = bisect_right(self.firsts, rank) - 1
        return self.groups[self.keys[number]][rank - self.firsts[number]]

    @property
    def name(self) -> str:
        return usual(self.names)

    def rank(self, article: Article, id: ArticleId) -> int:
        """How many of its articles stand before one of them."""
        group, _ = group_of(article)
        first = self.firsts[bisect_left(self.keys, group)]
        return first + bisect_left(self.groups[group].dated, (date_of(article), id))


def filed(page: Page, number: int) -> Iterator[Filed]:
    """The articles of a page with their places."""
    for at, article in enumerate(page.articles):
        group, name = group_of(article)
        yield Filed(
            ArticleId(number, at),
            district_key(article),
            article.district.name if article.district else "",
            group,
            name,
            date_of(article),
        )


def date_of(article: Article) -> str:
    """What articles of a place are sorted by."""
    return article.date or UNDATED


def district_key(article: Article) -> Key:
    """In the order of the division codes, those without a code behind them by name;
    where the district is unknown, last."""
    return ("~~", "") if article.district is None else _place_key(article.district)


def group_of(article: Article) -> tuple[Key, str]:
    """The key and the name of its office or unit: the district itself comes first,
    then street offices, then units."""
    if article.office is not None:
        return (1, *_place_key(article.office)), article.office.name
    if article.unit is not None:
        return (2, "", article.unit), article.unit
    return ITSELF, ""


def usual(names: Counter[str]) -> str:
    """The name that is used most; of several, the one that came first."""
    return max(names, key=lambda name: names[name], default="")


def _place_key(place: Place) -> Key:
    return ("~", place.name) if place.code is None else (place.code, "")
