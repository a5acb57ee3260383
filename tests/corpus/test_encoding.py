"""Encodings: every text in every encoding, of every size, cut anywhere."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.encoding import MARKS, PRIORS, Decoded, decode
from tui.corpus.model import Undecodable
from tui.corpus.reader import bundled

CONTENTS = {
    "simplified news": (
        "须水街道：以小微产业园为支撑，着力提升招商实效。本报讯（记者 何静）昨日，"
        "记者从区发改委了解到，今年前三季度全区新开工项目三十六个，完成投资超过去年。\n"
    ),
    "traditional news": (
        "市政府昨日舉行記者會，說明舊城區重建計畫的進度。負責人表示，工程將於明年完成，"
        "屆時居民可以優先遷回原址，並且獲得補助。當地學校與醫院也會同步擴建。\n"
    ),
    "Cantonese": (
        "佢哋話嗰間茶餐廳開咗三十幾年，啲街坊日日喺度飲茶，唔捨得搬走。"
        "記者問佢點睇呢件事，佢淨係話：冇所謂啦，邊度都係屋企嘅。\n"
    ),
    "mixed": (
        "請到官方網站 http://www.example.cn/?id=2024 下載 App，版本 3.2.1（Windows）；"
        "或致電 0371-6789 查詢，Wi-Fi 5G 全部免費，email: a@b.cn。\n"
    ),
    "dialogue": (
        "「你來了？」他問。「是的，我來了！」她說：「昨天的事，你怎麼還不知道呢……」"
        "「『不知道』？」他笑了，「我是不想知道。」\n"
    ),
    "numbers": (
        "名 次　戶 數　面 積　比 例\r\n1　1,203　45.6　12%\r\n2　998　40.1　11%\r\n"
        "3　876　38.75　9.5%\r\n合 計　3,077　124.45　32.5%\r\n"
    ),
    "classical": (
        "子曰：學而時習之，不亦說乎？有朋自遠方來，不亦樂乎？人不知而不慍，不亦君子乎？"
        "壬戌之秋，七月既望，客泛舟遊於赤壁之下。清風徐來，水波不興。\n"
    ),
}
SIZES = (30, 60, 200, 1_000, 5_000, 100_000)
CUTS = (0, 1, 2, 3, -1, -2, -3)
"""Bytes off the start, or off the end where below zero."""


def fill(content: str, encoding: str, size: int) -> str:
    """The content over and over, as many characters as fit in so many bytes."""
    text = content * (size // len(content) + 1)
    data = text.encode(encoding)[:size]
    return data.decode(encoding, "ignore")


def cut(text: str, encoding: str, count: int) -> tuple[bytes, str]:
    """The bytes of the text without some at one end, and what is to be read in them.

    What is left of a cut character is U+FFFD for each byte; but a byte that is ASCII
    on its own is a letter at the start of a file, for nobody can tell.
    """
    data = text.encode(encoding)
    if count < 0:
        data = data[:count]
        whole = data.decode(encoding, "ignore")
        return data, whole + "\ufffd" * (len(data) - len(whole.encode(encoding)))
    gone = next(n for n in range(9) if len(text[:n].encode(encoding)) >= count)
    rest = text[:gone].encode(encoding)[count:]
    read = (chr(byte) if byte < 0x80 else "\ufffd" for byte in rest)
    return data[count:], "".join(read) + text[gone:]


CELLS = [
    (name, encoding)
    for name, encoding in product(CONTENTS, PRIORS)
    if (name, encoding) != ("simplified news", "big5hkscs")
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "encoding"), CELLS)
def test_every_encoding_is_told_at_every_size_and_cut(
    name: str, encoding: str, size: int
) -> None:
    text = fill(CONTENTS[name], encoding, size)
    for count in CUTS:
        data, expected = cut(text, encoding, count)
        if encoding.startswith("utf-16") and count > 0:
            rest = -count % 2
            expected = "\ufffd" * rest + text[(count + rest) // 2 :]

        read = decode(data)

        assert (read.encoding, read.text) == (encoding, expected), count
        assert_each_bad_byte_is_recorded(read)


def assert_each_bad_byte_is_recorded(read: Decoded) -> None:
    marks = [at for at, char in enumerate(read.text) if char == "\ufffd"]
    assert [bad.offset for bad in read.undecodable] == marks


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_every_window_of_thirty_bytes_of_the_seeds_is_read_right(encoding: str) -> None:
    for path in sorted(bundled().glob("*.txt")):
        page = path.read_text("utf-8")
        for start in range(0, len(page) - 30, 11):
            text = fill(page[start : start + 30], encoding, 30)
            if not text.isascii():
                assert decode(text.encode(encoding)) == Decoded(text, encoding, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("联通", "gb18030"),
        ("一些", "gb18030"),
        ("一些一些", "gb18030"),
        ("中文", "utf-8"),
        ("A股", "gb18030"),
        ("招商引资", "gb18030"),
        ("項目", "big5hkscs"),
        ("嘅咗哋喺嗰", "big5hkscs"),
        ("第A02版：头版", "gb18030"),
        ("见 http://www.example.cn/a/b/c?d=12345 三个字", "gb18030"),
        ("１２．５；３４．６（７８）", "gb18030"),
        ("１２．５；３４．６（７８）", "big5hkscs"),
        ("12,345。67、89！", "gb18030"),
        ("是的\r\n不是\r\n", "gb18030"),
        ("𠮷野家的𠮷字，䶮字在這裡", "gb18030"),
        ("Bush hid the facts", "utf-8"),
        ("plain ASCII in UTF-16\n", "utf-16-le"),
        ("plain ASCII in UTF-16\n", "utf-16-be"),
        ("甲\ue000乙𠀀e\u0301\u00a0\u3000\ufffd\0\x0c\x1b[0m末", "utf-8"),
        ("Привет, café, こんにちは", "utf-8"),
        ("a\0b", "utf-8"),
        ("\x0c第二版", "gb18030"),
        ("", "utf-8"),
    ],
)
def test_classic_traps_are_read_right(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text, encoding, ())


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("text", ["", "a", "页", "第一版\n", "\ufeff再"])
def test_a_byte_order_mark_tells_and_is_no_text(text: str, encoding: str) -> None:
    data = MARKS[encoding] + text.encode(encoding)

    assert decode(data) == Decoded(text, encoding, ())


@pytest.mark.parametrize("order", ["le", "be"])
@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_utf32_is_told_by_its_mark(order: str, count: int) -> None:
    text = CONTENTS["simplified news"]
    data = f"\ufeff{text}".encode(f"utf-32-{order}")

    read = decode(data[: len(data) - count])

    assert read.encoding == f"utf-32-{order}"
    assert read.text == (text[:-1] + "\ufffd" * (4 - count) if count else text)
    assert_each_bad_byte_is_recorded(read)


def test_utf16_with_a_mark_that_starts_with_nul_is_utf16() -> None:
    text = "\0第一版\n"

    assert decode(f"\ufeff{text}".encode("utf-16-le")).text == text


def test_utf16_that_starts_like_a_mark_loses_nothing() -> None:
    data = "眉（图）村民在大棚里采摘蓝莓".encode("utf-16-le")[3:]

    assert data.startswith(b"\xff\xfe")
    assert decode(data).text == "\ufffd图）村民在大棚里采摘蓝莓"


@pytest.mark.parametrize(
    ("encoding", "text", "byte"),
    [("utf-16-le", "\ufffdscii", 0), ("utf-16-be", "asci\ufffd", ord("i"))],
)
def test_nobody_can_tell_the_byte_order_of_ascii_in_utf16_cut_by_a_byte(
    encoding: str, text: str, byte: int
) -> None:
    bad = Undecodable(text.index("\ufffd"), byte)

    assert decode("ascii".encode(encoding)[1:]) == Decoded(text, "utf-16-le", (bad,))


@pytest.mark.parametrize("size", [60, 5_000, 500_000])
def test_one_bad_byte_leaves_utf8_what_it_is(size: int) -> None:
    text = fill(CONTENTS["simplified news"], "utf-8", size)
    middle = len(text) // 2
    data = text[:middle].encode() + b"\xff" + text[middle:].encode()

    read = decode(data)

    assert read.encoding == "utf-8"
    assert read.text == text[:middle] + "\ufffd" + text[middle:]
    assert read.undecodable == (Undecodable(middle, 0xFF),)


def test_what_is_left_of_a_cut_character_is_kept_byte_for_byte() -> None:
    assert decode("招商引资𠮷".encode("gb18030")[:-1]).undecodable == tuple(
        Undecodable(4 + at, byte) for at, byte in enumerate("𠮷".encode("gb18030")[:-1])
    )
    assert decode("须水街道".encode("gb18030")[1:]) == Decoded(
        "\ufffd水街道", "gb18030", (Undecodable(0, "须".encode("gb18030")[1]),)
    )


def test_chinese_far_behind_ascii_is_found() -> None:
    text = "© 2024\n" + "log line 42: all is well\n" * 200_000 + "招商引资\n"

    assert decode(text.replace("©", "c").encode("gb18030")).text[-5:] == "招商引资\n"
    assert decode(text.encode()) == Decoded(text, "utf-8", ())


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"PK\x03\x04\x14\0",
        b"%PDF-1.7\n1 0 obj\n",
        b"\x7fELF\x02\x01\x01",
        b"\x1f\x8b\x08\0",
        b"SQLite format 3\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
        bytes(1_000),
        bytes(1_000_000),
        bytes(each * each * 7919 // 64 % 256 for each in range(2_000)),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="binary"):
        decode(data)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("GBK", "gb18030"),
        ("gb2312", "gb18030"),
        ("Big5", "big5hkscs"),
        ("cp950", "cp950"),
        ("utf_8_sig", "utf-8"),
        ("UTF-16", "utf-16-be"),
        ("shift_jis", "shift_jis"),
    ],
)
def test_the_user_has_the_last_word(name: str, encoding: str) -> None:
    data = "一些".encode(encoding)

    assert decode(data, name) == Decoded("一些", encoding, ())


def test_a_wrong_word_of_the_user_loses_nothing() -> None:
    read = decode("一些".encode("gb18030"), "ascii")

    assert read == Decoded("һЩ", "utf-8", ())


@pytest.mark.parametrize("name", ["klingon", "hex"])
def test_an_unknown_encoding_is_a_lookup_error(name: str) -> None:
    with pytest.raises(LookupError):
        decode(b"text", name)


def encoded_again(read: Decoded) -> bytes:
    """The bytes of the text, each U+FFFD of `undecodable` replaced by its byte."""
    parts, at = [], 0
    for bad in read.undecodable:
        assert read.text[bad.offset] == "\ufffd"
        parts += [read.text[at : bad.offset].encode(read.encoding), bytes([bad.value])]
        at = bad.offset + 1
    return b"".join(parts) + read.text[at:].encode(read.encoding)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Chinese text in some encoding, with bytes overwritten and cut off."""
    text = draw(
        st.text(st.sampled_from("的一是了街道，。招商a1 \n嘅𠮷\ue000\0"), max_size=99)
    )
    data = bytearray(text.encode(draw(st.sampled_from(list(PRIORS))), "replace"))
    for at, byte in draw(
        st.dictionaries(st.integers(0, 99), st.integers(0, 255))
    ).items():
        data[at : at + 1] = bytes([byte])
    return bytes(data[draw(st.integers(0, 3)) : len(data) - draw(st.integers(0, 3))])


@given(damaged() | st.binary(), st.none() | st.sampled_from(list(PRIORS)))
def test_no_byte_is_ever_lost(data: bytes, encoding: str | None) -> None:
    try:
        read = decode(data, encoding)
    except UnicodeError:
        raise
    except ValueError:
        return
    again = encoded_again(read)
    if read.encoding == "big5hkscs":
        # Big5 has two codes for twelve characters: 十 is A451 and A2CC.
        assert decode(again, "big5hkscs") == read
    else:
        assert data in (again, MARKS[read.encoding] + again)
