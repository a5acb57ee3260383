"""Drafts → the model: passages with their spans and marks, sections, articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tui.corpus.articles import Draft
from tui.corpus.blocks import Piece
from tui.corpus.bylines import Found, signature_in, writers
from tui.corpus.corrections import corrected
from tui.corpus.dates import date_in_line, date_of
from tui.corpus.evidence import Evidence
from tui.corpus.given import Fields, Given
from tui.corpus.labels import Label, body_in
from tui.corpus.lexicon import dateline_in
from tui.corpus.lines import Block
from tui.corpus.model import (
    Article,
    Byline,
    Dated,
    Kind,
    Mark,
    MarkKind,
    Page,
    Passage,
    Passages,
    Section,
    Span,
    pieces,
)
from tui.corpus.numbers import Numbers
from tui.corpus.sections import levels_of, run_ins
from tui.corpus.subjects import subject_of
from tui.corpus.told import hashes_before, hashes_behind

FOLIO = (Kind.CHROME, Kind.BANNER)
DOT = re.compile(r"^[\u2022\u00b7] *")
"""The dot that websites put in front of what they list, and may keep for the title."""


def page_of(
    source: str,
    text: str,
    starts: tuple[int, ...],
    drafts: Sequence[Draft],
    given: Given,
    evidence: Evidence,
) -> Page:
    """The page that the drafts of its articles make; `evidence` is what all of its
    text says of places."""
    folio = [max(_folio(drafts), key=lambda line: date_in_line(line) or "", default="")]
    passages: list[Passage] = []
    articles = []
    for number, draft in enumerate(drafts):
        builder = _Builder(text, draft, len(passages))
        said = given.fields_of(number)
        dated = builder.dated(source, said.date, folio)
        articles.append(builder.article(evidence, said, dated))
        passages += builder.passages
    columns = Numbers(starts), Passages.of(passages)
    return Page(source, text, *columns, tuple(articles), given=given)


def _folio(drafts: Sequence[Draft]) -> Iterator[str]:
    """The lines of a page that may bear its date."""
    for draft in drafts:
        for piece, kind in zip(draft.pieces, draft.kinds, strict=True):
            if kind in FOLIO and date_in_line(piece.text):
                yield piece.text


class _Builder:
    """Makes one article: first its passages, then the fields they tell."""

    def __init__(self, text: str, draft: Draft, first: int) -> None:
        self.text = text
        self.first = first
        self.passages: list[Passage] = []
        self.label: Label | None = None
        self.head = ""
        self.titles: list[str] = []
        self.kickers: list[str] = []
        self.bylines: list[Byline] = []
        self.listed: list[Byline] = []
        """Those of them that stand on lines of their own."""
        self.credits: list[str] = []
        self.captions: list[Block] = []
        """All the text that a photograph has."""
        self.dateline: Piece | None = None
        self.lines: list[str] = []
        """Of its head and its signature."""
        self.body: list[tuple[int, Piece, Kind]] = []
        for number, (piece, kind) in enumerate(
            zip(draft.pieces, draft.kinds, strict=True)
        ):
            if number >= draft.body:
                self.body.append((first + len(self.passages), piece, kind))
            self._add(piece, kind)

    def dated(
        self, source: str, said: str | None, folio: Sequence[str]
    ) -> Dated | None:
        """The date of the article: its own lines go before those of the page."""
        opening = self.dateline and dateline_in(self.dateline.text)
        own = [line for line in self.lines if date_in_line(line)]
        texts = [p.text for _, p, kind in self.body if kind is Kind.PARAGRAPH]
        return date_of(
            source, said, [opening.group()] if opening else [], own or folio, texts
        )

    def article(self, evidence: Evidence, said: Fields, dated: Dated | None) -> Article:
        sections = self._sections()
        title = " ".join(self.titles) if said.title is None else said.title
        texts = [p.block for _, p, kind in self.body if kind is Kind.PARAGRAPH]
        texts = texts or self.captions
        head = "\n".join([self.head, *self.titles, *self.kickers])
        subject = subject_of(head, self.label, texts, evidence, self.bylines)
        subject = corrected(subject, said, evidence)
        return Article(
            title=title,
            first=self.first,
            last=self.first + len(self.passages),
            sections=tuple(sections),
            district=subject.district,
            office=subject.office,
            unit=subject.unit,
            community=subject.community,
            kicker=" ".join(self.kickers) or None,
            dateline=_dateline(self.dateline) if self.dateline else None,
            dated=dated,
            bylines=writers(self.bylines, self.listed),
            credit=" ".join(self.credits) or None,
        )

    def _add(self, piece: Piece, kind: Kind) -> None:
        printed = piece.block.printed
        label = piece.label or (body_in(piece.text) if kind is Kind.LABEL else None)
        match kind:
            case Kind.TITLE | Kind.LABEL if label and self.label is None:
                self._add_labelled(piece, label, kind)
                return
            case Kind.TITLE:
                self.titles.append(DOT.sub("", printed))
            case Kind.KICKER:
                self.kickers.append(printed)
                self.lines.append(piece.text)
            case Kind.BYLINE:
                self.lines.append(piece.text)
                found = piece.byline or signature_in(piece.text, printed)
                self._sign(found)
                self.listed += found.bylines if found else ()
            case Kind.CAPTION:
                self.captions.append(piece.block)
            case Kind.PARAGRAPH:
                self._add_paragraph(piece)
                return
        self._append(piece, kind, piece.block.spans)

    def _add_labelled(self, piece: Piece, label: Label, kind: Kind) -> None:
        """A label, and behind it a title, if the line is one; a title may be nothing
        but a label."""
        self.label, self.head = label, piece.block.printed
        name, title = split(piece.block.spans, label.end)
        title = _stripped(self.text, title)
        if kind is Kind.LABEL or not title:
            self._append(piece, kind, piece.block.spans)
        else:
            self._append(piece, Kind.LABEL, _stripped(self.text, name))
            self._append(piece, Kind.TITLE, title)
        if kind is Kind.TITLE:
            self.titles.append(self.head[label.end :] if title else self.head)

    def _append(self, piece: Piece, kind: Kind, spans: tuple[Span, ...]) -> None:
        """Add a passage, with the signs that its format has around it."""
        marks = []
        if piece.rank and (length := hashes_before(self.text, spans[0].start)):
            spans = (Span(spans[0].start - length, spans[0].end), *spans[1:])
            marks.append(Mark(MarkKind.MARKUP, 0, length))
        if piece.rank and (length := hashes_behind(self.text, spans[-1].end)):
            spans = (*spans[:-1], Span(spans[-1].start, spans[-1].end + length))
            end = sum(map(len, pieces(self.text, spans)))
            marks.append(Mark(MarkKind.MARKUP, end - length, end))
        self.passages.append(Passage(kind, spans, tuple(marks)))

    def _add_paragraph(self, piece: Piece) -> None:
        marks = []
        if dateline := dateline_in(piece.text):
            marks.append(Mark(MarkKind.DATELINE, *dateline.span()))
            self.dateline = self.dateline or piece
        for found in (piece.byline, piece.signed):
            if found is not None:
                marks.append(Mark(MarkKind.BYLINE, *found.span))
                self._sign(found)
        self.passages.append(Passage(Kind.PARAGRAPH, piece.block.spans, tuple(marks)))

    def _sign(self, found: Found | None) -> None:
        if found is not None:
            self.bylines += found.bylines
            if found.credit:
                self.credits.append(found.credit)

    def _sections(self) -> list[Section]:
        """Cut the body at its headings."""
        headings = [p for _, p, kind in self.body if kind is Kind.HEADING]
        levels = iter(levels_of(headings))
        lengths = iter(self._run_ins())
        cuts: list[tuple[int, str | None, int, bool]] = []
        level = 1
        for number, piece, kind in self.body:
            if kind is Kind.HEADING:
                level = 2
                cuts.append((number, piece.block.printed, next(levels), False))
            elif kind is Kind.PARAGRAPH and (length := next(lengths)):
                cuts.append((number, piece.block.printed[:length], level, True))
                self._mark_heading(number - self.first, length)
        start = self.body[0][0] if self.body else self.first + len(self.passages)
        if not cuts or cuts[0][0] > start:
            cuts.insert(0, (start, None, 1, False))
        ends = [*(cut[0] for cut in cuts[1:]), self.first + len(self.passages)]
        return [
            Section(heading, level, run_in, first, last)
            for (first, heading, level, run_in), last in zip(cuts, ends, strict=True)
        ]

    def _run_ins(self) -> list[int]:
        texts, sections, section = [], [], 0
        for _, piece, kind in self.body:
            section += kind is Kind.HEADING
            if kind is Kind.PARAGRAPH:
                texts.append(piece.text)
                sections.append(section)
        return run_ins(texts, sections)

    def _mark_heading(self, at: int, length: int) -> None:
        passage = self.passages[at]
        marks = (Mark(MarkKind.HEADING, 0, length), *passage.marks)
        self.passages[at] = Passage(passage.kind, passage.spans, marks)


def _dateline(piece: Piece) -> str | None:
    found = dateline_in(piece.text)
    return found and piece.block.printed[: found.end()]


def split(
    spans: Sequence[Span], offset: int
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Cut spans in two, `offset` characters behind their start."""
    left, right = [], []
    for start, end in spans:
        cut = min(max(start + offset, start), end)
        if cut > start:
            left.append(Span(start, cut))
        if cut < end:
            right.append(Span(cut, end))
        offset -= end - start
    return tuple(left), tuple(right)


def _stripped(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans without blanks at their ends."""
    found = []
    for start, end in spans:
        piece = text[start:end]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            found.append(Span(start + lead, start + lead + len(piece.strip())))
    return tuple(found)
