"""What the mention of a year says about the time of a text, told by the words around
it, which are as `plain` writes them."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

FUTURE = (
    "(?:力争|争取|预计|预期|计划|规划|拟|目标|确保|有望|将|定|迈向|面向|展望|瞄准)"
    "[^,。;!?]{0,8}$"
)
FUTURE_AFTER = (
    "[底末]?之?前(?![期后一二两三])"
    "|,?[^,。;!?]{0,14}?(?:底前|将|力争|拟|计划|打算|预计|有望|目标|远景)"
)
PAST_AFTER = (
    "[^。;!?]{0,24}?(?:成立|创办|创建|建成|建起|始建|组建|设立|注册|出生|入伍|参军|退休"
    "|退役|退伍|毕业|下岗|返乡|回乡|回到|结婚|去世|牺牲|入选|荣获|获得|获评|被评|授予|列入"
    "|当选|担任|接手|承包|以来|之后|那年|时候|首次|第一次|(?<!其)他|她|我(?![市区县省国镇乡们])"
    "|总书记|党中央|国务院|印发|颁布|出台|施行|(?:审议|会议|表决)通过|修订|修正|只有|仅|不足|不到)"
)
FIGURES = (
    "[^。;!?]{0,16}?(?:完成|实现|累计|接待|新增|增长|下降|收入|产值|共|达)"
    "[^,。;!?]{0,12}?[0-9一二三四五六七八九十百千万亿%]"
)
PUBLIC = "(?:全|街道|[省市区县镇乡]|累计|同比)"
"""What reports on a year for more people than one: a farmer has figures, too."""
REPORT = (
    "(?![^。;!?]*?(?:[了过曾]|先后|[0-9] ?[余多]?[次场件项]))"
    "[^,。;!?]{0,16}?(?:街道|社区|[省市区县镇乡村])[^,。;!?的里]{0,8}?"
    "(?:召开|举行|举办|开展|启动|组织|部署|印发|强化|加强|紧紧?围绕|坚持|聚焦|深入|全面|大力"
    "|积极|着力|持续|扎实)"
)
"""What a report on the present opens with: 街道召开会议. What was done, or how often,
is history or figures."""


class Tells(Enum):
    """What the mention of a year says about the time of a text."""

    NOTHING = auto()
    """It is a goal, history, a comparison, a law's."""
    MENTION = auto()
    """Not told by itself; what follows a year of figures is the present."""
    FIGURES = auto()
    """The text gives the year's figures: it is the present year or the last."""
    PRESENT = auto()
    """The year the text was written in."""
    DAY = auto()
    """As PRESENT, and the month and the day are those of the text, too."""


class Rule(NamedTuple):
    tells: Tells
    before: str = ""
    """What the words before the mention end with."""
    after: str = ""
    """What the words behind it start with."""
    opening: bool = False
    """Whether it holds only where a text opens."""

    def fits(self, before: str, after: str, *, opens: bool) -> bool:
        fits = re.search(self.before, before) and re.match(self.after, after)
        return bool(fits) and (opens or not self.opening)


RULES = (
    Rule(Tells.DAY, "截[至止]到?$"),
    # 《二七区2024年攻坚实施方案》: such plans are made in their year.
    Rule(Tells.PRESENT, "《[^》]*$", "[^》]{0,30}(?:方案|计划|要点|清单|任务)》"),
    # 《…条例（2018年修订）》, (2021—2025年), (1958年生).
    Rule(Tells.NOTHING, "《[^》]*$"),
    Rule(Tells.NOTHING, r"\([^)]*$", r"[^。]{0,6}\)"),
    # 2023年工作总结和2024年工作打算
    Rule(Tells.PRESENT, after="[^,。;!?]{0,6}?(?:工作总结|工作报告|述职报告|统计公报)"),
    # 到2025年, 力争2035年, 2025年底前, 2026年将
    Rule(Tells.NOTHING, f"(?:[到至]|{FUTURE})$"),
    Rule(Tells.NOTHING, after=FUTURE_AFTER),
    # 比2022年增长, 是2020年的三倍, 近2000年历史
    Rule(Tells.NOTHING, "(?:比|较|超|超过|高于|低于|与|和|同|近|约|距今|普查,)$"),
    Rule(Tells.NOTHING, after="的?[^,。]{1,4}倍|多?的?历史|相比|[级版届款]"),
    # 2020年是全面建成小康社会的决胜之年
    Rule(Tells.PRESENT, after="是[^,。;!?他她]{0,30}年"),
    Rule(Tells.PRESENT, "(?:进入|跨入|走进|步入)$"),
    # 从2024年3月5日召开的会议上获悉
    Rule(
        Tells.DAY,
        "[从在]$",
        "(?:召开|举行|举办)[^。;!?]{0,36}?(?:获悉|了解到|得知|传来)",
    ),
    # 自2012年以来, 始建于1958年, 成立于2003年; 2003年,他下岗后…
    Rule(Tells.NOTHING, "(?:[自从由于]|早在|[以当]时)$"),
    Rule(Tells.NOTHING, after=f"起|开始|{PAST_AFTER}"),
    # 2024年3月,街道召开会议; 2024年,街道强化服务
    Rule(Tells.DAY, after=f",{REPORT}", opening=True),
    # 2023年,全区完成税收71亿元; 2024年上半年
    Rule(Tells.FIGURES, after="全年|[上下]半年|第?[一二三四1-4]季度|前[一二三]季度"),
    Rule(Tells.FIGURES, f"{PUBLIC}[^。;!?]*$", FIGURES),
    Rule(Tells.FIGURES, after=f"(?=[^。;!?]{{0,24}}?{PUBLIC}){FIGURES}"),
    # What comes next, if it follows figures: 2018年,街道强化服务
    Rule(Tells.MENTION, after=","),
)
"""The first that fits tells; a mention that none fits tells nothing."""
