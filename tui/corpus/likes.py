"""What a first reading of a page tells of a line by its likes: cues for a second.

A page keeps its habits: its titles are of one length, its headings of one form, its
articles are signed or are not. What a line's likes are taken for, it may be too. Cues
that are told from the tags of a first reading are stacked sequential learning (Cohen
and Carvalho 2005).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, pairwise

from tui.corpus.blocks import Piece, Shape
from tui.corpus.forms import Form, alike, form_of
from tui.corpus.tags import Tag

NAMES = [each.name for each in Tag]
COMPARED = (Tag.TITLE, Tag.HEADING, Tag.CAPTION)
SIMPLE = {Tag.CUT_BY_CAPTION: Tag.CAPTION, Tag.HEAD_CAPTION: Tag.CAPTION}
LONGER = (-8, -4, -2, 0, 2, 4, 8)
"""Bounds of classes of differences between lengths, in characters."""
USUAL_TITLE = 20
"""Characters of a title on a page that has none."""
MOST_BESIDE, MOST_ON_PAGE = 3, 4
"""Headings of an article, and of a page, are counted up to these."""

Setting = tuple[int, int, bool, bool]
"""How a line is set: its gap, its indent, whether it has a label, whether text is
below."""


def cues_of_likes(
    pieces: Sequence[Piece], tags: Sequence[Tag], settled: Container[int] = ()
) -> list[list[str]]:
    """The cues of each piece, without its shape; only lines that are set off from the
    text have any, and none of those that are `settled`, by number. `tags` are those of
    a first reading."""
    page = _Tagged(pieces, [SIMPLE.get(each, each) for each in tags])
    return [
        [*page.cues(n)] if piece.shape is Shape.DISPLAY and n not in settled else []
        for n, piece in enumerate(pieces)
    ]


class _Tagged:
    """A page's pieces, and what is counted over those of a tag."""

    def __init__(self, pieces: Sequence[Piece], tags: Sequence[Tag]) -> None:
        self.pieces, self.tags = pieces, tags
        self.counts = Counter(tags)
        self.titles = [n for n, each in enumerate(tags) if each is Tag.TITLE]
        self.heads = _heads_of(pieces)
        self.bylines = [*accumulate((t is Tag.BYLINE for t in tags), initial=0)]
        self.headings = [*accumulate((t is Tag.HEADING for t in tags), initial=0)]
        self.signs = (
            self._sign("signed", Tag.BYLINE),
            self._sign("led", Tag.HEAD_BYLINE),
        )
        self.lengths = self._mean(Tag.TITLE), self._mean(Tag.HEADING)
        lines = [n for n, p in enumerate(pieces) if p.shape is Shape.DISPLAY]
        self.forms = {n: form_of(pieces[n].text) for n in lines}
        self.settings = {n: self._setting(n) for n in lines}
        self._by_form: defaultdict[Form, Counter[Tag]] = defaultdict(Counter)
        self._by_setting: defaultdict[Setting, Counter[Tag]] = defaultdict(Counter)
        for n in lines:
            self._by_form[self.forms[n]][tags[n]] += 1
            self._by_setting[self.settings[n]][tags[n]] += 1
        self._kin: dict[Form, Counter[Tag]] = {}

    def cues(self, n: int) -> Iterator[str]:
        yield f"taken for {NAMES[self.tags[n]]}"
        yield from self.signs
        yield from self._likes(n)
        yield from self._lengths(n)
        yield from self._heads_beside(n)
        yield from self._article(n)

    def _likes(self, n: int) -> Iterator[str]:
        """What the other lines of its form, and those that are set as it is, are."""
        kin, set_alike = self._alike(self.forms[n]), self._by_setting[self.settings[n]]
        for name, counts in (("likes", kin), ("set alike", set_alike)):
            others = counts.total() - 1
            for tag in COMPARED:
                own = self.tags[n] is tag
                yield f"{name} are {NAMES[tag]} {_share(counts[tag] - own, others)}"

    def _lengths(self, n: int) -> Iterator[str]:
        title, heading = self.lengths
        length = len(self.pieces[n].text)
        more = length - (USUAL_TITLE if title is None else title)
        yield f"longer than TITLE {bisect_left(LONGER, more)}"
        if heading is not None:
            yield f"longer than HEADING {bisect_left(LONGER, length - heading)}"
            closer = abs(more) - abs(length - heading)
            yield f"longer than TITLE or HEADING {bisect_left(LONGER, closer)}"

    def _heads_beside(self, n: int) -> Iterator[str]:
        for side, other in zip(("above", "below"), _beside(self.heads, n), strict=True):
            if other is not None:
                kin = alike(self.forms[n], self.forms[other])
                yield f"head {side} is {NAMES[self.tags[other]]} {kin}"

    def _article(self, n: int) -> Iterator[str]:
        """What stands between the title above the line and the one below it."""
        above, below = _beside(self.titles, n)
        first = n if above is None else above
        last = len(self.pieces) if below is None else below
        signed = self.signs[0]
        yield f"signed above {self.bylines[n] > self.bylines[first]}, {signed}"
        yield f"signed below {self.bylines[last] > self.bylines[n]}, {signed}"
        earlier = min(self.headings[n] - self.headings[first], MOST_BESIDE)
        later = min(self.headings[last] - self.headings[n + 1], MOST_BESIDE)
        yield f"headings {earlier} above, {later} below"
        others = self.counts[Tag.HEADING] - (self.tags[n] is Tag.HEADING)
        yield f"page headings {min(others, MOST_ON_PAGE)}"

    def _sign(self, name: str, tag: Tag) -> str:
        """How many of the page's articles are signed."""
        total = len(self.titles)
        return f"page {name} {_share(min(self.counts[tag], total), total)}"

    def _alike(self, form: Form) -> Counter[Tag]:
        """What the lines of a form are; lists repeat theirs."""
        if form not in self._kin:
            kin: Counter[Tag] = Counter()
            for each, counts in self._by_form.items():
                if alike(form, each):
                    kin.update(counts)
            self._kin[form] = kin
        return self._kin[form]

    def _setting(self, n: int) -> Setting:
        piece = self.pieces[n]
        below = n + 1 < len(self.pieces) and self.pieces[n + 1].shape is Shape.PROSE
        return piece.gap, piece.block.indent, piece.label is not None, below

    def _mean(self, tag: Tag) -> float | None:
        """How long what has a tag is; None where nothing has."""
        found = [
            len(piece.text)
            for piece, each in zip(self.pieces, self.tags, strict=True)
            if each is tag
        ]
        return sum(found) / len(found) if found else None


def _share(part: int, total: int) -> str:
    """A share in words: none of none, none, few, some, most, all."""
    if total <= 0:
        return "of none"
    if part in (0, total):
        return "all" if part else "none"
    return "few" if 3 * part < total else "most" if 3 * part > 2 * total else "some"


def _heads_of(pieces: Sequence[Piece]) -> list[int]:
    """Which lines stand in front of text."""
    return [
        n
        for n, (piece, after) in enumerate(pairwise(pieces))
        if piece.shape is Shape.DISPLAY and after.shape is Shape.PROSE
    ]


def _beside(places: Sequence[int], n: int) -> tuple[int | None, int | None]:
    """The last of some places before one, and the first behind it."""
    at = bisect_left(places, n)
    behind = at + (at < len(places) and places[at] == n)
    above = places[at - 1] if at else None
    return above, places[behind] if behind < len(places) else None
