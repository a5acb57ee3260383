"""The application: one screen, a corpus that is read behind it, and the keys."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.keys import _character_to_key
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from tui.app import interpreter, words
from tui.app.chosen import put_to_use
from tui.app.driver import SafeDriver
from tui.app.feed import Feed
from tui.app.keys import is_text, is_written, twin
from tui.app.screens.main import MainScreen
from tui.app.theme import DARK, RULES, THEMES
from tui.app.widgets.query_bar import QueryBar
from tui.app.width import Width, lay_out_anew
from tui.corpus.reader import load
from tui.i18n import _
from tui.settings import Settings

if TYPE_CHECKING:
    from tui.corpus.pool import Load
    from tui.corpus.reader import Source
    from tui.index.batches import OpenCache

USE = events.MouseDown, events.MouseScrollDown, events.MouseScrollUp, events.Paste
"""By which one knows, besides keys, that someone is here."""

HOPS = 4
"""Turns of the event loop: a widget is told, becomes idle, and tells the screen; one
more for who is told by another widget."""

GRACE = 3.0
"""Seconds within which a second Ctrl+C quits."""


def run(
    sources: Sequence[Source],
    load: Load,
    paths: Sequence[Path],
    open_cache: OpenCache | None,
    settings: Settings,
    *,
    find: str | None,
    at: str | None,
    problems: Sequence[str] = (),
) -> int:
    """Show the screen until someone leaves it; returns the exit status.

    `load` reads a source, `paths` are watched for changes, `open_cache` says where
    pages are kept for the next run, `settings` what the user chose and `problems` what
    is wrong with that; `find` is a query and `at` a node's reference to open at."""
    interpreter.tune()
    app = JieduApp(
        sources, load, paths, open_cache, settings, find=find, at=at, problems=problems
    )
    app.run(mouse=settings.mouse)
    for told in app.main.farewell:
        sys.stderr.write(f"jiedu: {told}\n")
    return app.return_code or 0


class JieduApp(App[None], inherit_bindings=False):
    """Jiedu on a terminal."""

    TITLE = "街读"
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        Path(__file__).with_name("screens") / "main.tcss",
        RULES,
    ]
    """Textual loads a screen's own style when it is pushed; the first never is."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", _("帮助"), id="app.help"),
        Binding("ctrl+p", "command_palette", _("命令"), id="app.commands"),
        Binding(
            "ctrl+c",
            "ask_quit",
            _("退出（按两次）"),
            show=False,
            priority=True,
            id="app.quit",
        ),
        Binding("ctrl+z", "suspend_process", _("挂起"), show=False, id="app.suspend"),
        Binding("Q", "exit", _("立即退出"), show=False, id="app.exit"),
    ]

    def __init__(
        self,
        sources: Sequence[Source],
        load: Load = load,
        paths: Sequence[Path] = (),
        open_cache: OpenCache | None = None,
        settings: Settings = Settings(),  # noqa: B008 - it is frozen
        find: str | None = None,
        at: str | None = None,
        problems: Sequence[str] = (),
    ) -> None:
        # Textual makes shades of grey of NO_COLOR; we send no colour at all.
        plain = True if os.environ.get("NO_COLOR") else None
        super().__init__(driver_class=SafeDriver, ansi_color=plain)
        self.settings = settings
        self.problems = (*problems,)
        """What is wrong with the settings, a line each."""
        self.width = Width(settings.ambiguous)
        self.main = MainScreen(find, at, paths)
        self._feed = Feed(self.main, sources, load, paths, open_cache)
        self._collector = interpreter.Collector()
        self._asked_quit = False
        self._early: list[events.Key] | None = []
        """Keys pressed before there is a screen; None as soon as there is one."""

        for theme in THEMES:
            self.register_theme(theme)
        known = settings.theme in self.available_themes
        self.theme = settings.theme if settings.theme and known else DARK.name

    def get_default_screen(self) -> Screen[None]:
        return self.main

    def on_mount(self) -> None:
        self.app_resume_signal.subscribe(self, self._repaint)
        self.main.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        self._feed.stop()

    @on(Worker.StateChanged)
    def tell_of_failure(self, event: Worker.StateChanged) -> None:
        """A thread that failed is told about; what has been read can be read on."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            self.main.status.say(_("出错了：{error}").format(error=repr(error)))

    def _begin(self) -> None:
        """The first frame is painted."""
        self.problems = (*self.problems, *put_to_use(self, self.settings))
        if self.problems:
            self.main.notices.insert(0, words.of_problems(self.problems))
        early, self._early = self._early or [], None
        for key in early:
            self.post_message(key)
        self.run_worker(self._feed.read, thread=True, group="read", exit_on_error=False)

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """The terminal says how wide it makes what may be one cell or two."""
        if self.width.hear(event.x, event.y):
            lay_out_anew(self)

    async def on_event(self, event: events.Event) -> None:
        """Act on a key at once, in the order of typing.

        Textual sends a key through the queues of the focused widget and its parents
        before it looks for a binding; the next keys of a burst (typed ahead on a slow
        line) would by then have gone to a widget that is losing the focus."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self._early is not None:
                self._early.append(event)
                return
            self._collector.postpone()
            self.main.settle()
            self.app_focus = True
            if await self._act_on(event):
                await self._gather()
                return
        elif isinstance(event, USE):
            self._collector.postpone()
            self.main.settle()
        await super().on_event(event)

    async def _gather(self) -> None:
        """Have one frame show all that a key has changed: what each widget has to say
        of it comes to the screen in a message of its own, the last ones else a moment
        after the first ones are painted."""
        with self.batch_update():
            for _hop in range(HOPS):
                await asyncio.sleep(0)
        self.screen.check_idle()

    async def _act_on(self, event: events.Key) -> bool:
        """Whether the key was text for the query line or bound to something."""
        character = event.character or ""
        half = twin(character)
        key = event.key if half == character else _character_to_key(half)
        if self.screen is self.main and self.main.take_key(key, half):
            return True
        if isinstance(self.focused, QueryBar) and is_text(character):
            self.focused.insert(character)
            return True
        focused = self.focused
        if focused is not None and focused.check_consume_key(event.key, character):
            return False
        if await self._check_bindings(key, priority=True):
            return True
        if await self._check_bindings(key):
            if self.screen is self.main:
                self.main.catch_up()
            return True
        if self.screen is self.main and is_written(character):
            self.main.action_query(character)
            return True
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The palette knows what can be done on the main screen."""
        if action == "command_palette":
            return self.screen is self.main
        return super().check_action(action, parameters)

    def action_command_palette(self) -> None:
        from tui.app.commands import Palette

        self.push_screen(Palette())

    def action_help(self) -> None:
        """List the keys of every part of the screen, the focused one first."""
        from tui.app.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen, self.problems))

    def action_exit(self) -> None:
        self.leave()

    def leave(self) -> None:
        """End the program, with what is to be remembered on the disk."""
        self.main.keep_now()
        self.exit()

    def action_ask_quit(self) -> None:
        """Ctrl+C: it may have been meant to copy, or to stop something."""
        if self._asked_quit:
            self.leave()
        self._asked_quit = True
        self.set_timer(GRACE, self._forget_quit)
        self.main.say(_("再按一次 Ctrl+C 退出"))

    def _forget_quit(self) -> None:
        self._asked_quit = False

    def _repaint(self, _app: App[None]) -> None:
        """Paint all of a screen that the shell has written on."""
        self.screen.refresh(layout=True)
