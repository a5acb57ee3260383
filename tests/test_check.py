"""`jiedu check`: what it prints, and the sidecars that it writes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import run
from tui.checking import DOUBT
from tui.cli import main
from tui.corpus.grounds import What
from tui.corpus.reader import bundled
from tui.corpus.reasons import Why
from tui.naming import what_words, why_words

SEED = bundled() / "001_31daf7e8aa94fc0e.txt"
PAGE = """\
须水街道: 以小微产业园为支撑

本报讯 近日,街道召开会议,部署下一阶段的工作,要求各部门认真落实到位、抓好推进。
记者 谢鹏飞
"""

Said = pytest.CaptureFixture[str]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def exported(capsys: Said, path: Path) -> list[dict[str, Any]]:
    """The articles of a page, without where their dates are from."""
    main(["export", str(path), "--format", "json"])
    (page,) = json.loads(capsys.readouterr().out)["documents"]
    return [
        {key: value for key, value in each.items() if key != "date_source"}
        for each in page["articles"]
    ]


def test_a_decision_is_a_line_with_its_line_number_first(
    capsys: Said, page: Path
) -> None:
    assert main(["check", str(page)]) == 0

    printed = capsys.readouterr()
    head, *rows = printed.out.splitlines()
    columns = [row.split("\t") for row in rows]
    assert head == "# a.txt  utf-8  1 篇"
    assert all(len(each) == 5 for each in columns)
    found = {each[2]: (each[0], each[3]) for each in columns}
    assert found["文章"] == ("1", "a.txt#1")
    assert found["标题"] == ("1", "以小微产业园为支撑")
    assert found["街道"] == ("1", "须水街道")
    assert found["署名"] == ("4", "记者 谢鹏飞")
    assert found["段落"][0] == "3"
    assert found["段落"][1].endswith("…")
    assert all(each[1][0] in " ?" and 0 <= float(each[1][1:]) <= 1 for each in columns)
    assert printed.err.startswith("jiedu: 1 页，1 篇，")


def test_the_json_says_the_same_in_full(capsys: Said) -> None:
    main(["check", str(SEED)])
    text = capsys.readouterr()
    main(["check", str(SEED), "--format", "json"])

    (page,) = json.loads(capsys.readouterr().out)
    rows = [each for article in page["articles"] for each in article["decisions"]]
    doubts = [each for each in rows if each["doubtful"]]
    assert len(rows) == len(text.out.splitlines()) - 1
    assert len(doubts) == text.out.count("\t? ")
    assert f"{len(doubts)} 项" in text.err
    assert all(each["confidence"] < DOUBT for each in doubts)
    assert {each["what"] for each in rows} <= set(What)
    assert {why for each in rows for why in each["whys"]} <= set(Why)
    healed = [each for each in rows if len(each["lines"]) > 1]
    assert healed
    for each in healed:
        numbers = "、".join(map(str, each["lines"][1:]))
        assert f"（接 {numbers} 行）" in text.out


def test_only_what_is_said_is_wholly_sure(capsys: Said, page: Path) -> None:
    main(["check", str(page)])
    assert "1.00" not in capsys.readouterr().out
    page.with_name("jiedu.toml").write_text('office = ""\n', encoding="utf-8")

    main(["check", str(page.parent)])

    sure = [each for each in capsys.readouterr().out.splitlines() if "1.00" in each]
    assert sure == ["1\t  1.00\t街道\t（无）\t写明的"]


def test_everything_has_a_word_of_its_own() -> None:
    for words, names in ((what_words(), What), (why_words(), Why)):
        assert set(words) == set(names)
        assert len(set(words.values())) == len(words)


@pytest.mark.parametrize(
    "name", [each.name for each in sorted(bundled().glob("*.txt"))]
)
def test_a_written_sidecar_changes_nothing(
    capsys: Said, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes((bundled() / name).read_bytes())
    before = exported(capsys, path)

    assert main(["check", str(path), "--write"]) == 0

    sidecar = tmp_path / f"{name}.jiedu.toml"
    assert str(sidecar) in capsys.readouterr().err
    assert exported(capsys, path) == before
    main(["check", str(path)])
    assert str(sidecar) in capsys.readouterr().out.splitlines()[0]


def test_a_sidecar_that_is_there_is_kept(capsys: Said, page: Path) -> None:
    sidecar = page.with_name("a.txt.jiedu.toml")
    sidecar.write_text('title = "我的"\n', encoding="utf-8")

    assert main(["check", str(page), "--write"]) == 0

    assert sidecar.read_text(encoding="utf-8") == 'title = "我的"\n'
    printed = capsys.readouterr()
    assert "1\t  1.00\t标题\t我的\t写明的" in printed.out.splitlines()
    assert sum(str(sidecar) in each for each in printed.err.splitlines()) == 1


def test_a_sidecar_keeps_the_encoding_that_had_to_be_said(
    capsys: Said, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("標題\n短文。\n".encode("utf-16-be"))
    main(["check", str(path), "--encoding", "utf-16-be", "--write"])

    main(["export", str(path)])

    assert "短文。" in capsys.readouterr().out
    assert 'encoding = "utf-16-be"' in (tmp_path / "a.txt.jiedu.toml").read_text(
        "utf-8"
    )


def test_pages_that_take_no_sidecar_are_told_and_the_rest_is_written(
    capsys: Said, tmp_path: Path
) -> None:
    """A name that is as long as names may be has no room for another ending."""
    for name in ("a.txt", f"{'b' * 250}.txt"[-250:], "c.txt"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")

    assert main(["check", str(tmp_path), "--write"]) == 2

    assert sorted(each.name for each in tmp_path.glob("*.toml")) == [
        "a.txt.jiedu.toml",
        "c.txt.jiedu.toml",
    ]
    *lines, last = capsys.readouterr().err.splitlines()
    assert sum("bbb" in each for each in lines) == 1
    assert "1" in last


def test_what_was_said_and_does_not_fit_is_told(capsys: Said, page: Path) -> None:
    sidecar = page.with_name("a.txt.jiedu.toml")
    sidecar.write_text('ofice = "x"\n[[article]]\nline = 99\n', encoding="utf-8")

    assert main(["check", str(page)]) == 0

    told = capsys.readouterr().err.splitlines()
    assert any("ofice" in each and "office" in each for each in told)
    assert any("99" in each for each in told)


def test_the_head_says_what_else_the_page_was_read_by(
    capsys: Said, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(f"---\n区: 中原区\n---\n# 题\n\n{PAGE}", "utf-8")
    (tmp_path / "jiedu.toml").write_text('date = "2024"\n', "utf-8")

    main(["check", str(tmp_path)])

    head = capsys.readouterr().out.splitlines()[0]
    assert str(tmp_path / "jiedu.toml") in head
    assert "文首说明" in head
    assert ".md 的标题" in head


def test_exit_codes_of_check(tmp_path: Path, page: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("\n \n", encoding="utf-8")

    assert main(["check", str(page)]) == 0
    assert main(["check", str(empty), "--write"]) == 1
    assert not list(tmp_path.glob("*.toml"))
    assert main(["check", str(tmp_path / "missing")]) == 2
    assert main(["check", "--write"]) == 2


def test_no_page_and_no_file_name_steers_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m.txt").write_text(f"标题\x1b]0;\x07\n\n{PAGE}", "utf-8")

    result = run("check", tmp_path, "--write")

    text = (result.stdout + result.stderr).decode()
    assert result.returncode == 0
    assert not {"\x1b", "\x07"} & set(text)


def test_standard_input_is_checked_and_nothing_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    from io import BytesIO, TextIOWrapper

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(PAGE.encode())))

    assert main(["check", "-", "--write"]) == 2, "it asks for what can't be done"

    printed = capsys.readouterr()
    assert "以小微产业园为支撑" in printed.out
    assert "标准输入" in printed.err
    assert not list(tmp_path.iterdir())


def test_sidecars_are_written_though_the_reader_stops_early(tmp_path: Path) -> None:
    for name in range(40):
        (tmp_path / f"{name}.txt").write_text(PAGE * 20, encoding="utf-8")
    shell = f"{sys.executable} -m tui check {tmp_path} --write | head -1"

    result = subprocess.run(
        ["bash", "-c", shell],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )

    assert len([*tmp_path.glob("*.jiedu.toml")]) == 40
    assert "写了" in result.stderr.decode()
    assert b"Traceback" not in result.stderr


def test_of_many_sidecars_a_few_are_named_and_all_are_counted(
    capsys: Said, tmp_path: Path
) -> None:
    for name in range(9):
        (tmp_path / f"{name}.txt").write_text(PAGE, encoding="utf-8")
        (tmp_path / f"{name}e.txt").write_text("\n", encoding="utf-8")

    for told in ("写了", "已经有了"):
        main(["check", str(tmp_path), "--write"])
        lines = capsys.readouterr().err.splitlines()
        assert sum(told in each and ".jiedu.toml" in each for each in lines) == 3
        assert sum(f"{told}" in each and " 6 个" in each for each in lines) == 1
        assert sum("没有文章" in each for each in lines) == 4


def test_the_json_has_every_problem_of_a_page(capsys: Said, tmp_path: Path) -> None:
    for name in range(9):
        (tmp_path / f"{name}.txt").write_text(PAGE, encoding="utf-8")
        sidecar = tmp_path / f"{name}.txt.jiedu.toml"
        sidecar.write_text('ofice = "x"\n', encoding="utf-8")

    main(["check", str(tmp_path), "--format", "json"])

    printed = capsys.readouterr()
    checks = json.loads(printed.out)
    assert ["ofice" in "".join(each["problems"]) for each in checks] == [True] * 9
    assert sum("ofice" in each for each in printed.err.splitlines()) == 4


def test_what_is_left_out_of_a_web_page_is_told(capsys: Said, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<h1>须水街道：招商</h1><p>街道开会。<nav>首页</nav>", "utf-8")

    main(["check", str(page)])

    assert "导航等 2 字没有当作正文" in capsys.readouterr().out.split("\n")[0]
