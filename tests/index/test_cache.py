"""What is kept for the next run: never a wrong page, whatever happens to the files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.corpus.files import Source, find
from tui.corpus.model import Page, Skipped
from tui.corpus.pool import Loaded
from tui.corpus.reader import Reader
from tui.errors import InputError
from tui.index import cache, fingerprint, segment
from tui.index.block import Block, block_of
from tui.index.cache import Batch, Cache, open_cache
from tui.index.fingerprint import Fingerprints, program

TEXTS = (
    "上街区工业路街道 筑巢引凤兴产业\n记者 谢鹏飞\n工业路街道招商引资,成效明显。\n",
    "须水街道: 优化营商环境\n本报讯 万人助万企活动㎡,２０２４年①。\n𠀀字也在。\n",
    "\n",
    "中原西路街道\n着力打造商业核心区。\n丰富方式 着力提升\n招商实效,引资。\n",
)
NAMES = ("a.txt", "b.txt", "c.md", "part/d.txt", "part/e.txt")


@pytest.fixture(autouse=True, scope="module")
def small() -> Iterator[None]:
    """Segments of a few pages; and files may be kept that were written just now."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "FULL", 120)
        patch.setattr(fingerprint, "SETTLED", -1e9)
        yield


class Parsing:
    """Reads and parses, and remembers what."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._reader = Reader()

    def __call__(self, source: Source) -> Loaded:
        self.names.append(source.name)
        return self._reader(source)


class Run:
    """A run of the program over a folder."""

    def __init__(self, pages: Path, kept: Path) -> None:
        self.sources = find([pages]).sources
        self.cache = open_cache(self.sources, folder=kept)
        self.parsing = Parsing()
        self.batches: list[Batch] = []

    def load(self) -> Run:
        self.batches = [*self.cache.load_all(self.sources, self.parsing)]
        return self

    def write(self) -> Run:
        self.cache.write()
        return self

    @property
    def loaded(self) -> list[Loaded]:
        return [each for batch in self.batches for each in batch.loaded]

    @property
    def mapped(self) -> int:
        """Pages whose blocks were kept."""
        return sum(
            len(batch.loaded) for batch in self.batches if batch.block is not None
        )


def run(pages: Path, kept: Path) -> Run:
    return Run(pages, kept).load().write()


def check(run: Run) -> None:
    """What was loaded is what a plain reader makes of the files."""
    plain = Reader()
    assert run.loaded == [plain(source) for source in run.sources]
    for batch in run.batches:
        if batch.block:
            pages = [page for page in batch.loaded if isinstance(page, Page)]
            assert pages == batch.loaded
            assert_same(batch.block, block_of(pages))


def assert_same(block: Block, other: Block) -> None:
    for one, another in zip(_flat(astuple(block)), _flat(astuple(other)), strict=True):
        np.testing.assert_array_equal(one, another)


def _flat(values: object) -> Iterator[object]:
    """The arrays and sets in nested tuples and dictionaries."""
    if isinstance(values, dict):
        values = tuple(values.values())
    if isinstance(values, tuple):
        for each in values:
            yield from _flat(each)
    else:
        yield values


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return fill(tmp_path / "pages")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def fill(top: Path) -> Path:
    for number, name in enumerate(NAMES):
        write(top / name, TEXTS[number % len(TEXTS)])
    return top


_clock = iter(range(10**18, 10**19, 10**9))


def write(path: Path, text: str) -> None:
    """With a time of its own: two edits may come within a tick of the clock."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    stamp = next(_clock)
    os.utime(path, ns=(stamp, stamp))


def segments(kept: Path) -> list[Path]:
    return sorted(kept.glob(f"corpora/*/*{segment.SUFFIX}"))


