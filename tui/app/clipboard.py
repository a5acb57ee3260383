"""Text for other programs: to the terminal's clipboard, and kept here in any case.

A program on another machine reaches the clipboard only through the terminal: OSC 52
carries the text there in Base64, so nothing in it can steer the terminal. No answer
comes back: a terminal that refuses cannot be told from one that obeys.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Callable, Sequence

from tui.i18n import _, ngettext

MOST_BYTES = 74_994
"""UTF-8 bytes of a text that is sent: they make 99,992 of Base64, and hterm, the
strictest of those that say so, takes sequences of 100,000 (its etc/osc52.sh)."""

KEPT = 20
"""Texts that are kept."""


def osc52(text: str, in_tmux: bool = False) -> str:
    """The sequence that puts a text into the clipboard.

    tmux takes it itself where `set-clipboard` is on, and else hands it on to its
    terminal where `allow-passthrough` is: nobody can see which, so it gets both."""
    # A lone half of a surrogate pair has no UTF-8.
    encoded = b64encode(text.encode("utf-8", "replace")).decode("ascii")
    plain = f"\x1b]52;c;{encoded}\x07"
    if not in_tmux:
        return plain
    wrapped = plain.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{wrapped}\x1b\\{plain}"


class Clipboard:
    """The last texts that were copied; `write` sends a sequence to the terminal."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._texts: list[str] = []

    @property
    def texts(self) -> Sequence[str]:
        """The last ones, each once, the latest first."""
        return tuple(self._texts)

    def copy(self, text: str, said: str | None = None) -> str:
        """Keep a text and send it to the terminal; returns what to tell the user. Of
        one with its source, the characters `said` there are counted."""
        others = [each for each in self._texts if each != text]
        self._texts = [text, *others][:KEPT]
        size = sum(not character.isspace() for character in said or text)
        if len(text.encode("utf-8", "replace")) > MOST_BYTES:
            told = _("{n} 字太长，终端不收；按 p 可看")
        else:
            self._write(osc52(text, in_tmux="TMUX" in os.environ))
            told = ngettext(
                "已复制 {n} 字，按 p 可看（剪贴板要终端支持 OSC 52）",
                "已复制 {n} 字，按 p 可看（剪贴板要终端支持 OSC 52）",
                size,
            )
        return told.format(n=size)
