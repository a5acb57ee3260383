"""Find the files of a corpus: which are pages, and what they are called."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import NamedTuple, overload

from tui.corpus.faults import not_text, reason
from tui.corpus.formats import HTML, MARKDOWN, WORD
from tui.errors import InputError
from tui.i18n import _

PACKAGE = Path(__file__).parents[1]
PLAIN = ("", ".txt", ".text")
SUFFIXES = frozenset((*PLAIN, *MARKDOWN, *HTML, *WORD))
"""Of pages: many a page has no suffix at all."""
OURS = ".toml"
"""What a sidecar's name ends with; other files of that kind are no pages either."""
STANDARD_INPUT = "-"
HIDDEN = (".", "~$")
"""What the names of files that programs hide start with; Word locks `~$page.docx`
while it has `page.docx` open."""
SNIFFED = 1 << 16
"""Bytes of a named file that are looked at before the screen opens."""


class Source(NamedTuple):
    """A file to be read, and the name it has in the corpus."""

    path: Path
    name: str
    top: Path | None = None
    """The folder that was opened, for the sidecars in it."""

    data: bytes | None = None
    """What standard input held: it can't be read twice."""


class Found(NamedTuple):
    """The files below some paths."""

    sources: list[Source]
    hidden: int = 0
    """Files and folders whose names start as `HIDDEN` says."""

    others: Counter[str] = Counter()  # noqa: RUF012 - nobody adds to it
    """Files that are no pages, by their suffix."""


def bundled() -> Path:
    """The folder of the sample pages: inside the wheel, or beside the package."""
    inside = PACKAGE / "seeds"
    return inside if inside.is_dir() else PACKAGE.parent / "seeds"


def find(paths: Sequence[Path], *, sniffs: bool = True) -> Found:
    """The files below the paths, each once, folders in the order of their names.

    A file's name is its path below the folder it was found in; where an earlier
    path holds that name already, the path as it was typed. `-` is standard input.
    Raises InputError for a path that is missing or can't be read, for a folder
    without pages and, where it `sniffs`, for a named file that is no text as far as
    can be told without being given its encoding.
    """
    found: dict[str, Source] = {}
    seen: set[str] = set()
    hidden: set[str] = set()
    others: dict[str, str] = {}
    for path in paths:
        below = _below(path, sniffs)
        hidden |= below.hidden
        others |= below.others
        for real, source in below.sources.items():
            if real not in seen:
                seen.add(real)
                if source.name in found:
                    source = source._replace(name=str(source.path))
                found[source.name] = source
    return Found(list(found.values()), len(hidden), Counter(others.values()))


class Late(Sequence[Source]):
    """The files below paths, looked for when the first one is asked for: a screen need
    not wait for a list of 50,000, which takes a second."""

    def __init__(self, paths: Sequence[Path], *, sniffs: bool = True) -> None:
        """Raises InputError as `find` does, as far as it can be known without the whole
        list."""
        self._paths = paths
        for path in paths:
            _check_path(path, sniffs)

    def __len__(self) -> int:
        return len(self._sources)

    @overload
    def __getitem__(self, index: int) -> Source: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Source]: ...

    def __getitem__(self, index: int | slice) -> Source | Sequence[Source]:
        return self._sources[index]

    @cached_property
    def _sources(self) -> list[Source]:
        return find(self._paths, sniffs=False).sources


def _check_path(path: Path, sniffs: bool) -> None:
    """Raises InputError where `find` would."""
    try:
        with os.scandir(path) as entries:
            # Not listed and sorted to their end, as `_walk` does.
            if any(_is_page(_file(each, _TOP)) for each in entries if each.is_file()):
                return
    except OSError:
        pass
    _below(path, sniffs)


class _Below(NamedTuple):
    """The files below one path."""

    sources: dict[str, Source]
    """By their real paths."""
    hidden: Set[str] = frozenset()
    """Real paths."""
    others: Mapping[str, str] = MappingProxyType({})
    """Suffixes by real paths."""


def _below(path: Path, sniffs: bool) -> _Below:
    try:
        if str(path) == STANDARD_INPUT:
            return _Below({STANDARD_INPUT: _standard_input()})
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return _pages_in(path)
        source = Source(path, path.name)
        if stat.S_ISREG(mode):
            _check(source, sniffs)
        elif not stat.S_ISFIFO(mode):
            raise InputError(f"{path}: {_('不是普通文件')}")
        return _Below({os.path.realpath(path): source})
    except OSError as error:
        raise InputError(f"{path}: {reason(error)}") from error


