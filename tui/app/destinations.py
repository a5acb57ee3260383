"""Everything in a corpus that has a name, to be gone to by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import takewhile
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from tui.app.places import Place, start_of
from tui.app.widgets.branches import path
from tui.corpus.outline import NodeKind
from tui.i18n import _

if TYPE_CHECKING:
    from tui.app.loader import Growth
    from tui.app.namebook import Namebook

MOST = 200
"""Destinations that are handed out: more are told apart by typing on."""

SEPARATOR = " › "


class Destination(NamedTuple):
    name: str
    """As printed."""

    where: str
    """What it is part of, from the district on, and its date. For a district its
    reference: several may have one name."""

    place: Place


class Named(NamedTuple):
    """A name, and whose it is."""

    name: str
    kind: NodeKind
    rank: int
    """The first of its articles in the reading order."""

    passage: int | None = None
    """Where a section starts; None for other kinds."""


class Destinations:
    """Places, articles and headings by their names. Made once for a corpus, by the
    first `find`, which takes a second for 40,000 articles: ask in a thread."""

    def __init__(self, growth: Growth) -> None:
        self._growth = growth
        self._lock = Lock()

    def find(self, typed: str) -> list[Destination]:
        """What is meant by what was typed, the best first, as a `Namebook` has it;
        among equals places before articles before headings, each in reading order.
        Of nothing typed, the first ones."""
        # Two threads at once would both make the book.
        with self._lock:
            if not typed.strip():
                return [*map(self._destination, self._names[:MOST])]
            numbers = self._book.find(typed, MOST)
            return [self._destination(self._names[number]) for number in numbers]

    @cached_property
    def _names(self) -> Sequence[Named]:
        return [*_places(self._growth), *_articles(self._growth)]

    @cached_property
    def _book(self) -> Namebook:
        from tui.app.namebook import Namebook
        from tui.index.pinyin import Kind

        kinds = {NodeKind.ARTICLE: Kind.TITLE, NodeKind.SECTION: Kind.TITLE}
        return Namebook(
            (each.name, kinds.get(each.kind, Kind.PLACE)) for each in self._names
        )

    def _destination(self, named: Named) -> Destination:
        place = start_of(self._growth, named.rank)
        if named.passage is not None:
            place = place._replace(passage=named.passage)
        return Destination(named.name, self._where(named), place)

    def _where(self, named: Named) -> str:
        way = path(self._growth.outline, named.rank)
        if named.kind is NodeKind.DISTRICT:
            return way[0].ref
        above = {NodeKind.SECTION: len(way), NodeKind.ARTICLE: len(way) - 1}
        names = [
            node.name or (_("（无标题）") if node is way[-1] else _("未识别"))
            for node in way[: above.get(named.kind, 1)]
        ]
        date = way[-1].date if named.kind is NodeKind.ARTICLE else None
        return SEPARATOR.join(names) + (f" · {date}" if date else "")


def _places(growth: Growth) -> Iterator[Named]:
    """Districts, and behind them their offices and units."""
    districts = growth.outline.districts
    for node in districts:
        yield Named(node.name or _("未识别"), node.kind, node.first)
    for district in districts:
        # The district's own articles stand before them: there may be thousands.
        below = reversed(district.children)
        places = takewhile(lambda node: node.kind is not NodeKind.ARTICLE, below)
        for node in reversed([*places]):
            yield Named(node.name, node.kind, node.first)


def _articles(growth: Growth) -> Iterator[Named]:
    """Titles, and behind all of them the headings."""
    articles = [growth.article(each) for each in growth.outline.articles]
    for rank, article in enumerate(articles):
        if article.title:
            yield Named(article.title, NodeKind.ARTICLE, rank)
    for rank, article in enumerate(articles):
        for section in article.sections:
            if section.heading:
                yield Named(section.heading, NodeKind.SECTION, rank, section.first)
