"""Searching whole pages: every hit, where it stands, and how many are below a node."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.model import (
    Article,
    Kind,
    Page,
    Passage,
    Place,
    Section,
    Skipped,
    Span,
)
from tui.corpus.outline import ArticleId
from tui.index import blocks
from tui.index.library import Hits, Library, Marked
from tui.index.query import All, Query, Term, all_of
from tui.index.syntax import parse

Fold = Callable[[str], str]


def page_of(
    *articles: Sequence[Sequence[str]], place: str | None = None, source: str = "p.txt"
) -> Page:
    """A page of articles of passages of pieces, each piece on a line of its own.

    An article's first passage is in no section; each of the others is one.
    """
    text = ""
    passages: list[Passage] = []
    made: list[Article] = []
    for article in articles:
        first = len(passages)
        for pieces in article:
            spans = []
            for piece in pieces:
                spans.append(Span(len(text), len(text) + len(piece)))
                text += piece + "\n"
            passages.append(Passage(Kind.PARAGRAPH, tuple(spans)))
        last = len(passages)
        sections = [
            Section(f"{at}", 1 + at % 2, False, at, at + 1)
            for at in range(first + 1, last)
        ]
        district = None if place is None else Place(None, place)
        made.append(Article("", first, last, tuple(sections), district))
    starts = (0, *(at + 1 for at, char in enumerate(text) if char == "\n"))
    return Page(source, text, starts, tuple(passages), tuple(made))


class Row(NamedTuple):
    """What a hit says, apart from the section and the page's text."""

    id: ArticleId
    passage: int
    start: int
    stop: int
    term: int


def rows(hits: Hits) -> list[Row]:
    return [
        Row(hit.id, hit.passage, hit.start, hit.stop, hit.term)
        for hit in map(hits.__getitem__, range(len(hits)))
    ]


def scan(text: str, folded: str, fold: Fold) -> Iterator[tuple[int, int]]:
    """Where the characters stand that fold to `folded`: every start is tried."""
    for start in range(len(text)):
        made, stop = "", start
        while fold(text[start]) and stop < len(text) and len(made) < len(folded):
            made += fold(text[stop])
            stop += 1
        if made == folded:
            yield start, stop


def scan_library(library: Library, query: str, fold: Fold) -> list[Row]:
    """All hits of a query, one article, passage and character after the other."""
    root = parse(query).root
    nodes = root.nodes if isinstance(root, All) else (root,)
    typed = [each.text for each in nodes if isinstance(each, Term)]
    terms = list(dict.fromkeys("".join(map(fold, each)) for each in typed))
    terms = [term for term in terms if term]
    every = []
    for id_ in library.outline.articles:
        page, article = library.page(id_), library.article(id_)
        found = [
            (passage, start, -len(term), Row(id_, passage, start, stop, at))
            for passage in range(article.first, article.last)
            for at, term in enumerate(terms)
            for start, stop in scan(page.read(page.passages[passage]), term, fold)
        ]
        if {row.term for *_, row in found} == set(range(len(terms))):
            every += [row for *_, row in sorted(found)]
    return every


CHARS = st.sampled_from("街道街道商1m2项項ＡaA㎡…𠀀𠀁\U0002f804e\u0301é“”\u200b·")
PIECES = st.text(CHARS, min_size=1, max_size=8)
PASSAGES = st.lists(st.lists(PIECES, min_size=1, max_size=3), min_size=1, max_size=4)
PAGES = st.lists(
    st.builds(
        lambda articles, place: page_of(*articles, place=place),
        st.lists(PASSAGES, max_size=3),
        st.sampled_from(["甲区", "乙区", None]),
    ),
    max_size=6,
)


@st.composite
def searched(draw: st.DrawFn) -> tuple[Library, str]:
    """A library of blocks of any size, and a query of one to three terms, most of
    them cut out of one of its passages."""
    pages, parts = draw(PAGES), draw(st.integers(1, 3))
    full, joined = draw(st.integers(1, 60)), draw(st.integers(1, 60))
    library = Library()
    with (
        patch.object(blocks, "FULL", full),
        patch.object(blocks, "JOINED", joined),
        patch.object(blocks, "SETTLED", draw(st.integers(1, 200))),
    ):
        at = 0
        while at < len(pages):
            step = draw(st.integers(1, len(pages)))
            library = library.add(pages[at : at + step])
            at += step
        library = library.settled() if draw(st.booleans()) else library
    texts = [page.read(each) for page in pages for each in page.passages]
    cuts = (draw(_cuts(["街道", *texts])) for _ in range(parts))
    return library, str(Query(all_of(Term(each) for each in cuts if each.strip())))


