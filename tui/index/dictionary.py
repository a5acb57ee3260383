"""A dictionary of words and their frequencies, and a copy of it that is read faster.

jieba's own loading isn't used. It leaves its copy in the shared temp folder and says so
on stderr; it reads that in one call, and keeps all words in one table, which is moved
whenever it doubles: meanwhile no other thread runs, and no key is answered. Here words
are read line by line into many small tables. The copy is text, for `marshal`, which
jieba uses, trusts what it reads and changes with Python's version:

    jiedu-words 1 0.42.1 5071852 1700000000000000000 60101967     what it was made from
    街 街道 街道办 … ⇥ 4155 3078 …                                   one first character
    …
    9f86d081884c7d65…                                              a digest of all above
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FORMAT = "jiedu-words 1"
COPY = "words.txt"


@dataclass(slots=True)
class Frequencies:
    """What a `jieba.Tokenizer` asks of its `FREQ`: words and how often each was found,
    and with 0 the beginnings of words that are none themselves."""

    total: int
    """How many words were found."""

    by_first: dict[str, dict[str, int]]
    """By the first character: the largest of the tables has some 5,000."""

    def __contains__(self, word: str) -> bool:
        return word in self.by_first.get(word[:1], ())

    def __getitem__(self, word: str) -> int:
        return self.by_first[word[:1]][word]

    def __setitem__(self, word: str, frequency: int) -> None:
        self.by_first.setdefault(word[:1], {})[word] = frequency

    def get(self, word: str, default: int | None = None) -> int | None:
        return self.by_first.get(word[:1], {}).get(word, default)

    def beginning(self, prefix: str) -> list[str]:
        """The words that start with the prefix, in no order."""
        # A copy, for another thread may be adding words.
        words = self.by_first.get(prefix[:1], {}).copy()
        return [each for each in words if words[each] and each.startswith(prefix)]

    def most_frequent_first(self) -> Iterator[str]:
        """Every word. They are sorted by counting: while `sorted` orders so many, no
        other thread runs."""
        words = defaultdict(list)
        for table in list(self.by_first.values()):
            for word, frequency in table.copy().items():
                words[frequency].append(word)
        words.pop(0, None)
        return (word for each in sorted(words, reverse=True) for word in words[each])


def load(source: Path, version: str, folder: Path) -> Frequencies:
    """Read the dictionary from its copy in `folder`, where that was made from the
    source as it is, and is whole; else from the source, and try to leave a copy.

    Raises OSError where the source can't be read.
    """
    stat = source.stat()
    origin = f"{FORMAT} {version} {stat.st_size} {stat.st_mtime_ns}"
    path = folder / COPY
    with suppress(OSError, ValueError):
        return _read_copy(path, origin)
    frequencies = _read(source)
    with suppress(OSError):
        _write_copy(path, origin, frequencies)
    return frequencies


def _read(source: Path) -> Frequencies:
    """Read lines of a word, its frequency and its part of speech."""
    frequencies = Frequencies(0, {})
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            word, number, *_ = line.split()
            frequencies.total += int(number)
            table = frequencies.by_first.setdefault(word[0], {})
            table[word] = int(number)
            for stop in range(1, len(word)):
                table.setdefault(word[:stop], 0)
    return frequencies


def _read_copy(path: Path, origin: str) -> Frequencies:
    """Raises ValueError where the copy is damaged or is one of something else."""
    with path.open("rb") as lines:
        head = next(lines, b"")
        made_from, _, total = head.decode().rpartition(" ")
        if made_from != origin:
            raise ValueError("a copy of something else")
        frequencies = Frequencies(int(total), {})
        digest = sha256(head)
        for line in lines:
            if line == digest.hexdigest().encode():
                return frequencies
            digest.update(line)
            words, numbers = (each.split(" ") for each in line.decode().split("\t"))
            table = dict(zip(words, map(int, numbers), strict=True))
            frequencies.by_first[words[0][0]] = table
    raise ValueError("damaged")


def _write_copy(path: Path, origin: str, frequencies: Frequencies) -> None:
    """Write the copy, all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    digest = sha256()
    try:
        with part.open("wb") as file:
            for line in _lines(origin, frequencies):
                digest.update(line)
                file.write(line)
            file.write(digest.hexdigest().encode())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _lines(origin: str, frequencies: Frequencies) -> Iterator[bytes]:
    yield f"{origin} {frequencies.total}\n".encode()
    for table in frequencies.by_first.values():
        yield f"{' '.join(table)}\t{' '.join(map(str, table.values()))}\n".encode()
