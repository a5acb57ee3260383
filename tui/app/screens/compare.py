"""Two articles side by side, one search marked in both, scrolled in step."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial
from typing import ClassVar, NamedTuple

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.screen import Screen

from tui.app.alignment import Alignment, Ruler
from tui.app.places import Place
from tui.app.render.typeset import CLOSE
from tui.app.screens.panes import NARROW
from tui.app.search import Search
from tui.app.widgets.counting import DIGITS
from tui.app.widgets.key_line import KeyLine
from tui.app.widgets.line import Breadcrumb, StatusLine
from tui.app.widgets.reader import Reader
from tui.app.widgets.sheet import Sheet
from tui.corpus.model import Article, Page
from tui.corpus.outline import ArticleId
from tui.i18n import _, ngettext

MOVES = {
    f"reader.{name}"
    for name in (
        *("down", "up", "half_page_down", "half_page_up", "page_down", "page_up"),
        *("start", "end", "next_paragraph", "last_paragraph"),
        *("narrower", "source", "leave"),
        *("line_spacing", "paragraph_spacing", "first_line_indent"),
    )
}
"""The keys of the reader that move here, by id; the others would ask for panes that
aren't here, or have another meaning."""


class Compared(NamedTuple):
    """An article to compare."""

    page: Page
    id: ArticleId
    position: tuple[int, int] | None = None
    """A passage and an offset in it to begin at; None for the start."""

    @property
    def article(self) -> Article:
        return self.page.articles[self.id.article]

    @property
    def names(self) -> tuple[str, ...]:
        """The place nearest to the article and its title: there is no room for all
        the way in half a screen."""
        article = self.article
        office = article.office.name if article.office else ""
        district = article.district.name if article.district else ""
        place = office or article.unit or district or _("未识别")
        return (place, article.title) if article.title else (place,)