@st.composite
def _cuts(draw: st.DrawFn, texts: Sequence[str]) -> str:
    text = draw(st.sampled_from(texts))
    start = draw(st.integers(0, len(text)))
    return text[start : start + draw(st.integers(1, 4))]


@given(searched())
def test_hits_are_those_of_a_plain_scan(
    slow_fold: Fold, case: tuple[Library, str]
) -> None:
    library, query = case
    assert rows(library.find(query)) == scan_library(library, query, slow_fold)


@given(searched())
def test_the_span_of_a_hit_folds_back_to_its_term(
    slow_fold: Fold, case: tuple[Library, str]
) -> None:
    """In the page's text as in the passage: line ends fold to nothing."""
    library, query = case
    hits = library.find(query)
    for hit in hits:
        page = library.page(hit.id)
        term = "".join(map(slow_fold, hits.terms[hit.term]))
        healed = page.read(page.passages[hit.passage])[hit.start : hit.stop]
        assert "".join(map(slow_fold, healed)) == term
        printed = page.text[slice(*hit.span)]
        assert "".join(map(slow_fold, printed)) == term
        assert (printed[0], printed[-1]) == (healed[0], healed[-1])
        assert hit.section == library.article(hit.id).section_of(hit.passage)


@given(searched())
def test_counts_of_nodes_are_those_of_the_hits_below(
    case: tuple[Library, str],
) -> None:
    library, query = case
    hits = library.find(query)
    ranks = [library.outline.rank[hit.id] for hit in hits]
    for node in library.outline.walk():
        first, last = node.passages or (0, sys.maxsize)
        below = [
            hit
            for hit, rank in zip(hits, ranks, strict=True)
            if node.first <= rank < node.last and first <= hit.passage < last
        ]
        assert hits.count(node) == len(below)
    every = range(len(library.outline.articles))
    assert hits.counts().tolist() == [ranks.count(rank) for rank in every]
    assert hits.articles == len(set(ranks))


@given(searched())
def test_the_marks_of_the_passages_are_all_the_hits(
    case: tuple[Library, str],
) -> None:
    library, query = case
    hits = library.find(query)
    marks = [
        (id_, passage, mark)
        for id_ in library.outline.articles
        for passage in range(library.article(id_).first, library.article(id_).last)
        for mark in hits.in_passage(id_, passage)
    ]
    assert marks == [
        (hit.id, hit.passage, Marked(hit.start, hit.stop, hit.term, number))
        for number, hit in enumerate(hits)
    ]


@given(searched(), st.data())
def test_nearest_is_the_first_hit_at_or_behind_and_then_the_first_of_all(
    case: tuple[Library, str], data: st.DataObject
) -> None:
    library, query = case
    hits = library.find(query)
    for id_ in library.outline.articles:
        page, article = library.page(id_), library.article(id_)
        passage = data.draw(st.integers(article.first, article.last - 1))
        offset = data.draw(st.integers(0, len(page.read(page.passages[passage]))))
        place = (library.outline.rank[id_], passage, offset)
        behind = [
            number
            for number, hit in enumerate(hits)
            if (library.outline.rank[hit.id], hit.passage, hit.start) >= place
        ]
        expected = (behind or [0])[0] if len(hits) else None
        assert hits.nearest(id_, passage, offset) == expected


def test_nearest_of_an_article_alone_is_its_first_hit_or_one_behind_it() -> None:
    """Though its passages are not the first ones of its page."""
    library = Library().add([page_of([["街道"]], [["街道"], ["街道"]], [["无"]])])
    hits = library.find("街道")
    assert [hits.nearest(ArticleId(0, at)) for at in range(3)] == [0, 1, 0]


def test_a_word_cut_by_a_column_break_is_found() -> None:
    library = Library().add([page_of([["题"], ["在中关", "村设立"]])])
    [hit] = library.find("中关村")
    assert (hit.passage, hit.start, hit.stop, hit.span) == (1, 1, 4, Span(3, 7))
    assert library.page(hit.id).text[slice(*hit.span)] == "中关\n村"


def test_a_blank_between_latin_pieces_is_passed_over() -> None:
    """The reader sees `live house`, two words; the span has the line end."""
    library = Library().add([page_of([["去live", "house看"]])])
    [hit] = library.find("LiveHouse")
    assert (hit.start, hit.stop) == (1, 11)
    assert library.page(hit.id).text[slice(*hit.span)] == "live\nhouse"
    [first, second] = library.find("live house")
    assert (first.stop, second.start) == (5, 6)


