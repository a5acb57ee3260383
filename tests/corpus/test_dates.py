"""Dates: how they are written, where a page tells them, and what is no date."""

from __future__ import annotations

import hashlib
import re
import string
import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.dates import (
    Dated,
    DateSource,
    date_in_dateline,
    date_in_line,
    date_in_name,
    date_in_text,
    date_of,
    parse_date,
)
from tui.corpus.lexicon import plain

ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
HAN = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def in_han(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = {0: "", 1: "十"}.get(tens, HAN[str(tens)] + "十")
    return ten + (HAN[str(ones)] if ones else "")


def han_date(day: date) -> str:
    year = "".join(HAN[each] for each in str(day.year))
    return f"{year}年{in_han(day.month)}月{in_han(day.day)}日"


@given(DAYS)
def test_a_day_is_read_however_it_is_written(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    usual = f"{year}年{month}月{number}日"
    for text in (
        usual,
        f"{year} 年 {month} 月 {number} 日",
        f"（{usual}）",
        f"{usual} 星期三",
        f"{year}-{month}-{number}",
        f"{year}/{month:02}/{number:02}",
        f"{year}.{month}.{number} 10:20",
        f"{day:%Y%m%d}",
        day.isoformat(),
        usual.translate({0x30 + n: 0xFF10 + n for n in range(10)}),
        han_date(day),
        *([f"民國{year - 1911}年{month}月{number}日"] if year > 1911 else []),
    ):
        assert parse_date(text) == day.isoformat(), text


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2018年5月", "2018-05"),
        ("2018/05", "2018-05"),
        ("201805", "2018-05"),
        ("2024 年 3 月", "2024-03"),
        ("二○一八年", "2018"),
        ("2018", "2018"),
        ("民国一一三年", "2024"),
        ("2018年13月", "2018"),
        ("2018年2月30日", "2018-02"),
        ("2023-02-29", "2023-02"),
    ],
)
def test_what_is_not_known_is_left_out(text: str, date: str) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5月6日",
        "20181301",
        "201813",
        "1899",
        "2101年",
        "113年",
        "18-05-06",
        "12345",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2018/05/06/A03.txt", "2018-05-06"),
        ("郑州日报_2018-05-06_03版.txt", "2018-05-06"),
        ("20180506A05.txt", "2018-05-06"),
        ("nb.D110000gmrb_20180506_1-03.txt", "2018-05-06"),
        ("hnrb20180506.txt", "2018-05-06"),
        ("20180506103000.txt", "2018-05-06"),
        ("2018050603.txt", "2018-05-06"),
        ("html/2018-05/06/content_1234.htm", "2018-05-06"),
        ("2018/0506/A03.txt", "2018-05-06"),
        ("201805/06/3.txt", "2018-05-06"),
        ("2018年5月6日第3版.txt", "2018-05-06"),
        ("2019/郑州日报2018.5.6.txt", "2018-05-06"),
        ("2018年/5月/街道.txt", "2018-05"),
        ("郑州日报2018-05.txt", "2018-05"),
        ("2018/05/07.txt", "2018-05"),
        ("2018年第12期.txt", "2018"),
        ("二〇一八年五月六日.txt", "2018-05-06"),
        ("郑州日报二○一八年十二月三十一日第三版.txt", "2018-12-31"),
        ("二零一八年十月.txt", "2018-10"),
        ("二〇一八年/五月.txt", "2018"),
        ("二〇一八年第五期.txt", "2018"),
        ("一二三四年一月.txt", None),
        ("2018-12期.txt", None),
        ("2018/A03.txt", "2018"),
        ("郑州日报_2018_03版.txt", None),
        ("2018.txt", None),
        ("page-1999.txt", None),
        ("2018-13-45.txt", None),
        ("000_c400de4c9ee8a0a3.txt", None),
        ("003_8979a3024c7361bc.txt", None),
        ("c400de20180506a31.txt", None),
        ("20180506-4a3c-4d1e-9b7a-0123456789ab.txt", None),
        ("13812345678.txt", None),
        ("0371-68201805.txt", None),
        ("", None),
    ],
)
def test_a_name_tells_its_date(name: str, date: str | None) -> None:
    assert date_in_name(name) == date


