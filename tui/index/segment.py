"""A file that keeps consecutive pages and their block, for the next run.

    magic ── frame ── head ── pages ── arrays of the block

The pages and the head are MessagePack: unlike `pickle` it can't run code, and unlike
`marshal` it is the same in every version of Python. `msgspec` reads it straight into
the model's types and refuses what doesn't fit them. Measured over 400 pages of 4,400
characters: 0.05 ms a page, against 0.3 ms by `pickle` and 11 ms for parsing.

The arrays are mapped, not read: what no search touches takes no memory, and programs
that read the same corpus share the rest.

A segment is never changed. Each part has a CRC-32 against damage; a file that is made
to deceive can give wrong pages, as an edited page can, and no more.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from tui.corpus.model import Page
from tui.corpus.numbers import Numbers
from tui.index.block import Block

SUFFIX = ".segment"
MAGIC = b"jiedu-segment 2\n"
FRAME = Struct("<II")
"""The CRC of the head and how many bytes it takes."""
ALIGNED = 8
"""Arrays start at multiples of this many bytes."""
BROKEN = (OSError, ValueError, EOFError)
"""What reading one raises; msgspec's errors are ValueErrors."""

Raw = npt.NDArray[np.uint8]


class Record(NamedTuple):
    """A page in the file."""

    key: bytes
    """Of the file that it was parsed from, as `tui.index.fingerprint` makes it."""
    size: int
    crc: int


class Head(NamedTuple):
    program: str
    """Names the program that wrote it; another one may parse otherwise."""
    records: tuple[Record, ...]
    block: bytes
    """With a tuple for each array: its type, its first byte, how many items."""
    arrays: Record
    """All of them, as one; without a key."""


class Segment:
    """One whose head has been read; the rest is read when it is asked for."""

    def __init__(self, path: Path) -> None:
        """Raises one of BROKEN for a file that is none, or is damaged."""
        self.path = path
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise ValueError("no segment")
            crc, size = FRAME.unpack(_exactly(file.read(FRAME.size), FRAME.size))
            # A damaged size may be larger than the memory.
            rest = min(size, os.fstat(file.fileno()).st_size)
            head = _checked(file.read(rest), Record(b"", size, crc))
        self._head = _HEAD.decode(head)
        self.keys = tuple(record.key for record in self._head.records)
        first = len(MAGIC) + FRAME.size + size
        self._starts = [
            *accumulate((record.size for record in self._head.records), initial=first)
        ]

    @property
    def program(self) -> str:
        return self._head.program

    def pages(self, start: int = 0, stop: int | None = None) -> Iterator[Page]:
        """Its pages, or some of them: one by one, each in less than a millisecond.

        Raises one of BROKEN where they are damaged.
        """
        records = self._head.records[start:stop]
        with self.path.open("rb") as file:
            file.seek(self._starts[start])
            for record in records:
                yield _PAGE.decode(_checked(file.read(record.size), record))

    def block(self) -> Block:
        """The block of all its pages, on the mapped file.

        Raises one of BROKEN where it is damaged.
        """
        record = self._head.arrays
        with self.path.open("rb") as file:
            start = _aligned(self._starts[-1])
            data: Raw = np.asarray(np.memmap(file, np.uint8, "r", start, record.size))
        if zlib.crc32(data.data) != record.crc:
            raise ValueError("damaged")

        def array(_type: type, place: tuple[str, int, int]) -> npt.NDArray[Any]:
            name, first, count = place
            dtype = np.dtype(name)
            return data[first : first + count * dtype.itemsize].view(dtype)

        return msgspec.msgpack.decode(self._head.block, type=Block, dec_hook=array)


def write(
    path: Path, program: str, keys: Sequence[bytes], pages: Sequence[Page], block: Block
) -> None:
    """Write a segment, all of it or nothing.

    Raises OSError where the folder can't be written to, and UnicodeEncodeError for a
    page with half a character.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("wb") as file:
            for piece in _pieces(program, keys, pages, block):
                file.write(piece)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _pieces(
    program: str, keys: Sequence[bytes], pages: Sequence[Page], block: Block
) -> Iterator[bytes | memoryview]:
    bodies = [msgspec.msgpack.encode(page, enc_hook=bytes) for page in pages]
    records = tuple(map(_record, keys, bodies))
    description, arrays = _flat(block)
    head = msgspec.msgpack.encode(
        Head(program, records, description, _record(b"", arrays))
    )
    yield MAGIC + FRAME.pack(zlib.crc32(head), len(head)) + head
    yield from bodies
    end = len(MAGIC) + FRAME.size + len(head) + sum(map(len, bodies))
    yield bytes(_aligned(end) - end)
    yield arrays


def _flat(block: Block) -> tuple[bytes, memoryview]:
    """A block without its arrays, and these behind each other."""
    arrays = BytesIO()

    def place(array: object) -> tuple[str, int, int]:
        if not isinstance(array, np.ndarray):
            raise NotImplementedError(type(array))
        arrays.write(bytes(_aligned(arrays.tell()) - arrays.tell()))
        start = arrays.tell()
        arrays.write(np.ascontiguousarray(array).data)
        return array.dtype.str, start, len(array)

    return msgspec.msgpack.encode(block, enc_hook=place), arrays.getbuffer()


def _record(key: bytes, data: bytes | memoryview) -> Record:
    return Record(key, len(data), zlib.crc32(data))


def _checked(data: bytes, record: Record) -> bytes:
    """Raises ValueError for data that is not what was written."""
    if zlib.crc32(_exactly(data, record.size)) != record.crc:
        raise ValueError("damaged")
    return data


def _exactly(data: bytes, size: int) -> bytes:
    if len(data) != size:
        raise EOFError
    return data


def _aligned(offset: int) -> int:
    return -(-offset // ALIGNED) * ALIGNED


_HEAD = msgspec.msgpack.Decoder(Head)
_PAGE = msgspec.msgpack.Decoder(Page, dec_hook=lambda _, data: Numbers.from_bytes(data))
