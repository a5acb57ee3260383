"""Why files can't be read: in words, and with what to do."""

from __future__ import annotations

import errno
import os

import pytest

from tui.corpus.encoding import SIGNATURES, decode
from tui.corpus.faults import not_text, reason


def refusal(data: bytes) -> str:
    with pytest.raises(ValueError, match="binary") as refused:
        decode(data)
    return not_text(refused.value)


@pytest.mark.parametrize("signature", SIGNATURES)
def test_what_a_file_is_is_told_by_its_signature(signature: bytes) -> None:
    assert refusal(signature + bytes(20)) != refusal(bytes(1000))


@pytest.mark.parametrize(
    ("signature", "advice"),
    [
        (b"PK\x03\x04", "要以 .docx 结尾"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为 .docx"),
        (b"%PDF-1.7", "转成文本"),
        (b"", "--encoding"),
    ],
)
def test_what_to_do_about_it_is_told(signature: bytes, advice: str) -> None:
    assert advice in refusal(signature + bytes(1000))


@pytest.mark.parametrize(
    "code",
    [
        errno.EACCES,
        errno.EPERM,
        errno.ENOENT,
        errno.EIO,
        errno.ENOSPC,
        errno.EROFS,
        errno.EDQUOT,
        errno.ELOOP,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.EMFILE,
        errno.ENAMETOOLONG,
    ],
)
def test_what_the_system_says_is_said_in_chinese(code: int) -> None:
    assert not reason(OSError(code, os.strerror(code))).isascii()


def test_what_nobody_has_words_for_is_said_as_the_system_does() -> None:
    assert reason(OSError(errno.EPROTO, "Protocol error")) == "Protocol error"
    assert reason(OSError("gone")) == "gone"
