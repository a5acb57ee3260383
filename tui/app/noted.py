"""Where notes and highlights stand in the pages, and what they put over the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.app.loader import Growth
from tui.app.places import Place
from tui.app.render.layers import Layer
from tui.app.render.looks import highlight
from tui.app.render.paint import Part
from tui.corpus.model import Page
from tui.corpus.outline import ArticleId

if TYPE_CHECKING:
    from tui.state import Anchor, Cited, CorpusState, Note
    from tui.state.anchors import Range


class Found(NamedTuple):
    """Where a note's passage stands."""

    place: Place
    cited: Cited


Find = Callable[["Note"], "Found | None"]
"""None for a note that has lost its place."""


class NotePlaces:
    """Finds the places of notes; of each only once as long as its page stays."""

    def __init__(self) -> None:
        self._ranges: dict[Anchor, tuple[Page, Range | None]] = {}
        self._growth: Growth | None = None
        self._numbers: Mapping[str, int] = {}
        """Of the pages, by their sources."""

    def range_of(self, page: Page, anchor: Anchor) -> Range | None:
        from tui.state import resolve

        known = self._ranges.get(anchor)
        if known is None or known[0] is not page:
            known = self._ranges[anchor] = page, resolve(page, anchor)
        return known[1]

    def found(self, growth: Growth, note: Note) -> Found | None:
        """Where a note stands; None where it is lost, or its page isn't read yet."""
        if growth is not self._growth:
            numbers = {page.source: at for at, page in enumerate(growth.pages)}
            self._growth, self._numbers = growth, numbers
        number = self._numbers.get(note.anchor.source)
        page = None if number is None else growth.pages[number]
        range_ = self.range_of(page, note.anchor) if page and page.articles else None
        if number is None or range_ is None:
            return None
        return _found(growth, number, Part(*range_))


def _found(growth: Growth, number: int, part: Part) -> Found:
    from tui.state import Cited

    page = growth.pages[number]
    firsts = [each.first for each in page.articles]
    at = bisect_right(firsts, part.passage) - 1
    article_id, article = ArticleId(number, at), page.articles[at]
    names = (each.name for each in (article.district, article.office) if each)
    cited = Cited(
        growth.outline.rank[article_id],
        (*names, *([article.unit] if article.unit else [])),
        article.title,
        page.source,
        page.line_of(page.locate(page.passages[part.passage], part.start)),
        article.date,
    )
    return Found(Place(article_id, part.passage, part.start), cited)


class Overlay:
    """What notes and highlights put over the passages of a page: made for those that
    are painted."""

    def __init__(
        self,
        page: Page,
        notes: Mapping[str, Note],
        highlights: tuple[str, ...],
        places: NotePlaces,
    ) -> None:
        self._of = page, notes, highlights
        self._made: dict[int, Sequence[Layer]] = {}
        here = (each.anchor for each in notes.values())
        found = (places.range_of(page, e) for e in here if e.source == page.source)
        self._noted = [each for each in found if each is not None]

    def is_of(self, *of: object) -> bool:
        """Whether it is of these very things, which never change."""
        return all(one is other for one, other in zip(self._of, of, strict=True))

    def layers(self, passage: int) -> Sequence[Layer]:
        if passage not in self._made:
            noted = (Layer(*at[1:], "noted") for at in self._noted if at[0] == passage)
            self._made[passage] = [*noted, *self._highlighted(passage)]
        return self._made[passage]

    def _highlighted(self, passage: int) -> Iterator[Layer]:
        page, _notes, terms = self._of
        if terms:
            text = page.read(page.passages[passage])
            for number, term in enumerate(terms):
                for start, stop in occurrences(text, term):
                    yield Layer(start, stop, highlight(number))


class Noted:
    """What notes and highlights put over a page, as they are at the moment."""

    def __init__(self, places: NotePlaces) -> None:
        self._places = places
        self._overlay: Overlay | None = None

    def layers(self, page: Page, state: CorpusState, passage: int) -> Sequence[Layer]:
        of = page, state.notes, state.highlights
        if self._overlay is None or not self._overlay.is_of(*of):
            self._overlay = Overlay(*of, self._places)
        return self._overlay.layers(passage)


def occurrences(text: str, term: str) -> Iterator[tuple[int, int]]:
    """Where a term stands in a text, as a search would find it, none in another."""
    import numpy as np

    from tui.index.fold import fold, folded_text, text_of

    folded, wanted = fold([text]), folded_text(term)
    letters = text_of(folded.codes)
    at = letters.find(wanted) if wanted else -1
    while at >= 0:
        ends = np.array([at, at + len(wanted) - 1])
        start, last = folded.offsets(ends).tolist()
        yield start, last + 1
        at = letters.find(wanted, at + len(wanted))