class ComparedSheet(Reader, inherit_bindings=False):
    """A reader without the keys that concern more than its own article."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each
        for each in Reader.BINDINGS
        if isinstance(each, Binding) and (each.id in MOVES or each in DIGITS)
    ]


class Side(Vertical):
    """An article below the line that says which."""

    spacing = CLOSE
    """How the article is set at first."""

    head = getters.query_one(Breadcrumb)
    sheet = getters.query_one(ComparedSheet)

    def __init__(self, compared: Compared, search: Search | None) -> None:
        super().__init__()
        self.compared = compared
        self._search = search
        self._first, self.hits = 0, list[tuple[int, int]]()
        """The number of the first hit, and where each starts: passage and offset."""
        self.current: int | None = None
        """Which of the hits one is at."""
        if search is not None:
            marks = search.hits.in_article(compared.id)
            passages, starts = marks.passages.tolist(), marks.starts.tolist()
            self.hits = list(zip(passages, starts, strict=True))
            self._first = int(marks.numbers[0]) if self.hits else 0

    def compose(self) -> ComposeResult:
        yield Breadcrumb()
        yield ComparedSheet()

    def on_mount(self) -> None:
        self.head.names = self.compared.names
        self.head.right = self.compared.article.date or ""
        self.sheet.set_reactive(Sheet.spacing, self.spacing)
        self.sheet.show(self.compared.page, self.compared.id.article)
        if self.compared.position is not None:
            self.sheet.reveal(*self.compared.position, at_top=True)
        self._mark()

    def step(self, by: int) -> None:
        """To the next hit of this article, or the one before, from the one that one is
        at or else from where one reads; past the last comes the first."""
        here, find = self.sheet.position, bisect_left
        if self.current is not None and self.sheet.is_visible(*self.hits[self.current]):
            here = self.hits[self.current]
            find = bisect_right if by > 0 else bisect_left
        self.current = (find(self.hits, here) - (by < 0)) % len(self.hits)
        self._mark()
        self.sheet.reveal(*self.hits[self.current])

    def _mark(self) -> None:
        if self._search is not None:
            lookup = partial(self._search.hits.in_passage, self.compared.id)
            number = None if self.current is None else self._first + self.current
            self.sheet.mark(lookup, number)


class CompareScreen(Screen[Place | None], inherit_bindings=False):
    """Shows two articles, one above the other where there is no room for both; the
    result is the place to go on reading at, or None to stay where one was.

    Moving on one side moves the other to what corresponds, until they are released
    from each other. `search` is one for the corpus that both pages are of."""

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
            ("n", "step(1)", "next_hit", _("下一处"), True),
            ("N", "step(-1)", "last_hit", _("上一处"), False),
            ("enter", "read", "read", _("阅读"), True),
            ("escape,q,c", "leave", "leave", _("返回"), True),
        )
    ]

    status = getters.query_one(StatusLine)

    def __init__(
        self, left: Compared, right: Compared, search: Search | None = None
    ) -> None:
        super().__init__()
        self.sides = Side(left, search), Side(right, search)
        self._search = search
        self._in_step = True
        self._alignment = Alignment(
            *(Ruler(each.page, each.article) for each in (left, right))
        )
        self._seen: list[tuple[int, int] | None] = [None, None]
        """The position that each side was last known at."""

    def compose(self) -> ComposeResult:
        with Container(id="sides"):
            yield from self.sides
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        self._tell()

    @property
    def at(self) -> int:
        """Which side has the focus: 0 for the left one, 1 for the right one."""
        return int(self.focused is self.sides[1].sheet)

    @property
    def here(self) -> Side:
        return self.sides[self.at]

    @property
    def places(self) -> tuple[Place, Place]:
        """Where one reads on either side."""
        left, right = (
            Place(each.compared.id, *each.sheet.position) for each in self.sides
        )
        return left, right

    # Keys

    def action_side(self) -> None:
        self.set_focus(self.sides[1 - self.at].sheet)
        self._tell()

    def action_lock(self) -> None:
        """Release the sides from each other; or bring the other one to this."""
        self._in_step = not self._in_step
        if self._in_step:
            self._bring(1 - self.at)
        self._tell()

    def action_section(self, by: int) -> None:
        """To the next section; released sides step each to their own."""
        for side in self.sides:
            if side is self.here or not self._in_step:
                side.sheet.action_section(by)

    def action_step(self, by: int) -> None:
        self.here.step(by)
        self._tell()

    def action_read(self) -> None:
        """Leave for the article that has the focus."""
        self.dismiss(Place(self.here.compared.id, *self.here.sheet.position))

    def action_leave(self) -> None:
        self.dismiss(None)

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool | None:
        """Offer keys where they do something."""
        return action != "step" or bool(self.here.hits)

    # In step

    @on(Sheet.Moved)
    def _follow(self, event: Sheet.Moved) -> None:
        """Bring the other side along with one that moved by itself."""
        at = int(event.sheet is self.sides[1].sheet)
        if self._seen[at] != event.sheet.position:
            self._seen[at] = event.sheet.position
            if self._in_step:
                self._bring(1 - at)

    def _bring(self, at: int) -> None:
        """Bring a side to what corresponds to the other one."""
        sheet, other = self.sides[at].sheet, self.sides[1 - at].sheet
        place = self._alignment.across(1 - at, *other.position)
        sheet.reveal(*place, at_top=True)
        self._seen[at] = sheet.position

    def _tell(self) -> None:
        """Say whether the sides are in step, which hit one is at, and how many each
        side has."""
        told = [_("同步") if self._in_step else _("各自滚动")]
        side = self.here
        if side.current is not None:
            where = ngettext("第 {k}/{n} 处", "第 {k}/{n} 处", len(side.hits))
            told.append(where.format(k=side.current + 1, n=len(side.hits)))
        counts = " / ".join(str(len(each.hits)) for each in self.sides)
        found = _("{n} 处").format(n=counts) if self._search else ""
        self.status.show("  ".join(told), found)
        self.refresh_bindings()
