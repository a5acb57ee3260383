"""What is known of each article besides its text: the values of its fields.

    Catalog ── Values   every value that some article has in some field

Articles are numbered in the order of the slots, as in `tui.index.blocks`, values in the
order in which they come. All fields are in one table, so that what a few articles have
in all of them is gathered at once, however many others there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tui.corpus.model import Article, Page, Place
from tui.index.fold import SEPARATOR, fold, folded_text
from tui.index.query import Field

Numbers = npt.NDArray[np.int32]
Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

UNKNOWN = ""
"""The value of an article of which a field is not known."""

UNKNOWN_NAMES = ("未识别", "未知", "unknown", "?")
"""How a query asks for that, folded."""


def is_unknown(name: str) -> bool:
    """Whether a query that asks for this value asks for what is not known."""
    return folded_text(name) in UNKNOWN_NAMES


class Value(NamedTuple):
    """A value of a field."""

    field: Field
    name: str
    code: str | None = None
    """The division code of a place."""


Told = Place | str
"""A value, as an article has it."""

Column = tuple[Sequence[Told], Counts | int]
"""What articles have in a field, one article behind the other, and how many each."""

Read = Callable[[Sequence[Article]], Column]


class Values:
    """Values and their numbers. It only grows, and a number keeps its value: catalogs
    of different ages may share it, and be searched while one thread adds to it."""

    def __init__(self) -> None:
        self.values: list[Value] = []
        self._numbers: dict[Field, dict[Told, int]] = {each: {} for each in Field}
        self._folded: Sequence[bytes] = ()

    def numbers(self, field: Field, told: Sequence[Told]) -> list[int]:
        """The number of each value; the next ones, where they are new."""
        known = self._numbers[field]
        fresh = [each for each in dict.fromkeys(told) if each not in known]
        known.update(zip(fresh, count(len(self.values))))
        self.values += [_value(field, each) for each in fresh]
        return [*map(known.__getitem__, told)]

    def folded(self) -> Sequence[bytes]:
        """The names of all values, as they are searched."""
        known = self._folded
        names = [each.name for each in self.values[len(known) :]]
        if names:
            codes = fold(names).codes
            ends = np.flatnonzero(codes == SEPARATOR)
            parts = (part[part != SEPARATOR] for part in np.split(codes, ends)[:-1])
            # Threads that do this at the same time come to the same.
            self._folded = known = [*known, *(part.tobytes() for part in parts)]
        return known


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """How much the values weigh that some articles have."""

    numbers: Counts
    """The values, field by field, each field's in order."""
    sums: Counts
    bounds: Counts
    """Field i of `READ` has `numbers[bounds[i]:bounds[i + 1]]`."""

    def of(self, field: Field, most: int | None = None) -> tuple[Counts, Counts]:
        """The values of a field and their sums: all of them, or the `most` heaviest;
        the heaviest first, equal ones in order."""
        first, last = self.bounds[PLACES[field] :][:2].tolist()
        sums = self.sums[first:last]
        kept = np.arange(len(sums))
        if most is not None and most < len(sums):
            least = np.partition(sums, -most)[-most] if most else len(sums)
            kept = np.flatnonzero(sums >= least)
        order = kept[np.argsort(-sums[kept], kind="stable")][:most]
        return self.numbers[first:last][order], sums[order]

    def counted(
        self, field: Field, values: Values, most: int | None = None
    ) -> Iterator[tuple[Value, int]]:
        """As `of`, with the values themselves."""
        numbers, sums = (each.tolist() for each in self.of(field, most))
        return zip((values.values[at] for at in numbers), sums, strict=True)


