"""The passages of a page: what is read as one, where it stands, and what it is.

A page of 4,000 characters has some thirty of them. They are kept in columns, and made
when they are asked for: as objects they take as much memory as the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, chain
from typing import NamedTuple, overload

from tui.corpus.numbers import Numbers


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Kind(StrEnum):
    """What a passage is."""

    BANNER = "banner"
    """A headline above the page's first labelled article."""
    NOTE = "note"
    """A paragraph between the banner and the first article."""
    LABEL = "label"
    """Names the place or the body an article is about: 须水街道:"""
    KICKER = "kicker"
    """A line that leads to the title or follows it: 引题, 副题."""
    TITLE = "title"
    BYLINE = "byline"
    """Lines of names: 记者 谢鹏飞 ⏎ 通讯员 刘鹏 李萌 文/图"""
    CAPTION = "caption"
    HEADING = "heading"
    """A small heading on a line of its own."""
    PARAGRAPH = "paragraph"
    CHROME = "chrome"
    """Navigation, lists of other headlines, page furniture."""


class MarkKind(StrEnum):
    """What a part of a passage is."""

    DATELINE = "dateline"
    """本报讯, 本报北京1月1日讯"""
    HEADING = "heading"
    """A heading that opens its paragraph: 升级改造老旧小区。成立工作专班…"""
    BYLINE = "byline"
    MARKUP = "markup"
    """A sign of the file's format: ## in front of a heading of Markdown."""
    CREDIT = "credit"
    """Who made words and pictures: 文/图"""


class Mark(NamedTuple):
    """A part of a passage; start and end count in the passage's joined text."""

    kind: MarkKind
    start: int
    end: int


class Passage(NamedTuple):
    kind: Kind
    spans: tuple[Span, ...]
    """The pieces in the page's text, in order, none of them empty, none crossing
    a line end, without the blanks around them. More than one where a break was
    healed."""

    marks: tuple[Mark, ...] = ()

    @property
    def start(self) -> int:
        """Where its first character stands in the page's text."""
        return self.spans[0].start


KINDS = tuple(Kind)
NUMBER_OF = {kind: number for number, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Passages(Sequence[Passage]):
    """Passages in their order, in columns."""

    kinds: bytes
    """For each its kind, by its number in `KINDS`."""

    bounds: Numbers
    """The starts and ends of all spans, in turn."""

    firsts: Numbers
    """For each passage twice the number of its first span; then twice that of all."""

    marks: dict[int, tuple[Mark, ...]]
    """Of those that have any."""

    def __post_init__(self) -> None:
        """Raises ValueError for columns that don't fit each other: kept ones may come
        from a file that is none of ours."""
        count = len(self.kinds)
        fits = len(self.firsts) == count + 1 and self.firsts[-1] == len(self.bounds)
        if not fits or max(self.kinds, default=0) >= len(KINDS):
            raise ValueError("columns that do not fit")

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Passages:
        if isinstance(passages, cls):
            return passages
        counts = (2 * len(each.spans) for each in passages)
        return cls(
            bytes(NUMBER_OF[each.kind] for each in passages),
            Numbers(chain.from_iterable(s for each in passages for s in each.spans)),
            Numbers(accumulate(counts, initial=0)),
            {at: each.marks for at, each in enumerate(passages) if each.marks},
        )

    def __len__(self) -> int:
        return len(self.kinds)

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, at: int | slice) -> Passage | tuple[Passage, ...]:
        if isinstance(at, slice):
            return tuple(map(self._passage, range(*at.indices(len(self)))))
        return self._passage(range(len(self))[at])

    def __iter__(self) -> Iterator[Passage]:
        return map(self._passage, range(len(self)))

    def _passage(self, at: int) -> Passage:
        return Passage(
            KINDS[self.kinds[at]], tuple(self.spans(at)), self.marks.get(at, ())
        )

    def spans(self, at: int) -> Iterator[Span]:
        """Those of a passage."""
        bounds = self.bounds.items[self.firsts[at] : self.firsts[at + 1]]
        return map(Span, bounds[::2], bounds[1::2])
