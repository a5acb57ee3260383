"""Where Chinese words begin and end, by jieba: the only module that knows it.

It never decides what exists, for search is by characters. It completes what is being
typed, takes a long query apart, finds the word under a cursor, and tells whether a hit
is a word of its own.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from heapq import nlargest
from itertools import accumulate
from math import log
from pathlib import Path
from typing import Any

from tui.index import dictionary
from tui.index.frequencies import Frequencies

RUN = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")
"""What jieba cuts at one go (`jieba.re_han_default`): no word reaches beyond it, and
what stands outside has no say in where its words end."""

CHINESE = re.compile(r"[\u4e00-\u9fd5]{2,}")

UNBROKEN = re.compile(
    r"[0-9０-９]{1,3}(?:,[0-9０-９]{3})+(?:[.．][0-9０-９]+)?"
    r"|[0-9０-９]+[.．][0-9０-９]+"
    r"|[0-9A-Za-zÀ-ɏ０-９Ａ-Ｚａ-ｚ]+"
)
"""A number or a Latin word, which jieba cuts into characters where it is full-width."""

REACH = 200
"""How far from a character the text is looked at to find its word."""

CONTEXT = 16
"""The same for the ends of a hit: thousands are asked about, one by one."""

REMEMBERED = 1 << 13
"""Contexts of hits whose words are kept."""


class Words:
    """jieba's dictionary and the corpus's own names.

    One thread at a time may add names; any may read meanwhile.
    """

    def __init__(self, tokenizer: Any, frequencies: Frequencies) -> None:
        """`tokenizer` is a `jieba.Tokenizer` that cuts by these frequencies."""
        self._tokenizer = tokenizer
        self._frequencies = frequencies
        self._names: set[str] = set()
        self._boundaries = lru_cache(REMEMBERED)(self._cut_at)

    @classmethod
    def load(cls, names: Iterable[str] = (), folder: Path | None = None) -> Words:
        """Read the dictionary, from the cache in `folder` if there is a good one: by
        default the user's cache folder. No other thread waits longer than some
        milliseconds meanwhile.

        Raises OSError where jieba's own dictionary can't be read.
        """
        if folder is None:
            from platformdirs import user_cache_path

            folder = user_cache_path("jiedu")
        jieba = _jieba()
        source = Path(jieba.__file__).with_name("dict.txt")
        frequencies = dictionary.load(source, jieba.__version__, folder)
        words = cls(_tokenizer(jieba, frequencies), frequencies)
        words.add(names)
        return words

    def add(self, names: Iterable[str]) -> None:
        """Make each name one word, as frequent as that takes. Passed over are single
        characters and names with a sign at which jieba cuts before it looks."""
        for name in names:
            if name in self._names or len(name) < 2 or not RUN.fullmatch(name):
                continue
            self._names.add(name)
            self._tokenizer.add_word(name)
        self._boundaries.cache_clear()

    def cut(self, text: str) -> list[str]:
        """The words of the text, and what stands between them; joined they are it."""
        words: list[str] = self._tokenizer.lcut(text)
        return words

    def word_at(self, text: str, offset: int) -> tuple[int, int]:
        """Start and stop of the word that holds the character at `offset`.

        Raises IndexError where there is none.
        """
        offset = range(len(text))[offset]
        start, stop = _run(text, offset)
        for word in self.cut(text[start:stop]):
            if offset < start + len(word):
                return start, start + len(word)
            start += len(word)
        return offset, offset + 1

    def is_whole(self, before: str, term: str, after: str) -> bool:
        """Whether a term that is found between these texts begins where a word does
        and stops where one does; a number or a Latin word is one."""
        before, after = before[-CONTEXT:], after[:CONTEXT]
        ends = {len(before), len(before) + len(term)}
        return ends <= self._boundaries(before + term + after)

    def starting_with(self, prefix: str, limit: int = 50) -> list[str]:
        """Words that start with the prefix and are longer, most frequent first."""
        longer = (
            each for each in self._frequencies.beginning(prefix) if each != prefix
        )
        return nlargest(limit, longer, key=self._frequencies.__getitem__)

    def parts(self, query: str) -> list[str]:
        """The words of a query that say something, in order, each once."""
        return [word for word in dict.fromkeys(self.cut(query)) if says_something(word)]

    def words(self) -> Sequence[str]:
        """All Chinese words and names of two characters or more, most frequent first;
        made anew at each call, in about 0.1 s."""
        return [*filter(CHINESE.fullmatch, self._frequencies.most_frequent_first())]

    def rarity(self, word: str) -> float:
        """log(n / frequency) among the n words that jieba's dictionary was counted
        from; a word that isn't in it counts as found once."""
        return log(self._tokenizer.total / (self._frequencies.get(word) or 1))

    def _cut_at(self, text: str) -> frozenset[int]:
        """Where the text is cut: its ends, and between its words."""
        bounds = {0, *accumulate(map(len, self.cut(text)))}
        for unbroken in UNBROKEN.finditer(text):
            bounds.difference_update(range(unbroken.start() + 1, unbroken.end()))
        return frozenset(bounds)


def says_something(word: str) -> bool:
    """Whether a word is worth being searched for by itself: no mark, no single Chinese
    character, none that any page has."""
    if len(word) < 2 and not word.isascii():
        return False
    return any(map(str.isalnum, word)) and word not in _stop_words()


@cache
def _stop_words() -> frozenset[str]:
    path = Path(__file__).with_name("data") / "stopwords.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(each for each in lines if each[:1] != "#").split())


def _tokenizer(jieba: Any, frequencies: Frequencies) -> Any:
    """A tokenizer of our own, for names added to jieba's global one would be words in
    every corpus of the process."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ = frequencies
    tokenizer.total = frequencies.total
    tokenizer.initialized = True
    return tokenizer


def _jieba() -> Any:
    """jieba without its warnings, of its escapes when it is compiled, Python 3.12 on
    (fxsjy/jieba#1050), and without pkg_resources, which warns, too (#1026), and takes
    ten times as long to import as jieba: it does as well without."""
    is_there = "pkg_resources" in sys.modules
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        modules: dict[str, Any] = sys.modules
        # So marked a module can't be imported.
        modules.setdefault("pkg_resources", None)
        try:
            import jieba  # type: ignore[import-untyped]
        finally:
            if not is_there:
                del modules["pkg_resources"]
    return jieba


def _run(text: str, offset: int) -> tuple[int, int]:
    """The bounds of the run that holds the character; nothing where none does."""
    first = max(0, offset - REACH)
    for run in RUN.finditer(text, first, offset + REACH):
        if run.start() <= offset < run.end():
            return run.span()
    return offset, offset
