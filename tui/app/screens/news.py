"""What is new since the last time, and what has been read to its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.app.places import start_of
from tui.app.screens.found import FoundScreen
from tui.corpus.outline import ArticleId
from tui.i18n import _

if TYPE_CHECKING:
    from tui.corpus.model import Page
    from tui.corpus.outline import Node
    from tui.state.corpus import CorpusState

NEW, READ = "+", "\u2713"
"""Stand before an article in the tree; ✓ is one cell wide in every terminal."""


class NewsScreen(FoundScreen):
    """Signs articles in the tree as new or as read, and goes to the new ones."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("U", "new", _("下一篇新来的"), show=False, id="screen.new"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._digests: dict[ArticleId, tuple[Page, str]] = {}
        self._new: Sequence[ArticleId] = ()
        """The articles that weren't there the last time."""

    def acquaint(self, memory: CorpusState) -> None:
        """Remember, in a thread, which articles there are, and see which are new."""
        self.corpus_tree.sign = self._sign
        self.corpus_tree.refresh()
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
