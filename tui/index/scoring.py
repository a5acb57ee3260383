"""Which articles answer a query best.

BM25F (Robertson, Zaragoza 2009, The Probabilistic Relevance Framework, 3.6): what a
term weighs depends on the part of the article it stands in, and many occurrences
weigh less and less. Where terms stand side by side, as in a phrase, the article gains.
What is part of a longer word counts apart, and all of it together for less than one
whole word: 2015, 1150 and 3150 say nothing about 15.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from tui.index.block import Zone
from tui.index.hits import Hits

Scores = npt.NDArray[np.float64]

WEIGHTS = {Zone.TITLE: 5.0, Zone.HEADING: 2.5, Zone.CAPTION: 1.0}
"""Of an occurrence, where one in a paragraph weighs 1."""

SATURATION, LENGTH = 1.2, 0.75
"""k1 and b of BM25, at their usual values."""

REACH = 20
"""Codes between two terms within which an article gains."""

PARTIAL = 0.4
"""What occurrences inside longer words are worth, however many, where whole words are
worth 1: less than a single one in an article of the usual length."""

CUT = 0.01
"""What an occurrence inside a longer number weighs among these: that is another one."""

AROUND = 2
"""Codes at a side that tell whether a term is a whole word."""

Whole = Callable[[str, str, str], bool]
"""Whether a term, between what stands before and behind it in its passage, is a word or
a number of its own: `whole(before, term, behind)`."""


def by_relevance(hits: Hits, whole: Whole | None = None) -> npt.NDArray[np.intp]:
    """The articles with hits, by their ranks in reading order: the most relevant
    first, equal ones in reading order."""
    scores = score(hits, whole)
    counts = hits.counts()
    order = np.argsort(-scores, kind="stable")
    return order[counts[order] > 0]


def score(hits: Hits, whole: Whole | None = None) -> Scores:
    """For each article in reading order how well it answers."""
    lengths = hits.lengths()
    articles, terms = hits.owners(), hits.matches.terms
    size, kinds = len(lengths), max(1, len(hits.terms))
    cells, weights = terms * size + articles, _weights(hits)
    cut = inside_numbers(hits)
    parts = cut if whole is None else cut | ~whole_words(hits, whole)
    weights[cut] *= CUT
    wholes, partial = (
        np.bincount(cells, weights * each, kinds * size)
        .astype(np.float64)
        .reshape(kinds, size)
        for each in (~parts, parts)
    )
    rarity = _rarity(wholes + partial, hits.terms)
    relative = 1 - LENGTH + LENGTH * _relative(lengths)
    worth, less = _saturated(wholes / relative), _saturated(partial / relative)
    scores: Scores = rarity @ (worth + PARTIAL * (1 - worth) * less)
    return scores + _closeness(hits, rarity, articles, size)


def _saturated(counts: Scores) -> Scores:
    """From 0 to 1, what occurrences are worth."""
    worth: Scores = counts / (counts + SATURATION)
    return worth


def _rarity(counts: Scores, terms: Sequence[str]) -> Scores:
    """What each term is worth: the more, the fewer articles have it (idf). A title
    that stands for its article says nothing."""
    having = np.count_nonzero(counts, axis=1)
    rarity: Scores = np.log(1 + (counts.shape[1] - having + 0.5) / (having + 0.5))
    rarity[[not each for each in terms]] = 0
    return rarity


def _relative(lengths: npt.NDArray[np.int64]) -> Scores:
    """Lengths, where 1 is the usual one."""
    usual = max(1.0, float(lengths.mean())) if len(lengths) else 1.0
    return lengths / usual


def _weights(hits: Hits) -> Scores:
    """What each occurrence weighs where it stands."""
    weights = np.ones(len(hits))
    for zone, weight in WEIGHTS.items():
        weights[hits.within(zone)] = weight
    return weights


def inside_numbers(hits: Hits) -> npt.NDArray[np.bool_]:
    """Which occurrences a digit at their own end cuts out of a longer number, in the
    order of the slots."""
    around = hits.around(1)
    digits = (around >= ord("0")) & (around <= ord("9"))
    ends = [(each.strip()[:1], each.strip()[-1:]) for each in hits.terms]
    numeric = np.array([[*map(str.isdecimal, each)] for each in ends], bool)
    flags: npt.NDArray[np.bool_] = (
        digits & numeric.reshape(-1, 2)[hits.matches.terms]
    ).any(axis=1)
    return flags


def whole_words(hits: Hits, whole: Whole) -> npt.NDArray[np.bool_]:
    """Which occurrences are whole words, in the order of the slots. What a regex finds
    is one, and so is a title. Occurrences in the same context are judged once."""
    flags = np.ones(len(hits), bool)
    # Four codes of two bytes are one number.
    contexts = hits.around(AROUND).view(np.uint64).ravel()
    for number, term in enumerate(hits.terms):
        if term and not (term[0] == term[-1] == "/"):
            own = np.flatnonzero(hits.matches.terms == number)
            kinds, owners = np.unique(contexts[own], return_inverse=True)
            sides = (_sides(each) for each in kinds)
            judged = [whole(before, term, behind) for before, behind in sides]
            flags[own] = np.array(judged, bool)[owners]
    return flags


def _sides(context: np.uint64) -> tuple[str, str]:
    """What stands before and behind, as far as it is of the same passage."""
    codes = np.array([context]).view(np.uint16).astype("<u2")
    before, behind = (
        side.tobytes().decode("utf-16-le", "surrogatepass")
        for side in (codes[:AROUND], codes[AROUND:])
    )
    return before.rpartition("\n")[2], behind.partition("\n")[0]


def _closeness(
    hits: Hits, rarity: Scores, articles: npt.NDArray[np.int64], size: int
) -> Scores:
    """What an article gains by two terms side by side: as much as the rarer of the
    two is worth, less with each code between them; the best pair counts."""
    gains = np.zeros(size)
    positions, sizes, terms, _ = hits.matches
    if len(hits.terms) < 2 or len(positions) < 2:
        return gains
    gaps = np.maximum(positions[1:] - positions[:-1] - sizes[:-1], 0)
    paired = (terms[1:] != terms[:-1]) & (articles[1:] == articles[:-1])
    worth = np.maximum(rarity[terms[1:]], rarity[terms[:-1]]) * (1 - gaps / REACH)
    np.maximum.at(gains, articles[1:][paired], worth[paired])
    return gains
