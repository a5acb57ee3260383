"""What may be meant by a word that is being typed, and how often it is found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from tui.corpus.model import Span
from tui.index.catalog import READ
from tui.index.choices import choices
from tui.index.fold import fold_term
from tui.index.lexer import FIELDS, Field, Sign, tokens
from tui.index.library import Library
from tui.index.pinyin import Kind, Rank, is_pinyin
from tui.index.query import In, Query, Term
from tui.index.readings import is_misread, keys_of
from tui.index.vocabulary import Vocabulary

SAMPLE = 20
"""Hits that are looked at for the Latin words they are part of."""

MISREAD = 1 + len(Rank)
"""The rank of a word that is read otherwise; before it come Latin words, then what is
spelled so."""

KINDS = {Field.REPORTER: Kind.NAME, Field.CORRESPONDENT: Kind.NAME, Field.YEAR: None}
"""What the values of a field are that are no places."""

CHINESE = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff]")
LETTER = re.compile(r"[A-Za-z]")
LATIN = re.compile(r"[0-9A-Za-zÀ-ɏ０-９Ａ-Ｚａ-ｚ]+")


@dataclass(frozen=True, slots=True)
class Completion:
    text: str
    """As the corpus or the dictionary has it."""
    kind: Kind | None
    """None for Latin words of the corpus, and for years."""
    count: int
    """Its hits: one at least."""


def typed_at(query: str, caret: int) -> tuple[str, Span]:
    """The word or phrase that the caret stands in or behind, and which characters of
    the query it takes, quotes included; an empty one where there is none."""
    for token in tokens(query):
        inside = token.inner.start <= caret <= token.inner.end
        if inside and token.sign in (Sign.WORD, Sign.PHRASE):
            return token.text, Span(token.start, token.end)
    return "", Span(caret, caret)


def field_at(query: str, start: int) -> Field | None:
    """The field whose name stands directly before what starts there."""
    for token in tokens(query):
        if token.sign is Sign.FIELD and token.end == start:
            return FIELDS[token.text.lower()]
    return None


def literal(text: str, field: Field | None = None) -> str:
    """The query that means the text as it stands, in a field."""
    return str(Query(Term(text) if field is None else In(field, Term(text))))


def completions(
    library: Library,
    vocabulary: Vocabulary,
    typed: str,
    limit: int = 12,
    wanted: Callable[[], bool] = lambda: True,
    field: Field | None = None,
) -> list[Completion]:
    """First the Latin words of the corpus that have in them what was typed; then names
    and words that are spelled so in pinyin, in full or shortened, or begin so; then
    parts of names; last words that are read otherwise. Among these the most frequent
    first. Behind the name of a field its values, or what is found in it.

    Only what has hits, once for texts that fold alike, and never what was typed
    itself. As soon as `wanted` says no, the rest is left."""
    if field is not None and field in READ:
        return _values(library, field, typed, limit, wanted)
    vocabulary.read(library.pages)
    found: dict[bytes, tuple[int, Completion]] = {}
    offers = sorted(_offers(library, vocabulary, typed), key=itemgetter(0))
    for rank, text, kind in offers:
        if not wanted():
            break
        folded = fold_term(text).tobytes()
        if text != typed and folded not in found:
            count = len(library.find(literal(text, field)))
            found[folded] = rank, Completion(text, kind, count)
    best = sorted(found.values(), key=_order)
    return [each for _, each in best if each.count][:limit]


def _values(
    library: Library,
    field: Field,
    typed: str,
    limit: int,
    wanted: Callable[[], bool],
) -> list[Completion]:
    """The values of a field that may be meant; namesakes are one."""
    kind = KINDS.get(field, Kind.PLACE)
    found = dict[bytes, Completion]()
    for name in choices(library, field, typed):
        if not wanted() or len(found) == limit:
            break
        folded = fold_term(name).tobytes()
        if name != typed and folded not in found:
            count = len(library.find(literal(name, field)))
            found[folded] = Completion(name, kind, count)
    return [*found.values()]


def _order(ranked: tuple[int, Completion]) -> tuple[int, int, int]:
    rank, completion = ranked
    return rank, -completion.count, len(completion.text)


def _offers(
    library: Library, vocabulary: Vocabulary, typed: str
) -> Iterator[tuple[int, str, Kind | None]]:
    """What may be meant; the number is less for what is surer."""
    chinese = CHINESE.search(typed)
    if LETTER.search(typed) and not chinese:
        yield from ((0, word, None) for word in _latin(library, typed))
    if is_pinyin(typed):
        keys = keys_of(typed)
        for text, kind, rank in vocabulary.spelled(typed):
            yield (MISREAD if is_misread(keys, text) else 1 + rank), text, kind
    if chinese:
        yield from ((1, name, kind) for name, kind in vocabulary.beginning(typed))


def _latin(library: Library, typed: str) -> list[str]:
    """The Latin words that the first hits stand in, the most frequent ones."""
    hits = library.find(literal(typed))
    words = Counter(
        _whole(hits.text_of(hit), hit.start, hit.stop) for hit in islice(hits, SAMPLE)
    )
    return [word for word, _ in words.most_common(3)]


def _whole(text: str, start: int, stop: int) -> str:
    """The Latin words that a part of a text stands in."""
    for word in LATIN.finditer(text):
        if word.start() < stop and start < word.end():
            start, stop = min(start, word.start()), max(stop, word.end())
    return text[start:stop]
