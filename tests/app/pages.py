"""Pages made by hand, for tests of what the screen shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from tui.corpus.model import Article, Kind, Mark, Page, Passage, Section, Span

Part = tuple[Kind, str] | tuple[Kind, str, tuple[Mark, ...]]
"""A passage: its kind, its text with a line end wherever a break was healed, marks."""


def make_page(
    *parts: Part,
    articles: Sequence[int] = (0,),
    nested: Collection[int] = (),
    source: str = "page.txt",
) -> Page:
    """A page of the passages, a blank line between two of them.

    `articles` are the passages that open an article, `nested` the headings of level 2.
    Each heading opens a section, as does an article's first paragraph.
    """
    lines: list[str] = []
    passages: list[Passage] = []
    for kind, text, *marks in parts:
        at = sum(map(len, lines))
        pieces = [f"{piece}\n" for piece in text.split("\n")]
        spans = tuple(_spans(at, pieces))
        passages.append(Passage(kind, spans, marks[0] if marks else ()))
        lines += [*pieces, "\n"]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    ranges = pairwise([*articles, len(passages)])
    made = tuple(_article(passages, parts, *each, nested) for each in ranges)
    return Page(source, "".join(lines), tuple(starts), tuple(passages), made)


def _spans(at: int, pieces: Sequence[str]) -> Iterator[Span]:
    for piece in pieces:
        yield Span(at, at + len(piece) - 1)
        at += len(piece)


def _article(
    passages: Sequence[Passage],
    parts: Sequence[Part],
    first: int,
    last: int,
    nested: Collection[int],
) -> Article:
    numbers = range(first, last)
    kinds = [passages[number].kind for number in numbers]
    titles = [
        parts[n][1]
        for n, kind in zip(numbers, kinds, strict=True)
        if kind is Kind.TITLE
    ]
    heads = [n for n, kind in zip(numbers, kinds, strict=True) if kind is Kind.HEADING]
    body = [n for n, kind in zip(numbers, kinds, strict=True) if kind is Kind.PARAGRAPH]
    opening = [n for n in body[:1] if not heads or n < heads[0]]
    sections = tuple(
        Section(
            parts[start][1] if start in heads else None,
            2 if start in nested else 1,
            False,
            start,
            end,
        )
        for start, end in pairwise([*opening, *heads, last])
    )
    return Article(titles[0] if titles else "", first, last, sections)
