"""Notes and highlights: made where one reads, and seen in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.app.noted import Found, Noted, NotePlaces
from tui.app.render.layers import Layer
from tui.app.render.units import Point, Unit
from tui.app.screens.views import ViewScreen
from tui.i18n import _

if TYPE_CHECKING:
    from tui.app.screens.note import Drafts
    from tui.app.widgets.reader import Reader
    from tui.corpus.model import Page
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
        self._noted = Noted(self._note_places)
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
            self.say(_("还在读取笔记"))
        return self.memory

    # Notes

    async def action_note(self) -> None:
        """Note what is selected, or is at the cursor, or the sentence that is read;
        what is noted already is edited."""
        state, shown = self._known, self._shown
        part = self.reader.meant(Unit.SENTENCE)
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
        self.show_noted()

        def write() -> None:
            state.write()
            self.app.call_later(self.saved, tell, state.problem or told)

        self.app.run_worker(write, thread=True, group="state", exit_on_error=False)

    def saved(self, tell: Callable[[str], None], told: str) -> None:
        """What was changed is on the disk, or could not be written, as is `told`."""
        tell(told)

    # Highlights

    def action_highlight(self) -> None:
        self.highlight(self.reader)

    def highlight(self, reader: Reader) -> None:
        """Highlight what is selected in a reader, or the word at its cursor or else the
        first one that is read; or don't any more."""
        state = self._known
        term = reader.pick() if state else ""
        if state is None or not term:
            return
        if term in state.highlights:
            state.unhighlight(term)
            told = _("不再常亮：{term}")
        else:
            state.highlight(term)
            told = _("常亮：{term}")
        self.save(told.format(term=term), self.say)

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

    # In the text

    def _beneath(self, passage: int) -> Sequence[Layer]:
        """What notes and highlights put beneath the hits of a passage that is read."""
        state, shown = self.memory, self._shown
        return self._noted.layers(shown[0], state, passage) if state and shown else ()

    def beneath(self, page: Page) -> Callable[[int], Sequence[Layer]]:
        """What gives that for a page which is shown elsewhere."""
        noted = Noted(self._note_places)

        def layers(passage: int) -> Sequence[Layer]:
            state = self.memory
            return noted.layers(page, state, passage) if state else ()

        return layers

    def show_noted(self) -> None:
        """Notes or highlights have changed: paint them as they are."""
        self.reader.refresh()
