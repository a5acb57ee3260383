"""Places that someone reads at, and how to come to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.corpus.outline import ArticleId, Node

if TYPE_CHECKING:
    from tui.app.loader import Growth


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
