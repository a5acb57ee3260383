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

_messages: dict[str, str] = {}
"""Translations that were asked for, and their messages."""


def _(message: str) -> str:
    """The message in the language of the person at the keyboard."""
    translated = _catalog().gettext(message)
    _messages[translated] = message
    return translated


def ngettext(one: str, many: str, number: int) -> str:
    """As `_`, for a message that depends on a number."""
    return _catalog().ngettext(one, many, number)


def both(text: str) -> tuple[str, str]:
    """A text that `_` has returned, in Chinese and in English."""
    message = _messages.get(text, text)
    return message, _english().gettext(message)


def speak(language: str) -> None:
    """Have `zh` or `en` spoken from here on, also by the programs that are started.

    What was translated before stays as it is: a module that does so while it is
    imported has to be imported later."""
    os.environ["LANGUAGE"] = language
    _catalog.cache_clear()


def language() -> str:
    """`zh` or `en`, by the variables that gettext itself reads, in its order."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").partition(":")[0].partition(".")[0]
        if value not in SILENT:
            return "zh" if value.startswith(("zh", "Chinese")) else "en"
    return "zh"


@cache
def _catalog() -> gettext.NullTranslations:
    return gettext.NullTranslations() if language() == "zh" else _english()


@cache
def _english() -> gettext.NullTranslations:
    return gettext.translation("jiedu", LOCALE_DIR, ["en"], fallback=True)
