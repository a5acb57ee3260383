"""Keys of pages: digests of all that a page depends on.

These are where its file is, the file's size and times, what sidecars say of it, and
what reads it: the program, the encoding asked for, the packages for its format. The
same key means the same page, so a page that was kept under its key is never out of
date.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from time import time

from tui import __version__
from tui.corpus.files import PACKAGE, Source
from tui.corpus.sidecar import Sidecars
from tui.i18n import language

SETTLED = 2.0
"""Seconds for which a file must not have changed: within a tick of its file system's
clock (FAT: 2 s) it can change twice and look the same."""

READERS = ("PyYAML", "markdown-it-py", "selectolax", "python-docx")
"""Packages that have a say in what a page holds."""

ROOMS = ("corpus", "index")
"""Folders of the program that do too."""


class Fingerprints:
    """The keys of files as they were when first asked for."""

    def __init__(self, program: str) -> None:
        """`program` is what `program` gives."""
        self._program = program
        self._began = time()
        self._keys: dict[str, bytes | None] = {}
        self._sidecars: dict[Path, Sidecars] = {}

    def __call__(self, source: Source) -> bytes | None:
        """16 bytes. None for what has no key: standard input, a pipe, a file that is
        gone or has only just changed, a name that is no text."""
        if source.name not in self._keys:
            self._keys[source.name] = None
            with suppress(OSError, ValueError):
                self._keys[source.name] = self._key(source)
        return self._keys[source.name]

    def _key(self, source: Source) -> bytes | None:
        source.name.encode()
        status = source.path.stat()
        if source.data is not None or not stat.S_ISREG(status.st_mode):
            return None
        # Nobody can set ctime back, as `touch` and `cp -p` do with mtime.
        if status.st_ctime > self._began - SETTLED:
            return None
        top = source.top or source.path.parent
        sidecars = self._sidecars.setdefault(top, Sidecars(top))
        return digest(
            self._program,
            os.path.abspath(source.path),  # noqa: PTH100 - three times as fast
            source.name,
            (status.st_size, status.st_mtime_ns, status.st_ctime_ns),
            sidecars.advice(source.path),
        )


def program(encoding: str | None) -> str:
    """Names this program as it is, with an encoding that every file is read in. Its
    language counts, for a page's problems are worded in it."""
    versions = [(name, _version(name)) for name in READERS]
    return digest(__version__, versions, encoding, language(), [*_code()]).hex()


def digest(*told: object) -> bytes:
    """16 bytes that stand for values with a faithful `repr`."""
    return blake2b(repr(told).encode(), digest_size=16).digest()


def _version(package: str) -> str | None:
    with suppress(metadata.PackageNotFoundError):
        return metadata.version(package)
    return None


def _code() -> Iterator[tuple[str, int, int]]:
    """The program's files, with their sizes and times: whoever works on the program
    wants no page of yesterday's."""
    for room in ROOMS:
        for path in sorted((PACKAGE / room).rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                status = path.stat()
                name = path.relative_to(PACKAGE).as_posix()
                yield name, status.st_size, status.st_mtime_ns
