"""The query language: text → nodes.

    招商 引资              both words in one article; `AND` between them says the same
    "招商 引资"            a phrase; also “…” ＂…＂ 「…」
    招商 OR 引资           either, also `|`; binds looser than a blank
    -会议   NOT 会议       not
    (招商 OR 引资) 会议    a group
    区:上街区              in a field; `district:上街区` is the same
    招商 近/5 引资         at most five characters between; binds tighter than NOT
    /引资\\d+/             a regular expression; `\\/` is a slash
    =工業路                these very characters

What can't be read is a `Problem`; the rest is searched for.
"""

from __future__ import annotations

import re
import unicodedata
from math import prod

from tui.i18n import _
from tui.index.lexer import FIELDS, Field, Sign, Token, tokens
from tui.index.query import (
    EMPTY,
    Node,
    Problem,
    Query,
    Regex,
    Term,
    all_of,
    any_of,
    inside,
    near,
    negated,
)

DEEPEST = 20
"""Groups in one another, and signs of nearness, that are read: more of them is no
question that someone asks, and would overflow the stack of whoever walks the tree."""

LONGEST = 100_000
"""Characters of a regex with its counted repeats written out, as the module `regex`
does: `((a{1000}){1000}){1000}` takes all memory there is."""

YEARS = re.compile(
    r"[0-9]{4}(-[0-9]{4}|-(0[1-9]|1[0-2])(-[0-9]{2})?)?|\?|未知|未识别|unknown", re.I
)


def parse(text: str) -> Query:
    """Read a query. Never raises."""
    parser = _Parser(text)
    root = parser.any() or EMPTY
    return Query(root, tuple(sorted(parser.problems)))


class _Parser:
    """Recursive descent, a method for each level of precedence. A method returns None
    where nothing stands that it could read, EMPTY where that is told already."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._tokens = tokens(text)
        self._next = next(self._tokens)
        self._field: Field | None = None
        self._depth = 0
        self._nears = 0

    def any(self) -> Node | None:
        nodes = [self._all()]
        while sign := self._accept(Sign.OR):
            nodes.append(self._all())
            if None in nodes[-2:]:
                self._tell(sign, _("{sign} 两边都要有词").format(sign="OR"))
        read = [each for each in nodes if each is not None]
        return any_of(read) if read or len(nodes) > 1 else None

    def _all(self) -> Node | None:
        nodes: list[Node] = []
        while self._next.sign not in (Sign.OR, Sign.CLOSE, Sign.END):
            if sign := self._accept(Sign.AND):
                if not nodes or self._next.sign in _NO_OPERAND:
                    self._tell(sign, _("{sign} 两边都要有词").format(sign="AND"))
                    nodes.append(EMPTY)
            else:
                nodes.append(self._not())
        return all_of(nodes) if nodes else None

    def _not(self) -> Node:
        sign, negative = None, False
        while self._next.sign is Sign.NOT:
            sign, negative = self._take(), not negative
        node = self._near()
        if node is None:
            if sign:
                self._tell(sign, _("{sign} 后面要有词").format(sign="NOT"))
            return EMPTY
        return negated(node) if negative else node

    def _near(self) -> Node | None:
        node = self._operand()
        while sign := self._accept(Sign.NEAR):
            node = self._joined(node, sign, self._operand())
        return node

    def _joined(self, left: Node | None, sign: Token, right: Node | None) -> Node:
        self._nears += 1
        if left is None or right is None:
            name = f"近/{int(sign.text)}"
            self._tell(sign, _("{sign} 两边都要有词").format(sign=name))
        elif self._nears > DEEPEST:
            self._tell(sign, _("“近/N”太多，这一个不算"))
        else:
            return near(left, right, int(sign.text))
        return all_of(each for each in (left, right) if each is not None)

    def _operand(self) -> Node | None:
        match self._next.sign:
            case Sign.FIELD:
                return self._in(self._take())
            case Sign.OPEN:
                return self._group(self._take())
            case Sign.REGEX:
                return self._regex(self._take())
            case Sign.EXACT:
                self._take()
                return self._literal(self._take(), exact=True)
            case Sign.PHRASE | Sign.WORD:
                return self._literal(self._take(), exact=False)
            case _:
                return None

    def _in(self, name: Token) -> Node:
        outer, self._field = self._field, FIELDS[name.text.lower()]
        node = self._operand() if self._next.start == name.end else None
        field, self._field = self._field, outer
        if node is None:
            self._tell(name, _("{sign} 后面要有词").format(sign=f"{name.text}:"))
            return EMPTY
        return inside(field, node)

    def _group(self, opening: Token) -> Node:
        self._depth += 1
        too_deep = self._depth > DEEPEST
        node = self._skipped() if too_deep else self.any()
        self._depth -= 1
        if too_deep:
            self._tell(opening, _("括号套得太深，这里面的不查"))
        elif not self._accept(Sign.CLOSE):
            self._tell(opening, _("括号没有合上"))
        elif node is None:
            self._tell(opening, _("括号里要有词"))
        return node or EMPTY

    def _skipped(self) -> Node:
        """Passes over the rest of a group, without recursion."""
        depth = 1
        while depth and self._next.sign is not Sign.END:
            sign = self._take().sign
            depth += (sign is Sign.OPEN) - (sign is Sign.CLOSE)
        return EMPTY

    def _literal(self, token: Token, exact: bool) -> Node:
        if token.sign is Sign.PHRASE and not token.closed:
            self._tell(token, _("引号没有合上"))
        elif not token.text.strip():
            self._tell(token, _("引号里要有词"))
        if not token.text.strip():
            return EMPTY
        if self._field is Field.YEAR:
            return self._year(token)
        return Term(token.text, exact)

    def _year(self, token: Token) -> Node:
        text = unicodedata.normalize("NFKC", token.text).strip()
        if token.sign is not Sign.REGEX and YEARS.fullmatch(text):
            return Term(text)
        self._tell(token, _("年: 要像 2018、2018-05 或 2018-2020"))
        return EMPTY

    def _regex(self, token: Token) -> Node:
        if self._field is Field.YEAR:
            return self._year(token)
        mistake = _mistake(token.text)
        if mistake is None:
            return Regex(token.text)
        self._tell(token, _("正则表达式有误：{reason}").format(reason=mistake))
        return EMPTY

    def _take(self) -> Token:
        token, self._next = self._next, next(self._tokens, self._next)
        return token

    def _accept(self, sign: Sign) -> Token | None:
        return self._take() if self._next.sign is sign else None

    def _tell(self, token: Token, message: str) -> None:
        self.problems.append(Problem(token.start + 1, message))


_NO_OPERAND = (Sign.AND, Sign.OR, Sign.CLOSE, Sign.END)


def _mistake(pattern: str) -> str | None:
    """Why a pattern can't be compiled, in the words of `regex`."""
    import regex

    counts = re.findall(r"\{(\d{1,9})", re.sub(r"\s", "", pattern))
    if len(pattern) * prod(int(each) or 1 for each in counts) > LONGEST:
        return _("太长，或重复的次数太多")
    try:
        regex.compile(pattern)
    except (regex.error, ValueError, OverflowError, RecursionError) as error:
        return str(error)
    return None
