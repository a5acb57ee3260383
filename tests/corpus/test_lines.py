"""Lines that are printed over and over."""

from __future__ import annotations

import pytest

from tui.corpus.lines import ECHO, Block, blocks_of, line_starts, lines_of
from tui.corpus.parser import parse

AROUND = "工业路街道筑巢引凤\n", "街道把招商放在首位，今年以来引进项目两个。\n"


@pytest.mark.parametrize("line", ["字\n", "-\r\n", "街道招商引资。\n", "a\n\n"])
def test_a_line_that_is_printed_over_and_over_is_one_passage(line: str) -> None:
    text = AROUND[0] + AROUND[1] + line * ECHO + AROUND[1]
    page = parse("a.txt", text)
    assert [True for each in page.passages if len(each.spans) >= ECHO] == [True]
    read = "".join(map(page.read, page.passages))
    assert sorted(read.replace(" ", "")) == sorted("".join(text.split()))


def test_less_often_it_is_a_line_each_time() -> None:
    assert len(blocks("字\n" * (ECHO - 1))) == ECHO - 1


def test_where_something_is_known_to_start_the_run_is_cut() -> None:
    text = "字\n" * (2 * ECHO)
    lines = lines_of(text, line_starts(text))
    cut = blocks_of(text, lines, breaks={ECHO // 2})
    assert [len(each.lines) for each in cut] == [ECHO // 2, 2 * ECHO - ECHO // 2]


def blocks(text: str) -> tuple[Block, ...]:
    return blocks_of(text, lines_of(text, line_starts(text)))


def test_a_headline_does_not_run_on_into_the_next_one() -> None:
    """Though it fills its line. A byline at the end of a paragraph goes on with it."""
    prose = ["石阶从江边一直通到半山腰的老街上", "挑水的人走了二十年，"] * 3
    prose = [*prose[:-1], "挑水的人走了二十年。（苏小北）"]
    head = ["三百多级台阶七十六岁的她走了廿年", "爬坡巷的送水人", "歇脚了"]
    full = ["石阶从江边一直通到半山腰的老街上"] * 4

    texts = [each.text for each in blocks("\n".join([*head, *full, *prose]))]

    assert texts[:3] == head
    assert texts[-1].endswith("挑水的人走了二十年。(苏小北)")
    assert len(texts[-1]) > len(full[0]) + 10
