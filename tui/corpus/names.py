"""The words of a byline: roles, names, and credits for words and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from tui.corpus.lexicon import (
    COMMON_SURNAMES,
    DATELINE,
    DOUBLE_SURNAMES,
    HAN,
    ORGANISATION,
    SURNAMES,
)

ROLE = re.compile(
    rf"(?:(?>本报|本刊|本台|新华社|中新社|记者站"
    rf"|{HAN}{{1,6}}?(?:报|融媒体?)(?=记者|[首通特见实全]))|首席|全媒体?|融媒体?|见习|实习|特约|特派|驻站|摄影|文字)*"
    r"(?:记者|通讯员|实习生|评论员|撰稿人?|通联)"
    rf"|{HAN}{{2,4}}?记者$"
    r"|摄影报道|摄影|供图|撰文|图片|文字|作者|(?:本版)?编辑|责编|校对|审核|美编"
)
LOOSE_ROLE = re.compile(rf"{HAN}{{2,8}}?(?:记者|通讯员)")
"""A role in a line that is known to be a byline: 羊城街坊记者."""
LONGEST_ROLE = 12
"""Characters of a role of any kind: 王府街道办事处主任."""
EDITORS = ("编辑", "本版编辑", "责编", "校对", "审核", "美编")
"""Roles of those who made the page, not the text."""
NEXT = re.compile(
    r"(?:本报|见习|实习|首席|特约|全媒体)*(?:记者|通讯员|实习生)|摄影(?!报)"
)
"""A role glued to the name before it: 记者吴显芳通讯员杨昌盛."""
MADE = r"(?:文字?|图片?|摄影?|照片)"
CREDIT = re.compile(
    rf"{MADE}(?:[/+、 ]?{MADE})?(?:报道)?$|(?:综合)?报[道导]$|(?:采写|综合|视频)$"
)
"""What follows names: 文/图, 图, 摄影报道, 报道."""
SHARED = re.compile(rf"{MADE}/(?={HAN}{{0,8}}(?:记者|通讯员))")
"""What stands before a role: 文/记者 钱启灿."""
TAGGED = re.compile(
    rf"((?:{HAN}|·){{2,4}})/(文图?|图|摄影?)$"
    rf"|(撰?文图?|图|摄影?)/((?:{HAN}|·){{2,4}})$"
)
"""A name with what it made: 薛璐/文, 图/罗爽."""
NAME = re.compile(rf"{HAN}{{2,4}}$|{HAN}{{1,8}}·(?:{HAN}|·){{2,8}}$")
LONG_NAME = re.compile(rf"{HAN}{{2,6}}$")
"""A name behind a role that is known to be one: 乌云其木格."""
TOKEN = re.compile(
    rf"{HAN}(?: {{1,3}}(?![文图摄](?:[ /]|$)){HAN}(?!{HAN}))+|[^ 、,;:|]+"
)
"""A word; the characters of a name may have blanks between them: 佟 铁 军."""
NO_NAME = re.compile(
    r"(?<=.)[区和路]|[县市镇乡街摄了的是在与我你他她它们这那]|报[道社讯]|[日晚]报|社区|活动|讯员|记者|单位"
    r"|基层|调查|手记|观察|视线|连线|故事|来信|见闻|札记|论坛|视点|新闻|一览|短波"
    r"|资料|节选|工作|近日|日前|今年|目前|介绍|表示|采访|获悉|居民|读者|整理|同志|公斤|来源|本版|公告"
)
TAIL = re.compile(rf"(?:/{HAN}{{2,4}})?(?:整理|综合)?报[道导]$|/{HAN}{{2,4}}[讯电]$")
"""What follows the last name: 报道, /高雄报导, /高雄讯."""
GLUED = re.compile(rf"(?<={HAN}{{3}})(?:文/[图摄]|图/文|摄影报道|采写)$")
"""What somebody made, without a blank behind the name: 冷冬阳文/摄."""
BODY = re.compile(rf"(?:{'|'.join(ORGANISATION)})$")
MOST_KEPT = 256
"""Lines whose words are kept: they are read for their shape, and again as names."""


class Part(NamedTuple):
    """A word of a byline: a role, a name, a tagged name, or a credit."""

    kind: str
    start: int
    end: int


@lru_cache(MOST_KEPT)
def parts_of(text: str, start: int, end: int) -> Sequence[Part] | None:
    """The words of a byline; None where one of them is something else."""
    parts: list[Part] = []
    for token in TOKEN.finditer(text, start, end):
        found = list(_read(token.group().rstrip("("), token.start()))
        if not found and not DATELINE.fullmatch(token.group()):
            return None
        parts += found
    return tuple(_photographers(parts, text))


def loose_parts_of(text: str, start: int = 0) -> Sequence[Part] | None:
    """The words of a line that is known to be a byline: what stands before a name and
    is none is a role, 读者 令狐昌碧; None where nobody is named."""
    parts: list[Part] = []
    for token in TOKEN.finditer(text, start):
        parts += _read_loosely(token.group(), token.start(), parts)
    while parts and parts[-1].kind == "role":
        parts.pop()
    named = any(part.kind in ("name", "tagged") for part in parts)
    return list(_photographers(parts, text)) if named else None


def are_names(text: str, parts: Sequence[Part]) -> bool:
    """Whether the words are names with usual surnames, and what they made."""
    names = [part for part in parts if part.kind != "credit"]
    return bool(names) and all(
        part.kind == "name" and text[part.start] in SURNAMES for part in names
    )


def _photographers(parts: Sequence[Part], text: str) -> Iterator[Part]:
    """The words, with 摄影 as the role of whom it stands before."""
    behind = [*(part.kind for part in parts), ""]
    for part, kind in zip(parts, behind[1:], strict=True):
        role = kind == "name" and text[part.start : part.end] == "摄影"
        yield part._replace(kind="role") if role else part


def _read(token: str, at: int) -> Iterator[Part]:
    """A word between blanks as role, names and credit; nothing if it is neither."""
    if " " in token:
        yield from _spaced(token, at)
        return
    if glued := GLUED.search(token):
        yield from _read(token[: glued.start()], at)
        yield Part("credit", at + glued.start(), at + len(token))
        return
    if TAGGED.match(token) and not SHARED.match(token):
        yield from _names(token, at)
        return
    if CREDIT.match(token):
        yield Part("credit", at, at + len(token))
        return
    if shared := SHARED.match(token):
        found = list(_read(token[shared.end() :], at + shared.end()))
        if found:
            yield Part("credit", at, at + shared.end() - 1)
        yield from found
        return
    for start, end in pairwise(_cuts(token)):
        yield from _read_role(token[start:end], at + start)


def _cuts(token: str) -> list[int]:
    """Where a word falls into roles with their names: 记者吴显芳通讯员杨昌盛."""
    role = ROLE.match(token)
    glued = NEXT.finditer(token, role.end()) if role else ()
    return [0, *(each.start() for each in glued), len(token)]


def _read_role(token: str, at: int) -> Iterator[Part]:
    """A role, and the names glued to it; nothing where they are something else."""
    role = ROLE.match(token)
    behind = role.end() if role else 0
    rest = token[behind:]
    lead = len(rest) - len(rest.lstrip("/"))
    rest = TAIL.sub("", rest[lead:])
    names = list(_names(rest, at + behind + lead))
    if rest and not names:
        return
    if role:
        yield Part("role", at, at + behind)
    yield from names


def _read_loosely(token: str, at: int, before: Sequence[Part]) -> Iterator[Part]:
    """A word of a line that is known to be a byline."""
    if shared := SHARED.match(token):
        at, token = at + shared.end(), token[shared.end() :]
    found = list(_read(token, at))
    behind_role = bool(before) and before[-1].kind == "role"
    usual = token[0] in SURNAMES or " " in token
    if found and (usual or found[0].kind != "name"):
        yield from found
    elif (behind_role or len(token) == 3) and _may_be_name(token):
        yield Part("name", at, at + len(token))
    elif loose := LOOSE_ROLE.match(token):
        yield Part("role", at, at + loose.end())
        yield from _names(token[loose.end() :], at + loose.end())
    elif len(token) <= LONGEST_ROLE and not BODY.search(token):
        yield Part("role", at, at + len(token))


def _may_be_name(token: str) -> bool:
    return bool(LONG_NAME.match(token)) and not (
        NO_NAME.search(token) or BODY.search(token)
    )


def _spaced(token: str, at: int) -> Iterator[Part]:
    """Names whose characters have blanks between them."""
    places = [at + n for n, char in enumerate(token) if char != " "]
    letters = token.replace(" ", "")
    if NO_NAME.search(letters):
        return
    lengths = _cut_names(letters) or (len(places),)
    ends = list(accumulate(lengths))
    for length, end in zip(lengths, ends, strict=True):
        yield Part("name", places[end - length], places[end - 1] + 1)


def _names(text: str, at: int) -> Iterator[Part]:
    """One name, one with a tag, or several glued: 张明赵天华."""
    if tagged := TAGGED.match(text):
        name, tag = (1, 2) if tagged.group(1) else (4, 3)
        yield Part("tagged", at + tagged.start(name), at + tagged.end(name))
        yield Part("credit", at + tagged.start(tag), at + tagged.end(tag))
    elif not text or NO_NAME.search(text):
        return
    else:
        lengths = None if "·" in text else _cut_names(text)
        if lengths is None and NAME.match(text):
            lengths = (len(text),)
        for length in lengths or ():
            yield Part("name", at, at + length)
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
