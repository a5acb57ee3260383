"""The right-hand pane: an article in the reader, the way to it above; or, in the same
place, a list of what was found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget

from tui.app.places import Place
from tui.app.search import Search
from tui.app.widgets.covered import Column, Row
from tui.app.widgets.keyword_line import KeywordLine
from tui.app.widgets.kwic import KwicList
from tui.app.widgets.line import Breadcrumb
from tui.app.widgets.raw import RawView
from tui.app.widgets.reader import Reader
from tui.app.widgets.results import ResultList
from tui.app.widgets.sticky import StickyLine
from tui.app.widgets.ticks import Ticks, show_ticks
from tui.corpus.model import Page
from tui.corpus.outline import ArticleId

if TYPE_CHECKING:
    from tui.index.library import Marked


MOST_TICKS = 500
"""Hits that are ticked: a bar has fewer rows."""


class Desk(Column):
    """Knows which article is open and which search is marked in it."""

    DEFAULT_CSS = """
    Desk {
        ResultList, KwicList, RawView { display: none; }
        &.-results ResultList, &.-kwic KwicList, &.-raw RawView { display: block; }
        &.-results #sheets, &.-kwic #sheets { display: none; }
        &.-raw #sheet { display: none; }
        &.-raw.-beside #sheet { display: block; }
        #sheet, RawView { width: 1fr; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.shown: ArticleId | None = None
        self._search: Search | None = None

    def compose(self) -> ComposeResult:
        yield Breadcrumb()
        yield KeywordLine()
        with Row(id="sheets"):
            with Column(id="sheet"):
                yield StickyLine()
                yield Reader()
            yield RawView()
        yield ResultList()
        yield KwicList()

    @cached_property
    def reader(self) -> Reader:
        return self.query_one(Reader)

    @cached_property
    def breadcrumb(self) -> Breadcrumb:
        return self.query_one(Breadcrumb)

    @cached_property
    def keywords(self) -> KeywordLine:
        return self.query_one(KeywordLine)

    @cached_property
    def sticky(self) -> StickyLine:
        return self.query_one(StickyLine)

    @cached_property
    def raw(self) -> RawView:
        return self.query_one(RawView)

    @cached_property
    def results(self) -> ResultList:
        return self.query_one(ResultList)

    @cached_property
    def kwic(self) -> KwicList:
        return self.query_one(KwicList)

    @property
    def front(self) -> Widget:
        """The reader, or what is shown in its place: a list, or the file where there
        is no room for both."""
        if self.has_class("-results"):
            return self.results
        if self.has_class("-kwic"):
            return self.kwic
        hidden = self.has_class("-raw") and not self.has_class("-beside")
        return self.raw if hidden else self.reader

    @property
    def lists(self) -> tuple[Widget, Widget]:
        return self.results, self.kwic

    def turn(self, widget: Widget) -> None:
        """Show the article, or a list in its place."""
        self.set_class(widget is self.results, "-results")
        self.set_class(widget is self.kwic, "-kwic")

    @property
    def place(self) -> Place | None:
        """What one reads: what the cursor is on, or the current hit, where it can be
        seen, else the first character that can."""
        if self.shown is None:
            return None
        if cursor := self.reader.cursor:
            return Place(self.shown, cursor.passage, cursor.start)
        if self._search and self._search.place and self._is_visible(self._search.place):
            return self._search.place
        return Place(self.shown, *self.reader.position)

    def open(self, page: Page, place: Place, at_top: bool = False) -> None:
        """Show an article, scrolled so that the place can be seen; or, where the
        article is long enough, so that it is the first that can."""
        if place.id != self.shown:
            self.shown = place.id
            self.reader.show(page, place.id.article)
            self.mark(self._search)
        self.reader.point(None)
        self.reader.reveal(place.passage, place.offset, at_top)

    def prepare(self, page: Page, place: Place, search: Search | None) -> None:
        """Have a place ready to be opened, with what a search found there."""
        find = partial(search.hits.in_passage, place.id) if search else None
        current = search.current if search else None
        self.reader.prepare(page, place.id.article, place[1:], find, current)

    def close(self) -> None:
        """Show what is opened next, though it be the same article."""
        self.shown = None

    def mark(self, search: Search | None) -> None:
        """Mark what a search found; nothing where it is None."""
        self._search = search
        current = search.current if search else None
        self.reader.mark(self._hits_in if search else None, current)
        self.raw.mark(self._hits_in if search else None)
        self._tick()

    def turn_to_hit(self, search: Search) -> None:
        """Mark another hit of the search as the current one; where it isn't in this
        article, the one that is opened next is marked."""
        self._search = search
        if search.place and search.place.id == self.shown:
            self.reader.turn_to_hit(search.current)
            self._tick()

    def _tick(self) -> None:
        """Show on the reader's scroll bar where the hits are."""
        search, shown = self._search, self.shown
        style = self.reader.look("reader--lead")
        if search is None or shown is None:
            show_ticks(self.reader.vertical_scrollbar, Ticks(style=style))
            return
        share, place = self.reader.share_of, search.place
        current = share(*place[1:]) if place and place.id == shown else None
        marks = search.hits.in_article(shown)
        rows = zip(marks.passages.tolist(), marks.starts.tolist(), strict=True)
        shares = [share(*row) for row in islice(rows, MOST_TICKS)]
        show_ticks(self.reader.vertical_scrollbar, Ticks(shares, current, style))

    def _hits_in(self, passage: int) -> Sequence[Marked]:
        """The hits in a passage of the page that is open."""
        if self._search is None or self.shown is None:
            return ()
        return self._search.hits.in_passage(self.shown, passage)

    def _is_visible(self, place: Place) -> bool:
        """Of a reader that is not in front everything counts as visible."""
        if place.id != self.shown:
            return False
        return not self.reader.is_in_front or self.reader.is_visible(*place[1:])
