"""Why a page was read as it was, and how far that is to be trusted.

The grounds are read off the recovered page with the same cues that the parser weighs,
so that reading costs nothing for those who don't ask. How far a ground is to be
trusted was measured: it is the share of the decisions taken on it that are right on
the invented pages (`python tests/corpus/trust.py` prints the shares).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from tui.corpus.bylines import ROLE
from tui.corpus.forms import alike, form_of, pictures
from tui.corpus.gazetteer import districts_in, offices_in
from tui.corpus.lexicon import CAPTION, DATE, SHOT_BY, plain
from tui.corpus.model import Kind, MarkKind, Page, Passage, Place
from tui.corpus.subjects import OPENING


class What(StrEnum):
    """What was decided."""

    BORDER = "border"
    TITLE = "title"
    DISTRICT = "district"
    OFFICE = "office"
    UNIT = "unit"
    COMMUNITY = "community"
    DATE = "date"
    BYLINE = "byline"
    CAPTION = "caption"
    HEADING = "heading"
    PARAGRAPH = "paragraph"


class Why(StrEnum):
    """The ground it was decided on."""

    GIVEN = "given"
    """A sidecar or front matter says so."""
    FORMAT = "format"
    """A heading of Markdown, HTML or Word."""
    LABEL = "label"
    """The label in front of the title."""
    DATELINE = "dateline"
    BYLINE = "byline"
    """A byline stands under the title."""
    SIGNED = "signed"
    """A byline ends the article before."""
    TOP = "top"
    """It is the first on the page."""
    READS = "reads"
    """It reads like one."""
    HEAD = "head"
    """The title, or a line above or below it, names it."""
    OFFICE = "office"
    """The street office belongs to it."""
    OPENING = "opening"
    """The text names it where it opens."""
    TEXT = "text"
    """The text names it."""
    PAGE = "page"
    """The rest of the page names it."""
    FILE_NAME = "file_name"
    LINE = "line"
    """A line of its own."""
    NUMBERED = "numbered"
    PARALLEL = "parallel"
    """Others are built alike."""
    ALONE = "alone"
    """A short line without likes."""
    WORDED = "worded"
    """Its own words say so: 图为, 摄, 记者."""
    SCENE = "scene"
    """It names what a picture shows."""
    PLACED = "placed"
    """Nothing but its place."""
    NAMES = "names"
    """Nothing but names."""
    OPEN = "open"
    """The sentence was open at the break."""
    WHOLE = "whole"
    """Nothing cuts it."""
    MISSING = "missing"
    """Nothing on the page tells."""


class Decision(NamedTuple):
    """Something that was recovered from a page."""

    line: int
    """1-based, in the page's text."""
    what: What
    value: str
    """Empty where nothing was found."""
    why: Why

    @property
    def trust(self) -> float:
        """The share of such decisions that are right, from 0 to 1."""
        if self.why is Why.GIVEN:
            return 1.0
        return TRUST.get((self.what, self.why), UNMEASURED)


UNMEASURED = 0.5
TRUST: dict[tuple[What, Why], float] = {}


def decisions(page: Page) -> Iterator[Decision]:
    """What was recovered from a page, article by article: first the fields of each,
    then its passages in the order of the page."""
    for number in range(len(page.articles)):
        yield from _Reading(page, number).decisions()


