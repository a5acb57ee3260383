"""The signs of the query language: a text, cut into tokens.

A sign counts only where a word starts; anywhere else it is text, so that what is
pasted from a page (`“五星”支部`, `文/图`) is searched as it stands. Full-width
signs count like half-width ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, IntEnum, StrEnum, auto
from typing import NamedTuple

from tui.corpus.model import Span


class Field(StrEnum):
    """What a search can be narrowed by. The value is the English name in a query."""

    DISTRICT = "district"
    OFFICE = "office"
    UNIT = "unit"
    COMMUNITY = "community"
    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    REPORTER = "reporter"
    CORRESPONDENT = "correspondent"
    YEAR = "year"


NAMES = dict(
    zip(Field, "区 街道 单位 社区 标题 小标题 图注 记者 通讯员 年".split(), strict=True)
)
"""The Chinese names in a query."""

FIELDS = {name: field for field, name in NAMES.items()} | {each: each for each in Field}
"""By their names, the English ones in lower case."""

_LONGEST = max(map(len, FIELDS))
"""Characters of a name: further no colon is looked for, at each sign of thousands."""


class Sign(Enum):
    OR = auto()
    AND = auto()
    NEAR = auto()
    """Its text is the number."""
    NOT = auto()
    FIELD = auto()
    """Its text is the name, as typed."""
    OPEN = auto()
    CLOSE = auto()
    REGEX = auto()
    EXACT = auto()
    """`=`; a phrase or a word follows directly."""
    PHRASE = auto()
    WORD = auto()
    END = auto()


class Token(NamedTuple):
    sign: Sign
    start: int
    end: int
    """Where it stands in what was typed, in code points, with its signs."""

    text: str
    """What is meant: without signs and escapes."""

    inner: Span
    """Where `text` stands, with the escapes."""

    @property
    def closed(self) -> bool:
        """Whether something follows the text, as the closing quote of a phrase."""
        return self.inner.end < self.end


class _Read(IntEnum):
    """How much of a word has been read."""

    NOTHING = 0
    NEGATION = 1
    FIELD = 2
    EXACT = 3


_AFTER = {
    Sign.NOT: _Read.NEGATION,
    Sign.FIELD: _Read.FIELD,
    Sign.EXACT: _Read.EXACT,
}


class _Rule(NamedTuple):
    sign: Sign
    until: _Read
    """It applies where no more than this has been read."""
    pattern: re.Pattern[str]


def _rules(end: str) -> tuple[_Rule, ...]:
    """In the order in which they are tried; `end` matches where a word ends.

    A quote opens a phrase only if its closing one ends the word, or if none follows.
    In `"…"` a doubled quote stands for one. A regex starts with no blank, so that
    `文 / 图 / 王` is text.
    """
    rules = (
        (Sign.OR, _Read.NOTHING, rf"(?:OR|[|｜])(?={end})"),
        (Sign.AND, _Read.NOTHING, rf"AND(?={end})"),
        (Sign.NOT, _Read.NOTHING, rf"NOT(?={end})"),
        # Six digits: int() refuses numbers of some thousand.
        (Sign.NEAR, _Read.NOTHING, rf"(?i:近|near)[/／]([0-9０-９]{{1,6}})(?={end})"),
        (Sign.NOT, _Read.NEGATION, rf"[-－](?!{end})"),
        (Sign.FIELD, _Read.NEGATION, rf"([^\s:：]{{1,{_LONGEST}}})[:：]"),
        (Sign.OPEN, _Read.FIELD, r"[(（]"),
        (Sign.REGEX, _Read.FIELD, rf"[/／](?!\s)((?:\\.|[^\\])+?)[/／](?={end})"),
        (Sign.EXACT, _Read.FIELD, rf"[=＝](?!{end})"),
        (Sign.PHRASE, _Read.EXACT, rf'"((?:[^"]|"")*+)(?:"(?={end})|\Z)'),
        (Sign.PHRASE, _Read.EXACT, rf"“([^”]*)(?:”(?={end})|\Z)"),
        (Sign.PHRASE, _Read.EXACT, rf"＂([^＂]*)(?:＂(?={end})|\Z)"),
        (Sign.PHRASE, _Read.EXACT, rf"「([^」]*)(?:」(?={end})|\Z)"),
    )
    return tuple(
        _Rule(sign, until, re.compile(source, re.DOTALL))
        for sign, until, source in rules
    )


_OUTSIDE = _rules(r"(?:\s|\Z)")
_CLOSE = _Rule(Sign.CLOSE, _Read.EXACT, re.compile("[)）]"))
_IN_GROUP = (_CLOSE, *_rules(r"(?:[\s)）]|\Z)"))
_REGEX_END = re.compile(r"[/／](?=[\s)）]|\Z)")


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, in order; END is the last. Each CLOSE has its OPEN, but
    an OPEN may have no CLOSE."""
    read, depth, at = _Read.NOTHING, 0, 0
    last_slash = max((each.start() for each in _REGEX_END.finditer(text)), default=-1)
    while at < len(text):
        if text[at].isspace():
            read, at = _Read.NOTHING, at + 1
            continue
        token = _token(text, at, read, depth > 0, last_slash)
        depth += (token.sign is Sign.OPEN) - (token.sign is Sign.CLOSE)
        read, at = _AFTER.get(token.sign, _Read.NOTHING), token.end
        yield token
    yield Token(Sign.END, at, at, "", Span(at, at))


def _token(text: str, at: int, read: _Read, in_group: bool, last_slash: int) -> Token:
    """`last_slash`: the last one that may end a regex. Behind it none starts: of
    thousands of slashes each would have the rest of the text looked through."""
    for sign, until, pattern in _IN_GROUP if in_group else _OUTSIDE:
        if read > until or (sign is Sign.REGEX and at >= last_slash):
            continue
        found = pattern.match(text, at)
        if found and (sign is not Sign.FIELD or found[1].lower() in FIELDS):
            inner = Span(*found.span(found.lastindex or 0))
            return Token(sign, at, found.end(), _meant(sign, found), inner)
    word = Span(at, _word_end(text, at, in_group))
    return Token(Sign.WORD, *word, text[slice(*word)], word)


def _meant(sign: Sign, found: re.Match[str]) -> str:
    text = found[found.lastindex or 0]
    if sign is Sign.PHRASE and found[0].startswith('"'):
        return text.replace('""', '"')
    if sign is Sign.REGEX:
        return re.sub(r"\\(.)", _unescaped, text, flags=re.DOTALL)
    return text


def _unescaped(pair: re.Match[str]) -> str:
    return pair[1] if pair[1] in "/／" else pair[0]


def _word_end(text: str, at: int, in_group: bool) -> int:
    """A closing bracket ends the word if it closes the group, not if it closes a
    bracket of the word: `(文（图）)`."""
    opened = 0
    for end in range(at, len(text)):
        if text[end].isspace():
            return end
        if text[end] in "(（":
            opened += 1
        elif text[end] in ")）":
            if in_group and not opened:
                return end
            opened = max(opened - 1, 0)
    return len(text)
