"""Bylines: one row per way of printing names."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.corpus.bylines import byline_in, names_in, signature_in, writers
from tui.corpus.lexicon import plain
from tui.corpus.model import Byline
from tui.corpus.run_in import closing_byline, opening_byline

Names = list[tuple[str | None, tuple[str, ...]]]


@pytest.mark.parametrize(
    ("line", "expected", "credit"),
    [
        ("记者 谢鹏飞", [("记者", ("谢鹏飞",))], None),
        ("通讯员 刘鹏 李萌 文/图", [("通讯员", ("刘鹏", "李萌"))], "文/图"),
        (
            "记者 薛璐/文 通讯员 罗爽/图",
            [("记者", ("薛璐",)), ("通讯员", ("罗爽",))],
            "文/图",
        ),
        ("□ 本报记者 王某某", [("本报记者", ("王某某",))], None),
        ("(社区记者 向开元)", [("社区记者", ("向开元",))], None),
        ("(记者 璩小鹿 报道)", [("记者", ("璩小鹿",))], "报道"),
        (
            "（记者 何静　通讯员 田苗）",
            [("记者", ("何静",)), ("通讯员", ("田苗",))],
            None,
        ),
        ("本报记者张明赵天华", [("本报记者", ("张明", "赵天华"))], None),
        ("记者黎川周秋月", [("记者", ("黎川", "周秋月"))], None),
        (
            "晚报首席记者 李四 实习生 王五",
            [("晚报首席记者", ("李四",)), ("实习生", ("王五",))],
            None,
        ),
        ("記者 許雅雯/高雄報導", [("記者", ("許雅雯",))], None),
        ("记者 赵　阳 佟 铁 军", [("记者", ("赵阳", "佟铁军"))], None),
        (
            "记者吴显芳通讯员杨昌盛石培江",
            [("记者", ("吴显芳",)), ("通讯员", ("杨昌盛", "石培江"))],
            None,
        ),
        (
            "见习记者 古·杜金娜 摄影 祁延寿",
            [("见习记者", ("古·杜金娜",)), ("摄影", ("祁延寿",))],
            None,
        ),
        ("文/记者 钱启灿", [("记者", ("钱启灿",))], "文"),
        ("撰文/李柏林", [(None, ("李柏林",))], "撰文"),
        ("南宁城报记者 覃少波", [("南宁城报记者", ("覃少波",))], None),
        ("（陶然 文/图）", [(None, ("陶然",))], "文/图"),
        ("作者：和丽娟", [("作者", ("和丽娟",))], None),
        ("编辑 佟霞　校对 隋心", [], None),
        ("于晓楠/文　曲波/图", [(None, ("于晓楠", "曲波"))], "文/图"),
        (
            "欧阳修文 本报记者 司马相如",
            [(None, ("欧阳修文",)), ("本报记者", ("司马相如",))],
            None,
        ),
    ],
)
def test_a_line_of_names(line: str, expected: Names, credit: str | None) -> None:
    found = byline_in(plain(line), line)

    assert found is not None
    assert found.bylines == tuple(Byline(role, names) for role, names in expected)
    assert found.credit == credit


@pytest.mark.parametrize(
    "line",
    [
        "加强党建引领 深化基层治理",
        "记者从会上获悉",
        "王小明 李华",
        "高新区",
        "安全为基 改善民生",
        "通讯员队伍建设 再上新台阶",
    ],
)
def test_a_line_that_is_no_byline(line: str) -> None:
    assert byline_in(plain(line), line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("读者　令狐昌碧", [("读者", ("令狐昌碧",))]),
        ("王府街道办事处主任 翟玉坤", [("王府街道办事处主任", ("翟玉坤",))]),
        ("口述：蒋宝昌 整理：郝思雨", [("口述", ("蒋宝昌",)), ("整理", ("郝思雨",))]),
        ("2023年9月22日　来源：兴安新闻　作者：宾艳", [("作者", ("宾艳",))]),
        ("文/羊城街坊记者 区绮雯", [("羊城街坊记者", ("区绮雯",))]),
        ("本报记者 乌云其木格", [("本报记者", ("乌云其木格",))]),
        ("◎闫 岫", [(None, ("闫岫",))]),
        ("丛 林", [(None, ("丛林",))]),
        ("行金霞", [(None, ("行金霞",))]),
        ("[清] 邓光黼", [(None, ("邓光黼",))]),
        ("市第二中学 刘叙武 选注", [(None, ("刘叙武",))]),
        ("市教育局 宣", [("署名", ("市教育局",))]),
        ("凤城市气象局　5月8日", [("署名", ("凤城市气象局",))]),
        ("編輯：黃屿", []),
    ],
)
def test_a_line_that_is_known_to_be_a_byline(line: str, expected: Names) -> None:
    found = signature_in(plain(line), line)

    assert found is not None
    assert found.bylines == tuple(Byline(role, names) for role, names in expected)


@pytest.mark.parametrize(
    "line",
    [
        "2023-11-20 16:35:07",
        "发布时间：2023年8月30日　浏览：356次",
        "2024-03-21 来源： 珠江源晚刊 点击数：1284",
        "作者单位：中共敦化市委党校",
        "（2022年4月10日居民代表大会通过）",
        "本刊综合",
        "特色文化展示厅",
        "公　告",
        "",
    ],
)
def test_a_line_that_signs_nothing(line: str) -> None:
    assert signature_in(plain(line), line) is None


@given(st.text("王伟李娜欧阳记者文图摄影局镇 、:/()[]0年月日□·", max_size=30))
@example("0[]镇")
def test_what_signs_stands_in_the_line(text: str) -> None:
    found = signature_in(text, text)

    for byline in found.bylines if found else ():
        for word in (*byline.names, byline.role or ""):
            assert word == "署名" or word.replace(" ", "") in text.replace(" ", "")


def test_a_list_of_names_wrote_nothing() -> None:
    reporters = Byline("本报记者", ("甲一", "乙二", "丙三", "丁四", "戊五"))
    first, second = (
        Byline(None, ("王一", "李二", "张三")),
        Byline(None, ("赵四", "孙五")),
    )

    assert writers([reporters, first], [first]) == (reporters, first)
    assert writers([reporters, first, second], [first, second]) == (reporters,)


def test_names_without_a_role_start_with_surnames() -> None:
    found = names_in("王小明 李华", "王小明 李华")

    assert found is not None
    assert found.bylines == (Byline(None, ("王小明", "李华")),)
    assert names_in("高新区", "高新区") is None


@pytest.mark.parametrize(
    ("text", "byline", "names"),
    [
        ("本报讯（记者 何静 通讯员 田苗）近日，", "（记者 何静 通讯员 田苗）", 2),
        ("本报北京1月1日讯 记者王小明报道 近日", "记者王小明报道", 1),
        ("本报讯 记者 何静 通讯员 田苗 近日，街道", "记者 何静 通讯员 田苗", 2),
        ("(记者 何静)近日", "(记者 何静)", 1),
        ("【本報訊】（記者 陳嘉欣）位於", "（記者 陳嘉欣）", 1),
        ("本报讯【记者 慕小红】“老鸹嘴”", "【记者 慕小红】", 1),
        ("惠安讯（记者 曾晓萍 文/图）一座", "（记者 曾晓萍 文/图）", 1),
        ("冰城报讯 (记者邱晓东) 8日", "(记者邱晓东)", 1),
        ("讯/全媒体记者 冼小兰 报道：渡口边排起了长队", "全媒体记者 冼小兰 报道", 1),
        ("【本報特寫／何永康】石排灣", "【本報特寫／何永康】", 1),
        ("〔林佩蓉／高雄訊〕美濃區公所", "〔林佩蓉／高雄訊〕", 1),
    ],
)
def test_a_byline_run_in_at_the_start(text: str, byline: str, names: int) -> None:
    found = opening_byline(plain(text), text)

    assert found is not None
    assert text[slice(*found.span)] == byline
    assert sum(len(each.names) for each in found.bylines) == names


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("走出了发展新路子。 记者 景静", "记者 景静"),
        ("作出新贡献。 记者 薛璐/文 通讯员 罗爽/图", "记者 薛璐/文 通讯员 罗爽/图"),
        ("旁边记上看法。（朱小峰 崔 悦）", "（朱小峰 崔 悦）"),
        ("一干就是六年。（记者 莫小漓 文/图）", "（记者 莫小漓 文/图）"),
    ],
)
def test_a_byline_run_in_at_the_end(text: str, byline: str) -> None:
    found = closing_byline(plain(text), text)

    assert found is not None
    assert text[slice(*found.span)] == byline


@pytest.mark.parametrize(
    "text",
    [
        "他是一名记者。",
        "本报讯 连日来,工人全力以赴。",
        "垃圾重量（公斤）",
        "他写道：编辑同志",
    ],
)
def test_prose_without_a_byline(text: str) -> None:
    assert opening_byline(plain(text), text) is None
    assert closing_byline(plain(text), text) is None


@pytest.mark.parametrize("opening", ["宜昌新闻网消息", "湘西视窗9月18日讯"])
def test_a_reporter_behind_the_name_of_any_site(opening: str) -> None:
    text = f"{opening}(记者 龙小艳) 一只竹背篓,四十本书,一条山路走了十年。"
    found = opening_byline(text, text)

    assert found is not None
    assert found.bylines == (Byline("记者", ("龙小艳",)),)
