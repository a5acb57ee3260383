from __future__ import annotations

import sys
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.app.render.visible import BLANK, INVISIBLE, MARK, visible

VISIBLE_FORMATS = (
    *(range(0x600, 0x606), [0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD]),
    range(0x13430, 0x13456),
)
"""Format characters that have a picture: Arabic, Syriac, Kaithi, Egyptian signs."""


@pytest.mark.parametrize(
    ("text", "painted"),
    [
        ("上街区工业路街道：“五星”支部……", "上街区工业路街道：“五星”支部……"),
        ("a\x1b[31mb", "a␛[31mb"),
        ("\0\a\x7f", "␀␇␡"),
        ("a\x9b2Jb\x9dc", "a▯2Jb▯c"),
        ("\x85\u2028\u2029", "␤␤␤"),
        ("\u202e文\u2066字\u200b\ufeff", "▯文▯字▯▯"),
        ("葛\U000e0100\U000e0041", "葛▯▯"),
        ("一\t二\xa0三\u2003四　五", "一 二 三 四　五"),
        ("[/街道] [@click=app.quit]", "[/街道] [@click=app.quit]"),
    ],
)
def test_only_what_has_no_picture_is_altered(text: str, painted: str) -> None:
    assert visible(text) == painted


@given(st.text())
def test_one_character_is_painted_for_one(text: str) -> None:
    painted = visible(text)
    assert len(painted) == len(text)
    assert visible(painted) == painted


def test_no_control_format_surrogate_or_separator_is_left() -> None:
    """Of all of Unicode, only formats with a picture of their own are let through."""
    allowed = {code for group in VISIBLE_FORMATS for code in _codes(group)}
    left = {
        code
        for code in range(sys.maxunicode + 1)
        if category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        and visible(chr(code)) == chr(code)
    }
    assert left <= allowed


def test_every_blank_but_the_ideographic_one_becomes_a_space() -> None:
    blanks = {chr(code) for code in range(sys.maxunicode + 1) if _is_blank(chr(code))}
    assert {visible(blank) for blank in blanks - {"\u3000"}} == {" "}
    assert all(visible(each) in (" ", MARK) for each in BLANK.replace("-", ""))
    assert not any(INVISIBLE.match(blank) for blank in blanks)


def _is_blank(character: str) -> bool:
    return category(character) == "Zs" or character == "\t"


def _codes(group: int | range | list[int]) -> list[int]:
    return [group] if isinstance(group, int) else list(group)
