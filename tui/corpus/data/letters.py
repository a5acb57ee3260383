"""Make `letters.txt`: `python -m tui.corpus.data.letters`.

How rare each Chinese character is, for telling encodings apart. A line holds a cost
in nats (minus the logarithm of the share of running text), a TAB, and the characters
of that cost. The shares come from the word frequencies of jieba 0.42.1 (`dict.txt`);
the traditional form of a character costs as much as the character itself, by OpenCC's
STCharacters.txt (needs `opencc-python-reimplemented`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from math import log
from pathlib import Path

TABLE = Path(__file__).with_name("letters.txt")
RAREST = 13.0
"""Nats: of 12,000 characters of the dictionary, the 5,300 below this cost make up
99.6 % of running text."""

CANTONESE = (
    "嘅咗哋喺嗰唔冇佢啲嚟咁乜嘢睇諗攞俾畀嘥瞓攰靚喇啱咪嗌揾搵噉咩嘞吖佬乸仔囉嘈嬲"
)
"""The grammar and the commonest words of written Cantonese, which the dictionary
barely knows, and what each is taken to cost: its text is made of them."""
CANTONESE_COST = 8.0


def main() -> None:
    lines: defaultdict[float, list[str]] = defaultdict(list)
    for char, cost in sorted(_costs().items()):
        lines[cost].append(char)
    rows = (f"{cost}\t{''.join(lines[cost])}\n" for cost in sorted(lines))
    TABLE.write_text("".join(rows), encoding="utf-8", newline="\n")


def _costs() -> dict[str, float]:
    shares = _shares()
    total, traditional = shares.total(), _traditional()
    costs = dict.fromkeys(CANTONESE, CANTONESE_COST)
    for char, share in shares.items():
        cost = round(-2 * log(share / total)) / 2
        for form in (char, *traditional.get(char, ())):
            costs[form] = min(cost, costs.get(form, RAREST))
    return {char: cost for char, cost in costs.items() if cost < RAREST}


def _shares() -> Counter[str]:
    """How often each character stands in the words of the dictionary."""
    shares: Counter[str] = Counter()
    for line in _rows("jieba", "dict.txt"):
        word, share = line.split()[:2]
        for char in filter(_is_han, word):
            shares[char] += int(share)
    return shares


def _traditional() -> dict[str, list[str]]:
    rows = (line.split() for line in _rows("opencc", "dictionary", "STCharacters.txt"))
    return {row[0]: row[1:] for row in rows if row}


def _rows(package: str, *path: str) -> Iterator[str]:
    yield from files(package).joinpath(*path).read_text("utf-8").splitlines()


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000"


if __name__ == "__main__":
    main()
