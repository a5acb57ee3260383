"""Regular expressions over folded text.

The module `regex` does the work, as it can be told to stop and lets other threads run
meanwhile; `re` can neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from tui.i18n import _
from tui.index.fold import Positions, folded_text

if TYPE_CHECKING:
    import regex

PATIENCE = 2.0
"""Seconds that a search may take."""


def find(
    source: str, texts: Iterable[tuple[int, str]]
) -> tuple[Positions, Positions, str | None]:
    """The positions and sizes of what the pattern matches within a passage, and why
    the search was stopped, if it was. Each text stands behind the position where it
    starts; a line feed ends each of its passages.

    `^` and `$` are a passage's ends. Matches don't overlap, and are not empty. One that
    takes in a part of what a character leaves takes in the character: `m` finds ㎡,
    and `.` each half of one beyond the BMP.
    """
    import regex

    found: list[tuple[int, int]] = []
    problem = None
    try:
        found.extend(_spans(compiled(source), texts))
    except TimeoutError:
        told = _("/{pattern}/ 太慢，查了 {n} 秒就停了")
        problem = told.format(pattern=source, n=round(PATIENCE))
    except regex.error as error:
        # A range of characters may be none any more when they are folded.
        told = _("正则表达式有误：{reason}")
        problem = told.format(reason=f"/{source}/ {error}")
    # `(?r)` searches backwards.
    spans = np.array(sorted(found), np.int64).reshape(-1, 2)
    return spans[:, 0].copy(), spans[:, 1].copy(), problem


@lru_cache(maxsize=16)
def compiled(source: str) -> regex.Pattern[str]:
    """The pattern for folded text, of a source that `syntax` has read: others may
    take all memory. Raises regex.error."""
    import regex

    return regex.compile(_folded(source), regex.IGNORECASE)


def _folded(source: str) -> str:
    """The pattern with its characters folded. ASCII stays: it may be syntax, and the
    case of letters is told to the compiler."""
    return "".join(each if each.isascii() else _character(each) for each in source)


def _character(char: str) -> str:
    import regex

    return regex.escape(folded_text(char))


def _spans(
    wanted: regex.Pattern[str], texts: Iterable[tuple[int, str]]
) -> Iterator[tuple[int, int]]:
    deadline = monotonic() + PATIENCE
    for base, text in texts:
        for passage in text.split("\n"):
            left = deadline - monotonic()
            if left <= 0:
                raise TimeoutError
            for each in wanted.finditer(passage, timeout=left, concurrent=True):
                if each.end() > each.start():
                    yield base + each.start(), each.end() - each.start()
            base += len(passage) + 1
