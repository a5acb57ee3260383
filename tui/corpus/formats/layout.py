"""The lines of an HTML page: where elements begin and end, blanks, and links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

LEVELS = {"founder-title": 1} | {f"h{level}": level for level in range(1, 7)}
"""Headings. Founder's publishing system, which most papers use, has one of its own."""
BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div "
    "dl dt fieldset figcaption figure footer form founder-author founder-content "
    "header hgroup hr html legend li listing main menu nav ol p plaintext pre search "
    "section summary table tbody tfoot thead tr ul xmp".split()
)
"""Elements that begin and end a line: the HTML standard, 15.3.3 to 15.3.8."""
CELLS = ("td", "th")
VERBATIM = ("pre", "listing", "plaintext", "xmp")
BLANKS = " \t\r\n\f"
"""What HTML takes for blank. NBSP and U+3000 are text: they indent paragraphs."""
LINE_END = re.compile(r"\r\n?|\n")
BLANK = re.compile(f"[{BLANKS}]+")
WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffe6"
WIDE = f"[{WIDE}\U00020000-\U0003ffff\u2014\u2018\u2019\u201c\u201d\u2026]"
WRAP = re.compile(f"(?<={WIDE})[ \t]*[\r\n][{BLANKS}]*(?={WIDE})")
"""A line end in the source between Chinese characters is no blank: CSS Text, 4.1.3."""


class Line(NamedTuple):
    text: str
    level: int | None
    """Of a heading: 1 to 6."""
    link: bool
    """Whether all its letters are links."""


class Layout:
    """Lays out elements line by line. A cell of a table that begins in the middle of
    a line is set off by a tab, one that holds blocks has lines of its own."""

    def __init__(self, hidden: Collection[int] = ()) -> None:
        """`hidden` are the `mem_id`s of elements to be passed over."""
        self._hidden = hidden
        self._cells: list[list[str]] = [[]]
        self._level: int | None = None
        self._verbatim = False
        self._in_link = self._has_link = self._has_words = False

    def lines(self, root: LexborNode) -> Iterator[Line]:
        """The lines of an element that aren't blank; a stack stands for recursion,
        which depth would exhaust."""
        stack = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if node.tag == "-text":
                yield from self._text(node.text_content or "")
            elif leaving:
                yield from self._edge(node, leaving)
            elif node.mem_id not in self._hidden:
                yield from self._edge(node, leaving)
                children = [*node.iter(include_text=True)]
                stack.append((node, True))
                stack += ((child, False) for child in reversed(children))
        yield from self._end()

    def _edge(self, node: LexborNode, leaving: bool) -> Iterator[Line]:
        tag = node.tag or ""
        if tag == "a":
            self._in_link = not leaving and "href" in node.attributes
        elif tag in CELLS and not leaving:
            self._cells.append([])
        elif tag in LEVELS:
            yield from self._end()
            self._level = None if leaving else LEVELS[tag]
        elif tag in BLOCKS:
            yield from self._break()
            if tag in VERBATIM:
                self._verbatim = not leaving

    def _text(self, text: str) -> Iterator[Line]:
        first, *rest = LINE_END.split(text) if self._verbatim else [text]
        self._add(first)
        for each in rest:
            yield from self._break()
            self._add(each)

    def _add(self, text: str) -> None:
        self._cells[-1].append(text)
        if any(map(str.isalnum, text)):
            self._has_link |= self._in_link
            self._has_words |= not self._in_link

    def _break(self) -> Iterator[Line]:
        """In a heading, a line end is where a long one was broken."""
        if self._level is None:
            yield from self._end()
        else:
            self._cells[-1].append(" ")

    def _end(self) -> Iterator[Line]:
        cells = ["".join(cell) for cell in self._cells]
        if self._verbatim:
            text = "\t".join(cells)
        else:
            text = "\t".join(map(collapsed, cells)).strip(BLANKS)
        if text.strip():
            link = self._has_link and not self._has_words
            yield Line(text, self._level, link)
        self._cells = [[]]
        self._has_link = self._has_words = False


def collapsed(text: str) -> str:
    """The text with its blanks as they are shown."""
    return BLANK.sub(" ", WRAP.sub("", text)).strip(BLANKS)
