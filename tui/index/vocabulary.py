"""What a corpus calls things, found by how it begins or by how it is typed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import chain, pairwise, zip_longest
from threading import Lock

from tui.corpus.model import Page
from tui.index.pinyin import Candidate, Kind, Spellings
from tui.index.words import Words

STEM = re.compile(r"(.{2,}?)(?:街道办事处|街道|镇|乡|区|县|市|旗|社区|村)")
"""A place without what it is: 工业路街道 is spoken of as 工业路."""

PIECE = re.compile(r"\w{2,}")
"""A title is completed as far as its next blank or mark."""

EACH = 12
"""Names of each kind that are handed out; more would be a flood."""

LOOKED_AT = 60
"""Names of all kinds that these are taken from."""

SAMPLE = 300_000
"""Characters that are read to tell which words of the dictionary the corpus uses."""

Name = tuple[str, Kind]


class Vocabulary:
    """Names of the corpus, and the words of a dictionary. It only grows: a page that
    is gone leaves its names. Any thread may ask, and any may teach it more."""

    def __init__(self) -> None:
        self._pages: Sequence[Page] = ()
        self._names = Spellings()
        self._dictionary = Spellings()
        self._tables: defaultdict[str, dict[str, Kind]] = defaultdict(dict)
        """The names, and the pieces of titles, by their first characters."""
        self._words: Words | None = None
        self._lock = Lock()

    def read(self, pages: Sequence[Page]) -> None:
        """Take in the names on the pages that are new since the last call."""
        with self._lock:
            pairs = zip_longest(pages, self._pages[: len(pages)])
            names = [
                name
                for page, known in pairs
                if page is not known
                for name in names_of(page)
            ]
            self._names = self._names.add(chain(names, _stems(names)))
            self._add_pieces(names)
            self._pages = pages

    def learn(self, words: Words) -> None:
        """Take in the words of the dictionary; of a small corpus those it has."""
        used = _by_use(words.words(), self._pages)
        self._dictionary, self._words = Spellings.of(used, Kind.WORD), words

    def spelled(self, typed: str) -> Iterator[Candidate]:
        """Names and words, or parts of them, that may be typed so; of each kind the
        best first."""
        found = [self._names.find(typed, LOOKED_AT), self._dictionary.find(typed, EACH)]
        counts = Counter[Kind]()
        for candidate in chain(*found):
            counts[candidate.kind] += 1
            if counts[candidate.kind] <= EACH:
                yield candidate

    def beginning(self, prefix: str) -> Iterator[Name]:
        """Longer names that begin so, places and the shorter ones first; then words,
        the most frequent first."""
        folded = prefix.casefold()
        # A copy, for another thread may be adding names.
        names = self._tables.get(folded[:1], {}).copy()
        longer = (
            (kind, len(name), name)
            for name, kind in names.items()
            if len(name) > len(prefix) and name.casefold().startswith(folded)
        )
        for kind, _, name in nsmallest(EACH, longer):
            yield name, kind
        if self._words is not None:
            for word in self._words.starting_with(prefix, EACH):
                yield word, Kind.WORD

    def _add_pieces(self, names: Iterable[Name]) -> None:
        for name, kind in names:
            for piece in PIECE.findall(name) if kind is Kind.TITLE else [name]:
                table = self._tables[piece[:1].casefold()]
                table[piece] = min(kind, table.get(piece, kind))


def names_of(page: Page) -> Iterator[Name]:
    """Its places, the people of its bylines, its titles and headings."""
    for article in page.articles:
        places = [each.name for each in (article.district, article.office) if each]
        for place in (*places, article.unit, article.community):
            if place:
                yield place, Kind.PLACE
        for byline in article.bylines:
            yield from ((name, Kind.NAME) for name in byline.names)
        heads = (article.title, *(section.heading for section in article.sections))
        yield from ((head, Kind.TITLE) for head in heads if head)


def named(page: Page) -> Iterator[str]:
    """Those of its names that are one word: of places and people."""
    return (name for name, kind in names_of(page) if kind is not Kind.TITLE)


def _stems(names: Iterable[Name]) -> Iterator[Name]:
    for name, kind in names:
        if kind is Kind.PLACE and (stem := STEM.fullmatch(name)):
            yield stem[1], kind


def _by_use(words: Sequence[str], pages: Sequence[Page]) -> Iterator[str]:
    """The words, those first that a sample of the pages uses most. If that is all the
    pages, they are left out that it doesn't use: what words a small corpus has would
    be lost among the hundreds of a dictionary that are typed alike.

    No word is looked for: it is used as often as the rarest two characters that stand
    side by side in it, which is exact for most words, as they have no more.
    """
    size = sum(len(page.text) for page in pages)
    sample = pages[:: max(1, size // SAMPLE)]
    texts = ("".join(page.text.split()) for page in sample)
    pairs = Counter(a + b for text in texts for a, b in pairwise(text))
    by_use = defaultdict[int, list[str]](list)
    for word in words:
        by_use[min(pairs.get(a + b, 0) for a, b in pairwise(word))].append(word)
    if len(sample) == len(pages):
        by_use.pop(0, None)
    # Not sorted all at once: no other thread would run meanwhile.
    return (word for use in sorted(by_use, reverse=True) for word in by_use[use])
