"""What a line is by its own words: the furniture of websites, and what is none."""

from __future__ import annotations

import pytest

from tui.corpus.blocks import Shape, classify
from tui.corpus.lines import block, blocks_of, line_starts, lines_of


def shape_of(text: str) -> Shape:
    return classify(block(text, lines_of(text, line_starts(text)))).shape


@pytest.mark.parametrize(
    "line",
    [
        "3上一篇  下一篇4",
        "3上一篇  下一篇4 2019 年10月22日 星期 放大 缩小 默认",
        "版面：A06版：融媒       上一篇    下一篇",
        "前一版  2023年05月11日  后一版",
        "返回主页 | 版面导航",
        "PDF 版PDF版",
        "首页 > 新闻中心 > 正文",
        "您当前的位置 ：首页 > 县区",
        "（原标题：老井边上说新事）",
        "发布时间：2025-08-14 09:21:05 信息来源：区政府",
        "image.png",
        "content_249931.html",
        "2025-03-13,10938| 2025-03-12,10930|",
        "（下转07版）",
        "您的浏览器版本太低，请升级",
        "【免责声明】",
    ],
)
def test_furniture_is_told_by_its_words(line: str) -> None:
    assert shape_of(line) is Shape.CHROME


@pytest.mark.parametrize(
    "line",
    [
        "上一篇文章写给母亲",
        "数字报道里的乡村",
        "简体字课堂开进社区",
        "时间：3月6日上午9点",
        "关闭的老厂重新开门",
        "分享一碗腊八粥",
        "版面虽小天地宽",
    ],
)
def test_words_of_headlines_are_no_furniture(line: str) -> None:
    assert shape_of(line) is not Shape.CHROME


def test_a_row_of_a_table_starts_with_no_date() -> None:
    assert shape_of("15路 6:00 22:30") is Shape.ROW
    assert shape_of("2014-05-09 16:20 杭州网") is not Shape.ROW


def test_a_wrapped_line_does_not_run_on_into_a_heading() -> None:
    """Nor does a caption into the text behind its credit."""
    prose = [
        "七十三岁的苗老太太坐下来头一句",
        "话不是诉苦而是请人念信，外孙从",
        "部队寄来的信有三页。",
    ]
    cut = [
        "新集市的钢架大棚下排起长队綦晓霞 摄",
        "【守信的人】他把信一封一封收",
        "进木格，一格就是一年。",
    ]
    text = "\n".join([*prose, *prose, *cut, *prose])

    texts = [each.text for each in blocks_of(text, lines_of(text, line_starts(text)))]

    assert "新集市的钢架大棚下排起长队綦晓霞 摄" in texts
    assert any(each.startswith("【守信的人】") for each in texts)
