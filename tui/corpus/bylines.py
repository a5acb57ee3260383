"""Who wrote it: lines of names, and the offices that sign. `run_in` has what stands in
a paragraph.

记者 谢鹏飞 ⏎ 通讯员 刘鹏 李萌 文/图      □ 本报记者 王某
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tui.corpus.lexicon import (
    DATE,
    HAN,
    SURNAMES,
    dateline_in,
    plain,
)
from tui.corpus.model import Byline, Span
from tui.corpus.names import (
    BODY,
    CREDIT,
    EDITORS,
    NO_NAME,
    ROLE,
    Part,
    are_names,
    loose_parts_of,
    parts_of,
)

BULLET = re.compile(r"[□■○●◎◆◇▲△▷★☆|\-—]+ *")
SIGN = re.compile(rf"{BULLET.pattern}|[()\[\]]")
SIGNATURE = "署名"
"""The role of an office that signs a report."""
NOISE = re.compile(
    r"(?:\d{4} ?[年/.-] ?)?\d{1,2} ?[月/.-] ?\d{1,2} ?日?|\d{1,2}:\d\d(?::\d\d)?"
    r"|来源: ?[^ (]+|(?:发布)?时间:|(?:浏览|点击|阅读)[数量]?:? ?\d+ ?次?"
    r"|[【\[][^】\]]*[】\]]|作者(?:单位:|系|简介).*"
)
"""What stands beside names on a line of its own, and is none."""
OFFICE = re.compile(
    rf"{BODY.pattern}|(?:街道|办事处|[镇乡村]|社区|小组|支部|课题组|工作室|气象台|服务台)$"
)
"""How the name of a body ends that signs a text."""
SENT = re.compile(r"^(?:供稿|答复)(?:单位)?[:/] *| *(?:供稿|宣)$|[() ]+$|^[() ]+")
"""What stands beside the name of an office that signs a text."""
SHORTEST_OFFICE = 7
"""Characters of an office's name that is never read as names of persons."""
PEN_NAME = re.compile(rf"(?!.*(?:通过|主持|记录|选自|综合)){HAN}{{2,4}}$")
"""A line that is known to be a byline, and has neither roles nor usual surnames."""
LONGEST = 80
"""Characters of a line that signs a text."""
MOST_NAMES = 4
"""Names that sign a text in one role that is not usual, or in none."""
MOST_WORDS = 8
LONGEST_NAME = 4
"""Of a line of names alone, and of each, in words and characters."""
TELLING = re.compile(r"记者|讯员|论员|实习生|通联|作者|[编校审]|[文图摄撰/]")
"""What a role, or a name with what it made, can't do without."""


SIGNED = re.compile(
    rf"^[(\[【]|读者|口述|整理|选自|[〇零一二三四五六七八九十]{{4,5}}年|台$"
    rf"|{TELLING.pattern}|{OFFICE.pattern}|{NOISE.pattern}"
)
"""What a line that signs a text has, unless it has a name."""


NAMING = SURNAMES | {*"文图摄照报综 /、,;:|"}
"""What a line of names starts with: surnames, CREDIT, and what stands between words."""


class Found(NamedTuple):
    """A byline in a text."""

    bylines: tuple[Byline, ...]
    credit: str | None
    span: Span
    """Where it stands in the text, with its brackets."""


def may_sign(text: str) -> bool:
    """Whether a line (`plain`) can be a byline: it has a word of bylines, a date, a
    body's name, or a short word that begins with a surname."""
    if SIGNED.search(text):
        return True
    words = re.split(r"[ 、,]+", text)
    return len(words) <= MOST_WORDS and any(
        0 < len(word) <= LONGEST_NAME and word[0] in SURNAMES for word in words
    )


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
    set_off = bullet or bracketed
    if not (set_off or TELLING.search(text)):
        return None
    parts = parts_of(text, start, end)
    if not parts or not (_telling(parts) or (set_off and are_names(text, parts))):
        return None
    return byline_of(parts, printed, Span(0, len(text)))


def _telling(parts: Sequence[Part]) -> bool:
    """Whether a word of a byline is one nowhere else."""
    return any(part.kind in ("role", "tagged") for part in parts)


def may_name(text: str) -> bool:
    """Whether a line (`plain`) can be names without a role: it starts with a surname,
    with what somebody made, with a mark, or with a dateline."""
    return text[0] in NAMING or dateline_in(text) is not None


def names_in(text: str, printed: str) -> Found | None:
    """Read a whole line as names without a role: 王小明 李华."""
    parts = parts_of(text, 0, len(text))
    if not parts or not are_names(text, parts):
        return None
    return byline_of(parts, printed, Span(0, len(text)))


def signature_in(text: str, printed: str) -> Found | None:
    """Read a line that is known to be a byline: names behind roles of any kind, or
    an office that signs a text. None for a date or a source alone, or a long line."""
    if len(text) > LONGEST:
        return None
    line = NOISE.sub(lambda noise: " " * len(noise.group()), text)
    office = _office_in(line)
    if office and len(office) >= SHORTEST_OFFICE and not TELLING.search(office):
        return _signed_by(office, line, printed)
    bare = SIGN.sub(lambda sign: " " * len(sign.group()), line)
    parts = parts_of(bare, 0, len(bare))
    if not parts or not (_telling(parts) or are_names(bare, parts)):
        parts = loose_parts_of(bare)
    if parts:
        return byline_of(parts, printed, Span(0, len(text)))
    if office:
        return _signed_by(office, line, printed)
    name = bare.strip()
    if NO_NAME.search(name) or CREDIT.match(name) or not PEN_NAME.match(name):
        return None
    return _signed_by(name, line, printed, None)


def _office_in(line: str) -> str | None:
    """The name of the office that a line is, but for what says that it signs."""
    office = SENT.sub("", SENT.sub("", DATE.sub("", line).strip("() ")))
    return office if " " not in office and OFFICE.search(office) else None


def _signed_by(
    name: str, line: str, printed: str, role: str | None = SIGNATURE
) -> Found:
    """The byline of one name that stands in a line."""
    start = line.index(name)
    span = Span(start, start + len(name))
    return Found((Byline(role, (printed[span.start : span.end],)),), None, span)


def writers(bylines: Sequence[Byline], listed: Sequence[Byline]) -> tuple[Byline, ...]:
    """An article's bylines without its lists of names, lines of their own: those of a
    presidium are too many to have written a text together."""
    names: Counter[str | None] = Counter()
    for role, each in listed:
        names[role] += len(each)
    return tuple(
        each
        for each in bylines
        if names[each.role] <= MOST_NAMES or ROLE.search(plain(each.role or ""))
    )


def byline_of(parts: Sequence[Part], printed: str, span: Span) -> Found | None:
    """Names behind their roles; the names of editors sign the page, not a text. A role
    ends with a name that is tagged with what it made: 记者 甲/文 乙/图."""
    groups: list[tuple[str | None, list[str]]] = []
    made, told = [], False
    for part in parts:
        word = "".join(printed[part.start : part.end].split())
        if part.kind == "credit":
            made.append(word)
            continue
        if part.kind == "role":
            groups.append((word, []))
        elif groups and not told:
            groups[-1][1].append(word)
        else:
            groups.append((None, [word]))
        told = part.kind == "tagged" and groups[-1][0] is not None
    signed = [(role, tuple(names)) for role, names in groups if names]
    if not signed:
        return None
    bylines = tuple(
        Byline(role, names)
        for role, names in signed
        if plain(role or "") not in EDITORS
    )
    return Found(bylines, "/".join(made) or None, span)
