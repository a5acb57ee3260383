"""Searching at every key of the query line, and from hit to hit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.app.loader import Growth
from tui.app.places import Place
from tui.app.screens.finder import Finder
from tui.app.screens.remembering import RememberingScreen
from tui.app.search import Search
from tui.app.travels import followed, stands
from tui.app.widgets.key_line import KeyLine
from tui.app.widgets.keyword_line import KeywordLine
from tui.i18n import _

if TYPE_CHECKING:
    from tui.index.fallback import Answer


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one was when the query line opened, to come back to."""

    place: Place | None
    scrolled: int
    search: Search | None
    focused: Widget | None


class QueryingScreen(RememberingScreen):
    """Searches at every key of the query line, and keeps or leaves what was found.

    `find` is a query and `at` a node's reference to open at, for as long as nobody has
    pressed a key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "query", _("查找"), id="screen.query"),
        Binding("n", "step(1)", _("下一处"), id="screen.next_hit"),
        Binding("N", "step(-1)", _("上一处"), show=False, id="screen.last_hit"),
        Binding("enter,ctrl+j", "keep", _("确定"), id="screen.keep"),
        Binding("escape", "cancel", _("取消查找"), id="screen.cancel"),
    ]

    def __init__(self, find: str | None = None, at: str | None = None) -> None:
        super().__init__()
        self._find, self._at = find, at
        self._origin: Origin | None = None
        self._finder = Finder(self, self._show_hits, self._tell_slow)
        self._awaits_hit = False
        """Whether what is found is to be gone to: nobody has pressed a key since the
        query was kept."""
        self._kept = ""
        """A query that is to be remembered as soon as it finds something."""
        self._held: Place | None = None
        """Where the current hit of a kept query stands after the corpus has changed,
        until it is searched anew."""

    def on_mount(self) -> None:
        self.watch(self.query_bar, "value", self._edit, init=False)

    @property
    def querying(self) -> bool:
        """Whether the query line is open."""
        return self._origin is not None

    def show_corpus(self, growth: Growth) -> None:
        """Where the current hit is, and where the query line was opened, is followed
        as where one reads is."""
        before, place = self.growth, self.search.place if self.search else self._held
        super().show_corpus(growth)
        if before is not None:
            self._held = followed(before, growth, place)
            if (origin := self._origin) is not None:
                there = followed(before, growth, origin.place)
                self._origin = replace(origin, place=there)

    def tell(self) -> None:
        super().tell()
        # What a key does must stand beside it: here it is another thing.
        takes = _("取第一个") if self.offered else _("确定")
        line = self.query_one(KeyLine)
        line.meanings = {"pane": takes} if self.querying else {}

    # The query line

    def _edit(self) -> None:
        """Search within the key that changes the query: one frame shows both."""
        if self.querying:
            # What was chosen is for the word as it was before this key.
            self.candidates.cursor = None
            self._look_up()
            self.suggest()

    def action_keep(self) -> None:
        """Close the query line, and keep what it found; take a candidate first, if
        one is chosen."""
        if self.take_candidate():
            return
        origin, self._origin = self._origin, None
        if origin is not None and origin.place != self.desk.place:
            self.leave(origin.place)
        self.suggester.forget()
        self.candidates.show(())
        self._awaits_hit, self._kept = True, self.query_bar.value
        self._remember_found()
        self.mark(self.search)
        self.turn_to(self.right)

    def action_cancel(self) -> None:
        """Back to where the query line was opened; else, no search any more."""
        if isinstance(self.focused, KeywordLine):
            self.turn_to(self.right)
            return
        origin, self._origin = self._origin, None
        self._restore(origin.search if origin else None)
        if origin is None:
            return
        if origin.place is not None:
            self.go(origin.place)
            self.reader.scroll_to(y=origin.scrolled, animate=False)
        self.turn_to(origin.focused or self.corpus_tree)

    def action_step(self, by: int) -> None:
        """To the next hit; from where one reads, if that is not the current hit."""
        here = self.desk.place
        if self.search is None or self.growth is None or here is None:
            return
        self.leave(here)
        more = by * (self.count.take() - 1)
        if here == self.search.place:
            self.turn_to_hit(self.search.step(by + more))
        else:
            search = self.search.approach(here, by, self.growth.outline.rank)
            self.turn_to_hit(search.step(more) if more else search)
        self.show_reader()

    def action_pane(self) -> None:
        """To the other pane; in the query line, take a candidate, or go to the
        reader."""
        if not self.querying:
            super().action_pane()
        elif self.awaits_candidates:
            self.takes_first = True
        elif not self.take_candidate(first=True):
            self.action_keep()

    # Searching

    def action_query(self, text: str = "") -> None:
        """Open the query line, or go on in it, and put text in."""
        if self._origin is None:
            scrolled, focused = self.reader.scroll_offset.y, self.focused
            self._origin = Origin(self.desk.place, scrolled, self.search, focused)
            self.query_bar.offered = self.query_bar.value
            self.query_bar.show("")
            self.mark(None)
            self.suggest()
        self.turn_to(self.query_bar)
        self.query_bar.insert(text)

    def ask(self, query: str) -> None:
        """Search for a query as if it had been typed and kept."""
        self._origin = None
        self.query_bar.show(query)
        self._kept = query
        self._look_up()

    def _remember_found(self) -> None:
        """Keep a query for the next time, if it finds anything."""
        search = self.search
        is_kept = search is not None and search.query == self._kept
        if is_kept and search is not None and search.current is not None:
            self.remember(self._kept)
            self._kept = ""

    def hold(self, place: Place | None) -> None:
        self._held = place

    def know(self) -> None:
        super().know()
        if self.search is not None and self.search.current is None:
            # The words of a long query may be found where itself is not.
            self._look_up()

    def _look_up(self) -> None:
        """Search for what the query line says, typed or kept."""
        if self.growth and self.growth.library:
            self._finder.words = self.suggester.words
            self._finder.ask(self.growth.library, self.query_bar.value)

    def _tell_slow(self, is_slow: bool) -> None:
        """A search takes its time, or no longer does."""
        if is_slow:
            self.status.ask(_("正在查…"))
        else:
            self.status.hush()

    def _restore(self, search: Search | None) -> None:
        """Keep a search, or none, instead of what the query line says."""
        self._finder.forget()
        self.suggester.forget()
        self.candidates.show(())
        self.query_bar.show(search.query if search else "")
        self.mark(search)
        self.tell()

    def _show_hits(self, query: str, answer: Answer) -> None:
        """Mark the hits; while a query is typed, go to the nearest, or back."""
        search = None
        if query.strip():
            found = Search(query, answer.hits, instead=answer.instead)
            search = found.near(self._anchor())
        self._held = None
        self.mark(search)
        seeks = self._find is not None or self._awaits_hit
        if self.querying or seeks or self.desk.shown is None:
            home = self._origin.place if self._origin else None
            self.go(search.place if search and search.place else home)
        self.catch_up()
        self._remember_found()
        if self._awaits_hit:
            self._awaits_hit = self.growth is None or not self.growth.is_complete

    def _anchor(self) -> Place | None:
        """From where on the nearest hit is the current one. A query that is kept
        holds on to its hit when pages arrive; a new one starts where one reads."""
        if self._origin is not None:
            return self._origin.place
        if self._find is not None:
            return self.desk.place if self._at is not None else None
        held = self._held or (self.search.place if self.search else None)
        if held is not None and self.growth and stands(self.growth, held):
            return held
        return self.desk.place
