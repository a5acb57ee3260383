"""What to search for where a long query is nowhere as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.index.hits import Hits
from tui.index.query import Query, Term, all_of, any_of
from tui.index.syntax import parse

if TYPE_CHECKING:
    from tui.index.library import Library
    from tui.index.words import Words

LONG = 5
"""Characters from which a term may be a sentence."""


class Answer(NamedTuple):
    hits: Hits
    instead: str | None = None
    """The query that was answered in place of the one that was asked."""


def find(library: Library, query: str, words: Words | None) -> Answer:
    """The hits of a query. Where a single long term has none, the hits of its words:
    of all in one article, or else of any."""
    hits = library.find(query)
    root = parse(query).root
    if len(hits) or words is None or not isinstance(root, Term) or root.exact:
        return Answer(hits)
    parts = words.parts(root.text) if len(root.text) >= LONG else []
    terms = [Term(each) for each in parts]
    for joined in (all_of(terms), any_of(terms)) if len(terms) > 1 else ():
        instead = str(Query(joined))
        found = library.find(instead)
        if len(found):
            return Answer(found, instead)
    return Answer(hits)
