"""What a block is, told from the block alone: the features every later step weighs."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tui.corpus.bylines import Found, byline_in
from tui.corpus.labels import Label, label_in
from tui.corpus.lexicon import CAPTION, CLOSERS, HAN, SENTENCE_END, dateline_in, shot_by
from tui.corpus.lines import Block, closes
from tui.corpus.run_in import closing_byline, opening_byline

LONGEST_DISPLAY = 44
"""Characters of a title or caption; a longer line is running text."""
LONGEST_BYLINE = 60
LONGEST_CAPTION = 90
LONGEST_IMPRINT = 80
LONGEST_FOLIO = 40
MOST_KEPT = 256
"""Lines whose reading is kept: tables and lists repeat theirs."""
FEWEST_CELLS = 3
"""Cells of a row of a table."""
STAMP = re.compile(r"\d{4} ?[年/.-] ?\d{1,2} ?[月/.-] ?\d{1,2}")
"""The date of a page or of its issue, which other words follow."""
MOST_COMMAS = 2
"""Commas of a title or heading."""
SHORTEST_PROSE = 22
"""Characters of a line that, ending in a full stop, is a paragraph of its own."""

TURN = re.compile(
    rf"(?!第[一二三四五六七八九十]|[一二三四五六七八九十]问)"
    rf"(?:记者|主持人|问|答|{HAN}{{2,3}}):(?=.{{2}})"
)
"""Whose turn it is in an interview; what is numbered is a heading."""
NAVIGATION = re.compile(
    r"\d?上一[期版篇条]\d?(?::.*)?|\d?下一[期版篇条]\d?(?::.*)?"
    r"|返回(?:目录|首页|主页|头版|版面|顶部)|(?:版面|标题|本版|各版|视觉)导航|版面(?:概览|目录)"
    r"|放大|缩小|默认|按日期查找|往期回顾|数字报|电子报"
    r"|朗读(?:放大)?|(?:PDF ?版(?:阅读)?)+"
    r"|[【\[]?(?:关闭|打印|收藏|分享|转发|纠错)(?:本页|窗口|此页|[到至给].*)?[】\]]?|全文复制"
    r"|[【\[]?字[号体]?[: ].*|(?:浏览|阅读|点击)(?:次?数|量|率)?:? ?\d+次?|微信扫一扫.*"
    r"|本版(?:导读|新闻)|联系我们|关于我们|网站(?:地图|首页)|无障碍(?:浏览|阅读)|长者模式|简体|繁体"
    r"|(?:您?当前的?位置 ?:|首页 ?[>»]).*|\(?原标题:.*|(?:发布|更新)(?:时间|日期):.*"
    r"|\(?(?:上接|下转|紧接|转|接)第?[A-Z]?\d{1,3}版\)?|(?:\d{4}-\d\d-\d\d,\d+\|? *)+"
    r"|[\w/-]{1,60}\.(?i:jpe?g|png|gif|bmp|webp|s?html?|pdf)|[0-9a-f]{16,}"
    r"|.{0,10}第[A-Z]?\d{1,3}版:?.{0,12}|[A-Z]?\d{1,2}版?|[◀▶←→<>|《》▲▼\-\d]+|[=*_~]{3,}"
)
"""What the page of a website has around a newspaper page. The arrows of its buttons
are the digits 3 and 4 where the font of arrows is lost."""
BUTTONS = re.compile(
    r"上一[期版篇条].{0,16}下一[期版篇条]|前一[期版篇].{0,16}后一[期版篇]"
)
"""What pages are turned with, in a line of anything."""
FOLIO = re.compile(r"[A-Z]\d{1,2}版?|第[A-Z]?\d{1,3}版:?.*|星期[一二三四五六日天]")
"""A word of the line that heads a printed page: 滕州日报 镇街新闻 A03."""
IMPRINT = re.compile(
    r"版权(?:所有|声明)|未经(?:书面)?(?:许可|授权)|©|网站备案|统一(?:连续出版物号|刊号)"
    r"|邮发代号|新闻热线|广告热线|投稿邮箱|电子信箱|责任编辑:|责编[: ]"
    r"|c(?i:opyright)|C(?i:opyright)|i(?i:cp备)|I(?i:cp备)"
    r"|h(?i:ttps?://)|H(?i:ttps?://)|w(?i:ww\.)|W(?i:ww\.)"
    r"|浏览器(?:版本)?[过太]低|免[责别]声明|特[责别]声明"
)
"""What the foot of a website says. Each word starts with a character in one case: so
`re` looks for their first characters before anything else."""


class Shape(StrEnum):
    CHROME = "chrome"
    BYLINE = "byline"
    CAPTION = "caption"
    """A caption by its own words, or one that stands in the middle of a sentence."""
    ROW = "row"
    """A row of a table: a paragraph that joins no other."""
    DISPLAY = "display"
    """A line set off from the text: title, heading, label, caption."""
    PROSE = "prose"


class Reading(NamedTuple):
    """What the text of a block says, read as a shape."""

    label: Label | None
    """Of a line that is set off from the text."""
    byline: Found | None
    """Of a byline its names; of prose those run in at its start."""
    signed: Found | None
    """The byline run in at the end of prose."""
    opens_report: bool
    """Whether a dateline or a byline in brackets says that a report starts."""
    closed: bool
    """Whether its last sentence is complete. A colon leads to what follows, but
    closes what it ends."""


class Piece(NamedTuple):
    """A block and what its own text says of it."""

    block: Block
    text: str
    """The block's."""
    shape: Shape
    rank: int | None
    """Of a heading that the file's format tells: 1 is a title. None where only the
    text can tell."""
    label: Label | None
    byline: Found | None
    signed: Found | None
    opens_report: bool
    closed: bool
    """These as in `Reading`."""

    @property
    def gap(self) -> int:
        return self.block.gap


