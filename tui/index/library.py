"""The pages and their index: what the screen and the command line search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from tui.corpus.model import Article, Page, Skipped
from tui.corpus.outline import ArticleId, Outline
from tui.index.block import Block
from tui.index.blocks import NO_BLOCKS, Blocks
from tui.index.catalog import Catalog, Value
from tui.index.doubts import doubts
from tui.index.hits import Hit, Hits, Marked
from tui.index.matches import Evaluation
from tui.index.order import Order
from tui.index.query import Field
from tui.index.syntax import parse

__all__ = ["Hit", "Hits", "Library", "Marked"]


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """Pages, their outline and their index, at one moment. `Library()` is empty.

    Nothing changes it: adding pages makes another library, which shares the rest.
    So any thread may search it without a lock, and a reader of an older one keeps a
    whole picture until letting go of it.
    """

    pages: tuple[Page, ...] = ()
    outline: Outline = field(default_factory=Outline)
    skipped: tuple[Skipped, ...] = ()
    _blocks: Blocks = field(default_factory=Blocks)
    _catalog: Catalog = field(default_factory=Catalog)
    _order: Order = field(default_factory=Order)

    def add(
        self,
        pages: Sequence[Page],
        skipped: Sequence[Skipped] = (),
        known: Mapping[int, Block] = NO_BLOCKS,
    ) -> Library:
        """A library with these pages behind its own. `known` has blocks that were made
        of some of them, by the number of their first page here.

        It costs what is added, and a little of what there is: add many at a time.
        """
        outline = self.outline.add(pages)
        catalog = self._catalog.add(pages, self._blocks.slots[-1])
        return Library(
            tuple(outline.pages),
            outline,
            (*self.skipped, *skipped),
            self._blocks.add(pages, known),
            catalog,
            self._order.add(outline, catalog, len(self.pages)),
        )

    def replace(self, number: int, page: Page) -> Library:
        """A library with another page in place of one of its own, whose number it
        keeps; one without articles, if that is gone. It costs what is added, and a
        little of what there is."""
        outline = self.outline.replace(number, page)
        catalog = self._catalog.replace(number, page, self._blocks.slots[-1])
        return Library(
            tuple(outline.pages),
            outline,
            self.skipped,
            self._blocks.add([page]),
            catalog,
            self._order.replace(self.outline, outline, number),
        )

    def settled(self) -> Library:
        """The same, to be searched faster: for when many pages have been added step
        by step. It costs what there is: some nanoseconds a character."""
        return replace(self, _blocks=self._blocks.settled())

    def find(self, query: str) -> Hits:
        """Every place that a query asks for, in the articles that match it; see
        `tui.index.syntax` and `tui.index.matches`. Overlapping ones count. An article
        that matches by what it is, 区:上街区, and not by its words has one hit: its
        title. Never raises. Where nothing is found, its problems say what may have been
        meant, see `tui.index.doubts`.

        The terms of the query that folding drops are passed over."""
        asked = parse(query)
        evaluation = Evaluation(self.pages, self._blocks, self._catalog)
        matches = evaluation.shown(asked.root).matches
        problems = list(asked.problems)
        if not len(matches.positions):
            problems += doubts(query, self._catalog, asked.problems)
        return Hits(
            self.pages,
            self.outline,
            self._blocks,
            self._catalog,
            self._order,
            matches,
            evaluation.terms,
            (*map(str, sorted(problems)), *evaluation.problems),
        )

    def values(self, field: Field) -> list[tuple[Value, int]]:
        """What the articles have in a field, those first that most of them have, and
        how many that are."""
        every = np.flatnonzero(self._catalog.alive)
        totals = self._catalog.totals(every, np.ones(len(every), np.int64))
        return [*totals.counted(field, self._catalog.values)]

    def page(self, id: ArticleId) -> Page:
        return self.pages[id.page]

    def article(self, id: ArticleId) -> Article:
        return self.pages[id.page].articles[id.article]
