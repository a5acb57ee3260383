"""What may have been meant by a query that finds nothing, and was read as text.

What is pasted from a page is searched as it stands, whatever signs are in it. Only
where nothing is found is it worth saying how a sign would be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from difflib import get_close_matches
from itertools import islice, pairwise

from tui.i18n import _
from tui.index import facets, pattern
from tui.index.catalog import READ, Catalog
from tui.index.choices import ranks
from tui.index.fold import folded_text
from tui.index.lexer import FIELDS, NAMES, Field, Sign, Token, tokens
from tui.index.query import Problem

OPERATORS = {"and": "AND", "&&": "AND", "or": "OR", "||": "OR", "not": "NOT"}
"""How others write ours."""

NAMED = re.compile(r"([^\s:：]+)[:：]")
FAR = re.compile(r"(?:近|near)[/／][0-9０-９]{7,}", re.IGNORECASE)

MOST = 3
"""Doubts that are told: of a long text that is pasted there might be thousands."""

ALIKE = 0.5
"""How near a name has to be to be offered, from 0 to 1 (`difflib`)."""


def doubts(
    text: str, catalog: Catalog, told: Iterable[Problem] = ()
) -> Iterator[Problem]:
    """What to say of a query that finds nothing, but of what is told already."""
    columns = {each.column for each in told}
    found = (
        Problem(token.start + 1, message)
        for token, following in pairwise(tokens(text))
        if token.start + 1 not in columns
        and (message := _doubt(token, following, catalog))
    )
    return islice(found, MOST)


def _doubt(token: Token, following: Token, catalog: Catalog) -> str | None:
    match token.sign:
        case Sign.WORD:
            return _operator(token, following) or _word(token)
        case Sign.REGEX:
            return _regex(token)
        case Sign.FIELD if token.end == following.start:
            return _value(FIELDS[token.text.lower()], following, catalog)
    return None


def _operator(token: Token, following: Token) -> str | None:
    """Of a word that stands between others, or before one as `not` does."""
    meant = OPERATORS.get(token.text.lower())
    is_first = token.start == 0 and meant != "NOT"
    if meant is None or is_first or following.sign is Sign.END:
        return None
    told = _("“{word}”当作词查了；运算要写 {sign}")
    return told.format(word=token.text, sign=meant)


def _word(token: Token) -> str | None:
    text = token.text
    if text[0] in "/／" and len(text) > 1:
        return _("正则表达式没有合上，末尾要有 /")
    if FAR.fullmatch(text):
        return _("近/ 后面的数太大，最多六位")
    if len(text) > 1 and text[-1] in "*＊":
        return _("不用写 *：本来就不论前后还有什么字")
    if _opened(text) < 0:
        return _("括号没有开头")
    return _field(text)


def _opened(text: str) -> int:
    return sum((char in "(（") - (char in ")）") for char in text)


def _field(text: str) -> str | None:
    """Of a word that starts with what looks like the name of a field."""
    name = NAMED.match(text)
    near = name and get_close_matches(name[1].lower(), FIELDS, 1, ALIKE)
    # The name of an office holds that of its field.
    if not name or not near or len(name[1]) > len(near[0]) + 1:
        return None
    return _("没有“{name}:”；最近的是“{near}:”").format(name=name[1], near=near[0])


def _regex(token: Token) -> str | None:
    import regex

    with suppress(regex.error):
        if pattern.compiled(token.text).fullmatch(""):
            return _("这个正则表达式只找到空的地方")
    return None


def _value(field: Field, token: Token, catalog: Catalog) -> str | None:
    """Of what stands behind the name of a field, where no article has it."""
    wanted = token.text.strip()
    is_text = token.sign in (Sign.WORD, Sign.PHRASE) and folded_text(wanted)
    if (
        field not in READ
        or field is Field.YEAR
        or not is_text
        or not catalog.alive.any()
    ):
        return None
    if facets.named(catalog, field, wanted):
        return None
    told = _("没有{field}“{value}”").format(field=NAMES[field], value=wanted)
    near = _nearest(wanted, field, catalog)
    return told + (_("；最近的是“{near}”").format(near=near) if near else "")


def _nearest(wanted: str, field: Field, catalog: Catalog) -> str | None:
    """The value of a field that looks most like the one that is wanted, or else may be
    spelled so."""
    values, present = catalog.values.values, catalog.present()
    names = [values[at].name for at in catalog.of(field).tolist() if present[at]]
    # To compare all of thousands takes longer than a key may.
    alike = [each for each in names if not set(wanted).isdisjoint(each)]
    near: list[str] = get_close_matches(wanted, alike, 1, ALIKE)
    if near:
        return near[0]
    spelled = ranks(names, wanted)
    return min(spelled, key=spelled.__getitem__, default=None)
