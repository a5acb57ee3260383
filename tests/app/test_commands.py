"""Every key is bound to something, in the help, free where it must be, and the user's
where the user wants another; the palette knows all that can be done."""

from __future__ import annotations

import re

import pytest
from textual.binding import Binding
from textual.command import CommandList, CommandPalette
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widgets import Static

from tests.app.conftest import Start
from tui import i18n
from tui.app.app import JieduApp
from tui.app.commands import MOST, NAMES, _namebook, commands
from tui.app.keymap import bindings_of, chains, keymap, panes
from tui.app.render.cells import cell_width
from tui.app.screens.compare import CompareScreen
from tui.app.screens.help import FRAME, KEYS_WIDTH, MARGIN, HelpScreen
from tui.app.screens.main import MainScreen
from tui.app.screens.register import RegisterScreen
from tui.app.theme import titles
from tui.app.widgets.too_small import TooSmall
from tui.corpus.model import Page, Skipped
from tui.index.readings import readings
from tui.settings import Settings


def nodes_of(pilot: Pilot[None]) -> list[DOMNode]:
    """All that has keys."""
    main = pilot.app.screen
    assert isinstance(main, MainScreen)
    return [pilot.app, main, *panes(main)]


async def help_lines(pilot: Pilot[None]) -> list[str]:
    await pilot.press("question_mark")
    assert isinstance(pilot.app.screen, HelpScreen)
    return str(pilot.app.screen.query_one(Static).content).splitlines()


async def test_the_help_shows_every_binding(start: Start) -> None:
    async with start() as pilot:
        bound = [each for node in nodes_of(pilot) for _key, each in node._bindings]
        lines = await help_lines(pilot)
        for binding in bound:
            assert binding.description, binding.key
            key, does = pilot.app.get_key_display(binding), binding.description
            assert [line for line in lines if key in line.split() and does in line], key


async def test_the_help_begins_with_the_focused_pane(start: Start) -> None:
    async with start() as pilot:
        assert (await help_lines(pilot))[0] == "目录"
        await pilot.press("escape", "tab")
        lines = await help_lines(pilot)
        assert lines[0] == "正文"
        assert [line for line in lines if line and line[0] != " "][1] == "各处"


@pytest.mark.parametrize("key", ["escape", "q", "f1", "question_mark"])
async def test_the_help_closes(start: Start, key: str) -> None:
    async with start() as pilot:
        await pilot.press("f1", "j", "down", "space", "k", "up", "b", key)
        assert isinstance(pilot.app.screen, MainScreen)


async def test_no_binding_of_textuals_own_is_left(start: Start) -> None:
    """They would be in English, and Ctrl+Q would quit without asking."""
    async with start() as pilot:
        for node in nodes_of(pilot):
            for key, binding in node._bindings:
                assert not binding.description.isascii(), key
                assert key != "ctrl+q"


# Keys of the user's


async def test_every_binding_has_an_id_of_its_own(start: Start) -> None:
    async with start() as pilot:
        users: dict[str, set[str]] = {}
        for node in nodes_of(pilot):
            for key, binding in node._bindings:
                assert binding.id, f"{type(node).__name__} {key}"
                users.setdefault(binding.id, set()).add(binding.action)
        assert [name for name, each in users.items() if len(each) > 1] == []


async def test_a_key_of_the_users_takes_the_place_of_the_programs(start: Start) -> None:
    async with start(settings=Settings(keys={"tree.down": "D, F5"})) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        before = main.corpus_tree.cursor
        await pilot.press("j", "down")
        assert main.corpus_tree.cursor == before
        await pilot.press("D", "f5")
        assert main.corpus_tree.cursor == before + 2
        (line,) = [each for each in await help_lines(pilot) if " D " in each]
        assert "f5" in line
        assert "下一行" in line
        assert "↓" not in line


async def test_two_keys_can_change_places(start: Start) -> None:
    keys = {"tree.down": "k", "tree.up": "j"}
    async with start(settings=Settings(keys=keys)) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        assert "有几个用处" not in main.status.left
        await pilot.press("g", "k", "k", "j")
        assert main.corpus_tree.cursor == 1


CHAINS = [
    [
        Binding("j", "down", "down", id="tree.down"),
        Binding("k", "up", "up", id="tree.up"),
        Binding("n", "next", "next", id="screen.next_hit"),
    ],
    [
        Binding("j", "down", "down", id="reader.down"),
        Binding("n", "next", "next", id="screen.next_hit"),
    ],
]


def test_keys_are_named_as_people_name_them() -> None:
    keys = {"tree.down": "Ctrl+N, Enter,N", "tree.up": "?", "reader.down": "f5"}
    assert keymap(keys, CHAINS, "file") == (
        {"tree.down": "ctrl+n,enter,N", "tree.up": "?", "reader.down": "f5"},
        (),
    )


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({"tree.dwon": "x"}, "file: 没有 tree.dwon；是不是 tree.down？"),
        ({"tree.down": "entr"}, "file tree.down: 没有 entr；是不是 enter？"),
        ({"tree.down": "crtl+x"}, "file tree.down: 没有 crtl+x；是不是 ctrl+x？"),
        ({"tree.down": "k"}, "file: 按键 k 有几个用处：tree.down、tree.up"),
        ({"tree.down": "n"}, "file: 按键 n 有几个用处：screen.next_hit、tree.down"),
    ],
)
def test_a_key_that_cant_be_or_that_does_two_things_is_told(
    keys: dict[str, str], problem: str
) -> None:
    assert keymap({"reader.down": "x", **keys}, CHAINS, "file")[1] == (problem,)


