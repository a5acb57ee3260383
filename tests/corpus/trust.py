"""How far decisions are to be trusted, measured on pages with outlines.

`PYTHONPATH=. python tests/corpus/trust.py FOLDER…` prints, for each ground of
`tui.corpus.grounds` that has no probability of its own, how many of the decisions on
it are right; and for bands of the tagger's probability how many in them are.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import outlines

from tui.corpus.grounds import TRUST, Decision, What, decisions
from tui.corpus.reasons import Why

FIELDS = (What.DISTRICT, What.OFFICE, What.UNIT)
BANDS = (0.95, 0.8, 0.0)
Tally = tuple[int, int]
"""How many were right, of how many."""


def judged(folders: Iterable[Path]) -> Iterator[tuple[Decision, bool]]:
    """The decisions on each page that its outline can judge, and whether it agrees."""
    for path in (each for folder in folders for each in sorted(folder.glob("*.txt"))):
        page = outlines.page_at(path)
        outline = outlines.read(path.with_suffix(".outline").read_text("utf-8"))
        wanted = {outlines._folded(each["title"]): each for each in outline["articles"]}
        for article, found in zip(page.articles, decisions(page), strict=True):
            want = wanted.get(outlines._folded(article.title))
            for each in found:
                if each.what in FIELDS and want:
                    yield each, want.get(each.what.value, "") == each.value
                elif each.what in JUDGES and each.value:
                    yield each, JUDGES[each.what](outline["articles"], each)


def measured(rows: Iterable[tuple[Decision, bool]]) -> dict[tuple[What, Why], Tally]:
    """The tally of each ground that has a share."""
    return _tallies(
        ((each.what, each.grounds.whys[0]), right)
        for each, right in rows
        if _is_measured(each)
    )


def banded(rows: Iterable[tuple[Decision, bool]]) -> dict[float, Tally]:
    """The tally of what the tagger tells, by the lower bounds of bands."""
    return _tallies(
        (next(bound for bound in BANDS if each.grounds.trust >= bound), right)
        for each, right in rows
        if not _is_measured(each)
    )


def share(right: int, total: int) -> float:
    """Laplace's rule of succession: a few right decisions are no proof."""
    return (right + 1) / (total + 2)


def _is_measured(decision: Decision) -> bool:
    return (decision.what, decision.grounds.whys[0]) in TRUST or decision.what in FIELDS


def _is_title(articles: Sequence[dict[str, Any]], found: Decision) -> bool:
    """A title may stand on several lines."""
    return any(
        outlines._folded(found.value) in outlines._folded(each["title"])
        for each in articles
    )


def _is_heading(articles: Sequence[dict[str, Any]], found: Decision) -> bool:
    headings = (each["heading"] for each in _sections(articles))
    return outlines._folded(found.value) in map(outlines._folded, headings)


def _is_caption(articles: Sequence[dict[str, Any]], found: Decision) -> bool:
    captions = (caption for each in articles for caption in each["captions"])
    return any(outlines._folded(found.value) in outlines._folded(c) for c in captions)


def _is_byline(articles: Sequence[dict[str, Any]], found: Decision) -> bool:
    bylines = (byline for each in articles for byline in each["bylines"])
    return any(name in found.value for byline in bylines for name in byline["names"])


def _is_paragraph(articles: Sequence[dict[str, Any]], found: Decision) -> bool:
    """As the outline heals it: from all of its lines."""
    paragraphs = (p for each in _sections(articles) for p in each["paragraphs"])
    return any(tuple(each["lines"]) == found.lines for each in paragraphs)


def _sections(articles: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for each in articles:
        yield from each["sections"]


def _tallies(rows: Iterable[tuple[Any, bool]]) -> dict[Any, Tally]:
    total: Counter[Any] = Counter()
    right: Counter[Any] = Counter()
    for key, is_right in rows:
        total[key] += 1
        right[key] += is_right
    return {key: (right[key], total[key]) for key in sorted(total)}


JUDGES: dict[What, Callable[[Sequence[dict[str, Any]], Decision], bool]] = {
    What.TITLE: _is_title,
    What.HEADING: _is_heading,
    What.CAPTION: _is_caption,
    What.BYLINE: _is_byline,
    What.PARAGRAPH: _is_paragraph,
}

if __name__ == "__main__":
    found = list(judged(map(Path, sys.argv[1:])))
    for (what, why), (right, total) in measured(found).items():
        print(f"{what:10} {why:10} {share(right, total):.2f}  ({right} of {total})")
    for bound, (right, total) in banded(found).items():
        print(f"tagged, from {bound:.2f}: {right / total:.3f}  ({right} of {total})")
