"""Folding: what meets, what doesn't, and the way back to the characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.index.data import DROPPED, RARE, build
from tui.index.fold import SEPARATOR, TABLE, Folded, fold, fold_term, joined

ODD = "“ \u3000…㎡ﬁ½㈱\u200b\u00ad\U000e0100𠀀𠀁𝟏\U0002f804é가"
TEXTS = st.lists(st.text(st.sampled_from("街道項项aＡ1" + ODD) | st.characters()))


def codes(text: str) -> list[int]:
    return list(map(int, fold_term(text)))


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("１２１ 钻石产业园", "121钻石产业园"),
        ("联东 U 谷", "联东u谷"),
        ("ＬＩＶＥ\u3000ＨＯＵＳＥ", "live house"),
        ("“五星”支部", "五星支部"),
        ("「五星」『支部』", "\"五星\"'支部'"),
        ("《〈条例〉办法》", "条例办法"),
        ("工業路街道項目", "工业路街道项目"),
        ("文明\uff0c", "文明,"),
        ("\uff1b\uff1a\uff08\uff09\uff01\uff1f", ";:()!?"),
        ("９５．３％", "95.3%"),
        ("\uff5e\u301c\u223c", "~~~"),
        ("2018\u20132024\u2212\uff0d\u2010", "2018-2024---"),
        ("\u2015\u2500\u2501\ufe31", "\u2014" * 4),
        ("\u2e3a", "\u2014\u2014"),
        ("列夫\u2022托尔斯泰\uff65\u30fb", "列夫\u00b7托尔斯泰\u00b7\u00b7"),
        ("\u2026\u22ef", "......"),
        ("3\u22361", "3:1"),
        ("二\u25cb二四年", "二\u3007二四年"),
        ("100㎡", "100m2"),
        ("36℃", "36°c"),
        ("㈱½ﬁ㈠①", "(株)1/2fi(一)1"),
        ("\u2ed3\u2f00\uf900", "长一岂"),  # two radicals, a compatibility ideograph
        ("\U0002f804", "\u4f60"),  # the same beyond the BMP
        ("𝟏𝐀", "1a"),
        ("caf\u00e9", "cafe\u0301"),
        ("ｶﾞ", "ガ"),
        ("招\u200b商\u00ad引\ufeff资\u202e葛\U000e0100\ufe0f", "招商引资葛"),
        ("a\x00b\x1b\x85\xa0", "ab"),
        ("\ud840", "\ufffd"),
    ],
)
def test_what_a_reader_takes_for_the_same_becomes_the_same(
    written: str, searched: str
) -> None:
    assert codes(written) == codes(searched)
    assert codes(searched) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u3001", ","),  # an enumeration comma is none
        ("\u3002", "."),
        ("\u2014", "-"),
        ("\u2014\u2014", "--"),
        ("\u00d7", "x"),
        ("\U00020000", "\U00020001"),  # one half of their pairs is the same
        ("\U00020000", "\U00021000"),
        ("\u3010", "["),
        ("e", "\u00e9"),
        ("0", "\u3007"),
    ],
)
def test_what_differs_in_meaning_stays_apart(one: str, other: str) -> None:
    assert codes(one) != codes(other)


def test_dropped_marks_are_the_code_points_that_unicode_calls_quotation_marks() -> None:
    """By number, so that a mark that silently became its ASCII twin is noticed."""
    quotation_marks = [
        *(0x22, 0x27, 0xAB, 0xBB, *range(0x2018, 0x2020), 0x2039, 0x203A, 0x2E42),
        *(*range(0x300C, 0x3010), 0x301D, 0x301E, 0x301F, *range(0xFE41, 0xFE45)),
        *(0xFF02, 0xFF07, 0xFF62, 0xFF63),
    ]
    title_marks = [*range(0x3008, 0x300C), *range(0xFE3D, 0xFE41), 0x2329, 0x232A]
    assert [ord(mark) for mark in build.QUOTATION_MARKS] == quotation_marks
    assert [ord(mark) for mark in build.TITLE_MARKS] == title_marks
    assert not TABLE[quotation_marks + title_marks].any()


def test_every_blank_is_dropped() -> None:
    blanks = [point for point in range(0x10000) if chr(point).isspace()]
    assert set(TABLE[blanks].tolist()) == {DROPPED}


def test_nothing_folds_to_the_separator() -> None:
    assert SEPARATOR not in TABLE
    assert codes("\n") == []


def test_a_lookalike_table_names_each_mark_once() -> None:
    marks = "".join(build.ALIKE.values())
    assert len(set(marks)) == len(marks)
    assert not set(marks) & set(build.ALIKE)


def test_radicals_become_ideographs() -> None:
    """The block is as Unicode names it, and each is a radical that NFKD leaves."""
    points = [int(each, 16) for each in build.RADICALS.split()]
    for radical, ideograph in zip(points[::2], points[1::2], strict=True):
        assert unicodedata.name(chr(radical)).startswith("CJK RADICAL ")
        assert unicodedata.name(chr(ideograph)).startswith("CJK UNIFIED IDEOGRAPH-")


def test_han_characters_change_only_where_the_table_of_traditional_ones_says_so(
    slow_fold: Callable[[str], str],
) -> None:
    traditional = build.simplified()
    for point in range(0x4E00, 0xA000):
        if chr(point) not in traditional:
            assert TABLE[point] == point
        elif TABLE[point] != RARE:
            assert TABLE[point] == ord(slow_fold(chr(point)))


def test_the_shipped_tables_are_what_the_script_makes() -> None:
    """Made anew from Python's own Unicode tables, so for one version of them."""
    pytest.importorskip("opencc")
    if unicodedata.unidata_version != "14.0.0":
        pytest.skip("built with the tables of Python 3.11")
    table, rows = build.build(build.replacements(build.simplified()))
    assert np.array_equal(table, np.load(build.HERE / "table.npy"))
    assert np.array_equal(rows, np.load(build.HERE / "rare.npy"))


