"""Queries evaluated the obvious slow way: article by article, code by code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tui.corpus.model import Article, Kind, MarkKind, Page
from tui.corpus.outline import ArticleId
from tui.index.library import Hits, Library
from tui.index.query import All, Any, Field, In, Near, Node, Not, Regex, Term

Fold = Callable[[str], str]

UNKNOWN = ("未识别", "?", "？")


class Row(NamedTuple):
    """What a hit says, apart from the section and the page's text."""

    id: ArticleId
    passage: int
    start: int
    stop: int
    term: int


def rows(hits: Hits) -> list[Row]:
    return [
        Row(hit.id, hit.passage, hit.start, hit.stop, hit.term)
        for hit in map(hits.__getitem__, range(len(hits)))
    ]


class Code(NamedTuple):
    unit: str
    """A UTF-16 code unit of the folded text; a line feed ends a passage."""
    passage: int
    origin: int
    """The character that left it, in the passage as it is read."""


class Match(NamedTuple):
    """By the codes of an article."""

    start: int
    size: int
    term: int


Result = tuple[bool, set[Match]] | None
"""Whether an article matches, and where; None where nothing is asked for."""


def units(text: str) -> list[str]:
    data = text.encode("utf-16-le", "surrogatepass")
    pairs = (data[at : at + 2] for at in range(0, len(data), 2))
    return [pair.decode("utf-16-le", "surrogatepass") for pair in pairs]


def read(page: Page, passage: int) -> str:
    return page.read(page.passages[passage])


@dataclass
class Plain:
    """Evaluates queries over one library."""

    library: Library
    fold: Fold
    terms: list[str] = field(default_factory=list)
    """Their keys, by number."""

    def rows(self, root: Node) -> list[Row]:
        """All hits, in reading order."""
        self._number_terms(root)
        return [
            row
            for id_ in self.library.outline.articles
            for row in self._rows_of(id_, root)
        ]

    def _rows_of(self, id_: ArticleId, root: Node) -> Iterator[Row]:
        page, article = self.library.page(id_), self.library.article(id_)
        codes = [*self.codes(page, article)]
        matched, matches = self._find(root, page, article, codes, None) or (False, ())
        if not matched:
            return
        for at, size, term in sorted(
            matches, key=lambda each: (each.start, -each.size, each.term)
        ) or self._head(page, codes):
            first, last = codes[at], codes[at + size - 1]
            yield Row(id_, first.passage, first.origin, last.origin + 1, term)

    def codes(self, page: Page, article: Article) -> Iterator[Code]:
        for passage in range(article.first, article.last):
            for origin, char in enumerate(read(page, passage)):
                for unit in units(self.fold(char)):
                    yield Code(unit, passage, origin)
            yield Code("\n", passage, -1)

    def _head(self, page: Page, codes: Sequence[Code]) -> list[Match]:
        """The title, or else the first passage that folding leaves something of."""
        filled = list(dict.fromkeys(each.passage for each in codes if each.origin >= 0))
        titles = [each for each in filled if page.passages[each].kind is Kind.TITLE]
        for passage in (titles or filled)[:1]:
            own = [
                at
                for at, each in enumerate(codes)
                if each.passage == passage and each.origin >= 0
            ]
            return [Match(own[0], len(own), len(self.terms))]
        return []

    def _key(self, node: Term | Regex) -> str:
        if isinstance(node, Regex):
            return f"/{node.pattern}/"
        return "".join(map(self.fold, node.text))

    def _number_terms(self, node: Node) -> None:
        match node:
            case Term() | Regex():
                key = self._key(node)
                if key and key not in self.terms:
                    self.terms.append(key)
            case Not(inner):
                self._number_terms(inner)
            case In(Field.TITLE | Field.HEADING | Field.CAPTION, inner):
                self._number_terms(inner)
            case Near(left, right, _):
                self._number_terms(left)
                self._number_terms(right)
            case All(nodes) | Any(nodes):
                for each in nodes:
                    self._number_terms(each)

    def _find(
        self,
        node: Node,
        page: Page,
        article: Article,
        codes: Sequence[Code],
        zone: Field | None,
    ) -> Result:
        def find(inner: Node, zone: Field | None = zone) -> Result:
            return self._find(inner, page, article, codes, zone)

        match node:
            case Term() | Regex():
                if not self._key(node):
                    return None
                found = {
                    each
                    for each in self._leaf(node, page, codes)
                    if zone is None or _inside(page, codes, each, zone)
                }
                return bool(found), found
            case In(Field.TITLE | Field.HEADING | Field.CAPTION as inner, node):
                return find(node, inner)
            case In(other, node):
                flag = self._having(other, node, article)
                return None if flag is None else (flag, set())
            case Not(inner):
                result = find(inner)
                return result and (not result[0], set())
            case Near(left, right, within):
                sides = [find(left), find(right)]
                if None in sides:
                    return sides[0] or sides[1]
                one, other = (matches if own else set() for own, matches in sides)
                near = {
                    each
                    for pair in ((a, b) for a in one for b in other)
                    if 0 <= _gap(*pair) <= within
                    for each in pair
                }
                return bool(near), near
            case All(nodes) | Any(nodes):
                parts = [each for each in map(find, nodes) if each is not None]
                if not parts:
                    return None
                join = all if isinstance(node, All) else any
                if not join(own for own, _ in parts):
                    return False, set()
                return True, {each for own, matches in parts if own for each in matches}

    def _leaf(
        self, node: Term | Regex, page: Page, codes: Sequence[Code]
    ) -> Iterator[Match]:
        number = self.terms.index(self._key(node))
        text = "".join(each.unit for each in codes)
        if isinstance(node, Regex):
            start = 0
            for passage in text.splitlines(keepends=True):
                for found in re.finditer(node.pattern, passage[:-1], re.I):
                    if found[0]:
                        yield Match(start + found.start(), len(found[0]), number)
                start += len(passage)
            return
        wanted = "".join(units(self._key(node)))
        for at in range(len(text)):
            if text.startswith(wanted, at) and _whole(codes, at, at + len(wanted)):
                if node.exact and not self._is_exact(
                    node.text.strip(), page, codes[at]
                ):
                    continue
                yield Match(at, len(wanted), number)

    def _is_exact(self, wanted: str, page: Page, first: Code) -> bool:
        """Whether the characters stand in the text, the first that counts there."""
        lead = next(at for at, char in enumerate(wanted) if self.fold(char))
        start = first.origin - lead
        text = read(page, first.passage)
        return start >= 0 and text[start : start + len(wanted)] == wanted

    def _having(self, field_: Field, node: Node, article: Article) -> bool | None:
        match node:
            case Term(text, exact):
                wanted = text.strip()
                if not self._key(node):
                    return None
                names = values(field_, article)
                if field_ is Field.YEAR:
                    return any(_dated(date, wanted) for date, _ in names)
                if exact:
                    return any(name == wanted for name, _ in names)
                if wanted in UNKNOWN:
                    return any(not name for name, _ in names)
                return not self._named(field_, wanted).isdisjoint(names)
            case Not(inner):
                flag = self._having(field_, inner, article)
                return None if flag is None else not flag
            case All(nodes) | Any(nodes):
                flags = [self._having(field_, each, article) for each in nodes]
                known = [each for each in flags if each is not None]
                join = all if isinstance(node, All) else any
                return join(known) if known else None
        raise NotImplementedError(node)

    def _named(self, field_: Field, wanted: str) -> set[tuple[str, str | None]]:
        """The values that a name means in this library."""
        every = {
            each
            for id_ in self.library.outline.articles
            for each in values(field_, self.library.article(id_))
        }
        folded = "".join(map(self.fold, wanted))

        def fold(name: str) -> str:
            return "".join(map(self.fold, name))

        found = {each for each in every if fold(each[0]) == folded or each[1] == wanted}
        found = found or {each for each in every if folded in fold(each[0])}
        codes = {code for _, code in found if code}
        return found | {each for each in every if each[1] in codes}


