"""The outline as the rows of a tree, and the way down to one of its articles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple, overload

from tui.corpus.groups import Key
from tui.corpus.outline import Node, NodeKind, Outline

Way = tuple[Key, ...]
"""The keys of the nodes from a district down to a node: it stays when pages come."""

PLACES = (NodeKind.DISTRICT, NodeKind.OFFICE, NodeKind.UNIT)

Inner = Mapping[Way, Sequence[Way]]
"""The ways to the flipped nodes right below a node."""


class Row(NamedTuple):
    node: Node
    way: Way

    @property
    def depth(self) -> int:
        """0 for a district."""
        return len(self.way) - 1


class Rows(Sequence[Row]):
    """The nodes whose branches are open, in the tree's order.

    Districts are open unless they are flipped, all else the other way. Only the open
    branches are known, by how many rows they take: a row's node is made when it is
    asked for, as there may be a million rows and thirty on the screen."""

    def __init__(self, outline: Outline, flipped: Collection[Way] = ()) -> None:
        inner: dict[Way, list[Way]] = defaultdict(list)
        for way in flipped:
            inner[way[:-1]].append(way)
        shut = {way[0] for way in inner[()]}
        open_ = [n for n, node in enumerate(outline.districts) if node.key not in shut]
        self._level = _Level(outline.districts, (), open_, inner)
        self._seen: dict[int, Row] = {}
        """Those that were asked for, as every frame asks for the same."""
        self._found: tuple[Way, int] = (), 0
        """The node that was found last, as one key asks for it several times."""

    def __len__(self) -> int:
        return len(self._level)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return [self[each] for each in range(len(self))[at]]
        if at not in self._seen:
            self._seen[at] = self._level.row(range(len(self))[at])
        return self._seen[at]

    def find(self, way: Way) -> int:
        """The row of a node, or of the one above it that is shown; 0 for none."""
        if way != self._found[0]:
            self._found = way, max(0, self._level.find(way))
        return self._found[1]


class _Level:
    """The children of an open node, and what is open below them."""

    def __init__(
        self, nodes: Sequence[Node], way: Way, open_: Sequence[int], inner: Inner
    ) -> None:
        self._nodes, self._way, self._open = nodes, way, open_
        self._below = [_level_below(nodes[at], way, inner) for at in open_]
        self._extra = (*accumulate(map(len, self._below), initial=0),)
        """The rows below the open nodes before each of them; then all."""

        self._starts = [at + 1 + more for at, more in zip(open_, self._extra)]  # noqa: B905
        """The row, of this level, right below each open node."""

    def __len__(self) -> int:
        return len(self._nodes) + self._extra[-1]

    def row(self, at: int) -> Row:
        number = bisect_right(self._starts, at) - 1
        if number >= 0 and at < self._starts[number] + len(self._below[number]):
            return self._below[number].row(at - self._starts[number])
        node = self._nodes[at - self._extra[number + 1]]
        return Row(node, (*self._way, node.key))

    def find(self, way: Way) -> int:
        """The row of the node; of one above, if it isn't shown; -1 for none."""
        at = _index(self._nodes, way[len(self._way)])
        if at is None:
            return -1
        number = bisect_left(self._open, at)
        row = at + self._extra[number]
        is_open = number < len(self._open) and self._open[number] == at
        if is_open and len(way) > len(self._way) + 1:
            row += 1 + self._below[number].find(way)
        return row


def _level_below(node: Node, above: Way, inner: Inner) -> _Level:
    way = (*above, node.key)
    found = (_index(node.children, flipped[-1]) for flipped in inner.get(way, ()))
    return _Level(node.children, way, sorted(n for n in found if n is not None), inner)


def _index(nodes: Sequence[Node], key: Key) -> int | None:
    at = bisect_left(nodes, key, key=lambda node: node.key)
    return at if at < len(nodes) and nodes[at].key == key else None


class Branches:
    """Which branches of an outline are open: it may grow, they stay as they are."""

    def __init__(self) -> None:
        self.outline = Outline()
        self._flipped: set[Way] = set()
        """The ways to districts that are closed, and to other nodes that are open."""

    @property
    def rows(self) -> Rows:
        """Made anew each time."""
        return Rows(self.outline, self._flipped)

    def is_open(self, way: Way) -> bool:
        """Districts are open until they are closed, all else the other way."""
        return (len(way) == 1) != (way in self._flipped)

    def flip(self, way: Way) -> None:
        """Open a branch, or close it."""
        self._flipped ^= {way}

    def open_places(self, nodes: Sequence[Node]) -> bool:
        """Open the places on the way down to a node; whether one was closed."""
        way = tuple(node.key for node in nodes)
        places = sum(node.kind in PLACES for node in nodes)
        ways = (way[:depth] for depth in range(1, places + 1))
        shut = {each for each in ways if not self.is_open(each)}
        self._flipped ^= shut
        return bool(shut)

    def refs(self, rows: Rows) -> tuple[str, ...]:
        """The references of the nodes that are not as they were at first: districts
        that are closed, others that are open; of those among the rows."""
        found = (rows[rows.find(way)] for way in sorted(self._flipped))
        return tuple(row.node.ref for row in found if row.way in self._flipped)

    def restore(self, refs: Iterable[str]) -> None:
        """Open and close what `refs` named, as far as it is there."""
        for ref in refs:
            node = self.outline.find(ref)
            if node is not None:
                passage = node.passages.start if node.passages else None
                keys = tuple(e.key for e in path(self.outline, node.first, passage))
                self._flipped |= {keys[: keys.index(node.key) + 1]}


def path(outline: Outline, rank: int, passage: int | None = None) -> list[Node]:
    """From a district down to an article, by its place in the reading order.

    Where a passage of the page is given, on to the sections that hold it."""
    way: list[Node] = []
    nodes: Sequence[Node] = outline.districts
    while nodes and nodes[0].kind is not NodeKind.SECTION:
        way.append(nodes[bisect_right(nodes, rank, key=lambda node: node.first) - 1])
        nodes = way[-1].children
    return way + list(_sections(nodes, passage)) if passage is not None else way


def _sections(nodes: Sequence[Node], passage: int) -> Iterator[Node]:
    for node in nodes:
        if node.passages and node.passages.start <= passage < node.passages.end:
            yield node
            yield from _sections(node.children, passage)