def test_hashes_and_identifiers_have_no_date() -> None:
    for number in range(1000):
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        name = uuid.UUID(digest[:32])
        for text in (digest, digest[:16], digest[:32], f"{number:04}_{digest}", name):
            assert date_in_name(f"{text}.txt") is None, text


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2023年5月6日", "2023-05-06"),
        ("(2024年5月20日)", "2024-05-20"),
        ("2024年3月20日 星期三 副刊", "2024-03-20"),
        ("第A02版:城乡 2024年5月9日", "2024-05-09"),
        ("肥西县农业农村局 2024年4月12日", "2024-04-12"),
        ("浦北县林业局2024年1月12日", "2024-01-12"),
        ("发布时间:2024-05-06 10:20 来源:本报", "2024-05-06"),
        ("二〇二四年三月八日", "2024-03-08"),
        ("A12 南部新闻 中华民国112年10月6日 星期五", "2023-10-06"),
        ("2024年3月", "2024-03"),
        ("公示期:2024年5月1日至2024年5月7日", None),
        ("公示期自2024年5月1日", None),
        ("往期回顾 2024-03-18 2024-03-15", None),
        ("Copyright 2024 All Rights Reserved", None),
        ("热线 0371-6201-2024", None),
        ("2024年5月1日起施行", None),
        ("2024年5月6日 " + "长" * 80, None),
    ],
)
def test_a_line_bears_its_date(line: str, date: str | None) -> None:
    assert date_in_line(line) == date


@pytest.mark.parametrize(
    ("dateline", "known", "date"),
    [
        ("本报北京1月1日讯", None, None),
        ("本报讯", "2018-05-06", None),
        ("本报北京1月1日讯", "2018-01", "2018-01-01"),
        ("本报北京5月6日讯", "2018", "2018-05-06"),
        ("本报北京12月31日讯", "2019-01-01", "2018-12-31"),
        ("新华社北京2018年12月31日电", "2019", "2018-12-31"),
        ("新华社北京3月电", "2018", "2018-03"),
    ],
)
def test_a_dateline_needs_a_year(
    dateline: str, known: str | None, date: str | None
) -> None:
    assert date_in_dateline(dateline, known) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("截至2024年3月底,全区新增市场主体1200户。", "2024-03"),
        ("截至2024年3月31日,累计发放补贴300万元。", "2024-03-31"),
        ("截止到2023年12月,全镇共有党员560名。", "2023-12"),
        ("2024 年 1 至 3 月,累计代办事项300件。", "2024-03"),
        ("2024年上半年,全区签约项目31个。", "2024"),
        ("2024年前三季度,全区完成投资120亿元。", "2024"),
        ("2020年是全面建成小康社会的决胜之年。", "2020"),
        ("进入2024年,街道把网格做细。", "2024"),
        ("2023年,全区完成税收71亿元,比2022年增长12%。", "2023"),
        ("二〇二三年,全乡粮食总产达到3万吨。", "2023"),
        ("博鳌镇2024 年接待游客 310 万人次。", "2024"),
        ("2019年至2023年,全县累计投入资金3亿元。", "2023"),
        ("2019—2023年,全县投入资金3亿元。", "2023"),
        ("2024年5月18日,桂花街道举行邻里节。", "2024-05-18"),
        ("2024年5月6日,星期一,环卫工人已开始忙碌。", "2024-05-06"),
        ("2024年5月1日至5日,全区接待游客20万人次。", "2024"),
        ("制定了《二七区2024年产业发展攻坚实施方案》。今年,以优促稳。", "2024"),
        ("龙岭镇2023年工作总结和2024年工作打算", "2023"),
        ("2018年,全区完成5亿元;2019年,完成6亿元;2020年,再加把劲。", "2020"),
        ("2021年只有3万元;2023年,全村实现收入80万元。", "2023"),
        ("本报讯(记者 何静)2024年3月,街道召开会议。", "2024-03"),
        ("2024年3月,上街区工业路街道组织志愿者清理楼道。", "2024-03"),
        ("本报讯 2024年,街道强化服务。截至今年3月底,完成项目12个。", "2024-03"),
        ("2024年,全区坚持项目为王。", "2024"),
        ("记者从2024年3月5日召开的会议上获悉,街道完成项目12个。", "2024-03-05"),
        ("在2024年3月举行的发布会上,记者了解到新的办法。", "2024-03"),
    ],
)
def test_a_text_tells_the_year_it_reports_on(text: str, date: str) -> None:
    assert date_in_text(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "到2025年,建成社区养老服务中心30个。",
        "力争2035年基本实现现代化。",
        "力争 2024 年实现引进各类高校毕业生 1500 人。",
        "预计到2026年6月底完工。",
        "2025年将建成投用。",
        "2024年,全市将新增公办学位1.2万个。",
        "2024年底前,每个小区至少建一处充电桩。",
        "“十四五”(2021—2025年)规划明确了方向。",
    ],
)
def test_a_goal_is_no_date(text: str) -> None:
    assert date_in_text(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "自2012年以来,社区连续获评先进。",
        "2023 年以来,累计呼叫 251 次。",
        "2023年3月,街道开展了大排查。今年,排查更细。",
        "2023年,街道召开会议12次。今年,会开得少了。",
        "2016年3月,街道的张大爷查出重病。",
        "栽树的人先后换了几茬。头五年没有收成,合作社就套种黄豆,以短养长,一家一家地登门劝说,熬过了最难的日子,等到苗木成林,终于盼来转机。2021年,镇里组织培训。",
        "从2012年召开的大会算起。",
        "该厂始建于1958年,占地百亩。",
        "合作社成立于2003年,有社员120户。",
        "2003年,他下岗后开了一家面馆。",
        "2003年,李强返乡创业,承包荒山300亩。",
        "2022 年,镇里联合 11 个村成立合作社,去年卖出 2 万瓶。",
        "学习《中华人民共和国村民委员会组织法(2018年修订)》。",
        "《2020年中国统计年鉴》显示,收入增长5%。",
        "本办法自2024年7月1日起施行。",
        "游客数量比2022年增长12%。",
        "有着近2000年历史的古城,距今2000年。",
        "2021年7月1日,习近平总书记庄严宣告。",
        "民国26年,这里办起学堂。",
        "小区建成于2001年,共有居民1200户。",
        "2010年,村里人均收入不到3000元,到2023年,已达2.6万元。",
        "2015年,赵刚流转土地500亩,2018年实现收入100万元。",
        "2020年全村实现盈利30万元,2021年分红。如今,社员达到200户。",
        "1911年,革命爆发。1911年以后,局面大变。",
        "2015年村集体收入不足5万元,如今突破百万。",
        "2017年,该街道先后被授予2016年度平安建设先进。今年4月,观摩。",
    ],
)
def test_history_is_no_date(text: str) -> None:
    assert date_in_text(text) is None


