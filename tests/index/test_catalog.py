"""What is known of articles, in columns; dates as a query asks for them."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.corpora import article_of, library_of, page_of
from tui.corpus.model import Byline, Place
from tui.index.catalog import Catalog, Values
from tui.index.facets import named
from tui.index.fold import fold_term
from tui.index.library import Library
from tui.index.query import Field
from tui.index.years import dated


def catalog_of(*places: Place | None) -> Catalog:
    articles = (article_of("街", district=each) for each in places)
    return Catalog().add([page_of(*articles)], 0)


def found_by(catalog: Catalog, name: str) -> list[str]:
    numbers = named(catalog, Field.DISTRICT, name)
    return [catalog.values.values[at].name for at in numbers]


DISTRICTS = catalog_of(
    Place("410106", "上街区"),
    Place("410106", "上街區"),
    Place("410106", "旧名"),
    Place(None, "街区"),
    Place("410102", "中原区"),
    None,
    Place(None, "·"),
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("街区", ["街区"], id="a whole name before its parts"),
        pytest.param("原", ["中原区"], id="a part of a name"),
        pytest.param("區", ["上街区", "上街區", "旧名", "街区", "中原区"], id="folded"),
        pytest.param("410102", ["中原区"], id="a code"),
        pytest.param("4101", [], id="no part of a code"),
        pytest.param("旧名", ["上街区", "上街區", "旧名"], id="a place is its code"),
        pytest.param("未识别", [""], id="unknown"),
        pytest.param("Unknown", [""], id="unknown in English"),
        pytest.param("?", [""], id="unknown by a sign"),
        pytest.param("？", [""], id="by a wide one"),
        pytest.param("未識別", [""], id="by another form of the characters"),
        pytest.param("无", [], id="nothing"),
    ],
)
def test_a_name_means_values(name: str, found: list[str]) -> None:
    assert found_by(DISTRICTS, name) == found


def test_half_of_a_code_is_no_part_of_a_name() -> None:
    """U+5341 十, U+4153, U+5300: the bytes of one lie across two others."""
    assert found_by(catalog_of(Place(None, "\u4153\u5341")), "\u5341") != []
    assert found_by(catalog_of(Place(None, "\u6241\u5362")), "\u6262") == []
    straddled = "\u4e2d\u6587".encode("utf-16-le")[1:3].decode("utf-16-le")
    assert found_by(catalog_of(Place(None, "\u4e2d\u6587")), straddled) == []


def test_a_value_keeps_its_number_and_each_field_has_its_own() -> None:
    values = Values()
    assert values.numbers(Field.UNIT, "甲乙") == [0, 1]
    assert values.numbers(Field.UNIT, "甲丙乙") == [0, 2, 1]
    assert values.numbers(Field.YEAR, "甲") == [3]


@given(st.lists(st.lists(st.text("街１㎡…", max_size=3), max_size=3)))
def test_names_are_folded_as_a_query_is(batches: list[list[str]]) -> None:
    """However many at once."""
    values = Values()
    for names in batches:
        values.numbers(Field.UNIT, names)
        expected = [fold_term(each.name).tobytes() for each in values.values]
        assert [*values.folded()] == expected


def test_catalogs_of_different_ages_share_their_values() -> None:
    before = catalog_of(Place(None, "甲"), Place(None, "乙"))
    after = before.add([page_of(article_of("街", district=Place(None, "丙")))], 1)
    assert before.values is after.values
    [number] = named(after, Field.DISTRICT, "丙")
    assert after.having([number]).tolist() == [False, False, True]
    assert number not in before.of(Field.DISTRICT)
    gone = after.replace(0, page_of(), 2)
    present = [after.values.values[at].name for at in np.flatnonzero(gone.present())]
    assert "丙" in present
    assert "甲" not in present


TOLD = st.lists(st.lists(st.sampled_from("甲乙丙丁"), max_size=3), max_size=8)


@given(TOLD, st.data())
def test_totals_are_sums_over_the_articles_that_have_a_value(
    names: list[list[str]], data: st.DataObject
) -> None:
    articles = [
        article_of("街", bylines=(Byline("记者", tuple(each)),)) for each in names
    ]
    catalog = Catalog().add([page_of(*articles)], 0)
    some = data.draw(st.sets(st.integers(0, max(0, len(names) - 1))))
    chosen = sorted(each for each in some if each < len(names))
    weights = [data.draw(st.integers(1, 3)) for _ in chosen]
    totals = catalog.totals(np.array(chosen, np.intp), np.array(weights, np.int64))
    expected: Counter[str] = Counter()
    for at, weight in zip(chosen, weights, strict=True):
        for name in names[at] or [""]:
            expected[name] += weight
    numbers, sums = totals.of(Field.REPORTER)
    found = [catalog.values.values[at].name for at in numbers.tolist()]
    assert dict(zip(found, sums.tolist(), strict=True)) == expected
    assert sums.tolist() == sorted(sums.tolist(), reverse=True)
    most = data.draw(st.integers(0, 5))
    first = totals.of(Field.REPORTER, most)[0]
    assert first.tolist() == numbers[:most].tolist()


def test_pages_are_numbered_in_the_order_in_which_they_came() -> None:
    one, two = page_of(article_of("a"), article_of("b")), page_of(article_of("c"))
    catalog = Catalog().add([one, page_of()], 0).add([two], 2)
    assert (catalog.slots.tolist(), catalog.firsts.tolist()) == ([0, 1, 2], [0, 2, 2])
    assert catalog.pages.tolist() == [0, 0, 2]
    changed = catalog.replace(0, two, 3)
    assert changed.slots.tolist() == [3, 1, 2]
    assert changed.firsts.tolist() == [3, 2, 2]
    assert changed.pages.tolist() == [-1, -1, 2, 0]
    assert changed.alive.tolist() == [False, False, True, True]
    assert catalog.alive.all()


@pytest.mark.parametrize(
    ("field", "values"),
    [
        (Field.REPORTER, ["张三", "李四", "赵六", "钱七"]),
        (Field.CORRESPONDENT, ["王五", "赵六"]),
        (Field.DISTRICT, ["上街区"]),
        (Field.OFFICE, [""]),
        (Field.YEAR, ["2019-05"]),
    ],
)
def test_bylines_are_told_by_their_roles(field: Field, values: list[str]) -> None:
    bylines = (
        Byline("本报记者", ("张三", "李四")),
        Byline("通讯员", ("王五",)),
        Byline("记者 通讯员", ("赵六",)),
        Byline(None, ("钱七",)),
        Byline("摄影", ("孙八",)),
    )
    place = Place("410106", "上街区")
    library = library_of(
        article_of("街", bylines=bylines, district=place, date="2019-05")
    )
    assert library.find("街").facet(field) == [(each, 1) for each in values]


def test_an_article_without_a_reporter_has_one_that_is_not_known() -> None:
    library = library_of(
        article_of("街街", bylines=(Byline("记者", ("张三",)),)),
        article_of("街", bylines=(Byline("通讯员", ("李四",)),)),
        article_of("街街街"),
    )
    for name in ("记者:?", "记者:？", "记者:未知", "reporter:unknown"):
        assert [hit.id.page for hit in library.find(name)] == [1, 2]
    assert [hit.id.page for hit in library.find("通讯员:?")] == [0, 2]
    hits = library.find("街")
    assert hits.facet(Field.REPORTER) == [("", 4), ("张三", 2)]
    assert hits.facet(Field.CORRESPONDENT) == [("", 5), ("李四", 1)]


def test_values_tell_namesakes_apart_and_count_articles() -> None:
    one, two = Place("410102001", "建设路街道"), Place("410103001", "建设路街道")
    drafts = [article_of("街街街", office=one), *[article_of("街", office=two)] * 2]
    library = library_of(*drafts)
    found = [(value.code, count) for value, count in library.values(Field.OFFICE)]
    assert found == [(two.code, 2), (one.code, 1)]
    hits = library.find("街").values(Field.OFFICE)
    assert [(value.code, count) for value, count in hits] == [
        (one.code, 3),
        (two.code, 2),
    ]
    gone = library.replace(0, page_of(article_of("街")))
    assert [value.code for value, _count in gone.values(Field.OFFICE)] == [
        two.code,
        None,
    ]


def test_facets_count_the_hits_of_the_query_and_nothing_else() -> None:
    drafts = [
        article_of("街街街", unit="甲"),
        article_of("街", unit="乙"),
        article_of("道", unit="丙"),
        article_of("街街"),
        article_of("街街", unit="乙"),
    ]
    hits = library_of(*drafts).find("街")
    assert hits.facet(Field.UNIT) == [("甲", 3), ("乙", 3), ("", 2)]
    assert Library().find("街").facet(Field.UNIT) == []


@pytest.mark.parametrize(
    ("date", "wanted", "expected"),
    [
        ("2019-05-12", "2019", True),
        ("2019-05-12", "2019-05", True),
        ("2019-05-12", "2019-05-12", True),
        ("2019-05-12", "2019-06", False),
        ("2019-05", "2019-05-12", False),
        ("2019", "2019-05", False),
        ("2019-05-12", "2018-2020", True),
        ("2018", "2018-2020", True),
        ("2020-12-31", "2018-2020", True),
        ("2021", "2018-2020", False),
        ("2017-12-31", "2018-2020", False),
        ("2019", "2020-2018", True),
        ("2021", "2020-2018", False),
        ("", "2020-2018", False),
        ("", "2018-2020", False),
        ("", "2019", False),
        ("", "?", True),
        ("", "？", True),
        ("", "未知", True),
        ("2019", "Unknown", False),
    ],
)
def test_dates_lie_in_what_is_asked_for(date: str, wanted: str, expected: bool) -> None:
    assert dated(date, wanted) is expected
