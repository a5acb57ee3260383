"""Search at every key without keeping the next key waiting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import thread_time
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.timer import Timer

from tui.app.screens.latest import Latest

if TYPE_CHECKING:
    from tui.index.fallback import Answer
    from tui.index.library import Library
    from tui.index.words import Words

PATIENCE = 0.008
"""Seconds of the processor: behind a search that took more, the next ones go to a
thread. A thread answers a frame or two later, so it does not pay for less; least of all
on a machine that is busy with something else."""

LONG = 0.4
"""Seconds of waiting from which on someone is told that the search is at work."""


class Finder:
    """Searches for a screen: here and now while that is quick, in a thread where the
    last search was not. Only the answer to the last question is passed on."""

    def __init__(
        self,
        screen: Screen[Any],
        answer: Callable[[str, Answer], None],
        tell: Callable[[bool], None] = lambda _is_slow: None,
    ) -> None:
        """`tell` is told when someone has waited long for an answer, and when that is
        over."""
        self._screen, self._answer, self._tell = screen, answer, tell
        self._timer: Timer | None = None
        self._slow = False
        self._thread: Latest[tuple[str, Answer, float]] = Latest(
            screen, "search", self._take
        )
        self.words: Words | None = None
        """What divides a long query that is found nowhere; None until it is loaded."""

    def ask(self, library: Library, query: str) -> None:
        """Have `answer` called with the query and its hits: at once, or later."""
        search = partial(self._search, library, query)
        # A pattern may take its time, and the first one an import.
        if self._slow or "/" in query or "／" in query:
            self._thread.ask(search)
            if self._timer is None:
                self._timer = self._screen.set_timer(LONG, lambda: self._tell(True))
        else:
            self.forget()
            self._take(search())

    def forget(self) -> None:
        """Let no answer come any more."""
        self._thread.forget()
        self._end()

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._tell(False)

    def _search(self, library: Library, query: str) -> tuple[str, Answer, float]:
        from tui.index.fallback import find

        started = thread_time()
        answer = find(library, query, self.words)
        answer.hits.prepare()
        return query, answer, thread_time() - started

    def _take(self, found: tuple[str, Answer, float]) -> None:
        query, answer, seconds = found
        self._slow = seconds > PATIENCE
        self._end()
        self._answer(query, answer)
