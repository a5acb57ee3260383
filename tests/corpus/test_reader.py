"""Files: which are pages, what they are called, how they are decoded."""

from __future__ import annotations

import os
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tui.corpus.encoding import decode
from tui.corpus.files import Late
from tui.corpus.model import Page, Skipped
from tui.corpus.reader import Source, bundled, find, load
from tui.errors import InputError


def write(path: Path, text: str = "标题\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names_in(folder: Path) -> list[str]:
    return [source.name for source in find([folder]).sources]


def test_a_folder_is_read_below_hidden_files_apart(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.TXT", ".hidden.txt", ".git/d.txt", "e.pdf"):
        write(tmp_path / name)

    assert [source.name for source in find([tmp_path]).sources] == ["a/c.TXT", "b.txt"]


def test_a_name_stays_when_other_paths_are_added(tmp_path: Path) -> None:
    write(tmp_path / "one" / "page.txt")
    write(tmp_path / "two" / "page.txt")

    names = [each.name for each in find([tmp_path / "one", tmp_path / "two"]).sources]

    assert names == ["page.txt", (tmp_path / "two" / "page.txt").as_posix()]


@pytest.mark.parametrize("name", ["missing", "missing.txt"])
def test_a_missing_path_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=name):
        find([tmp_path / name])


def test_a_folder_without_pages_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "notes.pdf")

    with pytest.raises(InputError):
        find([tmp_path])


def test_a_linked_folder_is_read_once_under_its_first_name(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "page.txt")
    corpus = tmp_path / "corpus"
    write(corpus / "own" / "page.txt")
    for name in ("a", "b"):
        (corpus / name).symlink_to(tmp_path / "elsewhere")
    (corpus / "own" / "up").symlink_to(corpus)

    assert names_in(corpus) == ["a/page.txt", "own/page.txt"]


def test_a_linked_file_is_read_once(tmp_path: Path) -> None:
    page = write(tmp_path / "b.txt")
    (tmp_path / "a.txt").symlink_to(page)

    assert names_in(tmp_path) == ["a.txt"]
    assert [each.name for each in find([tmp_path, page]).sources] == ["a.txt"]


