"""Which articles have the values that a query asks for: 区:上街区, 年:2018-2020."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

from tui.i18n import _
from tui.index import pattern
from tui.index.catalog import UNKNOWN, Catalog, is_unknown
from tui.index.fold import fold_term, folded_text
from tui.index.lexer import NAMES
from tui.index.query import All, Any, Field, Node, Not, Regex, Term
from tui.index.years import dated

Flags = npt.NDArray[np.bool_]
Tell = Callable[[str], None]
"""Takes a problem, in words for the user."""


def having(catalog: Catalog, field: Field, node: Node, tell: Tell) -> Flags | None:
    """A flag for each article; None where the node asks for nothing.

    Each word is looked up on its own: an article has all of 记者:(张三 李四) where both
    are among its reporters.
    """
    match node:
        case Term() | Regex():
            numbers = _numbers(catalog, field, node, tell)
            if numbers is None:
                return None
            return catalog.having(numbers)
        case Not(inner):
            flags = having(catalog, field, inner, tell)
            return None if flags is None else ~flags
        case All(nodes) | Any(nodes):
            join = np.logical_and if isinstance(node, All) else np.logical_or
            parts = (having(catalog, field, each, tell) for each in nodes)
            known = [each for each in parts if each is not None]
            return reduce(join, known) if known else None
        case _:
            told = _("{field}: 里只能有词、OR 和 NOT，别的不查")
            tell(told.format(field=NAMES[field]))
            return None


def _numbers(
    catalog: Catalog, field: Field, leaf: Term | Regex, tell: Tell
) -> Sequence[int] | None:
    """The values that a leaf of a query asks for."""
    if isinstance(leaf, Regex):
        return _matching(catalog, field, leaf.pattern, tell)
    wanted = leaf.text.strip()
    if not folded_text(wanted):
        return None
    values = catalog.values.values
    if field is Field.YEAR:
        return [at for at in catalog.of(field) if dated(values[at].name, wanted)]
    if leaf.exact:
        return [at for at in catalog.of(field) if values[at].name == wanted]
    return named(catalog, field, wanted)


def named(catalog: Catalog, field: Field, name: str) -> list[int]:
    """The values with a name, or the place with a code; if there are none, those with
    a part of the name. A place is its code: what else it is called counts too. Only
    values of articles that are there to be found count; `name` has something left when
    it is folded."""
    values, own = catalog.values.values, catalog.of(field).tolist()
    if is_unknown(name):
        return [at for at in own if values[at].name == UNKNOWN]
    texts, folded = catalog.values.folded(), fold_term(name).tobytes()
    present = catalog.present()
    there = [at for at in own if present[at]]
    found = {at for at in there if texts[at] == folded or values[at].code == name}
    found = found or {at for at in there if _has(texts[at], folded)}
    codes = {values[at].code for at in found} - {None}
    return [at for at in own if at in found or values[at].code in codes]


def _matching(catalog: Catalog, field: Field, source: str, tell: Tell) -> Sequence[int]:
    """The values in whose folded names the pattern finds something."""
    own = catalog.of(field)
    names = [folded_text(catalog.values.values[at].name) for at in own]
    text = "".join(f"{each}\n" for each in names)
    positions, _sizes, problem = pattern.find(source, [(0, text)])
    if problem:
        tell(problem)
    ends = np.cumsum([len(each) + 1 for each in names])
    owners = np.searchsorted(ends, positions, "right")
    return sorted(set(own[owners].tolist()))


def _has(text: bytes, part: bytes) -> bool:
    """Whether codes occur in others: two bytes are a code."""
    at = text.find(part)
    while at % 2 and at >= 0:
        at = text.find(part, at + 1)
    return at >= 0
