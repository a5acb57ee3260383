"""The tree: places in order, and what a node covers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.model import Article, Page, Place
from tui.corpus.outline import ArticleId, NodeKind, Outline, outline_of
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
        f"须水街道 环境产业两手抓\n{prose}\n抓环境 城市品质提升\n提升市容。{prose}\n"
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


DISTRICTS = (
    None,
    Place("410102", "中原区"),
    Place("410106", "上街区"),
    Place(None, "新区"),
)
OFFICES = (
    None,
    Place("410106002", "工业路街道"),
    Place(None, "甲街道"),
    Place(None, "乙镇"),
)
articles = st.builds(
    Article,
    title=st.just(""),
    first=st.just(0),
    last=st.just(0),
    sections=st.just(()),
    district=st.sampled_from(DISTRICTS),
    office=st.sampled_from(OFFICES),
    unit=st.sampled_from((None, "工信局", "教育局")),
)


@given(st.lists(st.lists(st.lists(articles, max_size=3), max_size=4), max_size=5))
def test_pages_that_come_by_and_by_are_arranged_as_all_at_once(
    steps: list[list[list[Article]]],
) -> None:
    """And both as by sorting every article."""
    pages: list[Page] = []
    tree = Outline()
    for step in steps:
        added = [
            Page(f"{number}.txt", "", (0,), (), tuple(each))
            for number, each in enumerate(step, len(pages))
        ]
        pages += added
        tree = tree.add(added)
    ids = [
        ArticleId(n, at)
        for n, page in enumerate(pages)
        for at in range(len(page.articles))
    ]
    in_order = sorted(
        ids, key=lambda id_: (*place_of(pages[id_.page].articles[id_.article]), id_)
    )

    assert list(tree.articles) == in_order
    assert [tree.articles[rank] for rank in range(len(ids))] == in_order
    assert [tree.rank[id_] for id_ in in_order] == list(range(len(ids)))
    assert list(tree.walk()) == list(outline_of(pages).walk())
    for node in tree.walk():
        # Made at random, an office may stand in two districts.
        assert tree.find(node.ref) == next(n for n in tree.walk() if n.ref == node.ref)
    assert tree.find("没有.txt#1") is tree.find("没有") is tree.find("0.txt#9") is None


def place_of(article: Article) -> tuple[object, ...]:
    """The places of the outline's order, each with what is last at the end."""
    district, office, unit = article.district, article.office, article.unit
    return (
        district is None,
        district is not None and district.code is None,
        (district.code or district.name) if district else "",
        1 if office else 2 if unit else 0,
        office is not None and office.code is None,
        (office.code or office.name) if office else unit or "",
        article.date or "~",
    )
