"""The text of a Word file: a paragraph or a row of a table a line.

python-docx opens the file and knows its styles. The paragraphs are walked here, for
its own lists leave out what stands in content controls, insertions and text boxes.
Footnotes, comments, headers and footers, and numbers that Word counts by itself, are
no part of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZipFile

from tui.corpus.formats import Document, MissingExtra
from tui.corpus.given import Given
from tui.i18n import _

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.styles.style import BaseStyle

Levels = Mapping[str, int | None]
"""By the ids of styles."""
Element = Any
"""An element of lxml, which tells no types."""

LARGEST = 200_000_000
"""Bytes that a file may grow by when it is unpacked. Photographs hardly do; so much
XML holds some 40 million characters of text."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""Says again, for older programs, what stands before it."""
PARAGRAPH, ROW, CELL, CONTROL = W + "p", W + "tr", W + "tc", W + "sdt"
TEXTS, BOX = (W + "t", M + "t"), W + "txbxContent"
SYMBOL, DENOMINATOR, BRACKETS = W + "sym", M + "den", M + "d"
SIGNS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",
}
APART = (W + "pPr", W + "rPr", W + "moveFrom", BOX, FALLBACK)
"""What a paragraph holds besides its text."""
LINE_END = re.compile(r"[\r\n]")
PLACE = re.compile(r"[0-9A-Fa-f]{1,4}")
UNKNOWN = "\ufffd"

HEADING = re.compile(r"(?:heading|标题|標題) ?([1-9])", re.IGNORECASE)
TITLES = ("title", "标题", "標題")
LOWEST = 6
"""The lowest level that `Given` knows."""


class Line(NamedTuple):
    text: str
    level: int | None = None
    """0 is the title, 1 to 9 are headings; None is text."""


def read(data: bytes) -> Document:
    """Raises MissingExtra; ValueError for a file that is damaged or no .docx."""
    try:
        import docx
    except ImportError as error:
        raise MissingExtra(".docx", "docx") from error
    try:
        large = _unpacked_size(data) - len(data) > LARGEST
        document = Document("") if large else _document(docx.Document(BytesIO(data)))
    except Exception as error:
        # A damaged part shows as whatever zlib, lxml or python-docx stumbles over:
        # BadZipFile, XMLSyntaxError, KeyError, AttributeError and others.
        raise ValueError(_damaged()) from error
    if large:
        raise ValueError(_("解开后大得不像文稿，没有读；请检查这个文件从哪里来"))
    return document


def _unpacked_size(data: bytes) -> int:
    """In bytes, as the file declares: a zip file is never unpacked beyond it."""
    with ZipFile(BytesIO(data)) as parts:
        return sum(part.file_size for part in parts.infolist())


def _damaged() -> str:
    return _("不是完好的 .docx（损坏、加密或旧式 .doc）；请用 Word 另存为 .docx")


def _document(word: Word) -> Document:
    levels = {each.style_id: _level_of(each) for each in word.styles}
    lines = [each for each in _lines(word.element.body, levels) if each.text.strip()]
    text = "".join(f"{line.text}\n" for line in lines)
    return Document(text, Given(headings=tuple(_headings(lines)), whole=True))


def _headings(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Headings stand below the title, if there is one."""
    titled = any(line.level == 0 for line in lines)
    for number, line in enumerate(lines, 1):
        if line.level is not None:
            yield number, min(line.level + titled, LOWEST)


def _level_of(style: BaseStyle) -> int | None:
    """The level of the paragraphs that have the style, told by its name in Word or
    WPS, its outline level, or the style that it is based on."""
    known: set[str] = set()
    at: Any = style
    while at is not None and at.style_id not in known:
        known.add(at.style_id)
        name = at.name or ""
        if name.lower() in TITLES:
            return 0
        if named := HEADING.fullmatch(name):
            return int(named[1])
        if (outline := _outline(at.element)) is not None:
            return outline
        at = getattr(at, "base_style", None)
    return None


def _outline(element: Element) -> int | None:
    """Outline levels count from 0; 9 is body text (ECMA-376, 17.3.1.20)."""
    found = element.xpath("w:pPr/w:outlineLvl/@w:val")
    return int(found[0]) + 1 if found and int(found[0]) < 9 else None


def _lines(parent: Element, levels: Levels) -> Iterator[Line]:
    for child in parent:
        if child.tag == PARAGRAPH:
            yield from _paragraph(child, levels)
        elif child.tag == ROW:
            yield from _row(child, levels)
        elif child.tag != FALLBACK:
            yield from _lines(child, levels)


def _paragraph(paragraph: Element, levels: Levels) -> Iterator[Line]:
    """Its lines, and below them those of the text boxes that are moored to it."""
    level = _outline(paragraph)
    if level is None:
        level = levels.get("".join(paragraph.xpath("w:pPr/w:pStyle/@w:val")))
    text = "".join(_signs(paragraph))
    lines = text.split("\n") if level is None else [text.replace("\n", " ")]
    for line in lines:
        yield Line(line, level)
    for box in paragraph.iter(BOX):
        if all(above.tag != FALLBACK for above in box.iterancestors()):
            yield from _lines(box, levels)


def _signs(parent: Element) -> Iterator[str]:
    for child in parent:
        if child.tag in TEXTS:
            yield LINE_END.sub(" ", child.text or "")
        elif child.tag == SYMBOL:
            yield _symbol(child)
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag not in APART:
            opening, closing = _drawn_around(child)
            yield opening
            yield from _signs(child)
            yield closing


def _symbol(symbol: Element) -> str:
    """A sign of a font of signs, by its place in the font: private use mostly."""
    code = symbol.get(W + "char") or ""
    sign = chr(int(code, 16)) if PLACE.fullmatch(code) else UNKNOWN
    return UNKNOWN if unicodedata.category(sign) in ("Cc", "Cs") else sign


def _drawn_around(part: Element) -> tuple[str, str]:
    """What an equation has around a part that is no text: brackets, the bar of a
    fraction."""
    if part.tag == DENOMINATOR:
        return "/", ""
    if part.tag != BRACKETS:
        return "", ""
    return _bracket(part, "begChr", "("), _bracket(part, "endChr", ")")


def _bracket(part: Element, name: str, usual: str) -> str:
    said = part.find(f"{M}dPr/{M}{name}")
    bracket = usual if said is None else str(said.get(M + "val", usual))
    return LINE_END.sub(" ", bracket)


def _row(row: Element, levels: Levels) -> Iterator[Line]:
    """A line with tabs between the cells; where a cell holds more than a line, the
    table arranges text, and each line is one of its own."""
    cells = [
        [line for line in _lines(child, levels) if line.text.strip()]
        for child in row
        if child.tag in (CELL, CONTROL)
    ]
    if len(cells) > 1 and all(len(cell) <= 1 for cell in cells):
        yield Line(
            "\t".join(line.text for cell in cells for line in cell or [Line("")])
        )
    else:
        for cell in cells:
            yield from cell
