"""Search at every key without keeping the next key waiting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

if TYPE_CHECKING:
    from tui.index.library import Hits, Library

PATIENCE = 0.008
"""Seconds: behind a search that took longer, the next ones go to a thread. A thread
answers a frame or two later, so it does not pay for less."""


class Finder:
    """Searches for a screen: here and now while that is quick, in a thread where the
    last search was not. Only the answer to the last question is passed on."""

    def __init__(
        self, screen: Screen[Any], answer: Callable[[str, Hits], None]
    ) -> None:
        self._screen = screen
        self._answer = answer
        self._asked: tuple[Library, str] | None = None
        self._slow = False

    def ask(self, library: Library, query: str) -> None:
        """Have `answer` called with the query and its hits: at once, or later."""
        self._asked = library, query
        search = partial(self._search, library, query)
        if self._slow:
            self._screen.app.run_worker(
                lambda: self._screen.call_later(self._take, *search()),
                thread=True,
                exclusive=True,
                group="search",
                exit_on_error=False,
            )
        else:
            self._take(*search())

    def forget(self) -> None:
        """Let no answer come any more."""
        self._asked = None

    def _search(self, library: Library, query: str) -> tuple[Library, Hits, str, float]:
        started = perf_counter()
        hits = library.find(query)
        return library, hits, query, perf_counter() - started

    def _take(self, library: Library, hits: Hits, query: str, seconds: float) -> None:
        self._slow = seconds > PATIENCE
        if self._asked == (library, query):
            self._answer(query, hits)
