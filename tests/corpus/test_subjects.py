"""Whom an article is about, told from its head, its text and its page."""

from __future__ import annotations

import pytest

from tui.corpus.evidence import evidence_of
from tui.corpus.labels import label_in
from tui.corpus.lexicon import plain
from tui.corpus.lines import Block
from tui.corpus.model import Byline
from tui.corpus.parser import parse
from tui.corpus.subjects import Subject, subject_of

PAGE = "今日邵武\n2022年6月17日"
"""The folio of a paper of 邵武市, which 和平镇 and 水北镇 are towns of."""


def read(head: str, *texts: str, page: str = PAGE, signed: str = "") -> Subject:
    bylines = (Byline("署名", (signed,)),) if signed else ()
    label = label_in(plain(head))
    blocks = [Block((), text, plain(text)) for text in texts]
    return subject_of(head, label, blocks, evidence_of(page), bylines)


def names(subject: Subject) -> tuple[str | None, str | None, str | None]:
    return (
        subject.district and subject.district.name,
        subject.office and subject.office.name,
        subject.unit,
    )


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("和平镇:烟叶丰收在望", "连日来，烤烟进入采收期。"),
        ("和平镇烟叶丰收在望", "连日来，烤烟进入采收期。"),
        ("烟叶丰收在望", "连日来，邵武市和平镇七千亩烤烟进入采收期。"),
        ("和平古镇来了修书人", "老铺里坐着一位老人。他说，和平镇请他来的。"),
    ],
)
def test_a_town_of_the_papers_county(head: str, text: str) -> None:
    assert names(read(head, text)) == ("邵武市", "和平镇", None)


def test_a_town_behind_the_opening_counts_where_it_is_named_again() -> None:
    texts = ["茶馆里有一百把竹椅。", "茶馆开在水北镇。", "水北镇今年修缮老街。"]

    assert names(read("一座老茶馆", *texts)) == ("邵武市", "水北镇", None)
    assert names(read("一座老茶馆", *texts[:2])) == (None, None, None)


def test_a_town_behind_the_opening_counts_where_it_stands_behind_its_district() -> None:
    texts = ["茶馆里有一百把竹椅。", "茶馆开在邵武市水北镇。"]

    assert names(read("一座老茶馆", *texts)) == ("邵武市", "水北镇", None)


def test_a_town_behind_its_district_needs_no_gazetteer() -> None:
    """It has 横峰街道 elsewhere only: borders move."""
    text = "一间房住两人。8月初，温岭市横峰街道首个由老厂房改建的职工宿舍交付。"

    assert names(read("鞋企老厂房“长”出宿舍楼", text)) == ("温岭市", "横峰街道", None)


def test_the_district_in_front_of_a_town_is_the_articles() -> None:
    """Where the gazetteer has the town in a neighbour that it was parted from."""
    found = read("一口老窑", "在吉州区永和镇，尹家三代人守着一口龙窑。", page="吉安市")

    assert names(found) == ("吉州区", "永和镇", None)


def test_a_letter_is_about_the_office_behind_its_salutation_or_signature() -> None:
    opened = read("路灯何时亮", "编辑同志：", "我是邵武市水北镇的居民。")
    signed = read("一封信", "各位家长：", "暑假到了。", signed="邵武市水北镇人民政府")

    assert names(opened) == names(signed) == ("邵武市", "水北镇", None)


@pytest.mark.parametrize(
    "text",
    [
        "一条路连起邵武市水北镇、和平镇两地。",
        "邵武市委书记王某到水北镇调研。",
        "会议在水北镇召开，邵武市的同志参加。",
    ],
)
def test_a_place_mentioned_is_no_subject(text: str) -> None:
    assert names(read("一条快速路", text)) == ("邵武市", None, None)


@pytest.mark.parametrize(
    ("head", "text", "unit"),
    [
        ("市民政局开展专项整治", "近日，邵武市民政局开展检查。", "市民政局"),
        ("怎么缴？市医保局来解答", "缴费已经开始。", "市医保局"),
        ("邵武市图书馆延长开放", "邵武市图书馆每周五延时。", "邵武市图书馆"),
        ("市医保局：缴费开始", "缴费已经开始。", "市医保局"),
    ],
)
def test_a_department_named_in_the_title(head: str, text: str, unit: str) -> None:
    assert names(read(head, text)) == ("邵武市", None, unit)


@pytest.mark.parametrize(
    "head", ["市民中心换新颜", "市区管网大队伍亮相", "市场管理局面好"]
)
def test_a_word_that_starts_like_a_department_is_none(head: str) -> None:
    assert read(head, "近日，换了新颜。").unit is None


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("我市入选名单公布。", "邵武市"),
        ("邵武的老街上来了新人。", "邵武市"),
        ("路边的香樟长到三楼窗前。", None),
    ],
)
def test_the_pages_district_is_the_articles_where_it_speaks_of_it(
    text: str, district: str | None
) -> None:
    assert names(read("小区的树", text))[0] == district


def test_a_traditional_page_keeps_its_own_characters() -> None:
    page = "深水埗區新聞"

    subject = read("風順堂區社服會：冬粥供不應求", "義工派熱粥。", page=page)

    assert names(subject) == ("風順堂區", None, "風順堂區社服會")


def test_a_photograph_has_no_text_but_its_caption() -> None:
    page = parse("a.txt", "渔船出湖\n\n图为邵武市和平镇的渔民出湖。 潘泉 摄\n")

    (article,) = page.articles
    assert (article.district and article.district.name) == "邵武市"
    assert (article.office and article.office.name) == "和平镇"
