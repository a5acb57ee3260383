"""Full-width keys and what an input method commits."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.app.keys import PUNCTUATION, is_written, twin

PRINTABLE = string.ascii_letters + string.digits + string.punctuation


@pytest.mark.parametrize("key", PRINTABLE)
def test_every_full_width_form_has_its_twin(key: str) -> None:
    """U+FF01 to U+FF5E stand 0xFEE0 above the ASCII characters."""
    assert twin(chr(ord(key) + 0xFEE0)) == key


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (0x3001, "/"),
        (0x3002, "."),
        (0x3010, "["),
        (0x3011, "]"),
        (0x300A, "<"),
        (0x300B, ">"),
        (0x300C, "{"),
        (0x300D, "}"),
        (0xFF5B, "{"),
        (0xFF1F, "?"),
        (0xFF0F, "/"),
        (0x3000, " "),
    ],
)
def test_chinese_marks_stand_for_the_keys_they_are_typed_with(
    code: int, key: str
) -> None:
    """By code point: full-width marks silently turn into ASCII ones in editors."""
    assert twin(chr(code)) == key


def test_no_mark_of_the_table_is_half_width() -> None:
    assert not [mark for mark in PUNCTUATION if mark.isascii()]


@given(st.characters())
def test_a_twin_is_another_key_or_the_character_itself(character: str) -> None:
    assert twin(character) == character or twin(character).isascii()


@pytest.mark.parametrize("character", "招䲜𠮷街かア")
def test_characters_can_only_be_written(character: str) -> None:
    assert is_written(character)


@pytest.mark.parametrize(
    "character", ["", "j", "é", "，", "、", "ｊ", "\ufffd", "\x1b"]
)
def test_keys_marks_and_broken_bytes_are_not_writing(character: str) -> None:
    assert not is_written(character)
