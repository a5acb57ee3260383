"""What to offer for the query that is being typed, without keeping the keys waiting."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.worker import get_current_worker

from tui.app.screens.latest import Latest
from tui.app.widgets.candidates import Suggestion
from tui.i18n import _

if TYPE_CHECKING:
    from tui.index.library import Library
    from tui.index.vocabulary import Vocabulary
    from tui.index.words import Words
    from tui.state import Searches

PAUSE = 0.03
"""Seconds without a key: a burst of keys is to have the processor for its hits."""

RECENT = 12
"""Searches of the history that are offered."""


class Suggester:
    """Offers to a screen saved and recent searches where nothing is typed, else what
    may be meant by the word at the caret. Threads do the work; `answer` is called on
    the screen's own, and only for the last question."""

    def __init__(
        self,
        screen: Screen[Any],
        answer: Callable[[list[Suggestion]], None],
        say: Callable[[str], None],
    ) -> None:
        """`say` is told, in a line, what is wrong with the file of searches."""
        self.words: Words | None = None
        """None until `load` has loaded them."""
        self._screen, self._answer, self._say = screen, answer, say
        self._loading = Lock()
        self._thread: Latest[list[Suggestion]] = Latest(screen, "suggest", answer)

    @cached_property
    def searches(self) -> Searches:
        from tui.state import Searches

        searches = Searches.load()
        self._tell(searches.problem)
        return searches

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        from tui.index.vocabulary import Vocabulary

        return Vocabulary()

    def ask(self, library: Library, typed: str, caret: int, kept: str = "") -> None:
        """Have `answer` called with what fits the query, the best first. Where nothing
        is typed, the query that was kept comes before all others."""
        if typed.strip():
            work = partial(_fitting, library, self._vocabulary, typed, caret)
            self._thread.ask(work, PAUSE)
        else:
            rows = _remembered(self.searches, len(typed), kept)
            self._thread.forget()
            self._answer(rows)
            if rows:
                self._thread.ask(partial(_counted, library, rows))

    def forget(self) -> None:
        """Let no answer come any more."""
        self._thread.forget()

    def load(self, library: Library, then: Callable[[], None] = lambda: None) -> None:
        """Load the words of the dictionary and of this library, or add this one's;
        `then` is called when they are there."""
        self._run(partial(self._load, library, self._vocabulary, then), "words")

    def remember(self, query: str) -> None:
        """Put a query at the head of the history."""
        self.searches.remember(query)
        self._run(self._write, "searches")

    def save(self, query: str) -> bool:
        """Save a query, or forget it where it is saved; whether it is saved then."""
        saved = query not in self.searches.saved
        (self.searches.save if saved else self.searches.forget)(query)
        self._run(self._write, "searches")
        return saved

    def _load(
        self, library: Library, vocabulary: Vocabulary, then: Callable[[], None]
    ) -> None:
        from tui.index.vocabulary import named
        from tui.index.words import Words

        with self._loading, _no_collection():
            words = self.words or Words.load()
            words.add(name for page in library.pages for name in named(page))
            vocabulary.read(library.pages)
            if self.words is None:
                self.words = words
                self._screen.call_later(then)
                vocabulary.learn(words)

    def _write(self) -> None:
        self.searches.write()
        self._screen.call_later(self._tell, self.searches.problem)

    def _tell(self, problem: str | None) -> None:
        if problem is not None:
            self._say(problem)

    def _run(self, work: Callable[[], None], group: str) -> None:
        # Textual describes work by its repr, which is long where it holds a library.
        self._screen.app.run_worker(
            work, group=group, description=group, thread=True, exit_on_error=False
        )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector away, then and later, from hundreds of thousands of
    words: while it looks at them no key is answered, for 30 ms each time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _remembered(searches: Searches, stop: int, kept: str) -> list[Suggestion]:
    """The query that was kept, saved searches, then recent ones, in place of the
    blanks that are typed."""
    saved = [each for each in searches.saved if each != kept]
    recent = [each for each in searches.history if each not in {kept, *saved}]
    noted = [(kept, _("现"))] if kept else []
    noted += [(each, _("藏")) for each in saved]
    noted += [(each, _("近")) for each in recent[:RECENT]]
    return [Suggestion(text, note, None, 0, stop) for text, note in noted]


def _counted(library: Library, rows: Sequence[Suggestion]) -> list[Suggestion]:
    return [replace(row, count=len(library.find(row.text))) for row in rows]


def _fitting(
    library: Library, vocabulary: Vocabulary, query: str, caret: int
) -> list[Suggestion]:
    """What may be meant by the word at the caret."""
    from tui.index.completion import completions, field_at, literal, typed_at

    worker = get_current_worker()
    typed, span = typed_at(query, caret)
    found = completions(
        library,
        vocabulary,
        typed,
        wanted=lambda: not worker.is_cancelled,
        field=field_at(query, span.start),
    )
    notes = [_("地名"), _("人名"), _("词"), _("标题")]
    return [
        Suggestion(
            literal(each.text),
            _("原文") if each.kind is None else notes[each.kind],
            each.count,
            *span,
        )
        for each in found
    ]
