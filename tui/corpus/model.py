"""What a newspaper page is made of, once its structure has been recovered.

    Corpus ── Page ─┬─ Passage   every character of the page, each in one passage
                    └─ Article ── Section    ranges over the page's passages

A passage is a run of text that is read as one: a title, a caption, a paragraph
healed over the breaks that cut it. It holds no text of its own, only the spans of
the page's text it is read from, so whatever the screen shows can be traced back to
the characters of the file. Articles and sections are ranges of passages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tui.corpus.given import NOTHING, Given
from tui.corpus.numbers import Numbers
from tui.corpus.passages import Kind, Mark, MarkKind, Passage, Passages, Span

__all__ = [
    "NOTHING",
    "Article",
    "Byline",
    "DateSource",
    "Dated",
    "Given",
    "Kind",
    "Mark",
    "MarkKind",
    "Offsets",
    "Page",
    "Passage",
    "Passages",
    "Place",
    "Section",
    "Skipped",
    "Span",
    "Undecodable",
    "pieces",
]


class Place(NamedTuple):
    """A district, street office or town."""

    code: str | None
    """Division code, 6 digits for a district, 9 for a street office or town.
    None where the page names a place that the gazetteer doesn't know."""

    name: str


class Byline(NamedTuple):
    role: str | None
    """As printed: 记者, 本报记者, 通讯员. None for a name alone."""

    names: tuple[str, ...]


class Section(NamedTuple):
    heading: str | None
    """None for the text that opens an article."""

    level: int
    """1 or 2: the depth of nesting."""

    run_in: bool
    """Whether the heading opens its first paragraph instead of a line."""

    first: int
    last: int
    """Its passages are `page.passages[first:last]`, the heading's among them."""


class DateSource(StrEnum):
    """Where a date is from, the surest first."""

    GIVEN = "given"
    FILE_NAME = "file_name"
    LINE = "line"
    """A line of its own: under the title, in the folio, in a signature."""
    DATELINE = "dateline"
    TEXT = "text"


class Dated(NamedTuple):
    date: str
    """ISO 8601: 2024, 2024-03 or 2024-03-31."""
    source: DateSource
    """What told its year; others may have told the month and the day."""


@dataclass(frozen=True, slots=True)
class Article:
    title: str
    """As printed; empty where the page gives none."""

    first: int
    last: int
    """Its passages are `page.passages[first:last]`. The articles of a page share
    out all its passages: banner and note are in the first article's range."""

    sections: tuple[Section, ...]
    """In order; they share out the passages from the first paragraph or heading
    to `last`. What stands before (labels, title, byline) is in no section."""

    district: Place | None = None
    office: Place | None = None
    unit: str | None = None
    """The department or centre that the article is about, where no office is."""

    community: str | None = None
    kicker: str | None = None
    dateline: str | None = None
    bylines: tuple[Byline, ...] = ()
    credit: str | None = None
    dated: Dated | None = None
    """The date it speaks of; None where the page doesn't tell."""

    @property
    def date(self) -> str | None:
        """ISO 8601, as exact as the page tells: 2024, 2024-03, 2024-03-31."""
        return self.dated and self.dated.date

    def section_of(self, passage: int) -> int | None:
        """Which of `sections` holds the passage, by its number in the page."""
        at = bisect_right(self.sections, passage, key=lambda each: each.first) - 1
        return at if at >= 0 else None


@dataclass(frozen=True, slots=True)
class Page:
    source: str
    """The file's path below the folder that was opened, with `/`; or its name."""

    text: str
    """The decoded file, untouched."""

    line_starts: Numbers
    """Where each line of `text` starts. A line ends at LF, CRLF or CR, nowhere
    else."""

    passages: Passages
    """In order of their first characters. Every non-blank character of `text`
    is in exactly one of them."""

    articles: tuple[Article, ...]
    """In order; at least one where the page has a passage."""

    encoding: str = "utf-8"
    """What the file was decoded from, as Python names it."""

    undecodable: tuple[Undecodable, ...] = ()
    """In order; U+FFFD stands for each in `text`."""

    given: Given = NOTHING
    """What a sidecar, front matter or the file's format says of it."""

    problems: tuple[str, ...] = ()
    """What of that couldn't be understood, in words for the user."""

    left_out: int = 0
    """Letters of the file that were taken for navigation and are not in `text`."""

    def pieces(self, passage: Passage) -> Iterator[str]:
        """What `read` joins: the passage's text piece by piece, and between two
        pieces a blank where Latin letters would run together."""
        return pieces(self.text, passage.spans)

    def read(self, passage: Passage) -> str:
        """The passage's text, healed: without the breaks between its pieces."""
        return "".join(self.pieces(passage))

    def locate(self, passage: Passage, offset: int) -> int:
        """Where in `text` the character at `offset` of `read(passage)` stands."""
        return Offsets(self.text, passage.spans)[offset]

    def line_of(self, offset: int) -> int:
        """The 1-based number of the line that holds the character at `offset`."""
        return bisect_right(self.line_starts, offset)

    def lines_of(self, passage: Passage) -> tuple[int, ...]:
        """The 1-based numbers of the lines it was read from, each once."""
        numbers = (self.line_of(start) for start, _ in passage.spans)
        return tuple(dict.fromkeys(numbers))


class Undecodable(NamedTuple):
    """A byte that the encoding of its file has no character for."""

    offset: int
    """Where U+FFFD stands for it in the page's text."""
    value: int


class Skipped(NamedTuple):
    """A file that could not be read, and why, in words for the user."""

    path: str
    reason: str


class Offsets:
    """Where in a page's text the characters of a passage stand: made once for a
    passage, each is found in the time of a bisection."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._firsts: list[int] = []
        """Where each span starts in what `Page.read` makes of all."""
        offset = 0
        before = ""
        for start, end in spans:
            offset += bool(before) and _both_latin(before, text[start])
            self._firsts.append(offset)
            offset += end - start
            before = text[end - 1]

    def __getitem__(self, offset: int) -> int:
        """The blank that `pieces` adds, and an offset at or past the end, stand just
        behind the piece before them."""
        at = bisect_right(self._firsts, offset) - 1
        start, end = self._spans[at]
        return min(start + offset - self._firsts[at], end)


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The spans of a page's text, with a blank between Latin letters."""
    before = ""
    for start, end in spans:
        if before and _both_latin(before, text[start]):
            yield " "
        yield text[start:end]
        before = text[end - 1]


def _both_latin(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalpha() and right.isalpha()
