"""Which articles a query matches, and where: its nodes, evaluated.

    Found ─┬─ articles  a flag for each, in the order of the slots
           └─ Matches   positions, sizes and terms, in order

A literal is looked up in the postings, everything else is arithmetic on the arrays
that come back: `and` and `or` of the flags, and a merge of the matches.

What each node finds, the articles and its matches in them:

    Term, Regex   those with a match: all of it in one passage
    In a zone     what the node inside finds, looking at the zone alone:
                  标题:(a b) has both in its title, 标题:(-a) has no a there
    In a field    those with the value, see `facets`; no matches
    Not           the others; no matches
    All, Any      those of all, or of any. A part of Any that an article doesn't
                  match leaves no matches there: in `(a b) OR c` the a without a b
    Near          those of matches of both sides near each other. A side without
                  matches, as Not, is near nothing
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tui.corpus.model import Page
from tui.index import exact, facets, near, pattern
from tui.index.block import Zone
from tui.index.blocks import Blocks
from tui.index.catalog import Catalog
from tui.index.fold import Positions, fold_term
from tui.index.query import All, Any, Field, In, Near, Node, Not, Regex, Term

Flags = npt.NDArray[np.bool_]

ZONES = {
    Field.TITLE: Zone.TITLE,
    Field.HEADING: Zone.HEADING,
    Field.CAPTION: Zone.CAPTION,
}


class Matches(NamedTuple):
    """Places in the text, in order, where two start together the longer one first;
    the arrays run in parallel."""

    positions: Positions
    sizes: Positions
    """In codes."""
    terms: Positions
    """Which of the query's terms, from 0."""
    articles: Positions
    """The number of the article that each is in."""

    def only(self, flags: Flags) -> Matches:
        return self if flags.all() else Matches(*(each[flags] for each in self))


class Found(NamedTuple):
    articles: Flags
    matches: Matches
    """All of them in these articles."""

    def only(self, articles: Flags) -> Found:
        """What is found in these articles, some of its own or more."""
        if not (self.articles & ~articles).any():
            return Found(articles, self.matches)
        return Found(articles, self.matches.only(articles[self.matches.articles]))


NOWHERE = Matches(*(np.zeros(0, np.int64),) * 4)


