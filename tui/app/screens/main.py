"""The screen one reads on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from tui.app import words
from tui.app.loader import Growth
from tui.app.places import place_of
from tui.app.screens.querying import QueryingScreen
from tui.app.screens.reading import CorpusGrown
from tui.app.widgets.keyword_line import KeywordLine
from tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["CorpusGrown", "MainScreen"]


class MainScreen(QueryingScreen):
    """Shows what is read so far, and all of its screens' parts together.

    As long as nobody has pressed a key, every page that arrives may show a better
    place for what the command line asked for. What is remembered is remembered of
    `paths`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "back", _("返回"), id="screen.back"),
    ]

    def __init__(
        self,
        find: str | None = None,
        at: str | None = None,
        paths: Sequence[Path] = (),
    ) -> None:
        super().__init__(find, at)
        self.paths = paths
        self.is_used = find is not None or at is not None

    def settle(self) -> None:
        """Someone is here: let no page that arrives move them."""
        self._find = self._at = None
        self._awaits_hit = False
        self.is_used = True

    @on(CorpusGrown)
    def _grow(self, event: CorpusGrown) -> None:
        before, growth = self.growth, event.growth
        self.corpus_tree.count_hits(None)
        self.show_corpus(growth)
        if self._at is not None or self._find is not None:
            self._arrive(growth)
        elif self.query_bar.value:
            self._look_up()
        if self.desk.shown is None:
            self.go(None)
        self.recall(self.paths)
        if growth.is_complete:
            self.learn()
            known = before.skipped if before and before.is_complete else ()
            if told := words.of_remarks(growth, known):
                self.notices.append(told)
        self.resume()
        self.tell()
        if growth.is_complete:
            self.tell_notices()

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

    # Keys

    def action_back(self) -> None:
        """One level up: from a list to the reader, to the tree, to no search, to the
        shell."""
        if self.focused is self.desk.raw:
            self.action_raw()
        elif self.focused is self.right and self.right is not self.reader:
            self.desk.turn(self.reader)
            self.turn_to(self.right)
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
                return self.search is not None or self.right in self.desk.lists
            case "step":
                return self.search is not None and self.search.current is not None
        return super().check_action(action, parameters)
