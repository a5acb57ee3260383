"""A terminal driver that survives bad bytes and leaves when the terminal does.

Textual's own driver ends the program on a byte that is no UTF-8 (a terminal set to
GBK, an X10 mouse report), spins when its input ends, and leaves the terminal in
full-screen mode when the process is told to stop. Only its input thread and the
edges of application mode are replaced; what is written stays Textual's business.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from codecs import getincrementaldecoder
from typing import Final

from textual import constants
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tui.app.width import Width

ENDING: Final = (signal.SIGTERM, signal.SIGHUP)
SIGNALLED: Final = 128
"""A shell adds it to a signal's number for the exit status."""

READ_SIZE: Final = 4096


class SafeDriver(LinuxDriver):
    """LinuxDriver for terminals that misbehave or go away."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert sys.__stdout__ is not None
        # Textual paints on stderr, which a shell may have sent elsewhere.
        self._file = sys.__stdout__

    def start_application_mode(self) -> None:
        self._wake, self._waker = os.pipe()
        loop = asyncio.get_running_loop()
        for number in ENDING:
            loop.add_signal_handler(number, self._end, number)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._width is not None:
            self.write(self._width.question)

    def disable_input(self) -> None:
        """Wake the input thread by closing its pipe: a poll would delay quitting."""
        if self._waker >= 0:
            os.close(self._waker)
            self._waker = -1
        super().disable_input()

    def write(self, data: str) -> None:
        """Drop what is written to a terminal that is gone.

        The writer thread has died of it, and its full queue would block for ever."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(self._width.fence(data) if self._width else data)

    @property
    def _width(self) -> Width | None:
        """What the app knows of the terminal's cells."""
        return getattr(self._app, "width", None)

    def run_input_thread(self) -> None:
        """Feed keys to the app until the pipe closes or the input ends.

        The wait has a limit only behind a read: that is when a lone ESC may have
        to be told from the start of a sequence."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        patience: float | None = None
        try:
            while True:
                ready, _, _ = select.select([self.fileno, self._wake], [], [], patience)
                if self._wake in ready:
                    return
                if ready:
                    data = self._read()
                    if not data:
                        self._loop.call_soon_threadsafe(self._end, signal.SIGHUP)
                        return
                    self._feed(parser, decode(data))
                patience = 1.1 * constants.ESCAPE_DELAY if ready else None
                for event in parser.tick():
                    self.process_message(event)
        finally:
            os.close(self._wake)

    def _read(self) -> bytes:
        """What was typed; nothing at the end of the input."""
        try:
            return os.read(self.fileno, READ_SIZE)
        except OSError:
            return b""

    def _feed(self, parser: XTermParser, text: str) -> None:
        # An empty text would tell the parser that the input has ended.
        if text:
            for event in parser.feed(text):
                self.process_message(event)

    def _end(self, number: signal.Signals) -> None:
        self._app.exit(return_code=SIGNALLED + number)
