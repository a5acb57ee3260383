"""The command palette: every action, every theme, and every place to go to.

All answer to Chinese, pinyin, its initials and English.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.text import Text
from textual.actions import parse
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode
from textual.markup import escape
from textual.screen import Screen

from tui.app.keymap import bindings_of, panes
from tui.app.render.visible import visible
from tui.app.screens.travel import TravelScreen
from tui.app.theme import titles
from tui.i18n import _, both

if TYPE_CHECKING:
    from tui.app.app import JieduApp
    from tui.app.namebook import Namebook

MOST = 50
"""Entries that are offered of a kind."""

NAMES = 3
"""Names of a command."""

COUNTING = ("digit", "forget")
"""Actions that do nothing but for the key behind them."""


class Command(NamedTuple):
    title: str
    """In the language of the interface."""

    told: str
    """Its keys, or how a setting says it."""

    run: Callable[[], Any]
    names: tuple[str, ...]
    """What it answers to: `NAMES` of them, in Chinese, in English, and as `told`."""


class Palette(CommandPalette):
    """Textual's palette without its English texts."""

    # Behind this many seconds an English "No matches found" would appear; an empty
    # list says the same.
    _NO_MATCHES_COUNTDOWN = 1e6  # type: ignore[misc]

    def __init__(self) -> None:
        super().__init__(
            (Commands, Places), placeholder=_("输入命令…"), id="--command-palette"
        )


def commands(app: JieduApp) -> Iterator[Command]:
    """What can be done, everywhere first, then in the focused pane; then the themes."""
    screen = app.main
    bound: dict[str, list[Binding]] = {}
    owners: dict[str, DOMNode] = {}
    for node in (*panes(screen), screen, app):
        for each in bindings_of(node):
            if owners.setdefault(each.description, node) is node:
                bound.setdefault(each.description, []).append(each)
    # What concerns the whole screen is looked for more often than a motion.
    rank = {node: at for at, node in enumerate((screen, app, *panes(screen)))}
    for title in sorted(bound, key=lambda title: rank[owners[title]]):
        bindings, node = bound[title], owners[title]
        action = bindings[0].action
        if _can(node, action):
            keys = " ".join(map(app.get_key_display, bindings))
            act = partial(app.run_action, action, node)
            yield Command(title, keys, act, (*both(title), keys))
    yield from _themes(app)


def _themes(app: JieduApp) -> Iterator[Command]:
    """Ours, then Textual's, which are called by their English names."""
    ours, other = titles(), _("{name} 配色")
    for name in sorted(app.available_themes, key=lambda name: name not in ours):
        title = ours.get(name) or other.format(name=name)
        known = both(ours.get(name, other))
        names = (each.format(name=name) for each in known)
        use, told = partial(setattr, app, "theme", name), f'theme = "{name}"'
        yield Command(title, told, use, (*names, told))


def _can(node: DOMNode, action: str) -> bool:
    """Whether an action does something, and can be seen to do it."""
    shown = isinstance(node, Screen) or node.parent is None or node.display
    _namespace, name, parameters = parse(action)
    is_whole = name not in COUNTING
    return is_whole and shown and bool(node.check_action(name, parameters))


class Commands(Provider):
    """Offers what `commands` gives."""

    async def startup(self) -> None:
        self._commands = [*commands(self.app)]  # type: ignore[arg-type]
        self._names = await asyncio.to_thread(_namebook, self._commands)

    async def discover(self) -> Hits:
        for each in self._commands:
            yield DiscoveryHit(each.title, each.run, help=escape(each.told))

    async def search(self, query: str) -> Hits:
        numbers = await asyncio.to_thread(self._names.find, query, NAMES * MOST)
        found = dict.fromkeys(number // NAMES for number in numbers)
        for rank, at in enumerate(found):
            each = self._commands[at]
            yield _hit(1 - rank / (4 * MOST), each.title, each.told, each.run)


class Places(Provider):
    """Offers districts, offices, articles and headings by their names."""

    async def search(self, query: str) -> Hits:
        screen = self.screen
        if not isinstance(screen, TravelScreen) or screen.destinations is None:
            return
        found = await asyncio.to_thread(screen.destinations.find, query)
        for rank, each in enumerate(found[:MOST]):
            go = partial(screen.set_out, each.place)
            # Below all commands.
            yield _hit(0.5 - rank / (4 * MOST), each.name, each.where, go)


def _hit(score: float, title: str, told: str, callback: Any) -> Hit:
    """What a page says is neither markup nor control."""
    title, told = visible(title), visible(told)
    return Hit(score, Text(title), callback, text=title, help=escape(told))


def _namebook(commands: list[Command]) -> Namebook:
    """The names of commands, `NAMES` of each."""
    from tui.app.namebook import Namebook
    from tui.index.pinyin import Kind

    names = chain.from_iterable(each.names for each in commands)
    return Namebook((name, Kind.NAME) for name in names)
