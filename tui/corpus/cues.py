"""What speaks for and against each reading of a piece: the cues that `tagging` weighs.

A cue is a short string. It tells of the piece itself (see `wording`), of its
neighbours, of its place between two stretches of text, or of its likes on the page;
none of them decides alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Container, Iterator, Sequence

from tui.corpus.around import PLACE, Around, known, pairs_of
from tui.corpus.blocks import LONGEST_DISPLAY, Piece, Shape
from tui.corpus.context import Context, starts_of
from tui.corpus.forms import form_of
from tui.corpus.phrases import is_cut
from tui.corpus.placing import beside, between, set_above, set_line, set_prose
from tui.corpus.wording import (
    count,
    ending,
    prose_words,
)

COARSE = (8, 16, 26)
"""Bounds of rough classes of length, in characters."""
LARGE = 7
"""Lines between two stretches of text: more of them are a list, a poem, a table."""
RUNS = (0, 1, 2, 4, 7, 12, 20)
"""Bounds of classes of how many lines stand above a line and below it."""
STOPS_EARLY = re.compile(r"[^“(]{0,3}[。,、;!?:”)]")
"""How a text goes on with a sentence: it soon ends, or a part of it."""
SHORTEST_TWIN = 6
"""Characters of a headline that is worth telling from its twin."""
SAID = (0.01, 0.15, 0.35)
"""Bounds of classes of how much of a line is said again."""
SHARES_SAID = (0.01, 0.1, 0.2, 0.35, 0.5)
MOST_SAID, MUCH_MORE = 4, 3
"""Pairs of characters that are said again are counted up to these."""


def cues_of(pieces: Sequence[Piece]) -> list[list[str]]:
    """The cues of each piece of a page, each behind the piece's shape."""
    return [
        [f"{piece.shape} {each}" if each else piece.shape.value for each in cues]
        for piece, cues in zip(pieces, bare_cues(pieces), strict=True)
    ]


def bare_cues(
    pieces: Sequence[Piece], settled: Container[int] = ()
) -> Iterator[Sequence[str]]:
    """The same without the shape, which is the empty cue; none of the pieces that are
    `settled`, by number."""
    page = Context(pieces)
    for n in range(len(pieces)):
        yield () if n in settled else _Cues(page, n).all()


