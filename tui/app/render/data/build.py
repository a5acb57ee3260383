"""Make `characters.tsv` and `words.tsv`: `python -m tui.app.render.data.build`.

From pypinyin (MIT licence). At run time it would take 56 MB, and hold the interpreter
for 110 ms while keys wait, even in a thread; these are read in 15 ms.

Needs pypinyin, a development dependency.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from tui.app.render.pinyin import LONGEST, Table

HERE = Path(__file__).parent

ADDED = {
    "郾城": "yǎn chéng",
    "浚县": "xùn xiàn",
    "长垣": "cháng yuán",
    "召陵": "shào líng",
    "尉氏": "wèi shì",
}
"""Places of Henan that the phrases have otherwise or not at all."""

IN_NAMES = {"晟": "shèng"}
"""How given names have a character that is read otherwise in older texts."""

SANDHI = frozenset("一不")
"""Their tone follows the next one's (一个 yí gè); dictionaries give their own."""


def build() -> dict[str, str]:
    """The texts of the tables, by file name."""
    characters, words = _characters(), _words()
    told = Table(characters, {})
    for word in sorted(words, key=lambda each: (len(each), each)):
        readings = tuple(words[word].split())
        if told.read(word) != readings:
            told.words[word] = readings
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for character in sorted(characters):
        alike[characters[character]].append(character)
    return {
        "characters.tsv": _rows({each: "".join(alike[each]) for each in alike}),
        "words.tsv": _rows({each: " ".join(told.words[each]) for each in told.words}),
    }


def _characters() -> dict[str, str]:
    """The commonest reading of each character of the BMP."""
    from pypinyin.constants import PINYIN_DICT

    rows = {chr(point): row for point, row in PINYIN_DICT.items() if point < 0x10000}
    return {each: row.split(",")[0] for each, row in rows.items()} | IN_NAMES


def _words() -> dict[str, str]:
    """The words of at most `LONGEST` characters, and their commonest readings."""
    from pypinyin.constants import PHRASES_DICT

    phrases: Mapping[str, list[list[str]]] = PHRASES_DICT
    words = {
        word: " ".join(each[0] for each in readings)
        for word, readings in phrases.items()
        if len(word) == len(readings) <= LONGEST and SANDHI.isdisjoint(word)
    }
    return {**words, **ADDED}


def _rows(table: Mapping[str, str]) -> str:
    return "".join(f"{key}\t{table[key]}\n" for key in sorted(table))


if __name__ == "__main__":
    for name, text in build().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