def test_this_year_is_a_year_only_where_one_is_known() -> None:
    text = "截至今年3月底,完成0.3亿元。今年4月,观摩。预计今年9月投用。今年10月前完工。"

    assert date_in_text(text) is None
    assert date_in_text(text, "2018") == "2018-04"
    assert (
        date_in_text("2018年,街道强化服务。2017年,全区完成3亿元。" + text) == "2018-04"
    )
    assert date_in_text("今年前四个月,新增就业300人。", "2024") == "2024-04"
    assert date_in_text("今年1至5月,新增就业300人。", "2024") == "2024-05"
    # Last year's figures and this year's news: which year it is, nothing tells.
    assert date_in_text("2017年,完成税收3亿元。" + text) is None


@pytest.mark.parametrize(
    ("seed", "date"),
    [
        ("000", None),
        ("001", "2024"),
        ("002", "2020"),
        ("003", "2018-04"),
        ("004", None),
    ],
)
def test_what_the_seeds_tell(seed: str, date: str | None) -> None:
    from tui.corpus.reader import bundled

    (path,) = bundled().glob(f"{seed}_*.txt")

    assert date_in_text(plain(path.read_text("utf-8"))) == date


def test_the_surest_source_tells_and_later_ones_make_it_more_exact() -> None:
    name, line, dateline = "2018/A03.txt", "区文明办 2018年5月8日", "本报北京5月6日讯"
    text = "截至2020年3月底,累计完成3亿元。"

    def told(source: str, *rest: list[str], given: str | None = None) -> Dated | None:
        return date_of(source, given, *rest)

    source = DateSource
    assert told("a.txt", [], [], []) is None
    assert told(name, [], [], [text], given="2017年") == Dated("2017", source.GIVEN)
    assert told(name, [], [], [text]) == Dated("2018", source.FILE_NAME)
    assert told(name, [dateline], [], []) == Dated("2018-05-06", source.FILE_NAME)
    assert told(name, [dateline], [line], []) == Dated("2018-05-08", source.FILE_NAME)
    assert told("a.txt", [dateline], [line], []) == Dated("2018-05-08", source.LINE)
    assert told("a.txt", [dateline], [], [text]) == Dated("2020-03", source.TEXT)
    assert told("a.txt", ["本报2019年5月6日讯"], [], [text]) == Dated(
        "2019-05-06", source.DATELINE
    )


@given(
    st.lists(
        st.sampled_from(
            "截至 到 2024 2018 二〇二四 年 年度 月 日 今年 前 个月 至 - — 十 一 两 "
            "三十 《 》 ( ) , 。 民国 113 12 31 起 完成 3亿 / . 讯 星期 ٢٠٢٤ ４".split()
        )
    ).map("".join)
    | st.text(string.printable)
    | st.text()
)
def test_whatever_is_read_is_a_date_or_nothing(text: str) -> None:
    told = [
        parse_date(text),
        date_in_name(text),
        date_in_line(text),
        date_in_dateline(text, "2024-01"),
        date_in_text(text),
        date_in_text(text, "2024"),
    ]

    for each in filter(None, told):
        assert ISO.fullmatch(each)
        date.fromisoformat(each + "2024-01-01"[len(each) :])


@given(DAYS, st.integers(0, 10))
def test_a_dateline_is_never_from_after_its_paper(paper: date, age: int) -> None:
    day = paper - timedelta(days=age)

    told = date_in_dateline(f"本报北京{day.month}月{day.day}日讯", paper.isoformat())

    if day.year >= 1900:
        assert told == day.isoformat()
