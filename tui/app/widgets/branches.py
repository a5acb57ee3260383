"""The outline as the rows of a tree, and the way down to one of its articles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tui.corpus.outline import Node, NodeKind, Outline


class Row(NamedTuple):
    node: Node
    depth: int
    """0 for a district."""


def rows(outline: Outline, is_open: Callable[[Node], bool]) -> list[Row]:
    """The nodes whose branches are open, in the tree's order."""
    return list(_below(outline.districts, 0, is_open))


def path(outline: Outline, rank: int, passage: int | None = None) -> list[Node]:
    """From a district down to an article, by its place in the reading order.

    Where a passage of the page is given, on to the sections that hold it."""
    way: list[Node] = []
    nodes: Sequence[Node] = outline.districts
    while nodes and nodes[0].kind is not NodeKind.SECTION:
        way.append(nodes[bisect_right(nodes, rank, key=lambda node: node.first) - 1])
        nodes = way[-1].children
    return way + list(_sections(nodes, passage)) if passage is not None else way


def _below(
    nodes: Sequence[Node], depth: int, is_open: Callable[[Node], bool]
) -> Iterator[Row]:
    for node in nodes:
        yield Row(node, depth)
        if node.children and is_open(node):
            yield from _below(node.children, depth + 1, is_open)


def _sections(nodes: Sequence[Node], passage: int) -> Iterator[Node]:
    for node in nodes:
        if node.passages and node.passages.start <= passage < node.passages.end:
            yield node
            yield from _sections(node.children, passage)
