"""A list with a cursor: what the results and the concordance have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.message import Message
from textual.strip import Strip

from tui.app.render.layers import Layer, pieces
from tui.app.render.looks import STYLES, TERMS
from tui.app.render.script import converted
from tui.app.render.visible import visible
from tui.app.widgets.cursor_view import CursorView, motions
from tui.app.widgets.fit import ELLIPSIS, fit
from tui.i18n import _

if TYPE_CHECKING:
    from tui.index.hits import Marked

POINTER, MARGIN = "\u25b8 ", "  "
"""▸ stands at the cursor, which so can be seen without colours too."""

KEPT = 256
"""Entries that are kept: several screens of them."""

Entry = TypeVar("Entry")


class Part(NamedTuple):
    """A text with one look throughout."""

    text: str
    """As in the page; it is made visible when it is painted."""

    look: str
    over: tuple[str, ...] = ()
    """What lies over the look, and over the cursor, as component classes too."""


def term_look(term: int) -> str:
    """The component class of a term's hits: they look as in the reader."""
    return f"reader--term-{term % TERMS}"


def marked(
    text: str,
    width: int,
    look: str,
    marks: Iterable[Marked],
    origin: int = 0,
    more: bool = False,
) -> Iterator[Part]:
    """A text with its hits, in at most `width` cells. The hits count from `origin`
    characters before the text, and may begin before it or end behind it; `more` says
    that the text goes on, which an ellipsis shows."""
    fitted = fit(text + ELLIPSIS * more, width)
    # An ellipsis is not marked: it may stand for more than a hit.
    stop = len(fitted) if fitted == text else max(0, len(fitted) - len(ELLIPSIS))
    layers = [
        Layer(each.start - origin, each.stop - origin, term_look(each.term))
        for each in marks
    ]
    for start, end, over in pieces(0, stop, layers):
        yield Part(fitted[start:end], look, over)
    yield Part(fitted[stop:], look)


class RowList(CursorView, Generic[Entry], inherit_bindings=False):
    """There may be a million entries: those on screen are made, and no others."""

    @dataclass
    class Said(Message):
        """What someone asked this list for."""

        rows: RowList[Any]

        @property
        def control(self) -> RowList[Any]:
            return self.rows

    @dataclass
    class Chosen(Said):
        """Someone wants to read on at this hit of the query."""

        number: int

    @dataclass
    class Highlighted(Said):
        """The cursor moved to the entry of this hit."""

        number: int

    class SortWanted(Said):
        """Someone wants the entries in another order."""

    DEFAULT_CSS = f"""
    RowList {{
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & > .list--text {{ color: $foreground; }}
        & > .list--title {{ text-style: bold; }}
        & > .list--where {{ color: $text-muted; }}
        & > .list--count {{ color: $text-accent; text-style: bold; }}
        & > .list--empty {{ color: $text-muted; }}
        & > .list--cursor {{ background: $primary-muted; }}
        & > .list--pointed {{ background: $primary; color: $background; }}
        {STYLES}
    }}
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--text",
        "list--title",
        "list--where",
        "list--count",
        "list--empty",
        "list--cursor",
        "list--pointed",
        *map(term_look, range(TERMS)),
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        *motions("list"),
        Binding("enter", "choose", _("阅读"), id="list.read"),
        Binding("o", "sort", _("排序"), id="list.sort"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.nothing = _("没有找到")
        """Stands in the place of entries where there are none."""
        self._entries: Sequence[Entry] = ()
        self._made: LRUCache[int, Entry] = LRUCache(KEPT)

    # What a list of its kind says

    def number(self, at: int) -> int:
        """Which hit of the query an entry stands for."""
        raise NotImplementedError

    def parts(self, entry: Entry, row: int, width: int) -> Iterable[Part]:
        """A row of an entry, in at most `width` cells: what is more is cut."""
        raise NotImplementedError

    @property
    def length(self) -> int:
        return len(self._entries)

    def watch_cursor(self, before: int, cursor: int) -> None:
        super().watch_cursor(before, cursor)
        if self._entries:
            self.post_message(self.Highlighted(self, self.number(cursor)))

    def action_choose(self) -> None:
        self.post_message(self.Chosen(self, self.number(self.cursor)))

    def action_sort(self) -> None:
        self.post_message(self.SortWanted(self))

    # Painting

    def render_line(self, y: int) -> Strip:
        at, row = divmod(y + self.scroll_offset.y, self.ENTRY)
        if at < len(self._entries):
            return self._paint(self._row(at, row), at == self.cursor)
        words = self.nothing if at == row == 0 else ""
        return self._paint([Part(MARGIN + words, "list--empty")])

    def entry(self, at: int) -> Entry:
        """An entry; each row of it asks for it again."""
        found = self._made.get(at)
        if found is None:
            found = self._made[at] = self._entries[at]
        return found

    @property
    def width(self) -> int:
        """Cells of a row: those beside the scroll bar, which is always there."""
        return max(0, self.size.width - self.styles.scrollbar_size_vertical)

    def _row(self, at: int, row: int) -> Iterator[Part]:
        pointed = at == self.cursor and row == 0
        yield Part(POINTER if pointed else MARGIN, "list--text")
        yield from self.parts(self.entry(at), row, max(0, self.width - len(MARGIN)))

    def _paint(self, parts: Iterable[Part], is_cursor: bool = False) -> Strip:
        look = self.look
        pointed = "list--pointed" if self.has_focus else "list--cursor"
        cursor = look(pointed) if is_cursor else Style.null()
        segments = [
            Segment(
                visible(converted(part.text, self.script)),
                sum(map(look, part.over), look(part.look) + cursor),
            )
            for part in parts
        ]
        return self.strip(segments, self.width, look() + cursor)

    def _lay_out(self, entries: Sequence[Entry]) -> None:
        """Show entries instead of those before; the cursor stays where it is."""
        self._entries = entries
        self._made.clear()
        self._set_length()
        self.set_reactive(RowList.cursor, self.validate_cursor(self.cursor))
        self.scroll_to(y=self.scroll_offset.y, animate=False, force=True)
        self._scroll_to_cursor()
        self.refresh()
        self.refresh_bindings()
