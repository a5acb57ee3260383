"""A corpus that changes while it is open, on a real file system."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Timer

import pytest

from tui import watch
from tui.corpus.files import Source, find
from tui.watch import Changed, changes

PATIENCE = 20.0
"""Seconds after which a change that nobody tells of fails a test."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "TICK", 20)
    monkeypatch.setattr(watch, "QUIET", 50)


@pytest.fixture
def stop() -> Iterator[Event]:
    event = Event()
    timer = Timer(PATIENCE, event.set)
    timer.start()
    yield event
    timer.cancel()
    event.set()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "pages"
    (top / "part").mkdir(parents=True)
    for name in ("a.txt", "c.txt", "part/b.txt"):
        (top / name).write_text("招商引资", "utf-8")
    return top


def names(changed: Changed) -> list[list[str]]:
    return [[source.name for source in each] for each in changed]


def opened(stop: Event, *paths: Path) -> Iterator[Changed]:
    """What changes. In a folder the watch has been set: it has told of a page."""
    looks = changes(paths, find(paths).sources, stop)
    if paths[0].is_dir():
        (paths[0] / "zero.txt").write_text("零", "utf-8")
        assert names(next(looks)) == [[], ["zero.txt"], []]
    return looks


Edit = Callable[[Path], object]


DISTRICT = 'district = "上街区"'
EDITS: dict[str, tuple[Edit, list[list[str]]]] = {
    "a page": (
        lambda top: (top / "a.txt").write_text("别的", "utf-8"),
        [["a.txt"], [], []],
    ),
    "a new page": (
        lambda top: (top / "b.txt").write_text("新", "utf-8"),
        [[], ["b.txt"], []],
    ),
    "a page gone": (lambda top: (top / "c.txt").unlink(), [[], [], ["c.txt"]]),
    "another name": (
        lambda top: (top / "c.txt").rename(top / "b.txt"),
        [[], ["b.txt"], ["c.txt"]],
    ),
    "a folder's other name": (
        lambda top: (top / "part").rename(top / "new"),
        [[], ["new/b.txt"], ["part/b.txt"]],
    ),
    "a folder gone": (
        lambda top: shutil.rmtree(top / "part"),
        [[], [], ["part/b.txt"]],
    ),
    "a page's sidecar": (
        lambda top: (top / "c.txt.jiedu.toml").write_text(DISTRICT, "utf-8"),
        [["c.txt"], [], []],
    ),
    "a part's sidecar": (
        lambda top: (top / "part/jiedu.toml").write_text(DISTRICT, "utf-8"),
        [["part/b.txt"], [], []],
    ),
    "the folder's sidecar": (
        lambda top: (top / "jiedu.toml").write_text(DISTRICT, "utf-8"),
        [["a.txt", "c.txt", "part/b.txt", "zero.txt"], [], []],
    ),
}


@pytest.mark.parametrize(("edit", "told"), EDITS.values(), ids=EDITS)
def test_a_change_is_told_by_its_sources(
    folder: Path, stop: Event, edit: Edit, told: list[list[str]]
) -> None:
    looks = opened(stop, folder)
    edit(folder)
    assert names(next(looks)) == told


def test_an_editor_that_puts_a_new_file_in_its_place_has_changed_one(
    folder: Path, stop: Event
) -> None:
    looks = opened(stop, folder)
    (folder / ".a.txt.swp").write_bytes(b"\0\1")
    (folder / "a.txt").rename(folder / "a.txt~")
    (folder / "a.txt").write_text("写完了", "utf-8")
    (folder / "a.txt~").unlink()
    assert names(next(looks)) == [["a.txt"], [], []]


def test_what_is_no_page_is_not_told(folder: Path, stop: Event) -> None:
    looks = opened(stop, folder)
    (folder / ".hidden.txt").write_text("藏", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "other.toml").write_text("", "utf-8")
    (folder / "b.txt").write_text("新", "utf-8")
    assert names(next(looks)) == [[], ["b.txt"], []]


