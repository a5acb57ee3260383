"""Markup that is safe to build a tree of.

HTML's own rules for building a tree are quadratic in how deep elements are nested,
how many attributes one has, and how many formatting elements (b, font) are left open.
A hundred thousand `<div>` inside each other take selectolax a minute, and 100 KB of
`<font size=1><p>` … `<font size=5000><p>` become 12 million nodes. Nothing of it
changes what the page says.
"""

from __future__ import annotations

import re

TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,63}+)([^<>]*+)>")
FORMATTING = frozenset("b big code em font i nobr s small strike strong tt u".split())
"""The formatting elements of the HTML standard (13.2.4.3), but for links, of which
one at a time can be open."""
UNNESTED = frozenset(
    "a area base body br col colgroup dd dt embed head hr html img input li link meta "
    "optgroup option p param rb rp rt rtc source tbody td tfoot th thead tr track "
    "wbr".split()
)
"""Elements that have no end tag or do without it: they don't nest by themselves."""
DEEPEST = 200
"""Elements inside each other; pages have up to 40."""
LONGEST = 2000
"""Characters of a tag's attributes: longer are pictures written into the page."""


def tame(markup: str) -> str:
    """The markup without formatting elements, without the attributes of oversized
    tags, and with what is nested deeper than 200 elements raised to that depth."""
    depth = 0

    def tag(found: re.Match[str]) -> str:
        nonlocal depth
        close, name, rest = found.groups()
        if (name := name.lower()) in FORMATTING:
            return ""
        if name not in UNNESTED:
            if rest.endswith("/"):
                return ""
            depth = max(0, depth - 1) if close else depth + 1
            if depth + bool(close) > DEEPEST:
                return "" if name == "span" else "<br>"
        return found[0] if len(rest) <= LONGEST else f"<{close}{name}>"

    return TAG.sub(tag, markup)
