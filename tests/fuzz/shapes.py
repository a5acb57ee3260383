"""Pages of one thing over and over, by name: what a quadratic step is slow on."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

PARAGRAPH = (
    "近日，街道召开会议，部署各项工作。辖区群众纷纷走上街头，清扫积雪，确保道路畅通。"
)
REPORT = "本报讯（记者 张三）" + PARAGRAPH
RUN_IN = "升级改造老旧小区。成立工作专班，对辖区的小区逐一摸排，并制定改造方案。"

CHARACTERS = "中a7 \t\u3000\xa0\0\x0c\x85\u2028\u0301\ue000\ufffd\U00020000"
MARKS = "，。、；：？！…—-·.,:;?!'\"“”‘’「」（）()《》【】[]#=*>|/<&~_^□▲①"
"""Punctuation, and what marks something up."""

LINES: Mapping[str, str] = {
    "LF": "\n",
    "CR": "\r",
    "CRLF": "\r\n",
    "short line": "春风吹来\n",
    "one character a line": "春\n",
    "title": "工业路街道 筑巢引凤兴产业\n",
    "label": "须水街道：\n",
    "heading": "一、强化组织领导\n",
    "slogan": "加强党建引领 深化基层治理\n",
    "byline": "记者 谢鹏飞 通讯员 刘鹏 李萌 文/图\n",
    "记者 张三": "记者 张三\n",
    "names": "王小明 李华 张建国\n",
    "caption": "图为活动现场 张三 摄\n",
    "date": "2024年3月20日\n",
    "navigation": "上一版 下一版 返回目录\n",
    "folio": "滕州日报 2024年3月20日 A03版\n",
    "prose, closed": PARAGRAPH + "\n",
    "prose, open": PARAGRAPH[:-1] + "\n",
    "report": REPORT + "\n",
    "run-in heading": RUN_IN + "\n",
    "a line of everything": PARAGRAPH * 3,
    "wrapped": "的辖区群众纷纷走上街头清扫积雪确保道\n",
    "wrapped, indented": "　　辖区群众纷纷走上街头清扫积雪确保\n"
    + "道路畅通的辖区群众纷纷走上街头清扫。\n",
    "numbered": "1.强化组织领导\n2.落实工作责任\n（三）狠抓监督检查\n",
    "table": "3月\t12.5\t18\t2024\n",
    "line and blank line": "春风吹来\n\n",
    "line and prose": "春风吹来\n" + PARAGRAPH + "\n",
    "cut by captions": PARAGRAPH[:-1] + "\n图为活动现场\n",
    "articles": "工业路街道 筑巢引凤兴产业\n" + REPORT + "\n",
    "articles, each with a folio": "滕州日报 2024年3月20日 A03版\n"
    + "工业路街道 筑巢引凤兴产业\n"
    + REPORT
    + "\n",
    "places": "上街区工业路街道、须水街道、二七区大学路街道等地。",
    "places, a line each": "上街区工业路街道在行动\n",
    "years": "2023年全区完成税收71亿元，比2022年增长5%。",
    "daily papers": "日报日报日报日报日报日报日报日报日报日报日报日报日报日报日报\n",
    "brackets of names": "（记者 张三）",
    "Markdown heading": "## 强化组织领导\n",
    "Markdown title": "# 强化组织领导\n",
    "Markdown, heading and text": "## 强化组织领导\n" + PARAGRAPH + "\n",
    "Latin words": "live house ",
    "undecodable": "中\ufffd文",
}
"""A piece of text, repeated."""


def shapes() -> dict[str, str]:
    """The pieces of text by their names."""
    single = {
        f"U+{ord(each):04X} {unicodedata.name(each, '')}".strip(): each
        for each in CHARACTERS + MARKS
    }
    return single | dict(LINES)


def page(piece: str, size: int) -> str:
    """A text of `size` bytes of UTF-8, or a little more, made of one piece."""
    return piece * -(-size // len(piece.encode()))


def lines_of_all_lengths(size: int) -> str:
    """A text of about `size` characters whose lines are each one longer."""
    return "\n".join("中" * n for n in range(int((2 * size) ** 0.5)))
