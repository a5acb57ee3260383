"""What some articles speak of more than the rest of the corpus does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain
from math import log

from tui.corpus.model import Kind
from tui.corpus.outline import ArticleId
from tui.index.library import Library
from tui.index.words import Words, says_something

READ = (Kind.TITLE, Kind.HEADING, Kind.PARAGRAPH)

ENOUGH = 60_000
"""Characters that are cut into words, for that takes some 5 µs each."""

SHARE = 300
"""Characters of an article that are read at the least: of many articles some."""

CANDIDATES = 60
"""Words that are searched for: each costs as much as a key of a query."""

NUMBER = re.compile(r"[\W\d_〇零一二三四五六七八九十百千万亿两]+[元年月日]?")


@dataclass(frozen=True, slots=True)
class Keyword:
    text: str
    count: int
    """How often it occurs in the articles, within longer words too: what a search
    for it finds."""

    score: float
    """Greater than 0, the best first; comparable within one answer."""


def keywords(
    library: Library, words: Words, articles: Sequence[ArticleId], limit: int = 8
) -> list[Keyword]:
    """The words of the articles by tf · idf, the best first.

    How many articles of the corpus have a word is asked of the index, so only these
    articles are cut into words. Of a word and a longer one that it is mostly part of,
    the longer one is taken.
    """
    counts = _counts(library, words, articles)
    ranks = [library.outline.rank[each] for each in articles]
    likely = nlargest(CANDIDATES, counts, key=lambda at: counts[at] * words.rarity(at))
    tried = [_tried(library, ranks, word, counts[word]) for word in likely]
    found = [each for each in tried if each.count]
    kept = [each for each in found if not _is_part(each, found)]
    return nlargest(limit, kept, key=lambda each: each.score)


def literal(word: str) -> str:
    """The query for a word as it is, whatever it means in the query language."""
    return f'"{word}"'


def _counts(
    library: Library, words: Words, articles: Sequence[ArticleId]
) -> Counter[str]:
    """How often each word occurs that may be a keyword."""
    names = _names(library, articles)
    every = chain.from_iterable(map(words.cut, _texts(library, articles)))
    return Counter(each for each in every if _may_be(each) and each not in names)


def _tried(
    library: Library, ranks: Sequence[int], word: str, frequency: int
) -> Keyword:
    """Its idf is that of BM25 as Lucene has it, which no word brings below 0."""
    hits = library.find(literal(word))
    having = hits.articles
    others = len(library.outline.articles) - having
    idf = log(1 + (others + 0.5) / (having + 0.5))
    return Keyword(word, int(hits.counts()[ranks].sum()), frequency * idf)


def _is_part(keyword: Keyword, found: Iterable[Keyword]) -> bool:
    """Whether a longer one has at least half of its occurrences."""
    return any(
        len(other.text) > len(keyword.text)
        and keyword.text in other.text
        and 2 * other.count >= keyword.count
        for other in found
    )


def _may_be(word: str) -> bool:
    return len(word) > 1 and says_something(word) and not NUMBER.fullmatch(word)


def _names(library: Library, articles: Sequence[ArticleId]) -> set[str]:
    """Who wrote the articles: they are not what the articles are about."""
    bylines = (each for id_ in articles for each in library.article(id_).bylines)
    return {name for byline in bylines for name in byline.names}


def _texts(library: Library, articles: Sequence[ArticleId]) -> Iterator[str]:
    """The beginnings of the articles, or of some that stand evenly among them."""
    step = max(1, -(-len(articles) * SHARE // ENOUGH))
    chosen = articles[::step]
    for id_ in chosen:
        yield _text(library, id_)[: ENOUGH // len(chosen)]


def _text(library: Library, id_: ArticleId) -> str:
    page, article = library.page(id_), library.article(id_)
    passages = page.passages[article.first : article.last]
    return "\n".join(page.read(each) for each in passages if each.kind in READ)
