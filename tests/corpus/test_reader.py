"""Files: which are pages, what they are called, how they are decoded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.corpus.encoding import decode
from tui.corpus.model import Page, Skipped
from tui.corpus.reader import Source, bundled, find, load
from tui.errors import InputError


def write(path: Path, text: str = "标题\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


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
