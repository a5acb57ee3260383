"""Make `readings.tsv`, which `tui.index.readings` reads.

    python -m tui.index.data.build_readings

A line for each syllable as it is typed: the syllable, a tab, the characters of the
BMP that are read so.

The 8,105 characters of the national standard have the readings of 通用规范汉字字典
(2013), from pinyin-data by way of pypinyin-dict (MIT licence both). Larger
dictionaries have many more that few readers know, and with each of them whatever is
typed finds more that isn't meant. Other characters have the first reading that
pinyin-data gives, traditional ones those that they share with the simplified form.

Needs pypinyin-dict and opencc-python-reimplemented, development dependencies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from unicodedata import normalize

from tui.corpus.data.build import simplified

HERE = Path(__file__).parent
BMP = 0x10000
"""How many characters a 16-bit code can name."""

ADDED = {
    "六": "lù",  # 六安, 六合
    "乐": "lào",  # 乐亭, 乐陵
    "么": "yāo",  # this and the next three: surnames and given names
    "晟": "shèng",
    "谌": "shèn",
    "郗": "chī",
    "嗯": "ēn",  # how input methods take it: ńg is no syllable that can be typed
}
"""Readings that 通用规范汉字字典 leaves out."""

V = str.maketrans("üǖǘǚǜ", "vvvvv")
VOWELS = frozenset("aeiouv")
"""What every syllable has, save for the grunts ḿ, ńg and hng."""


def build() -> str:
    """The text of `readings.tsv`."""
    table = readings(source("ktghz2013"), source("pinyin"), simplified())
    chars: defaultdict[str, list[str]] = defaultdict(list)
    for char in sorted(table):
        for syllable in table[char]:
            chars[syllable].append(char)
    lines = (f"{syllable}\t{''.join(chars[syllable])}\n" for syllable in sorted(chars))
    return "".join(lines)


def source(name: str) -> dict[int, str]:
    """A table of pypinyin-dict: rows such as `hé,huó` by code point."""
    module = import_module(f"pypinyin_dict.pinyin_data.{name}")
    table: dict[int, str] = module.pinyin_dict
    return table


def readings(
    standard: Mapping[int, str],
    every: Mapping[int, str],
    simplified: Mapping[str, str],
) -> dict[str, list[str]]:
    """The syllables of each character of the BMP."""
    common = {
        chr(point): typed(f"{row},{ADDED.get(chr(point), '')}")
        for point, row in standard.items()
    }
    table = dict(common)
    for point in every.keys() - standard.keys():
        char, own = chr(point), typed(every[point])
        simple = common.get(simplified.get(char, ""), ())
        table[char] = [each for each in own if each in simple] or own[:1]
    return {char: found for char, found in table.items() if ord(char) < BMP}


def typed(row: str) -> list[str]:
    """The readings as they are typed, each once: without tones, ü as v; lüe and nüe
    also as lue and nue, which no other syllable is."""
    syllables: list[str] = []
    for reading in normalize("NFC", row).split(","):
        letters = normalize("NFD", reading.translate(V))
        syllable = "".join(filter(str.isalpha, letters))
        if not VOWELS.isdisjoint(syllable):
            syllables.append(syllable)
            if syllable.endswith("ve"):
                syllables.append(f"{syllable[:-2]}ue")
    return list(dict.fromkeys(syllables))


if __name__ == "__main__":
    (HERE / "readings.tsv").write_text(build(), encoding="utf-8")
