"""Short names for texts: by them it is told that a text is the same as last time.

Nobody is to be kept from making two texts of one digest; by chance, a million texts
have two once in 30 million times (64 bits, about 2**39 pairs).
"""

from __future__ import annotations

from hashlib import blake2b

from tui.corpus.model import Page


def of_text(text: str) -> str:
    """16 hexadecimal digits."""
    return of_bytes(text.encode("utf-8", "surrogatepass"))


def of_bytes(data: bytes) -> str:
    return blake2b(data, digest_size=8).hexdigest()


def of_article(page: Page, article: int) -> str:
    """Of all characters of an article but blanks: where it stands, and where its lines
    end, makes no difference."""
    first, last = page.articles[article].first, page.articles[article].last
    read = "".join(page.read(each) for each in page.passages[first:last])
    return of_text("".join(read.split()))
