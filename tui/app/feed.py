"""Reading the pages in a thread, and again as they change, for a screen that shows
what is there so far."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from tui.app.loader import Growth, grow
from tui.app.screens.reading import CorpusGrown, ReadingScreen

if TYPE_CHECKING:
    from tui.corpus.pool import Load
    from tui.corpus.reader import Source
    from tui.index.batches import OpenCache
    from tui.watch import Changed

REST = 0.1
"""Seconds that reading waits for the screen, at most."""

PAINTING = 1 / 30
"""Seconds that a change of the whole screen may take to be painted."""


class Feed:
    """Reads for one screen, which is told of every step by `CorpusGrown`."""

    def __init__(
        self,
        screen: ReadingScreen,
        sources: Sequence[Source],
        load: Load,
        paths: Sequence[Path],
        open_cache: OpenCache | None,
    ) -> None:
        """`paths` are watched for changes; none, where there is nothing to watch."""
        self._screen = screen
        self._sources, self._load = sources, load
        self._paths, self._open_cache = paths, open_cache
        self._stopped = Event()

    def stop(self) -> None:
        """Tell the screen of nothing any more."""
        self._stopped.set()

    def read(self) -> None:
        """Read all pages; call it in the thread of a worker.

        It rests while a step is painted: the two would take the interpreter from each
        other, and the painting would last twice as long."""
        worker, painted, growth = get_current_worker(), Event(), None
        changed = self._changes()
        try:
            for growth in grow(
                self._sources,
                self._load,
                lambda: not worker.is_cancelled,
                self._open_cache,
            ):
                if worker.is_cancelled:
                    return
                painted.clear()
                self._screen.post_message(CorpusGrown(growth))
                self._screen.call_after_refresh(self._when_painted, painted.set)
                painted.wait(REST)
        finally:
            gc.freeze()
            gc.enable()
        if growth is not None and self._paths:
            # A daemon, as the program would wait a second for it when it ends.
            Thread(target=self._follow, args=(growth, changed), daemon=True).start()

    def _changes(self) -> Iterator[Changed]:
        """What changes in the files from here on."""
        from tui.watch import changes

        return changes(self._paths, self._sources, self._stopped)

    def _follow(self, growth: Growth, changed: Iterator[Changed]) -> None:
        """Read what has changed."""
        from tui.app.following import follow

        for grown in follow(growth, changed, self._load):
            if self._stopped.is_set():
                return
            self._screen.post_message(CorpusGrown(grown))

    def _when_painted(self, callback: Callable[[], None]) -> None:
        """Call back a little after the first refresh behind a message: the widgets
        ask for theirs only when they are idle again."""
        self._screen.set_timer(PAINTING, callback)
