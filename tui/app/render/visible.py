"""Nothing in a page can steer the terminal: what has no picture of its own gets one.

A character is replaced by exactly one other, so offsets into a text hold for what is
painted of it. Replaced are the characters that Unicode classes as control, format,
surrogate, line or paragraph separator, and those that show nothing by default
(Default_Ignorable_Code_Point: zero-width, bidi, tag and variation characters).
"""

from __future__ import annotations

import re

INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "]"
)
BLANK = "\t\xa0\u1680\u2000-\u200a\u202f\u205f"
"""Blanks other than the space; the ideographic one (U+3000) is kept as it is."""

MARK = "\u25af"
"""▯, one cell wide in every terminal."""

PICTURES = 0x2400
"""Where the pictures of the control characters start: ␀ ␁ … ␛."""
DELETE, NEW_LINE = "\u2421", "\u2424"
"""␡ ␤"""

_ALTERED = re.compile(f"[{BLANK}]|{INVISIBLE.pattern}")


def visible(text: str) -> str:
    """The text as it is painted: as many code points, and each has a picture."""
    return _ALTERED.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    match character := match[0]:
        case "\x7f":
            return DELETE
        case "\x85" | "\u2028" | "\u2029":
            return NEW_LINE
        case "\t":
            return " "
    if character < " ":
        return chr(PICTURES + ord(character))
    return MARK if INVISIBLE.match(character) else " "