class _Cues:
    """The cues of one piece."""

    def __init__(self, page: Context, n: int) -> None:
        pieces = page.pieces
        self.page, self.n = page, n
        self.piece = pieces[n]
        self.before = pieces[n - 1] if n else None
        self.after = pieces[n + 1] if n + 1 < len(pieces) else None
        at = bisect_left(page.prose, n)
        self.last = page.prose[at - 1] if at else 0
        self.lines_above = n - self.last - 1 if at else None
        at = bisect_left(page.prose, n + 1)
        self.next = page.prose[at] if at < len(page.prose) else None
        self.lines_below = None if self.next is None else self.next - n - 1
        self.above = "top" if self.lines_above is None else count(self.lines_above)
        self.below = "top" if self.lines_below is None else count(self.lines_below)
        self.state = page.states[n]

    def all(self) -> list[str]:
        page, found = self.page, [""]
        if self.piece.shape is Shape.PROSE:
            found += prose_words(self.piece)
            found += self._prose()
            if len(self.piece.text) <= LONGEST_DISPLAY:
                found += self._alike()
                found += self._short()
        else:
            found += page.words(self.piece)
            found += self._line()
            found += self._group()
            found += self._alike()
        if self.piece.shape is Shape.DISPLAY:
            found += self._likes()
            found += self._places()
        found += self._neighbours()
        found += self._cuts()
        return found

    def _cuts(self) -> Iterator[str]:
        """Whether a word goes over the border before the piece, behind it, or from the
        text above it to the one below."""
        before, piece, after = self.before, self.piece, self.after
        if before is not None and is_cut(before.text, piece.text):
            yield f"cut before, {self.state}"
        if after is not None and is_cut(piece.text, after.text):
            yield f"cut behind, {self.state}"
        if self.state != "open" or self.next is None:
            return
        above, below = self.page.pieces[self.last], self.page.pieces[self.next]
        yield f"cut over {is_cut(above.text, below.text)}, below {self.below}"
        if STOPS_EARLY.match(below.text):
            yield f"stops early below {self.below}"

    def _neighbours(self) -> Sequence[str]:
        piece, before, after = self.piece, self.before, self.after
        return between(
            self.state,
            before and (before.shape, ending(before), _deeper(piece, before)),
            after and (after.shape, _deeper(piece, after)),
        )

    def _prose(self) -> Iterator[str]:
        piece, page = self.piece, self.page
        yield from set_prose(
            self.above,
            self.state,
            count(piece.gap),
            (piece.block.indent > 0, page.habits.indents),
            page.unsigned[self.n],
        )
        if self.before is not None:
            yield f"indent {_deeper(piece, self.before)} of {self.before.shape}"
        if piece.opens_report:
            yield f"report above {self.above}"
            yield f"reports {page.reports}, above {self.above}"
        if self.above == "top":
            yield f"first, labels {page.labels}"
        if end := page.ends[self.n]:
            indented = piece.block.indent > 0
            yield f"behind {end} {self.state}"
            yield f"behind {end} {self.state}, {indented} of {page.habits.indents}"

    def _short(self) -> Iterator[str]:
        """What tells a short sentence: what it stands in front of."""
        text, after = self.piece.text, self.after
        follows = after.shape if after is not None else "end"
        yield f"short before {follows}, ends {text[-1]}"
        if after is not None and after.shape is Shape.PROSE:
            longer = bisect_left(COARSE, len(after.text) // 2)
            yield f"short length {bisect_left(COARSE, len(text))} before {longer}"

    def _line(self) -> Iterator[str]:
        page, gap = self.page, count(self.piece.gap)
        yield from set_line(self.above, self.below, gap)
        yield f"unsigned {page.unsigned[self.n]}"
        yield f"until {page.until[self.n]}"
        yield f"{page.order} above {self.above}"
        yield f"reports {page.reports}"
        if self.before is not None:
            yield f"after {self.before.shape}, {page.order}"
            if self.before.signed:
                yield "after signed"
        if self.next is not None:
            indented = page.pieces[self.next].block.indent > 0
            yield f"{self.state}, next indented {indented} of {page.habits.indents}"
        if self.after is not None:
            behind = count(self.after.gap)
            yield from set_above(gap, behind, self.below)
            if self.after.opens_report:
                yield "before report"
            if self.below == "0" and not self.after.closed:
                yield "before open"

    def _group(self) -> Iterator[str]:
        """What stands beside a line between the same two stretches of text."""
        n, pieces, text = self.n, self.page.pieces, self.piece.text
        above = n if self.lines_above is None else self.lines_above
        below = len(pieces) if self.lines_below is None else self.lines_below
        earlier = pieces[max(n - min(above, LARGE), 0) : n]
        later = pieces[n + 1 : n + 1 + min(below, LARGE)]
        yield f"group {min(len(earlier) + len(later), LARGE)}"
        yield f"run {bisect_left(RUNS, above)} {bisect_left(RUNS, below)}"
        yield f"place {self.above} {self.below} length {bisect_left(COARSE, len(text))}"
        for side, others in (("above", earlier), ("below", later)):
            yield from (f"{each} {side}" for each in {o.shape for o in others})
            if any(each.label for each in others):
                yield f"label {side}"
        for side, other in (("before", self.before), ("behind", self.after)):
            if other is not None and other.shape is not Shape.PROSE:
                yield from (f"{each} {side}" for each in beside(text, other))

    def _alike(self) -> Iterator[str]:
        """What starts as the line does, and what its neighbours show."""
        for key in starts_of(self.piece.text):
            kind = "series" if len(key) > 1 else "marked"
            if others := self.page.series[key] - 1:
                yield f"{kind} {count(others)}"
                yield f"{kind} {count(others)}, below {self.below}"
        shown = self.page.shown
        if self.n:
            yield from (f"{each} before" for each in shown[self.n - 1])
        if self.after is not None:
            yield from (f"{each} behind" for each in shown[self.n + 1])

    def _likes(self) -> Iterator[str]:
        """What tells a line by its likes on the page."""
        page, n, form = self.page, self.n, form_of(self.piece.text)
        own = self.below == "0"
        likes = count(page.habits.likes(form) - (own and self.above != "top"))
        yield f"likes {likes}"
        yield f"likes {likes} below {self.below}"
        yield f"rivals {count(page.habits.rivals(form))}"
        near = page.near.get(page.stretch[n])
        if near is not None:
            likes = count(near.likes(form) - own)
            yield f"near {likes} of {count(near.size - own)}"
            yield f"near {likes}, below {self.below}"
        text = page.bare(n)
        if len(text) >= SHORTEST_TWIN and page.last_of[text] > n:
            yield "stands again"
        if len(text) >= SHORTEST_TWIN and page.first_of[text] < n:
            yield "stood before"
        earlier, later = page.within(n) if len(text) > 3 else (False, False)
        if earlier:
            yield "within before"
            yield f"within before, below {self.below}"
        if later:
            yield "within behind"
            yield f"within behind, below {self.below}"
        if n > page.listed and self.above == "top":
            yield "listed"
        if self.piece.label:
            yield f"labels {page.labels}"
            yield f"labels {page.labels} reports {page.reports}"

    def _places(self) -> Iterator[str]:
        """What tells a line by the words of the text above and below it."""
        text = self.piece.text
        around = self.page.around(self.n)
        below, above = around.below, around.above
        if below and above:
            own = PLACE.search(text)
            yield around.opens
            yield f"names {known(own, above)} place"
            yield around.shares
        elif PLACE.search(text):
            yield "names place at top"
        for each in around.dated:
            yield f"{each} below, {self.below}"
        yield from around.reported
        yield from self._said({*pairs_of(text)}, around)

    def _said(self, pairs: Collection[str], around: Around) -> Iterator[str]:
        """How much of a line the texts of a whole section say again: a headline's
        words return in its article."""
        above = sum(map(around.section_above.__contains__, pairs))
        below = sum(map(around.section_below.__contains__, pairs))
        length = max(len(pairs), 1)
        few, more = bisect_left(SAID, above / length), bisect_left(SAID, below / length)
        yield f"said below {min(below, MOST_SAID)}"
        yield f"said above {min(above, MOST_SAID)}"
        yield f"said more below {max(min(below - above, MUCH_MORE), -MUCH_MORE)}"
        yield f"said share {bisect_left(SHARES_SAID, below / length)}"
        yield f"said shares {more} {few}"


def _deeper(piece: Piece, other: Piece) -> int:
    """Whether a piece is indented more (1), less (-1), or as much as another."""
    indent = piece.block.indent - other.block.indent
    return (indent > 0) - (indent < 0)
