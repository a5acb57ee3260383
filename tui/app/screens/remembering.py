"""Going on where one was: the place, the query, marks and jumps of the last time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from textual.widget import Widget

from tui.app.places import Place, anchor_of, place_at
from tui.app.screens.found import ORDERS, SORTS
from tui.app.screens.news import NewsScreen
from tui.app.travels import Travels, stands

if TYPE_CHECKING:
    from pathlib import Path

    from tui.corpus.model import Page
    from tui.state.anchors import Anchor
    from tui.state.corpus import CorpusState
    from tui.state.session import Session

Key = TypeVar("Key")

READER, LISTS, TREELESS = "reader", ("results", "kwic"), "treeless"
"""Names of panes, besides `tree` and `raw`, and that the tree is hidden."""

PERIOD = 1.0
"""Seconds between two looks at whether there is something new to be remembered."""


class RememberingScreen(NewsScreen):
    """Remembers where one is, and goes there when the same pages are opened again."""

    def __init__(self) -> None:
        super().__init__()
        self._letters: set[str] = set()
        """Of the marks that were set here and not yet taken down."""
        self.is_used = False
        """Whether someone has pressed a key: what is remembered must not move them."""
        self._asked_memory = False
        self._made: dict[Place, tuple[Page, Anchor]] = {}

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
        self.acquaint(memory)
        self.marks = {**self._places(memory.marks.items()), **self.marks}
        if not self.is_used:
            self._resume(memory.session)
        self.set_interval(PERIOD, self._keep)

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
        anchors = {"here": session.place, "beside": session.beside}
        found = self._places((name, each) for name, each in anchors.items() if each)
        if "here" in found:
            self.go(found["here"], at_top=True)
            self._arrange(session.pane.split() or [READER])
        if {"here", "beside"} <= found.keys():
            self.compare(*(self.compared(found[each]) for each in ("beside", "here")))

    # Which panes are open

    @property
    def _panes(self) -> Mapping[str, Widget]:
        desk = self.desk
        return {
            "tree": self.corpus_tree,
            READER: desk.reader,
            **{name: getattr(desk, name) for name in LISTS},
            "raw": desk.raw,
        }

    @property
    def _arrangement(self) -> str:
        """The names of the panes that are open, the focused one first."""
        names = {pane: name for name, pane in self._panes.items()}
        front = names[self.right]
        raw = ["raw"] if self.desk.has_class("-raw") else []
        hidden = [TREELESS] if self.has_class(f"-{TREELESS}") else []
        focused = names.get(self.focused, front) if self.focused else front
        return " ".join(dict.fromkeys([focused, front, *raw, *hidden]))

    def _arrange(self, names: Sequence[str]) -> None:
        """Open the panes that were open, and focus the first."""
        for name in LISTS:
            if name in names:
                self.show_list(self._panes[name])
        self.show_raw("raw" in names)
        self.set_class(TREELESS in names, f"-{TREELESS}")
        self.turn_to(self._panes.get(names[0], self.reader))

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

        memory, growth, here = self.memory, self.growth, self.desk.place
        if memory is None or growth is None or here is None:
            return False
        beside = None
        if self.comparison is not None and self.comparison.is_mounted:
            beside, here = self.comparison.places
        session = Session(
            place=next(self._anchors([here]), None),
            pane=self._arrangement,
            beside=next(self._anchors([beside] if beside else []), None),
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

    def _set_mark(self, letter: str) -> None:
        before = self.marks
        super()._set_mark(letter)
        if self.marks is not before:
            self._letters.add(letter)

    def _new_marks(self, memory: CorpusState) -> Iterator[tuple[str, Anchor]]:
        """Only those that were set here: another program may have set others since."""
        letters, self._letters = self._letters, set()
        for letter in sorted(letters):
            for anchor in self._anchors([self.marks[letter]]):
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


def _known(orders: Sequence[str], order: str) -> str:
    """An order that there is; the first one in the place of another."""
    return order if order in orders else orders[0]


def _loaded(paths: list[Path]) -> CorpusState:
    from tui.state.corpus import CorpusState

    return CorpusState.load(paths)
