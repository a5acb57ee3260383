"""Going on where one was: the place, the query, marks and jumps of the last time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tui.app.places import Place
from tui.app.screens.arranging import READER
from tui.app.screens.found import ORDERS, SORTS
from tui.app.screens.marking import MarkingScreen
from tui.app.travels import MOST, Travels
from tui.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from tui.state.anchors import Anchor
    from tui.state.corpus import CorpusState
    from tui.state.session import Session

PERIOD = 1.0
"""Seconds between two looks at whether there is something new to be remembered."""


class RememberingScreen(MarkingScreen):
    """Remembers where one is, and goes there when the same pages are opened again."""

    def __init__(self) -> None:
        super().__init__()
        self._last: Session | None = None
        """What the last time ended with, until all pages are here."""
        self._is_back = False
        """Whether its place was found, or is lost."""
        self._chosen: Mapping[str, int] = {}
        """How the settings have the text set."""
        self._asides: list[str] = []
        """What was told of files that were damaged."""
        self._problem: str | None = None
        """The one that was told last."""

    def recall(self, paths: Iterable[Path]) -> None:
        """There is a page: load what is remembered of these paths."""
        paths = [*paths]
        if self.awaits_memory or self.memory is not None or not paths:
            return
        self.awaits_memory, self._chosen = True, self.looks
        self.app.run_worker(
            lambda: self.call_later(self._recall, _loaded(paths)),
            thread=True,
            group="memory",
            exit_on_error=False,
        )

    def _recall(self, memory: CorpusState) -> None:
        self.memory, self._last = memory, memory.session
        self.show_noted()
        if self._take_problem():
            self.notices.append(self._problem or "")
        self.corpus_tree.sign = self.sign
        self.confirm_early()
        self._resume_looks(memory.session)
        self.resume()
        if self.growth is not None and self.growth.is_complete:
            self.tell_notices()
        self.set_interval(PERIOD, self._keep)

    def _resume_looks(self, session: Session) -> None:
        """Set text and lists as they were, but for what has been changed since."""
        now, chosen = self.looks, self._chosen
        same = {name for name in chosen if now[name] == chosen[name]}
        self.put_on({name: n for name, n in session.looks.items() if name in same})
        self._sort = _known(SORTS, session.orders.get("results", ""))
        self._order = _known(ORDERS, session.orders.get("kwic", ""))

    def resume(self) -> None:
        """More pages are here: go to where someone was, if its page is among them. Its
        jumps come when all are."""
        self.take_marks()
        growth, last = self.growth, self._last
        if growth is None or self.memory is None:
            return
        if last is not None and not self._is_back:
            sources = {page.source for page in growth.pages}
            ends = (each for each in (last.place, last.beside) if each)
            if growth.is_complete or all(each.source in sources for each in ends):
                self._come_back(last)
        if growth.is_complete:
            if last is not None:
                self._last = None
                self.travels = self.travels.behind(self._travelled(last))
            self.acquaint(growth)

    def _come_back(self, last: Session) -> None:
        """Go to the place of the last time, with its query; who is on the way already
        is told how to come there."""
        self._is_back = True
        named = {"here": last.place, "beside": last.beside, "hit": last.hit}
        found = self.places((name, each) for name, each in named.items() if each)
        here, beside = found.get("here"), found.get("beside")
        if self.is_used:
            self._offer_way(here)
            return
        self.corpus_tree.restore(last.branches)
        self.go(here, at_top=True)
        if last.query and last.is_kept:
            self.hold(found.get("hit"))
            self.ask(last.query)
        if here is not None:
            self.open_panes(last.pane.split() or [READER])
            if beside is not None:
                both = map(self.compared, (beside, here))
                self.compare(*both, is_released=last.is_released)

    def _offer_way(self, place: Place | None) -> None:
        if place is not None and self.growth is not None and place != self._here:
            self.leave(place)
            title = self.growth.article(place.id).title or _("（无标题）")
            told = _("Ctrl+o 回到上次读到的《{title}》")
            self.notices.append(told.format(title=title))

    def _travelled(self, last: Session) -> Travels:
        """The jumps of the last time."""
        jumps = tuple(self.places(enumerate(last.jumps)).values())
        # One that is lost would shift which of them one went back to.
        at = last.jump if len(jumps) == len(last.jumps) else len(jumps)
        return Travels(jumps, at)

    def hold(self, place: Place | None) -> None:
        """Have the hit at a place be the current one of the query that is asked."""
        raise NotImplementedError

    def tell_notices(self) -> None:
        """All pages are here: tell what there was no time to read before."""
        if self.notices:
            self.status.say(_("；").join(self.notices))
            self.notices.clear()

    # Keeping

    def keep_now(self) -> None:
        """Put on the disk where one is: the program ends."""
        if self.memory is not None:
            self._take_down()
            self.memory.write()

    @property
    def farewell(self) -> Sequence[str]:
        """What has to be told once the screen is gone: what was lost, a line each."""
        memory = self.memory
        lost = memory is not None and not memory.is_written and memory.problem
        return [*dict.fromkeys((*self._asides, *([lost] if lost else [])))]

    def _keep(self) -> None:
        """Put on the disk where one is and what was read, if that has changed; and what
        could not be written."""
        self.see_read()
        memory = self.memory
        if memory is not None and (self._take_down() or not memory.is_written):
            self.app.run_worker(
                lambda: self._write(memory),
                thread=True,
                group="memory",
                exit_on_error=False,
            )

    def _write(self, memory: CorpusState) -> None:
        memory.write()
        self.call_later(self._written)

    def _written(self) -> None:
        self.take_marks()
        if self._take_problem():
            self.status.say(self._problem or "")

    def _take_problem(self) -> bool:
        """Whether there is a problem that wasn't told before."""
        memory, before = self.memory, self._problem
        self._problem = memory.problem if memory else None
        if memory is None or self._problem in (None, before):
            return False
        if memory.is_written:
            self._asides.append(self._problem or "")
        return True

    @property
    def _here(self) -> Place | None:
        """The first character that is seen."""
        shown = self.desk.shown
        return Place(shown, *self.reader.position) if shown else None

    def _take_down(self) -> bool:
        """Remember the present state; whether it is another than before. Where one was
        the last time stays until it is found, or something is done."""
        from tui.state.session import Session

        memory, here, beside, is_released = self.memory, self._here, None, False
        awaited = self._last is not None and not (self._is_back or self.is_used)
        if memory is None or here is None or awaited:
            return False
        if self.comparison is not None and self.comparison.is_mounted:
            beside, here = self.comparison.places
            is_released = self.comparison.in_step.is_released
        jumps = self._jumps
        hit = self.search.place if self.search and not self.querying else None
        session = Session(
            place=next(self.anchors([here]), None),
            hit=next(self.anchors([hit]), None),
            pane=self.arrangement,
            beside=next(self.anchors([beside]), None),
            is_released=is_released,
            branches=self.corpus_tree.branches,
            looks={n: at for n, at in self.looks.items() if self._chosen.get(n) != at},
            orders={"results": self._sort, "kwic": self._order},
            query=self.query_bar.value,
            is_kept=not self.querying,
            jumps=jumps,
            jump=len(jumps) - len(self.travels.places) + self.travels.at,
        )
        before = memory.session
        memory.keep(session)
        return session != before

    @property
    def _jumps(self) -> tuple[Anchor, ...]:
        """Those of this time; before them, until all pages are here, the last one's."""
        own, last = (*self.anchors(self.travels.places),), self._last
        if last is None:
            return own
        unseen = (last.place,) if last.place and not self._is_back else ()
        return (*last.jumps, *unseen, *own)[-MOST:]


def _known(orders: Sequence[str], order: str) -> str:
    """An order that there is; the first one in the place of another."""
    return order if order in orders else orders[0]


def _loaded(paths: list[Path]) -> CorpusState:
    from tui.state.corpus import CorpusState

    return CorpusState.load(paths)
