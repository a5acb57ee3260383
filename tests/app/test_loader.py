"""Reading the corpus step by step."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import make_page
from tui.app import loader
from tui.app.loader import Growth, grow
from tui.corpus.model import Page, Skipped
from tui.corpus.reader import Source


def steps(monkeypatch: pytest.MonkeyPatch, files: list[Page | Skipped]) -> list[Growth]:
    monkeypatch.setattr(
        "tui.corpus.reader.load", lambda source: files[int(source.name)]
    )
    return list(grow([Source(Path(), str(number)) for number in range(len(files))]))


@pytest.fixture
def files() -> list[Page | Skipped]:
    return [
        make_page("a.txt", "甲", "招商"),
        Skipped("b.txt", "没有读取权限"),
        make_page("c.txt", "丙", "招商"),
    ]


def test_the_first_page_comes_before_there_is_an_index(
    monkeypatch: pytest.MonkeyPatch, files: list[Page | Skipped]
) -> None:
    first = steps(monkeypatch, files)[0]
    assert (len(first.pages), first.done, first.total) == (1, 1, 3)
    assert first.library is None
    assert not first.is_complete


def test_the_last_step_has_everything(
    monkeypatch: pytest.MonkeyPatch, files: list[Page | Skipped]
) -> None:
    *_, last = steps(monkeypatch, files)
    assert last.is_complete
    assert [page.source for page in last.pages] == ["a.txt", "c.txt"]
    assert [problem.path for problem in last.skipped] == ["b.txt"]
    assert last.library is not None
    assert len(last.library.find("招商")) == 2


def test_every_step_holds_the_pages_of_the_one_before(
    monkeypatch: pytest.MonkeyPatch, files: list[Page | Skipped]
) -> None:
    """Without a pause there is one for each file, and the first without an index."""
    monkeypatch.setattr(loader, "PAUSE", 0)
    monkeypatch.setattr(loader, "REST", 0)
    seen = [[page.source for page in each.pages] for each in steps(monkeypatch, files)]
    assert seen == [["a.txt"], ["a.txt"], ["a.txt"], ["a.txt", "c.txt"]]


def test_nothing_but_bad_files_is_a_corpus_too(
    monkeypatch: pytest.MonkeyPatch, files: list[Page | Skipped]
) -> None:
    *_, last = steps(monkeypatch, files[1:2])
    assert last.is_complete
    assert last.pages == ()


def test_when_nothing_more_is_wanted_the_rest_is_left(
    monkeypatch: pytest.MonkeyPatch, files: list[Page | Skipped]
) -> None:
    monkeypatch.setattr(loader, "PAUSE", 0)
    sources = [Source(Path(), str(number)) for number in range(len(files))]
    read: list[str] = []

    def load(source: Source) -> Page | Skipped:
        read.append(source.name)
        return files[int(source.name)]

    growths = list(grow(sources, load, wanted=lambda: not read))
    assert read == ["0"]
    assert not any(growth.is_complete for growth in growths)
