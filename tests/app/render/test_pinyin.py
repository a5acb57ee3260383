from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.app.render.pinyin import LONGEST, Table, _table, is_rare, read, spoken

SMALL = Table(
    {"甲": "a", "乙": "b", "丙": "c"},
    {"甲乙": ("x", "y"), "乙丙甲": ("1", "2", "3"), "甲乙丙丙": ("p", "q", "r", "s")},
)


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("街道", "jiē dào"),
        ("银行", "yín háng"),
        ("行长", "háng zhǎng"),
        ("銀行行長", "yín háng háng zhǎng"),
        ("乾坤", "qián kūn"),
        ("中牟", "zhōng mù"),
        ("浚县", "xùn xiàn"),
        ("一个", "yī gè"),
        ("LIVE街2，", "jiē"),
        ("\x1b[2J", ""),
        ("", ""),
    ],
)
def test_words_are_read_with_tones(word: str, reading: str) -> None:
    assert spoken(word) == reading


@given(st.text(max_size=30))
def test_each_character_has_a_reading_or_none(text: str) -> None:
    assert len(read(text)) == len(text)


@given(st.text(st.sampled_from("甲乙丙丁"), max_size=12))
def test_the_longest_word_from_the_left_decides(text: str) -> None:
    expected: list[str] = []
    rest = text
    while rest:
        starts = (rest[:size] for size in range(LONGEST, 0, -1))
        word = next((each for each in starts if each in SMALL.words), rest[0])
        expected += SMALL.words.get(word) or [SMALL.characters.get(word, "")]
        rest = rest[len(word) :]
    assert SMALL.read(text) == tuple(expected)


@pytest.mark.parametrize("character", "荥郏濮洧瀍滎\u3473\U00020000")
def test_rare_characters_are_told(character: str) -> None:
    assert is_rare(character)


@pytest.mark.parametrize("character", "街道发發國1aａ，　\n\x1b\ud800é○")
def test_common_ones_in_either_script_and_what_is_not_chinese_are_not_rare(
    character: str,
) -> None:
    assert not is_rare(character)


def test_the_tables_are_what_the_dictionaries_give() -> None:
    pytest.importorskip("pypinyin")
    from tui.app.render.data.build import HERE, build

    for name, text in build().items():
        assert HERE.joinpath(name).read_text("utf-8") == text


def test_a_word_is_in_the_table_only_where_it_is_needed() -> None:
    table = _table()
    for word in list(table.words)[::50]:
        others = {each: table.words[each] for each in table.words if each != word}
        assert Table(table.characters, others).read(word) != table.words[word]
