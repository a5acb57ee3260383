"""The tree: places in order, and what a node covers."""

from __future__ import annotations

from tui.corpus.outline import NodeKind, Outline, outline_of
from tui.corpus.parser import parse

BODY = "本报讯 近日,街道召开会议,部署重点工作,推动项目落地。\n记者 张明\n"
PLACED = f"中原区须水街道 标题一\n{BODY}"
TRADITIONAL = f"中原區須水街道 標題二\n{BODY}"
UNPLACED = "一篇散文\n老街的雨下得不紧不慢,落在石槽里,落在青石板上,落在梦里。\n"


def outline(*texts: str) -> Outline:
    return outline_of([parse(f"{n}.txt", text) for n, text in enumerate(texts)])


def test_a_place_is_its_code_not_its_name() -> None:
    """A traditional page's 中原區 is 中原区, under the name most pages give it."""
    (district,) = outline(TRADITIONAL, PLACED, PLACED).districts

    assert (district.name, district.ref) == ("中原区", "410102")
    assert [office.name for office in district.children] == ["须水街道"]


def test_what_is_unknown_comes_last() -> None:
    districts = outline(UNPLACED, PLACED).districts

    assert [each.ref for each in districts] == ["410102", "?"]


def test_a_node_covers_its_articles_in_reading_order() -> None:
    tree = outline(UNPLACED, PLACED, f"二七区工信局: 标题三\n{BODY}", PLACED)

    for node in tree.walk():
        inner = [(child.first, child.last) for child in node.children]
        if node.kind in (NodeKind.DISTRICT, NodeKind.OFFICE, NodeKind.UNIT):
            assert inner[0][0] == node.first
            assert inner[-1][1] == node.last
    assert sorted(tree.rank.values()) == list(range(len(tree.articles)))
    assert [id_.page for id_ in tree.articles] == [1, 3, 2, 0]


def test_sections_nest_below_the_heading_before_them() -> None:
    prose = "围绕目标,街道多次召开推进会,分解任务,落实责任,狠抓整改,成效明显。"
    text = (
        f"须水街道 标题\n{prose}\n抓环境 城市品质提升\n提升市容。{prose}\n"
        f"改造小区。{prose}\n抓产业 经济稳步发展\n{prose}\n"
    )
    (district,) = outline(text).districts
    (article,) = district.children[0].children

    assert [each.name for each in article.children] == [
        "抓环境 城市品质提升",
        "抓产业 经济稳步发展",
    ]
    assert [each.name for each in article.children[0].children] == [
        "提升市容",
        "改造小区",
    ]
