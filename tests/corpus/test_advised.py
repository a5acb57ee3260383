"""What a reader tells of advice that a page doesn't fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.corpus.model import Page
from tui.corpus.reader import Reader, Source

TEXT = "上街区工业路街道：筑巢引凤\n\n本报讯 街道召开会议，部署工作，要求落实到位。\n\n"
"""Three lines and, behind them, a blank one."""


def read(folder: Path, reader: Reader | None = None, text: str = TEXT) -> Page:
    path = folder / "a.txt"
    path.write_bytes(text.encode())
    page = (reader or Reader())(Source(path, "a.txt", folder))
    assert isinstance(page, Page)
    return page


def say(folder: Path, said: str, name: str = "a.txt.jiedu.toml") -> Path:
    path = folder / name
    path.write_text(said, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (TEXT, 4, ["4"]),
        (TEXT, 5, ["5", "a.txt", "4"]),
        (TEXT, 99, ["99", "a.txt", "4"]),
        (TEXT.rstrip(), 4, ["4", "a.txt", "3"]),
        (TEXT.replace("\n", "\r\n"), 5, ["5", "a.txt", "4"]),
    ],
)
@pytest.mark.parametrize("first", ["", "[[article]]\nline = 1\n"])
def test_an_article_without_text_is_told_with_its_file(
    tmp_path: Path, text: str, line: int, told: list[str], first: str
) -> None:
    sidecar = say(tmp_path, f"{first}[[article]]\nline = {line}\n")

    (problem,) = read(tmp_path, text=text).problems

    where, _, rest = problem.partition(": ")
    assert where == str(sidecar)
    assert all(each in rest for each in told)
    assert str(line + 1) not in rest


def test_an_article_that_the_next_one_leaves_no_text_is_told(tmp_path: Path) -> None:
    say(tmp_path, "[[article]]\nline = 1\n[[article]]\nline = 2\n[[article]]\nline = 3")

    page = read(tmp_path)

    assert len(page.articles) == 2
    (problem,) = page.problems
    assert "2" in problem


def test_an_article_without_text_may_be_said_by_the_folder_or_the_page(
    tmp_path: Path,
) -> None:
    folder = say(tmp_path, '[[pages."a.txt".article]]\nline = 9\n', "jiedu.toml")
    (problem,) = read(tmp_path).problems
    assert problem.startswith(f'{folder}: [pages."a.txt"]: ')
    folder.unlink()

    (problem,) = read(tmp_path, text=f"---\narticle: [line: 9]\n---\n{TEXT}").problems

    assert problem.startswith("a.txt: ")


def test_an_article_with_text_is_not_told(tmp_path: Path) -> None:
    say(tmp_path, "[[article]]\nline = 1\n[[article]]\nline = 3\n")

    assert read(tmp_path).problems == ()


@pytest.mark.parametrize("name", ["a.txt.jiedu.toml", "jiedu.toml"])
def test_a_wrong_encoding_is_told_with_the_file_that_says_it(
    tmp_path: Path, name: str
) -> None:
    sidecar = say(tmp_path, 'encoding = "big5"', name)

    page = read(tmp_path)

    assert page.undecodable
    (problem,) = page.problems
    assert problem.startswith(f"{sidecar}: ")
    assert "big5" in problem


def test_an_encoding_of_the_command_line_is_no_fault_of_a_sidecar(
    tmp_path: Path,
) -> None:
    say(tmp_path, 'encoding = "utf-8"')

    page = read(tmp_path, Reader("big5"))

    assert page.undecodable
    assert page.problems == ()
