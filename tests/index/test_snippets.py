"""The words around the hits of an article."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.index.corpora import (
    Draft,
    Text,
    article_of,
    libraries,
    library_of,
    page_of,
)
from tui.corpus.model import Kind, Page
from tui.index.library import Library
from tui.index.snippets import LEAD, Snippet, snippets, title_marks

QUERIES = st.sampled_from(["街", "街 OR 商", "街道 街", "/街.*/", "-无", "招商 OR m2"])


def found(
    library: Library, query: str, limit: int = 3, width: int = 60
) -> list[Snippet]:
    """The snippets of the library's first article."""
    id_ = library.outline.articles[0]
    return snippets(library.find(query), library.page(id_), id_, limit, width)


@given(libraries(), QUERIES, st.integers(1, 4), st.integers(1, 20))
def test_snippets_hold_hits_and_do_not_overlap(
    library: Library, query: str, limit: int, width: int
) -> None:
    hits = library.find(query)
    for id_ in library.outline.articles:
        page, article = library.page(id_), library.article(id_)
        own = snippets(hits, page, id_, limit, width)
        assert len(own) <= limit
        assert bool(own) == any(hit.id == id_ for hit in hits)
        for each in own:
            text = page.read(page.passages[each.passage])
            assert article.first <= each.passage < article.last
            assert each.text == text[each.start : each.stop]
            assert 0 < len(each.text) <= width
            assert each.marks
            marks = hits.in_passage(id_, each.passage)
            assert [*each.marks] == [
                mark._replace(
                    start=max(mark.start, each.start), stop=min(mark.stop, each.stop)
                )
                for mark in marks
                if mark.start < each.stop and each.start < mark.stop
            ]
        for one, other in pairwise(own):
            places = (one.passage, one.stop), (other.passage, other.start)
            assert places[0] <= places[1]


@given(libraries(), QUERIES, st.integers(3, 20))
def test_with_room_enough_every_hit_shows(
    library: Library, query: str, width: int
) -> None:
    hits = library.find(query)
    for id_ in library.outline.articles:
        page = library.page(id_)
        own = snippets(hits, page, id_, len(hits), width)
        shown = {mark.number for each in own for mark in each.marks}
        mine = [number for number, hit in enumerate(hits) if hit.id == id_]
        inner = [
            number
            for number in mine
            if page.passages[hits[number].passage].kind is not Kind.TITLE
        ]
        assert shown == {*(inner or mine)}


def test_the_place_with_most_terms_is_chosen_then_the_one_with_most_hits() -> None:
    far = "一" * 80
    library = library_of(
        article_of(f"街{far}街街{far}街街街{far}街商{far}街街街街{far}")
    )
    [one] = found(library, "街 商", 1)
    assert "街商" in one.text
    assert [each.text.strip("一") for each in found(library, "街 商", 2)] == [
        "街商",
        "街街街街",
    ]
    assert [len(each.marks) for each in found(library, "街", 3)] == [2, 3, 4]


def test_of_equal_places_the_first_ones_are_shown_in_their_order() -> None:
    library = library_of(article_of(*[f"{number}街" for number in range(5)]))
    assert [each.text for each in found(library, "街", 2)] == ["0街", "1街"]


def test_some_words_stand_before_the_hit() -> None:
    library = library_of(article_of(f"{'一' * 50}街{'二' * 100}"))
    [one] = found(library, "街")
    assert (one.text.index("街"), len(one.text)) == (LEAD, 60)
    [end] = found(library_of(article_of(f"{'一' * 100}街")), "街")
    assert (end.text[-1], len(end.text)) == ("街", 60)


def test_a_snippet_is_cut_where_it_meets_another() -> None:
    library = library_of(article_of("街一二三四五街六七八九"))
    first, second = found(library, "街", width=6)
    assert (first.text, second.text) == ("街一二三四五", "街六七八九")
    library = library_of(article_of(f"街一二三{'四' * LEAD}街街{'五' * 20}"))
    first, second = found(library, "街", width=20)
    assert (first.text, second.text) == ("街一二三", f"{'四' * LEAD}街街{'五' * 6}")


def test_hits_in_the_title_show_only_where_there_are_no_others() -> None:
    library = library_of(article_of("在街上", title="街"))
    assert [each.text for each in found(library, "街")] == ["在街上"]
    library = library_of(article_of("在路上", title="街"))
    assert [each.text for each in found(library, "街")] == ["街"]


def test_it_is_told_where_the_passage_goes_on() -> None:
    library = library_of(article_of("街一二三四五街六七八九"))
    assert [each.more for each in found(library, "街", width=6)] == [True, False]
    assert [each.more for each in found(library, "街", width=11)] == [False]


def in_title(page: Page, query: str) -> list[str]:
    """The hits of the title of a page's one article, read in it."""
    library = Library().add([page])
    (id_,) = library.outline.articles
    title = library.article(id_).title
    marks = title_marks(library.find(query), page, id_)
    return [title[each.start : each.stop] for each in marks]


def test_the_hits_in_a_title_are_read_in_it() -> None:
    page = page_of(article_of("在街上，路边。", title="街道旁的街"))
    assert in_title(page, "街") == ["街", "街"]
    assert in_title(page, "旁的 OR 路") == ["旁的"]
    assert in_title(page, "路") == []
    assert in_title(page, "-无") == [], "the whole title stands for the article"


def test_the_parts_of_a_title_are_found_in_the_whole() -> None:
    parts = [Text(Kind.TITLE, ["街道"]), Text(Kind.TITLE, ["新街"])]
    page = page_of(Draft([*parts, Text(Kind.PARAGRAPH, ["街"])]))
    (article,) = page.articles
    for title, found_ in (("街道 新街", ["街", "街"]), ("另题", [])):
        section = article.sections[-1]._replace(first=2, last=3)
        titled = replace(article, title=title, sections=(section,))
        assert in_title(replace(page, articles=(titled,)), "街") == found_


def test_a_long_hit_is_cut_at_the_end_of_its_snippet() -> None:
    [one] = found(library_of(article_of("街" * 500)), "/街+/")
    assert len(one.text) == 60
    assert [(mark.start, mark.stop) for mark in one.marks] == [(0, 60)]


def test_few_passages_of_a_long_article_are_read() -> None:
    """However many hits it has."""
    read: list[int] = []
    library = library_of(Draft([Text(Kind.PARAGRAPH, ["街道" * 50])] * 300))
    id_ = library.outline.articles[0]
    page = library.page(id_)
    hits = library.find("街")
    assert len(hits) == 15_000

    class Watched:
        passages = page.passages

        def read(self, passage: object) -> str:
            read.append(1)
            return page.read(passage)  # type: ignore[arg-type]

    assert len(snippets(hits, Watched(), id_)) == 3  # type: ignore[arg-type]
    assert len(read) == 3
