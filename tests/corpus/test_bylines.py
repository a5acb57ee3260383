"""Bylines: one row per way of printing names."""

from __future__ import annotations

import pytest

from tui.corpus.bylines import byline_in, closing_byline, names_in, opening_byline
from tui.corpus.lexicon import plain
from tui.corpus.model import Byline

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
        ("一干就是六年。（记者 莫小漓 文/图）", "（记者 莫小漓 文/图）"),
    ],
)
def test_a_byline_run_in_at_the_end(text: str, byline: str) -> None:
    found = closing_byline(plain(text), text)

    assert found is not None
    assert text[slice(*found.span)] == byline


@pytest.mark.parametrize("text", ["他是一名记者。", "本报讯 连日来,工人全力以赴。"])
def test_prose_without_a_byline(text: str) -> None:
    assert opening_byline(plain(text), text) is None
    assert closing_byline(plain(text), text) is None
