"""Who wrote it: lines of names, and names run in before or behind the text.

记者 谢鹏飞 ⏎ 通讯员 刘鹏 李萌 文/图      □ 本报记者 王某
本报讯（记者 何静 通讯员 田苗）…          …新路子。 记者 景静
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tui.corpus.lexicon import (
    CLOSERS,
    COMMON_SURNAMES,
    DATE,
    DATELINE,
    DOUBLE_SURNAMES,
    HAN,
    SENTENCE_END,
    SURNAMES,
)
from tui.corpus.model import Byline, Span

ROLE = re.compile(
    rf"(?:(?:本报|本刊|本台|新华社|中新社|记者站|{HAN}{{0,4}}(?:[晚日晨商]报))"
    r"|首席|全媒体|融媒体?|见习|实习|特约|特派|驻站|摄影|文字)*"
    r"(?:记者|通讯员|实习生|评论员|撰稿人?|通联)"
    r"|摄影报道|摄影|供图|撰文|图片|文字|作者|编辑|责编|校对|审核"
)
MADE = r"(?:文字?|图片?|摄影?|照片)"
CREDIT = re.compile(rf"{MADE}(?:[/+、 ]?{MADE})?(?:报道)?$")
"""What follows names: 文/图, 图, 摄影报道."""
TAGGED = re.compile(
    rf"((?:{HAN}|·){{2,4}})/(文图?|图|摄影?)$"
    rf"|(文图?|图|摄影?)/((?:{HAN}|·){{2,4}})$"
)
"""A name with what it made: 薛璐/文, 图/罗爽."""
NAME = re.compile(rf"{HAN}{{2,4}}$|{HAN}{{2,8}}·(?:{HAN}|·){{2,8}}$")
BULLET = re.compile(r"[□■○●◎◆◇▲△▷★☆|\-—]+ *")
TOKEN = re.compile(r"[^ 、,;|]+")
NO_NAME = re.compile(
    r"[区县市镇乡路街摄了的是在和与我你他她它们这那]|报[道社]|[日晚]报|社区|活动|讯员|记者|单位"
    r"|基层|调查|手记|观察|视线|连线|故事|来信|见闻|札记|论坛|视点|新闻|一览|短波"
    r"|资料|节选|工作|近日|日前|今年|目前|介绍|表示|采访|获悉"
)
TAIL = re.compile(rf"(?:/{HAN}{{2,4}})?(?:整理|综合)?报[道导]$")
"""What follows the last name: 报道, /高雄报导."""
BRACKETED = re.compile(r"\(([^()]{2,60})\) *$|\[([^\[\]]{2,60})\] *$")
REPORTS = re.compile(
    r" *(?:本报)?(?:见习|首席|实习)?记者[: ]*"
    rf"(?:{HAN}|[ 、]){{2,12}}?(?:摄影)?报道[:,]? *"
)
SIGNATURE = "署名"
"""The role of an office that signs a report."""
MOST_RUN_IN = 60
"""Characters of a byline that stands in a paragraph."""


class Found(NamedTuple):
    """A byline in a text."""

    bylines: tuple[Byline, ...]
    credit: str | None
    span: Span
    """Where it stands in the text, with its brackets."""


class _Part(NamedTuple):
    """A word of a byline: a role, a name, or a credit."""

    kind: str
    start: int
    end: int


def byline_in(text: str, printed: str) -> Found | None:
    """Read a whole line (`plain`, and as printed) as a byline; None if it isn't one.

    A byline holds nothing but roles, names and credits, and at least one role, a
    bullet, brackets, or a name tagged with what it made.
    """
    bullet = BULLET.match(text)
    start, end = bullet.end() if bullet else 0, len(text.rstrip())
    bracketed = text[start:end].startswith(("(", "[")) and text[end - 1] in ")]"
    if bracketed:
        start, end = start + 1, end - 1
    parts = _parts(text, start, end)
    telling = {"role", "tagged"} & {part.kind for part in parts or ()}
    set_off = bullet or bracketed
    if not parts or not (telling or (set_off and _are_names(text, parts))):
        return None
    return _found(parts, printed, Span(0, len(text)))


def names_in(text: str, printed: str) -> Found | None:
    """Read a whole line as names without a role: 王小明 李华."""
    parts = _parts(text, 0, len(text))
    if not parts or not _are_names(text, parts):
        return None
    return _found(parts, printed, Span(0, len(text)))


def _are_names(text: str, parts: Sequence[_Part]) -> bool:
    return all(part.kind == "name" and text[part.start] in SURNAMES for part in parts)


def opening_byline(text: str, printed: str) -> Found | None:
    """The byline run in at a paragraph's start, behind its dateline."""
    head = DATELINE.match(text)
    at = head.end() if head else 0
    gap = len(text[at:]) - len(text[at:].lstrip(" :"))
    start = at + gap
    if text[start : start + 1] == "(" and (close := text.find(")", start)) > 0:
        if close - start > MOST_RUN_IN:
            return None
        found = byline_in(text[start : close + 1], printed[start : close + 1])
        return found and found._replace(span=Span(start, close + 1))
    if match := REPORTS.match(text, start):
        inner = text[start : match.end()].rstrip(" :,")
        found = byline_in(inner, printed[start : start + len(inner)])
        return found and found._replace(span=Span(start, start + len(inner)))
    return _loose_opening(text, printed, start) if head and gap else None


