"""Pages and anchors for tests."""

from __future__ import annotations

from collections.abc import Sequence

from tui.corpus.model import Article, Kind, Page, Passage, Span
from tui.state.anchors import Anchor

HEALED = "/"
"""Stands for a line end that was healed."""


def page_of(texts: Sequence[str], source: str = "a.txt") -> Page:
    """A page of one article; a passage for each text."""
    lines, passages = list[str](), list[Passage]()
    at = 0
    for text in texts:
        spans = []
        for line in text.split(HEALED):
            spans.append(Span(at, at + len(line)))
            lines.append(line)
            at += len(line) + 1
        passages.append(Passage(Kind.PARAGRAPH, tuple(spans)))
    text = "\n".join(lines)
    starts = [0, *(at + 1 for at, each in enumerate(text) if each == "\n")]
    article = Article("题", 0, len(passages), ())
    return Page(source, text, tuple(starts), tuple(passages), (article,))


def some_anchor(quote: str = "招商", **others: object) -> Anchor:
    values = {
        "source": "a.txt",
        "passage": 0,
        "offset": 0,
        "quote": quote,
        "before": "",
        "after": "",
        "digest": "",
    }
    return Anchor(**{**values, **others})  # type: ignore[arg-type]
