"""What the README says can be typed does what it says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any
from urllib.parse import unquote

import pytest
from textual.binding import Binding
from textual.keys import _character_to_key

import tui.app
from tests.index.corpora import Draft, Text, article_of, library_of, page_of
from tui.arguments import parse as parse_arguments
from tui.corpus.model import Byline, Kind, Place
from tui.index.completion import completions
from tui.index.library import Library
from tui.index.vocabulary import Vocabulary

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
CELL_END = re.compile(r"(?<!\\)\|")

Row = list[list[str]]
"""The code spans of each cell."""


def table(head: str) -> list[Row]:
    """The rows of the one table whose first line starts so."""
    (found,) = re.findall(rf"^\| {head} \|.*\n\|[-|]+\n((?:\|.*\n)+)", README, re.M)
    return [
        [_spans(cell) for cell in CELL_END.split(line)[1:-1]]
        for line in found.splitlines()
    ]


def _spans(cell: str) -> list[str]:
    """In a table Markdown reads `\\|` as `|`, even in code."""
    return [each.replace("\\|", "|") for each in re.findall("`([^`]+)`", cell)]


QUERIES = [row[0] for row in table("query")]

ARTICLES = {
    "far": article_of("招商在前，疫情在后。", "又过了很久，才有引资。"),
    "near": article_of("招商 引资，项目落地。"),
    "one": article_of("招商八次。"),
    "other": article_of("引资一次，項目一个。"),
    "上街": article_of(
        "第二届展会。",
        district=Place("410106", "上街区"),
        office=Place("410106002", "工业路街道"),
        bylines=(Byline("记者", ("张三",)), Byline("通讯员", ("李四",))),
        date="2018-05-12",
    ),
    "中原": article_of(
        "第四届展会。",
        district=Place("410102", "中原区"),
        office=Place("410102014", "须水街道"),
        unit="区商务局",
        community="二砂社区",
        bylines=(Byline("记者", ("王五",)), Byline("通讯员", ("王五",))),
        date="2020",
    ),
    "late": article_of("上街区，二砂社区，张三。", date="2021-05"),
    "title": article_of("标题。", title="文明实践"),
    "city": article_of("标题。", title="文明城市"),
    "heading": Draft([Text(Kind.HEADING, ["文明实践"])]),
    "caption": Draft([Text(Kind.CAPTION, ["文明实践"])]),
    "body": article_of("文明实践。"),
    "signs": article_of("记者 文/图", "“五星”支部"),
    "words": article_of("文中有图，记者王五", "五星级酒店的支部"),
}
FOUND = {
    "招商 引资": "far near",
    '"招商 引资"': "near",
    "招商 OR 引资": "far near one other",
    "招商 -疫情": "near one",
    "(招商 OR 引资) 项目": "near other",
    "招商 近/5 项目": "near",
    "/第[一二三]届/": "上街",
    "=項目": "other",
    "区:上街区": "上街",
    "街道:工业路街道": "上街",
    "单位:商务局": "中原",
    "社区:二砂社区": "中原",
    "社区:?": " ".join(ARTICLES.keys() - {"中原"}),
    "标题:文明": "title city",
    "小标题:文明": "heading",
    "图注:文明": "caption",
    "标题:(文明 -城市)": "title",
    "记者:张三": "上街",
    "通讯员:王五": "中原",
    "年:2018": "上街",
    "年:2018-05": "上街",
    "年:2018-2020": "上街 中原",
    "文/图": "signs",
    "“五星”支部": "signs",
}
"""The articles that each row finds, by its first spelling."""


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(*ARTICLES.values())


@pytest.mark.parametrize("spellings", QUERIES, ids=lambda row: row[0])
def test_every_spelling_of_a_query_finds_what_its_row_says(
    library: Library, spellings: list[str]
) -> None:
    names = [*ARTICLES]
    for typed in spellings:
        hits = library.find(typed)
        assert {names[hit.id.page] for hit in hits} == {*FOUND[spellings[0]].split()}
        assert hits.problems == ()


def test_every_expectation_has_its_row() -> None:
    assert [row[0] for row in QUERIES] == [*FOUND]


def pairs(head: str) -> list[tuple[str, str]]:
    """What is typed and what that gives; a row without the one or the other fails."""
    rows = [(row[0], *row[1]) for row in table(head)]
    return [(one, given) for typed, given in rows for one in typed or [""]]


FOLDED = pairs("typed")


@pytest.mark.parametrize(("typed", "shown"), FOLDED)
def test_what_is_the_same_to_a_reader_is_found(typed: str, shown: str) -> None:
    """⏎ stands for the end of a line."""
    lines = f"前{shown}后".split("⏎")
    page = page_of(Draft([Text(Kind.PARAGRAPH, lines)]))
    hits = Library().add([page]).find(typed)
    assert typed != shown
    assert [page.text[slice(*hit.span)] for hit in hits] == [shown.replace("⏎", "\n")]


SPELLED = pairs("pinyin")
DECOYS = ("长城店", "工业园区", "中山陵园", "先", "重")
"""Names that may be meant less likely, or not at all."""


@pytest.mark.parametrize(("typed", "offered"), SPELLED)
def test_pinyin_offers_the_name_first(typed: str, offered: str) -> None:
    names = dict.fromkeys((*DECOYS, *(name for _, name in SPELLED)))
    library = library_of(*(article_of(title=name) for name in names))
    assert completions(library, Vocabulary(), typed)[0].text == offered


NAMES = {"↓": "down", "↑": "up", "←": "left", "→": "right", "Esc": "escape"}
KEYS = {key for row in table("key") for cell in row for key in cell}
LISTED = {
    NAMES.get(key) or (_character_to_key(key) if len(key) == 1 else key.lower())
    for key in KEYS
}
"""The keys of the table, by Textual's names."""


def bound() -> Iterator[tuple[str, set[str]]]:
    """Each binding of the program: where it is and what it does, and its keys."""
    for module in walk_packages(tui.app.__path__, "tui.app."):
        for owner in vars(import_module(module.name)).values():
            if isinstance(owner, type) and owner.__module__ == module.name:
                yield from _own(owner)


def _own(owner: Any) -> Iterator[tuple[str, set[str]]]:
    for each in vars(owner).get("BINDINGS", ()):
        assert isinstance(each, Binding)
        yield f"{owner.__name__}.{each.action}", {*each.key.split(",")}


def test_every_key_of_the_table_is_bound() -> None:
    assert LISTED - set[str]().union(*(keys for _, keys in bound())) == set()


def test_every_binding_has_a_key_in_the_table() -> None:
    assert [does for does, keys in bound() if not keys & LISTED] == []


COMMANDS = README.partition("## Without a screen")[2].split("```")[1].splitlines()[1:]


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_is_understood(line: str) -> None:
    words = shlex.split(line.partition("jiedu ")[2].partition(">")[0], comments=True)
    assert parse_arguments(words).command == words[0]


PICTURES = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)


def test_there_are_two_pictures_in_their_places() -> None:
    root = Path(__file__).parents[1]
    assert len(PICTURES) == 2
    for link in PICTURES:
        assert (root / unquote(link)).read_text("utf-8").startswith("<svg")
