"""What the query line does to the text that is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.index.lexer import FIELDS, Field, Sign, Token, tokens
from tui.index.query import All, In, Node, Query, Term, all_of
from tui.index.syntax import parse


def word_at(text: str, caret: int) -> tuple[int, int]:
    """The span of the word or phrase that the caret stands in or behind, without
    signs; `(caret, caret)` where there is none. In code points."""
    for sign, *_, inner in tokens(text):
        if sign in (Sign.WORD, Sign.PHRASE) and inner.start <= caret <= inner.end:
            return inner
    return caret, caret


def narrowed(text: str, field: Field, value: str | None) -> str:
    """The query with `field:value` in front, in place of what restricts it by that
    field; None takes that away. The rest stays as typed where it reads the same
    there, else in brackets, else it is written anew."""
    restriction = () if value is None else (In(field, Term(value)),)
    wanted = all_of((*restriction, *_others(parse(text).root, field)))
    front, rest = str(Query(all_of(restriction))), _without(text, field)
    for each in (rest, f"({rest})"):
        typed = " ".join(filter(None, (front, each)))
        if parse(typed).root == wanted:
            return typed
    return str(Query(wanted))


def _others(root: Node, field: Field) -> Iterator[Node]:
    """What is asked for beside restrictions by the field."""
    for each in root.nodes if isinstance(root, All) else (root,):
        if not (isinstance(each, In) and each.field is field):
            yield each


def _without(text: str, field: Field) -> str:
    read = [*tokens(text)]
    dropped = {each for span in _restrictions(read, field) for each in span}
    if not dropped:
        return text
    return "".join(
        text[token.start : read[number + 1].start]
        for number, token in enumerate(read[:-1])
        if number not in dropped
    ).rstrip()


def _restrictions(read: Sequence[Token], field: Field) -> Iterator[range]:
    """The tokens of each restriction by the field that is in no group and not
    negated, with each AND that ties it to the rest: a blank says the same."""
    depth = 0
    for at, token in enumerate(read):
        if _names(token, field) and not depth and read[at - 1].sign is not Sign.NOT:
            end = _operand_end(read, at + 1)
            before = at > 0 and read[at - 1].sign is Sign.AND
            behind = read[end].sign is Sign.AND
            yield range(at - before, end + behind)
        depth += (token.sign is Sign.OPEN) - (token.sign is Sign.CLOSE)


def _names(token: Token, field: Field) -> bool:
    return token.sign is Sign.FIELD and FIELDS[token.text.lower()] is field


def _operand_end(read: Sequence[Token], at: int) -> int:
    """The number behind the last token of what stands directly behind a field."""
    if read[at].start > read[at - 1].end or read[at].sign is Sign.END:
        return at
    depth, end = 0, at
    while read[end].sign is not Sign.END:
        depth += (read[end].sign is Sign.OPEN) - (read[end].sign is Sign.CLOSE)
        end += 1
        if not depth and read[end - 1].sign is not Sign.EXACT:
            break
    return end