def closing_byline(text: str, printed: str) -> Found | None:
    """The byline run in at a paragraph's end: in brackets, or behind the last stop."""
    if match := BRACKETED.search(text):
        start = match.start()
    else:
        stop = max(text.rfind(each) for each in SENTENCE_END + CLOSERS)
        start = stop + 1
        if not stop or len(text) - start > MOST_RUN_IN:
            return None
    start += len(text[start:]) - len(text[start:].lstrip())
    if not text[start:]:
        return None
    found = byline_in(text[start:], printed[start:])
    return found and found._replace(span=Span(start, len(text)))


def signature_in(text: str, printed: str) -> Found | None:
    """Names, or an office, that sign a text without a role. None for a date alone."""
    if found := names_in(text, printed):
        return found
    office = DATE.sub("", text).strip("()")
    if not office:
        return None
    start = text.index(office)
    name = printed[start : start + len(office)]
    return Found((Byline(SIGNATURE, (name,)),), None, Span(start, start + len(office)))


def _loose_opening(text: str, printed: str, start: int) -> Found | None:
    """本报讯 记者 何静 通讯员 田苗 近日…: words between blanks, up to the text."""
    end, seen = start, None
    for token in TOKEN.finditer(text, start, start + MOST_RUN_IN):
        if not _parts(text, token.start(), token.end()):
            break
        end, seen = token.end(), token
    if seen is None or end == len(text):
        return None
    found = byline_in(text[start:end], printed[start:end])
    return found and found._replace(span=Span(start, end))


def _parts(text: str, start: int, end: int) -> list[_Part] | None:
    """The words of a byline; None where one of them is something else."""
    parts: list[_Part] = []
    for token in TOKEN.finditer(text, start, end):
        found = list(_read(token.group().strip(":("), token.start()))
        if not found:
            return None
        parts += found
    return parts


def _read(token: str, at: int) -> Iterator[_Part]:
    """A word between blanks as role, names and credit; nothing if it is neither."""
    if CREDIT.match(token):
        yield _Part("credit", at, at + len(token))
        return
    role = ROLE.match(token)
    behind = role.end() if role else 0
    rest = token[behind:]
    lead = len(rest) - len(rest.lstrip(":/"))
    name_start, rest = at + behind + lead, TAIL.sub("", rest[lead:])
    names = list(_names(rest, name_start))
    if rest and not names:
        return
    if role:
        yield _Part("role", at, at + behind)
    yield from names


def _names(text: str, at: int) -> Iterator[_Part]:
    """One name, one with a tag, or several glued: 张明赵天华."""
    if tagged := TAGGED.match(text):
        name, tag = (1, 2) if tagged.group(1) else (4, 3)
        yield _Part("tagged", at + tagged.start(name), at + tagged.end(name))
        yield _Part("credit", at + tagged.start(tag), at + tagged.end(tag))
    elif not text or NO_NAME.search(text):
        return
    else:
        lengths = _cut_names(text)
        if lengths is None and NAME.match(text):
            lengths = (len(text),)
        for length in lengths or ():
            yield _Part("name", at, at + length)
            at += length


def _cut_names(text: str) -> tuple[int, ...] | None:
    """The lengths of the names that a text is made of, each 2 or 3 characters behind
    a surname, 3 or 4 with a double one; the fewest that fit, with common surnames."""
    if not text:
        return ()
    fits = []
    for length in (3, 2, 4):
        double = text[:2] in DOUBLE_SURNAMES
        usual = length > 2 if double else text[0] in SURNAMES and length < 4
        if usual and length <= len(text):
            rest = _cut_names(text[length:]) if len(text) <= 24 else None
            if rest is not None:
                fits.append((length, *rest))
    return min(fits, key=lambda each: (len(each), -_common(text, each)), default=None)


def _common(text: str, lengths: Sequence[int]) -> int:
    """How many of the names start with a common surname."""
    starts = accumulate(lengths, initial=0)
    return sum(text[at : at + 1] in COMMON_SURNAMES for at in starts if at < len(text))


def _found(parts: list[_Part], printed: str, span: Span) -> Found | None:
    groups: list[tuple[str | None, list[str]]] = []
    made = []
    for part in parts:
        word = printed[part.start : part.end]
        if part.kind == "credit":
            made.append(word)
        elif part.kind == "role":
            groups.append((word, []))
        elif groups:
            groups[-1][1].append(word)
        else:
            groups.append((None, [word]))
    bylines = tuple(Byline(role, tuple(names)) for role, names in groups if names)
    if not bylines:
        return None
    return Found(bylines, "/".join(made) or None, span)
