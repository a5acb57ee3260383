"""What is said of a query that finds nothing."""

from __future__ import annotations

import pytest

from tests.index.corpora import article_of, library_of, page_of
from tui.corpus.model import Byline, Place
from tui.index.doubts import MOST
from tui.index.library import Library

LIBRARY = library_of(
    article_of(
        "招商引资。",
        district=Place("410106", "上街区"),
        bylines=(Byline("记者", ("张三",)),),
    ),
    article_of("and /招 招* 招) 作者:招 && foo:招 近/1234567"),
)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("/商引", "第 1 个字：正则表达式没有合上，末尾要有 /"),
        ("招商 ／[一", "第 4 个字：正则表达式没有合上，末尾要有 /"),
        ("/x*/", "第 1 个字：这个正则表达式只找到空的地方"),
        ("地区:上街", "第 1 个字：没有“地区:”；最近的是“区:”"),
        ("作者：张三", "第 1 个字：没有“作者:”；最近的是“记者:”"),
        ("distrikt:x", "第 1 个字：没有“distrikt:”；最近的是“district:”"),
        ("招商 近/7654321 引资", "第 4 个字：近/ 后面的数太大，最多六位"),
        ("区:上街镇", "第 1 个字：没有区“上街镇”；最近的是“上街区”"),
        ('-疫情 区:"中原区"', "第 5 个字：没有区“中原区”"),
        ("区:sj", "第 1 个字：没有区“sj”；最近的是“上街区”"),
        ("记者:张山", "第 1 个字：没有记者“张山”；最近的是“张三”"),
        ("单位:商务局", "第 1 个字：没有单位“商务局”"),
        ("疫情 or 招商", "第 4 个字：“or”当作词查了；运算要写 OR"),
        ("招商 And 引资", "第 4 个字：“And”当作词查了；运算要写 AND"),
        ("疫情 || 招商", "第 4 个字：“||”当作词查了；运算要写 OR"),
        ("not 招商", "第 1 个字：“not”当作词查了；运算要写 NOT"),
        ("招商*", "第 1 个字：不用写 *：本来就不论前后还有什么字"),
        ("招商＊", "第 1 个字：不用写 *：本来就不论前后还有什么字"),
        ("招商)", "第 1 个字：括号没有开头"),
        ("招商） 引资", "第 1 个字：括号没有开头"),
    ],
)
def test_a_sign_that_was_read_as_text_is_told_with_its_column(
    query: str, told: str
) -> None:
    hits = LIBRARY.find(query)
    assert len(hits) == 0
    assert hits.problems == (told,)


@pytest.mark.parametrize(
    "query",
    [
        *["/招", "招*", "招)", "作者:招", "招 && foo", "招 and", "近/1234567"],
        *["区:? 招", "区:上街", "区:410106", "区:(中原 OR 上街)", "-区:中原区", "年:?"],
    ],
)
def test_what_is_found_is_not_doubted(query: str) -> None:
    hits = LIBRARY.find(query)
    assert len(hits) > 0
    assert hits.problems == ()


@pytest.mark.parametrize(
    "query",
    [
        *["疫情", "foo:bar", "须水街道:标题", "12:30", "and", "疫情 and", "or 疫情"],
        *["*", "/", "（疫情）", "疫（情）", "标题:疫情", "年:2018", "/疫情+/"],
        *["", "区:(不存在)", "区: 不存在"],
    ],
)
def test_what_is_pasted_or_is_just_not_there_is_not_doubted(query: str) -> None:
    assert not [each for each in LIBRARY.find(query).problems if "要有词" not in each]


def test_what_is_told_already_is_not_doubted_and_not_tried() -> None:
    (told,) = LIBRARY.find("/((a{1000}){1000}){1000}/").problems
    assert "太长" in told


def test_problems_come_in_the_order_of_their_columns() -> None:
    problems = LIBRARY.find("疫* ( 疫) 疫) OR").problems
    assert [each[:5] for each in problems] == ["第 1 个", "第 9 个", "第 12 "]


def test_of_a_long_text_few_are_told() -> None:
    assert len(LIBRARY.find("疫情) " * 50).problems) == MOST


def test_values_that_no_page_has_any_more_are_not_offered() -> None:
    library = LIBRARY.replace(0, page_of(article_of("招商")))
    assert library.find("区:上街镇").problems == ("第 1 个字：没有区“上街镇”",)
    assert Library().find("区:上街镇").problems == ()