def test_new_pages_come_in_the_order_of_the_folder(folder: Path, stop: Event) -> None:
    looks = opened(stop, folder)
    sub = folder / "later"
    sub.mkdir()
    for path in (sub / "y.txt", folder / "d.txt", folder / "b.txt"):
        path.write_text("新", "utf-8")
    added: list[str] = []
    while len(added) < 3:
        added += names(next(looks))[1]
    assert sorted(added) == ["b.txt", "d.txt", "later/y.txt"]


def test_a_file_opened_by_its_name_is_watched(folder: Path, stop: Event) -> None:
    """Through being replaced, going and coming back; its neighbours are not."""
    path, spare = folder / "a.txt", folder / "spare"
    looks = opened(stop, path)
    spare.write_text("换了一个文件", "utf-8")
    (folder / "c.txt").write_text("别的", "utf-8")
    spare.replace(path)
    assert names(next(looks)) == [["a.txt"], [], []]
    path.unlink()
    assert names(next(looks)) == [[], [], ["a.txt"]]


def test_a_named_file_beside_a_folder_is_watched(
    tmp_path: Path, folder: Path, stop: Event
) -> None:
    single = tmp_path / "single.txt"
    single.write_text("单", "utf-8")
    looks = opened(stop, folder, single)
    single.write_text("单独的", "utf-8")
    assert names(next(looks)) == [["single.txt"], [], []]
    single.unlink()
    assert names(next(looks)) == [[], [], ["single.txt"]]
    (folder / "a.txt").write_text("别的", "utf-8")
    assert names(next(looks)) == [["a.txt"], [], []]


def test_a_folder_may_go_and_come_back(folder: Path, stop: Event) -> None:
    looks = opened(stop, folder)
    shutil.rmtree(folder)
    assert names(next(looks))[2] == ["a.txt", "c.txt", "part/b.txt", "zero.txt"]
    folder.mkdir()
    (folder / "a.txt").write_text("又来了", "utf-8")
    assert names(next(looks))[1] == ["a.txt"]


def test_standard_input_never_changes(folder: Path, stop: Event) -> None:
    piped = Source(Path("-"), "stdin", data="招商".encode())
    sources = [piped, *find([folder]).sources]
    looks = changes([Path("-"), folder], sources, stop)
    (folder / "a.txt").unlink()
    assert names(next(looks)) == [[], [], ["a.txt"]]


def test_what_changes_before_the_first_look_is_told(folder: Path, stop: Event) -> None:
    looks = changes([folder], find([folder]).sources, stop)
    (folder / "a.txt").write_text("改得早", "utf-8")
    assert names(next(looks)) == [["a.txt"], [], []]


def test_the_same_size_and_time_of_change_do_not_hide_another_text(
    folder: Path, stop: Event
) -> None:
    """`cp -p`, `mv` and `rsync -t` keep the time."""
    path, spare = folder / "a.txt", folder / ".spare"
    os.utime(path, ns=(1, 1))
    looks = opened(stop, folder)
    spare.write_text("资引商招", "utf-8")
    os.utime(spare, ns=(1, 1))
    spare.replace(path)
    assert names(next(looks)) == [["a.txt"], [], []]


def test_where_the_system_tells_nothing_the_files_are_looked_at(
    folder: Path, stop: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_paths: object, **_options: object) -> None:
        raise OSError("OS file watch limit reached.")

    monkeypatch.setattr("watchfiles.watch", fail)
    looks = opened(stop, folder)
    (folder / "a.txt").write_text("别的", "utf-8")
    assert names(next(looks)) == [["a.txt"], [], []]


@pytest.mark.parametrize("name", ["", "a.txt"])
def test_it_ends_when_it_is_stopped(folder: Path, stop: Event, name: str) -> None:
    looks = opened(stop, folder / name)
    stop.set()
    assert list(looks) == []
