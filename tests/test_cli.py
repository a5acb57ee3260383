"""The command line: what is printed where, and the exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tui.cli import main
from tui.corpus.reader import bundled


def run(
    *arguments: str | Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """`jiedu` in a process of its own, on no terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *map(str, arguments)],
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        cwd=Path(__file__).parents[1],
        env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", **environment},
    )


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """The JSON that a command prints."""
    main([*arguments, "--format", "json"])
    return json.loads(capsys.readouterr().out)


def nodes(tree: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for node in tree for each in (node, *nodes(node["children"]))]


def test_the_tree_has_every_article_once(capsys: pytest.CaptureFixture[str]) -> None:
    tree = printed(capsys, "tree")
    kinds = [node["kind"] for node in nodes(tree)]

    assert kinds.count("article") == 12 == sum(node["count"] for node in tree)
    assert [node["name"] for node in tree] == ["中原区", "二七区", "上街区", "新密市"]
    keys = {"ref", "kind", "name", "count", "children"}
    assert all(
        set(node) == keys | ({"date"} if node["kind"] == "article" else set())
        for node in nodes(tree)
    )


def test_refs_stay_when_files_are_added(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = "须水街道: 标题\n\n本报讯 近日,街道召开会议,部署工作。\n"
    (tmp_path / "b.txt").write_text(page, encoding="utf-8")
    before = {node["ref"] for node in nodes(printed(capsys, "tree", str(tmp_path)))}
    (tmp_path / "a.txt").write_text(page, encoding="utf-8")

    after = {node["ref"] for node in nodes(printed(capsys, "tree", str(tmp_path)))}

    assert before < after


def test_a_hit_is_found_at_its_place_in_the_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A column break cuts the word; line and column are those of its first half."""
    found = printed(capsys, "search", "中关村")

    assert found["total"] == 1
    (article,) = found["articles"]
    assert article["source"] == "000_c400de4c9ee8a0a3.txt"
    assert (article["district"], article["office"]) == ("上街区", "工业路街道")
    (hit,) = article["hits"]
    page = (bundled() / article["source"]).read_text(encoding="utf-8")
    assert page.split("\n")[hit["line"] - 1][hit["column"] - 1 :] == "中关"
    assert hit["text"] == "中关村"
    assert hit["left"].endswith("依托")
    assert hit["right"].startswith("e谷")


def test_every_node_of_the_tree_can_be_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for node in nodes(printed(capsys, "tree")):
        assert main(["show", node["ref"], "--width", "40"]) == 0
        shown = capsys.readouterr().out
        if node["kind"] == "section":
            words = "".join(shown.split()).lstrip("▸▹")
            assert words.startswith("".join(node["name"].split()))


def test_an_article_is_shown_no_wider_than_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from tui.app.render.cells import cell_width

    main(["show", "000_c400de4c9ee8a0a3.txt#1", "--width", "44"])

    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_width, lines)) in range(40, 45)


def test_exit_codes(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert run("search", "招商").returncode == 0
    assert run("search", "绝对没有这个词").returncode == 1
    for wrong in (
        ["tree", tmp_path / "missing"],
        ["tree", tmp_path / "empty"],
        ["show", "nothing#1"],
        ["search"],
        ["--nonsense"],
        [],
    ):
        result = run(*wrong)
        assert result.returncode == 2, wrong
        assert result.stdout == b""
        assert len(result.stderr.decode().splitlines()) == 1, wrong


def test_a_bad_file_in_a_folder_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\0\1\2")
    (tmp_path / "good.txt").write_text("标题\n正文。\n", encoding="utf-8")

    result = run("tree", tmp_path)

    assert result.returncode == 0
    assert "good.txt#1" in result.stdout.decode()
    assert "bad.txt" in result.stderr.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b""),
        ("a.txt", b"\n \n\xe3\x80\x80\n"),
        ("a.txt", b"\xef\xbb\xbf"),
        ("a.md", b"\n"),
    ],
)
def test_a_page_without_text_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)

    for command in (["tree"], ["export"], ["search", "街"], ["check"]):
        main([*command, str(tmp_path / name)])
        told = capsys.readouterr().err.splitlines()
        assert f"jiedu: {name}：没有可读的文字" in told, command


def test_standard_input_without_text_is_told() -> None:
    result = run("tree", "-")

    assert (result.returncode, result.stdout) == (1, b"")
    assert "没有可读的文字" in result.stderr.decode()


def test_no_document_and_no_file_name_steers_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m.txt").write_text(
        "标题\x1b]52;c;aGk=\x07\n正\u202e文\x9b31m。\n", encoding="utf-8"
    )

    for arguments in (["tree"], ["search", "标题"], ["show", "?"]):
        output = run(*arguments, tmp_path)
        text = (output.stdout + output.stderr).decode()
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text), arguments


def test_a_reader_that_stops_early_sees_no_traceback() -> None:
    shell = f"{sys.executable} -m tui tree | head -1"
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", shell],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )

    assert result.stderr == b""
    assert len(result.stdout.splitlines()) == 1


def test_export_carries_every_character(capsys: pytest.CaptureFixture[str]) -> None:
    main(["export"])

    exported = sorted("".join(capsys.readouterr().out.split()))
    pages = sorted(bundled().glob("*.txt"))
    names = "".join(f"#{page.name}" for page in pages)
    texts = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert exported == sorted("".join((names + texts).split()))


def test_help_ends_with_examples_and_version_is_one_line() -> None:
    for command in ([], ["tree"], ["search"], ["show"], ["export"]):
        text = run(*command, "--help").stdout.decode()
        assert text.rstrip().splitlines()[-1].strip().startswith(("jiedu", "例"))
    assert run("--version").stdout.decode().count("\n") == 1


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "utf-8:strict"},
    ],
)
def test_no_locale_and_no_file_name_ends_in_a_traceback(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    """A character that an encoding lacks, a name that is no UTF-8, a Chinese query."""
    name = os.fsdecode(b"bad\xff.txt")
    (tmp_path / name).write_text("标题▪\n正文。\n", encoding="utf-8")

    for arguments in (["tree"], ["export"], ["search", "标题"]):
        result = run(*arguments, tmp_path, **environment)
        assert result.returncode == 0, result.stderr
        assert b"Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("redirection", "codes"), [(">&-", {0}), ("2>&-", {0}), (">/dev/full", {2})]
)
def test_a_stream_that_takes_nothing_ends_in_no_traceback(
    redirection: str, codes: set[int]
) -> None:
    result = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m tui tree {redirection}"],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )

    assert result.returncode in codes
    assert b"Traceback" not in result.stderr


def test_a_file_given_twice_is_read_once(capsys: pytest.CaptureFixture[str]) -> None:
    once = printed(capsys, "tree", str(bundled()))
    twice = printed(capsys, "tree", str(bundled()), str(bundled()))

    assert once == twice


def found(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, what is printed and what is said of a search."""
    done = run("search", *arguments)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("-招商", "NOT 招商"),
        ('-"招商"', "NOT 招商"),
        ("-(招商 OR 引资)", "NOT (招商 OR 引资)"),
        ("-/招./", "NOT /招./"),
        ("-=招商", "NOT =招商"),
        ("-“招商”", "NOT 招商"),
    ],
)
def test_a_query_may_start_with_a_dash(query: str, meant: str) -> None:
    code, out, _ = found(query, "--kwic")
    assert (code, out) == found(meant, "--kwic")[:2]
    assert (code, out) == found("--kwic", "--", query)[:2]
    assert code == 0


