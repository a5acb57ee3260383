"""Make the tables of this folder: `python -m tui.corpus.data.build divisions.tsv`.

`divisions.tsv` holds `code TAB name` lines of China's divisions down to street
offices, from modood/Administrative-divisions-of-China 2.7.0 (after the National
Bureau of Statistics' list of 2022-10-31). The characters come from OpenCC's
TSCharacters.txt (needs `opencc-python-reimplemented`).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).parent


def main(divisions: Path) -> None:
    rows = [line.split("\t") for line in divisions.read_text("utf-8").splitlines()]
    districts = [f"{code}\t{name}\n" for code, name in rows if len(code) <= 6]
    _write("districts.txt", "".join(districts))
    _write("offices.txt", _offices(rows))
    _write("simplified.txt", "\n".join(_simplified()) + "\n")


def _offices(rows: list[list[str]]) -> str:
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for code, name in rows:
        if len(code) == 9:
            codes[name].append(code)
    return "\n".join(codes) + "\n\n" + "\n".join(map(" ".join, codes.values())) + "\n"


def _simplified() -> tuple[str, str]:
    """Characters with one simplified form, the first where OpenCC lists several."""
    source = files("opencc") / "dictionary" / "TSCharacters.txt"
    rows = [line.split() for line in source.read_text("utf-8").splitlines()]
    pairs = [(old, new) for old, new, *_ in rows if old != new]
    return "".join(old for old, _ in pairs), "".join(new for _, new in pairs)


def _write(name: str, text: str) -> None:
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
