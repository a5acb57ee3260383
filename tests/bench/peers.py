"""What Jiedu's search is measured against.

A peer is built from pages and finds those that have all of some terms. Each does it
the way its own documentation proposes for Chinese, in memory where it can, without
a cache of results. An answer is more than that: all places, where the peer can tell
them, and how many there are for each value of each facet; counted by the engine, where
it can count, or else by a dict. Making one raises ImportError or FileNotFoundError
where the package or the program is not there.

Here are the plain means; `tests.bench.peer_engines` has the search engines.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import reduce
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar, Protocol

import numpy as np
import numpy.typing as npt

from tests.bench.peer_facets import Facets
from tui.corpus.model import Page
from tui.index.fold import fold


class Peer(Protocol):
    name: ClassVar[str]
    is_slow: ClassVar[bool]
    """Whether it takes minutes for 5,000 pages."""

    def build(self, pages: Sequence[Page]) -> None: ...

    def find(self, terms: Sequence[str]) -> set[int]:
        """The numbers of the pages that have all of the terms."""
        ...

    def answer(self, terms: Sequence[str]) -> object:
        """All places of the terms on these pages, or the pages, and all facets."""
        ...


class FindIter:
    """All places of each term in the folded text, and from them the pages."""

    name = "re.finditer, folded text"
    is_slow = False

    def build(self, pages: Sequence[Page]) -> None:
        texts = [_folded([*map(page.read, page.passages)]) for page in pages]
        self._text = "".join(texts)
        self._starts = np.array([*accumulate(map(len, texts), initial=0)])
        self._facets = Facets(pages)

    def find(self, terms: Sequence[str]) -> set[int]:
        return set.intersection(*map(self._pages, terms))

    def answer(self, terms: Sequence[str]) -> object:
        owners = [*map(self._owners, terms)]
        found = reduce(np.intersect1d, owners)
        places = np.concatenate(owners)
        return self._facets.count(places[np.isin(places, found)].tolist())

    def _pages(self, term: str) -> set[int]:
        pages = self._owners(term)
        return set(pages[np.flatnonzero(np.diff(pages, prepend=-1))].tolist())

    def _owners(self, term: str) -> npt.NDArray[np.intp]:
        """The page of each place."""
        pattern = re.compile(re.escape(_folded([term])[:-1]))
        places = [match.start() for match in pattern.finditer(self._text)]
        owners: npt.NDArray[np.intp] = np.searchsorted(self._starts, places, "right")
        return owners - 1


class In:
    """Whether the text of each page has the term."""

    name = "str in"
    is_slow = False

    def build(self, pages: Sequence[Page]) -> None:
        self._texts = [page.text for page in pages]
        self._facets = Facets(pages)

    def answer(self, terms: Sequence[str]) -> object:
        return self._facets.count(self.find(terms))

    def find(self, terms: Sequence[str]) -> set[int]:
        return {
            number
            for number, text in enumerate(self._texts)
            if all(term in text for term in terms)
        }


class Ripgrep:
    """`rg` over the files, which are in the kernel's cache after the first query."""

    name = "ripgrep, files"
    is_slow = False

    def __init__(self) -> None:
        self._program = program("rg")

    def build(self, pages: Sequence[Page]) -> None:
        self._folder = TemporaryDirectory()
        for number, page in enumerate(pages):
            Path(self._folder.name, str(number)).write_text(page.text, "utf-8")
        self._facets = Facets(pages)

    def find(self, terms: Sequence[str]) -> set[int]:
        pages = (self._run("-l", term) for term in terms)
        return set.intersection(*({*map(int, each)} for each in pages))

    def answer(self, terms: Sequence[str]) -> object:
        """It tells the byte at which each match starts."""
        places = [[*map(int, self._run("-ob", term))] for term in terms]
        found = set.intersection(*map(set, places))
        return self._facets.count(p for each in places for p in each if p in found)

    def _run(self, option: str, term: str) -> Sequence[bytes]:
        """The file of each line that it prints."""
        command = [self._program, option, "-F", "--", term, "."]
        done = subprocess.run(
            command, cwd=self._folder.name, capture_output=True, check=False
        )
        return [line[2:].partition(b":")[0] for line in done.stdout.splitlines()]


class Words:
    """The usual search of a Chinese web application: word → pages, in a dict."""

    name = "dict of sets, jieba.cut_for_search"
    is_slow = True

    def __init__(self) -> None:
        import jieba

        jieba.setLogLevel("ERROR")
        jieba.initialize()
        self._cut: Callable[[str], list[str]] = jieba.lcut_for_search

    def build(self, pages: Sequence[Page]) -> None:
        self._facets = Facets(pages)
        self._pages: dict[str, set[int]] = defaultdict(set)
        for number, page in enumerate(pages):
            for word in self._cut(page.text):
                self._pages[word].add(number)

    def find(self, terms: Sequence[str]) -> set[int]:
        words = {word for term in terms for word in self._cut(term)}
        return set.intersection(*(self._pages.get(word, set()) for word in words))

    def answer(self, terms: Sequence[str]) -> object:
        return self._facets.count(self.find(terms))


def program(name: str) -> str:
    """The path of a program. Raises FileNotFoundError where there is none."""
    path = shutil.which(name)
    if path is None:
        raise FileNotFoundError(f"no program {name}")
    return path


def _folded(texts: Sequence[str]) -> str:
    return fold(texts).codes.tobytes().decode("utf-16-le")
