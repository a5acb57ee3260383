"""The form the parser reads text in, and the cue words it looks for.

The parser never changes what a page says: it works on `plain(text)`, which has as
many characters as the text and differs from it only in width and script.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

HAN = r"[^\W\da-zA-Z_]"
"""In a pattern: a Chinese character of any plane. `re` compiles it in a twentieth of
the time that a range of code points takes."""
HAN_OR_DIGIT = r"[^\Wa-zA-Z_]"
SENTENCE_END = "。!?…"
"""Marks that end a sentence, as `plain` writes them."""
CLOSERS = "”’)]】》』」\"'"
"""Marks that may follow the end of a sentence."""

PAPER = rf"(?:{HAN}{{2,6}}?)?(?:[日晚晨早今快商时]报|都市报|特区报|导报|晨刊|融媒)"
"""The name of a newspaper, or what it calls itself: 珠江时报, 晚报."""
DATE_IN_LINE = r"(?:\d{1,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?"
DATELINE = re.compile(
    rf"(?:(?:本[报刊台网]|新华社|中新社|{PAPER}){HAN}{{0,8}}?{DATE_IN_LINE}"
    r"(?:(?<!通)讯(?!员)|电(?![话视影动力器梯脑商信灯])|综合消息|消息)"
    rf"|{HAN}{{2,6}}?(?:新闻|网|在线|报){HAN}{{0,4}}?{DATE_IN_LINE}讯(?=[ (:])"
    rf"|{HAN}{{2,4}}(?:消息(?=[ (])|讯 ?(?=[(【]{HAN}{{0,6}}(?:记者|通讯员)))"
    r"|(?:快讯|讯)(?=[ (:/]))"
)
"""The word that opens a report: 本报讯, 本报北京1月1日讯, 新华社郑州5月3日电,
杭州网讯, 惠安讯 in front of a reporter."""
LONGEST_DATELINE = 32
"""Characters of one."""

STARTERS = tuple(
    "会上 会后 会议 据 据悉 据了解 目前 近日 日前 近年来 今年 去年 截至 截止 "
    "此外 同时 其中 随后 下一步 接下来 为 在 当 当天 当日 活动 针对 通过 围绕 该 "
    "这 这里 那 那么 他 她 它 我 我们 你 如今 现在 昨日 今天 昨天 连日来 一是 "
    "二是 三是 四是 五是 首先 其次 最后 由于 因此 所以 但 但是 不过 而 并 并且 "
    "另外 与此同时 “我 “你 “这 “他 每".split()
)
"""Words that open a sentence of running text rather than a heading."""

RUNNING = re.compile(r"[他她它]|我们|了|将|已|被|正在|的是|是|就是|进行了|表示|说|介绍")
"""Signs of a sentence with a subject and a verb."""

SLOGAN = re.compile(
    r"(?:(?:加强|深化|推进|推动|提升|强化|坚持|落实|打造|优化|凝聚|凝心|聚焦|聚力|弘扬|践行|奋力|奋进|牢记|"
    r"加快|助力|共建|共筑|服务|喜迎|建设|争创|争做|贯彻|学习|激发|创新|夯实|筑牢|书写|谱写|建功)"
    rf"(?:{HAN}|[“”]){{2,8}}(?: |$))+"
)
"""What a kicker is made of rather than a title: 加强党建引领 深化基层治理."""

OPEN_ENDS = frozenset("的与和及在对向为把将从以由并或让使给到被、,:;(“‘《「『[")
"""A line that ends so is cut in the middle of a sentence."""

OPEN_START = re.compile(r"[的了着等、,;:。!?)”’》」』\]%…]|时,|后,|中,|等[,。]")
"""A line that starts so goes on with a sentence."""

ENUMERATOR = re.compile(
    r"(?P<first>[一二三四五六七八九十]{1,3}、"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节部分]*[、:. ])"
    r"|(?P<second>\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|[①-⑳])"
)
"""Numbers before a heading: 一、 第一章 of the first rank, （一） 1. of the second."""

CAPTION = re.compile(
    r"(?:[▲△▼◆●■]?(?:图为|图片:|图:|上图|下图|左图|右图|图[一二三四①-⑨\d][:、 ]|图说)"
    r"|\(?资料图片?\)?$)"
)
DATE = re.compile(r"[ (]*\d{4} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?\)?$")
"""The date that closes a signature or stands under a title."""

SHOT_BY = re.compile(
    r"(?:摄|供图|摄影|资料图片?|资料片)\)?$|\([^()]{1,14}(?:提供|供图)\)$"
    r"|\((?:摄影|供图|图)[:/][^()]{2,8}\)$"
)
"""What a caption starts with, and what ends one: 张某 摄."""
SHOT_ENDS = frozenset("摄图影片)")
"""The last character of what ends one."""

ORGANISATION = (
    "局 分局 委 委员会 办 办公室 部 中心 院 法院 检察院 医院 学院 校 学校 中学 "
    "小学 大学 党校 公司 集团 银行 支行 队 大队 支队 所 站 馆 会 协会 联合会 "
    "总工会 管委会 指挥部 团委 妇联 工商联 残联 供电 税务 公安 纪委监委 纪委 "
    "政府 园区 机关 厂 社"
).split()
"""How the name of a department or centre ends."""

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水"
    "窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕"
    "郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏"
    "成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆"
    "高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉"
    "钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷"
    "车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿"
    "白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却"
    "璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾"
    "终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那"
    "简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归"
    "海晋楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖代邸兰冼付檀揭撒"
    "门丛刀仝芦覃牙尧啜禤苑邝官种普角渠善闭兀"
)
"""Single-character surnames: the Hundred Family Surnames and frequent later ones."""

COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡"
    "蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹"
    "薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴莫"
)
"""The hundred and eight that most people have."""

DOUBLE_SURNAMES = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 "
    "澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 "
    "司空 令狐 百里 呼延 东郭 南门 西门".split()
)


ALTERNATIVES = (
    "\u3000\u00a0\t\uff61\u300c\u300d\u300e\u300f\u2236\u2022\u3014\u3015",
    "   \u3002\u201c\u201d\u2018\u2019:\u00b7()",
)
"""Other blanks, stops, quotation marks, colons, dots and brackets, and what stands
for them."""


WIDE_MARKS = tuple(
    zip("\uff0c\uff1a\uff08\uff09\uff1b\uff1f\uff01\u3000", ",:();?! ", strict=True)
)
"""The marks of full width that most pages have."""

STOP = re.compile(r"\.(?<=[^\W\d_a-zA-Z]\.|[”’)%]\.)(?![\w.])")
"""A full stop of half width: behind a Chinese character. Looked for by itself first,
and then behind it, for `re` searches quickly for what starts with a character."""


def plain(text: str) -> str:
    """The text in simplified characters and half width, one character for one, and
    a stop behind Chinese is 。 in any width."""
    normal = text
    for wide, mark in WIDE_MARKS:
        normal = normal.replace(wide, mark)
    # Few pages have anything else to change, and `str.translate` goes by character.
    if _others().search(normal):
        normal = normal.translate(_plain_table())
    return STOP.sub("。", normal) if "." in normal else normal


def dateline_in(text: str) -> re.Match[str] | None:
    """The word that a text (`plain`) opens with as a report. Few texts have a character
    of such a word where they open, and this is found out in a tenth of the time."""
    head = text[:LONGEST_DATELINE]
    may_be = "讯" in head or "电" in head or "消息" in head
    return DATELINE.match(text) if may_be else None


def ends_open(text: str) -> bool:
    """Whether a line is cut in the middle of a sentence by its last character."""
    return text[-1:] in OPEN_ENDS


def shot_by(text: str) -> bool:
    """Whether a text ends as a caption does: with who took the picture."""
    return text[-1:] in SHOT_ENDS and SHOT_BY.search(text) is not None


@cache
def _others() -> re.Pattern[str]:
    """Any character that `plain` may change: of the rare ones beyond the basic plane
    all, for `re` would try them one by one."""
    basic = "".join(chr(each) for each in _plain_table() if each < 0x10000)
    return re.compile(f"[{re.escape(basic)}\U00010000-\U0010ffff]")


@cache
def _plain_table() -> dict[int, int]:
    lines = Path(__file__).with_name("data").joinpath("simplified.txt")
    table = str.maketrans(*lines.read_text("utf-8").split())
    table.update({0xFF01 + each: 0x21 + each for each in range(0x5E)})
    table.update(str.maketrans(*ALTERNATIVES))
    return table