def test_marks_around_a_hit_are_not_part_of_it() -> None:
    [hit] = Library().add([page_of([["“五星”支部"]])]).find("五星支部")
    assert (hit.start, hit.stop) == (1, 6)


def test_every_term_must_be_in_the_same_article() -> None:
    library = Library().add([page_of([["街道"], ["招商街道"]], [["招商"]], [["街道"]])])
    hits = library.find("招商\u3000街道")
    assert hits.terms == ("招商", "街道")
    assert [(row.passage, row.start, row.term) for row in rows(hits)] == [
        (0, 0, 1),
        (1, 0, 0),
        (1, 2, 1),
    ]
    assert hits.articles == 1


def test_of_hits_that_start_together_the_longer_comes_first() -> None:
    hits = Library().add([page_of([["招商引资"]])]).find("招商 招商引资 商")
    assert [hit.term for hit in hits] == [1, 0, 2]


def test_terms_that_fold_alike_are_one() -> None:
    hits = Library().add([page_of([["项目"]])]).find("項目 项目 “项目”")
    assert hits.terms == ("項目",)
    assert len(hits) == 1


@pytest.mark.parametrize("query", ["", "  \u3000", "“ ”", "无", "街道 无"])
def test_no_hits(query: str) -> None:
    library = Library().add([page_of([["街道“”"]])])
    hits = library.find(query)
    assert (len(hits), list(hits), hits.articles) == (0, [], 0)
    assert hits.nearest(ArticleId(0, 0)) is None
    assert [hits.count(node) for node in library.outline.walk()] == [0, 0]
    assert hits.in_passage(ArticleId(0, 0), 0) == []
    with pytest.raises(IndexError):
        hits[0]


def test_an_empty_library_has_no_hits() -> None:
    assert len(Library().find("街道")) == 0
    assert len(Library().add([page_of()]).find("街道")) == 0


def test_hits_count_from_the_end_as_well() -> None:
    hits = Library().add([page_of([["街道街道"]])]).find("街道")
    assert hits[-1] == hits[1]


def test_a_library_and_its_hits_stay_as_they_are_when_pages_are_added() -> None:
    before = Library().add([page_of([["街道"]], place="乙区")])
    hits = before.find("街道")
    skipped = Skipped("b.txt", "没有读取权限")
    after = before.add([page_of([["街道"]], place="中区")], [skipped])
    assert (len(before.pages), len(before.outline.articles)) == (1, 1)
    assert len(before.find("街道")) == len(hits) == 1
    assert hits[0].id == ArticleId(0, 0)
    assert (before.skipped, after.skipped) == ((), (skipped,))
    assert after.add([], [skipped]).skipped == (skipped, skipped)
    assert [hit.id.page for hit in after.find("街道")] == [1, 0]


def test_pages_that_come_one_by_one_leave_few_blocks() -> None:
    """Each more than twice as large as the next: a page is not sorted again for
    every page that follows."""
    every = blocks.Blocks()
    for _ in range(100):
        every = every.add([page_of([["街道" * 50]])])
    sizes = [len(block) for block in every.blocks]
    assert 1 < len(sizes) < 8
    assert all(size > 2 * after for size, after in pairwise(sizes))
    assert every.slots[-1] == 100


def test_many_pages_at_once_fill_their_blocks() -> None:
    with (
        patch.object(blocks, "FULL", 25),
        patch.object(blocks, "JOINED", 0),
        patch.object(blocks, "SETTLED", 50),
    ):
        every = blocks.Blocks().add([page_of([["十个字的一段就这些了"]])] * 5)
    assert every.slots == (0, 4, 5)


def test_pages_that_came_step_by_step_settle_in_one_block() -> None:
    every = blocks.Blocks()
    for size in (60, 30, 10):
        every = every.add([page_of([["街道" * size]])])
    assert len(every.blocks) > 1
    settled = every.settled()
    assert len(settled.blocks) == 1
    assert settled.bases[-1] == every.bases[-1]
    assert settled.slots == (0, 3)


def test_searching_loads_neither_dictionaries_nor_the_screen() -> None:
    code = (
        "import sys, tui.index.library\n"
        "heavy = {'jieba', 'opencc', 'textual', 'rich', 'zipfile'}\n"
        "print(*heavy & set(sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []
