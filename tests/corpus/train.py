"""Learn what cues weigh: `PYTHONPATH=. python tests/corpus/train.py`.

Learns from the pages in `pages/` and `training/`, whose `.lines` say what each line
is, and writes `tui/corpus/data/weights.tsv`. Four minutes on one core.

    3   title           the number of a line, and the tag of the piece it opens
    5   paragraph
    7   rest

Maximum likelihood with a Gaussian prior on the weights (L2), by L-BFGS; the gradient
is what the tags say less what the model expects, by the forward-backward algorithm
(Sutton and McCallum 2012, An Introduction to Conditional Random Fields).
"""

from __future__ import annotations

import random
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from tui.corpus.blocks import Piece, classify
from tui.corpus.cues import cues_of
from tui.corpus.encoding import decode
from tui.corpus.lines import blocks_of, line_starts, lines_of
from tui.corpus.reader import bundled
from tui.corpus.tagging import CUTS, TITLES, WEIGHTS, Tag, allowed, follows, may_open

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden"
REAL = 4
"""How often the sample pages count, the only ones that a newspaper has printed."""
FOLDERS = (*[bundled()] * REAL, HERE / "pages", HERE / "training")
PRIOR = 1.0
"""How far weights are held to zero. Found by leaving writers of pages out: 0.3 to 2
do equally well."""
RAREST = 2
"""Pieces that a cue has to be seen on."""
STEPS = 150
SCALE = 100
"""Of the written weights: hundredths of a nat."""
NEVER = -1e9

Array = npt.NDArray[np.float64]
IN_HEAD = {
    Tag.BYLINE: Tag.HEAD_BYLINE,
    Tag.CAPTION: Tag.HEAD_CAPTION,
    Tag.CHROME: Tag.HEAD_CHROME,
}
LINKS = np.array([[0 if follows(a, b) else NEVER for b in Tag] for a in Tag], float)
FIRST = np.array([0 if may_open(each) else NEVER for each in Tag], float)
LAST = np.array([NEVER if each in CUTS else 0 for each in Tag], float)


class Page(NamedTuple):
    """The pieces of a page and their tags: None where nobody says."""

    pieces: list[Piece]
    tags: list[Tag | None]


class Example(NamedTuple):
    """A page in numbers."""

    cues: npt.NDArray[np.intp]
    """The cues of all pieces, one piece after the other."""
    owners: npt.NDArray[np.intp]
    """Which piece each of `cues` belongs to."""
    allowed: Array
    """For each piece and tag 0, or NEVER."""
    told: Array
    """The same, for the tags that the page is said to have."""


def pages(folders: Sequence[Path]) -> Iterator[Page]:
    """Each page as it is, without half of its blank lines, and without any."""
    for path in sorted(each for folder in folders for each in folder.glob("*.txt")):
        tagged = path.with_suffix(".lines")
        tagged = tagged if tagged.exists() else GOLDEN / tagged.name
        lines = tagged.read_text("utf-8").splitlines()
        rows = (line.split("\t") for line in lines)
        tags = {int(number): Tag[name.upper()] for number, name in rows}
        text = decode(path.read_bytes()).text.replace("\r\n", "\n").replace("\r", "\n")
        printed = [(line, tags.get(n)) for n, line in enumerate(text.split("\n"), 1)]
        chance = random.Random(path.name)
        for rate in (0.0, 0.5, 1.0):
            yield _page(
                [each for each in printed if each[0].strip() or chance.random() >= rate]
            )


def _page(printed: Sequence[tuple[str, Tag | None]]) -> Page:
    text = "\n".join(line for line, _ in printed)
    starts = line_starts(text)
    blocks = blocks_of(text, lines_of(text, starts))
    numbers = [bisect_right(starts, block.spans[0].start) - 1 for block in blocks]
    tags = refined([printed[n][1] for n in numbers])
    return Page([classify(block) for block in blocks], tags)


def refined(tags: Sequence[Tag | None]) -> list[Tag | None]:
    """The tags, with those told apart that stand between a title and its text; of a
    photograph without a text, those above its caption."""
    found, n = list(tags), 0
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


