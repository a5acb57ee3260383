"""The command palette: what it offers, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.command import CommandPalette

from tui.app.theme import DARK, LIGHT
from tui.i18n import _

if TYPE_CHECKING:
    from tui.app.app import JieduApp


class Palette(CommandPalette):
    """Textual's palette without its English texts."""

    # Behind this many seconds an English "No matches found" would appear; an empty
    # list says the same.
    _NO_MATCHES_COUNTDOWN = 1e6  # type: ignore[misc]

    def __init__(self) -> None:
        super().__init__(placeholder=_("输入命令…"), id="--command-palette")


def commands(app: JieduApp) -> Iterator[SystemCommand]:
    """Title, explanation and action of every command."""
    main = app.main
    yield SystemCommand(_("查找"), _("在所有页面里找词"), main.action_query)
    yield SystemCommand(_("显示 / 隐藏目录"), _("左边的目录栏"), main.action_tree)
    use = partial(partial, setattr, app, "theme")
    yield SystemCommand(_("深色"), _("深色配色"), use(DARK.name))
    yield SystemCommand(_("浅色"), _("浅色配色"), use(LIGHT.name))
    yield SystemCommand(_("帮助"), _("所有按键"), app.action_help)
    yield SystemCommand(_("退出"), _("离开街读"), app.exit)
