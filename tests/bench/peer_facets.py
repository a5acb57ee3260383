"""What the pages say of themselves, for the engines that are asked to count it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tui.corpus.model import Page
from tui.index.catalog import READ, Told

NAMES = tuple(field.name.lower() for field in READ)
"""Of the facets, as columns are called."""
NAMED = 10
"""Values of a facet that are named."""

Values = Mapping[str, Sequence[str]]
"""The values of each facet; of what is not known, an empty one."""


def values_of(page: Page) -> Values:
    """What the articles of a page say, each value once."""
    return {
        name: sorted({*map(_name, read(page.articles)[0])})
        for name, read in zip(NAMES, READ.values(), strict=True)
    }


def _name(told: Told) -> str:
    return told if isinstance(told, str) else told.name


class Facets:
    """Counts values page by page, as a program does that has found its pages."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._values = [values_of(page) for page in pages]

    def count(self, found: Iterable[int]) -> Mapping[str, Sequence[tuple[str, int]]]:
        """The most frequent values of each facet on some pages; a page that is named
        several times counts as often."""
        counts = {name: Counter[str]() for name in NAMES}
        for page, weight in Counter(found).items():
            for name, values in self._values[page].items():
                for value in values:
                    counts[name][value] += weight
        return {name: each.most_common(NAMED) for name, each in counts.items()}
