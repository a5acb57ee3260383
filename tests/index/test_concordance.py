"""All hits on lines, sorted by what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.corpora import article_of, libraries, library_of
from tests.index.plain import units
from tui.index.concordance import REACH, Concordance, Order
from tui.index.library import Hit, Library

Fold = Callable[[str], str]
QUERIES = st.sampled_from(["街", "招商", "街 OR 商", "m2", "/街.*/", "-无", "无"])


def pairs(text: str) -> Sequence[str]:
    """As if every word had two characters."""
    return [text[at : at + 2] for at in range(0, len(text), 2)]


def contexts(library: Library, hit: Hit, fold: Fold) -> tuple[list[str], list[str]]:
    """The folded codes before a hit, the nearest first, and those behind."""
    page = library.page(hit.id)
    text = page.read(page.passages[hit.passage])
    left = [unit for char in text[: hit.start] for unit in units(fold(char))]
    right = [unit for char in text[hit.stop :] for unit in units(fold(char))]
    return left[::-1][:REACH], right[:REACH]


def joined(codes: Sequence[str]) -> str:
    data = b"".join(each.encode("utf-16-le", "surrogatepass") for each in codes)
    return data.decode("utf-16-le", "surrogatepass")


@given(libraries(), QUERIES)
def test_lines_are_sorted_by_the_folded_text_around_the_hits(
    slow_fold: Fold, library: Library, query: str
) -> None:
    hits = library.find(query)
    around = [contexts(library, hit, slow_fold) for hit in hits]
    keys = {
        (Order.PLACE, None): lambda at: at,
        (Order.LEFT, None): lambda at: (around[at][0], at),
        (Order.RIGHT, None): lambda at: (around[at][1], at),
        (Order.RIGHT, pairs): lambda at: (around[at][1], at),
        (Order.LEFT, pairs): lambda at: (
            [*reversed(pairs(joined(around[at][0][::-1])))],
            at,
        ),
    }
    for (order, cut), key in keys.items():
        lines = Concordance(hits, order, cut=cut)
        expected = sorted(range(len(hits)), key=key)
        assert [lines.number(at) for at in range(len(lines))] == expected


@given(libraries(), QUERIES, st.integers(0, 5))
def test_a_line_has_the_text_around_its_hit_as_far_as_the_passage_goes(
    library: Library, query: str, width: int
) -> None:
    lines = Concordance(library.find(query), width=width)
    for line in lines:
        page = library.page(line.hit.id)
        text = page.read(page.passages[line.hit.passage])
        assert line.text == text[line.hit.start : line.hit.stop]
        assert text[: line.hit.start].endswith(line.left)
        assert len(line.left) == min(width, line.hit.start)
        assert text[line.hit.stop :].startswith(line.right)
        assert len(line.right) == min(width, len(text) - line.hit.stop)


def test_the_context_that_sorts_ends_with_the_passage() -> None:
    """乙 stands before 甲 in the order of codes; nothing stands before both."""
    library = library_of(article_of("丙", "街", "乙街丁", "甲街", "末"))
    hits = library.find("街")
    left = [line.left for line in Concordance(hits, Order.LEFT)]
    assert left == sorted(["", "乙", "甲"])
    assert [line.right for line in Concordance(hits, Order.RIGHT)] == ["", "", "丁"]


def test_the_last_word_before_a_hit_is_sorted_from_its_first_character() -> None:
    library = library_of(article_of("乙丙街", "丁甲街"))
    hits = library.find("街")
    by_characters = [line.left for line in Concordance(hits, Order.LEFT)]
    by_words = [line.left for line in Concordance(hits, Order.LEFT, cut=pairs)]
    assert by_characters == ["乙丙", "丁甲"]
    assert by_words == ["丁甲", "乙丙"]


def test_what_is_the_same_is_cut_once() -> None:
    cuts: list[str] = []

    def cut(text: str) -> Sequence[str]:
        cuts.append(text)
        return pairs(text)

    hits = library_of(article_of("甲街", "甲街", "街")).find("街")
    Concordance(hits, Order.LEFT, cut=cut)
    assert sorted(cuts) == ["", "甲"]


def test_lines_are_counted_like_a_sequence() -> None:
    lines = Concordance(library_of(article_of("甲街乙街")).find("街"), width=1)
    assert lines[-1] == lines[1]
    assert lines[:1] == [lines[0]]
    assert [*takewhile(lambda line: line.left == "甲", lines)] == [lines[0]]
    with pytest.raises(IndexError):
        lines[2]
    assert [*Concordance(Library().find("街"), Order.LEFT)] == []
