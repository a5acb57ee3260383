"""What was parsed and indexed of a corpus, kept for the next run.

    Cache ── Segment   a file with consecutive pages and their block

What is kept is found by its key (`tui.index.fingerprint`), so that nothing in a cache
is ever wrong, only useless. Programs that write at the same time can't disturb each
other: segments have names made of their keys, and each program drops only those that
it found when it started and had no use for.
"""

from __future__ import annotations

import os
import shutil
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import time

from tui.corpus.faults import reason
from tui.corpus.files import Source
from tui.corpus.model import Page
from tui.corpus.pool import Load, Loaded, load_all
from tui.i18n import _
from tui.index import segment
from tui.index.batches import Batch, Wanted
from tui.index.block import block_of
from tui.index.blocks import FULL
from tui.index.fingerprint import Fingerprints, digest, program
from tui.index.segment import BROKEN, Segment

UNUSED = 60 * 24 * 3600
"""Seconds after which the cache of a corpus that nobody opens is dropped."""

Kept = tuple[Source, Page]


def open_cache(
    sources: Sequence[Source], encoding: str | None = None, folder: Path | None = None
) -> Cache:
    """The cache of the corpus that these sources are, in `folder`: by default the
    user's cache folder. It costs little: a look at each of its files' first bytes.

    `encoding` is what the user says that every file is in.
    """
    if folder is None:
        from platformdirs import user_cache_path

        folder = user_cache_path("jiedu")
    places = sorted({os.path.abspath(each.top or each.path) for each in sources})  # noqa: PTH100
    own = folder / "corpora" / digest(places, encoding).hex()
    return Cache(own, program(encoding))


