"""The headings of a Markdown page, as CommonMark tells them from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

HEADS = re.compile(r"^ {0,3}(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)
"""What no heading is without: its #, or the line under it."""
LINE_END = re.compile(r"\r\n?")
LONGEST = 1_000_000
"""Characters. No page comes near; so many of headings alone take seconds to read."""


def headings(text: str, matter: int = 0) -> tuple[tuple[int, int], ...]:
    """The 1-based line numbers and levels (1 to 6) of the headings below the front
    matter: `# …`, and lines underlined with = or -.

    Where a heading has several lines, those behind the first are of level 0. What
    stands in code, quotes, lists and HTML is none.
    """
    lines = LINE_END.sub("\n", text).split("\n")
    body = "\n" * matter + "\n".join(lines[matter:])
    if len(body) > LONGEST or not HEADS.search(body):
        return ()
    return tuple(_headings(_blocks(body)))


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for head, words in pairwise(tokens):
        if head.type == "heading_open" and head.level == 0 and words.map:
            first, end = words.map
            yield first + 1, int(head.tag[1:])
            yield from ((line + 1, 0) for line in range(first + 1, end))


def _blocks(text: str) -> list[Token]:
    """The block structure alone: what stands inside the lines is no concern here."""
    from markdown_it import MarkdownIt

    tokens: list[Token] = []
    parser = MarkdownIt("commonmark").disable("reference")
    parser.block.parse(text, parser, {}, tokens)
    return tokens
