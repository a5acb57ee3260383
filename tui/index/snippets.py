"""The words around the hits of an article: two or three places that say most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tui.corpus.model import Kind, Page
from tui.corpus.outline import ArticleId
from tui.index.hits import Hits, Marked, Marks

LEAD = 12
"""Characters shown before the hit that a snippet is made for."""


class Snippet(NamedTuple):
    passage: int
    """Its number in the page's passages."""

    start: int
    """Which of the passage's characters is the first of `text`."""

    text: str
    marks: tuple[Marked, ...]
    """The hits in it, and the parts in it of those that reach over it; they count in
    the passage."""

    more: bool = False
    """Whether the passage goes on behind it."""

    @property
    def stop(self) -> int:
        return self.start + len(self.text)


def snippets(
    hits: Hits, page: Page, id: ArticleId, limit: int = 3, width: int = 60
) -> list[Snippet]:
    """At most `limit` places of at most `width` characters, in the order of the text.

    The first is chosen from all hits for having most terms, then most hits, from that
    hit on; of equal ones the first. The next is the best of the hits that are left,
    cut where it meets another. Hits in the title show in the title: they are
    passed over, unless there are no others.
    """
    marks = _outside_titles(hits.in_article(id), page)
    picked: list[Snippet] = []
    for at in _best_first(marks, width - LEAD):
        if len(picked) == limit:
            break
        passage, start, stop = (int(each[at]) for each in marks[:3])
        own = [each for each in picked if each.passage == passage]
        if not any(each.start < stop and start < each.stop for each in own):
            text = page.read(page.passages[passage])
            picked.append(_around(start, passage, text, marks, own, width))
    return sorted(picked, key=lambda each: (each.passage, each.start))


def _outside_titles(marks: Marks, page: Page) -> Marks:
    rows = set(marks.passages.tolist())
    titles = [at for at in rows if page.passages[at].kind is Kind.TITLE]
    inner = np.isin(marks.passages, titles, invert=True)
    return Marks(*(each[inner] for each in marks)) if inner.any() else marks


def _best_first(marks: Marks, reach: int) -> Iterator[int]:
    """The hits, those first that have most terms, then most hits, in their reach."""
    if not len(marks.starts):
        return iter(())
    farthest = int(marks.starts.max()) + reach + 1
    places = marks.passages * farthest + marks.starts
    firsts = np.arange(len(places))
    lasts = np.searchsorted(places, places + max(reach, 1))
    kinds = np.zeros(len(places), np.int64)
    for term in np.unique(marks.terms):
        own = np.flatnonzero(marks.terms == term)
        kinds += np.searchsorted(own, firsts) < np.searchsorted(own, lasts)
    order: npt.NDArray[np.intp] = np.lexsort((firsts - lasts, -kinds))
    # Few are looked at: most of the others lie in a snippet that is there already.
    return map(int, order)


def _around(
    hit: int,
    passage: int,
    text: str,
    marks: Marks,
    others: Iterable[Snippet],
    width: int,
) -> Snippet:
    """A snippet for the hit that starts there, between others of its passage."""
    floor = max((each.stop for each in others if each.stop <= hit), default=0)
    ceiling = min(
        (each.start for each in others if each.start > hit), default=len(text)
    )
    start = max(floor, min(hit - min(LEAD, width - 1), ceiling - width))
    stop = min(ceiling, start + width)
    inside = (marks.passages == passage) & (marks.starts < stop) & (marks.stops > start)
    rows = zip(*(each[inside].tolist() for each in marks[1:]), strict=True)
    marked = (
        Marked(max(start, first), min(stop, last), term, number)
        for first, last, term, number in rows
    )
    return Snippet(passage, start, text[start:stop], tuple(marked), stop < len(text))


def title_marks(hits: Hits, page: Page, id: ArticleId) -> Iterator[Marked]:
    """The hits in the title of an article; they count in `Article.title`. None where
    that is not what the page prints, and none that stand for the whole article."""
    article, end = page.articles[id.article], 0
    last = article.sections[0].first if article.sections else article.last
    for number in range(article.first, last):
        if page.passages[number].kind is not Kind.TITLE:
            continue
        text = page.read(page.passages[number])
        at = article.title.find(text, end)
        if at >= 0:
            end = at + len(text)
            for each in hits.in_passage(id, number):
                if hits.terms[each.term]:
                    yield each._replace(start=each.start + at, stop=each.stop + at)
