"""Read the files of a corpus, and parse what they hold.

Nothing here raises for one bad file among others: it becomes a `Skipped` that says
what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.corpus.faults import not_text, reason
from tui.corpus.files import Found, Source, bundled, find
from tui.corpus.formats import WORD
from tui.corpus.model import Page, Skipped
from tui.i18n import _

if TYPE_CHECKING:
    from tui.corpus.advice import Advice
    from tui.corpus.formats import Document
    from tui.corpus.given import Given
    from tui.corpus.sidecar import Sidecars

__all__ = ["Found", "Reader", "Source", "bundled", "find", "load"]


@dataclass(slots=True)
class Reader:
    """Reads and parses one file after the other; can be sent to another process."""

    encoding: str | None = None
    """What the user says that every file is in."""

    _sidecars: dict[Path, Sidecars] = field(default_factory=dict, repr=False)

    def __call__(self, source: Source) -> Page | Skipped:
        """The parser is imported by the first: the screen comes before its tables."""
        from tui.corpus.parser import parse

        try:
            advice = self._advice(source)
            document = self._read(source, advice.encoding)
        except OSError as error:
            return Skipped(source.name, reason(error))
        except ValueError as error:
            return Skipped(source.name, _wrong(source, error))
        given = advice.given.over(document.given)
        page = parse(source.name, document.text, given)
        return replace(
            page,
            encoding=document.encoding,
            undecodable=document.undecodable,
            left_out=document.left_out,
            problems=(
                *advice.problems,
                *document.problems,
                *_empty_articles(page, given, advice.bordered_by),
                *_ill_encoded(document, advice, self.encoding),
            ),
        )

    def anew(self) -> Reader:
        """One that has read no sidecar yet: they may have changed."""
        return Reader(self.encoding)

    def _read(self, source: Source, encoding: str | None) -> Document:
        from tui.corpus.formats import read

        data = source.path.read_bytes() if source.data is None else source.data
        return read(source.name, data, self.encoding or encoding)

    def _advice(self, source: Source) -> Advice:
        """What the sidecars say of a page."""
        from tui.corpus.advice import Advice
        from tui.corpus.sidecar import Sidecars

        if source.data is not None:
            return Advice()
        top = source.top or source.path.parent
        sidecars = self._sidecars.get(top)
        if sidecars is None:
            sidecars = self._sidecars[top] = Sidecars(top)
        return sidecars.advice(source.path)


def load(source: Source) -> Page | Skipped:
    """Read and parse one file."""
    return Reader()(source)


def _empty_articles(page: Page, given: Given, where: str) -> Iterator[str]:
    """The borders that no text of the page stands behind; `where` they are said, if
    the page itself doesn't say them."""
    # What stands behind the last line's end is no line to an editor.
    count = len(page.line_starts) - (page.line_starts[-1] == len(page.text))
    for border in given.borders:
        if border in page.given.borders:
            continue
        if border.line > count:
            problem = _("没有第 {line} 行，{source} 只有 {count} 行；请改 line")
        else:
            problem = _("{source} 从第 {line} 行起没有文字，不成一篇；请改 line")
        told = problem.format(line=border.line, count=count, source=page.source)
        yield (where or f"{page.source}: ") + told


def _ill_encoded(
    document: Document, advice: Advice, encoding: str | None
) -> Iterator[str]:
    """That a sidecar's encoding lacks bytes of a page. Of a folder's encoding it is
    the same line for each page."""
    if document.undecodable and advice.encoded_by and not encoding:
        problem = _("照这里写的编码 {encoding}，有的字节不成字；编码不对就改这一行")
        yield advice.encoded_by + problem.format(encoding=advice.encoding)


def _wrong(source: Source, error: ValueError) -> str:
    """What is wrong with the bytes of a file. A format's own words are for the user."""
    from tui.corpus.formats import MissingExtra

    if isinstance(error, MissingExtra) or source.path.suffix.lower() in WORD:
        return str(error)
    return not_text(error)
