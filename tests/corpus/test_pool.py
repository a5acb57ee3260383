"""Many files by several processes: the same pages, whatever happens to a worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus import pool, reader
from tui.corpus.model import Page, Skipped
from tui.corpus.pool import Loaded, load_all
from tui.corpus.reader import Source

TIMEOUT = 20.0
"""Seconds to wait for what should come at once; a busy machine is no failure."""


@pytest.fixture(autouse=True)
def never_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have workers for the smallest corpus, and two of them."""
    monkeypatch.setattr(pool, "SMALL", -1)
    monkeypatch.setattr(pool, "_cores", lambda: 2)


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Source]:
    """Files for batches of one and of several."""
    monkeypatch.setattr(pool, "BATCH", 2000)
    texts = [f"第{n}页\n\n本报讯 内容。\n" * n * n for n in range(1, 13)]
    return written(tmp_path, *texts)


def written(folder: Path, *texts: str) -> list[Source]:
    for number, text in enumerate(texts):
        (folder / f"{number:02}.txt").write_text(text, "utf-8")
    return [Source(path, path.name) for path in sorted(folder.iterdir())]


def whose(source: Source) -> Loaded:
    """Tells which process has loaded a source."""
    return Skipped(source.name, str(os.getpid()))


def ill_fated(source: Source) -> Loaded:
    """The second file ends the process as the kernel does when memory is short."""
    if source.name == "01.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return reader.load(source)


def faulty(source: Source) -> Loaded:
    if source.name == "01.txt":
        raise ZeroDivisionError("a fault")
    return reader.load(source)


def endless(source: Source) -> Loaded:
    """Tells its process in a file beside the second one, and never comes back."""
    if source.name == "01.txt":
        source.path.with_suffix(".pid").write_text(str(os.getpid()))
        time.sleep(1000)
    return whose(source)


def wait_until(is_true: Callable[[], object]) -> None:
    end = time.monotonic() + TIMEOUT
    while not is_true():
        assert time.monotonic() < end
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_workers_load_what_one_process_loads(sources: list[Source]) -> None:
    assert list(load_all(sources, reader.load)) == list(map(reader.load, sources))


def test_the_first_file_is_loaded_here_and_the_rest_elsewhere(
    sources: list[Source],
) -> None:
    first, *rest = [loaded.reason for loaded in skipped(load_all(sources, whose))]
    assert first == str(os.getpid())
    assert str(os.getpid()) not in rest


def test_a_small_corpus_is_loaded_here(
    sources: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    size = sum(source.path.stat().st_size for source in sources)
    monkeypatch.setattr(pool, "SMALL", size)
    assert {each.reason for each in skipped(load_all(sources, whose))} == {
        str(os.getpid())
    }
    monkeypatch.setattr(pool, "SMALL", size - 1)
    assert len({each.reason for each in skipped(load_all(sources, whose))}) > 1


def test_a_pipe_is_read_by_the_process_that_has_it(tmp_path: Path) -> None:
    written(tmp_path, "一", "二")
    os.mkfifo(tmp_path / "02.txt")
    *_, last = skipped(load_all(written(tmp_path), whose))
    assert last == Skipped("02.txt", str(os.getpid()))


def test_a_worker_that_dies_takes_only_its_file_along(tmp_path: Path) -> None:
    loaded = list(load_all(written(tmp_path, *"一二三四"), ill_fated))
    assert [type(each) for each in loaded] == [Page, Skipped, Page, Page]
    assert "内存" in skipped([loaded[1]])[0].reason


@pytest.mark.parametrize("small", [True, False])
def test_a_fault_over_one_file_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: bool
) -> None:
    monkeypatch.setattr(pool, "SMALL", 1000 if small else -1)
    loaded = list(load_all(written(tmp_path, *"一二三四"), faulty))
    assert [type(each) for each in loaded] == [Page, Skipped, Page, Page]
    assert "ZeroDivisionError('a fault')" in skipped([loaded[1]])[0].reason


@pytest.mark.parametrize("program", ["/nowhere/python", "/bin/false"])
def test_without_processes_all_is_loaded_here(
    sources: list[Source], monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    loaded = skipped(load_all(sources, whose))
    assert [each.path for each in loaded] == [source.name for source in sources]
    assert {each.reason for each in loaded} == {str(os.getpid())}


def test_files_are_read_only_so_far_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two batches wait or are under way; a third is made up while one is taken."""
    monkeypatch.setattr(pool, "AHEAD", 1)
    monkeypatch.setattr(pool, "BATCH", 3)
    looked_at: list[Source] = []

    class Watched(list[Source]):
        def __iter__(self) -> Iterator[Source]:
            for source in super().__iter__():
                looked_at.append(source)
                yield source

    loaded = load_all(Watched(written(tmp_path, *"一二三四五六七八九")), whose)
    next(loaded)
    looked_at.clear()
    next(loaded)
    assert len(looked_at) <= 2
    assert len(list(loaded)) == 7
    assert len(looked_at) == 6


def test_when_nothing_more_is_wanted_a_worker_is_stopped_at_its_work(
    tmp_path: Path,
) -> None:
    told = tmp_path / "01.pid"
    loaded = load_all(written(tmp_path, *"一二三"), endless, lambda: not told.exists())
    assert [each.path for each in skipped(loaded)] == ["00.txt"]
    assert not is_alive(int(told.read_text()))


def test_a_caller_that_leaves_leaves_no_worker_behind(tmp_path: Path) -> None:
    told = tmp_path / "01.pid"
    loaded = load_all(written(tmp_path, *"一二三"), endless)
    next(loaded)
    wait_until(lambda: told.exists() and told.read_text())
    loaded.close()
    assert not is_alive(int(told.read_text()))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_a_program_that_is_killed(
    tmp_path: Path, number: signal.Signals
) -> None:
    written(tmp_path, *"一二三")
    code = (
        "import sys; from pathlib import Path; from tests.corpus import test_pool as t;"
        "t.pool.SMALL = -1; folder = Path(sys.argv[1]);"
        "list(t.load_all(t.written(folder), t.endless))"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    told = tmp_path / "01.pid"
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as program:
        wait_until(lambda: told.exists() and told.read_text())
        program.send_signal(number)
    wait_until(lambda: not is_alive(int(told.read_text())))


@given(st.lists(st.none() | st.integers(0, 2 * pool.BATCH)))
def test_batches_have_a_limit_and_what_is_large_or_no_file_is_alone(
    sizes: list[int | None],
) -> None:
    files = [Source(Path(str(number)), str(size)) for number, size in enumerate(sizes)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "_size", lambda file: sizes[int(file.path.name)])
        batches = list(pool._batches(files))
    assert [file for batch in batches for file in batch] == files
    for batch in batches:
        inside = [sizes[int(file.path.name)] for file in batch]
        assert len(batch) == 1 or sum(size or 0 for size in inside) <= pool.BATCH
        assert len(batch) == 1 or None not in inside


def skipped(loaded: Iterable[Loaded]) -> list[Skipped]:
    """All of them, which are Skipped."""
    found = [each for each in loaded if isinstance(each, Skipped)]
    assert found
    return found