class _Reading:
    """One article, and what its parts say."""

    def __init__(self, page: Page, number: int) -> None:
        self.page, self.number = page, number
        self.article = article = page.articles[number]
        self.passages = page.passages[article.first : article.last]
        self.said = page.given.fields_of(number)
        self.told = {line for line, _ in page.given.headings}
        body = article.sections[0].first if article.sections else article.last
        self.head = page.passages[article.first : body]
        self.body = page.passages[body : article.last]
        self.line = self._line(self._first_of(Kind.LABEL, Kind.KICKER, Kind.TITLE))

    def decisions(self) -> Iterator[Decision]:
        article, line = self.article, self.line
        yield Decision(line, What.BORDER, "", self._border())
        yield Decision(line, What.TITLE, article.title, self._title())
        yield self._place(What.DISTRICT, article.district, self.said.district)
        yield self._place(What.OFFICE, article.office, self.said.office)
        if article.unit:
            why = self._named(article.unit, self.said.unit)
            yield Decision(line, What.UNIT, article.unit, why)
        if article.community:
            why = self._named(article.community, self.said.community)
            yield Decision(line, What.COMMUNITY, article.community, why)
        for passage in self.passages:
            yield from self._passage(passage)

    def _border(self) -> Why:
        before = self.page.passages[self.article.first - 1 : self.article.first]
        return next(
            why
            for why, holds in (
                (Why.GIVEN, self.page.given.borders),
                (Why.FORMAT, self.line in self.told),
                (Why.LABEL, self._text(self.head, Kind.LABEL)),
                (Why.DATELINE, self._is_marked(self.body, MarkKind.DATELINE)),
                (Why.BYLINE, self._text(self.head, Kind.BYLINE)),
                (Why.TOP, self.number == 0),
                (Why.SIGNED, self._is_signed(before)),
                (Why.READS, True),
            )
            if holds
        )

    def _title(self) -> Why:
        if self.said.title is not None:
            return Why.GIVEN
        if not self.article.title:
            return Why.MISSING
        if self.line in self.told:
            return Why.FORMAT
        if self._text(self.head, Kind.LABEL):
            return Why.LABEL
        return Why.READS if self._text(self.head, Kind.KICKER) else Why.PLACED

    def _place(self, what: What, place: Place | None, said: str | None) -> Decision:
        if place is None:
            why = Why.MISSING if said is None else Why.GIVEN
            return Decision(self.line, what, "", why)
        why = self._named(place.name, said)
        office = self.article.office
        held = what is What.DISTRICT and office and office.code and not said
        if held and why in (Why.TEXT, Why.PAGE):
            why = Why.OFFICE
        return Decision(self.line, what, place.name, why)

    def _named(self, name: str, said: str | None) -> Why:
        """Where an article names a place or a body."""
        if said is not None:
            return Why.GIVEN
        paragraphs = [self._read(each) for each in self.body]
        for why, text in (
            (Why.LABEL, self._text(self.head, Kind.LABEL)),
            (Why.HEAD, self._text(self.head, Kind.TITLE, Kind.KICKER)),
            (Why.OPENING, "".join(paragraphs)[:OPENING]),
            (Why.TEXT, "\n".join(paragraphs)),
        ):
            places = (*districts_in(text), *offices_in(text))
            if plain(name) in text or any(each.name == name for each in places):
                return why
        return Why.PAGE

    def _passage(self, passage: Passage) -> Iterator[Decision]:
        line, text = self._line(passage), self.page.read(passage)
        match passage.kind:
            case Kind.HEADING:
                yield Decision(line, What.HEADING, text, self._heading(passage))
            case Kind.CAPTION:
                yield Decision(line, What.CAPTION, text, _caption(plain(text)))
            case Kind.BYLINE:
                yield Decision(line, What.BYLINE, text, _byline(plain(text)))
            case Kind.PARAGRAPH:
                for mark in passage.marks:
                    part = text[mark.start : mark.end]
                    if mark.kind is MarkKind.BYLINE:
                        why = _byline(plain(part))
                        yield Decision(line, What.BYLINE, part, why)
                    if mark.kind is MarkKind.HEADING:
                        yield Decision(line, What.HEADING, part, Why.PARALLEL)
                why = Why.OPEN if len(passage.spans) > 1 else Why.WHOLE
                yield Decision(line, What.PARAGRAPH, text, why)

    def _heading(self, passage: Passage) -> Why:
        form = form_of(self._read(passage))
        others = (
            each
            for each in self.body
            if each.kind is Kind.HEADING and each is not passage
        )
        if self._line(passage) in self.told:
            return Why.FORMAT
        if form.kind in ("first", "second"):
            return Why.NUMBERED
        likes = any(alike(form, form_of(self._read(each))) for each in others)
        return Why.PARALLEL if likes else Why.ALONE

    def _is_marked(self, passages: Sequence[Passage], kind: MarkKind) -> bool:
        marks = passages[0].marks if passages else ()
        return any(mark.kind is kind for mark in marks)

    def _is_signed(self, passages: Sequence[Passage]) -> bool:
        return any(
            each.kind is Kind.BYLINE or self._is_marked([each], MarkKind.BYLINE)
            for each in passages
        )

    def _text(self, passages: Sequence[Passage], *kinds: Kind) -> str:
        return "\n".join(self._read(each) for each in passages if each.kind in kinds)

    def _read(self, passage: Passage) -> str:
        return plain(self.page.read(passage))

    def _line(self, passage: Passage) -> int:
        return self.page.line_of(passage.start)

    def _first_of(self, *kinds: Kind) -> Passage:
        """The first passage of some kinds in the head, else the first of all."""
        found = (each for each in self.head if each.kind in kinds)
        return next(found, self.passages[0])


def _caption(text: str) -> Why:
    if CAPTION.match(text) or SHOT_BY.search(text):
        return Why.WORDED
    return Why.SCENE if pictures(text) else Why.PLACED


def _byline(text: str) -> Why:
    if DATE.match(text):
        return Why.LINE
    return Why.WORDED if ROLE.search(text) else Why.NAMES
