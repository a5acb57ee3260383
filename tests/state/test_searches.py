"""What is remembered between runs, whatever happens to the file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.state import DAMAGED, MOST, NAME, Searches

queries = st.text(st.characters(exclude_categories=[]), max_size=5)
changes = st.tuples(
    st.integers(0, 1),
    st.sampled_from(["remember", "save", "forget", "write"]),
    st.one_of(st.sampled_from(["招商", "项目", " "]), queries),
)


@pytest.fixture(autouse=True, scope="module")
def _no_waiting_for_the_disk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _file: None)
        yield


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as path:
        yield Path(path)


def change(searches: Searches, how: str, query: str) -> None:
    """Change something, and write it."""
    if how != "write":
        getattr(searches, how)(query)
    searches.write()


def slowly(made: Sequence[tuple[int, str, str]]) -> tuple[list[str], list[str]]:
    """The history and what is saved after some changes, by whomever."""
    history: list[str] = []
    saved: list[str] = []
    for _who, how, query in made:
        if how == "forget" or (how == "remember" and query.strip()):
            history = [each for each in history if each != query]
        if how == "remember" and query.strip():
            history = [query, *history][:MOST]
        if how == "save" and query.strip() and query not in saved:
            saved.append(query)
        if how == "forget":
            saved = [each for each in saved if each != query]
    return history, saved


@given(st.lists(changes))
def test_two_programs_lose_nothing_of_either(
    made: list[tuple[int, str, str]],
) -> None:
    with folder() as path:
        programs = [Searches.load(path), Searches.load(path)]
        for who, how, query in made:
            change(programs[who], how, query)
        read = Searches.load(path)
        assert (list(read.history), list(read.saved)) == slowly(made)
        assert [each.problem for each in (*programs, read)] == [None] * 3


@given(st.lists(changes))
def test_without_a_disk_it_is_remembered_to_the_end(
    made: list[tuple[int, str, str]],
) -> None:
    with folder() as path:
        (path / "file").touch()
        searches = Searches.load(path / "file" / "below")
        for _who, how, query in made:
            change(searches, how, query)
        assert (list(searches.history), list(searches.saved)) == slowly(made)


def test_an_unwritable_folder_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    searches = Searches.load(tmp_path / "file")
    searches.remember("招商")
    searches.write()
    assert searches.problem is not None
    assert str(tmp_path / "file" / NAME) in searches.problem
    assert "\n" not in searches.problem


def test_what_could_not_be_written_is_written_with_the_next_change(
    tmp_path: Path,
) -> None:
    (tmp_path / "folder").touch()
    searches = Searches.load(tmp_path / "folder")
    searches.remember("一")
    searches.write()
    searches.save("二")
    (tmp_path / "folder").unlink()
    searches.remember("三")
    searches.write()
    read = Searches.load(tmp_path / "folder")
    assert searches.problem is None
    assert (read.history, read.saved) == (("三", "一"), ("二",))


@given(st.binary())
def test_a_damaged_file_is_set_aside_and_told_of(content: bytes) -> None:
    with folder() as path:
        (path / NAME).write_bytes(content)
        searches = Searches.load(path)
        assert (searches.history, searches.saved) == ((), ())
        assert searches.problem is not None
        assert DAMAGED in searches.problem
        assert (path / DAMAGED).read_bytes() == content
        searches.remember("招商")
        searches.write()
        assert Searches.load(path).history == ("招商",)


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        "null",
        '{"version": 0, "history": [], "saved": []}',
        '{"version": 1, "history": "ab", "saved": []}',
        '{"version": 1, "history": [1], "saved": []}',
        '{"version": 1, "history": []}',
        f'{{"version": {"9" * 5000}}}',
    ],
)
def test_a_file_of_another_shape_is_set_aside(content: str, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(content)
    searches = Searches.load(tmp_path)
    assert searches.history == ()
    assert (tmp_path / DAMAGED).read_text() == content


def test_the_file_of_a_later_version_stays_as_it_is(tmp_path: Path) -> None:
    content = '{"version": 2, "history": {}}'
    (tmp_path / NAME).write_text(content)
    searches = Searches.load(tmp_path)
    searches.remember("招商")
    searches.write()
    assert searches.history == ("招商",)
    assert searches.problem is not None
    assert (tmp_path / NAME).read_text() == content


def test_a_long_history_and_doubles_in_the_file_are_cut(tmp_path: Path) -> None:
    history = ["a", "a", *map(str, range(MOST))]
    content = {"version": 1, "history": history, "saved": ["b", "b"]}
    (tmp_path / NAME).write_text(json.dumps(content))
    searches = Searches.load(tmp_path)
    assert searches.history == ("a", *map(str, range(MOST - 1)))
    assert searches.saved == ("b",)
    searches.remember("z")
    searches.write()
    assert len(searches.history) == MOST


def test_many_threads_lose_nothing(tmp_path: Path) -> None:
    def work(who: int) -> None:
        searches = shared if who % 2 else Searches.load(tmp_path)
        for number in range(5):
            searches.save(f"{who}.{number}")
            searches.write()

    shared = Searches.load(tmp_path)
    threads = [Thread(target=work, args=[who]) for who in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    saved = {f"{who}.{number}" for who in range(6) for number in range(5)}
    assert set(Searches.load(tmp_path).saved) == saved


def test_nothing_is_left_behind_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    searches = Searches.load(tmp_path / "new")
    assert not (tmp_path / "new").exists()
    searches.remember("招商")
    searches.write()
    assert {each.name for each in (tmp_path / "new").iterdir()} == {
        NAME,
        f"{NAME}.lock",
    }
    assert (tmp_path / "new" / NAME).stat().st_mode & 0o077 == 0


def test_a_write_that_fails_leaves_the_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    searches = Searches.load(tmp_path)
    searches.remember("一")
    searches.write()
    monkeypatch.setattr(os, "fsync", full)
    searches.remember("二")
    searches.write()
    assert searches.history == ("二", "一")
    assert searches.problem is not None
    assert "磁盘已满" in searches.problem
    assert Searches.load(tmp_path).history == ("一",)
    assert len([*tmp_path.iterdir()]) == 2


@given(st.lists(changes), st.lists(changes))
def test_what_is_changed_between_writes_is_written_by_the_next(
    before: list[tuple[int, str, str]], after: list[tuple[int, str, str]]
) -> None:
    with folder() as path:
        for part in (before, after):
            searches = Searches.load(path)
            for _who, how, query in part:
                if how != "write":
                    getattr(searches, how)(query)
            searches.write()
        read = Searches.load(path)
        assert (list(read.history), list(read.saved)) == slowly([*before, *after])