def test_the_second_run_parses_nothing_and_maps_every_block(
    pages: Path, kept: Path
) -> None:
    first, second = run(pages, kept), run(pages, kept)
    assert first.parsing.names == [*NAMES]
    assert first.mapped == 0
    assert second.parsing.names == []
    assert second.mapped == len(NAMES)
    assert len([batch for batch in second.batches if batch.block]) > 1
    assert not second.cache.remarks
    check(second)


def test_mapped_arrays_cannot_be_changed(pages: Path, kept: Path) -> None:
    run(pages, kept)
    blocks = [batch.block for batch in run(pages, kept).batches if batch.block]
    with pytest.raises(ValueError, match="read-only"):
        blocks[0].folded.codes[0] = 0


def test_only_a_page_that_changed_is_parsed_again(pages: Path, kept: Path) -> None:
    run(pages, kept)
    write(pages / "part/d.txt", TEXTS[0])
    second, third = run(pages, kept), run(pages, kept)
    assert second.parsing.names == ["part/d.txt"]
    assert third.parsing.names == []
    assert third.mapped == len(NAMES)
    check(second)
    check(third)


def test_a_page_that_is_gone_is_dropped_from_the_cache(pages: Path, kept: Path) -> None:
    run(pages, kept)
    (pages / "a.txt").unlink()
    second = run(pages, kept)
    held = [page for path in segments(kept) for page in segment.Segment(path).pages()]
    assert second.parsing.names == []
    assert sorted(page.source for page in held) == [*NAMES[1:]]
    check(second)


def test_a_file_that_is_no_page_does_not_keep_its_neighbours_from_being_mapped(
    pages: Path, kept: Path
) -> None:
    (pages / "bad.txt").write_bytes(b"\0\xff\xfe\x80\x00" * 9)
    first, second = run(pages, kept), run(pages, kept)
    assert any(isinstance(each, Skipped) for each in first.loaded)
    assert second.parsing.names == ["bad.txt"]
    assert second.mapped == len(NAMES)
    check(second)


FILES = st.sampled_from(NAMES)
SIDECARS = (
    "a.txt.jiedu.toml",
    "part/e.txt.jiedu.toml",
    "jiedu.toml",
    "part/jiedu.toml",
)
ADVICE = ('district = "上街区"', 'title = "别的题目"', "wrong = [", "")
EDITS = st.one_of(
    st.tuples(st.just("write"), FILES, st.sampled_from(TEXTS)),
    st.tuples(st.just("write"), st.sampled_from(SIDECARS), st.sampled_from(ADVICE)),
    st.tuples(st.just("drop"), st.sampled_from((*NAMES, *SIDECARS)), st.just("")),
    st.tuples(st.just("move"), FILES, FILES),
    st.tuples(st.just("damage"), st.just(""), st.just("")),
)


def edit(pages: Path, kept: Path, how: str, name: str, what: str) -> None:
    if how == "write":
        write(pages / name, what)
    elif how == "drop":
        (pages / name).unlink(missing_ok=True)
    elif how == "damage":
        for path in segments(kept)[:1]:
            path.write_bytes(path.read_bytes()[:-9])
    elif (pages / name).exists():
        (pages / what).parent.mkdir(exist_ok=True)
        (pages / name).replace(pages / what)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(EDITS, max_size=3), min_size=1, max_size=5))
