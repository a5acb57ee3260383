"""The obvious slow search, which every hit has to agree with.

Every character is folded by itself, by Python's Unicode tables and OpenCC's: none of
the tables or arrays of `tui.index` take part. What is folded is scanned from end to
end for each term.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tui.corpus.data.build import simplified
from tui.corpus.model import Page
from tui.index.data.build import fold_character, replacements


class Place(NamedTuple):
    """A hit: start and stop are code points in the passage as it is read."""

    page: int
    passage: int
    start: int
    stop: int


class Brute:
    """The passages of all pages as one folded text, a line feed behind each."""

    def __init__(self, pages: Sequence[Page]) -> None:
        texts = [page.read(passage) for page in pages for passage in page.passages]
        source = "\n".join([*texts, ""])
        folds = _folds(source)
        self.table = str.maketrans(folds)
        self.text = source.translate(self.table)
        points = np.frombuffer(source.encode("utf-32-le"), np.uint32)
        sizes = np.ones(points.max(initial=0) + 1, np.int64)
        sizes[[*map(ord, folds)]] = [*map(len, folds.values())]
        self._sources = np.repeat(np.arange(len(points)), sizes[points])
        """For each character of `text` the one of the passages that it is from."""
        self._starts = np.cumsum([0, *(len(text) + 1 for text in texts)]).tolist()
        """Where each passage starts, in the characters of the passages."""
        self._owners = [*_owners(pages)]

    def find(self, terms: Sequence[str]) -> list[Place]:
        """Every place of every term in the articles that have all of them."""
        found = [[*self._places(term)] for term in terms]
        articles = [{owner for owner, _ in each} for each in found]
        wanted = set.intersection(*articles)
        return sorted(
            place for each in found for owner, place in each if owner in wanted
        )

    def pages(self, terms: Sequence[str]) -> set[int]:
        """The pages that have all of the terms, be it in several articles."""
        found = ({place.page for _, place in self._places(term)} for term in terms)
        return set.intersection(*found)

    def _places(self, term: str) -> Iterator[tuple[tuple[int, int], Place]]:
        """Each place of a term, behind its article."""
        folded = term.translate(self.table)
        at = self.text.find(folded)
        while at >= 0:
            if self._is_whole(at, at + len(folded)):
                yield self._located(at, at + len(folded) - 1)
            at = self.text.find(folded, at + 1)

    def _is_whole(self, start: int, stop: int) -> bool:
        """Whether no character stands half inside: m is not found in ㎡."""
        sources = self._sources
        first = start == 0 or sources[start - 1] != sources[start]
        return bool(first and sources[stop - 1] != sources[stop])

    def _located(self, first: int, last: int) -> tuple[tuple[int, int], Place]:
        start, end = int(self._sources[first]), int(self._sources[last])
        row = bisect_right(self._starts, start) - 1
        page, article, passage = self._owners[row]
        base = self._starts[row]
        return (page, article), Place(page, passage, start - base, end + 1 - base)


def _folds(text: str) -> dict[str, str]:
    """What each character of a text is searched as; a line feed stays what it is."""
    replaced = replacements(simplified())
    return {char: fold_character(char, replaced) for char in set(text)} | {"\n": "\n"}


def _owners(pages: Sequence[Page]) -> Iterator[tuple[int, int, int]]:
    """The page, article and number of each passage, in order."""
    for number, page in enumerate(pages):
        for at, article in enumerate(page.articles):
            for passage in range(article.first, article.last):
                yield number, at, passage
