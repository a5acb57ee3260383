"""Work in a thread of which only the last answer counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from textual.screen import Screen
from textual.timer import Timer

T = TypeVar("T")


class Latest(Generic[T]):
    """Answers a screen's questions of one kind, each in a thread: `answer` is called
    on the screen's own, and not for a question that another one has followed."""

    def __init__(
        self, screen: Screen[Any], group: str, answer: Callable[[T], None]
    ) -> None:
        self._screen, self._group, self._answer = screen, group, answer
        self._asked = 0
        self._timer: Timer | None = None

    def ask(self, work: Callable[[], T], delay: float = 0.0) -> None:
        """Have `work` done after some seconds in which nothing else is asked."""
        self.forget()
        asked = self._asked
        if delay:
            self._timer = self._screen.set_timer(delay, lambda: self._do(work, asked))
        else:
            self._do(work, asked)

    def postpone(self) -> None:
        """Begin the delay again, if it isn't over: keys go on."""
        if self._timer is not None:
            self._timer.reset()

    def forget(self) -> None:
        """Let no answer come any more."""
        self._asked += 1
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _do(self, work: Callable[[], T], asked: int) -> None:
        self._screen.app.run_worker(
            lambda: self._screen.call_later(self._take, work(), asked),
            thread=True,
            exclusive=True,
            group=self._group,
            exit_on_error=False,
        )

    def _take(self, found: T, asked: int) -> None:
        if asked == self._asked:
            self._answer(found)
