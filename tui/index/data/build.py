"""Make `table.npy` and `rare.npy`, which `tui.index.fold` folds by.

    python -m tui.index.data.build

Needs OpenCC's dictionaries (opencc-python-reimplemented, a development dependency);
the rest comes from Python's own Unicode tables.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from unicodedata import category, normalize

import numpy as np
import numpy.typing as npt

from tui.corpus.data.build import simplified
from tui.index.data import DROPPED, RARE

HERE = Path(__file__).parent
REPLACEMENT = "\ufffd"
"""Stands for a lone surrogate: no text has one, but an undecodable argument may, and
it must not pass for half of a pair."""
BMP = 0x10000
"""How many characters a 16-bit code can name."""

HANGUL = range(0xAC00, 0xD7A4)
"""Syllables, which stay whole."""

Codes = npt.NDArray[np.uint16]
Rows = npt.NDArray[np.uint32]

QUOTATION_MARKS = (
    "\"'\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\u2e42"
    "\u300c\u300d\u300e\u300f\u301d\u301e\u301f\ufe41\ufe42\ufe43\ufe44\uff02\uff07"
    "\uff62\uff63"
)
"""Unicode's property Quotation_Mark (PropList.txt, 15.1), vertical forms included."""

TITLE_MARKS = "\u3008\u3009\u300a\u300b\ufe3d\ufe3e\ufe3f\ufe40\u2329\u232a"
"""《》, and 〈〉 that stands for it inside of it."""

IGNORABLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
"""Fillers and variation selectors: what Unicode's Default_Ignorable_Code_Point has
besides the category Cf."""

ALIKE = {
    "\u2014": "\u2015\u2500\u2501",  # long dashes: ― ─ ━
    "\u2014\u2014": "\u2e3a",
    "\u2014\u2014\u2014": "\u2e3b",
    "-": "\u2010\u2012\u2013\u2212",  # short ones: ‐ ‒ – −
    "~": "\u301c\u223c",  # 〜 ∼
    "\u00b7": "\u2022\u2027\u2219\u22c5\u30fb",  # middle dots: • ‧ ∙ ⋅ ・
    "...": "\u22ef",  # ⋯, as NFKD has it for …
    ":": "\u2236",  # ∶ between the parts of a ratio
    "/": "\u2044\u2215",  # ⁄ (which ½ becomes) and ∕
    "\u3007": "\u25cb\u25ef",  # ○ ◯ for the zero in 二〇二四年
}
"""Marks that are written for one another and that NFKD keeps apart. A long dash is no
hyphen, an ideographic full stop no point: those differ in meaning."""

RADICALS = """
2e81 5382  2e82 4e5b  2e83 4e5a  2e84 4e59  2e85 4ebb  2e86 5182  2e88 5200  2e89 5202
2e8a 535c  2e8b 353e  2e8c 5c0f  2e8d 5c0f  2e8e 5140  2e8f 5c23  2e90 5c22  2e92 5df3
2e93 5e7a  2e94 5f51  2e96 5fc4  2e97 5fc3  2e98 624c  2e99 6535  2e9b 65e1  2e9c 65e5
2e9d 6708  2e9e 6b7a  2e9f 6bcd  2ea0 6c11  2ea1 6c35  2ea2 6c3a  2ea3 706c  2ea4 722b
2ea5 722b  2ea6 4e2c  2ea7 725b  2ea8 72ad  2ea9 738b  2eab 76ee  2eac 793a  2ead 793b
2eaf 7cf9  2eb0 7e9f  2eb1 7f53  2eb2 7f52  2eb3 34c1  2eb4 5197  2eb6 7f8a  2eb9 8002
2eba 8080  2ebb 807f  2ebc 8089  2ebe 8279  2ebf 8279  2ec0 8279  2ec1 864e  2ec2 8864
2ec3 8980  2ec4 897f  2ec5 89c1  2ec6 89d2  2ec8 8ba0  2ec9 8d1d  2ecb 8f66  2ecc 8fb6
2ecd 8fb6  2ece 8fb6  2ecf 9091  2ed0 9485  2ed1 9577  2ed2 9578  2ed3 957f  2ed4 95e8
2ed6 961d  2ed7 96e8  2ed8 9752  2ed9 97e6  2eda 9875  2edb 98ce  2edc 98de  2edd 98df
2edf 98e0  2ee0 9963  2ee2 9a6c  2ee3 9aa8  2ee4 9b3c  2ee5 9c7c  2ee6 9e1f  2ee7 5364
2ee8 9ea6  2ee9 9ec4  2eea 9efe  2eeb 6589  2eec 9f50  2eed 6b6f  2eee 9f7f  2eef 7adc
2ef0 9f99  2ef1 9f9c  2ef2 4e80  2ef3 9f9f
"""
"""Radicals that text copied from a PDF has in place of ideographs, ⻓ for 长. From
Unicode's EquivalentUnifiedIdeograph.txt, 16.0: what NFKD leaves alone of the block
CJK Radicals Supplement, where the ideograph is in the BMP."""


def replacements(simplified: Mapping[str, str]) -> dict[str, str]:
    """Every character that becomes another one beyond what NFKD and case ask."""
    radicals = [chr(int(each, 16)) for each in RADICALS.split()]
    alike = {char: form for form, chars in ALIKE.items() for char in chars}
    return {
        **simplified,
        **dict(zip(radicals[::2], radicals[1::2], strict=True)),
        **alike,
    }


def fold_character(char: str, replaced: Mapping[str, str]) -> str:
    """What the character is searched as: in most cases one character, or nothing.

    NFKD rather than NFKC, so that é finds e followed by a combining accent. The
    steps are repeated until they change nothing: a simplified form may be the
    traditional form of another one, a decomposition may have blanks.
    """
    if ord(char) in HANGUL:
        return char
    if category(char) == "Cs":
        return REPLACEMENT
    before, text = "", char
    while text != before:
        before = text
        plain = normalize("NFKD", normalize("NFKD", text).casefold())
        text = "".join(replaced.get(c, c) for c in plain if not is_dropped(c))
    return text


def is_dropped(char: str) -> bool:
    """Whether a search passes over it: blanks, quotation and title marks, and what
    can't be seen."""
    return (
        char.isspace()
        or category(char) in ("Cc", "Cf")
        or char in IGNORABLE
        or char in QUOTATION_MARKS
        or char in TITLE_MARKS
    )


def build(replaced: Mapping[str, str]) -> tuple[Codes, Rows]:
    """The arrays of `table.npy` and `rare.npy`."""
    table = np.zeros(BMP, np.uint16)
    rows: list[tuple[int, int]] = []
    for point in range(sys.maxunicode + 1):
        form = fold_character(chr(point), replaced)
        if point < BMP:
            table[point] = code_of(form)
        if form != chr(point) if point >= BMP else table[point] == RARE:
            units = np.frombuffer(form.encode("utf-16-le"), np.uint16)
            rows += [(point, unit) for unit in units.tolist() or [DROPPED]]
    return table, np.array(rows, np.uint32)


def code_of(form: str) -> int:
    """The table's entry for a character of the BMP with that form."""
    if not form:
        return DROPPED
    return RARE if len(form) > 1 else min(ord(form), RARE)


if __name__ == "__main__":
    table, rows = build(replacements(simplified()))
    np.save(HERE / "table.npy", table)
    np.save(HERE / "rare.npy", rows)
