"""The panes that one reads in, and going from place to place in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from tui.app import words
from tui.app.loader import Growth
from tui.app.places import Place, moved, place_of, start_of
from tui.app.render.cells import cell_width
from tui.app.screens.panes import PaneScreen
from tui.app.widgets.candidates import Candidates
from tui.app.widgets.corpus_tree import CorpusTree
from tui.app.widgets.counting import Count
from tui.app.widgets.covered import Row
from tui.app.widgets.cursor_view import CursorView
from tui.app.widgets.desk import Desk
from tui.app.widgets.key_line import KeyLine
from tui.app.widgets.line import Line, StatusLine
from tui.app.widgets.query_bar import QueryBar
from tui.app.widgets.reader import Reader
from tui.app.widgets.sheet import Sheet
from tui.app.widgets.too_small import TooSmall
from tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass
class CorpusGrown(Message):
    """More pages can be read and searched, or some have changed."""

    growth: Growth


class FacetLine(Line):
    """How many hits are in each year, and by whom the articles are."""

    def __init__(self) -> None:
        super().__init__()
        self._note, self._facets = "", list[words.Facet]()

    def show(self, note: str, facets: list[words.Facet]) -> None:
        """Show facets behind what has to be said of the search."""
        self._note, self._facets = note, facets
        self._fill()

    def on_resize(self) -> None:
        self._fill()

    def _fill(self) -> None:
        note = f"{self._note}   " if self._note else ""
        room = self.size.width - cell_width(note)
        self.left = note + words.of_facets(self._facets, room)


class ReadingScreen(PaneScreen):
    """Wires tree and reader together; each pane knows nothing of the other."""

    AUTO_FOCUS = "CorpusTree"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("J", "article(1)", _("下一篇"), show=False, id="screen.next_article"),
        Binding("K", "article(-1)", _("上一篇"), show=False, id="screen.last_article"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.growth: Growth | None = None
        self.paths: Sequence[Path] = ()
        """Those of the pages."""
        self._told: object = None
        """What decided what was said last."""
        self.notices: list[str] = []
        """What is to be told as soon as the pages are here: before, it would not
        stand long enough to be read."""

    def compose(self) -> ComposeResult:
        with Row(id="panes"):
            yield CorpusTree()
            yield Desk()
        yield FacetLine()
        with Row(id="foot"):
            yield QueryBar()
            yield StatusLine()
        yield KeyLine()
        yield Candidates()
        yield TooSmall()

    # The parts, which stay as long as the screen: each is looked up once.

    @cached_property
    def corpus_tree(self) -> CorpusTree:
        return self.query_one(CorpusTree)

    @cached_property
    def desk(self) -> Desk:
        return self.query_one(Desk)

    @cached_property
    def query_bar(self) -> QueryBar:
        return self.query_one(QueryBar)

    @cached_property
    def candidates(self) -> Candidates:
        return self.query_one(Candidates)

    @cached_property
    def facets(self) -> FacetLine:
        return self.query_one(FacetLine)

    @cached_property
    def status(self) -> StatusLine:
        return self.query_one(StatusLine)

    @property
    def left(self) -> CorpusTree:
        return self.corpus_tree

    @property
    def right(self) -> Widget:
        return self.desk.front

    @property
    def reader(self) -> Reader:
        return self.desk.reader

    @property
    def count(self) -> Count:
        """How many times a key of the screen moves, as typed in the focused pane."""
        pane = self.focused
        return pane.count if isinstance(pane, CursorView) else self.reader.count

    def show_corpus(self, growth: Growth) -> None:
        """Show what can be read; where one reads stays where it is."""
        before, self.growth = self.growth, growth
        self.corpus_tree.show(growth.outline)
        shown = self.desk.shown
        if before is None or shown is None:
            return
        page, again = before.pages[shown.page], growth.pages[shown.page]
        if page is not again:
            place = self.desk.place
            self.desk.close()
            self.go(moved(page, again, place) if place else None)

    # Going somewhere

    def go(self, place: Place | None, at_top: bool = False) -> None:
        """Open a place in the reader; the tree follows, whichever has the focus."""
        if place is None and self.growth is not None and self.desk.shown is None:
            place = start_of(self.growth, 0) if self.growth.outline.articles else None
        if place is not None and self.growth is not None:
            self.desk.open(self.growth.pages[place.id.page], place, at_top)
            rank = self.growth.outline.rank[place.id]
            self.corpus_tree.follow(rank, place.passage)
            self.tell()

    def jump(self, place: Place | None, at_top: bool = False) -> None:
        """Go somewhere from where one may want to come back."""
        self.go(place, at_top)

    def show_reader(self) -> None:
        """What one goes to can be seen: on a narrow screen, and behind a list."""
        self.desk.turn(self.reader)
        if not self.reader.is_in_front:
            self.turn_to(self.right)

    @on(CorpusTree.Selected)
    def _read(self, event: CorpusTree.Selected) -> None:
        if self.growth is not None:
            self.desk.turn(self.reader)
            self.jump(place_of(self.growth, event.node), at_top=True)
            self.turn_to(self.right)

    def action_article(self, by: int) -> None:
        if self.growth is None or self.desk.shown is None:
            return
        by *= self.count.take()
        rank = self.growth.outline.rank[self.desk.shown] + by
        if 0 <= rank < len(self.growth.outline.articles):
            self.jump(start_of(self.growth, rank))
            self.show_reader()
        else:
            self.status.say(_("已是最后一篇") if by > 0 else _("已是第一篇"))

    # Saying where one is

    def turn_to(self, widget: Widget) -> None:
        super().turn_to(widget)
        self.tell()

    @property
    def place(self) -> Place | None:
        """The place that is told: where one reads, or what the cursor of a list in
        front of it is on."""
        return self.desk.place

    def found(self) -> str:
        """What there is to say of a search."""
        return ""

    @on(CorpusTree.Highlighted)
    @on(Sheet.Moved)
    def _moved(self) -> None:
        # A handler is called as it stands here, whatever a subclass puts over it.
        self.catch_up()

    def catch_up(self) -> None:
        """Say where one is, if that has changed since it was said.

        Within the key that changed it, one frame shows both: the messages of the
        widgets come behind the first one."""
        if self._told != self._telling():
            self.tell()

    def _telling(self) -> object:
        """All that decides what is said."""
        reader = self.reader
        where = self.desk.shown, reader.position, reader.end, reader.cursor
        top = reader.scroll_offset.y
        seen = self.corpus_tree.cursor, top, self.count.typed
        return self.growth, self.focused, seen, where

    def tell(self) -> None:
        """Say where one reads: in the breadcrumb, the tree and the status line."""
        self._told = self._telling()
        growth, place = self.growth, self.place
        if growth is None or place is None:
            self.status.show(words.of_growth(growth), "")
            return
        rank = growth.outline.rank[place.id]
        way = self.corpus_tree.way_to(rank, place.passage)
        names = [self.corpus_tree.label(each) for each in way]
        date = next((each.date for each in way if each.date), "")
        self.desk.breadcrumb.show(names, date)
        if self.focused is not self.corpus_tree:
            self.corpus_tree.follow(rank, place.passage)
        node = self.corpus_tree.node if self.focused is self.corpus_tree else None
        here = self.corpus_tree.label(node) if node else words.of_place(growth, place)
        right = words.of_count(self.count.typed, growth)
        self.status.show(self.found() + here, right)
