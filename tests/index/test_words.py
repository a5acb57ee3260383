"""Words by jieba: as it cuts them, loaded in our own way."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.index import dictionary
from tui.index.frequencies import Frequencies
from tui.index.words import Words, _jieba

SEEDS = Path(__file__).parents[2] / "seeds"
SOURCE = "街道 4155 n\n街 900 n\n街道办 30 n\n招商引资 60 n\nAT&T 3 nz\n"

texts = st.lists(
    st.sampled_from(
        [*"工业路街道招商引资党委书记马蕾的了12a。,，·- \t１𠀀", "LIVE", "3.6%"]
    )
).map("".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def plain(folder: Path) -> Words:
    return Words.load((), folder)


@pytest.fixture(scope="module")
def words(folder: Path) -> Words:
    return Words.load(["上街区", "工业路街道", "王明远", "单", "A·B"], folder)


@pytest.fixture(scope="module")
def jiebas(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """jieba's own tokenizer, loaded by itself."""
    jieba = _jieba()
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = tmp_path_factory.mktemp("jieba")
    tokenizer.initialize()
    return tokenizer


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "dict.txt"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def read(frequencies: Frequencies) -> tuple[int, dict[str, int]]:
    """All there is in them."""
    return frequencies.total, dict(frequencies.items())


def unread(_: Path) -> Frequencies:
    raise AssertionError("the source was read")


# Cutting


@pytest.mark.parametrize("seed", sorted(SEEDS.iterdir()), ids=lambda path: path.name)
def test_without_names_a_page_is_cut_as_by_jieba(
    seed: Path, plain: Words, jiebas: Any
) -> None:
    text = seed.read_text(encoding="utf-8")
    assert plain.cut(text) == jiebas.lcut(text)


@given(texts)
def test_any_text_is_cut_as_by_jieba(plain: Words, jiebas: Any, text: str) -> None:
    assert plain.cut(text) == jiebas.lcut(text)


def test_the_whole_dictionary_is_jiebas(plain: Words, jiebas: Any) -> None:
    assert dict(plain._frequencies.items()) == jiebas.FREQ
    assert plain._frequencies.total == jiebas.total


def test_a_name_is_one_word(plain: Words, words: Words) -> None:
    text = "上街区工业路街道党工委书记马蕾"
    assert plain.cut(text)[:4] == ["上街区", "工业", "路", "街道"]
    assert words.cut(text)[:2] == ["上街区", "工业路街道"]


def test_names_are_words_of_one_corpus_only(words: Words, folder: Path) -> None:
    assert words.cut("工业路街道") == ["工业路街道"]
    assert "工业路街道" not in Words.load((), folder).cut("工业路街道")


def test_a_name_that_comes_again_changes_nothing(folder: Path) -> None:
    words = Words.load(["青屏街街道"], folder)
    before = words.rarity("青屏街街道"), words.rarity("街道")
    words.add(["青屏街街道", "青屏街街道"])
    assert (words.rarity("青屏街街道"), words.rarity("街道")) == before


# The word at a place


@given(texts)
def test_the_word_at_a_place_is_the_one_of_the_whole_text(
    words: Words, text: str
) -> None:
    bounds = accumulate(map(len, words.cut(text)), initial=0)
    expected = [pair for pair in pairwise(bounds) for _ in range(*pair)]
    assert [words.word_at(text, at) for at in range(len(text))] == expected


@pytest.mark.parametrize("text", ["", "招商"])
def test_there_is_no_word_behind_the_end(words: Words, text: str) -> None:
    with pytest.raises(IndexError):
        words.word_at(text, len(text))


def test_in_a_run_without_end_a_word_is_told_by_what_stands_around_it(
    words: Words,
) -> None:
    text = "招商引资" * 1000
    with patch.object(words, "cut", wraps=words.cut) as cut:
        assert words.word_at(text, 2001) == (2000, 2004)
    assert len(cut.call_args.args[0]) < 1000


# Whole words


