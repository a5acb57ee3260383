"""What is remembered of a corpus, by one program and by two."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.state.pages import page_of, some_anchor
from tui.state import CorpusState, Note, Session, anchored, digests, resolve

PATHS = [Path("seeds")]
SESSION = Session(
    place=some_anchor("某\ud800"),
    pane="reader",
    beside=some_anchor("旁"),
    is_released=True,
    branches=("410106", "000.txt#1"),
    query="招商 项目",
    is_kept=True,
    orders={"results": "place"},
    jumps=(some_anchor("甲"), some_anchor("乙")),
    jump=1,
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


def load(path: Path) -> CorpusState:
    return CorpusState.load(PATHS, path)


def test_everything_is_there_again(tmp_path: Path) -> None:
    state = load(tmp_path)
    note = Note.new(some_anchor(), "记", ("甲",), star=True)
    state.keep(SESSION)
    state.mark("a", some_anchor("标"))
    state.put(note)
    state.highlight("招商")
    state.highlight("产业")
    state.mark_read("01")
    state.know(["01", "02"])
    state.write()
    again = load(tmp_path)
    assert (state.problem, again.problem) == (None, None)
    assert again.session == SESSION
    assert again.marks == {"a": some_anchor("标")}
    assert again.notes == {note.id: note}
    assert again.highlights == ("招商", "产业")
    assert again.read == {"01"}
    assert [again.is_new(each) for each in ("01", "02", "03")] == [False, False, True]


def test_what_an_older_version_did_not_remember_is_as_at_first(tmp_path: Path) -> None:
    state = load(tmp_path)
    state.keep(SESSION)
    state.mark("a", some_anchor("标"))
    state.write()
    (file,) = tmp_path.glob("corpus-*.json")
    kept = json.loads(file.read_text("utf-8", "surrogatepass"))
    del kept["session"]["is_released"]
    file.write_text(json.dumps(kept), "ascii")
    again = load(tmp_path)
    assert again.problem is None
    assert again.session == replace(SESSION, is_released=False)
    assert again.marks == {"a": some_anchor("标")}


def test_what_was_undone_stays_undone(tmp_path: Path) -> None:
    state, note = load(tmp_path), Note.new(some_anchor(), "记")
    state.put(note)
    for term in ("招商", "产业", "招商", " "):
        state.highlight(term)
    state.mark_read("01")
    state.write()
    again = load(tmp_path)
    assert again.highlights == ("产业", "招商")
    again.drop(note)
    again.unhighlight("产业")
    again.mark_unread("01")
    again.write()
    last = load(tmp_path)
    assert (last.notes, last.highlights, last.read) == ({}, ("招商",), set())


def test_nothing_is_new_the_first_time_and_all_is_known_the_next(
    tmp_path: Path,
) -> None:
    state = load(tmp_path)
    state.know(["01"])
    assert not state.is_new("01")
    state.write()
    state = load(tmp_path)
    state.know(["01", "02"])
    assert state.is_new("02")
    state.write()
    assert state.is_new("02")
    assert not load(tmp_path).is_new("02")


def test_each_corpus_has_files_of_its_own(tmp_path: Path) -> None:
    for paths in ([], ["a"], ["b"], ["a", "b"]):
        state = CorpusState.load([Path(each) for each in paths], tmp_path)
        assert state.marks == {}
        state.mark("a", some_anchor())
        state.write()
    assert CorpusState.load([Path("b"), Path("a")], tmp_path).marks
    assert CorpusState.load([Path.cwd() / "a"], tmp_path).marks
    assert CorpusState.load([Path(os.fsdecode(b"\xff"))], tmp_path).marks == {}


def test_a_session_that_stays_as_it_is_does_not_drive_out_another(
    tmp_path: Path,
) -> None:
    idle, busy = load(tmp_path), load(tmp_path)
    idle.keep(Session(query="旧"))
    idle.write()
    busy.keep(Session(query="新"))
    busy.write()
    for _second in range(2):
        idle.keep(Session(query="旧"))
        idle.write()
    assert idle.session.query == "旧"
    assert load(tmp_path).session.query == "新"


@given(
    st.lists(
        st.tuples(
            st.integers(0, 1),
            st.sampled_from(["add", "edit", "drop", "write", "mark", "read"]),
            st.integers(0, 9),
        ),
        max_size=14,
    )
)
def test_two_programs_lose_nothing_of_either(
    made: list[tuple[int, str, int]],
) -> None:
    """Every version of a note stays until someone who has seen it does away with it."""
    living, marks, read = set[str](), set[str](), set[str]()
    with folder() as path:
        programs = [load(path), load(path)]
        for number, (who, how, which) in enumerate([*made, (0, "write", 0)]):
            program, text = programs[who], str(number)
            notes = sorted(program.notes.values(), key=lambda each: each.text)
            if how == "write":
                program.write()
            elif how == "add":
                program.put(Note.new(some_anchor(), text))
                living.add(text)
            elif how == "mark":
                program.mark(text, some_anchor())
                marks.add(text)
            elif how == "read":
                program.mark_read(text)
                read.add(text)
            elif notes:
                note = notes[which % len(notes)]
                living.discard(note.text)
                if how == "edit":
                    program.put(note.edited(text, (), False), note)
                    living.add(text)
                else:
                    program.drop(note)
        for program in (*programs, *programs):
            program.write()
        for program in (*programs, load(path)):
            assert {each.text for each in program.notes.values()} == living
            assert program.marks.keys() == marks
            assert program.read == read


def test_a_file_that_is_lost_or_damaged_costs_a_running_program_nothing(
    tmp_path: Path,
) -> None:
    state = load(tmp_path)
    for number, content in enumerate([None, b"", b"{"]):
        state.put(Note.new(some_anchor(), str(number)))
        state.write()
        (file,) = tmp_path.glob("corpus-*.json")
        if content is None:
            file.unlink()
        else:
            file.write_bytes(content)
    state.write()
    assert state.problem is not None
    assert f"{file.name}.damaged.2" in state.problem
    assert {each.text for each in load(tmp_path).notes.values()} == {"0", "1", "2"}
    assert (tmp_path / f"{file.name}.damaged").read_bytes() == b""
    assert (tmp_path / f"{file.name}.damaged.2").read_bytes() == b"{"


@pytest.mark.parametrize(
    "change",
    [
        {"notes": {"1": {"text": "记"}}},
        {"marks": {"a": 1}},
        {"session": {"place": {"quote": "某"}}},
        {"read": [1]},
        {"highlights": "招商"},
        {"more": 1},
    ],
)
def test_a_file_of_another_shape_is_set_aside(
    change: dict[str, object], tmp_path: Path
) -> None:
    state = load(tmp_path)
    state.mark("a", some_anchor())
    state.write()
    (file,) = tmp_path.glob("corpus-*.json")
    content = json.dumps({**json.loads(file.read_text()), **change})
    file.write_text(content)
    again = load(tmp_path)
    assert again.problem is not None
    assert file.name in again.problem
    assert again.marks == {}
    assert file.with_name(f"{file.name}.damaged").read_text() == content


def test_what_has_not_changed_is_not_written(tmp_path: Path) -> None:
    state = load(tmp_path)
    state.keep(SESSION)
    state.know(["01"])
    state.write()
    before = {each: each.stat() for each in tmp_path.glob("*.json")}
    state.keep(replace(SESSION))
    state.know(["01"])
    state.write()
    assert {each: each.stat() for each in tmp_path.glob("*.json")} == before
    assert len(before) == 2


def test_an_article_is_named_by_its_words_and_not_by_its_lines() -> None:
    names = {
        digests.of_article(page_of(texts, source), 0)
        for texts, source in [
            (["题", "招商引资"], "a.txt"),
            (["题", "招商/引资"], "b.txt"),
            (["题", "招商 引资"], "c.txt"),
        ]
    }
    assert len(names) == 1
    assert digests.of_article(page_of(["题", "招商引智"]), 0) not in names


def test_a_mark_is_found_where_the_page_was_edited(tmp_path: Path) -> None:
    page, edited = page_of(["一", "招商引资"]), page_of(["一", "新", "招商引资"])
    state = load(tmp_path)
    state.mark("a", anchored(page, 1, 2, 4))
    state.write()
    assert resolve(edited, load(tmp_path).marks["a"]) == (2, 2, 4)


@pytest.mark.parametrize("after", [1, 7, 20])
def test_a_program_that_is_killed_loses_no_note_that_it_confirmed(
    after: int, tmp_path: Path
) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.state.pages import some_anchor\n"
        "from tui.state import CorpusState, Note\n"
        "state = CorpusState.load([], Path(sys.argv[1]))\n"
        "for number in range(10**6):\n"
        "    state.put(Note.new(some_anchor(), str(number)))\n"
        "    state.write()\n"
        "    print(number, flush=True)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        for _note in range(after):
            run.stdout.readline()
        run.kill()
        confirmed = {*map(str, range(after)), *run.stdout.read().split()}
    state = CorpusState.load([], tmp_path)
    assert state.problem is None
    assert {each.text for each in state.notes.values()} >= confirmed
    state.put(Note.new(some_anchor(), "后来"))
    state.write()
    assert len(CorpusState.load([], tmp_path).notes) == len(state.notes)
    assert not [*tmp_path.glob(".*.new")]


def test_what_joins_later_is_new_the_first_time_too(tmp_path: Path) -> None:
    state = load(tmp_path)
    state.know(["01"])
    state.know(["01", "02"])
    assert [state.is_new(each) for each in ("01", "02")] == [False, True]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EACCES, "没有权限"),
        (errno.ENOSPC, "磁盘已满"),
        (errno.EROFS, "磁盘只读"),
        (errno.ENOTDIR, "上级不是文件夹"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_why_nothing_can_be_written_is_told_first(
    number: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_of: object, **_how: object) -> None:
        raise OSError(number, os.strerror(number))

    state = load(tmp_path)
    state.mark("a", some_anchor())
    monkeypatch.setattr(Path, "mkdir", fail)
    state.write()
    assert state.problem is not None
    assert state.problem.startswith(f"笔记和阅读位置只保留到退出：{told}（{tmp_path}")
    assert not state.is_written
