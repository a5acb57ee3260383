"""A file's bytes → its text, and what its format says about it.

    .txt and anything else   text, front matter
    .md .markdown            text, front matter, headings
    .html .htm .xhtml .shtml what a reader of the page sees, line by line; headings
    .docx                    paragraphs and rows of tables, line by line; headings

Text and Markdown are kept as they are: only the byte-order mark is left out.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from tui.corpus.given import Given
from tui.corpus.model import Undecodable
from tui.i18n import _

MARKDOWN = (".md", ".markdown")
HTML = (".html", ".htm", ".xhtml", ".shtml")
WORD = (".docx",)


class Document(NamedTuple):
    """A file as the parser reads it."""

    text: str
    given: Given = Given()
    """By the lines of `text`."""
    encoding: str = ""
    """What it was decoded from, as Python names it; empty for Word."""
    undecodable: tuple[Undecodable, ...] = ()
    """In order; U+FFFD stands for each in `text`."""
    problems: tuple[str, ...] = ()
    """Lines for the user: what is wrong in the front matter."""
    left_out: int = 0
    """Letters that a reader of the file sees and that were not taken for text."""


class MissingExtra(ValueError):  # noqa: N818 - no fault of program or file
    """A format whose library is not installed; `str` says how to install it."""

    def __init__(self, suffix: str, extra: str) -> None:
        command = f"pip install 'jiedu[{extra}]'"
        super().__init__(
            _("读 {suffix} 需要另装：{command}").format(suffix=suffix, command=command)
        )


def read(name: str, data: bytes, encoding: str | None = None) -> Document:
    """Read a file by the suffix of its name.

    Raises MissingExtra; ValueError for what is no text, and for a damaged Word file;
    LookupError for an unknown `encoding`, which stands above anything that the file
    says of itself and is ignored where the format knows only one.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in WORD:
        from tui.corpus.formats import docx

        return docx.read(data)
    if suffix in HTML:
        from tui.corpus.formats import html

        return html.read(data, encoding)
    return _text(name, data, encoding, marked=suffix in MARKDOWN)


def _text(name: str, data: bytes, encoding: str | None, *, marked: bool) -> Document:
    from tui.corpus.encoding import decode
    from tui.corpus.formats import markdown, matter

    text, encoding, undecodable = decode(data, encoding)
    said = matter.read(name, text)
    given = said.given
    if marked:
        given = given._replace(headings=markdown.headings(text, given.matter))
    return Document(text, given, encoding, undecodable, said.problems)
