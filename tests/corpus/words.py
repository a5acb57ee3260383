"""Write `tui/corpus/data/words.tsv`: `PYTHONPATH=. python tests/corpus/words.py`.

The classes of common words of one and of two characters, from the dictionary of jieba
(MIT licence, https://github.com/fxsjy/jieba), which counts them in the People's Daily
and tags them as ICTCLAS does. A line is a class and its words, without blanks:

    v	把是说…
    nn	…
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import jieba

from tui.corpus.phrases import OTHER, WORDS

FEWEST = {1: 50, 2: 200}
"""How often a word of a length has to be counted."""
CLASSES = {
    "n": "n nz ng g j k",
    "r": "nr nrt nrfg",
    "s": "ns",
    "o": "nt",
    "v": "v vg vi vd vq",
    "w": "vn",
    "a": "a ad an ag z",
    "b": "b h",
    "d": "d dg df",
    "m": "m mq mg",
    "q": "q",
    "t": "t tg",
    "f": "f s",
    "p": "p",
    "c": "c",
    "u": "u ud ug uj ul uv uz",
    "x": "r rz rg rr",
    "i": "i l",
    "y": "y e o",
}
"""Classes of `phrases`, each with the tags of the dictionary that it takes together:
nouns, persons, places, bodies, verbs, verbs that are nouns, adjectives, modifiers,
adverbs, numbers, measures, times, sides, prepositions, conjunctions, particles,
pronouns, set phrases, interjections."""


def words() -> Iterator[tuple[str, str]]:
    """Each common word of Chinese characters, and its class."""
    by_tag = {tag: name for name, tags in CLASSES.items() for tag in tags.split()}
    path = Path(jieba.__file__).with_name("dict.txt")
    for line in path.read_text("utf-8").splitlines():
        word, number, tag = line.split()
        chinese = all("\u4e00" <= each <= "\u9fff" for each in word)
        if chinese and int(number) >= FEWEST.get(len(word), 10**9):
            yield word, by_tag.get(tag, OTHER)


def main() -> None:
    lists: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for word, name in words():
        lists[name, len(word)].append(word)
    with WORDS.open("w", encoding="utf-8") as file:
        for (name, length), found in sorted(lists.items()):
            file.write(f"{name}\t{length}\t{''.join(found)}\n")


if __name__ == "__main__":
    main()
