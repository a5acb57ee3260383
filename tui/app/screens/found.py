"""What a search found, in every way but as hits in the text: lists and counts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.app import words
from tui.app.loader import Growth
from tui.app.places import Place
from tui.app.screens.ahead import Ahead, Way, ways_from
from tui.app.screens.comparing import ComparingScreen
from tui.app.screens.latest import Latest
from tui.app.search import Search
from tui.app.widgets.kwic import KwicList
from tui.app.widgets.row_list import RowList
from tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.index.concordance import Concordance
    from tui.index.hits import Hits
    from tui.index.library import Library
    from tui.index.results import Results
    from tui.index.words import Words

SORTS = ("relevance", "place", "hits")
ORDERS = ("place", "left", "right")
"""Orders of results and of the concordance, by the names that the index has."""

KWIC_WIDTH = 60
"""Characters shown at either side of a hit."""


class FoundScreen(ComparingScreen):
    """Shows the lists of what was found, sorts them and writes them to files."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "list('results')", _("结果"), id="screen.results"),
        Binding("w", "list('kwic')", _("逐条"), id="screen.concordance"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._lists: Latest[Results | Concordance] = Latest(self, "list", self._list)
        self._sort, self._order = SORTS[0], ORDERS[0]
        self._ahead = Ahead(self, self._ways, lambda *way: self.desk.prepare(*way))

    def found(self) -> str:
        if self.search is None:
            return ""
        at = self._listed
        search = self.search if at is None else self.search.at(at)
        return f"{words.of_search(search, self.offered)}  "

    @property
    def _listed(self) -> int | None:
        """Which hit the cursor of the list in front is on; None without one."""
        rows = self.right
        if self.search is None or not isinstance(rows, RowList) or not rows.length:
            return None
        at = rows.number(rows.cursor)
        return at if at < len(self.search.hits) else None

    @property
    def place(self) -> Place | None:
        at = self._listed
        if at is None or self.search is None:
            return super().place
        return self.search.at(at).place

    def show_corpus(self, growth: Growth) -> None:
        super().show_corpus(growth)
        self._ahead.restart()

    def go(self, place: Place | None, at_top: bool = False) -> None:
        super().go(place, at_top)
        self._ahead.restart()

    def _ways(self) -> Iterator[Way]:
        if self.growth is None or self.desk.shown is None:
            return iter(())
        return ways_from(self.growth, self.desk.shown, self.search)

    def _telling(self) -> object:
        return super()._telling(), self.search, self._listed

    @on(RowList.Highlighted)
    def _tell_row(self) -> None:
        self.catch_up()

    def turn_to_hit(self, search: Search) -> None:
        """Go to another hit of the search that is shown."""
        self.search = search
        self.desk.turn_to_hit(search)
        self.go(search.place)

    def mark(self, search: Search | None) -> None:
        """Show in the panes what a search found; who calls goes on to tell it."""
        self.search = search
        self.desk.mark(search)
        self.corpus_tree.count_hits(search.hits.count if search else None)
        # Classes of the widgets, as a screen's have all of its widgets styled anew.
        shown = self.querying or bool(self.query_bar.value)
        self.query_bar.display = self.facets.display = shown
        self.query_bar.set_class(self.querying, "-open")
        note = words.of_instead(search) if search else ""
        self.facets.show(note, words.facets(search.hits) if search else [])
        if self.right in self.desk.lists:
            self._fill()
        self.refresh_bindings()

    @property
    def querying(self) -> bool:
        """Whether the query line is open."""
        raise NotImplementedError

    # Lists of what was found

    def action_list(self, name: str) -> None:
        """Show a list, or the reader again."""
        self.status.hush()
        wanted = self.desk.results if name == "results" else self.desk.kwic
        shown = self.right is wanted
        if shown:
            self.desk.turn(self.reader)
        else:
            self.show_list(wanted)
        self.turn_to(self.right)

    def show_list(self, wanted: Widget) -> None:
        """Show a list in the place of the reader."""
        self.desk.turn(wanted)
        self._fill()

    def _fill(self) -> None:
        """Make the list that is in front anew; sorting takes its time."""
        if self.search is None or self.growth is None or self.growth.library is None:
            self.desk.results.show(None)
            self.desk.kwic.show(None)
            return
        library, hits, known = (
            self.growth.library,
            self.search.hits,
            self.suggester.words,
        )
        if self.right is self.desk.results:
            self._lists.ask(partial(_results, library, hits, self._sort, known))
        else:
            self._lists.ask(partial(_concordance, hits, self._order, known))

    def _list(self, made: Results | Concordance) -> None:
        if self.search is None or made.hits is not self.search.hits:
            return
        if self.right is self.desk.results:
            self.desk.results.show(made)  # type: ignore[arg-type]
        elif self.right is self.desk.kwic:
            library = self.growth and self.growth.library
            article = library.article if library else None
            self.desk.kwic.show(made, article)  # type: ignore[arg-type]
        self.catch_up()

    @on(RowList.SortWanted)
    def _sort_otherwise(self) -> None:
        if self.right is self.desk.results:
            self._sort = _next(SORTS, self._sort)
            self.status.say(words.of_order(self._sort))
        else:
            self._order = _next(ORDERS, self._order)
            self.status.say(words.of_order(self._order))
        self._fill()

    @on(RowList.Chosen)
    def _go_to_hit(self, event: RowList.Chosen) -> None:
        if self.search is not None:
            self.leave(self.desk.place)
            self.turn_to_hit(self.search.at(event.number))
            self.desk.turn(self.reader)
            self.turn_to(self.right)

    @on(KwicList.ExportWanted)
    def _export(self, event: KwicList.ExportWanted) -> None:
        from tui.app.exporting import write_concordance

        if self.search is None or self.growth is None or self.growth.library is None:
            return
        make = partial(
            _concordance, self.search.hits, self._order, self.suggester.words
        )
        library, query = self.growth.library, self.search.query
        self.app.run_worker(
            lambda: self.call_later(
                self.status.say,
                write_concordance(make(), library, query, event.suffix, self.paths),
            ),
            thread=True,
            group="export",
            exit_on_error=False,
        )


def _next(names: Sequence[str], name: str) -> str:
    return names[(names.index(name) + 1) % len(names)]


def _results(library: Library, hits: Hits, sort: str, known: Words | None) -> Results:
    from tui.index.results import Results, Sort

    return Results(library, hits, Sort(sort), known.is_whole if known else None)


def _concordance(hits: Hits, order: str, known: Words | None) -> Concordance:
    from tui.index.concordance import Concordance, Order

    return Concordance(hits, Order(order), KWIC_WIDTH, known.cut if known else None)
