"""Going on where one was: the place, the query, marks and jumps of the last time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType

from tui.app.places import Place, anchor_of, place_at, start_of
from tui.app.screens.found import ORDERS, SORTS, FoundScreen
from tui.app.travels import Travels, stands
from tui.corpus.outline import ArticleId
from tui.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from tui.corpus.model import Page
    from tui.corpus.outline import Node
    from tui.state.anchors import Anchor
    from tui.state.corpus import CorpusState
    from tui.state.session import Session

Key = TypeVar("Key")

PERIOD = 1.0
"""Seconds between two looks at whether there is something new to be remembered."""


NEW, READ = "+", "\u2713"
"""Stand before an article in the tree; ✓ is one cell wide in every terminal."""


class RememberingScreen(FoundScreen):
    """Remembers where one is, and goes there when the same pages are opened again; and
    what has been read to its end."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("U", "new", _("下一篇新来的"), show=False, id="screen.new"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.memory: CorpusState | None = None
        """None until it is loaded, and where nothing is to be remembered."""
        self.is_used = False
        """Whether someone has pressed a key: what is remembered must not move them."""
        self._asked_memory = False
        self._made: dict[Place, tuple[Page, Anchor]] = {}
        self._digests: dict[ArticleId, tuple[Page, str]] = {}
        self._new: Sequence[ArticleId] = ()
        """The articles that weren't there the last time."""

    def recall(self, paths: Iterable[Path]) -> None:
        """All pages are here: load what is remembered of these paths."""
        paths = [*paths]
        if self._asked_memory or not paths:
            return
        self._asked_memory = True
        self.app.run_worker(
            lambda: self.call_later(self._recall, _loaded(paths)),
            thread=True,
            group="memory",
            exit_on_error=False,
        )

    def _recall(self, memory: CorpusState) -> None:
        self.memory = memory
        self.reader.refresh()
        self._tell_problem()
        self.corpus_tree.sign = self._sign
        self.corpus_tree.refresh()
        self._know(memory)
        self.marks = {**self._places(memory.marks.items()), **self.marks}
        if not self.is_used:
            self._resume(memory.session)
        self.set_interval(PERIOD, self._keep)

    # What is new, and what has been read

    def tell(self) -> None:
        super().tell()
        shown, memory = self.desk.shown, self.memory
        if shown is not None and memory is not None and self.is_read_to_the_end:
            digest = self._digest(shown)
            if digest not in memory.read:
                memory.mark_read(digest)
                self.corpus_tree.refresh()

    def action_new(self) -> None:
        """To the next article that is new since the last time and not yet read."""
        growth, memory, shown = self.growth, self.memory, self.desk.shown
        if growth is None or memory is None or shown is None:
            return
        here = growth.outline.rank[shown]
        unread = (
            growth.outline.rank[id_]
            for id_ in self._new
            if id_ in growth.outline.rank and self._digest(id_) not in memory.read
        )
        ranks = sorted((rank <= here, rank) for rank in unread)
        if ranks:
            self.jump(start_of(growth, ranks[0][1]))
            self.show_reader()
        else:
            self.status.say(_("没有新来的"))

    def _sign(self, node: Node) -> str:
        growth, memory = self.growth, self.memory
        if growth is None or memory is None:
            return ""
        digest = self._digest(growth.outline.articles[node.first])
        if digest in memory.read:
            return READ
        return NEW if memory.is_new(digest) else ""

    def _digest(self, id: ArticleId) -> str:
        """What an article is known by: made once for each."""
        from tui.state.digests import of_article

        assert self.growth is not None
        page = self.growth.pages[id.page]
        made = self._digests.get(id)
        if made is None or made[0] is not page:
            made = self._digests[id] = page, of_article(page, id.article)
        return made[1]

    def _know(self, memory: CorpusState) -> None:
        """Remember, in a thread, which articles there are, and see which are new."""
        growth = self.growth
        if growth is not None:
            self.app.run_worker(
                lambda: self.call_later(
                    setattr, self, "_new", _known_to(memory, growth.pages)
                ),
                thread=True,
                group="memory",
                exit_on_error=False,
            )

    def _resume(self, session: Session) -> None:
        """Go to where someone was, with the query that was kept."""
        self.corpus_tree.restore(session.branches)
        orders = session.orders
        self._sort = _known(SORTS, orders.get("results", ""))
        self._order = _known(ORDERS, orders.get("kwic", ""))
        jumps = tuple(self._places(enumerate(session.jumps)).values())
        # One that is lost would shift which of them one went back to.
        at = session.jump if len(jumps) == len(session.jumps) else len(jumps)
        self.travels = Travels(jumps, at)
        if session.query and session.is_kept:
            self.ask(session.query)
        if session.place is not None:
            for place in self._places([("", session.place)]).values():
                self.go(place, at_top=True)
                self.turn_to(self.reader)

    def _places(self, anchors: Iterable[tuple[Key, Anchor]]) -> dict[Key, Place]:
        """The places of anchors, as far as they can be found again."""
        if self.growth is None:
            return {}
        numbers = {page.source: at for at, page in enumerate(self.growth.pages)}
        found: dict[Key, Place] = {}
        for key, anchor in anchors:
            number = numbers.get(anchor.source)
            place = None if number is None else place_at(self.growth, number, anchor)
            if place is not None:
                found[key] = place
        return found

    def keep_now(self) -> None:
        """Put on the disk where one is: the program ends."""
        if self.memory is not None:
            self._take_down()
            self.memory.write()

    def _keep(self) -> None:
        """Put on the disk where one is, if that has changed."""
        memory = self.memory
        if memory is not None and self._take_down():
            self.app.run_worker(
                lambda: self._write(memory),
                thread=True,
                group="memory",
                exit_on_error=False,
            )

    def _write(self, memory: CorpusState) -> None:
        memory.write()
        self.call_later(self._tell_problem)

    def _take_down(self) -> bool:
        """Remember the present state; whether it is another than before."""
        from tui.state.session import Session

        memory, growth, place = self.memory, self.growth, self.desk.place
        if memory is None or growth is None or place is None:
            return False
        session = Session(
            place=next(self._anchors([place]), None),
            branches=self.corpus_tree.branches,
            orders={"results": self._sort, "kwic": self._order},
            query=self.query_bar.value,
            is_kept=not self.querying,
            jumps=tuple(self._anchors(self.travels.places)),
            jump=self.travels.at,
        )
        before = memory.session
        memory.keep(session)
        marked = [*self._new_marks(memory)]
        for letter, anchor in marked:
            memory.mark(letter, anchor)
        return bool(marked) or session != before

    def _new_marks(self, memory: CorpusState) -> Iterator[tuple[str, Anchor]]:
        for letter, place in self.marks.items():
            for anchor in self._anchors([place]):
                if memory.marks.get(letter) != anchor:
                    yield letter, anchor

    def _anchors(self, places: Iterable[Place]) -> Iterator[Anchor]:
        """Of the places that are there; each is made once, for it reads the page."""
        growth = self.growth
        for place in places:
            if growth is not None and stands(growth, place):
                page = growth.pages[place.id.page]
                made = self._made.get(place)
                if made is None or made[0] is not page:
                    made = self._made[place] = page, anchor_of(growth, place)
                yield made[1]

    def _tell_problem(self) -> None:
        if self.memory is not None and self.memory.problem:
            self.status.say(self.memory.problem)


def _known_to(memory: CorpusState, pages: Sequence[Page]) -> list[ArticleId]:
    """Remember which articles there are; those that are new."""
    from tui.state.digests import of_article

    digests = {
        ArticleId(number, at): of_article(page, at)
        for number, page in enumerate(pages)
        for at in range(len(page.articles))
    }
    memory.know(digests.values())
    memory.write()
    return [id_ for id_, digest in digests.items() if memory.is_new(digest)]


def _known(orders: Sequence[str], order: str) -> str:
    """An order that there is; the first one in the place of another."""
    return order if order in orders else orders[0]


def _loaded(paths: list[Path]) -> CorpusState:
    from tui.state.corpus import CorpusState

    return CorpusState.load(paths)
