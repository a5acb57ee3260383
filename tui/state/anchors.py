"""Places in a page that are found again after the page was edited.

An anchor knows where its text stood, and what the text and its surroundings said. In
the page as it was, it is where it stood. In another one its text is searched for, and
of several occurrences that one is taken whose surroundings agree best, as the W3C's
Web Annotation model (TextQuoteSelector) has it: position counts only between equals.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, takewhile
from operator import eq
from typing import NamedTuple

from tui.corpus.model import Page
from tui.state.digests import of_text

CONTEXT = 32
"""Characters on either side of a quote that are kept with it."""
AGREED = 4
"""Characters of them that have to agree where a quote stands several times: any two
sentences may share two or three by chance."""

Range = tuple[int, int, int]
"""A passage by its number in the page, and where a part of it starts and stops, in
code points of `Page.read`."""


@dataclass(frozen=True, slots=True)
class Anchor:
    source: str
    """The page's, see `Page.source`."""
    passage: int
    """By its number in the page."""
    offset: int
    """In code points of the passage, as `Page.read` gives it."""
    quote: str
    """The text itself, never empty."""
    before: str
    after: str
    """What stood on either side, in other passages too: at most `CONTEXT` characters,
    fewer where the page starts or ends."""
    digest: str
    """Of the page's text."""


def anchored(page: Page, passage: int, start: int, stop: int) -> Anchor:
    """An anchor of a part of a passage. Raises ValueError where that is empty or not in
    the passage."""
    text = page.read(page.passages[passage])
    if not 0 <= start < stop <= len(text):
        raise ValueError(f"no part of {len(text)} characters: {start}:{stop}")
    # No passage is empty, so that this many hold as many characters.
    before = _joined(page, max(0, passage - CONTEXT), passage) + text[:start]
    after = text[stop:] + _joined(page, passage + 1, passage + 1 + CONTEXT)
    return Anchor(
        page.source,
        passage,
        start,
        text[start:stop],
        before[-CONTEXT:],
        after[:CONTEXT],
        of_text(page.text),
    )


def resolve(page: Page, anchor: Anchor) -> Range | None:
    """Where an anchor's text stands in the page of its source; None where it is lost.

    Width, case, blanks, quotation marks and traditional characters make no difference,
    nor do breaks that are healed in one page and not in the other: of a text that is
    cut by such a break, the part before it. A text that stands once in a passage is
    always found; one of nothing but blanks and quotation marks, only in the page as it
    was."""
    here = anchor.passage, anchor.offset, anchor.offset + len(anchor.quote)
    # The same file may have been cut into other passages by another version of Jiedu.
    if anchor.digest == of_text(page.text) and _read(page, here) == anchor.quote != "":
        return here
    found = [*_occurrences(page, anchor)]
    whole = [each for each in found if each.is_whole]
    if len(whole) == 1:
        return whole[0].range
    best = max(found, key=lambda each: each.rank(anchor), default=None)
    enough = min(AGREED, len(anchor.before + anchor.after))
    return best.range if best and best.agreed >= enough else None


class _Occurrence(NamedTuple):
    """A place that reads as an anchor's quote does."""

    range: Range
    is_whole: bool
    """Whether all of it is in one passage."""
    agreed: int
    """Characters of its surroundings that agree with the anchor's."""

    def rank(self, anchor: Anchor) -> tuple[int, int, int]:
        """The larger, the likelier."""
        passage, start, _stop = self.range
        nearness = -abs(passage - anchor.passage), -abs(start - anchor.offset)
        return self.agreed, *nearness


def _occurrences(page: Page, anchor: Anchor) -> Iterator[_Occurrence]:
    from tui.index.fold import folded_text

    letters = _Letters(page)
    quote, before, after = map(folded_text, (anchor.quote, anchor.before, anchor.after))
    at = letters.text.find(quote) if quote else -1
    while at >= 0:
        stop = at + len(quote)
        range_, is_whole = letters.within(at, stop)
        # A match may begin or end amid the letters of one character, as g of ㎏ does.
        if quote.startswith(folded_text(_read(page, range_))):
            ahead = letters.text[max(0, at - len(before)) : at]
            behind = letters.text[stop : stop + len(after)]
            agreed = _common(ahead[::-1], before[::-1]) + _common(behind, after)
            yield _Occurrence(range_, is_whole, agreed)
        at = letters.text.find(quote, at + 1)


class _Letters:
    """A page's passages as they are compared, one behind the other."""

    def __init__(self, page: Page) -> None:
        from tui.index.fold import SEPARATOR, fold, text_of

        texts = [*map(page.read, page.passages)]
        folded = fold(texts)
        (kept,) = (folded.codes != SEPARATOR).nonzero()
        self.text = text_of(folded.codes[kept])
        self._offsets = folded.offsets(kept)
        """The character each letter is from, counted over all passages and one more
        behind each."""
        self._firsts = [*accumulate((len(each) + 1 for each in texts), initial=0)]

    def within(self, first: int, last: int) -> tuple[Range, bool]:
        """The characters of `text[first:last]` as far as they are in one passage, and
        whether all of them are."""
        start, stop = int(self._offsets[first]), int(self._offsets[last - 1]) + 1
        passage = bisect_right(self._firsts, start) - 1
        base, end = self._firsts[passage], self._firsts[passage + 1] - 1
        return (passage, start - base, min(stop, end) - base), stop <= end


def _common(left: str, right: str) -> int:
    """Characters before two texts begin to differ."""
    return sum(takewhile(bool, map(eq, left, right)))


def _read(page: Page, where: Range) -> str:
    """Empty where there is nothing."""
    passage, start, stop = where
    if not (0 <= passage < len(page.passages) and start >= 0):
        return ""
    return page.read(page.passages[passage])[start:stop]


def _joined(page: Page, first: int, last: int) -> str:
    return "".join(map(page.read, page.passages[first:last]))
