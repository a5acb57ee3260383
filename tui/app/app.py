"""The application: one screen, a corpus that is read behind it, and the keys."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import events, on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.keys import _character_to_key
from textual.screen import Screen
from textual.worker import Worker, WorkerState, get_current_worker

from tui.app.driver import SafeDriver
from tui.app.keys import is_text, is_written, twin
from tui.app.loader import Growth, grow
from tui.app.screens.main import CorpusGrown, MainScreen
from tui.app.theme import DARK, RULES, THEMES
from tui.app.widgets.query_bar import QueryBar
from tui.app.width import Width, lay_out_anew
from tui.corpus.reader import load
from tui.i18n import _
from tui.settings import NAME, Settings, unknown

if TYPE_CHECKING:
    from tui.corpus.pool import Load
    from tui.corpus.reader import Source
    from tui.index.batches import OpenCache
    from tui.watch import Changed

SWITCH_INTERVAL: Final = 0.0005
"""Seconds that a thread may keep the interpreter while a key waits. Measured: it cuts
the longest delay beside a busy thread from 10 to 2 ms."""

REST = 0.1
"""Seconds that reading waits for the screen, at most."""

PAINTING = 1 / 30
"""Seconds that a change of the whole screen may take to be painted."""

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
) -> int:
    """Show the screen until someone leaves it; returns the exit status.

    `load` reads a source, `paths` are watched for changes, `open_cache` says where
    pages are kept for the next run, `settings` what the user chose; `find` is a query
    and `at` a node's reference to open at."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    app = JieduApp(sources, load, paths, open_cache, settings, find=find, at=at)
    app.run(mouse=settings.mouse)
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
    ) -> None:
        # Textual makes shades of grey of NO_COLOR; we send no colour at all.
        plain = True if os.environ.get("NO_COLOR") else None
        super().__init__(driver_class=SafeDriver, ansi_color=plain)
        self.settings = settings
        self.width = Width(settings.ambiguous)
        self.sources = sources
        self.load = load
        self.paths = paths
        self.open_cache = open_cache
        self._left = Event()
        self.main = MainScreen(find, at, paths)
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

    @work(thread=True, group="read", exit_on_error=False)
    def read(self) -> None:
        """Read the corpus; the screen shows what is there so far.

        The thread rests while a step is painted: the two would take the interpreter
        from each other, and the painting would last twice as long."""
        worker, painted, growth = get_current_worker(), Event(), None
        changed = self._changes()
        try:
            for growth in grow(
                self.sources,
                self.load,
                lambda: not worker.is_cancelled,
                self.open_cache,
            ):
                if worker.is_cancelled:
                    return
                painted.clear()
                self.main.post_message(CorpusGrown(growth))
                self.main.call_after_refresh(self._when_painted, painted.set)
                painted.wait(REST)
        finally:
            gc.freeze()
            gc.enable()
        if growth is not None and self.paths:
            # A daemon, as the program would wait a second for it when it ends.
            Thread(target=self._follow, args=(growth, changed), daemon=True).start()

    def _changes(self) -> Iterator[Changed]:
        """What changes in the files from here on."""
        from tui.watch import changes

        return changes(self.paths, self.sources, self._left)

    def _follow(self, growth: Growth, changed: Iterator[Changed]) -> None:
        """Read what has changed; the screen shows it."""
        from tui.app.following import follow

        for grown in follow(growth, changed, self.load):
            if self._left.is_set():
                return
            self.main.post_message(CorpusGrown(grown))

    def on_unmount(self) -> None:
        self._left.set()

    def _when_painted(self, callback: Callable[[], None]) -> None:
        """Call back a little after the first refresh behind a message: the widgets
        ask for theirs only when they are idle again."""
        self.main.set_timer(PAINTING, callback)

    @on(Worker.StateChanged)
    def tell_of_failure(self, event: Worker.StateChanged) -> None:
        """A thread that failed is told about; what has been read can be read on."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            self.main.status.say(_("出错了：{error}").format(error=repr(error)))

    def _begin(self) -> None:
        """The first frame is painted."""
        self._apply_settings()
        early, self._early = self._early or [], None
        for key in early:
            self.post_message(key)
        self.read()

    def _apply_settings(self) -> None:
        """Use the user's keys and measure; have it told what is wrong with them."""
        theme, measure = self.settings.theme, self.settings.measure
        problems = list(self._remap()) if self.settings.keys else []
        if theme and theme not in self.available_themes:
            problems.append(unknown(f"{NAME}: theme", theme, self.available_themes))
        if measure is not None:
            self.main.reader.measure = measure
        self.main.notices += problems

    def _remap(self) -> Sequence[str]:
        from tui.app.keymap import chains, keymap
        from tui.app.screens.compare import CompareScreen
        from tui.app.screens.goto import GotoScreen
        from tui.app.screens.help import HelpScreen

        modal: list[type[Screen[Any]]] = [HelpScreen, GotoScreen, CompareScreen]
        chosen, problems = keymap(self.settings.keys, chains(self.main, modal), NAME)
        self.set_keymap(chosen)
        return problems

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
            self.main.settle()
            self.app_focus = True
            if await self._act_on(event):
                return
        await super().on_event(event)

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
            return True
        if self.screen is self.main and is_written(character):
            self.main.action_query(character)
            return True
        return False

    def get_system_commands(
        self,
        screen: Screen[Any],  # noqa: ARG002
    ) -> Iterable[SystemCommand]:
        from tui.app.commands import commands

        return commands(self)

    def action_command_palette(self) -> None:
        from tui.app.commands import Palette

        if self.screen is self.main:
            self.push_screen(Palette())

    def action_help(self) -> None:
        """List the keys of every part of the screen, the focused one first."""
        from tui.app.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.main))

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
        self.main.status.say(_("再按一次 Ctrl+C 退出"))

    def _forget_quit(self) -> None:
        self._asked_quit = False

    def _repaint(self, _app: App[None]) -> None:
        """Paint all of a screen that the shell has written on."""
        self.screen.refresh(layout=True)
