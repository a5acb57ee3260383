from __future__ import annotations

from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.pages import make_page
from tui.app.alignment import ALIKE, Alignment, Pair, Ruler, aligned, likeness
from tui.corpus.model import Kind

HEADINGS = st.lists(st.text("街道招商", max_size=5), max_size=4)


@pytest.mark.parametrize(
    ("left", "right", "value"),
    [
        ("打牢基础", "打牢基础", 1),
        ("打牢基础", "“打牢”·基础", 1),
        ("筑牢基础", "打牢基础", 2 / 3),
        ("招商", "引资", 0),
        ("", "", 0),
        ("街", "街", 0),
    ],
)
def test_headings_are_alike_by_the_pairs_they_share(
    left: str, right: str, value: float
) -> None:
    assert likeness(left, right) == pytest.approx(value)


def test_like_headings_are_paired_in_order() -> None:
    left = ["转型发展", "强化党建 筑牢基础", "改善民生"]
    right = ["党建引领", "打牢基础 着力营造", "民生实事", "发展新篇"]
    assert aligned(left, right) == [Pair(1, 1), Pair(2, 2)]


def test_of_two_orders_the_one_with_more_in_common_counts() -> None:
    assert aligned(["改善民生", "转型发展"], ["转型发展之路", "改善民生"]) == [(0, 1)]


@given(HEADINGS, HEADINGS)
def test_no_other_pairing_in_order_has_more_in_common(
    left: list[str], right: list[str]
) -> None:
    alike = {
        (at, to): likeness(left[at], right[to])
        for at, to in product(range(len(left)), range(len(right)))
        if likeness(left[at], right[to]) >= ALIKE
    }
    best = max(
        sum(map(alike.__getitem__, some))
        for size in range(len(alike) + 1)
        if size <= min(len(left), len(right))
        for some in combinations(sorted(alike), size)
        if _ascends(some)
    )
    pairs = aligned(left, right)
    assert _ascends(pairs)
    assert sum(alike[pair] for pair in pairs) == pytest.approx(best)


def _ascends(pairs: object) -> bool:
    return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(list(pairs)))  # type: ignore[call-overload]


def ruler(*parts: str) -> Ruler:
    """Of an article; a part that starts with # is a heading."""
    page = make_page(
        *(
            (Kind.HEADING if part.startswith("#") else Kind.PARAGRAPH, part.strip("#"))
            for part in parts
        )
    )
    return Ruler(page, page.articles[0])


LEFT = ruler("一" * 10, "#转型发展", "二" * 100, "#打牢基础", "三" * 50)
RIGHT = ruler("甲" * 40, "#筑牢基础", "乙" * 20)


def test_headings_that_are_alike_stand_beside_each_other() -> None:
    alignment = Alignment(LEFT, RIGHT)
    assert alignment.across(0, 3, 0) == (1, 0)
    assert alignment.across(1, 1, 0) == (3, 0)


def test_between_them_places_correspond_by_proportion() -> None:
    alignment = Alignment(LEFT, RIGHT)
    assert alignment.across(0, 2, 45) == (0, round(40 * (10 + 4 + 45) / 114))
    assert alignment.across(0, 4, 23) == (2, 8)
    assert alignment.across(1, 2, 8) == (4, 23)


def test_without_like_headings_all_is_by_proportion() -> None:
    alignment = Alignment(ruler("一" * 100), ruler("甲" * 10, "#招商", "乙" * 38))
    assert alignment.across(0, 0, 50) == (2, 13)
    assert alignment.across(1, 2, 13) == (0, 50)


def test_an_article_without_text_corresponds_to_the_start() -> None:
    page = make_page((Kind.PARAGRAPH, "字"))
    none = Ruler(page, page.articles[0].__class__("", 0, 0, ()))
    alignment = Alignment(LEFT, none)
    assert alignment.across(0, 2, 50) == (0, 0)
    assert alignment.across(1, 0, 0) == (0, 0)


TEXTS = st.lists(st.text("#街道招商", min_size=1, max_size=9), min_size=1, max_size=6)


@given(TEXTS, TEXTS)
def test_who_reads_on_never_goes_back_on_the_other_side(
    left: list[str], right: list[str]
) -> None:
    rulers = ruler(*map(_text, left)), ruler(*map(_text, right))
    alignment = Alignment(*rulers)
    for side in (0, 1):
        places = [rulers[side].place(count) for count in range(rulers[side].length)]
        assert [rulers[side].at(*place) for place in places] == [*range(len(places))]
        across = [alignment.across(side, *place) for place in places]
        assert across == sorted(across)


def _text(part: str) -> str:
    """Not empty without the signs of headings."""
    return part if part.strip("#") else "街道"
