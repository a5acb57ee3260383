"""The concordance: every hit on a line of its own, one below the other (KWIC)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from tui.app.render.cells import cell_width
from tui.app.widgets.fit import fit
from tui.app.widgets.row_list import Part, RowList, term_look
from tui.corpus.model import Article
from tui.corpus.outline import ArticleId
from tui.i18n import _

if TYPE_CHECKING:
    from tui.index.concordance import Concordance, Line

HITS = 45
"""Where the hits start, in hundredths of the width: what a hit is read with stands
more often behind it than before."""

NAMED = 100
"""Cells from which on there is a column for where a hit stands."""

NAME, GAP = 12, 2
"""The cells of that column, and behind it."""

Articles = Callable[[ArticleId], Article]


class KwicList(RowList["Line"]):
    """A line takes one row."""

    BINDING_GROUP_TITLE = _("逐条")

    class ExportWanted(RowList.Said):
        """Someone wants all lines in a file."""

        def __init__(self, rows: RowList[Any], suffix: str) -> None:
            """`suffix` says of which kind: .csv, or .jsonl for JSON Lines."""
            super().__init__(rows)
            self.suffix = suffix

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "export('.csv')", _("导出"), id="kwic.export"),
        Binding(
            "E",
            "export('.jsonl')",
            _("导出 JSON Lines"),
            show=False,
            id="kwic.export_lines",
        ),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._concordance: Concordance | None = None
        self._articles: Articles | None = None

    def show(
        self, concordance: Concordance | None, articles: Articles | None = None
    ) -> None:
        """Show the lines of a query, the cursor as far down as it was; `None` is
        shown as no lines. `articles` is asked where a hit stands."""
        self._concordance, self._articles = concordance, articles
        self._lay_out(concordance or ())

    def number(self, at: int) -> int:
        return self._concordance.number(at) if self._concordance else at

    def parts(self, entry: Line, row: int, width: int) -> Iterator[Part]:  # noqa: ARG002
        column = width * HITS // 100
        if self._articles is not None and self.width >= NAMED:
            name = fit(_name(self._articles(entry.hit.id)), NAME)
            yield Part(name + " " * (NAME - cell_width(name) + GAP), "list--where")
            column, width = column - NAME - GAP, width - NAME - GAP
        left = _end(entry.left, column)
        yield Part(" " * (column - cell_width(left)) + left, "list--text")
        text = fit(entry.text, width - column)
        yield Part(text, "list--text", (term_look(entry.hit.term),))
        yield Part(entry.right, "list--text")

    def action_export(self, suffix: str) -> None:
        self.post_message(self.ExportWanted(self, suffix))


def _name(article: Article) -> str:
    """The place that tells an article best from others; its title, if it has none."""
    office, district = (
        place.name if place else None for place in (article.office, article.district)
    )
    return office or article.unit or district or article.title or _("（无标题）")


def _end(text: str, width: int) -> str:
    """The end of a text, in at most `width` cells.

    It is cut as the right side is, without an ellipsis: a column of them would say
    no more than that the page goes on."""
    cells = [*accumulate(map(cell_width, reversed(text)))]
    start = len(text) - bisect_right(cells, width)
    # A combining mark without the character before it would land on another one.
    while start and start < len(text) and not cell_width(text[start]):
        start += 1
    return text[start:]
