"""The list of results: each article with hits, and its best places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from tui.app.render.cells import cell_width
from tui.app.widgets.fit import ELLIPSIS, fit
from tui.app.widgets.row_list import Part, RowList, marked
from tui.corpus.model import Article
from tui.i18n import _

if TYPE_CHECKING:
    from tui.index.results import Result, Results
    from tui.index.snippets import Snippet

INDENT = "  "
GAP = 2
"""Cells between a title and what stands at the right."""

COUNT = 5
"""Cells of the column of counts; a larger number takes more."""


class ResultList(RowList["Result"]):
    """An article takes three rows: what it is, and two of its snippets."""

    BINDING_GROUP_TITLE = _("结果")

    ENTRY: ClassVar[int] = 3

    def show(self, results: Results | None) -> None:
        """Show the articles of a query, the cursor as far down as it was; `None` is
        shown as no results."""
        self._lay_out(results or ())

    def number(self, at: int) -> int:
        return self.entry(at).number

    def parts(self, entry: Result, row: int, width: int) -> Iterator[Part]:
        if row == 0:
            yield from _head(entry, width)
        elif row <= len(entry.snippets):
            yield Part(INDENT, "list--text")
            yield from _snippet(entry.snippets[row - 1], max(0, width - len(INDENT)))


def _head(result: Result, width: int) -> Iterator[Part]:
    """Title, place and date, count: the title gives way, down to half of the room."""
    count = f"{result.count:>{COUNT}} "
    room = max(0, width - len(count))
    title = result.article.title or _("（无标题）")
    where = _where(result.article, max(room // 2, room - cell_width(title)) - GAP)
    room -= cell_width(where)
    yield from marked(title, room - GAP, "list--title", result.in_title)
    gap = room - cell_width(fit(title, room - GAP))
    yield Part(" " * gap + where, "list--where")
    yield Part(count, "list--count")


def _where(article: Article, room: int) -> str:
    """Place and date, in as many words as there is room for."""
    places = [article.district and article.district.name]
    places += [article.office.name if article.office else article.unit]
    names = [each for each in places if each] or [_("未识别")]
    place = " ".join(names)
    dated = f"{place} · {article.date}" if article.date else place
    fitting = (each for each in (dated, place) if cell_width(each) <= room)
    return next(fitting, fit(names[-1], room))


def _snippet(snippet: Snippet, width: int) -> Iterator[Part]:
    """As much of a snippet as there is room for, its first hit in sight."""
    first = _first_shown(snippet, width - len(ELLIPSIS) * (1 + snippet.more))
    cut = ELLIPSIS if snippet.start + first else ""
    text, origin = snippet.text[first:], snippet.start + first
    room, marks = width - len(cut), snippet.marks
    yield Part(cut, "list--text")
    yield from marked(text, room, "list--text", marks, origin, snippet.more)


def _first_shown(snippet: Snippet, room: int) -> int:
    """From which of its characters on a snippet is shown: a third of the room is for
    what stands before the first hit, less where the hit needs it, and more where
    there is nothing else to fill it."""
    cells = [0, *accumulate(map(cell_width, snippet.text))]
    start, stop = (
        min(each - snippet.start, len(snippet.text)) for each in snippet.marks[0][:2]
    )
    lead = max(0, min(room // 3, room - (cells[stop] - cells[start]) - len(ELLIPSIS)))
    hidden = max(0, min(cells[start] - lead, cells[-1] - room))
    return bisect_left(cells, hidden)
