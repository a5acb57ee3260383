"""Every key is bound to something, in the help, and free where it must be."""

from __future__ import annotations

import pytest
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widgets import Static

from tests.app.conftest import Start
from tui.app.commands import commands
from tui.app.screens.help import HelpScreen
from tui.app.screens.main import MainScreen

FREE = [*"rwcmaiyYvVtfxUH", "full_stop", "apostrophe", "asterisk"]
"""Kept for what comes later."""


def nodes_of(pilot: Pilot[None]) -> list[DOMNode]:
    """All that has keys."""
    main = pilot.app.screen
    assert isinstance(main, MainScreen)
    return [pilot.app, main, main.corpus_tree, main.right, main.query_bar]


async def test_the_help_shows_every_binding(start: Start) -> None:
    async with start() as pilot:
        app = pilot.app
        bound = [each for node in nodes_of(pilot) for _key, each in node._bindings]
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        lines = str(app.screen.query_one(Static).content).splitlines()
        for binding in bound:
            assert binding.description, binding.key
            key, does = app.get_key_display(binding), binding.description
            assert [line for line in lines if key in line.split() and does in line], key


@pytest.mark.parametrize("key", ["escape", "q", "f1", "question_mark"])
async def test_the_help_closes(start: Start, key: str) -> None:
    async with start() as pilot:
        await pilot.press("f1", "j", "down", "space", "k", "up", "b", key)
        assert isinstance(pilot.app.screen, MainScreen)


async def test_keys_for_later_are_free(start: Start) -> None:
    async with start() as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        for pane in (main.corpus_tree, main.right):
            pane.focus()
            await pilot.pause()
            assert main.active_bindings.keys() & set(FREE) == set()


async def test_no_binding_of_textuals_own_is_left(start: Start) -> None:
    """They would be in English, and Ctrl+Q would quit without asking."""
    async with start() as pilot:
        for node in nodes_of(pilot):
            for key, binding in node._bindings:
                assert not binding.description.isascii(), key
                assert key != "ctrl+q"


async def test_the_palette_speaks_chinese(start: Start) -> None:
    async with start() as pilot:
        await pilot.press("ctrl+p")
        assert isinstance(pilot.app.screen, CommandPalette)
        assert pilot.app.screen._placeholder == "输入命令…"
        for title, explanation, _action, _discover in commands(pilot.app):  # type: ignore[arg-type]
            assert not title.isascii()
            assert not explanation.isascii()


async def test_the_palette_runs_a_command(start: Start) -> None:
    async with start() as pilot:
        await pilot.press("ctrl+p", *"浅色")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.theme == "jiedu-light"


LEAVING = {"q", "Q", "ctrl+c", "ctrl+z"}
"""Keys that end or stop the program."""


@pytest.mark.parametrize("size", [(100, 30), (60, 12), (20, 5), (1, 1)])
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
