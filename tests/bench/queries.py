"""The queries of the benchmark: 38 of eight kinds, drawn from the corpus itself.

A place in the text is drawn, and what stands there is asked for: the more often the
likelier. The draw is seeded: the same pages get the same queries. What makes a kind
hard is that an engine whose unit isn't the character has to work around it:

    one        a character
    two, four  what jieba takes for a word, or for two
    crossing   the end of one word and the start of the next: 商引资, 路街
    rare       three words that are found together at most three times
    latin      Latin letters and digits, and the same with Chinese behind: 2024年
    and        two words of one passage
    long       a piece of a sentence, marks included
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, combinations, pairwise
from random import Random
from typing import NamedTuple

from tui.corpus.model import Page

SEED = 4
TRIES = 20_000
"""Draws until a corpus is taken for too small."""
RARE, LONG = 3, 16
"""How often rare words may be found; the characters of a long piece."""

CHINESE = re.compile(r"[\u4e00-\u9fff]+")
LATIN = re.compile(r"([A-Za-z0-9]+(?:[ .][A-Za-z0-9]+)*)([\u4e00-\u9fff]?)")
QUOTES = re.compile(r"[\"'“”‘’\\]")
"""They would end a query that is quoted."""

Terms = tuple[str, ...]
Words = Sequence[str]


class Asked(NamedTuple):
    """A query: all of its terms, in one article."""

    kind: str
    terms: Terms

    def __str__(self) -> str:
        """As it is typed; quoted, so that it is text whatever it holds."""
        return " ".join(f'"{term}"' for term in self.terms)


class Kind(NamedTuple):
    count: int
    pieces: Callable[[str, Words], Sequence[Terms]]
    """What could be asked for, of a passage and its words."""
    most: float = float("inf")
    """How often it may be found in the corpus."""


def queries(pages: Sequence[Page], seed: int = SEED) -> list[Asked]:
    """Raises ValueError where the pages are too few for so many different ones."""
    texts = [page.read(passage) for page in pages for passage in page.passages]
    ends = [*accumulate(map(len, texts))]
    whole = "\n".join(texts)
    random = Random(seed)
    found: dict[Asked, None] = {}
    for name, kind in KINDS.items():
        wanted = len(found) + kind.count
        for _ in range(TRIES):
            (text,) = random.choices(texts, cum_weights=ends)
            terms = _drawn(random, text, kind)
            if terms and (kind.most > len(whole) or whole.count(terms[0]) <= kind.most):
                found[Asked(name, terms)] = None
            if len(found) == wanted:
                break
        else:
            raise ValueError(f"too few pages for {kind.count} queries: {name}")
    return [*found]


def _drawn(random: Random, text: str, kind: Kind) -> Terms | None:
    pieces = kind.pieces(text, _words(text))
    return random.choice(pieces) if pieces else None


def _words(text: str) -> Words:
    import jieba

    jieba.setLogLevel("ERROR")
    words: Words = jieba.lcut(text)
    return words


def _characters(text: str, _: Words) -> Sequence[Terms]:
    return [(char,) for char in text if CHINESE.match(char)]


def _twos(_: str, words: Words) -> Sequence[Terms]:
    return [(word,) for word in words if len(word) == 2 and CHINESE.fullmatch(word)]


def _fours(_: str, words: Words) -> Sequence[Terms]:
    pairs = [a + b for a, b in pairwise(words) if len(a) == len(b) == 2]
    fours = [*pairs, *(word for word in words if len(word) == 4)]
    return [(four,) for four in fours if CHINESE.fullmatch(four)]


def _crossings(_: str, words: Words) -> Sequence[Terms]:
    cut = [(a, b) for a, b in pairwise(words) if len(a) > 1 and len(b) > 1]
    ends = [each for a, b in cut for each in (a[-1] + b[0], a[-1] + b)]
    return [(end,) for end in ends if CHINESE.fullmatch(end)]


def _threes(_: str, words: Words) -> Sequence[Terms]:
    """Three words that follow each other."""
    runs = ["".join(words[at : at + 3]) for at in range(len(words) - 2)]
    return [(run,) for run in runs if len(run) > 4 and CHINESE.fullmatch(run)]


def _latin(text: str, _: Words) -> Sequence[Terms]:
    found = [each.groups() for each in LATIN.finditer(text)]
    terms = [term for latin, behind in found for term in {latin, latin + behind}]
    return [(term,) for term in sorted(terms) if len(term) > 1]


def _pairs(text: str, words: Words) -> Sequence[Terms]:
    twos = dict.fromkeys(word for (word,) in _twos(text, words))
    return [*combinations(twos, 2)]


def _pieces(text: str, _: Words) -> Sequence[Terms]:
    cuts = [text[at : at + LONG] for at in range(0, len(text) - LONG, LONG)]
    return [(cut,) for cut in cuts if not QUOTES.search(cut) and cut == cut.strip()]


KINDS: Mapping[str, Kind] = {
    "one": Kind(4, _characters),
    "two": Kind(6, _twos),
    "four": Kind(6, _fours),
    "crossing": Kind(6, _crossings),
    "rare": Kind(5, _threes, RARE),
    "latin": Kind(5, _latin),
    "and": Kind(4, _pairs),
    "long": Kind(2, _pieces),
}
