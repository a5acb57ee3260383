"""A dictionary of words and their frequencies, and a copy of it that is read faster.

jieba's own loading isn't used. It leaves its copy in the shared temp folder and says so
on stderr, and reads it in one call, in which no other thread runs and no key is
answered. The copy here has numbers as `tui.index.frequencies` keeps them: `marshal`,
which jieba uses, trusts what it reads and changes with Python's version.

    jiedu-words 2 little 0.42.1 5071852 1700000000000000000     what it was made from
    60101967 484367                             words counted, and those with a number
    …                                           the numbers, then counts
    一百二十 0 一百二十万 3 …                                           longer words
    9f86d081884c7d65…                                           a digest of all above
"""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

import numpy as np

from tui.index.frequencies import Frequencies, key_of

FORMAT = f"jiedu-words 2 {sys.byteorder}"
COPY = "words.bin"
DIGEST = 64
"""Bytes of it, in hexadecimal digits."""


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
    """Read lines of a word, its frequency and its part of speech. No table is made of
    all of them, for the memory that takes would not be given back."""
    total, keys, counts, longer = 0, array("Q"), array("I"), dict[str, int]()
    with source.open(encoding="utf-8") as lines:
        for _, group in groupby(lines, key=itemgetter(0)):
            words = _words(group)
            total += sum(words.values())
            for word, count in words.items():
                if (key := key_of(word)) is None:
                    longer[word] = count
                else:
                    keys.append(key)
                    counts.append(count)
    return Frequencies(total, *_in_order(keys, counts), longer)


def _words(lines: Iterable[str]) -> dict[str, int]:
    """The words of some lines, and with 0 their beginnings that are none."""
    words: dict[str, int] = {}
    for line in lines:
        word, number, *_ = line.split()
        words[word] = int(number)
        for stop in range(1, len(word)):
            words.setdefault(word[:stop], 0)
    return words


def _in_order(keys: array[int], counts: array[int]) -> tuple[array[int], array[int]]:
    """Each key once, with the largest of its counts."""
    order = np.lexsort((counts, keys))
    numbers = np.array(keys)[order]
    last = np.append(numbers[1:] != numbers[:-1], True)
    kept = np.array(counts)[order[last]]
    return array("Q", numbers[last].tobytes()), array("I", kept.tobytes())


def _read_copy(path: Path, origin: str) -> Frequencies:
    """Raises ValueError where the copy is damaged or is one of something else."""
    data = path.read_bytes()
    whole = memoryview(data)[:-DIGEST]
    if not data.startswith(f"{origin}\n".encode()):
        raise ValueError("a copy of something else")
    if sha256(whole).hexdigest().encode() != data[-DIGEST:]:
        raise ValueError("damaged")
    _, sizes, _ = data.split(b"\n", 2)
    total, many = map(int, sizes.split())
    keys, counts = array("Q"), array("I")
    at = len(origin) + len(sizes) + 2
    for each in (keys, counts):
        each.frombytes(whole[at : at + many * each.itemsize])
        at += many * each.itemsize
    longer = bytes(whole[at:]).decode().split()
    return Frequencies(
        total, keys, counts, dict(zip(longer[::2], map(int, longer[1::2]), strict=True))
    )


def _write_copy(path: Path, origin: str, frequencies: Frequencies) -> None:
    """Write the copy, all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    whole = b"".join(_pieces(origin, frequencies))
    try:
        part.write_bytes(whole + sha256(whole).hexdigest().encode())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _pieces(origin: str, frequencies: Frequencies) -> Iterator[bytes]:
    keys, counts = frequencies.keys, frequencies.counts
    yield f"{origin}\n{frequencies.total} {len(keys)}\n".encode()
    yield keys.tobytes()
    yield counts.tobytes()
    yield " ".join(map(str, chain(*frequencies.longer.items()))).encode()
