"""What a fuzzer starts from: pages, and the words that pages turn on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.shapes import CHARACTERS, LINES, MARKS
from tui.corpus.encoding import MARKS as BYTE_ORDER_MARKS
from tui.corpus.encoding import PRIORS, SIGNATURES

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "seeds", ROOT / "tests/corpus/pages")
LARGEST = 2048
"""Bytes of an input: more only makes a run slower."""
CHOICES = 48
"""Bytes behind a page that its target's choices are made by, if any are."""

CUES = """
本报讯 本报北京1月1日讯 记者 本报记者 通讯员 实习生 首席记者 文/图 摄 图为 图片：
街道 街道办事处 社区 上街区 管城区 鼓楼区 须水街道： 工业路街道 区城运中心 镇 村
一、 （一） 1. 第一， 一是 二是 首先， 其次， 同时， 据了解， ——本报记者 □ ▲ ◎
（记者 张三） （图） 2024年 3月20日 昨日 今年3月底 2024-03-31 A03版 第M05版:
上一期 下一期 返回目录 版面导航 责任编辑： 版权所有 欧阳 张三 李四 王小明
# ## --- +++ ``` | > <p> <h1> <br> <title> <table><tr><td> &nbsp; &#12; </div>
<script> <!-- --> <meta charset=gb2312> <w:p> <w:t> district: title: date: encoding:
[[article]] line= district= 区= office= title= date= [pages."page.txt"] = " "" [ ] {
""".split()

SIDECAR = """
district = "上街区"
date = "2024-03"

[[article]]
line = 1
title = "筑巢引凤兴产业"
office = "工业路街道"

[[article]]
line = 5
社区 = "大庄社区"


"""


def dictionary() -> list[bytes]:
    """Pieces of text and of encodings, each once."""
    texts = [*CUES, *CHARACTERS, *MARKS, *LINES.values()]
    words = [text.encode() for text in texts]
    words += [text.encode(name) for text in "的，街" for name in PRIORS]
    words += [*SIGNATURES, *BYTE_ORDER_MARKS.values()]
    words += [b"\x80", b"\xff", b"\xed\xa0\x80", b"\xf0\x9f", b"\x81\x30", b"\x00\xd8"]
    return list(dict.fromkeys(words))


def seeds(target: str) -> Iterator[bytes]:
    """Inputs for a target: pages whole and cut, bare and with choices behind."""
    chance = random.Random(target)
    for number, path in enumerate(_pages()):
        page = path.read_bytes()[:LARGEST]
        yield page
        if target == "decoder":
            name = [*PRIORS][number % len(PRIORS)]
            page = page.decode("utf-8", "ignore").encode(name, "ignore")
            page = page[chance.randrange(8) :]
        if target == "formats":
            yield _marked_up(page, number)
        if target == "sidecars":
            page = SIDECAR.encode() + b"\n" + page
        yield page + chance.randbytes(CHOICES)
        start = chance.randrange(len(page))
        yield page[start : start + chance.randrange(1, 400)]


def _marked_up(page: bytes, number: int) -> bytes:
    """A page in one of the formats, and behind it the bytes that choose this one."""
    first, *lines = page.decode("utf-8", "ignore").split("\n")
    title, line, choices = (
        ("---\ntitle: 街\n---\n# {}\n", "{}\n\n", b"\1"),
        ("<html><body><h1>{}</h1>", "<p>{}<br>\n", b"\2"),
        ("<w:p><w:r><w:t>{}</w:t></w:r></w:p>",) * 2 + (b"\2\3",),
    )[number % 3]
    text = title.format(first) + "".join(map(line.format, lines))
    return text.encode() + choices


def _pages() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]
