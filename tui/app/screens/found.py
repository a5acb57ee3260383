"""What a search offers besides its hits: lists, facets, candidates, keywords."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from tui.app import words
from tui.app.screens.latest import Latest
from tui.app.screens.noting import NotingScreen
from tui.app.screens.suggester import Suggester
from tui.app.search import Search
from tui.app.widgets.candidates import Candidates, Suggestion
from tui.app.widgets.keyword_line import KeywordLine
from tui.app.widgets.kwic import KwicList
from tui.app.widgets.row_list import RowList
from tui.corpus.model import Span
from tui.corpus.outline import NodeKind
from tui.i18n import _
from tui.index.editing import narrowed
from tui.index.lexer import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.corpus.outline import ArticleId, Node
    from tui.index.concordance import Concordance
    from tui.index.hits import Hits
    from tui.index.library import Library
    from tui.index.results import Results
    from tui.index.words import Words

SORTS = ("relevance", "place", "hits")
ORDERS = ("place", "left", "right")
"""Orders of results and of the concordance, by the names that the index has."""

PAUSE = 0.3
"""Seconds that one stays with an article before its keywords are looked for."""

KWIC_WIDTH = 60
"""Characters shown at either side of a hit."""


class FoundScreen(NotingScreen):
    """Shows what a search found in every way but as hits in the text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "list('results')", _("结果"), id="screen.results"),
        Binding("w", "list('kwic')", _("逐条"), id="screen.concordance"),
        Binding("full_stop", "narrow", _("只查这里"), show=False, id="screen.narrow"),
        Binding("asterisk", "word", _("查光标下的词"), show=False, id="screen.word"),
        Binding("ctrl+s", "save", _("存下这个查找"), show=False, id="screen.save"),
        Binding(
            "down,ctrl+n",
            "candidate(1)",
            _("下一个候选"),
            show=False,
            id="screen.next_candidate",
        ),
        Binding(
            "up",
            "candidate(-1)",
            _("上一个候选"),
            show=False,
            id="screen.last_candidate",
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.suggester = Suggester(
            self, self._offer, lambda problem: self.status.say(problem)
        )
        self._offered_for = ""
        """The query that the candidates are for."""
        self._lists: Latest[Results | Concordance] = Latest(self, "list", self._list)
        self._keywords: Latest[tuple[str, ...]] = Latest(
            self, "keywords", self._show_keywords
        )
        self._sort, self._order = SORTS[0], ORDERS[0]
        self._of: object = None
        """What the keywords are of that are shown or looked for."""

    def ask(self, query: str) -> None:
        """Search for a query as if it had been typed and kept."""
        raise NotImplementedError

    def found(self) -> str:
        return f"{words.of_search(self.search)}  " if self.search else ""

    def mark(self, search: Search | None) -> None:
        """Show in the panes what a search found."""
        self.search = search
        self.desk.mark(search)
        self.corpus_tree.count(search.hits.count if search else None)
        self.set_class(self.querying, "-querying")
        self.set_class(self.querying or bool(self.query_bar.value), "-searching")
        self.facets.left = words.of_facets(search.hits) if search else ""
        if self.right is not self.reader:
            self._fill()
        self.refresh_bindings()
        self.tell()

    @property
    def querying(self) -> bool:
        """Whether the query line is open."""
        raise NotImplementedError

    # Lists of what was found

    def action_list(self, name: str) -> None:
        """Show a list, or the reader again."""
        wanted = self.desk.results if name == "results" else self.desk.kwic
        shown = self.right is wanted
        self.desk.turn(self.reader if shown else wanted)
        if not shown:
            self._fill()
        self.turn_to(self.right)

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
            self.mark(self.search.at(event.number))
            self.go(self.search.place)
            self.desk.turn(self.reader)
            self.turn_to(self.reader)

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
                self.status.say, write_concordance(make(), library, query, event.suffix)
            ),
            thread=True,
            group="export",
            exit_on_error=False,
        )

    # Candidates for what is typed

    def learn(self) -> None:
        """All pages are here: load what knows words, and what pinyin can find."""
        if self.growth is not None and self.growth.library is not None:
            self.suggester.load(self.growth.library, self.tell)
            self.reader.word_at = self._word_at

    def _word_at(self, text: str, offset: int) -> tuple[int, int]:
        known = self.suggester.words
        return known.word_at(text, offset) if known else (offset, offset + 1)

    def suggest(self) -> None:
        """Look for candidates for the word at the caret."""
        if self.growth is not None and self.growth.library is not None:
            bar = self.query_bar
            self.suggester.ask(self.growth.library, bar.value, bar.caret)

    def _offer(self, rows: Sequence[Suggestion]) -> None:
        self._offered_for = self.query_bar.value
        self.candidates.show(rows)

    def action_candidate(self, by: int) -> None:
        self.candidates.move(by)

    def take_candidate(self, first: bool = False) -> bool:
        """Put the chosen candidate, or else the first one, in the query line. Whether
        there was one: those for another query, typed a moment ago, are none."""
        if self._offered_for != self.query_bar.value:
            return False
        if first and self.candidates.chosen is None:
            self.candidates.move(1)
        chosen = self.candidates.chosen
        if chosen is None:
            return False
        self.query_bar.replace(Span(chosen.start, chosen.stop), chosen.text)
        self.candidates.show(())
        self.suggester.forget()
        return True

    @on(Candidates.Chosen)
    def _take(self) -> None:
        self.take_candidate()

    # Queries that need no typing

    def remember(self, query: str) -> None:
        """Keep a query for the next time."""
        if query.strip():
            self.suggester.remember(query)

    def action_save(self) -> None:
        """Save the query, or forget it where it is saved."""
        query = self.query_bar.value.strip()
        if query:
            saved = self.suggester.save(query)
            told = _("已存：{query}") if saved else _("不再存：{query}")
            self.status.say(told.format(query=query))

    def action_narrow(self) -> None:
        """Search only in the place that the tree's cursor is on."""
        query = self.query_bar.value
        for field in PLACES.values():
            query = narrowed(query, field, None)
        for place in reversed(self.corpus_tree.places()):
            query = narrowed(query, PLACES[place.kind], self._named(place))
        if query != self.query_bar.value:
            self.ask(query)

    def _named(self, node: Node) -> str:
        """How a query names a place."""
        if node.kind is NodeKind.DISTRICT and self.corpus_tree.has_namesake(node):
            return node.ref
        return node.name or _("未识别")

    def action_word(self) -> None:
        """Search for the word under the cursor; without one, for the first word that
        is read."""
        if self.reader.cursor is None:
            self.reader.action_word(1)
        if text := self.reader.pointed:
            self.ask(_quoted(text))

    def action_keywords(self) -> None:
        """To the keywords, to choose one."""
        if self.focused is self.reader and self.desk.keywords.words:
            self.turn_to(self.desk.keywords)

    @on(KeywordLine.Wanted)
    def _search_keyword(self, event: KeywordLine.Wanted) -> None:
        self.ask(_quoted(event.word))
        self.turn_to(self.reader)

    def tell(self) -> None:
        super().tell()
        self._look_for_keywords()

    def _look_for_keywords(self) -> None:
        """Of the place that the tree's cursor is on, or of the article that is read."""
        growth, known = self.growth, self.suggester.words
        if growth is None or growth.library is None or known is None:
            return
        node = self.corpus_tree.node if self.focused is self.corpus_tree else None
        of: object = self.desk.shown
        ids: Sequence[ArticleId] = [self.desk.shown] if self.desk.shown else []
        if node is not None and node.kind in PLACES:
            of, ids = node.key, growth.outline.articles[node.first : node.last]
        if of != self._of:
            self._of = of
            self._keywords.ask(partial(_keywords, growth.library, known, ids), PAUSE)

    def _show_keywords(self, found: tuple[str, ...]) -> None:
        self.desk.keywords.words = found


PLACES = {
    NodeKind.DISTRICT: Field.DISTRICT,
    NodeKind.OFFICE: Field.OFFICE,
    NodeKind.UNIT: Field.UNIT,
}
"""The field of a query that names a place of the tree."""


def _next(names: Sequence[str], name: str) -> str:
    return names[(names.index(name) + 1) % len(names)]


def _quoted(text: str) -> str:
    """Text as a query that means nothing but itself."""
    from tui.index.query import Query, Term

    return str(Query(Term(text)))


def _results(library: Library, hits: Hits, sort: str, known: Words | None) -> Results:
    from tui.index.results import Results, Sort

    return Results(library, hits, Sort(sort), known.is_whole if known else None)


def _concordance(hits: Hits, order: str, known: Words | None) -> Concordance:
    from tui.index.concordance import Concordance, Order

    return Concordance(hits, Order(order), KWIC_WIDTH, known.cut if known else None)


def _keywords(
    library: Library, known: Words, ids: Sequence[ArticleId]
) -> tuple[str, ...]:
    from tui.index.keywords import keywords

    return tuple(each.text for each in keywords(library, known, ids))
