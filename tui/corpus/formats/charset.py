"""The encoding of a saved HTML page, and what of it is no text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.corpus.encoding import Decoded, decode
from tui.corpus.model import Undecodable

HEAD = 4096
"""Bytes in which a page declares its encoding; the standard asks for 1024."""
DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)",
    re.IGNORECASE,
)
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
FIRST_MARK = 0x100000
"""U+100000 to U+1000FF stand for undecodable bytes while a page is taken apart: a
private use that no font knows, so that no page has it."""
MARK = re.compile(f"[{chr(FIRST_MARK)}-{chr(FIRST_MARK + 0xFF)}]")


def decode_page(data: bytes, encoding: str | None = None) -> Decoded:
    """The markup of a page by the encoding given, its byte-order mark, the encoding
    that it declares, or the likeliest.

    A declaration is not believed against the bytes: tools that save pages rewrite
    them in UTF-8 and leave it as it was. Raises as `decode` does.
    """
    if encoding or data.startswith(MARKS) or not (name := _declared(data)):
        return decode(data, encoding)
    likely = decode(data)
    if likely.encoding == "utf-8" and not likely.undecodable:
        return likely
    try:
        declared = decode(data, name)
    except LookupError:
        return likely
    return min(declared, likely, key=lambda each: len(each.undecodable))


def marked(page: Decoded) -> str:
    """The markup with a mark for each undecodable byte, in place of U+FFFD."""
    return "".join(_marked(page)) if page.undecodable else page.text


def unmarked(text: str) -> tuple[str, tuple[Undecodable, ...]]:
    """The text with U+FFFD for each mark in it, and what they stand for."""
    undecodable = tuple(
        Undecodable(found.start(), ord(found[0]) - FIRST_MARK)
        for found in MARK.finditer(text)
    )
    return MARK.sub("\ufffd", text), undecodable


def _marked(page: Decoded) -> Iterator[str]:
    done = 0
    for offset, value in page.undecodable:
        yield page.text[done:offset]
        yield chr(FIRST_MARK + value)
        done = offset + 1
    yield page.text[done:]


def _declared(data: bytes) -> str | None:
    """UTF-16 can't be declared in a page that can be read byte by byte."""
    found = DECLARED.search(data[:HEAD])
    name = found[1].decode("ascii", "ignore").lower() if found else ""
    return name if name and not name.startswith("utf-16") else None
