"""Lines are compared with ICU's, filled greedily in the same way."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise
from pathlib import Path
from string import ascii_letters, digits

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker

from tui.app.render import linebreak
from tui.app.render.cells import cell_width
from tui.app.render.linebreak import (
    CLASSES,
    CLUSTER,
    WINDOW,
    break_lines,
    class_of,
    least_width,
    line_starts,
)

SEEDS = Path(__file__).parents[3] / "seeds"
PARAGRAPHS = [
    line.strip()
    for path in sorted(SEEDS.glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line.strip()
]
NEVER_FIRST = "，。、；：！？）」』】》〉”’,.;:!?)%％…‰℃·"
NEVER_LAST = "（「『【《〈“‘([￥$"
BLANKS = " \t\u3000"
STRICTER = "·・～"
"""ICU lets these start a line, Chinese typesetting does not."""

FULL_WIDTH = {ord(each): ord(each) - 0x21 + 0xFF01 for each in ascii_letters + digits}

TEXTS = st.text(
    st.sampled_from(
        list(
            "街道招商引资，。、：！（）《》“”‘’—…·,.:%()[] 　\tab2024-/\"'é\u0301\u200b"
        )
    ),
    max_size=60,
)
ANY = st.one_of(TEXTS, st.text(max_size=40))
WIDTHS = st.integers(2, 40)


def lines_of(text: str, width: int, first: int | None = None) -> list[str]:
    starts = break_lines(text, width, first)
    return [text[a:b] for a, b in pairwise([*starts, len(text)])]


def greedy(text: str, width: int, ends: list[int]) -> list[str]:
    """Fill lines with the stretches between possible breaks, one after the other."""
    lines = [""]
    for start, end in pairwise([0, *ends]):
        stretch = text[start:end]
        if lines[-1] and cell_width((lines[-1] + stretch).rstrip()) > width:
            lines.append("")
        lines[-1] += stretch
    return lines


def our_breaks(text: str) -> list[int]:
    """Every place where our rules let a line start, and the end."""
    clusters = CLUSTER.findall("".join(map(class_of, text)))
    ends = accumulate(map(len, clusters))
    return [end for end in ends if text[end : end + 1] not in tuple(BLANKS)]


def icu_breaks(text: str) -> list[int]:
    """Where ICU would break, but for what our rules are stricter about."""
    ends = [end for _, end in LineBreaker(text, "zh").segments()]
    return [end for end in ends if text[end : end + 1] not in tuple(STRICTER)]


@pytest.mark.parametrize("width", [*range(20, 80, 7), 60, 76, 160])
def test_the_seeds_are_broken_as_icu_breaks_them(width: int) -> None:
    for text in PARAGRAPHS:
        assert lines_of(text, width) == greedy(text, width, icu_breaks(text))


def test_every_place_for_a_break_in_the_seeds_is_one_of_icu() -> None:
    """Filled greedily, lines then agree at every width that holds a cluster."""
    for text in PARAGRAPHS:
        assert our_breaks(text) == icu_breaks(text)


def test_full_width_letters_and_digits_are_broken_like_those_of_half_width() -> None:
    """ICU cuts a number of full width anywhere; a reader sees one number."""
    for text in PARAGRAPHS:
        assert our_breaks(text.translate(FULL_WIDTH)) == icu_breaks(text)


@pytest.mark.parametrize("width", range(20, 121))
def test_no_line_of_the_seeds_starts_or_ends_wrongly(width: int) -> None:
    for text in PARAGRAPHS:
        for before, after in pairwise(lines_of(text, width)):
            assert after[0] not in NEVER_FIRST
            assert before.rstrip()[-1] not in NEVER_LAST
            assert not re.search(r"[A-Za-z0-9.]$", before) or not re.match(
                r"[A-Za-z0-9%]", after
            )


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("街道招商", 4, ["街道", "招商"]),
        ("街道，招商。", 6, ["街道，", "招商。"]),
        ("街道招，商", 6, ["街道", "招，商"]),
        ("街道（招商）", 6, ["街道", "（招", "商）"]),
        ("街——道", 3, ["街", "——", "道"]),
        ("街道……招", 4, ["街", "道……", "招"]),
        ("增121.5%的", 6, ["增", "121.5%", "的"]),
        ("约￥1,200元", 7, ["约", "￥1,200", "元"]),
        ("在-3.5℃时", 7, ["在-3.5℃", "时"]),
        ("第１２３号", 7, ["第", "１２３", "号"]),
        ("约10-20年", 6, ["约", "10-20", "年"]),
        ("约3/4的", 4, ["约", "3/4", "的"]),
        ("看f(x)的", 5, ["看", "f(x)", "的"]),
        ("看LIVE house了", 8, ["看LIVE ", "house了"]),
        ("他说“好”的", 5, ["他说", "“好”", "的"]),
        ('他说说"好"的', 8, ["他说", '说"好"的']),
        ("买买提·艾力", 6, ["买买", "提·艾", "力"]),
        ("一 二", 2, ["一 ", "二"]),
        ("街道 　 招商", 4, ["街道 　 ", "招商"]),
        ("don’t do", 5, ["don’t ", "do"]),
        ("a\u0301a\u0301街", 2, ["a\u0301a\u0301", "街"]),
    ],
)
def test_breaks(text: str, width: int, lines: list[str]) -> None:
    assert lines_of(text, width) == lines


@pytest.mark.parametrize(
    "text",
    [
        "f(x)y",
        "don’t",
        "9%off",
        "e\u0301te\u0301",
        "10\u00a0km",
        "“（‘街’）”，",
    ],
)
def test_some_things_are_never_broken(text: str) -> None:
    assert least_width(text) == cell_width(text)


def test_the_first_line_may_have_a_width_of_its_own() -> None:
    assert lines_of("街道招商引资", 8, 4) == ["街道", "招商引资"]


def test_a_cluster_wider_than_a_line_is_cut_where_the_line_ends() -> None:
    url = "http" * 75
    assert lines_of(f"见{url}页", 40) == ["见", *[url[:40]] * 7, url[280:] + "页"]
    assert lines_of("街" + "）" * 50, 10) == ["街" + "）" * 4, *["）" * 5] * 9, "）"]


def test_a_cut_leaves_words_whole_if_it_can() -> None:
    assert lines_of("abc.defgh", 6) == ["abc.", "defgh"]


@given(ANY, WIDTHS, WIDTHS)
def test_every_character_is_on_one_line_and_no_line_is_too_wide(
    text: str, width: int, first: int
) -> None:
    lines = lines_of(text, width, first)
    assert "".join(lines) == text
    assert all(lines) or text == ""
    for line, room in zip(lines, [first, *[width] * len(lines)], strict=False):
        assert cell_width(_painted(line)) <= room


@given(TEXTS, WIDTHS)
def test_blanks_never_start_a_line(text: str, width: int) -> None:
    assert not any(line[0] in BLANKS for line in lines_of(text, width)[1:])


@given(TEXTS.map(str.lstrip), st.integers(2, 40))
@example("0 :0", 2)
def test_marks_stand_wrongly_only_where_a_cluster_is_wider_than_a_line(
    text: str, width: int
) -> None:
    """A passage never starts with a blank."""
    for before, after in pairwise(lines_of(text, width)):
        wrong = after[0] in NEVER_FIRST or _painted(before)[-1:] in set(NEVER_LAST)
        assert not wrong or _widest(text) > width


def test_lines_are_as_full_as_clusters_allow() -> None:
    """Greedy: the first stretch of a line would not have fitted on the line before."""
    for text in PARAGRAPHS:
        ends = icu_breaks(text)
        starts = break_lines(text, 40)
        for start, following in pairwise(starts):
            end = ends[bisect_right(ends, following)]
            assert cell_width(text[start:end].rstrip()) > 40


@given(TEXTS.map(str.strip))
def test_the_least_width_is_that_of_the_widest_stretch(text: str) -> None:
    assert least_width(text) == _widest(text)


def test_blanks_count_for_no_cluster() -> None:
    assert least_width("0　　-55") == 3


def test_the_tables_hold_full_width_marks() -> None:
    """A full-width mark easily turns into its ASCII twin on the way into a file."""
    for code in (0xFF0C, 0x3002, 0x3001, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F, 0xB7, 0xFF5E):
        assert chr(code) in CLASSES["C"]
    assert {0x201C, 0x2018} < set(map(ord, CLASSES["o"]))
    assert CLASSES["K"] == "\u2019"
    assert {0xFF05, 0x2103} < set(map(ord, CLASSES["T"]))
    assert {0xFFE5, 0xA5, 0xFF04} < set(map(ord, CLASSES["P"]))
    assert set(map(ord, CLASSES["Z"])) == {0x2C, 0x2E, 0x3A, 0x3B}


def test_clusters_share_out_any_sequence_of_classes() -> None:
    """`.` in the pattern stands for whatever comes: nothing is skipped."""
    classes = "IAMNOocCKZPTHYBEQGS" * 2
    assert "".join(CLUSTER.findall(classes)) == classes


def _painted(line: str) -> str:
    return line.rstrip(BLANKS)


def _widest(text: str) -> int:
    """The cells of the widest stretch without a place for a break."""
    edges = pairwise([0, *our_breaks(text)])
    stretches = [_painted(text[start:end]) for start, end in edges]
    return max(map(cell_width, stretches), default=0)


def test_a_long_text_is_not_looked_at_before_its_lines_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []
    classes = linebreak._classes

    def watched(text: str) -> str:
        seen.append(text)
        return classes(text)

    monkeypatch.setattr(linebreak, "_classes", watched)
    starts = line_starts("街道招商引资，" * 40_000, 76)
    assert [next(starts) for _ in range(40)][-1] > 0
    assert len("".join(seen)) < 2 * WINDOW


@given(
    st.text(st.sampled_from("街道，“（……——a1 .%+-/"), max_size=120),
    st.integers(2, 40),
    st.integers(2, 12),
)
@example("街“道" * 9, 2, 3)
@example("街" + " " * 50 + "道街道", 4, 2)
@example("街道" + "a" * 50 + "街道街道", 4, 2)
def test_windows_change_no_line(text: str, width: int, window: int) -> None:
    """Cut where clusters can't reach over, and wide enough to hold a line."""
    whole = break_lines(text, width)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linebreak, "WINDOW", window)
        assert break_lines(text, width) == whole
