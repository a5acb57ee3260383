"""What must hold of a decoded file and of a page; AssertionError where it doesn't."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tui.corpus.encoding import MARKS, Decoded
from tui.corpus.export import document
from tui.corpus.formats import Document
from tui.corpus.grounds import decisions
from tui.corpus.lines import line_starts
from tui.corpus.model import Kind, Page, Place, Span
from tui.corpus.sidecar import head_line


def check_whole(decoded: Decoded) -> None:
    offsets = [each.offset for each in decoded.undecodable]
    assert offsets == sorted(set(offsets))
    assert all(decoded.text[each] == "\ufffd" for each in offsets)
    assert all(0 <= each.value < 256 for each in decoded.undecodable)


def check_bytes(data: bytes, decoded: Decoded) -> None:
    """Every byte is in the text or among the undecodable ones; but for the mark."""
    mark = MARKS.get(decoded.encoding, b"")
    assert _holds(data, decoded) or (
        data.startswith(mark) and _holds(data.removeprefix(mark), decoded)
    )


def _holds(data: bytes, decoded: Decoded) -> bool:
    """Whether the text, encoded again, is the data. Big5-HKSCS has twelve characters
    twice: there the bytes may be others, if they are decoded alike."""
    text, encoding, undecodable = decoded
    at = behind = 0
    for offset, value in (*undecodable, (len(text), None)):
        piece = text[behind:offset]
        raw = data[at : at + len(piece.encode(encoding))]
        if raw != piece.encode(encoding) and raw.decode(encoding, "replace") != piece:
            return False
        at, behind = at + len(raw), offset + 1
        if value is not None:
            if data[at : at + 1] != bytes([value]):
                return False
            at += 1
    return at == len(data)


def check_spans(text: str, spans: Iterable[Span]) -> None:
    """Every character that isn't blank is in exactly one of the spans, and no span
    is empty, blank at an end, or crosses a line end."""
    covered = [0] * (len(text) + 1)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert not {"\n", "\r"} & set(text[start:end])
        for at in range(start, end):
            covered[at] += 1
    for at, char in enumerate(text):
        assert covered[at] <= 1, f"{char!r} at {at} is in {covered[at]} spans"
        assert covered[at] or char.isspace(), f"{char!r} at {at} is lost"


def check_page(page: Page) -> None:
    check_spans(page.text, (span for each in page.passages for span in each.spans))
    starts = [each.start for each in page.passages]
    assert starts == sorted(starts)
    _ranges(page)
    for passage in page.passages:
        text = page.read(passage)
        for mark in passage.marks:
            assert 0 <= mark.start < mark.end <= len(text), (mark, text)
        for offset in range(0, len(text), max(1, len(text) // 50)):
            at = page.locate(passage, offset)
            assert page.text[at : at + 1] == text[offset] or text[offset] == " "
    assert json.loads(json.dumps(document(page))) == document(page)
    check_decisions(page)


def _ranges(page: Page) -> None:
    """Articles share out the passages; sections those behind an article's head."""
    ends = [0, *(each.last for each in page.articles)]
    assert [each.first for each in page.articles] == ends[:-1]
    assert ends[-1] == len(page.passages)
    for article in page.articles:
        assert article.first < article.last
        body = article.sections[0].first if article.sections else article.last
        above = {each.kind for each in page.passages[article.first : body]}
        assert not above & {Kind.PARAGRAPH, Kind.HEADING}, above
        inner = [each.last for each in article.sections]
        if inner:
            firsts = [each.first for each in article.sections]
            assert article.first <= firsts[0]
            assert firsts[1:] == inner[:-1]
            assert inner[-1] == article.last
            # An article that is all head has a section with nothing in it.
            alone = len(inner) == 1
            assert alone or all(map(int.__lt__, firsts, inner))
        for number in range(article.first, article.last):
            section = article.section_of(number)
            assert section is None or number < article.sections[section].last


def check_same(one: Page, other: Page) -> None:
    """What a sidecar keeps: where articles start, and their fields."""
    for each, again in zip(one.articles, other.articles, strict=True):
        assert head_line(one, each) == head_line(other, again)
        assert each.title == again.title
        assert _name(each.district) == _name(again.district)
        assert _name(each.office) == _name(again.office)
        assert each.unit == again.unit
        assert each.community == again.community
        assert each.date == again.date


def _name(place: Place | None) -> str | None:
    return place and place.name


def check_document(document: Document) -> None:
    count = len(line_starts(document.text))
    for line, level in document.given.headings:
        assert 1 <= line <= count, (line, count)
        assert 0 <= level <= 6, level
    for each in document.undecodable:
        assert document.text[each.offset] == "\ufffd"
    assert 0 <= document.given.matter <= count


def check_decisions(page: Page) -> None:
    """Each has a ground, and was read from lines of the page."""
    for each in (decision for article in decisions(page) for decision in article):
        assert 0 <= each.grounds.trust <= 1 + 1e-9, each
        assert each.grounds.whys, each
        assert each.lines, each
        assert 1 <= min(each.lines) <= max(each.lines) <= len(page.line_starts), each
