"""An article in a comparison: a sheet below the line that says which article it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from tui.app.places import Place
from tui.app.render.script import Script
from tui.app.render.units import Point
from tui.app.widgets.counting import DIGITS
from tui.app.widgets.line import Breadcrumb
from tui.app.widgets.reader import Reader
from tui.app.widgets.sheet import Sheet
from tui.corpus.model import Article, Page
from tui.corpus.outline import ArticleId
from tui.i18n import _, ngettext

if TYPE_CHECKING:
    from tui.app.search import Search

MOVES = {
    f"reader.{name}"
    for name in (
        *("down", "up", "half_page_down", "half_page_up", "page_down", "page_up"),
        *("start", "end", "next_paragraph", "last_paragraph"),
        *("next_sentence", "last_sentence", "next_word", "last_word"),
        *("narrower", "source", "leave", "select", "copy", "cite"),
        *("line_spacing", "paragraph_spacing", "first_line_indent"),
    )
}
"""The keys of the reader that move here, by id; the others would ask for panes that
aren't here, or have another meaning."""

WIDER = "reader.wider"
"""One that moves here too, but for `=`, by which sides are released here."""


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
    def start(self) -> tuple[int, int]:
        """Where it begins."""
        return self.position or (self.article.first, 0)

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
        each.with_key("plus") if each.id == WIDER else each
        for each in Reader.BINDINGS
        if isinstance(each, Binding) and (each.id in {*MOVES, WIDER} or each in DIGITS)
    ]

    def look_like(self, reader: Reader) -> None:
        """Set the article, before it is shown, as another reader sets its own."""
        self.set_reactive(Sheet.measure, reader.measure)
        self.set_reactive(Sheet.spacing, reader.spacing)
        self.set_reactive(Sheet.script, reader.script)


class Side(Vertical):
    """An article below the line that says which."""

    head = getters.query_one(Breadcrumb)

    def __init__(self, compared: Compared, search: Search | None) -> None:
        super().__init__()
        self.compared = compared
        self.sheet = ComparedSheet()
        self.sheet.hit = self._hit
        self._take(search)

    def compose(self) -> ComposeResult:
        yield Breadcrumb()
        yield self.sheet

    def on_mount(self) -> None:
        self.head.show(self.compared.names, self.compared.article.date or "")
        self.head.script = self.sheet.script
        self.sheet.show(self.compared.page, self.compared.id.article)
        self.sheet.reveal(*self.compared.start, at_top=True)
        self._mark()

    def write_in(self, script: Script) -> None:
        """Show all of it in other characters."""
        self.sheet.script = self.head.script = script

    @property
    def place(self) -> Place:
        """Where one reads: the first character that can be seen."""
        return Place(self.compared.id, *self.sheet.position)

    def search(self, search: Search | None) -> None:
        """Mark what a search found, instead of what the one before did."""
        self._take(search)
        self._mark()

    def _take(self, search: Search | None) -> None:
        self._search = search
        self._first, self.hits = 0, list[tuple[int, int]]()
        """The number of the first hit, and where each starts: passage and offset."""
        self.current: int | None = None
        """Which of the hits one is at."""
        if search is not None:
            marks = search.hits.in_article(self.compared.id)
            passages, starts = marks.passages.tolist(), marks.starts.tolist()
            self.hits = list(zip(passages, starts, strict=True))
            self._first = int(marks.numbers[0]) if self.hits else 0

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

    @property
    def told(self) -> str:
        """Which of the hits one is at; empty for none."""
        if self.current is None:
            return ""
        where = ngettext("第 {k}/{n} 处", "第 {k}/{n} 处", len(self.hits))
        return where.format(k=self.current + 1, n=len(self.hits))

    def _hit(self) -> Point | None:
        """Where the hit stands that one is at."""
        return None if self.current is None else Point(*self.hits[self.current])

    def _mark(self) -> None:
        if self._search is None:
            self.sheet.mark(None, None)
            return
        lookup = partial(self._search.hits.in_passage, self.compared.id)
        number = None if self.current is None else self._first + self.current
        self.sheet.mark(lookup, number)