def test_columns_count_from_the_dash() -> None:
    assert "第 2 个字" in found("-(招商")[2]


def test_what_may_be_an_option_is_told_how_to_be_searched() -> None:
    code, out, said = found("-live", bundled())
    assert (code, out) == (2, "")
    assert "NOT live" in said
    assert found("--", "-live", bundled())[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["招商", "--bad"], "不认识 --bad"),
        ([], "缺少 词；"),
        (["招商", "--sort"], "--sort 后面要有值"),
        (["招商", "--sort", "x"], "--sort 没有 x，只有 place、relevance、hits、left"),
        (["招商", "--sort", "a'b"], "--sort 没有 a'b，只有 place"),
        (["招商", "--kwic=x"], "--kwic 不带值：x；"),
        (["招商", "--kwic", "--sort", "hits"], "--sort hits 是文章的次序"),
        (["招商", "--format", "csv", "--sort", "relevance"], "不能和 --kwic、csv"),
        (["招商", "--sort", "right"], "--sort right 要和 --kwic 一起用"),
        (["招商", "--facets", "--format", "jsonl"], "--facets 只和 text 一起用"),
        (["招商", "--facets", "--kwic", "--format", "json"], "--facets 只和 text"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(arguments: list[str], said: str) -> None:
    code, out, told = found(*arguments)
    assert (code, out, told.count("\n")) == (2, "", 1)
    assert said in told


def test_rows_for_programs_are_sorted_too() -> None:
    plain, right = (
        found("招商", "--format", "csv", "--sort", each)[1].splitlines()
        for each in ("place", "right")
    )
    assert plain != right
    assert sorted(plain) == sorted(right)


def test_a_query_of_which_nothing_is_read_is_wrong_use() -> None:
    assert found("(")[0] == 2
    assert found("(招商")[0] == 0
    assert found("(绝对没有这个词")[0] == 1


NAMESAKES = """\
---
district: {district}
office: {office}
date: {date}
---
一个标题

本报讯 街道招商。
"""


def test_places_that_share_a_name_are_counted_apart(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """And years as years. There is a 东风路街道 in 金水区 and in 中牟县."""
    for number, (district, date) in enumerate(
        [("金水区", "2018-05"), ("中牟县", "2018-06"), ("中牟县", "2019")]
    ):
        page = NAMESAKES.format(district=district, office="东风路街道", date=date)
        (tmp_path / f"{number}.md").write_text(page, encoding="utf-8")

    facets = printed(capsys, "search", "招商", str(tmp_path))["facets"]
    main(["search", "招商", str(tmp_path), "--facets"])
    lines = dict(
        line.split("  ", 1)
        for line in capsys.readouterr().out.splitlines()
        if line.startswith(("区县市", "街道", "年份"))
    )

    assert [(each["name"], each["count"]) for each in facets["office"]] == [
        ("东风路街道", 2),
        ("东风路街道", 1),
    ]
    assert len({each["code"] for each in facets["office"]}) == 2
    assert facets["year"] == [
        {"name": "2019", "code": None, "count": 1},
        {"name": "2018", "code": None, "count": 2},
    ]
    assert facets["reporter"] == [{"name": None, "code": None, "count": 3}]
    assert lines["街道"] == "中牟县东风路街道 2  金水区东风路街道 1"
    assert lines["年份"] == "2019 1  2018 2"


def test_facets_are_named_alike_in_english() -> None:
    out = found("招商", "--facets", "--lang", "en")[1]
    names = [line.split("  ")[0] for line in out.splitlines()[-5:]]
    assert names == ["District", "Office", "Unit", "Years", "Reporters"]


def test_the_line_of_an_article_names_its_unit() -> None:
    out = found("政银企对接")[1]
    assert "  二七区工信局  深化政银企对接" in out
    assert "  中原区郑州市自然资源和规划局中原分局  " in found("自然资源")[1]


@pytest.mark.parametrize("command", [["tree"], ["export"], []])
def test_an_empty_path_is_no_folder(command: list[str]) -> None:
    done = run(*command, "")

    assert done.returncode == 2
    assert "路径是空的" in done.stderr.decode()


def test_a_named_file_is_read_in_the_encoding_that_is_said(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(("HELLO THIS IS A MAINFRAME. " * 40).encode("cp037"))

    assert run("export", page).returncode == 2
    done = run("export", page, "--encoding", "cp037")

    assert done.returncode == 0
    assert b"HELLO THIS IS A MAINFRAME." in done.stdout
