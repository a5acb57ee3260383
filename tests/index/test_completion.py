"""What is offered for a word being typed, from a corpus of a few pages."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.conftest import GONGYE, SHANGJIE, XUSHUI, ZHONGYUAN, make_page
from tests.index.corpora import article_of, library_of
from tui.corpus.model import Byline, Page, Place
from tui.index.completion import (
    Completion,
    completions,
    field_at,
    literal,
    typed_at,
)
from tui.index.library import Library
from tui.index.pinyin import Kind
from tui.index.query import Field
from tui.index.vocabulary import Vocabulary, named
from tui.index.words import Words

PAGES = [
    make_page(
        "a.txt",
        "工业路街道 筑巢引凤兴产业",
        "工业兴，招商引资提速。CCD和LIVE HOUSE，工业强。",
        "#着力提升招商实效",
        "招商八次，工業。",
        district=SHANGJIE,
        office=GONGYE,
    ),
    make_page(
        "b.txt",
        "须水街道招商",
        "项目。招商引资，招生。",
        district=ZHONGYUAN,
        office=XUSHUI,
    ),
]
LIBRARY = Library().add(PAGES)


class FewWords:
    """A dictionary, the most frequent words first."""

    def __init__(self, *words: str) -> None:
        self._words = words

    def words(self) -> tuple[str, ...]:
        return self._words

    def starting_with(self, prefix: str, limit: int) -> list[str]:
        return [w for w in self._words if w.startswith(prefix) and w != prefix][:limit]


def vocabulary(*words: str) -> Vocabulary:
    made = Vocabulary()
    made.read(PAGES)
    made.learn(cast(Words, FewWords(*words)))
    return made


WORDS = ("知识", "招生", "招商", "招商引资", "工业", "工业局", "商引")


def offered(typed: str, limit: int = 12) -> list[tuple[str, Kind | None, int]]:
    found = completions(LIBRARY, vocabulary(*WORDS), typed, limit)
    return [(each.text, each.kind, each.count) for each in found]


@pytest.mark.parametrize("typed", ["gyl", "gylu", "gongyelu", "工ylu", "gongyel"])
def test_a_place_is_found_by_its_pinyin_without_what_it_is(typed: str) -> None:
    assert offered(typed)[0] == ("工业路", Kind.PLACE, 1)


def test_what_is_typed_in_full_comes_before_what_is_shortened() -> None:
    """By their hits, single characters of names among them; then whole names."""
    page = make_page("c.txt", "上好商品", "商商商上上。", district=SHANGJIE)
    known = Vocabulary()
    known.read([page])
    known.learn(cast(Words, FewWords("实行", "市行", "盛行", "山谷", "闪光")))
    text = "实行实行实行实行，市行，盛行，山谷，闪光。"
    library = Library().add([page, make_page("d.txt", "题", text)])
    found = completions(library, known, "shang")
    assert [each.text for each in found][:2] == ["商", "上"]
    known.read([*library.pages, make_page("e.txt", "山谷", "山谷")])
    short = completions(library, known, "shangu")
    assert [each.text for each in short] == ["山谷"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("shihang", ["市行", "实行"]),
        ("shixing", ["实行", "市行"]),
        ("sx", ["实行", "市行"]),
        ("hangzhang", ["行长"]),
        ("xingzhang", ["行长"]),
    ],
)
def test_a_word_that_is_read_otherwise_comes_last(typed: str, words: list[str]) -> None:
    library = Library().add([make_page("c.txt", "题", "实行实行，市行，行长。")])
    known = Vocabulary()
    known.read(library.pages)
    known.learn(cast(Words, FewWords("实行", "市行", "行长")))
    assert [each.text for each in completions(library, known, typed)] == words


def test_what_is_spelled_so_comes_by_its_hits() -> None:
    assert offered("zs") == [("招商", Kind.WORD, 5), ("招生", Kind.WORD, 1)]


def test_latin_words_of_the_corpus_come_first() -> None:
    assert offered("ccd")[0] == ("CCD", None, 1)
    assert offered("ou") == [("HOUSE", None, 1)]
    assert offered("livehouse") == [("LIVE HOUSE", None, 1)]


def test_a_beginning_is_completed_by_names_titles_and_words() -> None:
    assert offered("招") == [
        ("招商", Kind.WORD, 5),
        ("招商引资", Kind.WORD, 2),
        ("招生", Kind.WORD, 1),
    ]
    assert offered("工业") == [("工业路街道", Kind.PLACE, 1)]
    assert offered("筑巢") == [("筑巢引凤兴产业", Kind.TITLE, 1)]


def test_no_more_are_offered_than_are_asked_for() -> None:
    assert [text for text, *_ in offered("招", limit=2)] == ["招商", "招商引资"]


def test_what_was_typed_is_not_offered() -> None:
    for typed in ("CCD", "招商引资", "工业路街道"):
        assert typed not in [text for text, *_ in offered(typed)]


@given(st.text("abgyluzs工业路招商引资CD \"'0/", max_size=6))
def test_whatever_is_offered_is_found_that_often(typed: str) -> None:
    found = offered(typed)
    assert len({text for text, *_ in found}) == len(found)
    for text, _, count in found:
        assert count == len(LIBRARY.find(literal(text))) > 0
        assert text != typed


def test_nothing_more_is_counted_when_it_is_not_wanted() -> None:
    left = iter([True, False])
    found = completions(
        LIBRARY, vocabulary(*WORDS), "招", wanted=lambda: next(left, False)
    )
    assert len(found) == 1


def test_pages_that_come_later_are_offered_too() -> None:
    known = vocabulary()
    assert completions(LIBRARY, known, "xixian") == []
    more = LIBRARY.add([make_page("c.txt", "西仙村", "西仙村")])
    assert completions(more, known, "xixian") == [Completion("西仙", Kind.TITLE, 2)]


def test_a_page_that_was_read_again_is_offered_as_it_is() -> None:
    known = vocabulary()
    other = LIBRARY.replace(1, make_page("b.txt", "西仙村", "西仙村"))
    assert completions(other, known, "xixian")
    assert completions(other, known, "xushui") == []


def test_names_of_people_are_found() -> None:
    page = make_page("d.txt", "题", "谢鹏飞来了。")
    article = page.articles[0]
    signed = type(article)(
        article.title,
        article.first,
        article.last,
        article.sections,
        bylines=(Byline("记者", ("谢鹏飞",)),),
        community="金华社区",
    )
    shown = Page(page.source, page.text, page.line_starts, page.passages, (signed,))
    assert list(named(shown)) == ["金华社区", "谢鹏飞"]
    library = Library().add([shown])
    found = completions(library, Vocabulary(), "xpf")
    assert found == [Completion("谢鹏飞", Kind.NAME, 1)]


def test_words_of_a_small_corpus_are_those_it_has() -> None:
    known = vocabulary("只是", *WORDS)
    assert {text for text, *_ in known.spelled("zs")} == {"招生", "招商"}


@pytest.mark.parametrize(
    ("query", "caret", "word", "span"),
    [
        ("招商 gyl", 6, "gyl", (3, 6)),
        ("招商 gyl", 1, "招商", (0, 2)),
        ("区:gyl", 5, "gyl", (2, 5)),
        ("-gyl", 4, "gyl", (1, 4)),
        ('"live ho', 8, "live ho", (0, 8)),
        ('区:"a""b" c', 4, 'a"b', (2, 8)),
        ("a  b", 2, "", (2, 2)),
        ("/gy/", 4, "", (4, 4)),
    ],
)
def test_the_word_at_the_caret(
    query: str, caret: int, word: str, span: tuple[int, int]
) -> None:
    assert typed_at(query, caret) == (word, span)


@pytest.mark.parametrize(
    ("query", "caret", "field"),
    [
        ("区:gyl", 5, Field.DISTRICT),
        ("区：", 2, Field.DISTRICT),
        ("招商 -year:20", 11, Field.YEAR),
        ("区: gyl", 6, None),
        ("区: ", 3, None),
        ("区:a gyl", 7, None),
        ("招商", 2, None),
    ],
)
def test_the_field_of_what_is_typed(
    query: str, caret: int, field: Field | None
) -> None:
    assert field_at(query, typed_at(query, caret)[1].start) is field


def chosen(field: Field, typed: str) -> list[tuple[str, Kind | None, int]]:
    library = library_of(
        *[article_of("甲", district=SHANGJIE, date="2018-05-12")] * 2,
        article_of("乙", district=ZHONGYUAN, date="2020", unit="上街商务局"),
        article_of("上街区", district=SHANGJIE, bylines=(Byline("记者", ("张三",)),)),
        article_of("丙", district=Place("410103", "二七区"), date="2018-06"),
    )
    found = completions(library, Vocabulary(), typed, field=field)
    assert all(
        each.count == len(library.find(literal(each.text, field))) for each in found
    )
    return [(each.text, each.kind, each.count) for each in found]


@pytest.mark.parametrize(
    ("field", "typed", "values"),
    [
        (Field.DISTRICT, "sj", [("上街区", Kind.PLACE, 3)]),
        (Field.DISTRICT, "erqi", [("二七区", Kind.PLACE, 1)]),
        (Field.DISTRICT, "zhongyuanqu", [("中原区", Kind.PLACE, 1)]),
        (Field.DISTRICT, "街", [("上街区", Kind.PLACE, 3)]),
        (Field.DISTRICT, "上街区", []),
        (Field.DISTRICT, "xyz", []),
        (Field.REPORTER, "", [("张三", Kind.NAME, 1)]),
        (Field.UNIT, "商务", [("上街商务局", Kind.PLACE, 1)]),
        (Field.YEAR, "20", [("2018", None, 3), ("2020", None, 1)]),
        (Field.YEAR, "2018-", [("2018-05", None, 2), ("2018-06", None, 1)]),
        (Field.YEAR, "2018-05-", [("2018-05-12", None, 2)]),
    ],
)
def test_in_a_field_its_values_are_offered(
    field: Field, typed: str, values: list[tuple[str, Kind | None, int]]
) -> None:
    assert chosen(field, typed) == values


def test_the_values_of_a_field_come_by_how_many_articles_have_them() -> None:
    assert [text for text, *_ in chosen(Field.DISTRICT, "")] == [
        "上街区",
        "中原区",
        "二七区",
    ]


def test_values_that_begin_so_come_before_those_that_have_it_in_them() -> None:
    drafts = [article_of("甲", unit="上商局")] * 2 + [article_of("甲", unit="商务局")]
    found = completions(
        library_of(*drafts), Vocabulary(), "商", field=Field.UNIT, limit=1
    )
    assert [each.text for each in found] == ["商务局"]


def test_in_a_zone_candidates_are_counted_there() -> None:
    found = completions(LIBRARY, vocabulary(*WORDS), "zs", field=Field.TITLE)
    assert [(each.text, each.count) for each in found] == [("招商", 1)]


@given(st.text('ab "”“:=-/招OR', min_size=1, max_size=6))
def test_a_literal_put_in_place_of_a_word_is_the_word_again(text: str) -> None:
    written = f"招商 {literal(text)}"
    if text.strip():
        assert typed_at(written, len(written) - written.endswith('"'))[0] == text