def test_two_panes_may_have_the_same_key() -> None:
    assert keymap({"tree.up": "j", "tree.down": "k"}, CHAINS, "file")[1] == ()


async def test_the_keys_of_other_screens_can_be_chosen_too(start: Start) -> None:
    async with start() as pilot:
        known = chains(pilot.app.screen, [HelpScreen])
        chosen, problems = keymap({"help.close": "x"}, known, "file")
        assert chosen == {"help.close": "x"}
        assert problems == ()


def test_what_is_wrong_leaves_the_rest() -> None:
    chosen, _problems = keymap({"no.such": "x", "tree.up": "x"}, CHAINS, "file")
    assert chosen == {"tree.up": "x"}


# The palette


async def found(pilot: Pilot[None], typed: str) -> list[str]:
    """Titles that the palette offers for what is typed into it."""
    if not isinstance(pilot.app.screen, CommandPalette):
        await pilot.press("ctrl+p")
    await pilot.press("ctrl+u", *("space" if each == " " else each for each in typed))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    rows = pilot.app.screen.query_one(CommandList)
    return [str(each.prompt).splitlines()[0] for each in rows.options]


async def test_the_palette_speaks_chinese(start: Start) -> None:
    async with start() as pilot:
        app = pilot.app
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, CommandPalette)
        assert app.screen._placeholder == "输入命令…"
        offered = [each.title for each in commands(app)]  # type: ignore[arg-type]
        assert [title for title in offered if title.isascii()] == []


async def test_the_palette_offers_every_action_of_the_panes_in_sight(
    start: Start,
) -> None:
    async with start() as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        offered = {each.title for each in commands(pilot.app)}  # type: ignore[arg-type]
        for node in (pilot.app, main.corpus_tree):
            names = {each.description for each in bindings_of(node)}
            assert names - {"次数", "取消次数"} <= offered
        assert {"下一段", "原文行号", "下一篇"} <= offered


@pytest.mark.parametrize("typed", ["下一篇", "xiayipian", "xyp", "next article"])
async def test_an_action_answers_to_each_of_its_names(start: Start, typed: str) -> None:
    async with start() as pilot:
        assert "下一篇" in await found(pilot, typed)


@pytest.mark.parametrize("typed", ["浅色", "qianse", "qspe", "light", "jiedu-light"])
async def test_a_theme_answers_to_each_of_its_names(start: Start, typed: str) -> None:
    async with start() as pilot:
        assert (await found(pilot, typed))[0] == "浅色配色"
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.theme == "jiedu-light"


def spellings(title: str) -> tuple[str, str]:
    """The pinyin of a title's first words, and its initials."""
    word = re.findall(r"[\u4e00-\u9fff]+", title)[0]
    read = [
        min(name for name, chars in readings().syllables.items() if ord(each) in chars)
        for each in word
    ]
    return "".join(read), "".join(each[0] for each in read)