def values(field_: Field, article: Article) -> list[tuple[str, str | None]]:
    """The names and codes that an article has in a field."""
    match field_:
        case Field.DISTRICT | Field.OFFICE:
            place = article.district if field_ is Field.DISTRICT else article.office
            return [(place.name, place.code) if place else ("", None)]
        case Field.UNIT:
            return [(article.unit or "", None)]
        case Field.COMMUNITY:
            return [(article.community or "", None)]
        case Field.YEAR:
            return [(article.date or "", None)]
    wanted, alone = ("记者", True) if field_ is Field.REPORTER else ("通讯员", False)
    names = [
        (name, None)
        for byline in article.bylines
        if (alone if byline.role is None else wanted in byline.role)
        for name in byline.names
    ]
    return names or [("", None)]


def _dated(date: str, wanted: str) -> bool:
    if wanted in UNKNOWN:
        return not date
    if re.fullmatch(r"\d{4}-\d{4}", wanted):
        first, last = sorted((int(wanted[:4]), int(wanted[5:])))
        return date[:4] in map(str, range(first, last + 1))
    return bool(date) and (date + "-").startswith(wanted + "-")


def _gap(one: Match, other: Match) -> int:
    """The codes between two matches; negative where they overlap."""
    first, second = sorted((one, other))
    return second.start - first.start - first.size


def _whole(codes: Sequence[Code], start: int, stop: int) -> bool:
    return codes[start - 1][1:] != codes[start][1:] and (
        codes[stop][1:] != codes[stop - 1][1:]
    )


def _inside(page: Page, codes: Sequence[Code], match: Match, zone: Field) -> bool:
    own = codes[match.start : match.start + match.size]
    passage = page.passages[own[0].passage]
    kinds = {
        Field.TITLE: (Kind.TITLE, Kind.KICKER),
        Field.HEADING: (Kind.HEADING,),
        Field.CAPTION: (Kind.CAPTION,),
    }
    if passage.kind in kinds[zone]:
        return True
    return zone is Field.HEADING and any(
        mark.kind is MarkKind.HEADING
        and mark.start <= own[0].origin
        and own[-1].origin < mark.end
        and passage.kind not in (Kind.TITLE, Kind.KICKER, Kind.CAPTION)
        for mark in passage.marks
    )