def test_links_that_lead_nowhere_are_skipped_with_a_reason(tmp_path: Path) -> None:
    write(tmp_path / "page.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "missing")

    read = {each.name: load(each) for each in find([tmp_path]).sources}

    assert [*read] == ["gone.txt", "loop.txt", "page.txt"]
    assert isinstance(read["gone.txt"], Skipped)
    assert isinstance(read["loop.txt"], Skipped)
    assert read["gone.txt"].reason != read["loop.txt"].reason


def test_a_pipe_is_no_page(tmp_path: Path) -> None:
    write(tmp_path / "page.txt")
    os.mkfifo(tmp_path / "pipe.txt")

    assert names_in(tmp_path) == ["page.txt"]


@pytest.mark.parametrize("name", ["closed", "closed.pdf"])
def test_a_folder_that_cannot_be_opened_is_skipped_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write(tmp_path / "page.txt")
    write(tmp_path / name / "page.txt")
    scan = os.scandir

    def refuse(path: str | Path) -> os._ScandirIterator[str]:
        if Path(path).name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return scan(str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    sources = find([tmp_path]).sources

    assert [each.name for each in sources] == [name, "page.txt"]
    assert isinstance(load(sources[0]), Skipped)


def test_late_files_are_those_that_are_found(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    late = Late([tmp_path])
    write(tmp_path / "b" / "b.txt")
    assert [*late] == find([tmp_path]).sources
    assert len(late) == 2


@pytest.mark.parametrize("name", ["missing", "empty", "binary.txt"])
def test_what_cannot_be_read_is_told_at_once(tmp_path: Path, name: str) -> None:
    write(tmp_path / "empty" / "picture.png")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    with pytest.raises(InputError) as early:
        Late([tmp_path / name])
    with pytest.raises(InputError) as late:
        find([tmp_path / name])
    assert str(early.value) == str(late.value)


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    for name in ("page.txt", "page.", ".hidden", "a.PDF", "b/c.pdf", "jiedu.toml"):
        write(tmp_path / name)

    found = find([tmp_path])

    assert [each.name for each in found.sources] == ["page.", "page.txt"]
    assert (found.hidden, found.others) == (1, {".pdf": 2})


def test_names_start_below_a_folder_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a" / "b" / "page.txt")
    monkeypatch.chdir(tmp_path / "a")

    for typed in (".", "b/..", "../a", f"{tmp_path}/a/"):
        assert names_in(Path(typed)) == ["b/page.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encodings(encoding: str) -> None:
    text = "上街区工业路街道 筑巢引凤\n本报讯 记者"

    assert decode(text.encode(encoding)).text == text


def test_a_binary_file_is_skipped_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(b"\x7fELF\0\0\1")

    skipped = load(Source(path, "bad.txt"))

    assert isinstance(skipped, Skipped)
    assert skipped.path == "bad.txt"
    assert skipped.reason


def test_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("标题\r\n正文\r".encode())

    page = load(Source(path, "page.txt"))

    assert isinstance(page, Page)
    assert page.text == "标题\r\n正文\r"


def test_the_bundled_pages_are_five() -> None:
    assert len(find([bundled()]).sources) == 5


def test_what_is_no_file_is_counted_and_never_read(tmp_path: Path) -> None:
    """To read a pipe or a device may take for ever."""
    write(tmp_path / "a.txt")
    write(tmp_path / ".hidden" / "b.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")

    found = find([tmp_path])

    assert [source.name for source in found.sources] == ["a.txt"]
    assert found.others.total() == 2
    assert found.hidden == 1
    with pytest.raises(InputError):
        find([Path("/dev/zero")])


def test_a_closed_standard_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    with pytest.raises(InputError):
        find([Path("-")])


def test_standard_input_is_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO("标题\n".encode("gbk"))))

    (source,) = find([Path("-")]).sources
    page = load(source)

    assert isinstance(page, Page)
    assert (page.source, page.text) == ("stdin", "标题\n")


def test_a_file_that_word_has_open_is_hidden(tmp_path: Path) -> None:
    write(tmp_path / "page.docx")
    write(tmp_path / "~$page.docx")

    found = find([tmp_path])

    assert [each.name for each in found.sources] == ["page.docx"]
    assert found.hidden == 1


def test_what_is_no_page_is_counted_once_however_often_it_is_named(
    tmp_path: Path,
) -> None:
    for name in ("in/page.txt", "in/.hidden", "in/a.pdf", ".git/x"):
        write(tmp_path / name)
    os.mkfifo(tmp_path / "in" / "pipe")

    once, often = find([tmp_path]), find([tmp_path, tmp_path / "in", tmp_path])

    assert (once.hidden, once.others.total()) == (2, 2)
    assert often == once


def test_a_named_file_is_no_text_only_while_its_encoding_is_not_known(
    tmp_path: Path,
) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(("HELLO THIS IS A MAINFRAME. " * 40).encode("cp037"))
    with pytest.raises(InputError, match="--encoding"):
        find([page])

    (source,) = find([page], sniffs=False).sources
    assert [*Late([page], sniffs=False)] == [source]
    write(tmp_path / "page.txt.jiedu.toml", 'encoding = "cp037"')
    assert find([page]).sources == [source] == [*Late([page])]

    read = load(source)
    assert isinstance(read, Page)
    assert read.text.startswith("HELLO")


def test_a_named_web_page_may_declare_its_encoding_itself(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = "".join(map(chr, range(0x430, 0x450))) * 40
    page.write_bytes(f"<meta charset=cp855><p>{text}".encode("cp855"))

    assert len(find([page]).sources) == 1
