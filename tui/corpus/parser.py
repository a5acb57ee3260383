"""Lines → articles → sections → paragraphs."""

from __future__ import annotations

import re

from tui.corpus.model import Article, Kind, Page, Passage, Section, Span


def parse(source: str, text: str) -> Page:
    """Recover the structure of a page from its text alone."""
    starts = (0, *(each.end() for each in re.finditer(r"\r\n|\r|\n", text)))
    passages = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        line = text[start:end]
        if line.strip():
            lead = len(line) - len(line.lstrip())
            span = Span(start + lead, start + lead + len(line.strip()))
            kind = Kind.PARAGRAPH if len(line.strip()) > 25 else Kind.HEADING
            passages.append(Passage(kind if passages else Kind.TITLE, (span,)))
    sections = [Section(None, 1, False, 1, len(passages))]
    title = text[slice(*passages[0].spans[0])] if passages else ""
    articles = (Article(title, 0, len(passages), tuple(sections)),) if passages else ()
    return Page(source, text, starts, tuple(passages), articles)