@dataclass(slots=True, eq=False)
class Evaluation:
    """Evaluates the nodes of one query."""

    pages: Sequence[Page]
    blocks: Blocks
    catalog: Catalog
    terms: list[str] = field(default_factory=list)
    """As typed, in the order in which they come."""
    problems: list[str] = field(default_factory=list)
    """What could not be searched for to its end, in words for the user."""
    _numbers: dict[str, int] = field(default_factory=dict)
    _zone: Zone | None = None

    def shown(self, node: Node) -> Found:
        """The matches of a query. An article without any, that matches by what it is
        or by what it lacks, has one: its title, of a term of its own, the last one,
        which is empty. Without a title it is the first passage; nothing, where
        folding leaves nothing of the article."""
        found = self.find(node) or self._nowhere(np.zeros(len(self.catalog), bool))
        bare = found.articles & ~self._having(found.matches)
        if not bare.any():
            return found
        starts, stops = self.blocks.heads()
        bare &= stops > starts
        if not bare.any():
            return found
        titles = self._of_term(len(self.terms), starts[bare], (stops - starts)[bare])
        self.terms.append("")
        return Found(found.articles, merged([found.matches, titles]))

    def find(self, node: Node) -> Found | None:
        """None where there is nothing to search for: the empty query, or a term of
        nothing but what folding drops."""
        match node:
            case Term():
                return self._term(node)
            case Regex():
                return self._regex(node)
            case Near():
                return self._near(node)
            case In(field, inner):
                return self._in(field, inner)
            case Not(inner):
                found = self.find(inner)
                return found and self._nowhere(~found.articles)
            case All(nodes):
                return self._together(nodes, np.logical_and)
            case Any(nodes):
                return self._together(nodes, np.logical_or)

    def _term(self, node: Term) -> Found | None:
        codes = fold_term(node.text)
        if not len(codes):
            return None
        number = self._number(node.text, codes.tobytes().hex())
        positions = self.blocks.find(codes)
        sizes = np.broadcast_to(np.int64(len(codes)), positions.shape)
        matches = self._zoned(number, positions, sizes)
        if node.exact:
            matches = matches.only(
                exact.flags(
                    self.pages, self.blocks, self.catalog, matches[:2], node.text
                )
            )
        return self._found(matches)

    def _regex(self, node: Regex) -> Found:
        positions, sizes, problem = pattern.find(node.pattern, self.blocks.texts())
        if problem:
            self.problems.append(problem)
        text = f"/{node.pattern}/"
        number = self._number(text, text)
        return self._found(self._zoned(number, positions, sizes))

    def _near(self, node: Near) -> Found | None:
        left, right = self.find(node.left), self.find(node.right)
        if left is None or right is None:
            return left or right
        flags = near.flags(_spans(left), _spans(right), node.within)
        sides = zip((left.matches, right.matches), flags, strict=True)
        return self._found(merged([each.only(kept) for each, kept in sides]))

    def _in(self, field: Field, node: Node) -> Found | None:
        if field not in ZONES:
            flags = facets.having(self.catalog, field, node, self.problems.append)
            return None if flags is None else self._nowhere(flags)
        outer, self._zone = self._zone, ZONES[field]
        found = self.find(node)
        self._zone = outer
        return found

    def _together(
        self, nodes: Sequence[Node], join: Callable[[Flags, Flags], Flags]
    ) -> Found | None:
        found = [each for each in map(self.find, nodes) if each is not None]
        if len(found) < 2:
            return found[0] if found else None
        articles = reduce(join, (each.articles for each in found))
        parts = [each.only(articles) for each in found]
        return Found(articles, merged([each.matches for each in parts]))

    def _number(self, text: str, key: str) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.terms)
            self.terms.append(text)
        return self._numbers[key]

    def _of_term(self, number: int, positions: Positions, sizes: Positions) -> Matches:
        terms = np.broadcast_to(np.int64(number), positions.shape)
        return Matches(positions, sizes, terms, self.blocks.owners(positions))

    def _zoned(self, number: int, positions: Positions, sizes: Positions) -> Matches:
        """The matches of a term that are in the zone."""
        if self._zone is not None:
            flags = self.blocks.within(self._zone, positions, sizes)
            positions, sizes = positions[flags], sizes[flags]
        return self._of_term(number, positions, sizes)

    def _found(self, matches: Matches) -> Found:
        """Matches, with the articles that they are in."""
        having = self._having(matches)
        return Found(having, matches).only(having & self.catalog.alive)

    def _having(self, matches: Matches) -> Flags:
        """Which articles have matches."""
        flags = np.zeros(len(self.catalog), bool)
        flags[matches.articles] = True
        return flags

    def _nowhere(self, articles: Flags) -> Found:
        return Found(articles & self.catalog.alive, NOWHERE)


def merged(parts: Sequence[Matches]) -> Matches:
    """Matches in one order; a match that is there twice stays once."""
    filled = [part for part in parts if len(part.positions)]
    if len(filled) < 2:
        return filled[0] if filled else NOWHERE
    every = Matches(*map(np.concatenate, zip(*filled, strict=True)))
    keys = _keys(every)
    # Timsort takes in sorted parts as they are.
    order = np.argsort(keys, kind="stable")
    ordered = Matches(*(each[order] for each in every))
    return ordered.only(np.diff(keys[order], prepend=-1) > 0)


def _keys(matches: Matches) -> Positions:
    """Numbers by which matches are sorted; equal for equal matches."""
    positions, sizes, terms, _ = matches
    longest, kinds = int(sizes.max()), int(terms.max()) + 1
    keys: Positions = (positions * (longest + 1) + longest - sizes) * kinds + terms
    return keys


def _spans(found: Found) -> near.Spans:
    starts, sizes, _, articles = found.matches
    return near.Spans(starts, starts + sizes, articles)
