"""What is told of a corpus that was read: all kinds of it, a few of each by name."""

from __future__ import annotations

from collections import Counter

import pytest

from tui.corpus.files import Found
from tui.corpus.lines import line_starts
from tui.corpus.model import Kind, Page, Passage, Skipped, Span, Undecodable
from tui.corpus.remarks import MOST_ALIKE, About, of_found, of_pages, of_skipped
from tui.i18n import _english


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.corpus.remarks._", _english().gettext)
    monkeypatch.setattr("tui.corpus.remarks.ngettext", _english().ngettext)


def page(name: str, bad: int = 0, problems: tuple[str, ...] = ()) -> Page:
    text = "文" * 5 + "\ufffd" * bad
    return Page(
        name,
        text,
        line_starts(text),
        (Passage(Kind.PARAGRAPH, (Span(0, len(text)),)),),
        (),
        undecodable=tuple(Undecodable(5 + at, 0xFF) for at in range(bad)),
        problems=problems,
    )


def empty(name: str) -> Page:
    return Page(name, "", (0,), (), ())


def test_of_many_pages_with_bad_bytes_a_few_are_named_and_all_are_counted() -> None:
    lines = [*of_pages(page(f"{n}.txt", bad=n) for n in range(1, 144))]
    assert len(lines) == MOST_ALIKE + 1
    assert [line.split("：")[0] for line in lines[:3]] == ["1.txt", "2.txt", "3.txt"]
    assert "140" in lines[-1]
    assert str(sum(range(4, 144))) in lines[-1]
    assert sum(line.number for line in lines) == 143
    assert {line.about for line in lines} == {About.UNDECODABLE}


def test_a_page_without_text_is_told() -> None:
    (line,) = of_pages([page("a.txt"), empty("b.txt")])
    assert line == "b.txt：没有可读的文字"
    many = [*of_pages(empty(f"{n}.txt") for n in range(9))]
    assert len(many) == MOST_ALIKE + 1
    assert sum(line.number for line in many) == 9


def test_the_same_problem_of_many_pages_is_told_a_few_times() -> None:
    pages = [page(f"{n}.txt", problems=(f"{n}.toml: 不认识 ofice",)) for n in range(9)]
    lines = [*of_pages([*pages, page("z", problems=("z.toml: 别的", "0.toml: 别的"))])]
    assert len(lines) == MOST_ALIKE + 1 + 2
    assert "不认识 ofice" in lines[MOST_ALIKE]
    assert "6" in lines[MOST_ALIKE]
    assert sum(line.number for line in lines) == 11


def test_what_a_folder_says_of_each_of_its_pages_is_told_once() -> None:
    pages = [page(f"{n}.txt", problems=("jiedu.toml: 不认识 x",)) for n in range(9)]
    assert [*of_pages(pages)] == ["jiedu.toml: 不认识 x"]


def test_all_kinds_are_told_beside_each_other() -> None:
    pages = [page("a", 1, ("a.toml: x",)), empty("b"), page("c", 2), page("d")]
    assert Counter(line.about for line in of_pages(pages)) == {
        About.UNDECODABLE: 2,
        About.EMPTY: 1,
        About.SAID: 1,
    }


@pytest.mark.usefixtures("english")
def test_one_is_no_plural_in_english() -> None:
    told = [
        *of_pages([page("a.txt", bad=1)]),
        *of_skipped([Skipped(f"{n}", "x") for n in range(4)]),
        *of_found(Found([], hidden=1, others=Counter({".pdf": 1}))),
    ]
    assert not [line for line in told if "1 bytes" in line or "1 files" in line]
    assert sum("1 " in line for line in told) >= 4


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("count", [2, 5])
def test_more_than_one_is_a_plural_in_english(count: int) -> None:
    (line,) = of_pages([page("a.txt", bad=count)])
    assert f"{count} bytes are" in line
