"""Notice that the files of a corpus change while it is open.

What the system tells of a change is only a sign to look again: it tells of editors'
spare copies and of half of a renaming, and of nothing on some network drives. What
belongs to a corpus `corpus.files.find` says; what has changed, sizes and times.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import monotonic
from typing import NamedTuple, TypeAlias

from tui.corpus.files import STANDARD_INPUT, Source, find
from tui.corpus.sidecar import FOLDER_NAME, SUFFIX
from tui.errors import InputError

TICK = 1000
"""Milliseconds between two looks at files that were opened by their names. To watch
one is to lose it when an editor puts a new file in its place; to watch its folder may
be to watch a whole home."""

QUIET = 200
"""Milliseconds without a change after which changes are told: an editor makes several
of one."""

GATHERED = 1600
"""Milliseconds after which they are told anyway."""

REST = 20
"""Where nothing tells of changes, a look is followed by that many times as long a
pause, and by `TICK` at least."""

Stamp: TypeAlias = tuple[int, int, int] | None
State: TypeAlias = tuple[Stamp, ...]
States: TypeAlias = Mapping[Source, State]


class Changed(NamedTuple):
    """What has become of the sources; `changed` and `added` in the order of `find`."""

    changed: tuple[Source, ...]
    """To be read again: the page has changed, or a sidecar that speaks of it."""
    added: tuple[Source, ...]
    gone: tuple[Source, ...]


def changes(
    paths: Sequence[Path], sources: Sequence[Source], stop: Event
) -> Iterator[Changed]:
    """What changes below the paths that were opened, until `stop` is set. `sources` is
    what `find` gave for the paths.

    It tells what has changed since this call, so call it before the files are read.
    Asking for the next blocks the thread, and never raises; once `stop` is set, it ends
    within `TICK`.
    """
    return _changes(paths, _states(sources), stop)


def _changes(paths: Sequence[Path], known: States, stop: Event) -> Iterator[Changed]:
    folders = [path for path in paths if path.is_dir()]
    for is_told in _looks(folders, stop):
        if is_told or _have_named_changed(known):
            states = _states(_found(paths, known))
            difference = _difference(known, states)
            known = states
            if any(difference):
                yield difference


def _looks(folders: Sequence[Path], stop: Event) -> Iterator[bool]:
    """The moments to look at the files, and whether those in folders may have
    changed."""
    if folders:
        with suppress(OSError, RuntimeError):
            yield from _told(folders, stop)
    while not stop.is_set():
        started = monotonic()
        yield bool(folders)
        stop.wait(max(TICK / 1000, REST * (monotonic() - started)))


def _told(folders: Sequence[Path], stop: Event) -> Iterator[bool]:
    """Ends when one of the folders is gone. Raises OSError or RuntimeError where the
    system can't tell of changes."""
    from watchfiles import watch

    tops = [os.path.realpath(folder) for folder in folders]
    is_first = True
    for events in watch(
        *tops,
        watch_filter=lambda _change, path: _is_visible(path, tops),
        debounce=GATHERED,
        step=QUIET,
        stop_event=stop,
        rust_timeout=TICK,
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    ):
        # Nothing told of what changed until the watch was set.
        yield is_first or bool(events)
        is_first = False
        if not all(folder.is_dir() for folder in folders):
            return


def _is_visible(path: str, tops: Sequence[str]) -> bool:
    """Whether no name below an opened folder starts with a dot."""
    below = (path[len(top) :] for top in tops if path.startswith(top))
    return any(f"{os.sep}." not in each for each in below)


def _found(paths: Sequence[Path], known: States) -> list[Source]:
    """What `find` gives for those paths that can be opened, whatever is in them now;
    and standard input, which can't be read twice."""
    piped = [source for source in known if source.data is not None]
    named = [path for path in paths if str(path) != STANDARD_INPUT]
    with suppress(InputError):
        return piped + find(named, sniffs=False).sources
    with suppress(InputError):
        opened = [path for path in named if _opens(path)]
        return piped + find(opened, sniffs=False).sources
    return piped


def _opens(path: Path) -> bool:
    with suppress(InputError):
        return bool(find([path], sniffs=False).sources)
    return False


def _have_named_changed(known: States) -> bool:
    """Whether a file that was opened by its name, or a sidecar of it, has changed."""
    named = [source for source in known if source.top is None]
    return any(state != known[source] for source, state in _states(named).items())


def _states(sources: Sequence[Source]) -> States:
    above: dict[tuple[Path, Path | None], State] = {}
    states: dict[Source, State] = {}
    for source in sources:
        place = source.path.parent, source.top
        if place not in above:
            above[place] = tuple(map(_stamp, _folder_sidecars(*place)))
        own = _stamp(source.path), _stamp(f"{source.path}{SUFFIX}")
        states[source] = (*own, *above[place])
    return states


def _folder_sidecars(place: Path, top: Path | None) -> Iterator[Path]:
    """Where the sidecars of a folder and of those above it may be, up to the one that
    was opened."""
    for each in (place, *place.parents):
        yield each / FOLDER_NAME
        if top is None or each == top:
            return


def _stamp(path: Path | str) -> Stamp:
    """Size and times of a file; None for what is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - half of the paths are no Path
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _difference(before: States, after: States) -> Changed:
    return Changed(
        tuple(each for each in after if after[each] != before.get(each, after[each])),
        tuple(each for each in after if each not in before),
        tuple(each for each in before if each not in after),
    )
