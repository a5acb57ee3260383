"""Bylines that stand in a paragraph: where it opens, behind its dateline, and where it
ends.

本报讯（记者 何静 通讯员 田苗）…          …新路子。 记者 景静
"""

from __future__ import annotations

import re

from tui.corpus.bylines import Found, byline_in, byline_of
from tui.corpus.lexicon import CLOSERS, HAN, SENTENCE_END, dateline_in
from tui.corpus.model import Span
from tui.corpus.names import TOKEN, loose_parts_of, parts_of

BRACKETS = {"(": ")", "【": "】"}
BRACKETED = re.compile(r"\(([^()]{2,60})\) *$|\[([^\[\]]{2,60})\] *$")
REPORTS = re.compile(
    r" *(?:本报)?(?:见习|首席|实习)?记者[: ]*"
    rf"(?:{HAN}|[ 、]){{2,12}}?(?:摄影)?报道[:,]? *"
)
LEAD = re.compile(rf"[【\[]{HAN}{{2,8}}(?:/({HAN}{{2,4}}))?[】\]]")
"""What opens a report in brackets: 【本报讯】, 【本报特写/何永康】."""
OTHER_PAPER = re.compile(
    rf"{HAN}{{2,8}}(?:\d{{1,2}}月\d{{1,2}}日)?(?:讯|消息) *"
    rf"(?=\({HAN}{{0,6}}(?:记者|通讯员|实习生)[ :])"
)
"""What opens a report of any site or paper, in front of a reporter in brackets."""
ALIAS = re.compile(rf"\({HAN}{{2,3}}(?:[ 、]{HAN}{{2,3}}){{0,2}}\) *$")
"""Names in brackets behind the last stop, with surnames or without: （小满）."""
REMARK = re.compile(
    r"掌声|鼓掌|化名|下同|同上|待续|未完|完$|略|图|版|节选|摘|笑|附|转|[年月日]|见|编|注"
)
"""What stands there in brackets and is no name."""
READER = re.compile(
    rf"\((?:{HAN}{{2,3}})?(?:读者|网友|居民|律师|市民) {HAN}{{2,4}}\) *$"
)
STOPS = tuple(SENTENCE_END + CLOSERS)
MOST_RUN_IN = 60
"""Characters of a byline that stands in a paragraph."""


def opening_byline(text: str, printed: str) -> Found | None:
    """The byline run in at a paragraph's start, behind its dateline."""
    head = dateline_in(text) or LEAD.match(text) or OTHER_PAPER.match(text)
    at = head.end() if head else 0
    if head and head.re is LEAD and head[1]:
        parts = parts_of(text, *head.span(1))
        return byline_of(parts, printed, Span(*head.span())) if parts else None
    gap = len(text[at:]) - len(text[at:].lstrip(" :/"))
    start = at + gap
    if (end := _bracket_end(text, start)) > start:
        if end - start > MOST_RUN_IN:
            return None
        words = slice(start + 1, end - 1) if text[start] == "【" else slice(start, end)
        found = byline_in(text[words], printed[words])
        return found and found._replace(span=Span(start, end))
    if match := REPORTS.match(text, start):
        inner = text[start : match.end()].rstrip(" :,")
        found = byline_in(inner, printed[start : start + len(inner)])
        return found and found._replace(span=Span(start, start + len(inner)))
    return _loose_opening(text, printed, start) if head and gap else None


def _bracket_end(text: str, start: int) -> int:
    """Where the bracket ends that opens at a place; 0 where none does."""
    closer = BRACKETS.get(text[start : start + 1])
    return text.find(closer, start) + 1 if closer else 0


def closing_byline(text: str, printed: str) -> Found | None:
    """The byline run in at a paragraph's end: in brackets, or behind the last stop."""
    if text.rstrip(" ").endswith((")", "]")) and (match := BRACKETED.search(text)):
        start = match.start()
        if found := _alias(text, printed, start):
            return found
    elif text.endswith(STOPS):
        return None
    else:
        stop = max(map(text.rfind, STOPS))
        start = stop + 1
        if not stop or len(text) - start > MOST_RUN_IN:
            return None
    start += len(text[start:]) - len(text[start:].lstrip())
    if not text[start:]:
        return None
    found = byline_in(text[start:], printed[start:])
    return found and found._replace(span=Span(start, len(text)))


def _alias(text: str, printed: str, start: int) -> Found | None:
    """Names in brackets from a character on, behind the last stop, that no surname and
    no role tells: there nothing else has their form."""
    if not text[:start].rstrip().endswith(STOPS):
        return None
    alias, reader = ALIAS.match(text, start), READER.match(text, start)
    if not (reader or (alias and not REMARK.search(text, start))):
        return None
    words = Span(start + 1, text.rindex(")"))
    parts = loose_parts_of(text[: words.end], words.start) if reader else None
    parts = parts or parts_of(text, *words)
    return byline_of(parts, printed, Span(start, len(text))) if parts else None


def _loose_opening(text: str, printed: str, start: int) -> Found | None:
    """本报讯 记者 何静 通讯员 田苗 近日…: words between blanks, up to the text."""
    end, seen = start, None
    for token in TOKEN.finditer(text, start, start + MOST_RUN_IN):
        if not parts_of(text, token.start(), token.end()):
            break
        end, seen = token.end(), token
    if seen is None or end == len(text):
        return None
    found = byline_in(text[start:end], printed[start:end])
    return found and found._replace(span=Span(start, end))
