"""How a short line is put together: the classes of its words, what it opens and ends
with. A headline tells who does what, a heading what to do, a caption who is doing it.

Words are found by forward maximum matching against a list of common ones (Liu and
Liang 1986): quick, and right often enough for a cue. The list, `data/words.tsv`, comes
from the dictionary of jieba (`tests/corpus/words.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from operator import add
from pathlib import Path

WORDS = Path(__file__).with_name("data") / "words.tsv"
OTHER = "?"
"""The class of a character that no list has."""
NUMBER = "m"
COUNTED = frozenset("年月日时分个元名人户次米公平万亿%.")
VERBS = "vw"
MARKS = frozenset(" ,:、“”《》!?()—·")
"""Marks that stand for themselves; any other is MARK."""
MARK = "."
SHORTEST_WHOLE = 5
"""Words of a line whose classes are told as a whole, at most."""
MOST_VERBS = 4


def classes(text: str) -> str:
    """The classes of the words of a text (`plain`), a letter each."""
    known = _words()
    found, at, last = [], 0, ""
    while at < len(text):
        each = known.get(text[at : at + 2], "")
        at += 2 if each else 1
        each = each or known.get(text[at - 1]) or _mark(text[at - 1])
        if each != NUMBER or last != NUMBER:
            found.append(each)
        last = each
    return "".join(found)


def is_cut(before: str, after: str) -> bool:
    """Whether a word, or a number with what it counts, goes over the border of two
    texts: the second goes on with the first."""
    last, first = before[-1], after[0]
    return last + first in _words() or (
        last.isdigit() and (first.isdigit() or first in COUNTED)
    )


def phrase_words(text: str) -> Iterator[str]:
    """What a line opens and ends with, and which classes of words it is made of."""
    yield f"starts {text[0]}"
    yield f"starts {text[:2]}"
    yield f"ends {text[-2:]}"
    found = classes(text)
    for length in (1, 2, 3):
        yield f"starts as {found[:length]}"
        yield f"ends as {found[-length:]}"
    if len(found) <= SHORTEST_WHOLE:
        yield f"form as {found}"
    for each in {*map(add, found, found[1:])}:
        yield f"has as {each}"
    for each in {*found}:
        yield f"has as {each}"
    verbs = [n for n, each in enumerate(found) if each in VERBS]
    yield f"form verbs {min(len(verbs), MOST_VERBS)}"
    yield f"form verb {_place(verbs, len(found))}"
    yield f"form words {len(found) // 2}"


def _place(verbs: list[int], length: int) -> str:
    """Where the first verb of a line stands."""
    if not verbs:
        return "no"
    return {0: "first", length - 1: "last"}.get(verbs[0], "inside")


def _mark(word: str) -> str:
    """The class of what is no known word: one character."""
    if word in MARKS:
        return word
    if word.isdigit() or (word.isascii() and word.isalpha()):
        return NUMBER
    return OTHER if word.isalpha() else MARK


@cache
def _words() -> dict[str, str]:
    """The class of each common word of one or two characters."""
    found: dict[str, str] = {}
    for line in WORDS.read_text("utf-8").splitlines():
        name, length, words = line.split("\t")
        step = int(length)
        found |= {words[n : n + step]: name for n in range(0, len(words), step)}
    return found
