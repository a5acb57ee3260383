"""Make the tables of this folder: `python -m tui.corpus.data.build divisions.tsv`.

`divisions.tsv` holds `code TAB name` lines of China's divisions down to street
offices, from modood/Administrative-divisions-of-China 2.7.0 (after the National
Bureau of Statistics' list of 2022-10-31). The characters come from OpenCC's
TSCharacters.txt (needs `opencc-python-reimplemented`).
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).parent
DISTRICT = 6
"""Digits of the code of a district."""
NO_NAMES = ("市辖区", "县")
"""Rows that stand for no place: the districts under a city, taken together."""

PEOPLES = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:[\u4e00-\u9fff]{1,4}族)+(?:自治)?(?=[区县旗]$)|各族自治(?=县$)"
)
"""What the press leaves out: 管城区 is 管城回族区, 石林县 is 石林彝族自治县."""

BRACKETS = re.compile(r"（.*?）$")
"""An explanation that is no part of a name: 嘉模堂区（氹仔）."""

ZONES = (
    (re.compile(r"经济技术开发区$"), "经开区"),
    (re.compile(r"高新技术产业开发区$|高新技术开发区$"), "高新区"),
    (re.compile(r"航空港经济综合实验区$"), "航空港区"),
)
"""How the press shortens development zones, with the city's name or without it."""


def main(divisions: Path) -> None:
    rows = [line.split("\t") for line in divisions.read_text("utf-8").splitlines()]
    named = [(code, name) for code, name in rows if name not in NO_NAMES]
    upper = [(code, name) for code, name in named if len(code) <= DISTRICT]
    _write("names.txt", "".join(f"{code}\t{name}\n" for code, name in upper))
    _write("cities.txt", _table(pair for pair in upper if len(pair[0]) < DISTRICT))
    _write("districts.txt", _table(_with_others(upper)))
    _write("offices.txt", _table(pair for pair in named if len(pair[0]) > DISTRICT))
    pairs = {old: new for old, new in simplified().items() if old != new}
    _write("simplified.txt", "".join(pairs) + "\n" + "".join(pairs.values()) + "\n")


def _table(pairs: Iterable[tuple[str, str]]) -> str:
    """The codes of each name, in the characters that the parser reads: 乾潭镇 is
    under 干潭镇."""
    codes: defaultdict[str, list[str]] = defaultdict(list)
    folded = str.maketrans(simplified())
    for code, name in pairs:
        codes[name.translate(folded)].append(code)
    rows = sorted(codes.items(), key=lambda row: row[0].encode())
    return "".join(f"{name}\t{' '.join(every)}\n" for name, every in rows)


def _with_others(rows: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The districts under their names and under what the press makes of them."""
    for code, name in rows:
        if len(code) == DISTRICT:
            bare = BRACKETS.sub("", name)
            for each in dict.fromkeys((bare, PEOPLES.sub("", bare), *_short(bare))):
                yield code, each


def _short(zone: str) -> Iterator[str]:
    for pattern, short in ZONES:
        if match := pattern.search(zone):
            yield short
            yield zone[: match.start()] + short


def simplified() -> dict[str, str]:
    """Traditional character → simplified: the first choice of OpenCC's table."""
    source = files("opencc") / "dictionary" / "TSCharacters.txt"
    rows = (line.split() for line in source.read_text("utf-8").splitlines())
    return {row[0]: row[1] for row in rows if row}


def _write(name: str, text: str) -> None:
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