def test_after_any_edits_the_pages_are_those_of_the_files(
    rounds: list[list[tuple[str, str, str]]],
) -> None:
    with TemporaryDirectory() as folder:
        pages, kept = fill(Path(folder) / "pages"), Path(folder) / "kept"
        run(pages, kept)
        for edits in rounds:
            for each in edits:
                edit(pages, kept, *each)
            try:
                check(run(pages, kept))
            except InputError:  # All pages are gone.
                return
        again = run(pages, kept)
        assert again.parsing.names == []
        assert again.mapped == len(again.loaded)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Pages, and their cache."""
    top = tmp_path_factory.mktemp("written")
    run(fill(top / "pages"), top / "kept")
    return top / "pages", top / "kept"


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_damage_raises_or_gives_a_wrong_page(
    written: tuple[Path, Path], data: st.DataObject
) -> None:
    pages, sound = written
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        shutil.copytree(sound, kept)
        path = data.draw(st.sampled_from(segments(kept)))
        damaged = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 3))):
            damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= data.draw(
                st.integers(1, 255)
            )
        path.write_bytes(damaged[: data.draw(st.none() | st.integers(0, len(damaged)))])
        check(run(pages, kept))
        again = run(pages, kept)
        assert (again.parsing.names, again.cache.remarks) == ([], [])
        check(again)


def test_a_damaged_cache_is_rebuilt_with_one_line(pages: Path, kept: Path) -> None:
    run(pages, kept)
    for path in segments(kept):
        path.write_bytes(b"PK\3\4 something else")
    second, third = run(pages, kept), run(pages, kept)
    assert len(second.cache.remarks) == 1
    assert str(segments(kept)[0].parent) in second.cache.remarks[0]
    assert second.parsing.names == [*NAMES]
    assert (third.cache.remarks, third.parsing.names) == ([], [])


def test_damage_is_made_up_for_where_other_pages_are_being_parsed(
    pages: Path, kept: Path
) -> None:
    run(pages, kept)
    write(pages / "a.txt", TEXTS[3])
    write(pages / "part/e.txt", TEXTS[3])
    for path in segments(kept):
        found = segment.Segment(path)
        if {"b.txt", "c.md"} & {page.source for page in found.pages()}:
            path.write_bytes(path.read_bytes()[: -path.stat().st_size // 2])
    second = run(pages, kept)
    assert len(second.cache.remarks) == 1
    check(second)


def test_the_same_size_and_time_of_change_do_not_hide_another_text(
    pages: Path, kept: Path
) -> None:
    """`cp -p`, `mv` and `rsync -t` keep the time."""
    path, spare = pages / "a.txt", pages / ".spare"
    run(pages, kept)
    stamp = path.stat().st_mtime_ns
    write(spare, TEXTS[0].replace("招商引资", "引资招商"))
    os.utime(spare, ns=(stamp, stamp))
    spare.replace(path)
    assert path.stat().st_size == len(TEXTS[0].encode())
    second = run(pages, kept)
    assert second.parsing.names == ["a.txt"]
    check(second)


def test_the_cache_of_another_program_is_rebuilt_with_one_line(
    pages: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(pages, kept)
    monkeypatch.setattr(fingerprint, "__version__", "99")
    second, third = run(pages, kept), run(pages, kept)
    assert len(second.cache.remarks) == 1
    assert second.parsing.names == [*NAMES]
    assert (third.cache.remarks, third.parsing.names) == ([], [])


def test_another_encoding_or_language_is_another_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "zh")
    names = {program(None), program("gb18030")}
    monkeypatch.setenv("LANGUAGE", "en")
    names.add(program(None))
    assert len(names) == 3
    assert program(None) in names


def test_a_file_that_changed_just_now_is_not_kept(
    pages: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint, "SETTLED", 2.0)
    run(pages, kept)
    second = run(pages, kept)
    assert second.parsing.names == [*NAMES]
    assert not segments(kept)


def during(change: Callable[[], None], run: Run) -> Run:
    """A run in which something changes between a look at a file and reading it."""
    load = run.parsing
    todo = [change]

    def loading(source: Source) -> Loaded:
        while todo:
            todo.pop()()
        return load(source)

    run.batches = [*run.cache.load_all(run.sources, loading)]
    return run.write()


@pytest.mark.parametrize("name", ["b.txt", "b.txt.jiedu.toml", "jiedu.toml"])
def test_what_changes_while_it_is_read_is_not_kept(
    pages: Path, kept: Path, name: str
) -> None:
    """It may change back: then its key is the old one."""
    during(lambda: write(pages / name, ADVICE[0]), Run(pages, kept))
    if name == "b.txt":
        write(pages / name, TEXTS[1])
    else:
        (pages / name).unlink()
    check(run(pages, kept))


def test_two_runs_at_once_lose_nothing(pages: Path, kept: Path) -> None:
    run(pages, kept)
    write(pages / "b.txt", TEXTS[3])
    one, other = Run(pages, kept).load(), Run(pages, kept).load()
    one.write()
    other.write()
    third = run(pages, kept)
    assert third.parsing.names == []
    assert third.mapped == len(NAMES)


def test_a_run_keeps_its_blocks_when_another_drops_their_files(
    pages: Path, kept: Path
) -> None:
    run(pages, kept)
    one = Run(pages, kept).load()
    for name in NAMES:
        write(pages / name, TEXTS[0] + name)
    old = set(segments(kept))
    run(pages, kept)
    assert not old & set(segments(kept))
    for batch in one.batches:
        assert batch.block is not None
        assert_same(batch.block, block_of(_pages(batch.loaded)))


def _pages(loaded: Sequence[Loaded]) -> list[Page]:
    return [each for each in loaded if isinstance(each, Page)]


def test_a_run_that_is_stopped_keeps_and_drops_nothing(pages: Path, kept: Path) -> None:
    run(pages, kept)
    before = segments(kept)
    for name in NAMES:
        write(pages / name, TEXTS[0])
    stopped = Run(pages, kept)
    names = stopped.parsing.names
    [*stopped.cache.load_all(stopped.sources, stopped.parsing, lambda: len(names) < 2)]
    stopped.write()
    assert len(names) == 2
    assert segments(kept) == before


def test_a_cache_that_cannot_be_written_is_told_in_a_line(
    pages: Path, kept: Path
) -> None:
    kept.write_text("a file where the folder should be", "utf-8")
    first = run(pages, kept)
    assert len(first.cache.remarks) == 1
    assert str(kept) in first.cache.remarks[0]
    check(first)


def test_what_is_no_segment_and_cannot_be_dropped_is_passed_over(
    pages: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(pages, kept)
    folder = segments(kept)[0].parent
    (folder / "x.segment").mkdir()
    (folder / "y.segment").write_bytes(b"held by another program")
    unlink = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path.name == "y.segment":
            raise PermissionError(path)
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    write(pages / "a.txt", "一篇别的文章。\n")
    second, third = run(pages, kept), run(pages, kept)
    assert "a.txt" in second.parsing.names
    assert third.parsing.names == []
    assert not [each for each in third.cache.remarks if "写不了" in each]


def test_standard_input_and_names_that_are_no_text_have_no_key(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write(path, TEXTS[0])
    keys = Fingerprints("program")
    assert keys(Source(path, "a.txt"))
    assert keys(Source(path, "b\udcff.txt")) is None
    assert keys(Source(path, "stdin", data=b"")) is None
    assert keys(Source(tmp_path / "none.txt", "none.txt")) is None
    assert keys(Source(tmp_path, "folder")) is None


def test_the_cache_of_a_corpus_that_nobody_opens_is_dropped(
    pages: Path, kept: Path
) -> None:
    run(pages, kept)
    (old,) = {path.parent for path in segments(kept)}
    os.utime(old, (0, 0))
    other = fill(pages.with_name("other"))
    run(other, kept)
    assert not old.exists()
    assert segments(kept)
    assert run(other, kept).parsing.names == []


def test_large_pages_are_kept_as_well(pages: Path, kept: Path) -> None:
    write(pages / "large.txt", TEXTS[0] * 20)
    run(pages, kept)
    second = run(pages, kept)
    assert second.parsing.names == []
    check(second)


def test_a_cache_of_nothing_is_one() -> None:
    with TemporaryDirectory() as folder:
        empty = Cache(Path(folder), "program")
        assert [*empty.load_all([], Reader())] == []
        empty.write()
        assert not empty.remarks
