"""A dictionary of words and their frequencies, and a copy of it that is read faster.

jieba's own loading isn't used. It leaves its copy in the shared temp folder and says so
on stderr; it reads that in one call, and keeps all words in one table, which is moved
whenever it doubles: meanwhile no other thread runs, and no key is answered. Half a
million words in tables take 60 MB, too, most of which nobody asks for. Here there is a
line for the words of each first character, and a table from when it is first needed.
The copy is text, for `marshal`, which jieba uses, trusts what it reads and changes with
Python's version:

    jiedu-words 1 0.42.1 5071852 1700000000000000000 60101967     what it was made from
    街 街道 街道办 … ⇥ 4155 3078 …                                   one first character
    …
    9f86d081884c7d65…                                              a digest of all above
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

FORMAT = "jiedu-words 1"
COPY = "words.txt"

Table = dict[str, int]
"""Words with one first character, and their frequencies."""


class Frequencies:
    """What a `jieba.Tokenizer` asks of its `FREQ`: words and how often each was found,
    and with 0 the beginnings of words that are none themselves.

    One thread at a time may add words; any may read meanwhile.
    """

    def __init__(self, total: int, lines: Mapping[str, bytes]) -> None:
        self.total = total
        """How many words were found."""
        self.lines = lines
        """The words as in the copy, by their first characters."""
        self._tables = Tables(lines)

    def __contains__(self, word: str) -> bool:
        return word in self._tables[word[:1]]

    def __getitem__(self, word: str) -> int:
        return self._tables[word[:1]][word]

    def __setitem__(self, word: str, frequency: int) -> None:
        self._tables[word[:1]][word] = frequency

    def get(self, word: str, default: int | None = None) -> int | None:
        return self._tables[word[:1]].get(word, default)

    def tables(self) -> Iterator[Table]:
        """Copies of all tables, made one by one; none is kept."""
        for first in {**self.lines, **self._tables}:
            known = self._tables.get(first)
            yield _table(self.lines[first]) if known is None else known.copy()

    def beginning(self, prefix: str) -> list[str]:
        """The words that start with the prefix, in no order."""
        # A copy, for another thread may be adding words.
        words = self._tables[prefix[:1]].copy()
        return [each for each in words if words[each] and each.startswith(prefix)]

    def most_frequent_first(self) -> Iterator[str]:
        """Every word. They are sorted by counting: while `sorted` orders so many, no
        other thread runs."""
        words = defaultdict(list)
        for table in self.tables():
            for word, frequency in table.items():
                words[frequency].append(word)
        words.pop(0, None)
        return (word for each in sorted(words, reverse=True) for word in words[each])


class Tables(dict[str, Table]):
    """By the first character of their words; each is read when it is first asked for.
    The largest have some 5,000 words, which takes a millisecond."""

    def __init__(self, lines: Mapping[str, bytes]) -> None:
        super().__init__()
        self._lines = lines

    def __missing__(self, first: str) -> Table:
        line = self._lines.get(first)
        # Another thread may have made it meanwhile, and added to it.
        return self.setdefault(first, _table(line) if line else {})


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
    total, tables = 0, defaultdict[str, Table](dict)
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            word, number, *_ = line.split()
            total += int(number)
            table = tables[word[0]]
            table[word] = int(number)
            for stop in range(1, len(word)):
                table.setdefault(word[:stop], 0)
    return Frequencies(total, {first: _line(tables[first]) for first in tables})


def _line(table: Table) -> bytes:
    return f"{' '.join(table)}\t{' '.join(map(str, table.values()))}\n".encode()


def _table(line: bytes) -> Table:
    words, numbers = (each.split(" ") for each in line.decode().split("\t"))
    return dict(zip(words, map(int, numbers), strict=True))


def _read_copy(path: Path, origin: str) -> Frequencies:
    """Raises ValueError where the copy is damaged or is one of something else."""
    with path.open("rb") as lines:
        head = next(lines, b"")
        made_from, _, total = head.decode().rpartition(" ")
        if made_from != origin:
            raise ValueError("a copy of something else")
        by_first = dict[str, bytes]()
        digest = sha256(head)
        for line in lines:
            if line == digest.hexdigest().encode():
                return Frequencies(int(total), by_first)
            digest.update(line)
            by_first[line[:4].decode(errors="ignore")[:1]] = line
    raise ValueError("damaged")


def _write_copy(path: Path, origin: str, frequencies: Frequencies) -> None:
    """Write the copy, all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    head = f"{origin} {frequencies.total}\n".encode()
    whole = b"".join((head, *frequencies.lines.values()))
    try:
        part.write_bytes(whole + sha256(whole).hexdigest().encode())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
