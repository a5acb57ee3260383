"""TOML as people write it: a key in Chinese may go without quotes.

区 = "上街区"
"""

from __future__ import annotations

import re
from typing import Any

from tui.i18n import _

HAN_KEY = r'(?m)(^[ \t]*(?:\[\[?[ \t]*)?|(?<=")\.)([^\W\da-zA-Z_]+)(?=[ \t]*[=\].])'
"""A key in Chinese without the quotes that TOML wants around it."""
PLACE = r" \(at line (\d+)(?:, column (\d+))?\)$"
"""How tomllib ends a message."""
DEEPEST = 32
"""Parts of a dotted key. tomllib 3.11 takes the square of their number: a key of 8000
letters and dots between them takes it a second."""
PART = r"""(?:[\w-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
TOO_DEEP = rf"(?:\.[ \t]*{PART}[ \t]*){{{DEEPEST}}}"


def loads(text: str) -> dict[str, Any]:
    """Read TOML. Raises ValueError, and RecursionError for what is nested deeply."""
    import tomllib

    if deep := re.search(TOO_DEEP, text):
        line = text.count("\n", 0, deep.start()) + 1
        raise ValueError(f"Too many parts of a key (at line {line})")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        amended = re.sub(HAN_KEY, r'\1"\2"', text)
        if amended == text:
            raise
    try:
        return tomllib.loads(amended)
    except tomllib.TOMLDecodeError as error:
        # The quotes have moved what stands behind them.
        raise ValueError(re.sub(r", column \d+", "", str(error))) from None


def problem(where: str, error: Exception) -> str:
    """The line for the user that says why `loads` has failed."""
    message = str(error)
    place = re.search(PLACE, message)
    at = "".join(f":{each}" for each in place.groups() if each) if place else ""
    reason = re.sub(PLACE, "", message)
    advice = _("不是 TOML（{reason}）；文字要加引号，一行一项")
    return f"{where}{at}: " + advice.format(reason=reason)
