"""What to search for where a long query is nowhere as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from tui.index.hits import Hits
from tui.index.query import All, Node, Query, Term, all_of, any_of
from tui.index.syntax import parse

if TYPE_CHECKING:
    from tui.index.library import Library
    from tui.index.words import Words

LONG = 5
"""Characters from which a term may be a sentence."""


MOST = 16
"""Words that are searched for: a page that is pasted has thousands."""


class Answer(NamedTuple):
    hits: Hits
    instead: str | None = None
    """The query that was answered in place of the one that was asked."""


def find(library: Library, query: str, words: Words | None) -> Answer:
    """The hits of a query. Where one with long terms has none, the hits of their words:
    of as many as some article has together, or else of any; the rest of the query,
    区:上街区, stays as it is."""
    hits = library.find(query)
    if len(hits) or words is None:
        return Answer(hits)
    root = parse(query).root
    nodes = root.nodes if isinstance(root, All) else (root,)
    long = [each for each in nodes if _is_long(each)]
    kept = [each for each in nodes if each not in long]
    terms = [Term(word) for term in long for word in words.parts(term.text)]
    if len(terms) > 1:
        terms = [*dict.fromkeys(terms)][:MOST]
        instead = all_of([*kept, _joined(library, kept, terms)])
        found = library.find(str(Query(instead)))
        if len(found):
            return Answer(found, str(Query(instead)))
    return Answer(hits)


def _is_long(node: Node) -> TypeGuard[Term]:
    return isinstance(node, Term) and not node.exact and len(node.text) >= LONG


def _joined(library: Library, kept: Sequence[Node], terms: Sequence[Term]) -> Node:
    """Terms that some article has together. The rarer ones say more: each is taken in
    as long as there is an article left. If no two are together, any of those that
    there are."""

    def articles(*some: Term) -> int:
        return library.find(str(Query(all_of([*kept, *some])))).articles

    counts = {each: articles(each) for each in terms}
    there = sorted(filter(counts.get, terms), key=counts.__getitem__)
    for first, rarest in enumerate(there):
        together = [rarest]
        for term in there[first + 1 :]:
            together += [term] if articles(*together, term) else []
        if len(together) > 1:
            return all_of(each for each in terms if each in together)
    return any_of(each for each in terms if each in there)
