"""Notes and highlights: made where one reads, and seen in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.app.noted import Found, NotePlaces, Overlay
from tui.app.render.layers import Layer
from tui.app.render.paint import Part
from tui.app.render.units import Point, Unit, Units
from tui.app.screens.views import ViewScreen
from tui.i18n import _

if TYPE_CHECKING:
    from tui.app.screens.note import Drafts
    from tui.state import CorpusState, Note


class NotingScreen(ViewScreen):
    """Keeps notes on what is read, and has terms of one's own highlighted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, description, id=f"noting.{action}", show=False)
        for keys, action, description in (
            ("a", "note", _("写笔记")),
            ("A", "notes", _("所有笔记")),
            ("H", "highlight", _("常亮这个词 / 不再常亮")),
            ("T", "highlights", _("常亮的词")),
        )
    ]

    def __init__(self) -> None:
        super().__init__()
        self.memory: CorpusState | None = None
        """None until it is read."""
        self._note_places = NotePlaces()
        self._overlay: Overlay | None = None
        self._drafts: Drafts = {}

    def on_mount(self) -> None:
        self.reader.beneath = self._beneath
        self.reader.hit = self._hit

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can't be seen isn't noted."""
        if action in ("note", "highlight"):
            return self.right is self.reader and self.desk.shown is not None
        return super().check_action(action, parameters)

    @property
    def _known(self) -> CorpusState | None:
        """What is remembered; where that isn't read yet, someone is told."""
        if self.memory is None:
            self.status.say(_("还在读取笔记"))
        return self.memory

    # Notes

    async def action_note(self) -> None:
        """Note what is selected, or is at the cursor, or the sentence that is read;
        what is noted already is edited."""
        state, shown, part = self._known, self._shown, self._meant
        if state is None or shown is None or part is None:
            return
        from tui.app.screens.note import NoteScreen, unsaved
        from tui.state import anchored

        anchor = anchored(shown[0], *part)
        notes = (each for each in state.notes.values() if each.anchor == anchor)
        before = next(notes, None)

        def put(note: Note | None) -> None:
            if note is None:
                self.status.say(unsaved(anchor, self._drafts))
            else:
                self._put(state, note, before)

        # What is typed ahead is for the note.
        await self.app.push_screen(NoteScreen(anchor, before, self._drafts), put)

    @property
    def _meant(self) -> Part | None:
        """What a note is on: what is selected, or the cursor's word, or the sentence
        that is read."""
        units, cursor = self.reader.units, self.reader.cursor
        if units is None:
            return None
        if (part := self.reader.part) is not None:
            return part
        if cursor is not None and cursor.stop - cursor.start > 1:
            return cursor
        return _part(units, self.reader.first, Unit.SENTENCE)

    def _hit(self) -> Point | None:
        """Where the current hit stands, if it is in the article that is read."""
        place = self.search.place if self.search else None
        return Point(*place[1:]) if place and place.id == self.desk.shown else None

    def _put(self, state: CorpusState, note: Note, before: Note | None) -> None:
        state.put(note, before)
        self.reader.select(None)
        self.save(_("已存"), self.status.say)

    async def action_notes(self) -> None:
        """List all notes."""
        from tui.app.screens.notes import NotesScreen

        if (state := self._known) is not None:
            is_complete = self.growth is not None and self.growth.is_complete
            screen = NotesScreen(
                state,
                self._where,
                self.save,
                is_complete,
                self.paths,
                self._drafts,
            )
            await self.app.push_screen(screen, self.set_out)

    def _where(self, note: Note) -> Found | None:
        """Where a note stands in the corpus as it is."""
        return self._note_places.found(self.growth, note) if self.growth else None

    def save(self, told: str, tell: Callable[[str], None]) -> None:
        """Put what was changed on the disk, and tell so only when it is there."""
        state = self.memory
        if state is None:
            return
        self.reader.refresh()

        def write() -> None:
            state.write()
            self.app.call_later(self.saved, tell, state.problem or told)

        self.app.run_worker(write, thread=True, group="state", exit_on_error=False)

    def saved(self, tell: Callable[[str], None], told: str) -> None:
        """What was changed is on the disk, or could not be written, as is `told`."""
        tell(told)

    # Highlights

    def action_highlight(self) -> None:
        """Highlight what is selected, or the word at the cursor or else the first one
        that is read; or don't any more."""
        state, shown = self._known, self._shown
        if state is None or shown is None:
            return
        if self.reader.part is None and self.reader.cursor is None:
            self.reader.action_word(1)
        part, (page, _article) = self._word, shown
        if part is None:
            return
        term = page.read(page.passages[part.passage])[part.start : part.stop].strip()
        if term in state.highlights:
            state.unhighlight(term)
            told = _("不再常亮：{term}")
        else:
            state.highlight(term)
            told = _("常亮：{term}")
        self.reader.select(None)
        self.save(told.format(term=term), self.status.say)

    def action_highlights(self) -> None:
        """List the terms that are highlighted."""
        from tui.app.screens.highlights import HighlightsScreen

        if (state := self._known) is not None:
            write = partial(self.save, tell=self.status.say)
            self.app.push_screen(HighlightsScreen(state, write), self._search_term)

    def _search_term(self, term: str | None) -> None:
        if term is not None:
            self.search_for(term)

    def search_for(self, text: str) -> None:
        """Search for a text, and nothing else that it might mean."""
        raise NotImplementedError

    @property
    def _word(self) -> Part | None:
        units, cursor = self.reader.units, self.reader.cursor
        if (part := self.reader.part) is not None or units is None or cursor is None:
            return part
        if cursor.stop - cursor.start > 1:
            return cursor
        return _part(units, Point(*cursor[:2]), Unit.WORD)

    # In the text

    def _beneath(self, passage: int) -> Sequence[Layer]:
        """What notes and highlights put beneath the hits of a passage."""
        state, shown = self.memory, self._shown
        if state is None or shown is None:
            return ()
        of = shown[0], state.notes, state.highlights
        if self._overlay is None or not self._overlay.is_of(*of):
            self._overlay = Overlay(*of, self._note_places)
        return self._overlay.layers(passage)


def _part(units: Units, point: Point, unit: Unit) -> Part:
    """The unit that holds the character at a point, as far as its passage goes."""
    start, end = units.around(point, unit)
    is_inside = end.passage == start.passage
    return Part(*start, end.offset if is_inside else len(units.text(start.passage)))
