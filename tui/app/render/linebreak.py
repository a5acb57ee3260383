"""Where Chinese text may be broken into lines: 禁则 and the pairs of UAX #14.

A text is cut into clusters that hold no place for a break, and lines are filled with
as many clusters as fit. Clusters are found by a pattern over the classes of the
characters, one letter each, so that the rules can be read in one place:

    I  stands alone: 汉 字 ①            A  in a word: a é & @     N  digit
    O  opener: （ 《 「                  o  opener that joins a word before it: ( “ ‘
    C  closer: ， 。 」 · ！             c  closer that joins a word behind it: ) ]
    K  ’: closer, and apostrophe        Z  . , : ; joins a word behind it
    P  before a number: + ￥ $          T  behind a number: % ‰ ℃
    H  hyphen      Y  slash      B  —      E  …
    M  mark on a letter      Q  " and ', which may open or close
    G  blank that joins      S  blank

Places for a break are those of ICU (`LineBreaker` for `zh`), with two exceptions:
· ・ ～ start no line, and digits and letters of full width make numbers and words as
those of half width do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise
from unicodedata import category, east_asian_width

from tui.app.render.cells import WIDTHS, cell_width

NARROWEST = 2
"""Cells of the narrowest line: one Chinese character."""

WINDOW = 4096
"""Characters that are looked at together; a screen holds fewer."""

CLOSERS = (
    "\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\uff0e!?"  # ，。、；：！？．
    "\u00b7\u2027\u30fb\uff65\uff5e\u301c"  # · ‧ ・ ･ ～ 〜
    "\ufe50-\ufe52\ufe54-\ufe57\uff61\uff64"  # ﹐﹑﹒﹔﹕﹖﹗｡､
    "\u3005\u303b\u309b-\u309e\u30fc-\u30fe"  # 々〻゛゜ゝゞーヽヾ
    "\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e"  # ぁ ぃ ぅ …
    "\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee"  # ァ ィ ゥ …
)
CLASSES = {
    "C": CLOSERS,
    "o": "([{\u201c\u2018",
    "c": ")\\]}",
    "K": "\u2019",
    "Z": ".,:;",
    "P": "+$\\\\\u00a3\u00a5\u00b1\u2116\u2212\u20ac\uff04\uffe1\uffe5",  # £¥±№−€＄￡￥
    "T": "%\u00a2\u00b0\u2030-\u2033\u2103\u2109\uff05\uffe0",  # ¢°‰‱′″℃℉％￠
    "H": "\\-\u2010\u2013",
    "Y": "/",
    "B": "\u2014\u2015\u2500",
    "E": "\u2025\u2026\u22ef",
    "Q": "\"'",
    "G": "\u00a0\u2007\u202f",
    "A": "#&*<=>@^_`|~\u00b2\u00b3\u00b9\u00bc-\u00be\uff21-\uff3a\uff41-\uff5a",
    "N": "0-9\uff10-\uff19",
}
"""Characters by class, as ranges of a pattern; the others by their category."""

CLUSTER = re.compile(
    r"""
    I(?=[IOoANBP])              # the usual case, found fast
    | S+
    | .(?: S*[CcKTZYE]          # no closer starts a line, even behind a blank
         | (?<=[Oo])S*[^S]      # no opener ends one
         | [HMQG] | (?<=[QG])[^S]
         | (?<=[ANZcKTM])[AN] | (?<=[AN])[Po] | (?<=P)[IAN]
         | (?<=[HY])N
         | (?<=B)B
       )*
    """,
    re.VERBOSE,
)
WORD = "AN"

_CLASS = re.compile("|".join(f"(?P<{name}>[{CLASSES[name]}])" for name in CLASSES))


class _Classes(dict[str, str]):
    """The class of each character met so far."""

    def __missing__(self, character: str) -> str:
        self[character] = found = class_of(character)
        return found


_CLASS_OF = _Classes()


def break_lines(text: str, width: int, first_width: int | None = None) -> list[int]:
    """Where each line of the text starts, in code points; 0 is always the first.

    `width` is in cells, `first_width` that of the first line where it differs; both
    count as 2 at least. No line is wider, the blanks at its end aside. A cluster
    wider than a line is cut, if possible not within a word.
    """
    return [*line_starts(text, width, first_width)]


def line_starts(text: str, width: int, first_width: int | None = None) -> Iterator[int]:
    """The same one by one: of a long text, no more is looked at than has been asked
    for, and a window behind it."""
    rest = max(width, NARROWEST)
    room = rest if first_width is None else max(first_width, NARROWEST)
    yield 0
    first = start = 0
    size = WINDOW
    while True:
        last = _apart(text, first + size)
        starts = _fill(text[first:last], start - first, room, rest)
        yield from (first + each for each in starts)
        if last == len(text):
            return
        size = WINDOW if starts else 2 * size
        if starts:
            start, room = first + starts[-1], rest
            first = _apart_before(text, start, first)


def _fill(text: str, start: int, room: int, rest: int) -> list[int]:
    """Where lines start behind the one that starts at `start` and has `room` cells."""
    classes = _classes(text)
    cells = [0, *accumulate(map(WIDTHS.__getitem__, text))]
    ends = _edges(classes)
    starts, size = list[int](), len(text)
    while True:
        limit = bisect_right(cells, cells[start] + room, start) - 1
        fitting = ends[bisect_right(ends, limit) - 1]
        start = fitting if fitting > start else _cut(classes, start, limit)
        while start < size and classes[start] == "S":
            start += 1
        if start >= size:
            return starts
        starts.append(start)
        room = rest


def _apart(text: str, at: int) -> int:
    """The first place from `at` on between two characters that stand alone: clusters
    do not reach over it, nor does what decides where they end. Else, the text's end."""
    while at < len(text) and not _stand_alone(text, at):
        at += 1
    return min(at, len(text))


def _apart_before(text: str, at: int, least: int) -> int:
    """The last such place up to `at`; `least` where there is none behind it."""
    while at > least and not _stand_alone(text, at):
        at -= 1
    return at


def _stand_alone(text: str, at: int) -> bool:
    return _CLASS_OF[text[at - 1]] == _CLASS_OF[text[at]] == "I"


def least_width(text: str) -> int:
    """The cells of the widest cluster: at this width and above, none is cut."""
    classes = _classes(text)
    edges = pairwise(_edges(classes))
    widths = (cell_width(text[a:b]) for a, b in edges if classes[a] != "S")
    return max(widths, default=0)


def _classes(text: str) -> str:
    return "".join(map(_CLASS_OF.__getitem__, text))


def _edges(classes: str) -> list[int]:
    """0 and the end of each cluster; blanks between clusters are clusters, too."""
    return [0, *accumulate(map(len, CLUSTER.findall(classes)))]


def _cut(classes: str, start: int, limit: int) -> int:
    """Where to cut a cluster of which only a part fits, `classes[start:limit]`."""
    at = limit
    while at > start and classes[at - 1] in WORD and classes[at] in WORD:
        at -= 1
    return at if at > start else limit


def class_of(character: str) -> str:
    """The letter that stands for a character in the rules."""
    if known := _CLASS.match(character):
        return str(known.lastgroup)
    kind = category(character)
    match kind[0]:
        case "P" if kind in ("Ps", "Pi"):
            return "O"
        case "P" if kind in ("Pe", "Pf"):
            return "C"
        case "M":
            return "M"
        case "L" if east_asian_width(character) not in ("W", "F"):
            return "A"
    if kind == "Nd":
        return "N"
    return "S" if kind == "Zs" or character == "\t" else "I"
