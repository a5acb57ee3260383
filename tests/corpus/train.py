"""Learn what cues weigh: `PYTHONPATH=. python tests/corpus/train.py`.

Learns from the pages in `pages/` and `training/`, whose `.lines` say what each line
is, and writes `tui/corpus/data/weights.tsv`. Two minutes on one core.

    3   title           the number of a line, and the tag of the piece it opens
    5   paragraph
    7   rest

First the weights of what pages show are learned (`crf.py`), then those of the cues
that a first reading gives (`tui.corpus.likes`). Pages that have been learned from are
read too well to learn from their readings: for these the pages of each writer are
read by weights that were learned from others (stacking, Wolpert 1992).
"""

from __future__ import annotations

import random
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from crf import TAGS, Array, Examples, batches_of, learn
from scipy.sparse import csr_matrix

from tui.corpus.articles import CAPTIONS
from tui.corpus.blocks import Piece, classify
from tui.corpus.cues import cues_of
from tui.corpus.encoding import decode
from tui.corpus.likes import cues_of_likes
from tui.corpus.lines import blocks_of, line_starts, lines_of
from tui.corpus.reader import bundled
from tui.corpus.tagging import WEIGHTS, Links, allowed, likeliest
from tui.corpus.tags import TITLES, Tag

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden"
REAL = 32
"""How often the sample pages count, the only ones that a newspaper has printed."""
LAID_OUT = 2
"""How often pages count whose words are invented, but which are laid out as pages of
real newspapers and their websites are, block by block."""
FRAMED = "v"
"""What their names start with."""
FOLDERS = (bundled(), HERE / "pages", HERE / "training")
PRIOR = 30.0
"""How far weights are held to zero. Found by leaving writers of pages out: there
habits of single writers that weights hold on to do harm."""
FREQUENT = 0.004
"""How much further they are held for each piece that a cue is on. Where many cues say
the same, the weight is shared out among them (adaptive regularization, what dropout
comes to: Wager, Wang and Liang 2013)."""
WORDS, FORMS, LIKES = 0.3, 5.0, 3.0
"""How much more than that the weights of some cues are: writers share their words,
but each has forms of headlines of his own."""
HELD = (
    (re.compile(r"\w+ ((short )?(starts|ends) .{1,2}|says \S+|mark .+)$"), WORDS),
    (re.compile(r"\w+ (starts|ends|form|has) as "), FORMS),
    (re.compile(r"\w+ (likes|near|rivals|series|marked) "), LIKES),
)
"""These cues, behind their shape: the first sign that fits counts."""
PRIOR_OF_LIKES = 400.0
FOLDS = 4
"""Parts that the writers are shared out among to read each other's pages."""
RAREST = 6
"""Pieces that a cue has to be seen on; each page is there three times."""
STEPS = 70
SCALE = 100
"""Of the written weights: hundredths of a nat."""

IN_HEAD = {
    Tag.BYLINE: Tag.HEAD_BYLINE,
    Tag.CAPTION: Tag.HEAD_CAPTION,
    Tag.CHROME: Tag.HEAD_CHROME,
}


class Page(NamedTuple):
    """The pieces of a page and their tags: None where nobody says."""

    pieces: list[Piece]
    tags: list[Tag | None]
    writer: str
    """Who wrote it: pages of one writer share the start of their names."""
    weight: int
    """How often it counts."""


Printed = Sequence[tuple[str, Tag | None]]
"""The lines of a page with their tags."""
Cues = list[list[str]]
"""Of each piece of a page."""


def pages(folders: Sequence[Path]) -> Iterator[Page]:
    """Each page as it is, without half of its blank lines, and without any."""
    for path in paths_of(folders):
        printed, weight = printed_at(path), _weight(path)
        chance = random.Random(path.name)
        for rate in (0.0, 0.5, 1.0):
            kept = [e for e in printed if e[0].strip() or chance.random() >= rate]
            if any(line.strip() for line, _ in kept):
                yield Page(*_page(kept), path.stem[:-2], weight)


def _weight(path: Path) -> int:
    """How often a page counts."""
    if path.parent == bundled():
        return REAL
    return LAID_OUT if path.stem.startswith(FRAMED) else 1


def paths_of(folders: Sequence[Path]) -> list[Path]:
    return sorted(each for folder in folders for each in folder.glob("*.txt"))


def printed_at(path: Path) -> Printed:
    """The lines of a page, each with the tag of the piece that it opens."""
    real = path.parent == bundled()
    tagged = GOLDEN / f"{path.stem}.lines" if real else path.with_suffix(".lines")
    rows = (line.split("\t") for line in tagged.read_text("utf-8").splitlines())
    tags = {int(number): Tag[name.upper()] for number, name in rows}
    text = decode(path.read_bytes()).text.replace("\r\n", "\n").replace("\r", "\n")
    return [(line, tags.get(n)) for n, line in enumerate(text.split("\n"), 1)]


def _page(printed: Printed) -> tuple[list[Piece], list[Tag | None]]:
    text = "\n".join(line for line, _ in printed)
    starts = line_starts(text)
    blocks = blocks_of(text, lines_of(text, starts))
    numbers = [bisect_right(starts, block.spans[0].start) - 1 for block in blocks]
    return [classify(each) for each in blocks], refined(
        [printed[n][1] for n in numbers]
    )


