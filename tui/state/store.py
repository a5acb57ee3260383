"""A small file that several programs change, and lose nothing of each other's.

    {"version": 1, "history": […], "saved": […]}    the fields of a frozen dataclass

Each change is a function from what is remembered to what is remembered next. It is
made in memory at once, and by `Store.write` to what stands in the file at that moment,
under a lock; the file is replaced whole. So nobody reads half a file, what one program
adds stays when another one writes, and what one forgets does not come back.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from tui.i18n import _

VERSION = 1
DAMAGED = "damaged"
NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC

Kept = TypeVar("Kept")


class Store(Generic[Kept]):
    """What is remembered in one file.

    `write` waits for the disk and may be called by any thread. What can't be written
    is remembered until the end of the program, and tried again by the next `write`."""

    def __init__(self, path: Path, kind: type[Kept], what: str) -> None:
        """`kind` is a frozen dataclass whose fields have defaults; `what` names it for
        the user. Nothing is read yet."""
        self.problem: str | None = None
        """What the user has to be told of the last reading or writing, in a line.
        None after a `write`: every change made before it is on the disk."""
        self.value = kind()
        self._path, self._kind, self._what = path, kind, what
        self._in_file = self.value
        """What stood in the file when it was last read or written."""
        self._unwritten: list[Callable[[Kept], Kept]] = []
        self._changing = Lock()
        """Held while `value` and `_unwritten` change."""
        self._writing = Lock()

    def read(self) -> None:
        """Read the file for the first time. One that can't be understood is set
        aside; never raises OSError."""
        try:
            self.value = self._in_file = _read(self._path, self._kind)
        except FileNotFoundError:
            pass
        except ValueError:
            self.write()
        except OSError as error:
            self.problem = self._told(error)

    def change(self, change: Callable[[Kept], Kept]) -> None:
        """Make a change in memory, and in the file by the next `write`. It may be made
        several times, to different values."""
        with self._changing:
            self.value = change(self.value)
            self._unwritten.append(change)

    @property
    def is_written(self) -> bool:
        return not self._unwritten

    def write(self) -> None:
        """Make the changes in the file, and take over what others have changed there.
        Never raises OSError."""
        with self._writing:
            try:
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with _locked(self._path.with_name(f"{self._path.name}.lock")):
                    self.problem = self._merge()
            except OSError as error:
                self.problem = self._told(error)

    def _merge(self) -> str | None:
        """The name of the file that a damaged one was given, in words for the user."""
        try:
            found, aside = _read(self._path, self._kind), None
        except FileNotFoundError:
            found, aside = None, None
        except ValueError:
            # Under the lock, or it could be the good file of another program that
            # found the damage first.
            found, aside = None, _set_aside(self._path)
        changes = [*self._unwritten]
        # Of a file that is lost, what this program knows can be saved.
        value = _changed(found or self._in_file, changes)
        if value != (found or self._kind()):
            _replace(self._path, value)
        with self._changing:
            del self._unwritten[: len(changes)]
            self._in_file = value
            self.value = _changed(value, self._unwritten)
        return aside and self._told_aside(aside)

    # A narrow screen cuts the end off: what has happened stands before the path.

    def _told_aside(self, name: str) -> str:
        told = _("{what}读不懂，已另起一份，原来的在 {path}")
        return told.format(path=self._path.with_name(name), what=self._what)

    def _told(self, error: OSError) -> str:
        told = _("{what}只保留到退出：{reason}（{path}）")
        reason = _reason(error)
        return told.format(path=self._path, reason=reason, what=self._what)


def folder() -> Path:
    """Where this user's programs keep their state."""
    from platformdirs import user_state_path

    return user_state_path("jiedu")


def _reason(error: OSError) -> str:
    """Why a file can't be used, in the language of the interface as far as we know."""
    known = {
        errno.EACCES: _("没有权限"),
        errno.EPERM: _("没有权限"),
        errno.ENOSPC: _("磁盘已满"),
        errno.EDQUOT: _("磁盘配额已满"),
        errno.EROFS: _("磁盘只读"),
        errno.ENOTDIR: _("上级不是文件夹"),
        errno.EEXIST: _("上级不是文件夹"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)


def _changed(value: Kept, changes: Iterable[Callable[[Kept], Kept]]) -> Kept:
    for change in changes:
        value = change(value)
    return value


def _read(path: Path, kind: type[Kept]) -> Kept:
    """Raises ValueError for a file that isn't one of ours, and OSError for one that
    can't be read or is a later version's, which must not be replaced."""
    from msgspec import convert, to_builtins

    # Halves of surrogate pairs, which a terminal may send, are kept as they are.
    text = path.read_bytes().decode("utf-8", "surrogatepass")
    try:
        read = json.loads(text)
    except RecursionError as error:
        raise ValueError("too deep") from error
    match read:
        case {"version": int(version)} if version > VERSION:
            raise OSError(_("由更新的版本写成"))
        case {"version": 1, **fields} if fields.keys() == to_builtins(kind()).keys():
            return convert(fields, kind)
    raise ValueError("not a record of ours")


def _replace(path: Path, value: object) -> None:
    """Write the file, all of it or nothing. The caller holds its lock, so that the
    other name is nobody else's; what a program that was killed left there goes."""
    from msgspec import to_builtins

    fields = to_builtins(value, order="sorted")
    text = json.dumps({"version": VERSION, **fields}, ensure_ascii=False, indent=1)
    new = path.with_name(f".{path.name}.new")
    try:
        with os.fdopen(os.open(new, NEW, 0o600), "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Have the new name on the disk too; some file systems can't, and need not."""
    with suppress(OSError):
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _set_aside(path: Path) -> str:
    """Give a file another name, and never one that is taken."""
    names = chain([DAMAGED], (f"{DAMAGED}.{number}" for number in count(2)))
    aside = (path.with_name(f"{path.name}.{name}") for name in names)
    free = next(each for each in aside if not each.exists())
    path.rename(free)
    return free.name


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock that other programs wait for; it ends with the program, too."""
    from fcntl import LOCK_EX, flock

    with path.open("ab") as file:
        flock(file, LOCK_EX)
        yield