def index_of(found: Sequence[Page]) -> dict[str, int]:
    """The cues that are worth a weight, by their rows."""
    counts = Counter(
        cue for page in found for cues in cues_of(page.pieces) for cue in cues
    )
    return {cue: n for n, cue in enumerate(sorted(counts)) if counts[cue] >= RAREST}


def example(page: Page, index: dict[str, int]) -> Example:
    cues = [
        [index[cue] for cue in each if cue in index] for each in cues_of(page.pieces)
    ]
    may = np.full((len(cues), len(Tag)), NEVER)
    told = may.copy()
    for n, (piece, tag) in enumerate(zip(page.pieces, page.tags, strict=True)):
        may[n, list(allowed(piece))] = 0
        told[n, list(allowed(piece)) if tag not in allowed(piece) else tag] = 0
    flat = np.array([each for row in cues for each in row], np.intp)
    owners = np.repeat(np.arange(len(cues)), [len(row) for row in cues])
    return Example(flat, owners, may, told)


def learn(examples: Sequence[Example], count: int) -> tuple[Array, Array]:
    """The weights of `count` cues, and of each tag behind each other."""

    def loss(flat: Array) -> tuple[float, Array]:
        weights, links = _split(flat, count)
        total, by_cue, by_link = 0.0, np.zeros_like(weights), np.zeros_like(links)
        for each in examples:
            scores = np.zeros_like(each.allowed)
            np.add.at(scores, each.owners, weights[each.cues])
            told = expectations(scores + each.told, links + LINKS)
            every = expectations(scores + each.allowed, links + LINKS)
            if told[0] < NEVER / 10:
                # Without its blank lines a page may join what is told apart.
                continue
            total += told[0] - every[0]
            np.add.at(by_cue, each.cues, (told[1] - every[1])[each.owners])
            by_link += told[2] - every[2]
        gradient = np.concatenate([by_cue.ravel(), by_link.ravel()]) - PRIOR * flat
        return PRIOR / 2 * (flat @ flat) - total, -gradient

    start = np.zeros((count + len(Tag)) * len(Tag))
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}
    )
    return _split(found.x, count)


def _split(flat: Array, count: int) -> tuple[Array, Array]:
    table = flat.reshape(-1, len(Tag))
    return table[:count], table[count:]


def expectations(scores: Array, links: Array) -> tuple[float, Array, Array]:
    """The logarithm of the sum over all sequences; how likely each tag is on each
    piece; how often each tag is expected behind each other."""
    forward, backward = np.empty_like(scores), np.empty_like(scores)
    forward[0], backward[-1] = scores[0] + FIRST, LAST
    for n in range(1, len(scores)):
        forward[n] = scores[n] + np.logaddexp.reduce(forward[n - 1][:, None] + links)
    for n in range(len(scores) - 1, 0, -1):
        backward[n - 1] = np.logaddexp.reduce(links + scores[n] + backward[n], axis=1)
    total = np.logaddexp.reduce(forward[-1] + LAST)
    pairs = sum(
        (
            np.exp(forward[n - 1][:, None] + links + scores[n] + backward[n] - total)
            for n in range(1, len(scores))
        ),
        np.zeros_like(links),
    )
    return float(total), np.exp(forward + backward - total), pairs


def write(index: dict[str, int], weights: Array, links: Array, path: Path) -> None:
    rows = {f"behind {tag.name}": links[tag] for tag in Tag}
    rows |= {cue: weights[n] for n, cue in enumerate(index)}
    with path.open("w", encoding="utf-8") as file:
        for cue, row in rows.items():
            numbers = [round(SCALE * each) for each in row]
            if any(numbers) or cue.startswith("behind "):
                file.write("\t".join([cue, *(str(n or "") for n in numbers)]) + "\n")


def main(folders: Sequence[Path], path: Path) -> None:
    found = [page for page in pages(folders) if page.pieces]
    rows = index_of(found)
    index = {cue: n for n, cue in enumerate(rows)}
    weights, links = learn([example(page, index) for page in found], len(index))
    write(index, weights, links, path)
    print(f"{len(found)} pages, {len(index)} cues")


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]] or FOLDERS, WEIGHTS)
