"""Searching the sample pages: what a reader types, what the page has printed."""

from __future__ import annotations

from collections import Counter

import pytest

from tui.corpus.model import Page
from tui.corpus.reader import bundled, find, load
from tui.index.fold import fold_term
from tui.index.library import Library
from tui.index.query import Query, Term


@pytest.fixture(scope="module")
def library() -> Library:
    loaded = map(load, find([bundled()]).sources)
    return Library().add([page for page in loaded if isinstance(page, Page)])


def printed(library: Library, query: str) -> list[str]:
    """The distinct characters of the files that the query finds, in order."""
    hits = library.find(query)
    return list(
        dict.fromkeys(library.page(hit.id).text[slice(*hit.span)] for hit in hits)
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("121钻石产业园", ["121 钻石产业园"]),
        ("联东U谷", ["联东 U 谷"]),
        ("ｌｉｖｅｈｏｕｓｅ", ["LIVE HOUSE"]),
        ("ＬＩＶＥ house", ["LIVE", "HOUSE"]),
        ("五星支部", ["五星”支部"]),
        ("中关村", ["中关\n\n村"]),
        ("工業路街道", ["工业路街道"]),
    ],
)
def test_what_is_typed_finds_what_is_printed(
    library: Library, query: str, found: list[str]
) -> None:
    assert printed(library, query) == found


def quoted(text: str) -> str:
    """A query of nothing but this text, whatever it looks like."""
    return str(Query(Term(text)))


def test_a_year_is_found_with_and_without_a_blank(library: Library) -> None:
    assert set(printed(library, "2024年")) >= {"2024年", "2024 年"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("項目", "项目"), ("建设\uff0c", "建设,"), ("街道\uff1a", "街道:")],
)
def test_two_ways_to_write_find_the_same(
    library: Library, one: str, other: str
) -> None:
    assert len(library.find(quoted(one))) > 1
    assert list(library.find(quoted(one))) == list(library.find(quoted(other)))


def test_every_character_of_the_files_is_searched_once(library: Library) -> None:
    codes = Counter(
        code for page in library.pages for code in fold_term(page.text).tolist()
    )
    for code, number in codes.items():
        assert len(library.find(quoted(chr(code)))) == number