@pytest.mark.parametrize(
    ("before", "term", "after", "whole"),
    [
        ("全市", "招商引资", "工作", True),
        ("全市招", "商引资", "工作", False),
        ("全市", "招商引", "资工作", False),
        ("街道", "招商引资工作", "会议", True),
        ("", "工业路街道", "", True),
        ("", "街道", "", True),
        ("工业路", "街道", "党工委", False),
        ("共", "121", "家", True),
        ("共1", "121", "家", False),
        ("共", "121", "0家", False),
        ("共", "１２１", "家", True),
        ("共", "１２１", "０家", False),
        ("投资", "3", ".6亿元", False),
        ("投资", "3.6", "亿元", True),
        ("群众", "12", ",000人", False),
        ("群众", "000", "人", True),
        ("第1", "2", "", False),
        ("LIVE ", "HOUSE", "开业", True),
        ("LIVE", "HOUSE", "开业", False),
        ("Ｌ", "ＩＶＥ", "开业", False),
        ("唱", "K", "TV", False),
        ("。", "会议", "，", True),
    ],
)
def test_whole_words(
    words: Words, before: str, term: str, after: str, whole: bool
) -> None:
    assert words.is_whole(before, term, after) is whole


def test_what_is_a_whole_word_is_asked_again_when_names_have_come(
    folder: Path,
) -> None:
    words = Words.load((), folder)
    assert words.is_whole("青屏街", "街道", "党工委")
    words.add(["青屏街街道"])
    assert not words.is_whole("青屏街", "街道", "党工委")


# Completion


@pytest.mark.parametrize("prefix", ["招商", "工业路", "上", "王明", "AT", "〇〇〇"])
def test_completions_are_the_longer_words_most_frequent_first(
    words: Words, prefix: str
) -> None:
    found = [
        (-frequency, word)
        for word, frequency in words._frequencies.items()
        if frequency and word.startswith(prefix) and word != prefix
    ]
    completions = words.starting_with(prefix, len(found) + 1)
    frequency = words._frequencies
    assert sorted((-frequency[word], word) for word in completions) == sorted(found)
    assert [-frequency[word] for word in completions] == sorted(n for n, _ in found)
    assert words.starting_with(prefix, 3) == completions[:3]


def test_names_are_completed_and_nothing_has_no_completions(words: Words) -> None:
    assert words.starting_with("工业路") == ["工业路街道"]
    assert "王明远" in words.starting_with("王明")
    assert words.starting_with("") == []


def test_all_chinese_words_are_listed_most_frequent_first(words: Words) -> None:
    listed = words.words()
    frequencies = [words._frequencies[word] for word in listed]
    assert frequencies == sorted(frequencies, reverse=True)
    assert {"招商引资", "工业路街道", "王明远"} < set(listed)
    assert not {"的", "AT&T", "招商引"} & set(listed)
    assert len(set(listed)) == len(listed)


def test_a_rare_word_is_rarer_than_a_frequent_one(words: Words) -> None:
    assert words.rarity("工作") < words.rarity("招商引资") < words.rarity("无此一词")


# A query's parts


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("工业路街道招商引资情况", ["工业路街道", "招商引资"]),
        ("工业路街道的招商引资和情况。", ["工业路街道", "招商引资"]),
        ("招商引资,招商引资", ["招商引资"]),
        ("记者在5G项目", ["5G", "项目"]),
        ("的了", []),
        ("", []),
    ],
)
def test_a_long_query_has_parts(words: Words, query: str, parts: list[str]) -> None:
    assert words.parts(query) == parts


# Loading


def test_a_second_time_only_the_copy_is_read(source: Path, tmp_path: Path) -> None:
    first = dictionary.load(source, "1", tmp_path / "cache")
    with patch.object(dictionary, "_read", unread):
        second = dictionary.load(source, "1", tmp_path / "cache")
    assert read(second) == read(first)
    assert first.total == 5148
    found = {each: count for each, count in first.items() if each[0] == "招"}
    assert found == {"招商引资": 60, "招": 0, "招商": 0, "招商引": 0}


