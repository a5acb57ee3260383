"""Place names, and the evidence that settles which place is meant."""

from __future__ import annotations

import pytest

from tui.corpus import gazetteer
from tui.corpus.evidence import evidence_of
from tui.corpus.lexicon import plain
from tui.corpus.model import Place


def test_one_name_has_many_codes() -> None:
    found = gazetteer.district_called("鼓楼区")

    assert found is not None
    assert len(found.codes) == 4


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("走进大学路街道祥和社区", ["大学路街道"]),
        ("中原西路街道深入学习", ["中原西路街道"]),
        ("工业路街道办事处是工业集聚区", ["工业路街道"]),
        ("沟赵办事处的同志", ["沟赵乡"]),
        ("莲湖区桃园路街办的团结渠", ["桃园路街道"]),
        ("全区14个街道和乡镇", []),
    ],
)
def test_offices_in_running_text(text: str, names: list[str]) -> None:
    assert [each.name for each in gazetteer.offices_in(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("管城区与石林县", ["管城回族区", "石林彝族自治县"]),
        ("郑州经开区", ["郑州经济技术开发区"]),
        ("辖区、社区、园区、城区", []),
        ("濮阳范县与河南范县、在范县", ["范县", "范县"]),
        ("国家级示范县，潼南县", []),
    ],
)
def test_districts_in_running_text(text: str, names: list[str]) -> None:
    assert [each.name for each in gazetteer.districts_in(text)] == names


def test_a_table_at_hand_finds_what_it_found_before() -> None:
    """When all its names are known, a suffix is only looked for behind a character
    that may stand before it."""
    text = "岳麓区、管城区、长沙市与石林县，辖区和县市"
    table = gazetteer.Table("districts.txt")

    def places() -> list[str]:
        suffixes = table.ends(gazetteer.DISTRICT_END).finditer(text)
        return [text[: each.end()] for each in suffixes]

    assert len(places()) == text.count("区") + text.count("市") + text.count("县")
    while not table.may_have("管城区") or table.may_have("无此区"):
        table.get("管城区")
    assert [each[-2:] for each in places()][:2] == ["麓区", "城区"]
    assert "长沙市与石林县，辖区和县市" not in places()


@pytest.mark.parametrize("name", ["乾潭镇", "氾水镇"])
def test_a_name_is_found_in_the_characters_that_the_parser_reads(name: str) -> None:
    assert gazetteer.office_called(plain(name)) is not None


def test_a_district_by_its_stem() -> None:
    found = gazetteer.district_of("建德")

    assert found is not None
    assert found.codes == ("330182",)
    assert gazetteer.district_of("没有") is None


@pytest.mark.parametrize("line", ["建德融媒 第1872期", "今日建德", "来源：建德新闻"])
def test_a_newspaper_names_its_district(line: str) -> None:
    assert evidence_of(line).usual() == Place("330182", "建德市")


def test_a_word_within_a_sentence_is_no_newspaper() -> None:
    assert evidence_of("他在建德日报到").usual() is None


def test_a_traditional_page_keeps_its_own_characters() -> None:
    assert evidence_of("深水埗區的街坊").usual() == Place("810202", "深水埗區")


def test_the_text_settles_an_ambiguous_office() -> None:
    office = gazetteer.office_called("工业路街道")

    assert office is not None
    assert len(office.codes) == 2
    assert evidence_of("上街区的街道").settle(office.codes) == "410106004"
    assert evidence_of("没有地名").settle(office.codes) is None


def test_a_unique_name_elsewhere_is_not_believed() -> None:
    """A text on Guangzhou does not speak of the one 须水街道, in Zhengzhou."""
    office = gazetteer.office_called("须水街道")

    assert office is not None
    assert evidence_of("广州市荔湾区").settle(office.codes) is None
    assert evidence_of("").settle(office.codes) == "410102012"


def test_a_table_answers_alike_before_and_after_it_is_a_dictionary() -> None:
    table = gazetteer.Table("districts.txt")
    names = ["上街区", "鼓楼区", "管城区", "没有区", "", "\U0010ffff", "\x00"]

    first = [table.get(name) for name in names]
    for _ in range(100):
        table.get("中原区")

    assert [table.get(name) for name in names] == first
    assert first[0] == "410106"
    assert first[3:] == [None, None, None, None]