def _standard_input() -> Source:
    """What is piped in. Not called `-`, which a command line takes for an option."""
    if sys.stdin is None or sys.stdin.closed:
        raise InputError(_("标准输入是关着的"))
    return Source(Path(STANDARD_INPUT), "stdin", data=sys.stdin.buffer.read())


def _check(source: Source, sniffs: bool) -> None:
    """Raise OSError for a named file that can't be read, InputError for one that is no
    text: in no encoding that can be told, and none is given for it."""
    with source.path.open("rb") as file:
        head = file.read(SNIFFED)
    suffix = source.path.suffix.lower()
    if sniffs and suffix not in WORD:
        from tui.corpus.encoding import decode
        from tui.corpus.formats.charset import decode_page

        try:
            (decode_page if suffix in HTML else decode)(head)
        except ValueError as error:
            if not _given_encoding(source.path):
                raise InputError(f"{source.path}: {not_text(error)}") from error


def _given_encoding(page: Path) -> str | None:
    """The encoding that a page's sidecars give."""
    from tui.corpus.sidecar import Sidecars

    return Sidecars(page.parent).advice(page).encoding


def _pages_in(folder: Path) -> _Below:
    """The pages of a folder by the order of their names; and the folders below that
    can't be opened, for `Reader` to say why."""
    with os.scandir(folder):
        pass
    pages: list[_File] = []
    hidden: set[str] = set()
    others: dict[str, str] = {}
    for file in _walk(folder):
        if file.is_special:
            others[file.real] = _("特殊文件")
        elif _is_page(file):
            pages.append(file)
        elif _last(file).startswith(HIDDEN):
            hidden.add(file.real)
        elif (suffix := PurePath(file.name).suffix.lower()) != OURS:
            others[file.real] = suffix
    if not pages:
        problem = _("这个文件夹里没有页面（{suffixes}）；请指定放着页面的文件夹")
        problem = problem.format(suffixes=" ".join(sorted(SUFFIXES - {""})))
        raise InputError(f"{folder}: {problem}")
    sources: dict[str, Source] = {}
    for name, path, real, _special in sorted(pages):
        sources.setdefault(real, Source(Path(path), name, folder))
    return _Below(sources, hidden, others)


def _is_page(file: _File) -> bool:
    """Whether it is a page, or a folder that can't be opened."""
    name = _last(file)
    if name.startswith(HIDDEN) or file.is_special:
        return False
    # A path object for each of 50,000 files would take half a second.
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122
    return suffix.rstrip(".") in SUFFIXES or Path(file.path).is_dir()


def _last(file: _File) -> str:
    """Its name in its folder."""
    return file.name.rpartition("/")[2]


class _File(NamedTuple):
    name: str
    """Its path below the folder that was opened, with `/`."""
    path: str
    real: str
    """Its path without links."""
    is_special: bool = False
    """A pipe, a socket, a device: to read one may take for ever."""


_TOP = _File("", "", "")


def _walk(folder: Path) -> Iterator[_File]:
    """The files below a folder, hidden folders, and the folders that can't be opened.
    Links to folders are followed, each folder once.

    As `os.walk` does it, but what a folder says of its entries is not asked again.
    """
    top = _File("", str(folder), os.path.realpath(folder))
    waiting, seen = [top], {top.real}
    while waiting:
        folder_ = waiting.pop()
        try:
            with os.scandir(folder_.path) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            yield folder_
            continue
        below = []
        for entry in listed:
            file = _file(entry, folder_)
            if not _is(entry.is_dir):
                special = not _is(entry.is_file) and Path(file.path).exists()
                yield file._replace(is_special=True) if special else file
            elif entry.name.startswith("."):
                yield file
            elif file.real not in seen:
                seen.add(file.real)
                below.append(file)
        waiting += reversed(below)


def _file(entry: os.DirEntry[str], folder: _File) -> _File:
    name = f"{folder.name}/{entry.name}" if folder.name else entry.name
    real = f"{folder.real.rstrip(os.sep)}{os.sep}{entry.name}"
    return _File(
        name, entry.path, os.path.realpath(real) if entry.is_symlink() else real
    )


def _is(asked: Callable[[], bool]) -> bool:
    """What an entry of a folder is; nothing, where its links lead nowhere."""
    try:
        return asked()
    except OSError:
        return False
