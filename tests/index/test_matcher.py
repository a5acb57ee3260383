"""Finding a term's occurrences in folded text."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tui.index import matcher, postings
from tui.index.fold import fold, fold_term

FEW = st.text("街道招商1m2㎡…𠀀𠀁", max_size=30)


def find(term: str, *texts: str) -> list[int]:
    folded = fold(texts)
    index = postings.index(folded.codes)
    return list(map(int, matcher.find(fold_term(term), folded, index)))


def test_overlapping_occurrences_all_count() -> None:
    assert find("aa", "aaaa") == [0, 1, 2]


def test_a_match_does_not_run_over_two_texts() -> None:
    """Nor over the last one and the first."""
    assert find("ab", "a", "b") == []
    assert find("ba", "ab", "b", "ab") == []


def test_a_term_of_codes_that_do_not_occur_is_not_found() -> None:
    assert find("\uffff", "街") == []
    assert find("街区", "街道") == []
    assert find("街") == []


def test_part_of_a_character_is_no_match() -> None:
    assert find("m", "㎡m") == [2]
    assert find("2", "㎡2") == [2]
    assert find("2街", "㎡街2街") == [3]
    assert find("街m", "街㎡街m") == [3]
    assert find("m2", "㎡m2") == [0, 2]
    assert find(".", "…") == []
    assert find("...", "……") == [0, 3]


def test_a_code_is_posted_at_each_of_its_positions() -> None:
    codes = fold_term("道街道")
    index = postings.index(codes)
    asked = fold_term("道街区")
    assert index.counts(asked).tolist() == [2, 1, 0]
    assert [index.positions(each).tolist() for each in asked] == [[0, 2], [1], []]


@given(st.lists(FEW, min_size=1), FEW)
def test_runs_that_are_joined_post_what_one_run_does(
    texts: list[str], asked: str
) -> None:
    parts = [fold([each]).codes for each in texts]
    one = postings.index(np.concatenate(parts))
    some = postings.joined([postings.index(each) for each in parts])
    every = postings.joined([some, one])
    codes = np.append(fold_term(asked), np.uint16(0xFFFF))
    assert some.counts(codes).tolist() == one.counts(codes).tolist()
    for each in codes:
        alone = one.positions(each).tolist()
        assert some.positions(each).tolist() == alone
        again = [at + len(one.order) for at in alone]
        assert every.positions(each).tolist() == alone + again


@given(st.lists(FEW), st.data())
def test_a_term_is_found_where_a_plain_scan_finds_it(
    texts: list[str], data: st.DataObject
) -> None:
    folded = fold(texts)
    source = data.draw(st.sampled_from([*texts, "街"]))
    cut = sorted(data.draw(st.tuples(*[st.integers(0, len(source))] * 2)))
    term = fold_term(source[slice(*cut)]).tolist() or [ord("街")]
    codes, inside = folded.codes.tolist(), {*folded.inside.tolist()}
    scanned = [
        at
        for at in range(len(codes))
        if codes[at : at + len(term)] == term and not {at, at + len(term)} & inside
    ]
    found = matcher.find(
        np.array(term, np.uint16), folded, postings.index(folded.codes)
    )
    assert found.tolist() == scanned
