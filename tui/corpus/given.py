"""What is said about a page from outside its text.

A sidecar, front matter, or the format of a file (the headings of Markdown, HTML and
Word) says it. It stands above whatever the parser would tell from the text.
"""

from __future__ import annotations

from typing import NamedTuple

NAMES = {
    "district": ("district", "区", "区县", "县", "区县市", "county"),
    "office": ("office", "街道", "镇", "乡", "乡镇", "town"),
    "unit": ("unit", "单位", "部门", "department"),
    "community": ("community", "社区", "村"),
    "title": ("title", "标题", "题目"),
    "date": ("date", "日期"),
}
"""What each field may be called, in small letters."""


class Fields(NamedTuple):
    """What may be said of an article: None for what isn't, empty for what is said not
    to be there."""

    district: str | None = None
    office: str | None = None
    unit: str | None = None
    community: str | None = None
    title: str | None = None
    date: str | None = None
    """ISO 8601, as exact as it is known: 2024, 2024-03, 2024-03-31."""

    def over(self, others: Fields) -> Fields:
        """These, and where they say nothing what the others say."""
        pairs = zip(self, others, strict=True)
        return Fields(*(mine if mine is not None else other for mine, other in pairs))


class Border(NamedTuple):
    """Where an article starts, and what is said of it."""

    line: int
    """The 1-based number of the first line of its head."""
    fields: Fields = Fields()


class Given(NamedTuple):
    """What is said of a page."""

    fields: Fields = Fields()
    """Of every article of the page; the title is the first article's."""

    borders: tuple[Border, ...] = ()
    """In order. If there are any, they are all the articles of the page."""

    headings: tuple[tuple[int, int], ...] = ()
    """The 1-based number of a line, and its rank: 1 is a title, 2 a heading, 3 to 6
    headings below it; 0 is a line that goes on with the heading above."""

    matter: int = 0
    """How many lines at the top of the page are front matter."""

    whole: bool = False
    """Whether the format keeps every paragraph on a line: none is cut."""

    def over(self, other: Given) -> Given:
        """All of this, and what the other says besides."""
        fields = self.fields.over(other.fields)
        return other._replace(fields=fields, borders=self.borders or other.borders)

    def fields_of(self, number: int) -> Fields:
        """What is said of one of the page's articles, by its number from 0."""
        rest = self.fields._replace(title=None)
        if self.borders:
            return self.borders[number].fields.over(rest)
        return rest if number else self.fields


NOTHING = Given()
"""Says nothing."""