def refined(tags: Sequence[Tag | None]) -> list[Tag | None]:
    """The tags, with those told apart that stand between a title and its text; of a
    photograph without a text, those above its caption. What goes on with a caption is
    one too."""
    found, n = list(tags), 0
    for at in range(1, len(found)):
        if found[at] is None and found[at - 1] in CAPTIONS:
            found[at] = found[at - 1]
    while n < len(found):
        first = n
        while n < len(found) and found[n] in (*TITLES, *IN_HEAD):
            n += 1
        titles = [at for at in range(first, n) if found[at] in TITLES]
        n += n == first
        if not titles:
            continue
        texts = n < len(found) and found[n] in (Tag.PARAGRAPH, Tag.HEADING)
        captions = [at for at in range(titles[0], n) if found[at] is Tag.CAPTION]
        end = n if texts or not captions else captions[-1] + 1
        for at in range(titles[0], end):
            found[at] = IN_HEAD.get(found[at], found[at])
    return found


def counted(found: Iterable[Cues]) -> Counter[str]:
    """On how many pieces each cue is."""
    return Counter(cue for page in found for cues in page for cue in cues)


def index_of(found: Iterable[Cues]) -> dict[str, int]:
    """The cues that are worth a weight, by their rows."""
    counts = counted(found)
    often = sorted(cue for cue in counts if counts[cue] >= RAREST)
    return {cue: n for n, cue in enumerate(often)}


def priors_of(index: Iterable[str], found: Iterable[Cues]) -> Array:
    """How far the weights of each cue are held to zero, (cues,)."""
    counts = counted(found)
    return np.array([PRIOR * _firmness(cue) + FREQUENT * counts[cue] for cue in index])


def _firmness(cue: str) -> float:
    return next((by for sign, by in HELD if sign.match(cue)), 1.0)


def examples(
    found: Sequence[Page],
    cues: Sequence[Cues],
    index: Mapping[str, int],
    base: Array | None = None,
) -> Examples:
    """Pages in numbers; `base` is what speaks for each tag besides the cues."""
    pieces = [piece for page in found for piece in page.pieces]
    tags = [tag for page in found for tag in page.tags]
    may, told = np.zeros((len(pieces) + 1, TAGS)), np.zeros((len(pieces) + 1, TAGS))
    for n, (piece, tag) in enumerate(zip(pieces, tags, strict=True)):
        may[n, list(allowed(piece))] = 1
        told[n, list(allowed(piece)) if tag not in allowed(piece) else tag] = 1
    lengths = [len(page.pieces) for page in found]
    batches = batches_of(lengths, [page.weight for page in found], told[:-1])
    return Examples(
        _matrix([row for page in cues for row in page], index),
        may,
        told,
        batches,
        np.zeros((len(pieces), TAGS)) if base is None else base,
    )


def _matrix(cues: Cues, index: Mapping[str, int]) -> csr_matrix:
    rows = [[index[cue] for cue in row if cue in index] for row in cues]
    flat = [each for row in rows for each in row]
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.ones(len(flat)), flat, ends), (len(cues), len(index)))


def first_scores(
    found: Sequence[Page], cues: Sequence[Cues], links: Array
) -> tuple[Array, list[Cues]]:
    """What a first reading of each page weighs, and the cues that it gives: by weights
    that were learned from the pages of others."""
    writers = sorted({page.writer for page in found})
    fold_of = {writer: n % FOLDS for n, writer in enumerate(writers)}
    scores: dict[int, Array] = {}
    for fold in range(FOLDS):
        rest = [n for n, page in enumerate(found) if fold_of[page.writer] != fold]
        seen = [cues[n] for n in rest]
        index = index_of(seen)
        others = examples([found[n] for n in rest], seen, index)
        weights, _ = learn(others, priors_of(index, seen), STEPS)
        for n in {*range(len(found))} - {*rest}:
            scores[n] = _matrix(cues[n], index) @ weights
    between = Links(np.rint(SCALE * links).astype(int).tolist())
    likes = [_likes(page, scores[n], between) for n, page in enumerate(found)]
    return np.vstack([scores[n] for n in range(len(found))]), likes


def _likes(page: Page, scores: Array, links: Links) -> Cues:
    """The cues that a first reading gives, each behind the piece's shape."""
    choices = [allowed(piece) for piece in page.pieces]
    weighed = np.rint(SCALE * scores).astype(int).tolist()
    likes = cues_of_likes(page.pieces, likeliest(weighed, choices, links))
    return [
        [f"{piece.shape} {cue}" for cue in cues]
        for piece, cues in zip(page.pieces, likes, strict=True)
    ]


def write(table: Mapping[str, Array], path: Path) -> None:
    """Write the weights of each cue, by tag, in hundredths of a nat."""
    with path.open("w", encoding="utf-8") as file:
        for cue, row in table.items():
            numbers = [round(SCALE * each) for each in row]
            if any(numbers) or cue.startswith("behind "):
                file.write("\t".join([cue, *(str(n or "") for n in numbers)]) + "\n")


def main(folders: Sequence[Path], path: Path) -> None:
    found = [*pages(folders)]
    cues = [cues_of(page.pieces) for page in found]
    index = index_of(cues)
    weights, links = learn(examples(found, cues, index), priors_of(index, cues), STEPS)
    base, likes = first_scores(found, cues, links)
    second = index_of(likes)
    again = examples(found, likes, second, base)
    more, _ = learn(again, PRIOR_OF_LIKES, STEPS, links)
    table = {f"behind {tag.name}": links[tag] for tag in Tag}
    table |= {cue: weights[n] for cue, n in index.items()}
    table |= {cue: more[n] for cue, n in second.items()}
    write(table, path)
    print(f"{len(found)} pages, {len(index)} cues, {len(second)} of likes")


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]] or FOLDERS, WEIGHTS)
