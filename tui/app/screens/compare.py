"""Two articles side by side, one search marked in both, scrolled in step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.screen import Screen

from tui.app import words
from tui.app.places import Place
from tui.app.screens.finder import Finder
from tui.app.screens.instep import InStep
from tui.app.screens.panes import NARROW
from tui.app.search import Search, quoted
from tui.app.widgets.key_line import KeyLine
from tui.app.widgets.line import StatusLine
from tui.app.widgets.query_bar import QueryBar
from tui.app.widgets.reader import Reader
from tui.app.widgets.sheet import Sheet
from tui.app.widgets.side import Compared, Side
from tui.i18n import _

if TYPE_CHECKING:
    from tui.index.fallback import Answer
    from tui.index.library import Library

Copy = Callable[[Compared, Reader.Copied], str]

HERE = "-here"
"""The side that has the focus, for the style sheet: `:focus-within` doesn't reach what
is in it (Textual 8.2)."""


class CompareScreen(Screen[Place | None], inherit_bindings=False):
    """Shows two articles, one above the other where there is no room for both; the
    result is the place to go on reading at, or None to stay where one was.

    Moving on one side moves the other to what corresponds, until they are released
    from each other; `is_released` says how they begin. `search` is one for the corpus
    that both pages are of; `library`, where there is one, is that corpus, to be
    searched anew."""

    CSS_PATH = "compare.tcss"
    AUTO_FOCUS = "ComparedSheet"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, description, id=f"compare.{name}", show=show)
        for keys, action, name, description, show in (
            ("tab,shift+tab", "side", "side", _("换边"), True),
            ("equals_sign", "lock", "lock", _("同步 / 各自滚动"), True),
            ("right_square_bracket", "section(1)", "next_section", _("下一节"), True),
            ("left_square_bracket", "section(-1)", "last_section", _("上一节"), False),
            ("slash", "query", "query", _("查找"), True),
            ("n", "step(1)", "next_hit", _("下一处"), True),
            ("N", "step(-1)", "last_hit", _("上一处"), False),
            ("asterisk", "word", "word", _("查光标下的词"), False),
            ("H", "highlight", "highlight", _("常亮这个词 / 不再常亮"), False),
            ("p", "copied", "copied", _("复制过的"), False),
            ("x", "script", "script", _("简体 / 繁体 / 原样"), False),
            ("enter,ctrl+j", "read", "read", _("阅读"), True),
            ("escape,q,c", "leave", "leave", _("返回"), True),
        )
    ]

    copy: Copy | None = None
    """Copies a text of an article, and returns what to tell of it."""
    show_copied: Callable[[], None] | None = None
    """Shows what was copied."""
    highlight: Callable[[Reader], None] | None = None
    """Highlights the term that is meant in a reader, or doesn't any more, and tells."""

    status = getters.query_one(StatusLine)
    query_bar = getters.query_one(QueryBar)

    def __init__(
        self,
        left: Compared,
        right: Compared,
        search: Search | None = None,
        library: Library | None = None,
        *,
        is_released: bool = False,
    ) -> None:
        super().__init__()
        self.sides = Side(left, search), Side(right, search)
        self.search = self._before = search
        """And the one before the query line opened."""
        self._library = library
        self._finder = Finder(self, self._show_hits)
        self._last = 0
        """The side that had the focus last."""
        self.in_step = InStep(*self.sides, is_released)

    def compose(self) -> ComposeResult:
        with Container(id="sides"):
            yield from self.sides
        with Horizontal(id="foot"):
            yield QueryBar()
            yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        self.watch(self.query_bar, "value", self._look_up, init=False)
        self._tell()

    @property
    def at(self) -> int:
        """Which side has the focus, or had it before the query line: 0 for the left
        one, 1 for the right one."""
        if not self.querying:
            self._last = int(self.focused is self.sides[1].sheet)
        return self._last

    @property
    def here(self) -> Side:
        return self.sides[self.at]

    @property
    def places(self) -> tuple[Place, Place]:
        """Where one reads on either side."""
        left, right = self.sides
        return left.place, right.place

    # Keys

    def action_side(self) -> None:
        self.set_focus(self.sides[1 - self.at].sheet)
        self._tell()

    def action_lock(self) -> None:
        """Release the sides from each other; or bring the other one to this."""
        self.in_step.release(self.at)
        self._tell()

    def action_section(self, by: int) -> None:
        """To the next section; released sides step each to their own."""
        self.in_step.section(self.at, by)

    def action_step(self, by: int) -> None:
        self.here.step(by)
        self._tell()

    def action_script(self) -> None:
        """Simplified, traditional, and as it is printed again."""
        script = self.here.sheet.script.following
        for side in self.sides:
            side.write_in(script)
        self.status.say(words.of_script(script))

    def action_highlight(self) -> None:
        if self.highlight is not None:
            self.highlight(self.here.sheet)

    def action_copied(self) -> None:
        if self.show_copied is not None:
            self.show_copied()

    def action_read(self) -> None:
        """Leave for the article that has the focus; from the query line, back to it."""
        if self.querying:
            self._close_query()
        else:
            self.dismiss(self.here.place)

    def action_leave(self) -> None:
        if self.querying:
            self._show_search(self._before)
            self._close_query()
        else:
            self.dismiss(None)

    @on(Reader.Copied)
    def _copy(self, event: Reader.Copied) -> None:
        if self.copy is not None:
            self.status.say(self.copy(self.here.compared, event))

    # Searching

    @property
    def querying(self) -> bool:
        """Whether the query line is open."""
        return self.has_class("-querying")

    def action_query(self) -> None:
        """Open the query line: what is typed there is searched on both sides."""
        self._last, self._before = self.at, self.search
        self.add_class("-querying")
        self.query_bar.show("")
        self.set_focus(self.query_bar)

    def action_word(self) -> None:
        """Search for what is selected, or the word at the cursor or else the first one
        that is read, on both sides."""
        text = self.here.sheet.pick()
        if text and self._library is not None:
            self._finder.ask(self._library, quoted(text))

    def _look_up(self) -> None:
        if self.querying and self._library is not None:
            self._finder.ask(self._library, self.query_bar.value)

    def _show_hits(self, query: str, answer: Answer) -> None:
        hits, instead = answer.hits, answer.instead
        self._show_search(Search(query, hits, None, instead) if query.strip() else None)

    def _show_search(self, search: Search | None) -> None:
        self.search = search
        for side in self.sides:
            side.search(search)
        self._tell()

    def _close_query(self) -> None:
        self._finder.forget()
        self.remove_class("-querying")
        self.set_focus(self.sides[self._last].sheet)
        self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer keys where they do something."""
        match action:
            case "query" | "word":
                return self._library is not None and not self.querying
            case "step":
                return bool(self.here.hits)
        return True

    # On both sides

    @on(Sheet.Moved)
    def _follow(self, event: Sheet.Moved) -> None:
        self.in_step.follow(event.sheet)

    def on_descendant_focus(self) -> None:
        """What is told is told of the side that has the focus."""
        self._tell()

    def _tell(self) -> None:
        """Say which side has the focus, what holds for it, and what for both."""
        for side in self.sides:
            side.set_class(side is self.here, HERE)
        told = filter(None, (self.in_step.told, self.here.told))
        counts = " / ".join(str(len(each.hits)) for each in self.sides)
        found = _("{n} 处").format(n=counts) if self.search else ""
        self.status.show("  ".join(told), found)
        self.refresh_bindings()
