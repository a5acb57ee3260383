"""What is remembered of the pages at some paths.

    corpus-1f3a….json        where one was, marks, notes, highlights, what was read:
                             small, written every few seconds
    corpus-1f3a….known.json  which articles there were: written once in a run

Programs that have the same paths open share the files. Of sessions the one that was
changed last is kept, being a whole; of everything else, what either has done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid4

from tui.i18n import _
from tui.state import store
from tui.state.anchors import Anchor
from tui.state.digests import of_bytes
from tui.state.notes import Note, Notes, with_note, without_note
from tui.state.session import Session
from tui.state.store import Store


@dataclass(frozen=True, slots=True)
class Remembered:
    session: Session = Session()  # noqa: RUF009 - it is frozen
    marks: Mapping[str, Anchor] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    highlights: tuple[str, ...] = ()
    read: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    articles: frozenset[str] = frozenset()


class CorpusState:
    """Its values never change, its methods put others in their place: in memory at
    once, on the disk by `write`. Articles are named by `digests.of_article`: one that
    moved to another file is the same, one that was edited is another."""

    def __init__(self, remembered: Store[Remembered], known: Store[Known]) -> None:
        """`load` makes one that has read the files."""
        self._remembered, self._known = remembered, known
        self._session = remembered.value.session
        """This program's; in memory there may be another's."""
        self._known_before = known.value.articles
        self._program = uuid4().hex[:8]

    @classmethod
    def load(cls, paths: Sequence[Path], folder: Path | None = None) -> CorpusState:
        """Read what is remembered of the pages at these paths, in whatever order (none
        stands for the bundled pages), in a folder, by default the user's state folder.
        A file that can't be understood is set aside; never raises OSError."""
        stem = (folder or store.folder()) / f"corpus-{_name(paths)}"
        remembered = Store(
            stem.with_name(f"{stem.name}.json"), Remembered, _("笔记和阅读位置")
        )
        known = Store(stem.with_name(f"{stem.name}.known.json"), Known, _("文章清单"))
        remembered.read()
        known.read()
        return cls(remembered, known)

    @property
    def problem(self) -> str | None:
        """What the user has to be told of the last reading or writing, in a line. None
        after a `write`: every change made before it is on the disk."""
        return self._remembered.problem or self._known.problem

    @property
    def is_written(self) -> bool:
        """Whether every change is on the disk."""
        return self._remembered.is_written and self._known.is_written

    def write(self) -> None:
        """Put every change on the disk, and take over those of other programs. Waits
        for the disk; any thread may call it. Never raises OSError."""
        self._remembered.write()
        if not self._known.is_written:
            self._known.write()

    # Where someone is

    @property
    def session(self) -> Session:
        """What this program last kept; at first, what the last one did."""
        return self._session

    def keep(self, session: Session) -> None:
        # One that stays as it is must not drive out another program's.
        if session != self._session:
            self._session = session
            self._remembered.change(lambda each: replace(each, session=session))

    @property
    def marks(self) -> Mapping[str, Anchor]:
        """By their letters."""
        return self._remembered.value.marks

    def mark(self, letter: str, anchor: Anchor) -> None:
        self._remembered.change(
            lambda each: replace(each, marks={**each.marks, letter: anchor})
        )

    # What someone writes

    @property
    def notes(self) -> Notes:
        """By their ids."""
        return self._remembered.value.notes

    def put(self, note: Note, before: Note | None = None) -> None:
        """Add a note, or put one that was edited in the place of `before`: of what it
        was when its editing began, for another program may have edited it since."""
        self._note(lambda notes: with_note(notes, note, before, self._program))

    def drop(self, note: Note) -> None:
        """Delete a note as it was seen."""
        self._note(lambda notes: without_note(notes, note, self._program))

    def _note(self, change: Callable[[Notes], Notes]) -> None:
        self._remembered.change(lambda each: replace(each, notes=change(each.notes)))

    @property
    def highlights(self) -> tuple[str, ...]:
        """Terms, in the order in which they were added, each once."""
        return self._remembered.value.highlights

    def highlight(self, term: str) -> None:
        """Add a term; a blank one is none."""
        if term.strip():
            self._highlight(term, (term,))

    def unhighlight(self, term: str) -> None:
        self._highlight(term, ())

    def _highlight(self, term: str, instead: tuple[str, ...]) -> None:
        def changed(each: Remembered) -> Remembered:
            others = (other for other in each.highlights if other != term)
            return replace(each, highlights=(*others, *instead))

        self._remembered.change(changed)

    # What someone has read

    @property
    def read(self) -> Set[str]:
        """The digests of articles that were read."""
        return self._remembered.value.read

    def mark_read(self, article: str) -> None:
        if article not in self.read:
            self._remembered.change(
                lambda each: replace(each, read=each.read | {article})
            )

    def mark_unread(self, article: str) -> None:
        if article in self.read:
            self._remembered.change(
                lambda each: replace(each, read=each.read - {article})
            )

    def is_new(self, article: str) -> bool:
        """Whether the article wasn't there last time; none is new the first time."""
        return bool(self._known_before) and article not in self._known_before

    def know(self, articles: Iterable[str]) -> None:
        """These are there, and won't be new next time."""
        added = frozenset(articles) - self._known.value.articles
        # What joins them later is new though it is the first time.
        self._known_before = self._known_before or added
        if added:
            self._known.change(lambda each: Known(each.articles | added))


def _name(paths: Sequence[Path]) -> str:
    """16 hexadecimal digits. Names of files need not be text."""
    return of_bytes(b"\0".join(sorted(os.fsencode(each.resolve()) for each in paths)))
