"""The language of the interface: Chinese, or English where the locale asks for it.

Messages are written in Chinese in the code and translated by `locale/en`. A
locale that says nothing (unset, C, POSIX) gets Chinese: it is the language of
the pages, and a bare server rarely sets a locale.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

LOCALE_DIR = Path(__file__).with_name("locale")
SILENT = ("", "C", "POSIX")
"""Locales that name no language."""


def _(message: str) -> str:
    """The message in the language of the person at the keyboard."""
    return _catalog().gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """As `_`, for a message that depends on a number."""
    return _catalog().ngettext(one, many, number)


def language() -> str:
    """`zh` or `en`, by the variables that gettext itself reads, in its order."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").partition(":")[0].partition(".")[0]
        if value not in SILENT:
            return "zh" if value.startswith(("zh", "Chinese")) else "en"
    return "zh"


@cache
def _catalog() -> gettext.NullTranslations:
    if language() == "zh":
        return gettext.NullTranslations()
    return gettext.translation("jiedu", LOCALE_DIR, ["en"], fallback=True)
