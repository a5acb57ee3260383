"""What a Chinese input method types where a key was meant.

In full-width or Chinese-punctuation mode `j` arrives as ｊ, `/` as 、 and `[` as 【.
A committed word arrives character by character, without any key being pressed.
"""

from __future__ import annotations

from unicodedata import east_asian_width, normalize

PUNCTUATION = {
    "\u3001": "/",  # 、
    "\u3002": ".",  # 。
    "\u3010": "[",  # 【
    "\u3011": "]",  # 】
    "\u300a": "<",  # 《
    "\u300b": ">",  # 》
    "\u300c": "{",  # 「
    "\u300d": "}",  # 」
    "\u00b7": "`",  # ·
    "\uffe5": "$",  # ￥
    "\u2018": "'",  # ‘
    "\u2019": "'",  # ’
}
"""Marks that stand on a key's place without being its full-width form."""


def twin(character: str) -> str:
    """The half-width character of the same key; the character itself if none is."""
    half = PUNCTUATION.get(character) or normalize("NFKC", character)
    return half if len(half) == 1 and half.isascii() else character


def is_text(character: str | None) -> bool:
    """Whether a key types something; a full-width blank is, to Python, unprintable."""
    return bool(character) and (character == "\u3000" or str(character).isprintable())


def is_written(character: str) -> bool:
    """Whether only an input method can have typed it: a Chinese character, kana."""
    return character.isalnum() and east_asian_width(character) == "W"
