"""Pictures of the screen in which a Chinese character is as wide as two Latin ones.

Rich gives every text of its SVG the width of as many cells as it has characters: texts
with Chinese in them would be squeezed into half of their room.
"""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import groupby

from rich.cells import cell_len

TEXT = re.compile(
    r'<text (class="[^"]*") x="([\d.]+)" (y="[\d.]+") textLength="([\d.]+)" '
    r'(clip-path="[^"]*")>([^<]*)</text>'
)
BLANK = "\u00a0"
"""What Rich writes for a blank, so that it isn't dropped."""


def true_to_cells(svg: str) -> str:
    """Rich's SVG with every text as wide as the cells that it fills."""
    return TEXT.sub(_parts, svg)


def _parts(found: re.Match[str]) -> str:
    """The text in parts, each of characters of one width."""
    look, x, y, length, clip, written = found.groups()
    text = unescape(written)
    cell, at, parts = float(length) / len(text), float(x), []
    for width, characters in groupby(text, cell_len):
        part = "".join(characters)
        size = cell * width * len(part)
        if part.strip(BLANK):
            shown = escape(part).replace(BLANK, "&#160;")
            parts.append(
                f'<text {look} x="{at:.1f}" {y} textLength="{size:.1f}" {clip}>'
                f"{shown}</text>"
            )
        at += size
    return "".join(parts)
