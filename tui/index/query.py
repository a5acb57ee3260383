"""What is searched for: a tree of nodes, and its canonical text.

    All(Term("招商"), In(DISTRICT, Term("上街区")), Not(Term("会议")))
    招商 区:上街区 -会议

`tui.index.syntax` reads the text; what it reads from a canonical text is the tree
that the text was made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tui.i18n import _
from tui.index.lexer import NAMES, Field, Sign, tokens

__all__ = [
    "EMPTY",
    "All",
    "Any",
    "Field",
    "In",
    "Near",
    "Node",
    "Not",
    "Problem",
    "Query",
    "Regex",
    "Term",
    "all_of",
    "any_of",
    "inside",
    "near",
    "negated",
]


@dataclass(frozen=True, slots=True)
class Term:
    text: str
    """May hold blanks: a phrase."""
    exact: bool = False
    """Whether the characters have to be these very ones, not folded."""


@dataclass(frozen=True, slots=True)
class Regex:
    pattern: str
    """As the module `regex` reads it."""


@dataclass(frozen=True, slots=True)
class Near:
    left: Node
    right: Node
    within: int
    """The most characters that may stand between the two."""


@dataclass(frozen=True, slots=True)
class In:
    field: Field
    node: Node


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """Each of the nodes, in one article. `All(())` is the empty query."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    nodes: tuple[Node, ...]


Node = Term | Regex | Near | In | Not | All | Any

EMPTY = All(())
"""Asks for nothing. The functions below leave it out of what they make."""


def all_of(nodes: Iterable[Node]) -> Node:
    """All of the nodes; the normal form, in which no All is in an All, and none has
    a single node."""
    flat = [each for node in nodes for each in _parts(node, All)]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(nodes: Iterable[Node]) -> Node:
    """Any of the nodes, in the normal form of `all_of`."""
    flat = [each for node in nodes if node != EMPTY for each in _parts(node, Any)]
    return Any(tuple(flat)) if len(flat) > 1 else all_of(flat)


def negated(node: Node) -> Node:
    """Not the node; twice is not at all."""
    if isinstance(node, Not):
        return node.node
    return node if node == EMPTY else Not(node)


def inside(field: Field, node: Node) -> Node:
    return node if node == EMPTY else In(field, node)


def near(left: Node, right: Node, within: int) -> Node:
    both = EMPTY not in (left, right)
    return Near(left, right, within) if both else all_of((left, right))


def _parts(node: Node, kind: type[All | Any]) -> Iterator[Node]:
    if isinstance(node, All | Any) and isinstance(node, kind):
        yield from node.nodes
    else:
        yield node


class Problem(NamedTuple):
    """What could not be read; `str` is the line for the person who typed it."""

    column: int
    """1-based, in code points of what was typed."""
    message: str

    def __str__(self) -> str:
        told = _("第 {column} 个字：{message}")
        return told.format(column=self.column, message=self.message)


@dataclass(frozen=True, slots=True)
class Query:
    """`str` is its canonical text: Chinese field names, half-width signs, quotes and
    brackets only where they are needed. A quote in a quoted text is doubled."""

    root: Node
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    """In the order of their columns."""

    def __str__(self) -> str:
        return _written(self.root)

    @property
    def is_unreadable(self) -> bool:
        """Whether something was typed of which nothing could be read."""
        return bool(self.problems) and self.root == EMPTY


_STRENGTH = {Any: 0, All: 1, Not: 2, Near: 3, In: 4, Term: 5, Regex: 5}
"""How tightly what is written for a node holds together."""


_SLASH = re.compile(r"\\.|[/／]", re.DOTALL)
"""Or what is escaped already."""


def _written(node: Node, least: int = 0) -> str:
    """In brackets where it holds together less tightly than what it stands in."""
    text = _text(node)
    return f"({text})" if _STRENGTH[type(node)] < least else text


def _text(node: Node) -> str:
    match node:
        case Term(text, exact):
            return "=" * exact + _literal(text)
        case Regex(pattern):
            return f"/{_SLASH.sub(_escaped, pattern)}/"
        case Near(left, right, within):
            return f"{_written(left, 3)} 近/{within} {_written(right, 4)}"
        case In(field, inner):
            return f"{NAMES[field]}:{_written(inner, 5)}"
        case Not(inner):
            return f"-{_written(inner, 4)}"
        case All(nodes):
            return " ".join(_written(each, 2) for each in nodes)
        case Any(nodes):
            return " OR ".join(_written(each, 1) for each in nodes)


def _literal(text: str) -> str:
    """Bare where it is read as one word, wherever it stands."""
    signs = [(each.sign, each.text) for each in tokens(f"({text})")][1:-2]
    # What looks like a regex that isn't closed would end at a later slash.
    if signs == [(Sign.WORD, text)] and text[0] not in "/／":
        return text
    return '"' + text.replace('"', '""') + '"'


def _escaped(part: re.Match[str]) -> str:
    return "\\" * (len(part[0]) == 1) + part[0]
