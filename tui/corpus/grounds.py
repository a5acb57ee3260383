"""What was recovered from a page, why, and how far each decision is to be trusted.

What the pieces of a page are is as sure as the tagger finds it: by its marginal
probability. What else is told (places, dates, what is run in) is as sure as the
ground that it was told on: `TRUST` has the shares of right decisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from tui.corpus.articles import KINDS
from tui.corpus.gazetteer import districts_in, offices_in
from tui.corpus.lexicon import plain
from tui.corpus.model import Kind, MarkKind, Page, Passage, Place
from tui.corpus.outline import article_ref
from tui.corpus.reasons import Grounds, Reasons, Why
from tui.corpus.sidecar import head_of
from tui.corpus.subjects import OPENING
from tui.corpus.tags import HEADS, Tag


class What(StrEnum):
    """What was decided."""

    BORDER = "border"
    TITLE = "title"
    DISTRICT = "district"
    OFFICE = "office"
    UNIT = "unit"
    COMMUNITY = "community"
    DATE = "date"
    KICKER = "kicker"
    BYLINE = "byline"
    CAPTION = "caption"
    HEADING = "heading"
    PARAGRAPH = "paragraph"


class Decision(NamedTuple):
    """Something that was recovered from a page."""

    what: What
    value: str
    """Of a border the article's reference; empty where nothing was found."""
    lines: tuple[int, ...]
    """The 1-based lines of the page's text that it was read from."""
    grounds: Grounds


SHOWN = {
    Kind.TITLE: What.TITLE,
    Kind.KICKER: What.KICKER,
    Kind.BYLINE: What.BYLINE,
    Kind.CAPTION: What.CAPTION,
    Kind.HEADING: What.HEADING,
    Kind.PARAGRAPH: What.PARAGRAPH,
}
TRUST = {
    (What.DISTRICT, Why.LABEL): 0.99,
    (What.DISTRICT, Why.HEAD): 0.98,
    (What.DISTRICT, Why.OFFICE): 0.98,
    (What.DISTRICT, Why.OPENING): 0.98,
    (What.DISTRICT, Why.TEXT): 0.88,
    (What.DISTRICT, Why.PAGE): 0.52,
    (What.DISTRICT, Why.MISSING): 0.94,
    (What.OFFICE, Why.LABEL): 0.99,
    (What.OFFICE, Why.HEAD): 0.98,
    (What.OFFICE, Why.OPENING): 0.83,
    (What.OFFICE, Why.TEXT): 0.33,
    (What.OFFICE, Why.MISSING): 0.98,
    (What.UNIT, Why.LABEL): 0.98,
    (What.UNIT, Why.HEAD): 0.9,
    (What.UNIT, Why.OPENING): 0.67,
    (What.BYLINE, Why.TEXT): 0.98,
    (What.HEADING, Why.TEXT): 0.93,
    (What.DATE, Why.FILE_NAME): 0.98,
    (What.DATE, Why.LINE): 0.95,
    (What.DATE, Why.DATELINE): 0.9,
    (What.DATE, Why.TEXT): 0.8,
}
"""The share of right decisions of a kind on a ground, as Laplace's rule of succession
has it, (right + 1) / (all + 2), over the invented pages in `tests/corpus/pages` and
`tests/corpus/training`: `python tests/corpus/trust.py` prints them. Outlines have no
dates: those are estimates."""
UNMEASURED = 0.5


def decisions(page: Page) -> Iterator[list[Decision]]:
    """What was recovered from each article of a page: first its fields, then its
    passages in the order of the page."""
    reasons = Reasons(page)
    for number in range(len(page.articles)):
        yield list(_Article(page, number, reasons).decisions())


