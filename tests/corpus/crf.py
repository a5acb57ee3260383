"""Learn the weights of a linear-chain conditional random field.

Maximum likelihood with a Gaussian prior on the weights (L2), by L-BFGS; the gradient
is what the tags say less what the model expects, by the forward-backward algorithm
(Sutton and McCallum 2012, An Introduction to Conditional Random Fields). Pages of like
length are reckoned side by side, in probabilities that are scaled to a sum of 1 at
each piece (Rabiner 1989), so that a step is a few products of matrices.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tui.corpus.tags import CUTS, Tag, follows, may_open

SIDE_BY_SIDE = 64
"""Pages that are reckoned together."""
TAGS = len(Tag)

Array = npt.NDArray[np.float64]
LINKS = np.array([[follows(a, b) for b in Tag] for a in Tag], float)
FIRST = np.array([may_open(each) for each in Tag], float)
LAST = np.array([each not in CUTS for each in Tag], float)
"""1 for what may be, 0 for what may not."""


class Batch(NamedTuple):
    """Pages of like length."""

    rows: npt.NDArray[np.intp]
    """The piece at each place of each page, (length, pages); behind the end of a page
    the row behind the last one."""
    lengths: npt.NDArray[np.intp]
    weights: Array
    """How often each page counts."""


class Examples(NamedTuple):
    """Pages in numbers: their pieces one after the other."""

    cues: csr_matrix
    """Which cues each piece has, (pieces, cues)."""
    allowed: Array
    """1 for each tag that a piece may have, (pieces + 1, tags)."""
    told: Array
    """The same for those that it is said to have."""
    batches: Sequence[Batch]
    base: Array
    """What speaks for each tag besides the cues, (pieces, tags)."""


def batches_of(
    lengths: Sequence[int], weights: Sequence[float], told: Array
) -> list[Batch]:
    """The pages that can be read as they are said to: without its blank lines a page
    may join what is told apart."""
    starts = np.cumsum([0, *lengths])
    possible = [
        n for n in range(len(lengths)) if _may_be(told[starts[n] : starts[n + 1]])
    ]
    possible.sort(key=lengths.__getitem__)
    groups = (
        possible[at : at + SIDE_BY_SIDE] for at in range(0, len(possible), SIDE_BY_SIDE)
    )
    return [_batch(each, starts, lengths, weights) for each in groups]


def _batch(
    pages: Sequence[int],
    starts: npt.NDArray[np.intp],
    lengths: Sequence[int],
    weights: Sequence[float],
) -> Batch:
    rows = np.full((max(lengths[n] for n in pages), len(pages)), starts[-1])
    for column, n in enumerate(pages):
        rows[: lengths[n], column] = np.arange(starts[n], starts[n + 1])
    return Batch(
        rows,
        np.array([lengths[n] for n in pages]),
        np.array([weights[n] for n in pages], float),
    )


def _may_be(told: Array) -> bool:
    ways = told[0] * FIRST
    for row in told[1:]:
        ways = np.minimum(ways @ LINKS, 1) * row
    return bool((ways * LAST).any())


def learn(
    examples: Examples,
    prior: float | Array,
    steps: int,
    links: Array | None = None,
) -> tuple[Array, Array]:
    """The weights of the cues, and of each tag behind each other: these are learned
    too unless they are given. `prior` is one for all cues or one of each, (cues,); the
    least of them holds the links."""
    count = examples.cues.shape[1]
    columns = examples.cues.T.tocsr()
    priors = np.repeat(np.broadcast_to(prior, count), TAGS)
    if links is None:
        priors = np.append(priors, np.full(TAGS * TAGS, priors.min()))

    def loss(flat: Array) -> tuple[float, Array]:
        table = flat.reshape(-1, TAGS)
        between = table[count:] if links is None else links
        total, by_piece, by_link = likelihood(examples, table[:count], between)
        by_cue = columns @ by_piece
        gradient = np.vstack([by_cue, by_link] if links is None else [by_cue])
        held = priors * flat
        return held @ flat / 2 - total, held - gradient.ravel()

    start = np.zeros((count + (TAGS if links is None else 0)) * TAGS)
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}
    )
    table = found.x.reshape(-1, TAGS)
    return table[:count], table[count:] if links is None else links


def likelihood(
    examples: Examples, weights: Array, links: Array
) -> tuple[float, Array, Array]:
    """The logarithm of how likely the pages are to be what they are said to be, and
    its gradient by the scores of the pieces and by the links."""
    scores = examples.cues @ weights + examples.base
    top = np.where(examples.allowed[:-1] > 0, scores, -np.inf).max(1, keepdims=True)
    own = np.exp(np.minimum(scores - top, 50))
    own = np.vstack([own, np.zeros(TAGS)])
    steps = np.exp(links) * LINKS
    total, by_piece, by_link = 0.0, np.zeros_like(own), np.zeros_like(links)
    for rows, lengths, weight in examples.batches:
        told = _Lattice(own[rows] * examples.told[rows], lengths, steps)
        every = _Lattice(own[rows] * examples.allowed[rows], lengths, steps)
        total += float((told.total - every.total) @ weight)
        by_piece[rows] = (told.shares - every.shares) * weight[:, None]
        by_link += told.pairs(weight) - every.pairs(weight)
    return total, by_piece[:-1], by_link


class _Lattice:
    """All readings of some pages of like length, by forward-backward."""

    def __init__(self, own: Array, lengths: npt.NDArray[np.intp], steps: Array) -> None:
        """`own` is how likely each tag is by itself, (length, pages, tags)."""
        self.own, self.steps = own, steps
        self.forward, self.backward = np.empty_like(own), np.zeros_like(own)
        self.scales = np.ones(own.shape[:2])
        ways = own[0] * FIRST
        for n in range(len(own)):
            if n:
                ways = (self.forward[n - 1] @ steps) * own[n]
            live = n < lengths
            self.scales[n] = np.where(live, ways.sum(1), 1)
            self.forward[n] = ways / self.scales[n][:, None]
        pages = np.arange(own.shape[1])
        ends = self.forward[lengths - 1, pages] @ LAST
        self.total = np.log(self.scales).sum(0) + np.log(ends)
        for n in reversed(range(len(own))):
            last = (n == lengths - 1)[:, None]
            self.backward[n] = np.where(last, LAST / ends[:, None], self._behind(n))
        self.shares = self.forward * self.backward

    def _behind(self, n: int) -> Array:
        if n + 1 == len(self.own):
            return np.zeros_like(self.own[n])
        later = self.own[n + 1] * self.backward[n + 1] / self.scales[n + 1][:, None]
        return later @ self.steps.T

    def pairs(self, weights: Array) -> Array:
        """How often each tag is expected behind each other."""
        later = self.own * self.backward / self.scales[..., None] * weights[:, None]
        earlier = self.forward[:-1].reshape(-1, TAGS)
        return (earlier.T @ later[1:].reshape(-1, TAGS)) * self.steps
