"""What may be searched for: candidates for what is typed, and queries that need no
typing, of a place, a word or a keyword."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from tui.app.screens.latest import Latest
from tui.app.screens.noting import NotingScreen
from tui.app.screens.suggester import Suggester
from tui.app.search import quoted
from tui.app.widgets.candidates import Candidates, Suggestion
from tui.app.widgets.keyword_line import KeywordLine
from tui.corpus.model import Span
from tui.corpus.outline import NodeKind
from tui.i18n import _
from tui.index.editing import narrowed
from tui.index.lexer import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.corpus.outline import ArticleId, Node
    from tui.index.library import Library
    from tui.index.words import Words

PAUSE = 0.3
"""Seconds that one stays where one is before keywords of it are looked for."""

PLACES = {
    NodeKind.DISTRICT: Field.DISTRICT,
    NodeKind.OFFICE: Field.OFFICE,
    NodeKind.UNIT: Field.UNIT,
}
"""The field of a query that names a place of the tree."""


class AskingScreen(NotingScreen):
    """Offers queries, and asks those that are chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, description, id=f"screen.{name}", show=False)
        for keys, action, name, description in (
            ("full_stop", "narrow", "narrow", _("只查这里")),
            ("asterisk", "word", "word", _("查光标下的词")),
            ("ctrl+s", "save", "save", _("存下这个查找")),
            ("down,ctrl+n", "candidate(1)", "next_candidate", _("下一个候选")),
            ("up", "candidate(-1)", "last_candidate", _("上一个候选")),
        )
    ]

    def __init__(self) -> None:
        super().__init__()
        self.suggester = Suggester(
            self, self._offer, lambda problem: self.status.say(problem)
        )
        self._offered_for = ""
        """The query that the candidates are for."""
        self.takes_first = False
        """Whether the first candidate is taken when it comes."""
        self._keywords: Latest[tuple[str, ...]] = Latest(
            self, "keywords", self._show_keywords
        )
        self._of: object = None
        """What the keywords are of that are shown or looked for."""

    def action_keep(self) -> None:
        """Close the query line, and keep what it found."""
        raise NotImplementedError

    # Candidates for what is typed

    def learn(self) -> None:
        """All pages are here: load what knows words, and what pinyin can find."""
        if self.growth is not None and self.growth.library is not None:
            self.suggester.load(self.growth.library, self.know)
            self.reader.word_at = self.word_at

    def know(self) -> None:
        """The words of the dictionary and of the corpus are known."""
        self.tell()

    def word_at(self, text: str, offset: int) -> tuple[int, int]:
        """The word of a text that holds a character: until words are known, itself."""
        known = self.suggester.words
        return known.word_at(text, offset) if known else (offset, offset + 1)

    def suggest(self) -> None:
        """Look for candidates for the word at the caret."""
        if self.growth is not None and self.growth.library is not None:
            bar = self.query_bar
            self.takes_first = False
            self.suggester.ask(self.growth.library, bar.value, bar.caret, bar.offered)

    def _offer(self, rows: Sequence[Suggestion]) -> None:
        self._offered_for = self.query_bar.value
        self.candidates.show(rows)
        self.tell()
        if self.takes_first and not self.take_candidate(first=True):
            self.action_keep()
        self.takes_first = False

    @property
    def awaits_candidates(self) -> bool:
        """Whether candidates for the query as it is are still looked for."""
        is_read = self.growth is not None and self.growth.library is not None
        return is_read and self._offered_for != self.query_bar.value

    @property
    def offered(self) -> str:
        """The first candidate for the query as it is; empty where there is none."""
        is_of_it = self._offered_for == self.query_bar.value
        return self.candidates.first if is_of_it else ""

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
        self._offered_for = self.query_bar.value
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
        """Search only in the place that the tree's cursor is on; where it is so
        already, everywhere again."""
        before = everywhere = self.query_bar.value
        for field in PLACES.values():
            everywhere = narrowed(everywhere, field, None)
        query = everywhere
        for place in reversed(self.corpus_tree.places()):
            query = narrowed(query, PLACES[place.kind], self._named(place))
        self.ask(everywhere if query == before else query)

    def _named(self, node: Node) -> str:
        """How a query names a place."""
        if node.kind is NodeKind.DISTRICT and self.corpus_tree.has_namesake(node):
            return node.ref
        return node.name or _("未识别")

    def action_word(self) -> None:
        """Search for what is selected, or the word at the cursor or else the first one
        that is read."""
        if text := self.reader.pick():
            self.ask(quoted(text))

    def search_for(self, text: str) -> None:
        self.ask(quoted(text))

    def ask(self, query: str) -> None:
        """Search for a query as if it had been typed and kept."""
        raise NotImplementedError

    def action_keywords(self) -> None:
        """To the keywords, to choose one."""
        if self.focused is self.reader and self.desk.keywords.words:
            self.turn_to(self.desk.keywords)

    @on(KeywordLine.Wanted)
    def _search_keyword(self, event: KeywordLine.Wanted) -> None:
        self.ask(quoted(event.word))
        self.turn_to(self.right)

    def tell(self) -> None:
        super().tell()
        self._look_for_keywords()

    def _look_for_keywords(self) -> None:
        """Of the place that the tree's cursor is on, or of the article that is read."""
        growth, known = self.growth, self.suggester.words
        if growth is None or growth.library is None or known is None:
            return
        node = self.corpus_tree.node if self.focused is self.corpus_tree else None
        told = self.place.id if self.place else None
        of: object = told
        ids: Sequence[ArticleId] = [told] if told else []
        if node is not None and node.kind in PLACES:
            of, ids = node.key, growth.outline.articles[node.first : node.last]
        if of != self._of:
            self._of = of
            # Those of another place are worse than none.
            self._show_keywords(())
            self._keywords.ask(partial(_keywords, growth.library, known, ids), PAUSE)
        else:
            self._keywords.postpone()

    def _show_keywords(self, found: tuple[str, ...]) -> None:
        self.desk.keywords.words = found


def _keywords(
    library: Library, known: Words, ids: Sequence[ArticleId]
) -> tuple[str, ...]:
    from tui.index.keywords import keywords

    return tuple(each.text for each in keywords(library, known, ids))
