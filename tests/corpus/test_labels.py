"""Labels: whose news it is, and where the title starts behind it."""

from __future__ import annotations

import pytest

from tui.corpus.gazetteer import DATA
from tui.corpus.labels import DISTRICT_END, body_in, label_in
from tui.corpus.lexicon import plain
from tui.corpus.parser import parse


@pytest.mark.parametrize(
    ("line", "district", "office", "title"),
    [
        ("上街区工业路街道 筑巢引凤兴产业", "上街区", "工业路街道", "筑巢引凤兴产业"),
        ("青屏街街道:做好“五篇文章”", None, "青屏街街道", "做好“五篇文章”"),
        ("工业路街道：", None, "工业路街道", ""),
        ("须水街道", None, "须水街道", ""),
        ("管城区北下街街道办事处 千年商都", "管城回族区", "北下街街道", "千年商都"),
        ("北京市朝阳区望京街道 家门口", "朝阳区", "望京街道", "家门口"),
        ("中原区: 发展", "中原区", None, "发展"),
        ("临平区塘栖镇 古镇焕新颜", "临平区", "塘栖镇", "古镇焕新颜"),
        ("思明區鼓浪嶼街道 琴聲裡的街區", "思明区", "鼓浪屿街道", "琴声里的街区"),
        ("青苏路街道 一个不在表里的街道", None, "青苏路街道", "一个不在表里的街道"),
        ("宜良匡远街道：移动哨", "宜良县", "匡远街道", "移动哨"),
        ("兰州安宁区：桃园里开起自习室", "安宁区", None, "桃园里开起自习室"),
        ("法镇：一片叶子两次卖", None, "法镇", "一片叶子两次卖"),
    ],
)
def test_a_place(
    line: str, district: str | None, office: str | None, title: str
) -> None:
    text = plain(line)
    label = label_in(text)

    assert label is not None
    assert (label.district and label.district.name) == district
    assert (label.office and label.office.name) == office
    assert text[label.end :] == title


def test_a_community_behind_its_office() -> None:
    label = label_in("大学路街道祥和社区: 锦旗背后")

    assert label is not None
    assert label.community == "祥和社区"


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        (
            "郑州市自然资源和规划局中原分局: 抓好重点项目",
            "郑州市自然资源和规划局中原分局",
        ),
        ("中原区城运中心: 着力提升区域治理体系", "中原区城运中心"),
        ("区民政局 “时间银行”存下暖心账", "区民政局"),
    ],
)
def test_a_department(line: str, unit: str) -> None:
    label = label_in(line)

    assert label is not None
    assert label.unit == unit


def test_a_districts_name_ends_as_labels_have_it() -> None:
    rows = DATA.joinpath("districts.txt").read_text("utf-8").splitlines()

    assert all(DISTRICT_END.match(row.partition("\t")[0][-1]) for row in rows)


def test_a_line_that_is_known_to_be_a_label_names_any_body() -> None:
    line = "【阳光医院】"

    label = body_in(line)

    assert label is not None
    assert label.unit == "阳光医院"
    assert label.end == len(line)
    assert body_in("新春走基层") is None


@pytest.mark.parametrize(
    "line",
    [
        "党建引领 助力经济发展",
        "筑牢中心 服务大局",
        "美化街道 扮靓城市",
        "特色小镇: 打造",
        "振兴家乡 建设美丽乡村",
        "中原区积极推动网格工作与中心",
        "会议指出: 要",
        "办事处 的同志",
    ],
)
def test_a_line_without_a_label(line: str) -> None:
    assert label_in(line) is None


@pytest.mark.parametrize(
    ("line", "district", "end"),
    [("兰考:小小泡桐木奏出致富曲", "兰考县", 3), ("提示:出门带伞", None, 0)],
)
def test_a_district_for_short_before_a_colon(
    line: str, district: str | None, end: int
) -> None:
    label = label_in(line)

    assert (label and label.district and label.district.name) == district
    assert (label.end if label else 0) == end


def test_the_dot_of_a_list_is_not_in_the_title() -> None:
    page = parse(
        "a.md", "• 密云老供销社成了邻里厨房\n本报讯 近日，街道召开会议，部署工作。"
    )

    assert page.articles[0].title == "密云老供销社成了邻里厨房"
