"""Pages that are read again, and pages that are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.index.corpora import PAGES, article_of, page_of
from tests.index.plain import rows, values
from tui.corpus.model import Page, Place
from tui.index import blocks
from tui.index.library import Library
from tui.index.query import Field

GONE = page_of()
QUERIES = [
    "街",
    "招商",
    "街道 商",
    "街 OR 招商",
    "-街",
    "街 近/4 商",
    "标题:街",
    "=項",
    "/街|商+/",
    "区:上街",
    "区:上街区",
    "区:上街区新名",
    "街道:街",
    "-区:?",
    "记者:三",
    "年:2019",
]
FACETS = [each for each in Field if each not in ("title", "heading", "caption")]

Step = tuple[int, Page]
STEPS = st.lists(st.tuples(st.integers(0, 9), PAGES | st.just(GONE)), max_size=8)


def built(steps: Sequence[Step]) -> tuple[Library, list[Page]]:
    """A library that pages were added to or replaced in, and its pages at the end."""
    library, pages = Library(), []
    for number, page in steps:
        if number < len(pages):
            library = library.replace(number, page)
            pages[number] = page
        else:
            library = library.add([page])
            pages.append(page)
    return library, pages


@settings(max_examples=60)
@given(STEPS, st.integers(1, 60), st.integers(1, 60))
def test_a_changed_library_is_as_one_that_is_built_from_its_pages(
    steps: Sequence[Step], full: int, joined: int
) -> None:
    with patch.object(blocks, "FULL", full), patch.object(blocks, "JOINED", joined):
        library, pages = built(steps)
        fresh = Library().add(pages)
    assert library.pages == fresh.pages == tuple(pages)
    assert [*library.outline.articles] == [*fresh.outline.articles]
    for query in QUERIES:
        check_same(library, fresh, query)


def check_same(library: Library, fresh: Library, query: str) -> None:
    hits, expected = library.find(query), fresh.find(query)
    assert rows(hits) == rows(expected), query
    assert hits.terms == expected.terms
    assert hits.counts().tolist() == expected.counts().tolist()
    nodes = zip(library.outline.walk(), fresh.outline.walk(), strict=True)
    for one, other in nodes:
        assert one.ref == other.ref
        assert hits.count(one) == expected.count(other)
    for id_ in fresh.outline.articles:
        assert hits.nearest(id_) == expected.nearest(id_)
    for field in FACETS:
        assert Counter(hits.facet(field)) == Counter(expected.facet(field))


@given(STEPS)
def test_facets_count_the_hits_of_the_articles_that_have_a_value(
    steps: Sequence[Step],
) -> None:
    library, _ = built(steps)
    hits = library.find("街 OR 招商")
    for field in FACETS:
        expected: Counter[tuple[str, str | None]] = Counter()
        for hit in hits:
            expected.update(values(field, library.article(hit.id)))
        counted = hits.facet(field)
        assert Counter(counted) == Counter(
            (name, count) for (name, _), count in expected.items()
        )
        assert [count for _, count in counted] == sorted(
            expected.values(), reverse=True
        )


def test_a_library_stays_as_it_is_when_a_page_is_replaced() -> None:
    before = Library().add([page_of(article_of("招商", unit="甲"))])
    hits = before.find("招商")
    after = before.replace(0, page_of(article_of("街道", unit="乙")))
    assert len(before.find("招商")) == len(hits) == 1
    assert (len(after.find("招商")), len(after.find("街道"))) == (0, 1)
    assert hits.facet(Field.UNIT) == [("甲", 1)]
    assert len(before.find("单位:乙")) == 0


def test_a_page_that_is_gone_leaves_nothing_to_find() -> None:
    pages = [page_of(article_of("招商")), page_of(article_of("招商", title="街"))]
    library = Library().add(pages).replace(1, GONE).replace(0, GONE)
    assert len(library.find("招商")) == len(library.find("-无")) == 0
    assert [*library.outline.walk()] == []
    again = library.replace(1, pages[1])
    [hit] = again.find("招商")
    assert hit.id == (1, 0)
    assert again.find("招商").nearest(hit.id) == 0


def test_what_a_place_was_called_on_a_page_that_is_gone_is_forgotten() -> None:
    """The old name is no name of the district any more, but a part of another's."""
    district = Place("410106", "上街")
    pages = [
        page_of(article_of("招商", district=district)),
        page_of(article_of("招商", district=Place("410199", "上街新区"))),
    ]
    library = Library().add(pages)
    assert [hit.id.page for hit in library.find("区:上街")] == [0]
    assert [hit.id.page for hit in library.replace(0, GONE).find("区:上街")] == [1]