class _Article:
    """One article, and what its parts say."""

    def __init__(self, page: Page, number: int, reasons: Reasons) -> None:
        self.page, self.number, self.reasons = page, number, reasons
        self.article = article = page.articles[number]
        self.said = page.given.fields_of(number)
        body = article.sections[0].first if article.sections else article.last
        self.head = page.passages[article.first : body]
        self.body = page.passages[body : article.last]
        self.top = head_of(page, article)
        self.line = page.lines_of(self.top)[:1]
        self.run_ins = {
            page.passages[each.first]: each.heading
            for each in article.sections
            if each.run_in and each.heading
        }

    def decisions(self) -> Iterator[Decision]:
        yield self._border()
        yield from self._title()
        yield from self._places()
        if dated := self.article.dated:
            grounds = measured(What.DATE, Why(dated.source.value))
            yield Decision(What.DATE, dated.date, self.line, grounds)
        for passage in (*self.head, *self.body):
            yield from self._passage(passage)

    def _border(self) -> Decision:
        ref = article_ref(self.page, self.number)
        if self.page.given.borders:
            return Decision(What.BORDER, ref, self.line, GIVEN)
        n = self._piece(self.top)
        heads = self.reasons.tags[n] in HEADS
        among = [each for each in Tag if (each in HEADS) is heads]
        return Decision(What.BORDER, ref, self.line, self.reasons.grounds(n, among))

    def _title(self) -> Iterator[Decision]:
        """The title, if it stands in no passage: that it is given or missing."""
        title = self.article.title
        if self.said.title is not None:
            yield Decision(What.TITLE, title, self.line, GIVEN)
        elif not title:
            grounds = self._tagged([self._piece(self.top)])
            missing = grounds._replace(whys=(Why.MISSING,))
            yield Decision(What.TITLE, "", self.line, missing)

    def _places(self) -> Iterator[Decision]:
        article, said = self.article, self.said
        yield self._place(What.DISTRICT, article.district, said.district)
        if article.office or not article.unit:
            yield self._place(What.OFFICE, article.office, said.office)
        if article.unit:
            yield self._field(What.UNIT, article.unit, said.unit)
        if article.community:
            yield self._field(What.COMMUNITY, article.community, said.community)

    def _place(self, what: What, place: Place | None, said: str | None) -> Decision:
        if place is not None:
            return self._field(what, place.name, said)
        why = Why.MISSING if said is None else Why.GIVEN
        return Decision(what, "", self.line, measured(what, why))

    def _field(self, what: What, name: str, said: str | None) -> Decision:
        why = Why.GIVEN if said is not None else self._named(name)
        office = self.article.office
        if what is What.DISTRICT and why in (Why.TEXT, Why.PAGE):
            why = Why.OFFICE if office and office.code else why
        return Decision(what, name, self.line, measured(what, why))

    def _named(self, name: str) -> Why:
        """Where an article names a place or a body."""
        body = [self._read(each) for each in self.body]
        for why, text in (
            (Why.LABEL, self._text(Kind.LABEL)),
            (Why.HEAD, self._text(Kind.TITLE, Kind.KICKER)),
            (Why.OPENING, "".join(body)[:OPENING]),
            (Why.TEXT, "\n".join(body)),
        ):
            places = (*districts_in(text), *offices_in(text))
            if plain(name) in text or any(each.name == name for each in places):
                return why
        return Why.PAGE

    def _passage(self, passage: Passage) -> Iterator[Decision]:
        what = SHOWN.get(passage.kind)
        if what is None or (what is What.TITLE and self.said.title is not None):
            return
        text, lines = self.page.read(passage), self.page.lines_of(passage)
        if what is What.PARAGRAPH:
            for part, value in self._run_in(passage, text):
                yield Decision(part, value, lines[:1], measured(part, Why.TEXT))
        numbers = dict.fromkeys(map(self._piece_of, passage.spans))
        yield Decision(what, text, lines, self._tagged([*numbers]))

    def _run_in(self, passage: Passage, text: str) -> Iterator[tuple[What, str]]:
        """What a paragraph holds besides its text: the tagger knows nothing of it."""
        if heading := self.run_ins.get(passage):
            yield What.HEADING, heading
        for kind, start, end in passage.marks:
            if kind is MarkKind.BYLINE:
                yield What.BYLINE, text[start:end]

    def _tagged(self, numbers: Sequence[int]) -> Grounds:
        """A healed passage is as sure as the least sure of its pieces."""
        tags = self.reasons.tags
        found = [self.reasons.grounds(n, _likes(tags[n])) for n in numbers]
        return min(found, key=lambda grounds: grounds.trust)

    def _piece(self, passage: Passage) -> int:
        return self._piece_of(passage.spans[0])

    def _piece_of(self, span: tuple[int, int]) -> int:
        """By the end of a span: it may start with a sign of its format."""
        return self.reasons.piece_at(span[1] - 1)

    def _text(self, *kinds: Kind) -> str:
        return "\n".join(self._read(each) for each in self.head if each.kind in kinds)

    def _read(self, passage: Passage) -> str:
        return plain(self.page.read(passage))


def measured(what: What, why: Why) -> Grounds:
    """A ground that was measured. What is given holds."""
    if why is Why.GIVEN:
        return GIVEN
    # A community is read off the words behind its office's name.
    known = What.OFFICE if what is What.COMMUNITY else what
    return Grounds(TRUST.get((known, why), UNMEASURED), (why,))


def _likes(tag: Tag) -> list[Tag]:
    """The tags that read a piece the same way: that a paragraph goes on is another."""
    if tag is Tag.REST:
        return [tag]
    return [each for each in Tag if KINDS[each] is KINDS[tag] and each is not Tag.REST]


GIVEN = Grounds(1.0, (Why.GIVEN,))
