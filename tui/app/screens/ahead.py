"""What one key may open next, made ready while nobody presses one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from textual.screen import Screen

from tui.app.loader import Growth
from tui.app.places import Place, start_of
from tui.app.search import Search
from tui.app.travels import stands
from tui.corpus.model import Page
from tui.corpus.outline import ArticleId

if TYPE_CHECKING:
    from textual.timer import Timer

LEISURE = 0.03
"""Seconds without a key, before the first place is made ready and between two."""

Way = tuple[Page, Place, Search | None]
"""A place of a page, and the search as it will be there."""


class Ahead:
    """Makes ready one place at a time, each in less time than a key takes."""

    def __init__(
        self,
        screen: Screen[None],
        ways: Callable[[], Iterator[Way]],
        prepare: Callable[[Page, Place, Search | None], None],
    ) -> None:
        """`ways` gives where one may go from here, the likeliest first."""
        self._screen, self._ways, self._prepare = screen, ways, prepare
        self._timer: Timer | None = None

    def restart(self) -> None:
        """Begin anew from where one is now."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(LEISURE, self._begin)

    def _begin(self) -> None:
        self._go_on(self._ways())

    def _go_on(self, ways: Iterator[Way]) -> None:
        way = next(ways, None)
        if way is not None:
            self._prepare(*way)
            self._timer = self._screen.set_timer(LEISURE, lambda: self._go_on(ways))


def ways_from(growth: Growth, at: ArticleId, search: Search | None) -> Iterator[Way]:
    """From an article to where the hits go on behind it and in front of it, and to the
    articles beside it; to none that is gone since they were found."""
    rank = growth.outline.rank.get(at)
    if rank is None:
        return
    articles = len(growth.outline.articles)
    if search is not None and search.current is not None:
        behind = search.near(start_of(growth, (rank + 1) % articles))
        for there in (behind, search.near(start_of(growth, rank)).step(-1)):
            if there.place is not None and stands(growth, there.place):
                yield growth.pages[there.place.id.page], there.place, there
    for near in (rank + 1, rank - 1):
        if 0 <= near < articles:
            start = start_of(growth, near)
            yield growth.pages[start.id.page], start, search