@pytest.mark.parametrize(
    "damage",
    [
        lambda copy: copy[:-1],
        lambda copy: copy[: copy.rindex(b"\n") + 1],
        lambda copy: copy[: len(copy) // 2],
        lambda copy: copy.replace(b"900", b"901"),
        lambda copy: copy.replace(b"\t", b" "),
        lambda copy: copy.replace("街".encode(), b"\xff\xff\xff"),
        lambda copy: copy.replace(b"5148", b"5149"),
        lambda copy: b"\x00" + copy,
        lambda _: b"",
        lambda _: b"\n\n",
        lambda _: bytes(range(256)) * 9,
    ],
)
def test_a_damaged_copy_is_made_anew(
    source: Path, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    expected = read(dictionary.load(source, "1", tmp_path))
    path = tmp_path / dictionary.COPY
    good = path.read_bytes()
    path.write_bytes(damage(good))
    assert read(dictionary.load(source, "1", tmp_path)) == expected
    assert path.read_bytes() == good


def test_a_copy_of_another_dictionary_is_made_anew(
    source: Path, tmp_path: Path
) -> None:
    dictionary.load(source, "1", tmp_path)
    source.write_text(SOURCE.replace("900", "9000"), encoding="utf-8")
    assert dictionary.load(source, "1", tmp_path)["街"] == 9000


def test_a_copy_for_another_version_is_made_anew(source: Path, tmp_path: Path) -> None:
    dictionary.load(source, "1", tmp_path)
    with patch.object(dictionary, "_read", unread), pytest.raises(AssertionError):
        dictionary.load(source, "2", tmp_path)


def test_where_no_copy_can_be_left_the_dictionary_is_read(
    source: Path, tmp_path: Path
) -> None:
    """Not by its permissions: for root every folder can be written to."""
    expected = read(dictionary.load(source, "1", tmp_path))
    assert read(dictionary.load(source, "1", source / "cache")) == expected
    (tmp_path / "taken" / dictionary.COPY).mkdir(parents=True)
    assert read(dictionary.load(source, "1", tmp_path / "taken")) == expected
    assert [*(tmp_path / "taken").iterdir()] == [tmp_path / "taken" / dictionary.COPY]


def test_words_can_be_added_while_they_are_listed(source: Path, tmp_path: Path) -> None:
    frequencies = dictionary.load(source, "1", tmp_path)
    listed = frequencies.most_frequent_first()
    assert next(listed) == "街道"
    frequencies["路口"] = 1
    assert [*listed] == ["街", "招商引资", "街道办", "AT&T"]


def test_the_cache_is_in_the_users_cache_folder_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("platformdirs.user_cache_path", tmp_path.joinpath)
    Words.load()
    assert [*(tmp_path / "jiedu").iterdir()] == [tmp_path / "jiedu" / dictionary.COPY]


@pytest.mark.parametrize("warnings", ["always", "error"])
@pytest.mark.parametrize("compiled", [True, False])
def test_nothing_is_printed_and_nothing_left_in_the_temp_folder(
    tmp_path: Path, warnings: str, compiled: bool
) -> None:
    """Compiled at run time, as in a read-only installation, jieba would warn."""
    temp = tmp_path / "temp"
    temp.mkdir()
    options = [] if compiled else ["-B", "-X", f"pycache_prefix={tmp_path / 'none'}"]
    code = (
        "import sys; from pathlib import Path; from tui.index.words import Words\n"
        f"words = Words.load(['工业路街道'], Path({str(tmp_path)!r}))\n"
        "print(*words.cut('工业路街道'))\n"
        "assert not [each for each in sys.modules if each.startswith('pkg_resources')]"
    )
    run = subprocess.run(
        [sys.executable, "-W", warnings, *options, "-c", code],
        capture_output=True,
        encoding="utf-8",
        env={"TMPDIR": str(temp), "PYTHONUTF8": "1"},
        cwd=SEEDS.parent,
        check=False,
    )
    assert (run.stderr, run.stdout) == ("", "工业路街道\n")
    assert [*temp.iterdir()] == []
