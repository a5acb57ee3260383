"""What a search offers besides its hits: lists, facets, candidates, keywords."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app.conftest import Start
from tui.app import words
from tui.app.render.cells import cell_width
from tui.app.screens.main import MainScreen
from tui.app.widgets.fit import ELLIPSIS
from tui.app.widgets.key_line import KeyLine

A, B, C = "a.txt", "b.txt", "c.txt"


def main_of(pilot: Pilot[None]) -> MainScreen:
    screen = pilot.app.screen
    assert isinstance(screen, MainScreen)
    return screen


async def settle(pilot: Pilot[None]) -> None:
    """Let what runs in threads come to its end."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def text_of(pilot: Pilot[None]) -> str:
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def test_results_list_the_articles_and_open_one(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商", "enter", "r")
        await settle(pilot)
        assert main.focused is main.desk.results
        assert "园区招商引资" in text_of(pilot), "a snippet of another article"
        assert main.desk.shown is not None
        await pilot.press("o", "j", "enter")
        await settle(pilot)
        assert main.focused is main.reader
        assert main.search is not None
        assert main.search.place is not None
        assert main.desk.shown == main.search.place.id


async def test_hits_in_titles_are_marked_in_the_results(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"园区 OR 须水", "enter", "r")
        await settle(pilot)
        results = main.desk.results
        rows = [results.render_line(3 * at) for at in range(2)]
        (hit,) = (each for row in rows for each in row if each.text == "须水")
        look = results.get_component_rich_style("reader--term-1")
        assert hit.style is not None
        assert hit.style.bgcolor == look.bgcolor


async def test_results_follow_the_query(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商", "enter", "r")
        await settle(pilot)
        await pilot.press("slash", *"网格员", "enter")
        await settle(pilot)
        assert main.focused is main.desk.results
        assert "须水街道建设产业园" in text_of(pilot).split("年份")[0]
        assert "筑巢引凤兴" not in "".join(
            line[40:] for line in text_of(pilot).splitlines()
        )


async def test_back_leads_from_a_list_to_the_reader(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商", "enter", "w")
        await settle(pilot)
        assert main.focused is main.desk.kwic
        await pilot.press("q")
        assert main.focused is main.reader
        await pilot.press("w", "w")
        assert main.focused is main.reader


async def test_the_concordance_exports_every_hit(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"街道", "enter", "w", "o", "e")
        await settle(pilot)
        assert main.search is not None
        written = (tmp_path / "jiedu-街道.csv").read_bytes()
        assert written.startswith(b"\xef\xbb\xbf")
        rows = [*csv.DictReader(written.decode("utf-8-sig").splitlines())]
        assert len(rows) == len(main.search.hits)
        assert {row["text"] for row in rows} == {"街道"}
        await pilot.press("e", "E")
        await settle(pilot)
        assert (tmp_path / "jiedu-街道-2.csv").exists(), "nothing is written over"
        lines = (tmp_path / "jiedu-街道.jsonl").read_text("utf-8").splitlines()
        assert [json.loads(line)["title"] for line in lines] == [
            row["title"] for row in rows
        ]


async def test_a_full_stop_narrows_to_the_place_in_the_tree(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商", "enter", "tab", "g", "full_stop")
        await settle(pilot)
        assert main.query_bar.value == "区:中原区 招商"
        assert main.search is not None
        assert {hit.id.page for hit in main.search.hits} == {1}
        await pilot.press("G", "full_stop")
        await settle(pilot)
        assert main.query_bar.value == "区:未识别 招商"
        assert not len(main.search.hits)


async def test_an_asterisk_searches_the_word_under_the_cursor(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "l")
        word = main.reader.pointed
        assert word in "工业路街道筑巢引凤"
        await pilot.press("l")
        assert main.reader.pointed != word
        after = main.reader.pointed
        await pilot.press("asterisk")
        await settle(pilot)
        assert main.query_bar.value == after
        assert main.search is not None
        assert main.search.place is not None


async def test_a_click_puts_the_cursor_on_a_character(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("tab", "l")
        strip = next(
            (y, main.reader.render_line(y).text)
            for y in range(10)
            if "筑巢" in main.reader.render_line(y).text
        )
        cells = sum(2 if ord(char) > 255 else 1 for char in strip[1].split("巢")[0])
        await pilot.click(main.reader, offset=(cells + 1, strip[0]))
        assert main.reader.pointed == "巢", "its right half counts too"


async def test_facets_stand_below_the_panes(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商")
        assert main.facets.display
        await pilot.press("escape")
        assert not main.facets.display


async def test_a_query_that_cannot_be_read_says_so(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"(招商")
        assert "括号没有合上" in text_of(pilot)
        assert main.search is not None
        assert len(main.search.hits), "what can be read is searched for"


async def test_pinyin_becomes_the_words_that_are_there(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"gylu")
        await settle(pilot)
        assert "原文没有「gylu」，Tab 取「工业路" in main.status.left
        await settle(pilot)
        assert main.candidates.display
        assert "工业路" in text_of(pilot)
        await pilot.press("tab")
        await settle(pilot)
        assert main.query_bar.value.startswith("工业路")
        assert main.search is not None
        assert len(main.search.hits)
        assert main.querying, "one may go on typing"


async def test_tab_right_behind_the_last_key_takes_the_candidate(start: Start) -> None:
    """Candidates come from a thread, a moment later than the keys."""
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"gylu", "tab")
        await settle(pilot)
        assert main.query_bar.value.startswith("工业路")
        await pilot.press("tab")
        assert not main.querying, "nothing more is awaited"


async def test_tab_without_candidates_keeps_the_query(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"qqxx", "tab")
        await settle(pilot)
        assert not main.querying
        assert main.query_bar.value == "qqxx"


async def test_a_chosen_candidate_is_taken_by_enter(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"gylu")
        await settle(pilot)
        await pilot.press("down", "enter")
        assert main.query_bar.value.startswith("工业路")
        await pilot.press("enter")
        assert not main.querying


async def test_kept_queries_come_back_at_the_next_start(start: Start) -> None:
    async with start() as pilot:
        await pilot.press("slash", *"招商", "enter", "ctrl+s", "escape")
        await pilot.press("slash", *"园区", "enter")
        await settle(pilot)
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash")
        await settle(pilot)
        shown = text_of(pilot)
        assert "招商" in shown
        assert "园区" in shown
        await pilot.press("down")
        assert main.candidates.chosen is not None
        assert main.candidates.chosen.text == "招商", "saved ones come first"


async def test_a_long_query_that_is_nowhere_is_searched_by_its_words(
    start: Start,
) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"园区招商引资网格员情况")
        await settle(pilot)
        assert main.search is not None
        assert main.search.instead
        assert "改查" in text_of(pilot)


async def test_a_long_query_is_asked_again_once_words_are_known(start: Start) -> None:
    async with start(find="园区招商引资网格员情况") as pilot:
        await settle(pilot)
        search = main_of(pilot).search
        assert search is not None
        assert search.instead


async def test_keywords_of_the_article_can_be_searched(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("tab")
        await pilot.pause(0.5)
        await settle(pilot)
        assert main.desk.keywords.words
        await pilot.press("enter")
        assert main.focused is main.desk.keywords
        wanted = main.desk.keywords.words[0]
        await pilot.press("enter")
        await settle(pilot)
        assert wanted in main.query_bar.value
        assert main.focused is main.reader


async def test_what_is_searched_instead_stands_in_a_row_of_its_own(
    start: Start,
) -> None:
    async with start(size=(80, 24)) as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"园区招商引资网格员情况", "enter")
        await settle(pilot)
        assert main.search is not None
        row = main.facets.render_line(0).text
        assert row.strip().startswith(f"没有原句，改查「{main.search.instead}」")


async def test_a_problem_stands_behind_the_number_of_hits(start: Start) -> None:
    async with start() as pilot:
        await pilot.press("slash", *"(招商")
        told = main_of(pilot).status.left
        assert told.startswith("第 2/5 处，2 篇，第 1 个字：括号没有合上")


async def test_the_same_place_again_undoes_the_narrowing(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商", "enter", "tab", "g", "full_stop")
        assert main.query_bar.value == "区:中原区 招商"
        main.turn_to(main.corpus_tree)
        await pilot.press("g", "full_stop")
        assert main.query_bar.value == "招商"


@pytest.mark.parametrize("key", ["r", "w"])
async def test_the_row_under_the_cursor_says_where_it_is(
    start: Start, key: str
) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"招商", "enter", key)
        await settle(pilot)
        await pilot.press("g")
        first = main.status.left, main.desk.breadcrumb.left
        await pilot.press("G")
        last = main.status.left, main.desk.breadcrumb.left
        assert first != last
        rows = main.right
        number = rows.number(rows.length - 1)  # type: ignore[attr-defined]
        assert main.search is not None
        total = len(main.search.hits)
        assert last[0].startswith(f"第 {number + 1}/{total} 处")
        assert main.growth is not None
        hit = main.search.hits[number]
        assert main.growth.article(hit.id).title in last[1]


async def test_the_line_of_keys_says_what_tab_takes(start: Start) -> None:
    def does(main: MainScreen) -> str:
        return main.query_one(KeyLine).render_line(0).text

    async with start() as pilot:
        main = main_of(pilot)
        assert "换栏" in does(main)
        await pilot.press("slash", *"gylu")
        await settle(pilot)
        assert "取第一个" in does(main)
        await pilot.press("escape")
        assert "换栏" in does(main)


async def test_only_what_finds_something_is_remembered(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"园区", "enter", "slash", *"绝无此句", "enter")
        await settle(pilot)
        assert [*main.suggester.searches.history] == ["园区"]


@pytest.mark.parametrize("key", ["end", "right"])
async def test_one_can_go_on_in_a_query_that_was_kept(start: Start, key: str) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"园区", "enter", "slash", *"招商", "enter", "slash")
        await settle(pilot)
        assert main.query_bar.value == ""
        assert main.candidates.first == "招商"
        await pilot.press(key, *"引资")
        assert main.query_bar.value == "招商引资"


async def test_keywords_of_another_article_are_taken_away_at_once(
    start: Start,
) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("tab")
        await pilot.pause(0.5)
        await settle(pilot)
        assert main.desk.keywords.words
        await pilot.press("J")
        assert main.desk.keywords.words == ()


async def test_lists_and_names_are_shown_in_other_characters(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("slash", *"街道", "enter", "r", "x", "x")
        await settle(pilot)
        shown = text_of(pilot)
        assert "須水街道建設產業園" in shown
        assert "須水街道建設" in main.corpus_tree.render_line(2).text
        assert "上街區" in shown
        assert main.query_bar.value == "街道"


async def test_a_count_is_seen_while_it_is_typed(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        await pilot.press("tab", *"9999999")
        assert main.status.right == "9999999"
        await pilot.press("j")
        assert main.status.right == ""
        assert main.reader.scroll_offset.y == main.reader.max_scroll_y > 0


async def test_a_slow_search_is_said_to_be_at_work(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        main._tell_slow(True)
        assert main.status.left == "正在查…"
        main._tell_slow(False)
        assert main.status.left != "正在查…"


def test_facets_that_do_not_fit_are_counted() -> None:
    years = [(str(2024 - n), n + 1) for n in range(7)] + [("", 9)]
    total = sum(count for _year, count in years)
    many = words.Facet("年份", years[:7], 9)
    people = words.Facet("记者", [(f"张{n}", n) for n in range(7)], None)
    for room in range(10, 120, 7):
        told = words.of_facets([many, people], room)
        counts = re.findall(r"(?:\d{4}|其余) (\d+)", told)
        assert sum(map(int, counts)) == total
        assert told.endswith(ELLIPSIS)
        if room > 40:
            assert cell_width(told) <= room


async def test_hits_that_come_behind_the_enter_are_gone_to(start: Start) -> None:
    async with start() as pilot:
        main = main_of(pilot)
        main._finder._slow = True
        main.action_query("筑巢")
        main.action_keep()
        await settle(pilot)
        assert main.search is not None
        assert main.search.place is not None
        assert main.desk.place == main.search.place
        assert [*main.suggester.searches.history] == ["筑巢"]


def test_the_last_value_of_a_facet_is_told_by_its_name() -> None:
    facet = words.Facet("年份", [("2020", 16), ("", 50)], 0)
    assert facet.told(1) == "年份  2020 16  未知 50"
