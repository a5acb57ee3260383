"""Find the files of a corpus, tell their encoding, and decode them.

Nothing here raises for one bad file among others: it becomes a `Skipped` that says
what is wrong. A path that the user named and that can't be opened is an error.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tui.corpus.model import Page, Skipped
from tui.errors import InputError
from tui.i18n import _

PACKAGE = Path(__file__).parents[1]
SUFFIXES = (".txt", ".text")
SNIFFED = 4096
"""Bytes looked at to tell text from something else."""


class Source(NamedTuple):
    """A file to be read, and the name it has in the corpus."""

    path: Path
    name: str


def bundled() -> Path:
    """The folder of the sample pages: inside the wheel, or beside the package."""
    inside = PACKAGE / "seeds"
    return inside if inside.is_dir() else PACKAGE.parent / "seeds"


def find(paths: Sequence[Path]) -> list[Source]:
    """The files below the paths, each once, folders in the order of their names.

    A file's name is its path below the folder it was found in; where an earlier
    path holds that name already, the path as it was typed. Raises InputError for a
    path that is missing or can't be read, and for a folder without pages.
    """
    found: dict[str, Source] = {}
    seen: set[str] = set()
    for path in paths:
        for source in _below(path):
            if (real := os.path.realpath(source.path)) not in seen:
                seen.add(real)
                name = source.name if source.name not in found else str(source.path)
                found[name] = source._replace(name=name)
    return list(found.values())


def load(source: Source) -> Page | Skipped:
    """Read and parse one file.

    The parser is imported by the first: the screen comes before its tables do."""
    from tui.corpus.parser import parse

    try:
        text = decode(source.path.read_bytes())
    except OSError as error:
        return Skipped(source.name, _reason(error))
    except ValueError:
        return Skipped(source.name, _not_text())
    return parse(source.name, text)


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with a byte-order mark, or GB18030.

    The mark itself is no text. Raises ValueError where none of them fits.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\0" in data[:SNIFFED]:
        raise ValueError("a NUL byte: not a text file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _below(path: Path) -> Iterator[Source]:
    try:
        if path.is_dir():
            yield from _pages_in(path)
            return
        path.stat()
        if path.is_file():
            decode(path.read_bytes())
        yield Source(path, path.name)
    except OSError as error:
        raise InputError(f"{path}: {_reason(error)}") from error
    except ValueError as error:
        raise InputError(f"{path}: {_not_text()}") from error


def _pages_in(folder: Path) -> list[Source]:
    """The pages of a folder by the order of their names, hidden ones left out; and
    the folders below that can't be opened, for `load` to say why."""
    with os.scandir(folder):
        pass
    closed: list[OSError] = []
    paths: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += (Path(root, name) for name in names if _is_page(name))
    paths += (Path(error.filename) for error in closed)
    pages = [
        Source(path, path.relative_to(folder).as_posix())
        for path in paths
        if not path.is_fifo()
    ]
    if not pages:
        problem = _("这个文件夹里没有 .txt 页面；请指定放着页面的文件夹")
        raise InputError(f"{folder}: {problem}")
    return sorted(pages, key=lambda source: source.name)


def _is_page(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")


def _not_text() -> str:
    return _("不是文本文件（UTF-8、GB18030 或 UTF-16）")


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return _("没有这个文件或文件夹；请检查路径")
        case PermissionError() | IsADirectoryError():
            return _("没有读取权限")
        case OSError(errno=errno.ELOOP):
            return _("链接绕成了圈")
        case other:
            return other.strerror or str(other)
