"""Places in a page that are found again after the page was edited.

An anchor knows where its text stood, and what the text and its surroundings said. In
the page as it was, it is where it stood. In another one its text is searched for, and
of several occurrences that one is taken whose surroundings agree best, as the W3C's
Web Annotation model (TextQuoteSelector) has it: position counts only between equals.
What was edited itself is found between surroundings that were not, as Hypothesis'
fuzzy anchoring does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, islice, takewhile
from operator import eq
from typing import NamedTuple

from tui.corpus.model import Page
from tui.state.digests import of_text

CONTEXT = 32
"""Characters on either side of a quote that are kept with it."""
AGREED = 4
"""Characters of them that have to agree where a quote stands several times: any two
sentences may share two or three by chance."""
AROUND = 8
"""Characters right before and behind a text that was edited, and may not have been."""
ALIKE = 0.6
"""Likeness (difflib's ratio) of what stands there: of 20 characters 8 may be others."""
MOST = 30
"""Places that are looked at: of more that are alike none is the right one for sure."""

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
    always found, unless its surroundings stand elsewhere, around something like it:
    then that is it, edited. One of nothing but blanks and quotation marks is found only
    in the page as it was."""
    here = anchor.passage, anchor.offset, anchor.offset + len(anchor.quote)
    # The same file may have been cut into other passages by another version of Jiedu.
    if anchor.digest == of_text(page.text) and _read(page, here) == anchor.quote != "":
        return here
    letters = _Letters(page)
    found = [*_occurrences(page, anchor, letters)]
    best = max(found, key=lambda each: each.rank(anchor), default=None)
    whole = [each for each in found if each.is_whole]
    if best and best.agreed >= min(AGREED, len(anchor.before + anchor.after)):
        return (whole[0] if len(whole) == 1 else best).range
    edited = _edited(page, anchor, letters)
    if len(whole) == 1 and (edited is None or _is_in(whole[0].range, edited)):
        return whole[0].range
    return edited


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


def _occurrences(
    page: Page, anchor: Anchor, letters: _Letters
) -> Iterator[_Occurrence]:
    from tui.index.fold import folded_text

    quote, before, after = map(folded_text, (anchor.quote, anchor.before, anchor.after))
    at = letters.text.find(quote) if quote else -1
    while at >= 0:
        stop = at + len(quote)
        range_, is_whole = letters.within(at, stop)
        # A match may begin or end amid the letters of one character, as g of ㎏ does.
        if quote.startswith(folded_text(_read(page, range_))):
            agreed = _agreed(letters.text, at, stop, before, after)
            yield _Occurrence(range_, is_whole, agreed)
        at = letters.text.find(quote, at + 1)


def _edited(page: Page, anchor: Anchor, letters: _Letters) -> Range | None:
    """The place of a text that was edited; None where there is none for sure."""
    from tui.index.fold import folded_text

    quote, before, after = map(folded_text, (anchor.quote, anchor.before, anchor.after))
    matcher = SequenceMatcher(b=quote, autojunk=False)
    alike = list[tuple[int, int, int]]()
    spans = [*islice(_between(letters.text, before, after, len(quote)), MOST + 1)]
    for start, stop in spans if len(spans) <= MOST else ():
        matcher.set_seq1(letters.text[start:stop])
        if matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
            agreed = _agreed(letters.text, start, stop, before, after)
            alike.append((agreed, start, stop))
    alike.sort(reverse=True)
    # Another sentence of a list may be liker than the one that was edited.
    if not alike or [each[0] for each in alike[1:2]] == [alike[0][0]]:
        return None
    _most, start, stop = alike[0]
    range_, is_whole = letters.within(start, stop)
    # It may begin or end amid the letters of one character.
    is_all = folded_text(_read(page, range_)) == letters.text[start:stop]
    return range_ if is_whole and is_all else None


def _is_in(inner: Range, outer: Range) -> bool:
    return inner[0] == outer[0] and outer[1] <= inner[1] and inner[2] <= outer[2]


def _between(
    text: str, before: str, after: str, length: int
) -> Iterator[tuple[int, int]]:
    """The parts of a text, of any length that can be like one of `length`, that stand
    between two others; shorter surroundings reach to the ends of the text."""
    left, right = before[-AROUND:], after[:AROUND]
    if len(left) + len(right) < AROUND:
        return
    most = int(length * (2 - ALIKE) / ALIKE)
    for at in _finds(text, left, 0, len(text)):
        start = at + len(left)
        if at == 0 or len(left) == AROUND:
            for stop in _finds(text, right, start + 1, start + most + len(right)):
                if stop + len(right) == len(text) or len(right) == AROUND:
                    yield start, stop


def _finds(text: str, part: str, start: int, stop: int) -> Iterator[int]:
    at = text.find(part, start, stop)
    while at >= 0:
        yield at
        at = text.find(part, at + 1, stop)


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


def _agreed(text: str, start: int, stop: int, before: str, after: str) -> int:
    """Characters around a part of a text that agree with others, from it on."""
    ahead = text[max(0, start - len(before)) : start]
    behind = text[stop : stop + len(after)]
    return _common(ahead[::-1], before[::-1]) + _common(behind, after)


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