class Cache:
    """One thread at a time uses it: first `load_all`, then `write`."""

    def __init__(self, folder: Path, program: str) -> None:
        self.remarks: list[str] = []
        """Lines for the user: what is wrong with the cache."""
        self._folder, self._program = folder, program
        self._keys = Fingerprints(program)
        self._places: dict[bytes, tuple[Segment, int]] = {}
        """In which segment a page is, by its key, and its number there."""
        segments = folder.glob(f"*{segment.SUFFIX}")
        self._found = {path for path in segments if path.is_file()}
        self._sound: set[Path] = set()
        """Those of them that are ours and not known to be damaged."""
        self._used: set[Path] = set()
        self._runs: list[list[Kept]] = [[]]
        """Pages to be written; those of a run follow each other without a gap."""
        self._complete = False
        for path in sorted(self._found):
            self._open(path)

    def load_all(
        self, sources: Sequence[Source], load: Load, wanted: Wanted = lambda: True
    ) -> Iterator[Batch]:
        """What `pool.load_all` gives, in the same order, from the cache where it can
        be. No step holds up other threads for more than some milliseconds."""
        parsing = _Parsing(load, wanted)
        at = 0
        try:
            while at < len(sources) and wanted():
                batch = self._kept(sources, at)
                if batch is None:
                    batch = parsing.batch(sources, at, self._lacks)
                if batch is None:
                    return
                self._note(sources[at : at + len(batch.loaded)], batch)
                yield batch
                at += len(batch.loaded)
            self._complete = at == len(sources)
        finally:
            parsing.stop()

    def write(self) -> None:
        """Keep what had to be parsed, and drop what is out of date, when everything
        has been loaded. What goes wrong is a remark."""
        if not self._complete:
            return
        try:
            self._folder.mkdir(0o700, parents=True, exist_ok=True)
            for group in self._groups():
                self._write(group)
            for path in self._found - self._used:
                # What can't be dropped is in nobody's way.
                with suppress(OSError):
                    path.unlink()
            _drop_unused(self._folder)
        except OSError as error:
            problem = _("缓存写不了：{folder}：{error}；这次照常，下次要重新读")
            self._remark(problem.format(folder=self._folder, error=reason(error)))
        self._runs.clear()

    def _open(self, path: Path) -> None:
        try:
            found = Segment(path)
            if found.program != self._program:
                raise ValueError(found.program)
        except BROKEN:
            self._remark_useless()
        else:
            self._sound.add(path)
            self._places |= {key: (found, at) for at, key in enumerate(found.keys)}

    def _kept(self, sources: Sequence[Source], at: int) -> Batch | None:
        """A segment that holds what comes next; or one page, without a block."""
        found, number = self._places.get(self._keys(sources[at]) or b"", (None, 0))
        if found is None:
            return None
        following = sources[at : at + len(found.keys)] if number == 0 else ()
        try:
            if tuple(map(self._keys, following)) == found.keys:
                return Batch([*found.pages()], found.block())
            return Batch([*found.pages(number, number + 1)])
        except BROKEN:
            self._remark_useless()
            self._sound.discard(found.path)
            for key in found.keys:
                self._places.pop(key, None)
            return None

    def _lacks(self, source: Source) -> bool:
        return self._keys(source) not in self._places

    def _note(self, sources: Sequence[Source], batch: Batch) -> None:
        """Remember what is to be written: also small segments, to be one with their
        neighbours."""
        pages = [each for each in batch.loaded if isinstance(each, Page)]
        keys = [key for source in sources if (key := self._keys(source))]
        if batch.block and sum(len(page.text) for page in pages) > FULL // 2:
            self._used.add(self._path(keys))
            self._runs.append([])
        elif pages and keys:
            self._runs[-1] += zip(sources, pages, strict=True)
        else:
            self._runs.append([])

    def _groups(self) -> Iterator[list[Kept]]:
        """The pages of one segment each."""
        fresh = Fingerprints(self._program)
        for run in self._runs:
            group: list[Kept] = []
            size = 0
            for source, page in run:
                # What changed while it was read may have been read in part.
                same = not self._lacks(source) or self._keys(source) == fresh(source)
                if group and (not same or size + len(page.text) > FULL):
                    yield group
                    group, size = [], 0
                if same:
                    group.append((source, page))
                    size += len(page.text)
            if group:
                yield group

    def _write(self, group: Sequence[Kept]) -> None:
        keys = [self._keys(source) or b"" for source, _page in group]
        pages = [page for _source, page in group]
        path = self._path(keys)
        if path not in self._sound:
            # A page with half a character can't be kept.
            with suppress(UnicodeEncodeError):
                segment.write(path, self._program, keys, pages, block_of(pages))
        self._used.add(path)

    def _path(self, keys: Sequence[bytes]) -> Path:
        return self._folder / (digest(self._program, *keys).hex() + segment.SUFFIX)

    def _remark_useless(self) -> None:
        told = _("缓存损坏，或是别的版本留下的，按原文件重建：{folder}")
        self._remark(told.format(folder=self._folder))

    def _remark(self, line: str) -> None:
        if line not in self.remarks:
            self.remarks.append(line)


class _Parsing:
    """Loads what the cache lacks, ahead of its turn."""

    def __init__(self, load: Load, wanted: Wanted) -> None:
        self._load, self._wanted = load, wanted
        self._sources: deque[Source] = deque()
        self._loaded: Generator[Loaded, None, None] | None = None

    def batch(
        self, sources: Sequence[Source], at: int, lacks: Callable[[Source], bool]
    ) -> Batch | None:
        """The source at `at`; None when nobody wants it any more."""
        # Another one comes next where a segment has turned out to be damaged.
        if not self._sources or self._sources[0] is not sources[at]:
            self.stop()
            self._sources = deque(each for each in sources[at:] if lacks(each))
            self._loaded = load_all([*self._sources], self._load, self._wanted)
        assert self._loaded is not None
        self._sources.popleft()
        loaded = next(self._loaded, None)
        return Batch([loaded]) if loaded else None

    def stop(self) -> None:
        if self._loaded:
            self._loaded.close()


def _drop_unused(folder: Path) -> None:
    """Drop the caches of other corpora that have not been opened for long."""
    os.utime(folder)
    for other in folder.parent.iterdir():
        if time() - other.stat().st_mtime > UNUSED:
            shutil.rmtree(other, ignore_errors=True)
