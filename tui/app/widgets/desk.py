"""The right-hand pane: an article in the reader, and the way to it above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.app.places import Place
from tui.app.search import Search
from tui.app.widgets.line import Breadcrumb
from tui.app.widgets.reader import Reader
from tui.corpus.model import Page
from tui.corpus.outline import ArticleId

if TYPE_CHECKING:
    from tui.index.library import Marked


class Desk(Vertical):
    """Knows which article is open and which search is marked in it."""

    reader = getters.query_one(Reader)
    breadcrumb = getters.query_one(Breadcrumb)

    def __init__(self) -> None:
        super().__init__()
        self.shown: ArticleId | None = None
        self._search: Search | None = None

    def compose(self) -> ComposeResult:
        yield Breadcrumb()
        yield Reader()

    @property
    def place(self) -> Place | None:
        """What one reads: the current hit where it can be seen, else the first
        character that can."""
        if self.shown is None:
            return None
        if self._search and self._search.place and self._is_visible(self._search.place):
            return self._search.place
        return Place(self.shown, *self.reader.position)

    @property
    def progress(self) -> str:
        """How far down the article one has scrolled."""
        last = self.reader.max_scroll_y
        return f"{self.reader.scroll_offset.y / last:.0%}" if last > 0 else ""

    def open(self, page: Page, place: Place, at_top: bool = False) -> None:
        """Show an article, scrolled so that the place can be seen; or, where the
        article is long enough, so that it is the first that can."""
        if place.id != self.shown:
            self.shown = place.id
            self.reader.show(page, place.id.article)
            self.mark(self._search)
        self.reader.reveal(place.passage, place.offset, at_top)

    def mark(self, search: Search | None) -> None:
        """Mark what a search found; nothing where it is None."""
        self._search = search
        current = search.current if search else None
        self.reader.mark(self._hits_in if search else None, current)

    def _hits_in(self, passage: int) -> Sequence[Marked]:
        if self._search is None or self.shown is None:
            return ()
        return self._search.hits.in_passage(self.shown, passage)

    def _is_visible(self, place: Place) -> bool:
        """Of a reader that is not in front everything counts as visible."""
        if place.id != self.shown:
            return False
        return not self.reader.is_in_front or self.reader.is_visible(*place[1:])
