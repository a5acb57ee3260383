"""A terminal to test in: a pseudo-terminal with a screen that can be looked at."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Sequence
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

import pyte

TIMEOUT = 20.0
"""Seconds to wait for what should come at once; a busy machine is no failure."""

NOT_FOR_PYTE = re.compile(rb"\x1b\[[<>=?][0-9;]*(?:u|\$p)|\x1b\]22;[^\x07]*\x07")
"""Keyboard protocols, mode requests, pointer shapes: pyte would print their ends."""

MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")


FOLDERS = ("CACHE", "CONFIG", "STATE")
"""What a user's own folders are called in the environment."""


class Terminal:
    """Runs a command on a terminal of its own."""

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (100, 30),
        env: dict[str, str] | None = None,
        controlling: bool = True,
    ) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        self._master, self._slave = pty.openpty()
        fcntl.ioctl(
            self._slave, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0)
        )
        self.settings = termios.tcgetattr(self._slave)

        def take_terminal() -> None:
            if controlling:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        inherited = {"PATH", "HOME", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}
        kept = {name: os.environ[name] for name in inherited & os.environ.keys()}
        self._home = TemporaryDirectory(ignore_cleanup_errors=True)
        """For what the program remembers, so that a test finds what it left itself."""
        own = {f"XDG_{each}_HOME": self._home.name for each in FOLDERS}
        self.process = subprocess.Popen(
            command,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env={**kept, **own, "TERM": "xterm-256color", **(env or {})},
            start_new_session=True,
            preexec_fn=take_terminal,
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
        self.process.wait()
        for fd in (self._master, self._slave):
            with contextlib.suppress(OSError):
                os.close(fd)
        self._home.cleanup()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def modes(self) -> dict[int, bool]:
        """The private modes that were set, and whether they still are."""
        return {
            int(number): switch == b"h"
            for numbers, switch in MODE.findall(self.written)
            for number in numbers.split(b";")
        }

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as it was found."""
        on = {number for number, is_on in self.modes.items() if is_on}
        # 7 wraps lines, 25 shows the cursor: on is how they were.
        return on == {7, 25} and self._settings() == self.settings

    def send(self, keys: str | bytes) -> None:
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def hang_up(self) -> None:
        """Go away, as a terminal whose window is closed."""
        os.close(self._slave)
        os.close(self._master)

    def wait_for(self, text: str) -> None:
        """Read until a text is on the screen."""
        self._read_until(lambda: text in self.text, f"{text!r} is not on the screen")

    def wait_until_gone(self, text: str) -> None:
        self._read_until(lambda: text not in self.text, f"{text!r} stays on the screen")

    def wait_for_stop(self) -> None:
        """Read until the process is stopped, as by Ctrl+Z."""

        def is_stopped() -> bool:
            pid, status = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)
            return bool(pid) and os.WIFSTOPPED(status)

        self._read_until(is_stopped, "the process goes on")
        self._read(0.1)

    def wait_for_exit(self) -> int:
        """Read until the process ends; returns its exit status."""
        self._read_until(lambda: self.process.poll() is not None, "it does not end")
        self._read(0.1)
        return self.process.wait()

    def _read_until(self, is_done: Any, problem: str) -> None:
        end = monotonic() + TIMEOUT
        while not is_done():
            assert monotonic() < end, f"{problem}:\n{self.text}"
            self._read(0.05)

    def _read(self, seconds: float) -> None:
        while select.select([self._master], [], [], seconds)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return
            self.written += data
            self._stream.feed(NOT_FOR_PYTE.sub(b"", data))

    def _settings(self) -> list[Any]:
        return termios.tcgetattr(self._slave)