def classify(block: Block, rank: int | None = None) -> Piece:
    """Tell a block's shape from its text alone, unless it is a heading of `rank`."""
    if rank is not None:
        return shaped(block, Shape.DISPLAY, rank)
    return shaped(block, _shape(block.text, block.printed))


def shaped(block: Block, shape: Shape, rank: int | None = None) -> Piece:
    """A block whose shape is known."""
    _, printed, text = block
    return Piece(block, text, shape, rank, *_reading(text, printed, shape))


@lru_cache(MOST_KEPT)
def _reading(text: str, printed: str, shape: Shape) -> Reading:
    label = byline = signed = None
    report = False
    match shape:
        case Shape.DISPLAY:
            label = label_in(text)
        case Shape.BYLINE:
            byline = byline_in(text, printed)
        case Shape.PROSE:
            byline, signed = (
                opening_byline(text, printed),
                closing_byline(text, printed),
            )
            report = bool(byline or dateline_in(text))
    closed = closes(text) or text.endswith(":") or signed is not None
    return Reading(label, byline, signed, report, closed)


@lru_cache(MOST_KEPT)
def _shape(text: str, printed: str) -> Shape:
    if _navigates(text) or (len(text) < LONGEST_IMPRINT and IMPRINT.search(text)):
        return Shape.CHROME
    if len(text) <= LONGEST_BYLINE and byline_in(text, printed):
        return Shape.BYLINE
    if len(text) <= LONGEST_CAPTION and (CAPTION.match(text) or shot_by(text)):
        return Shape.CAPTION
    if is_row(text):
        return Shape.ROW
    return Shape.PROSE if _is_prose(text) else Shape.DISPLAY


def is_row(text: str) -> bool:
    """Whether a line has the cells of a table, most of them with figures."""
    cells = () if "。" in text or STAMP.match(text) else text.split()
    if len(cells) < FEWEST_CELLS:
        return False
    return 2 * sum(any(map(str.isdigit, cell)) for cell in cells) > len(cells)


def _navigates(text: str) -> bool:
    words = text.split()
    folio = len(words) > 1 and len(text) <= LONGEST_FOLIO
    return (
        (folio and any(map(FOLIO.fullmatch, words)))
        or (len(text) < LONGEST_IMPRINT and BUTTONS.search(text) is not None)
        or all(map(NAVIGATION.fullmatch, words))
        or (len(words) > 1 and NAVIGATION.fullmatch(text) is not None)
    )


def _is_prose(text: str) -> bool:
    inner = text.rstrip(CLOSERS + SENTENCE_END)
    return (
        len(text) > LONGEST_DISPLAY
        or any(each in inner for each in "。;")
        or text.count(",") > MOST_COMMAS
        or (closes(text) and len(text) > SHORTEST_PROSE)
        or dateline_in(text) is not None
        or (text.endswith(":") and label_in(text) is None)
        or (closes(text) and TURN.match(text) is not None)
    )
