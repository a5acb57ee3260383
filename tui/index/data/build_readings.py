"""Make `readings.tsv` and `read_in_words.tsv`, which `tui.index.readings` reads.

    python -m tui.index.data.build_readings

In the one a line for each syllable as it is typed: the syllable, a tab, the characters
of the BMP that are read so. In the other a line for each of several readings of a
character: the character, a tab, the syllable, a tab, words in which it is read so.

The 8,105 characters of the national standard have the readings of 通用规范汉字字典
(2013), from pinyin-data by way of pypinyin-dict (MIT licence both). Larger
dictionaries have many more that few readers know, and with each of them whatever is
typed finds more that isn't meant. Other characters have the first reading that
pinyin-data gives, traditional ones those that they share with the simplified form.

The words are the common ones of jieba's dictionary, their readings those of
phrase-pinyin-data by way of pypinyin-dict (MIT licence all).

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

COMMON = 20
"""How often a word is counted in jieba's dictionary to be among them."""

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


def build_words() -> str:
    """The text of `read_in_words.tsv`."""
    table = readings(source("ktghz2013"), source("pinyin"), simplified())
    known = {**_phrases("large_pinyin"), **_phrases("pinyin")}
    words = defaultdict[tuple[str, str], list[str]](list)
    for word in _common_words():
        own = zip(word, known.get(word, ()), strict=False)
        for char, (reading, *_others) in own if len({*word}) == len(word) else ():
            syllable = "".join(typed(reading)[:1])
            if len(table.get(char, ())) > 1 and syllable in table[char]:
                words[char, syllable].append(word)
    lines = (
        f"{char}\t{syllable}\t{' '.join(words[char, syllable])}\n"
        for char, syllable in sorted(words)
    )
    return "".join(lines)


def _phrases(name: str) -> dict[str, list[list[str]]]:
    """Words and the readings of each of their characters, the usual one first."""
    module = import_module(f"pypinyin_dict.phrase_pinyin_data.{name}")
    table: dict[str, list[list[str]]] = module.phrases_dict
    return table


def _common_words() -> list[str]:
    """Words of two to four characters."""
    dictionary = Path(str(import_module("jieba").__file__)).with_name("dict.txt")
    rows = (line.split() for line in dictionary.read_text("utf-8").splitlines())
    return [
        word for word, count, *_ in rows if 1 < len(word) < 5 and int(count) >= COMMON
    ]


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
    (HERE / "read_in_words.tsv").write_text(build_words(), encoding="utf-8")