@dataclass(frozen=True, slots=True, eq=False)
class Catalog:
    """What the articles say of themselves. `Catalog()` is empty; nothing changes it."""

    slots: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    """The slot of each page, by its number."""

    firsts: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    """The number of each page's first article, by the number of the page."""

    pages: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    """The number of each article's page; -1 where that has been read again since."""

    values: Values = field(default_factory=Values)

    fields: npt.NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    """Of each value the place of its field in `READ`."""

    numbers: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    """The values of article i are `numbers[bounds[i]:bounds[i + 1]]`, of a field
    one or several."""

    bounds: Numbers = field(default_factory=lambda: np.zeros(1, np.int32))

    def __len__(self) -> int:
        return len(self.pages)

    @property
    def alive(self) -> Flags:
        """Which articles are there to be found."""
        return self.pages >= 0

    def add(self, pages: Sequence[Page], slot: int) -> Catalog:
        """With pages, the first of which has this slot, behind its own."""
        sizes = [len(page.articles) for page in pages]
        firsts = [*accumulate(sizes, initial=len(self))][:-1]
        numbers = np.arange(len(self.slots), len(self.slots) + len(pages))
        return Catalog(
            _extended(self.slots, range(slot, slot + len(pages))),
            _extended(self.firsts, firsts),
            _extended(self.pages, np.repeat(numbers, sizes)),
            *self._values(pages),
        )

    def replace(self, number: int, page: Page, slot: int) -> Catalog:
        """With a page in place of the one that had its number."""
        pages = np.where(self.pages == number, -1, self.pages)
        slots, firsts = self.slots.copy(), self.firsts.copy()
        slots[number], firsts[number] = slot, len(self)
        return Catalog(
            slots,
            firsts,
            _extended(pages, [number] * len(page.articles)),
            *self._values([page]),
        )

    def of(self, field: Field) -> Counts:
        """The numbers of a field's values."""
        return np.flatnonzero(self.fields == PLACES[field])

    def having(self, numbers: Sequence[int]) -> Flags:
        """Which articles have one of the values."""
        wanted = np.zeros(len(self.fields), bool)
        wanted[list(numbers)] = True
        flags = np.zeros(len(self), bool)
        rows = np.flatnonzero(wanted[self.numbers])
        flags[self.bounds.searchsorted(rows, "right") - 1] = True
        return flags

    def present(self) -> Flags:
        """Which values some article has that is there to be found."""
        flags = np.zeros(len(self.fields), bool)
        flags[self.numbers[np.repeat(self.alive, np.diff(self.bounds))]] = True
        return flags

    def totals(self, articles: Counts, weights: Counts) -> Totals:
        """What the values of some articles weigh, each article by its weight."""
        firsts = self.bounds[articles]
        sizes = self.bounds[articles + 1] - firsts
        rows = np.repeat(firsts - np.cumsum(sizes) + sizes, sizes)
        rows += np.arange(len(rows))
        weights = np.repeat(weights, sizes)
        sums = np.bincount(self.numbers[rows], weights, len(self.fields))
        # Of flags numpy finds those that are set ten times as fast as of numbers.
        found = np.flatnonzero(sums > 0)
        fields = self.fields[found]
        order = np.argsort(fields, kind="stable")
        bounds = fields[order].searchsorted(np.arange(len(READ) + 1, dtype=np.uint8))
        return Totals(found[order], sums[found[order]].astype(np.int64), bounds)

    def _values(
        self, pages: Iterable[Page]
    ) -> tuple[Values, npt.NDArray[np.uint8], Numbers, Numbers]:
        """The last four columns, with the articles of pages behind the others."""
        articles = [article for page in pages for article in page.articles]
        numbers, owners = list[int](), [np.zeros(0, np.intp)]
        for each, read in READ.items():
            told, sizes = read(articles)
            numbers += self.values.numbers(each, told)
            owners.append(np.repeat(np.arange(len(articles)), sizes))
        rows = np.concatenate(owners)
        in_order = np.array(numbers, np.int32)[rows.argsort(kind="stable")]
        ends = np.cumsum(np.bincount(rows, minlength=len(articles)))
        new = [PLACES[value.field] for value in self.values.values[len(self.fields) :]]
        return (
            self.values,
            np.concatenate((self.fields, np.array(new, np.uint8))),
            _extended(self.numbers, in_order),
            _extended(self.bounds, ends + self.bounds[-1]),
        )


def _extended(column: Numbers, more: npt.ArrayLike) -> Numbers:
    return np.concatenate((column, np.asarray(more, np.int32)))


def _value(field: Field, told: Told) -> Value:
    if isinstance(told, str):
        return Value(field, told)
    return Value(field, told.name, told.code)


def _single(name: str) -> Read:
    """Of what an article has one of, or none."""
    read = attrgetter(name)
    return lambda articles: ([each or UNKNOWN for each in map(read, articles)], 1)


def _names(role: str, others: bool) -> Read:
    """The names of bylines whose role has a word in it; `others`: of those that have
    no role too."""

    def read(articles: Sequence[Article]) -> Column:
        names, ends = list[str](), [0]
        for article in articles:
            for byline in article.bylines:
                if (role in byline.role) if byline.role else others:
                    names += byline.names
            if len(names) == ends[-1]:
                names.append(UNKNOWN)
            ends.append(len(names))
        return names, np.diff(ends)

    return read


READ: Mapping[Field, Read] = {
    Field.DISTRICT: _single("district"),
    Field.OFFICE: _single("office"),
    Field.UNIT: _single("unit"),
    Field.COMMUNITY: _single("community"),
    Field.REPORTER: _names("记者", others=True),
    Field.CORRESPONDENT: _names("通讯员", others=False),
    Field.YEAR: _single("date"),
}
"""What articles say of themselves, field by field."""

PLACES = {each: place for place, each in enumerate(READ)}
"""Where each field stands in `READ`."""
