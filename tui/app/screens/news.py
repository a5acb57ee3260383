"""What is new since the last time, and what has been read to its end."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.app.places import start_of
from tui.app.screens.found import FoundScreen
from tui.app.widgets.sticky import PACE
from tui.corpus.outline import ArticleId
from tui.i18n import _, ngettext

if TYPE_CHECKING:
    from tui.app.loader import Growth
    from tui.corpus.model import Page
    from tui.corpus.outline import Node
    from tui.state.corpus import CorpusState

NEW, READ = "+", "\u2713"
"""Stand before an article in the tree; ✓ is one cell wide in every terminal."""


SKIMMED = 0.25
"""Part of the time that an article takes a reader which has to be spent on it."""
LEAST, MOST = 2.0, 8.0
"""Seconds that any article takes, and that are enough for any."""


class NewsScreen(FoundScreen):
    """Signs articles in the tree as new or as read, and goes to the new ones."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("U", "new", _("下一篇新来的"), show=False, id="screen.new"),
        Binding("u", "read", _("标为已读 / 未读"), show=False, id="screen.read"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.is_used = False
        """Whether someone has done something: nothing must move them any more."""
        self._digests: dict[ArticleId, tuple[Page, str]] = {}
        self._met: Sequence[Page] = ()
        """The pages whose articles it was asked of whether they are new."""
        self._new: Sequence[ArticleId] = ()
        """The articles that weren't there the last time."""
        self._reading: tuple[ArticleId | None, float] = None, inf
        """The article that is in front, and since when, by `monotonic`."""

    # What is new

    def acquaint(self, growth: Growth) -> None:
        """Remember, in a thread, which articles there are, and see which are new."""
        memory, before = self.memory, self._met
        if memory is not None and growth.pages is not before:
            self._met = growth.pages
            self.app.run_worker(
                lambda: self.call_later(
                    self._meet, before, _known_to(memory, growth.pages, before)
                ),
                thread=True,
                group="memory",
                exit_on_error=False,
            )

    def _meet(self, before: Sequence[Page], new: Sequence[ArticleId]) -> None:
        """These are new, too. Of those on pages that have joined someone is told."""
        self._new = tuple(dict.fromkeys((*self._new, *new)))
        self.corpus_tree.refresh()
        pages = range(len(before))
        joined = [e for e in new if e.page not in pages or not before[e.page].articles]
        if before and joined:
            told = ngettext("新来 {n} 篇，U 去看", "新来 {n} 篇，U 去看", len(joined))
            self.status.say(told.format(n=len(joined)))

    def action_new(self) -> None:
        """To the next article that is new since the last time and not yet read."""
        growth, shown = self.growth, self.desk.shown
        if growth is None or self.memory is None or shown is None:
            return
        known, here = growth.outline.rank, growth.outline.rank[shown]
        unread = (
            known[id_] for id_ in self._new if id_ in known and self._sign(id_) == NEW
        )
        ranks = sorted((rank <= here, rank) for rank in unread)
        if ranks:
            self.jump(start_of(growth, ranks[0][1]))
            self.show_reader()
        else:
            self.status.say(_("没有新来的"))

    # What has been read

    def tell(self) -> None:
        super().tell()
        shown = self.desk.shown if self.reader.is_in_front else None
        if shown != self._reading[0]:
            self._reading = shown, monotonic()
        self.see_read()

    def see_read(self) -> None:
        """An article is read whose end was seen by someone who stayed with it."""
        shown, memory = self.desk.shown, self.memory
        if shown is None or memory is None or not self.is_used:
            return
        stayed = monotonic() - self._reading[1] >= self._needed
        if stayed and self.is_read_to_the_end and self._sign(shown) != READ:
            memory.mark_read(self._digest(shown))
            self.corpus_tree.refresh()

    @property
    def _needed(self) -> float:
        """Seconds that the article in front wants."""
        characters = self._ruler.length if self._ruler else 0
        return max(LEAST, min(MOST, SKIMMED * 60 * characters / PACE))

    def action_read(self) -> None:
        """Have the article that is read, or is at the tree's cursor, count as unread,
        until it is opened again; or as read."""
        memory, id_ = self.memory, self._pointed
        if memory is None or id_ is None:
            return
        if self._sign(id_) == READ:
            memory.mark_unread(self._digest(id_))
            self._reading = self._reading[0], inf
            self.status.say(_("标为未读"))
        else:
            memory.mark_read(self._digest(id_))
            self.status.say(_("标为已读"))
        self.corpus_tree.refresh()

    @property
    def _pointed(self) -> ArticleId | None:
        growth, node = self.growth, self.corpus_tree.node
        if growth is None or self.focused is not self.corpus_tree or node is None:
            return self.desk.shown
        is_one = node.last - node.first == 1
        return growth.outline.articles[node.first] if is_one else None

    def sign(self, node: Node) -> str:
        """What stands before an article in the tree."""
        growth = self.growth
        return self._sign(growth.outline.articles[node.first]) if growth else ""

    def _sign(self, id: ArticleId) -> str:
        memory = self.memory
        if memory is None:
            return ""
        digest = self._digest(id)
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


def _known_to(
    memory: CorpusState, pages: Sequence[Page], before: Sequence[Page]
) -> list[ArticleId]:
    """Remember which articles there are; those that are new on pages that are others
    than `before`."""
    from tui.state.digests import of_article

    digests = {
        ArticleId(number, at): of_article(page, at)
        for number, page in enumerate(pages)
        if number >= len(before) or before[number] is not page
        for at in range(len(page.articles))
    }
    memory.know(digests.values())
    memory.write()
    return [id_ for id_, digest in digests.items() if memory.is_new(digest)]
