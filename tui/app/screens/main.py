"""The screen one reads on: the tree, the reader, and the lines around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from tui.app import words
from tui.app.loader import Growth
from tui.app.places import Place, place_of, start_of
from tui.app.screens.finder import Finder
from tui.app.screens.panes import PaneScreen
from tui.app.search import Search
from tui.app.widgets.branches import path
from tui.app.widgets.corpus_tree import CorpusTree
from tui.app.widgets.desk import Desk
from tui.app.widgets.key_line import KeyLine
from tui.app.widgets.line import StatusLine
from tui.app.widgets.query_bar import QueryBar
from tui.app.widgets.reader import Reader
from tui.i18n import _

if TYPE_CHECKING:
    from tui.index.library import Hits


@dataclass
class CorpusGrown(Message):
    """More pages can be read and searched."""

    growth: Growth


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one was when the query line opened, to come back to."""

    place: Place | None
    scrolled: int
    search: Search | None
    focused: Widget | None


class MainScreen(PaneScreen):
    """Wires the panes together; each pane knows nothing of the others.

    `find` is a query and `at` a node's reference to open at. As long as nobody has
    pressed a key, every page that arrives may show a better place for them."""

    AUTO_FOCUS = "CorpusTree"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "query", _("查找")),
        Binding("n", "step(1)", _("下一处")),
        Binding("N", "step(-1)", _("上一处"), show=False),
        Binding("J", "article(1)", _("下一篇"), show=False),
        Binding("K", "article(-1)", _("上一篇"), show=False),
        Binding("enter,ctrl+j", "keep", _("确定")),
        Binding("escape", "cancel", _("取消查找")),
        Binding("q", "back", _("返回")),
    ]

    corpus_tree = getters.query_one(CorpusTree)
    desk = getters.query_one(Desk)
    query_bar = getters.query_one(QueryBar)
    status = getters.query_one(StatusLine)

    def __init__(self, find: str | None = None, at: str | None = None) -> None:
        super().__init__()
        self.growth: Growth | None = None
        self.search: Search | None = None
        self._origin: Origin | None = None
        self._finder = Finder(self, self._show_hits)
        self._find, self._at = find, at

    def compose(self) -> ComposeResult:
        with Horizontal(id="panes"):
            yield CorpusTree()
            yield Desk()
        with Horizontal(id="foot"):
            yield QueryBar()
            yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        self.watch(self.query_bar, "value", self._edit, init=False)

    def settle(self) -> None:
        """Someone is here: let no page that arrives move them."""
        self._find = self._at = None

    @property
    def querying(self) -> bool:
        """Whether the query line is open."""
        return self._origin is not None

    @property
    def left(self) -> CorpusTree:
        return self.corpus_tree

    @property
    def right(self) -> Reader:
        return self.desk.reader

    # What the widgets and the threads say

    @on(CorpusGrown)
    def _grow(self, event: CorpusGrown) -> None:
        growth = self.growth = event.growth
        self.corpus_tree.count(None)
        self.corpus_tree.show(growth.outline)
        if self._at is not None or self._find is not None:
            self._arrive(growth)
        elif self.query_bar.value:
            self._look_up()
        if self.desk.shown is None and growth.outline.articles:
            self._go(start_of(growth, 0))
        if growth.is_complete and (growth.skipped or growth.remarks):
            self.status.say(words.of_remarks(growth))
        self._tell()

    def _edit(self) -> None:
        """Search within the key that changes the query: one frame shows both."""
        if self.querying:
            self._look_up()

    @on(CorpusTree.Selected)
    def _read(self, event: CorpusTree.Selected) -> None:
        if self.growth is not None:
            self._go(place_of(self.growth, event.node), at_top=True)
            self.turn_to(self.right)

    # Keys

    def action_keep(self) -> None:
        """Close the query line, and keep what it found."""
        self._origin = None
        self._mark(self.search)
        self.turn_to(self.right)

    def action_cancel(self) -> None:
        """Back to where the query line was opened; else, no search any more."""
        origin, self._origin = self._origin, None
        self._restore(origin.search if origin else None)
        if origin is None:
            return
        if origin.place is not None:
            self._go(origin.place)
            self.right.scroll_to(y=origin.scrolled, animate=False)
        self.turn_to(origin.focused or self.corpus_tree)

    def action_step(self, by: int) -> None:
        """To the next hit; from where one reads, if that is not the current hit."""
        here = self.desk.place
        if self.search is None or self.growth is None or here is None:
            return
        if here == self.search.place:
            self._mark(self.search.step(by))
        else:
            rank = self.growth.outline.rank
            self._mark(self.search.approach(here, by, rank))
        self._go(self.search.place)
        self._show_reader()

    def action_article(self, by: int) -> None:
        if self.growth is None or self.desk.shown is None:
            return
        rank = self.growth.outline.rank[self.desk.shown] + by
        if 0 <= rank < len(self.growth.outline.articles):
            self._go(start_of(self.growth, rank))
            self._show_reader()
        else:
            self.status.say(_("已是最后一篇") if by > 0 else _("已是第一篇"))

    def _show_reader(self) -> None:
        """What one goes to can be seen on a narrow screen too."""
        if not self.right.is_in_front:
            self.turn_to(self.right)

    def action_pane(self) -> None:
        """To the other pane; out of the query line, to the reader."""
        if self.querying:
            self.action_keep()
        else:
            super().action_pane()

    def action_back(self) -> None:
        """One level up: from the reader to the tree, to no search, to the shell."""
        if self.focused is self.right:
            self.turn_to(self.corpus_tree)
        elif self.query_bar.value:
            self._restore(None)
        else:
            self.app.exit()

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool | None:
        """Offer keys where they do something."""
        match action:
            case "query":
                return not self.querying
            case "keep":
                return self.querying
            case "cancel":
                return self.querying or bool(self.query_bar.value)
            case "step":
                return self.search is not None and self.search.current is not None
        return True

    # Searching

    def action_query(self, text: str = "") -> None:
        """Open the query line, or go on in it, and put text in."""
        if self._origin is None:
            scrolled, focused = self.right.scroll_offset.y, self.focused
            self._origin = Origin(self.desk.place, scrolled, self.search, focused)
            self.query_bar.show("")
            self._mark(None)
        self.turn_to(self.query_bar)
        self.query_bar.insert(text)

    def _look_up(self) -> None:
        """Search for what the query line says, typed or kept."""
        if self.growth and self.growth.library:
            self._finder.ask(self.growth.library, self.query_bar.value)

    def _restore(self, search: Search | None) -> None:
        """Keep a search, or none, instead of what the query line says."""
        self._finder.forget()
        self.query_bar.show(search.query if search else "")
        self._mark(search)

    def _show_hits(self, query: str, hits: Hits) -> None:
        """Mark the hits; while a query is typed, go to the nearest, or back."""
        search = Search(query, hits).near(self._anchor()) if query.strip() else None
        self._mark(search)
        if self.querying or self._find is not None or self.desk.shown is None:
            home = self._origin.place if self._origin else None
            self._go(search.place if search and search.place else home)

    def _anchor(self) -> Place | None:
        """From where on the nearest hit is the current one. A query that is kept
        holds on to its hit when pages arrive; a new one starts where one reads."""
        if self._origin is not None:
            return self._origin.place
        if self._find is not None:
            return self.desk.place if self._at is not None else None
        return (self.search and self.search.place) or self.desk.place

    def _mark(self, search: Search | None) -> None:
        """Show in the panes what a search found."""
        self.search = search
        self.desk.mark(search)
        self.corpus_tree.count(search.hits.count if search else None)
        self.set_class(self.querying, "-querying")
        self.set_class(self.querying or bool(self.query_bar.value), "-searching")
        self.refresh_bindings()
        self._tell()

    # Going somewhere

    def _go(self, place: Place | None, at_top: bool = False) -> None:
        """Open a place in the reader; the tree follows, whichever has the focus."""
        if place is not None and self.growth is not None:
            self.desk.open(self.growth.pages[place.id.page], place, at_top)
            rank = self.growth.outline.rank[place.id]
            self.corpus_tree.follow(rank, place.passage)
            self._tell()

    def _arrive(self, growth: Growth) -> None:
        """Open where the command line asked to, as far as the pages are here."""
        if self._at is not None:
            node = growth.outline.find(self._at)
            if node is not None:
                self._go(place_of(growth, node), at_top=True)
            elif growth.is_complete:
                self.status.say(_("没有这个编号：{ref}").format(ref=self._at))
        if self._find is not None:
            self.query_bar.show(self._find)
            self._look_up()
        self.turn_to(self.right)

    def turn_to(self, widget: Widget) -> None:
        super().turn_to(widget)
        self._tell()

    @on(CorpusTree.Highlighted)
    @on(Reader.Moved)
    def _tell(self) -> None:
        """Say where one reads: in the breadcrumb, the tree and the status line."""
        growth, place = self.growth, self.desk.place
        if growth is None or place is None:
            self.status.show(words.of_growth(growth), "")
            return
        rank = growth.outline.rank[place.id]
        way = path(growth.outline, rank, place.passage)
        names = map(self.corpus_tree.label, way)
        dates = (f" · {node.date}" if node.date else "" for node in way)
        self.desk.breadcrumb.names = tuple(map("".join, zip(names, dates, strict=True)))
        if self.focused is not self.corpus_tree:
            self.corpus_tree.follow(rank, place.passage)
        node = self.corpus_tree.node if self.focused is self.corpus_tree else None
        here = self.corpus_tree.label(node) if node else words.of_place(growth, place)
        hits = f"{words.of_search(self.search)}  " if self.search else ""
        self.status.show(hits + here, words.of_growth(growth) or self.desk.progress)
