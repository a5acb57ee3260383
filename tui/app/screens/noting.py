"""Notes and highlights: made where one reads, and seen in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.app.loader import Growth
from tui.app.places import Place
from tui.app.render.layers import Layer
from tui.app.render.looks import TERMS
from tui.app.render.paint import Part
from tui.app.render.units import Point, Unit, Units
from tui.app.screens.views import ViewScreen
from tui.corpus.model import Page
from tui.corpus.outline import ArticleId
from tui.i18n import _

if TYPE_CHECKING:
    from tui.app.screens.notes import Found
    from tui.state import Anchor, CorpusState, Note
    from tui.state.anchors import Range


class NotingScreen(ViewScreen):
    """Keeps notes on what is read, and has terms of one's own highlighted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, description, id=f"noting.{action}", show=False)
        for keys, action, description in (
            ("a", "note", _("写笔记")),
            ("A", "notes", _("所有笔记")),
            ("H", "highlight", _("常亮这个词 / 不再常亮")),
        )
    ]

    def __init__(self) -> None:
        super().__init__()
        self.memory: CorpusState | None = None
        """None until it is read."""
        self._note_places = NotePlaces()
        self._overlay: Overlay | None = None

    def on_mount(self) -> None:
        self.reader.beneath = self._beneath

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

    def action_note(self) -> None:
        """Note what is selected, or is at the cursor, or the paragraph that is read;
        what is noted already is edited."""
        state, shown, part = self._known, self._shown, self._meant
        if state is None or shown is None or part is None:
            return
        from tui.app.screens.notes import NoteScreen
        from tui.state import anchored

        anchor = anchored(shown[0], *part)
        notes = (each for each in state.notes.values() if each.anchor == anchor)
        before = next(notes, None)

        def put(note: Note | None) -> None:
            self._put(state, note, before)

        self.app.push_screen(NoteScreen(anchor, before), put)

    @property
    def _meant(self) -> Part | None:
        """What a note is on: where the cursor is on one character, its sentence."""
        units, cursor = self.reader.units, self.reader.cursor
        if units is None:
            return None
        if (part := self.reader.part) is not None:
            return part
        if cursor is None:
            return _part(units, Point(self.reader.position[0], 0), Unit.PARAGRAPH)
        if cursor.stop - cursor.start > 1:
            return cursor
        return _part(units, Point(*cursor[:2]), Unit.SENTENCE)

    def _put(self, state: CorpusState, note: Note | None, before: Note | None) -> None:
        if note is None:
            self.status.say(_("未存"))
            return
        state.put(note, before)
        self.reader.select(None)
        self._save(_("已存"), self.status.say)

    def action_notes(self) -> None:
        """List all notes."""
        from tui.app.screens.notes import NotesScreen

        if (state := self._known) is not None:
            is_complete = self.growth is not None and self.growth.is_complete
            screen = NotesScreen(state, self._where, self._save, is_complete)
            self.app.push_screen(screen, self.set_out)

    def _where(self, note: Note) -> Found | None:
        """Where a note stands in the corpus as it is."""
        return self._note_places.found(self.growth, note) if self.growth else None

    def _save(self, told: str, tell: Callable[[str], None]) -> None:
        """Put what was changed on the disk, and tell so only when it is there."""
        state = self.memory
        if state is None:
            return
        self.reader.refresh()

        def write() -> None:
            state.write()
            self.app.call_later(tell, state.problem or told)

        self.app.run_worker(write, thread=True, group="state", exit_on_error=False)

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
        self._save(told.format(term=term), self.status.say)

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


class NotePlaces:
    """Finds the places of notes; of each only once as long as its page stays."""

    def __init__(self) -> None:
        self._ranges: dict[Anchor, tuple[Page, Range | None]] = {}
        self._growth: Growth | None = None
        self._numbers: Mapping[str, int] = {}
        """Of the pages, by their sources."""

    def range_of(self, page: Page, anchor: Anchor) -> Range | None:
        from tui.state import resolve

        known = self._ranges.get(anchor)
        if known is None or known[0] is not page:
            known = self._ranges[anchor] = page, resolve(page, anchor)
        return known[1]

    def found(self, growth: Growth, note: Note) -> Found | None:
        """Where a note stands; None where it is lost, or its page isn't read yet."""
        if growth is not self._growth:
            numbers = {page.source: at for at, page in enumerate(growth.pages)}
            self._growth, self._numbers = growth, numbers
        number = self._numbers.get(note.anchor.source)
        page = None if number is None else growth.pages[number]
        range_ = self.range_of(page, note.anchor) if page and page.articles else None
        if number is None or range_ is None:
            return None
        return _found(growth, number, Part(*range_))


def _found(growth: Growth, number: int, part: Part) -> Found:
    from tui.app.screens.notes import Found
    from tui.state import Cited

    page = growth.pages[number]
    firsts = [each.first for each in page.articles]
    at = bisect_right(firsts, part.passage) - 1
    article_id, article = ArticleId(number, at), page.articles[at]
    names = (each.name for each in (article.district, article.office) if each)
    cited = Cited(
        growth.outline.rank[article_id],
        (*names, *([article.unit] if article.unit else [])),
        article.title,
        page.source,
        page.line_of(page.locate(page.passages[part.passage], part.start)),
        article.date,
    )
    return Found(Place(article_id, part.passage, part.start), cited)


class Overlay:
    """What notes and highlights put over the passages of a page: made for those that
    are painted."""

    def __init__(
        self,
        page: Page,
        notes: Mapping[str, Note],
        highlights: tuple[str, ...],
        places: NotePlaces,
    ) -> None:
        self._of = page, notes, highlights
        self._made: dict[int, Sequence[Layer]] = {}
        here = (each.anchor for each in notes.values())
        found = (places.range_of(page, e) for e in here if e.source == page.source)
        self._noted = [each for each in found if each is not None]

    def is_of(self, *of: object) -> bool:
        """Whether it is of these very things, which never change."""
        return all(one is other for one, other in zip(self._of, of, strict=True))

    def layers(self, passage: int) -> Sequence[Layer]:
        if passage not in self._made:
            noted = (Layer(*at[1:], "noted") for at in self._noted if at[0] == passage)
            self._made[passage] = [*noted, *self._highlighted(passage)]
        return self._made[passage]

    def _highlighted(self, passage: int) -> Iterator[Layer]:
        """Terms count from the last look that hits have, which few queries reach."""
        page, _notes, terms = self._of
        if terms:
            text = page.read(page.passages[passage])
            for number, term in enumerate(terms):
                look = f"term-{TERMS - 1 - number % TERMS}"
                for start, stop in occurrences(text, term):
                    yield Layer(start, stop, look)


def occurrences(text: str, term: str) -> Iterator[tuple[int, int]]:
    """Where a term stands in a text, as a search would find it, none in another."""
    import numpy as np

    from tui.index.fold import fold, folded_text, text_of

    folded, wanted = fold([text]), folded_text(term)
    letters = text_of(folded.codes)
    at = letters.find(wanted) if wanted else -1
    while at >= 0:
        ends = np.array([at, at + len(wanted) - 1])
        start, last = folded.offsets(ends).tolist()
        yield start, last + 1
        at = letters.find(wanted, at + len(wanted))