@pytest.mark.parametrize(
    "pane", ["", "tab", "slash 街 道 enter r", "slash 街 道 enter w"]
)
async def test_every_command_answers_to_all_its_names(start: Start, pane: str) -> None:
    """In Chinese, in pinyin and its initials, and in English."""
    async with start() as pilot:
        await pilot.press(*pane.split())
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        app = pilot.app
        assert isinstance(app, JieduApp)
        known = [*commands(app)]
        assert {each.title for each in known} > set(titles().values())
        assert len(known) > len(app.available_themes) + 30
        book = _namebook(known)
        for at, each in enumerate(known):
            chinese, english, _told = each.names
            assert not re.search("[\u4e00-\u9fff]", english), chinese
            spelled = (*spellings(chinese), chinese, english)
            for typed in spelled:
                found_ = dict.fromkeys(n // NAMES for n in book.find(typed, 150))
                assert at in [*found_][:MOST], f"{each.title}: {typed}"


@pytest.mark.parametrize("typed", ["工业路", "gyljd", "gongyelujiedaozhuchao"])
async def test_places_and_articles_answer_to_their_names(
    start: Start, typed: str
) -> None:
    async with start() as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        offered = await found(pilot, typed)
        assert offered[0].startswith("工业路街道")
        await pilot.press("enter")
        await pilot.pause()
        assert main.growth is not None
        assert main.desk.shown is not None
        assert main.growth.pages[main.desk.shown.page].source == "a.txt"


async def test_a_title_in_the_palette_is_no_markup(start: Start) -> None:
    async with start() as pilot:
        assert await found(pilot, "标题里") == ["[/街道] 标题里有记号"]


async def test_an_action_of_the_palette_is_done_in_its_pane(start: Start) -> None:
    async with start() as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        await found(pilot, "原文行号")
        await pilot.press("enter")
        await pilot.pause()
        assert main.reader.show_source


def test_a_text_is_known_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh")
    try:
        assert i18n.both(i18n._("查找")) == ("查找", "Search")
        i18n.speak("en")
        assert i18n._("查找") == "Search"
        assert i18n.both("Search") == ("查找", "Search")
    finally:
        i18n.speak("zh")


LEAVING = {"q", "Q", "ctrl+c", "ctrl+z"}
"""Keys that end or stop the program."""


@pytest.mark.parametrize("size", [(100, 30), (20, 5)])
async def test_every_key_can_be_pressed_everywhere(
    start: Start, size: tuple[int, int]
) -> None:
    """In the tree, in the reader, with a search kept, on a screen of any size."""
    async with start(size=size) as pilot:
        keys = {key for node in nodes_of(pilot) for key, _ in node._bindings}
        for before in [], ["tab"], ["slash", *"招商", "enter"]:
            await pilot.press(*before)
            for key in sorted(keys - LEAVING):
                pilot.app.simulate_key(key)
                await pilot.pause()
                assert pilot.app.is_running, key
            await pilot.press("escape", "escape")


@pytest.mark.parametrize(
    ("size", "room"),
    [((40, 10), True), ((39, 10), False), ((40, 9), False), ((1, 1), False)],
)
async def test_below_40_by_10_a_line_says_so(
    start: Start, size: tuple[int, int], room: bool
) -> None:
    async with start(size=size) as pilot:
        cover = pilot.app.screen.query_one(TooSmall)
        assert cover.display is not room
        if not room:
            top, _layer = pilot.app.screen.get_widget_at(0, 0)
            assert top is cover
            assert cover.render_line(size[1] // 2).text.startswith(
                "窗口太小"[: size[0] // 2]
            )
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert not cover.display


async def test_all_that_is_wrong_with_the_settings_is_told(start: Start) -> None:
    keys = {"tree.dwn": "D", "reader.up": "nokey"}
    settings = Settings(theme="papr", keys=keys)
    async with start(settings=settings) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        assert "设置有 3 处用不了，见帮助" in main.status.left
        title, *told = (await help_lines(pilot))[:4]
        assert title == "设置里用不了的"
        for line, name in zip(told, ("tree.dwn", "nokey", "papr"), strict=True):
            assert name in line


async def test_what_the_file_of_settings_says_wrongly_is_told_too(start: Start) -> None:
    problems = ["a.toml: 没有 them", "a.toml: measure 应是整数"]
    async with start(problems=problems[:1]) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        assert main.status.left == problems[0]
    async with start(problems=problems, settings=Settings(theme="papr")) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        assert "设置有 3 处用不了" in main.status.left
        lines = await help_lines(pilot)
        assert [each.strip() for each in lines[1:3]] == problems


async def test_what_is_wrong_is_told_beside_what_could_not_be_read(
    start: Start, pages: list[Page]
) -> None:
    settings = Settings(keys={"tree.dwn": "D"})
    skipped = Skipped("x.txt", "读不懂")
    async with start(pages[0], skipped, settings=settings) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        assert "tree.down" in main.status.left
        assert "x.txt" in main.status.left


async def test_a_wrong_setting_is_told(start: Start) -> None:
    settings = Settings(keys={"tree.dwn": "D"})
    async with start(settings=settings) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        assert "tree.down" in main.status.left, "the nearest name"


async def test_the_help_is_about_the_screen_one_is_on(start: Start) -> None:
    async with start() as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        await pilot.press("tab", "c", "J", "c")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CompareScreen)
        lines = await help_lines(pilot)
        assert any("同步 / 各自滚动" in line for line in lines)
        assert not any("命令" in line or "逐条" in line for line in lines)
        await pilot.press("escape", "escape")
        pilot.app.push_screen(RegisterScreen(["街道"]))
        await pilot.pause()
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)


async def test_what_a_key_does_goes_on_below_itself(start: Start) -> None:
    async with start(size=(44, 30)) as pilot:
        lines = await help_lines(pilot)
        column = len(MARGIN) + KEYS_WIDTH
        more = [line for line in lines if line.startswith(" " * column)]
        assert more, "there are some where there is so little room"
        assert pilot.app.screen.query_one("#keys").region.height == 30
        assert all(cell_width(line) <= 44 - FRAME for line in lines)


async def test_the_palette_begins_with_what_concerns_all_of_the_screen(
    start: Start,
) -> None:
    async with start() as pilot:
        app = pilot.app
        assert isinstance(app, JieduApp)
        titles = [each.title for each in commands(app)]
        assert max(map(titles.index, ("查找", "前往", "帮助"))) < titles.index("下一行")


async def test_a_wrong_theme_is_told_as_what_it_is(start: Start) -> None:
    """It may be the command line's."""
    async with start(settings=Settings(theme="jiedu-drak")) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        assert main.status.left.startswith("配色: 没有 jiedu-drak；是不是 jiedu-dark")
