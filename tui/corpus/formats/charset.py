"""The encoding of a saved HTML page, and what of it is no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from tui.corpus.encoding import PRIORS, BinaryError, Decoded, cost_of, decode
from tui.corpus.model import Undecodable

HEAD = 4096
"""Bytes in which a page declares its encoding; the standard asks for 1024."""
DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)",
    re.IGNORECASE,
)
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
WEIGHED = (*PRIORS, "ascii", "iso8859-1", "iso8859-15", "cp1252")
"""Encodings whose texts can be weighed against each other. Of others, as those of
Korean, a declaration knows more than a table of Chinese characters."""
BELIEF = 20.0
"""Nats that a declaration is worth: the odds of three or four characters."""

PRIVATE = range(0x100000, 0x10FE00, 0x200)
"""Where what stands in place of a byte may start: private use that no font knows."""
NUL = 0x100
"""Stands for U+0000, which HTML passes over; 0 to 0xFF for undecodable bytes."""


def decode_page(data: bytes, encoding: str | None = None) -> Decoded:
    """The markup of a page by the encoding given, its byte-order mark, the encoding
    that it declares, or the likeliest.

    A declaration is not believed against the bytes: tools that save pages rewrite
    them in UTF-8, servers say ISO-8859-1 of whatever they have. Raises as `decode`
    does.
    """
    if encoding or data.startswith(MARKS):
        return decode(data, encoding)
    declared = _declared_reading(data)
    try:
        likely = decode(data)
    except BinaryError as error:
        if declared is None or error.kind:
            raise
        return declared
    if declared is None or (likely.encoding == "utf-8" and not likely.undecodable):
        return likely
    if declared.encoding in WEIGHED:
        gain = cost_of(data, declared.encoding) - cost_of(data, likely.encoding)
        return likely if gain > BELIEF else declared
    return min(declared, likely, key=lambda each: len(each.undecodable))


class Markup:
    """The markup of a page to be taken apart, with marks in place of undecodable bytes
    and of NUL: characters that the page doesn't have."""

    def __init__(self, page: Decoded) -> None:
        self.text = page.text
        self._first = PRIVATE.start
        self._mark: re.Pattern[str] | None = None
        if page.undecodable or "\0" in page.text:
            self._first = _unused(page.text)
            self._mark = re.compile(f"[{chr(self._first)}-{chr(self._first + NUL)}]")
            self.text = "".join(self._marked(page))

    def restored(self, text: str) -> str:
        """Text that was taken from it, with U+FFFD for each undecodable byte."""
        return self._mark.sub(self._original, text) if self._mark else text

    def undecodable_in(self, text: str) -> Iterator[Undecodable]:
        """The undecodable bytes in text that was taken from it."""
        for found in self._mark.finditer(text) if self._mark else ():
            if (value := ord(found[0]) - self._first) != NUL:
                yield Undecodable(found.start(), value)

    def _marked(self, page: Decoded) -> Iterator[str]:
        nul = chr(self._first + NUL)
        done = 0
        for offset, value in page.undecodable:
            yield page.text[done:offset].replace("\0", nul)
            yield chr(self._first + value)
            done = offset + 1
        yield page.text[done:].replace("\0", nul)

    def _original(self, found: re.Match[str]) -> str:
        return "\0" if ord(found[0]) - self._first == NUL else "\ufffd"


def _unused(markup: str) -> int:
    """Where a part of `PRIVATE` starts of which the page has no character, written
    out or by its number."""
    used = {ord(char) // PRIVATE.step for char in set(unescape(markup))}
    free = (first for first in PRIVATE if first // PRIVATE.step not in used)
    return next(free, PRIVATE.start)


def _declared_reading(data: bytes) -> Decoded | None:
    """The page in the encoding that it declares. UTF-16 can't be declared in a page
    that can be read byte by byte."""
    found = DECLARED.search(data[:HEAD])
    name = found[1].decode("ascii", "ignore").lower() if found else ""
    if not name or name.startswith("utf-16"):
        return None
    try:
        return decode(data, name)
    except (LookupError, BinaryError):
        return None
