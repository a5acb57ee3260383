"""The screen one reads on: the panes, and searching in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.app import words
from tui.app.loader import Growth
from tui.app.places import Place, place_of
from tui.app.screens.finder import Finder
from tui.app.screens.reading import CorpusGrown
from tui.app.screens.remembering import RememberingScreen
from tui.app.search import Search
from tui.app.travels import followed, stands
from tui.app.widgets.keyword_line import KeywordLine
from tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tui.index.fallback import Answer

__all__ = ["CorpusGrown", "MainScreen"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one was when the query line opened, to come back to."""

    place: Place | None
    scrolled: int
    search: Search | None
    focused: Widget | None


class MainScreen(RememberingScreen):
    """Searches at every key of the query line, and keeps or leaves what was found.

    `find` is a query and `at` a node's reference to open at. As long as nobody has
    pressed a key, every page that arrives may show a better place for them. What is
    remembered is remembered of `paths`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "query", _("查找"), id="screen.query"),
        Binding("n", "step(1)", _("下一处"), id="screen.next_hit"),
        Binding("N", "step(-1)", _("上一处"), show=False, id="screen.last_hit"),
        Binding("enter,ctrl+j", "keep", _("确定"), id="screen.keep"),
        Binding("escape", "cancel", _("取消查找"), id="screen.cancel"),
        Binding("q", "back", _("返回"), id="screen.back"),
    ]

    def __init__(
        self,
        find: str | None = None,
        at: str | None = None,
        paths: Sequence[Path] = (),
    ) -> None:
        super().__init__()
        self.paths = paths
        self.is_used = find is not None or at is not None
        self._origin: Origin | None = None
        self._finder = Finder(self, self._show_hits)
        self._find, self._at = find, at
        self._held: Place | None = None
        """Where the current hit of a kept query stands after the corpus has changed,
        until it is searched anew."""

    def on_mount(self) -> None:
        self.watch(self.query_bar, "value", self._edit, init=False)

    def settle(self) -> None:
        """Someone is here: let no page that arrives move them."""
        self._find = self._at = None
        self.is_used = True

    @property
    def querying(self) -> bool:
        """Whether the query line is open."""
        return self._origin is not None

    def show_corpus(self, growth: Growth) -> None:
        """Where the current hit is, and where the query line was opened, is followed
        as where one reads is."""
        before, place = self.growth, self.search.place if self.search else None
        super().show_corpus(growth)
        if before is not None:
            self._held = followed(before, growth, place)
            if (origin := self._origin) is not None:
                there = followed(before, growth, origin.place)
                self._origin = replace(origin, place=there)

    # What the widgets and the threads say

    @on(CorpusGrown)
    def _grow(self, event: CorpusGrown) -> None:
        growth = event.growth
        self.corpus_tree.count_hits(None)
        self.show_corpus(growth)
        if self._at is not None or self._find is not None:
            self._arrive(growth)
        elif self.query_bar.value:
            self._look_up()
        if self.desk.shown is None:
            self.go(None)
        if growth.is_complete:
            self.learn()
            self.recall(self.paths)
            if growth.skipped or growth.remarks:
                self.notices.append(words.of_remarks(growth))
        self.tell()
        if growth.is_complete and self.notices:
            self.status.say(_("；").join(self.notices))
            self.notices.clear()

    def _edit(self) -> None:
        """Search within the key that changes the query: one frame shows both."""
        if self.querying:
            # What was chosen is for the word as it was before this key.
            self.candidates.cursor = None
            self._look_up()
            self.suggest()

    # Keys

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
        self.remember(self.query_bar.value)
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
            self.mark(self.search.step(by + more))
        else:
            search = self.search.approach(here, by, self.growth.outline.rank)
            self.mark(search.step(more) if more else search)
        self.go(self.search.place)
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

    def action_back(self) -> None:
        """One level up: from a list to the reader, to the tree, to no search, to the
        shell."""
        if self.focused is self.right and self.right is not self.reader:
            self.desk.turn(self.reader)
            self.turn_to(self.reader)
        elif self.focused in (self.right, self.desk.keywords):
            self.turn_to(self.corpus_tree)
        elif self.query_bar.value:
            self._restore(None)
        else:
            self.keep_now()
            self.app.exit()

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],
    ) -> bool | None:
        """Offer keys where they do something."""
        match action:
            case "query" | "travel":
                return not self.querying
            case "keep" | "candidate":
                return self.querying
            case "cancel":
                on_keywords = isinstance(self.focused, KeywordLine)
                return self.querying or on_keywords or bool(self.query_bar.value)
            case "list":
                return self.search is not None or self.right is not self.reader
            case "step":
                return self.search is not None and self.search.current is not None
        return super().check_action(action, parameters)

    # Searching

    def action_query(self, text: str = "") -> None:
        """Open the query line, or go on in it, and put text in."""
        if self._origin is None:
            scrolled, focused = self.reader.scroll_offset.y, self.focused
            self._origin = Origin(self.desk.place, scrolled, self.search, focused)
            self.query_bar.show("")
            self.mark(None)
            self.suggest()
        self.turn_to(self.query_bar)
        self.query_bar.insert(text)

    def ask(self, query: str) -> None:
        """Search for a query as if it had been typed and kept."""
        self._origin = None
        self.query_bar.show(query)
        self.remember(query)
        self._look_up()

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

    def _restore(self, search: Search | None) -> None:
        """Keep a search, or none, instead of what the query line says."""
        self._finder.forget()
        self.suggester.forget()
        self.candidates.show(())
        self.query_bar.show(search.query if search else "")
        self.mark(search)

    def _show_hits(self, query: str, answer: Answer) -> None:
        """Mark the hits; while a query is typed, go to the nearest, or back."""
        search = None
        if query.strip():
            found = Search(query, answer.hits, instead=answer.instead)
            search = found.near(self._anchor())
        self._held = None
        self.mark(search)
        if self.querying or self._find is not None or self.desk.shown is None:
            home = self._origin.place if self._origin else None
            self.go(search.place if search and search.place else home)

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

    # Going somewhere

    def _arrive(self, growth: Growth) -> None:
        """Open where the command line asked to, as far as the pages are here."""
        if self._at is not None:
            node = growth.outline.find(self._at)
            if node is not None:
                self.go(place_of(growth, node), at_top=True)
            elif growth.is_complete:
                self.status.say(_("没有这个编号：{ref}").format(ref=self._at))
        if self._find is not None:
            self.query_bar.show(self._find)
            self._look_up()
        self.turn_to(self.right)