@given(TEXTS)
def test_folding_many_texts_is_folding_each_character(
    slow_fold: Callable[[str], str], texts: list[str]
) -> None:
    slow = ["".join(map(slow_fold, text)) + "\n" for text in texts]
    assert fold(texts).codes.tobytes() == "".join(slow).encode("utf-16-le")


@given(TEXTS)
def test_every_code_knows_the_character_it_came_from(texts: list[str]) -> None:
    folded = fold(texts)
    offsets = folded.offsets(np.arange(len(folded)))
    assert offsets.tolist() == _slow_offsets(texts)


@given(TEXTS)
def test_every_character_knows_its_first_code(texts: list[str]) -> None:
    """Of a dropped one, the first code behind it."""
    folded = fold(texts)
    sources = _slow_offsets(texts)
    expected = [
        sum(source < offset for source in sources) for offset in range(folded.size + 1)
    ]
    assert folded.positions(np.arange(folded.size + 1)).tolist() == expected


@given(TEXTS)
def test_characters_that_leave_several_codes_are_known(texts: list[str]) -> None:
    folded = fold(texts)
    sources = _slow_offsets(texts)
    again = [at for at in range(1, len(sources)) if sources[at] == sources[at - 1]]
    assert folded.inside.tolist() == again
    several = (codes(char) for text in texts for char in text if len(codes(char)) > 1)
    assert folded.composite == {code for each in several for code in each}


@given(TEXTS, TEXTS)
def test_joining_is_folding_together(some: list[str], more: list[str]) -> None:
    assert _parts(joined([fold(some), fold(more)])) == _parts(fold([*some, *more]))


@given(st.text(st.characters() | st.sampled_from(ODD)))
def test_folding_what_is_folded_changes_nothing(
    slow_fold: Callable[[str], str], text: str
) -> None:
    once = "".join(map(slow_fold, text))
    assert codes(once) == codes(text)


def _slow_offsets(texts: Sequence[str]) -> list[int]:
    """The offset of the character behind each code, one character at a time."""
    lengths = [n for text in texts for n in [*(len(codes(c)) for c in text), 1]]
    return [offset for offset, length in enumerate(lengths) for _ in range(length)]


def _parts(folded: Folded) -> list[list[int]]:
    return [
        folded.codes.tolist(),
        folded.behind.tolist(),
        folded.resume.tolist(),
        folded.inside.tolist(),
        sorted(folded.composite),
    ]
