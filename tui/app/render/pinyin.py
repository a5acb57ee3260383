"""How text is read: pinyin with tones.

The tables are those of pypinyin, cut to what is told here: `tui.app.render.data`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from tui.corpus.lexicon import plain

DATA = Path(__file__).with_name("data")

LONGEST = 4
"""Characters of a word that decides how they are read: 银行, 人才济济."""

COMMON = range(0xB0, 0xD8)
"""GB 2312-80 has the 3,755 most common characters, its first level, in these rows."""


class Table(NamedTuple):
    characters: dict[str, str]
    """The commonest reading of each."""

    words: dict[str, tuple[str, ...]]
    """The readings in words that have others."""

    def read(self, text: str) -> tuple[str, ...]:
        """A reading for each character of the text, the longest words first, also in
        traditional characters; empty for what is not Chinese."""
        simple = plain(text)
        readings: list[str] = []
        while (at := len(readings)) < len(text):
            for stop in range(min(at + LONGEST, len(text)), at + 1, -1):
                if found := self.words.get(simple[at:stop]):
                    readings += found
                    break
            else:
                readings.append(self.characters.get(text[at], ""))
        return tuple(readings)


def read(text: str) -> tuple[str, ...]:
    """As `Table.read`, by the package's table. The first call reads it (some 15 ms)."""
    return _table().read(text)


def spoken(word: str) -> str:
    """How a word is read: `yín háng`; empty for what is not Chinese."""
    return " ".join(filter(None, read(word)))


@cache
def is_rare(character: str) -> bool:
    """Whether it is Chinese, and neither it nor its simplified form is common."""
    return _is_han(character) and not any(
        _is_common(each) for each in (character, plain(character))
    )


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"


def _is_common(character: str) -> bool:
    code = character.encode("gb2312", "ignore")
    return len(code) == 2 and code[0] in COMMON


@cache
def _table() -> Table:
    alike = (row.split("\t") for row in _rows("characters.tsv"))
    words = (row.split("\t") for row in _rows("words.tsv"))
    return Table(
        {each: reading for reading, characters in alike for each in characters},
        {word: tuple(readings.split()) for word, readings in words},
    )


def _rows(name: str) -> list[str]:
    return DATA.joinpath(name).read_text("utf-8").splitlines()
