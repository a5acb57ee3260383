"""The sections of an article: the levels of its headings, and headings that open a
paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tui.corpus.blocks import Piece
from tui.corpus.forms import alike, form_of, unbalanced
from tui.corpus.gazetteer import districts_in, offices_in
from tui.corpus.lexicon import HAN, RUNNING, STARTERS
from tui.corpus.lines import closes

LONGEST_RUN_IN = 24
"""Characters of a heading that opens its paragraph."""
REACH = 3
"""Paragraphs from one run-in heading to the next, at most."""
SHORTEST_BEHIND = 12
"""Characters of text that a run-in heading has behind it, at least."""
BRACKETED = re.compile(r"【[^【】]{2,10}】(?=.)")
SET_OFF = re.compile(rf"(?![第周])(?!本报){HAN}{{3,6}}(?= +[^ ].{{8}}.*[。!?”]$)")
"""What sets a run-in heading off instead of a stop: 【部门回应】接到反映后…; a blank,
村庄位置 伊川县…, if others of its length do the same."""
FEWEST_SET_OFF = 3
IN_SERIES = re.compile(
    r"(?:(?:(?P<sign>[●■◆▲★◇○□▪▶])"
    r"|(?P<serial>[①-⑳]|\d{1,2}[.、]|[一二三四五六七八九十]{1,2}[问要、,]"
    r"|(?:问题|第)[一二三四五六七八九十]{1,2}[,:、 ])"
    r"|(?P<head>(?!编者|开栏)[^:。,?“ ]{1,6}):)"
    r"[^。?!:]{2,22}(?:[。?]|:[^。?!:]{2,20}。)"
    rf"|(?P<word>{HAN}{{3}})。|(?P<question>[^。?!:“]{{3,10}}\?))(?=.{{12}})"
)
"""The first sentence of a paragraph where a sign, a number or a word with a colon
stands before it, or one of three characters, or a short question: a heading, if others
of its article start alike."""


def levels_of(headings: Sequence[Piece]) -> list[int]:
    """The level of each stand-alone heading of an article.

    Headings numbered in the second rank, and short sentences with a stop, stand
    below the form that came first; what the format of the file tells goes before.
    """
    levels: list[int] = []
    forms = [form_of(each.text) for each in headings]
    for heading, form in zip(headings, forms, strict=True):
        major = forms[0]
        minor = (form.kind == "second") != (major.kind == "second") or (
            closes(heading.text) and not closes(headings[0].text)
        )
        levels.append(2 if minor and not alike(form, major) else 1)
    highest = min((each.rank for each in headings if each.rank), default=0)
    return [
        1 + (each.rank > highest) if each.rank else level
        for each, level in zip(headings, levels, strict=True)
    ]


def run_in_length(text: str) -> int:
    """The characters of a sentence that may be a heading at a paragraph's start,
    without its stop; 0 where there is none."""
    stop = text.find("。")
    if not 3 < stop <= LONGEST_RUN_IN or len(text) - stop <= SHORTEST_BEHIND:
        return 0
    head = text[:stop]
    if _opens_with_place(head):
        return 0
    telling = re.search(r"[:;!?]|是", head)
    quoted = head.startswith("“") and text[stop + 1 : stop + 2] == "”"
    if telling or quoted or unbalanced(head) or head.startswith(STARTERS):
        return 0
    return stop


def run_ins(texts: Sequence[str], sections: Sequence[int]) -> list[int]:
    """For each paragraph of an article the length of its run-in heading, or 0.

    `sections` numbers the stand-alone heading that each stands under. A single short
    sentence is no heading: it takes a parallel one close by in the same section.
    """
    heads = [text[: run_in_length(text)] for text in texts]
    found = [*map(max, _set_off(texts), _in_series(texts))]
    for at in filter(heads.__getitem__, range(len(heads))):
        near = range(max(at - REACH, 0), min(at + REACH + 1, len(heads)))
        likes = [n for n in near if n != at and sections[n] == sections[at]]
        if any(heads[n] and _parallel(heads[at], heads[n], n - at) for n in likes):
            found[at] = len(heads[at])
    return found


def _set_off(texts: Sequence[str]) -> list[int]:
    """For each paragraph the length of a heading that brackets or a blank set off
    from its text, or 0; where others are set off alike."""
    bracketed = [_end(BRACKETED.match(text)) for text in texts]
    spaced = [_end(SET_OFF.match(text)) for text in texts]
    counts = Counter(filter(None, spaced))
    several = sum(map(bool, bracketed)) > 1
    return [
        one if one and several else other if counts[other] >= FEWEST_SET_OFF else 0
        for one, other in zip(bracketed, spaced, strict=True)
    ]


def _in_series(texts: Sequence[str]) -> list[int]:
    """For each paragraph the length of a heading that is one of a series, or 0. Those
    who speak have their names before a colon again and again: they are no headings."""
    matches = [IN_SERIES.match(text) for text in texts]
    kinds = Counter(_kind_of(each) for each in matches)
    heads = Counter(each["head"] for each in matches if each)
    return [
        len(match.group().rstrip("。"))
        if match
        and kinds[_kind_of(match)] >= FEWEST_SET_OFF
        and (not match["head"] or heads[match["head"]] == 1)
        else 0
        for match in matches
    ]


def _kind_of(match: re.Match[str] | None) -> str | None:
    """What a heading has in common with those of its series."""
    if match is None:
        return None
    return match["sign"] or match.lastgroup


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _parallel(one: str, other: str, distance: int) -> bool:
    """Whether two sentences, so many paragraphs apart, are built alike: both plain
    phrases; or of the same lengths, if they have commas or a subject and a verb."""
    left, right = (re.split("[,、]", each) for each in (one, other))
    running = RUNNING.search(one) or RUNNING.search(other)
    if len(left) != len(right) or (running and abs(distance) > 1):
        return False
    plain = len(left) == 1 and not running
    return plain or (len(left[0]) == len(right[0]) and abs(len(one) - len(other)) <= 2)


def _opens_with_place(text: str) -> bool:
    places = (*districts_in(text[:12]), *offices_in(text[:12]))
    return any(each.start == 0 for each in places)
