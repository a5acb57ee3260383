"""Worker processes: each is sent files, and sends back their pages.

    Crew ── Worker ── pipe ──▸ serve     a batch of sources
                   ◂── pipe ──           what `load` makes of each

The standard library's own pool leaves its workers behind when this process is killed,
waits for them when it ends, and fails whatever is under way when one of them dies.
Here a worker ends with the pipe that its work comes from, in whatever way the other end
of it goes; and only what a worker had in hand is done again when it dies.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Sequence
from contextlib import suppress
from queue import SimpleQueue
from subprocess import DEVNULL, PIPE, Popen
from threading import Lock, Thread
from typing import TYPE_CHECKING, BinaryIO

from tui.corpus.model import Skipped
from tui.i18n import _

if TYPE_CHECKING:
    from tui.corpus.pool import Load, Loaded
    from tui.corpus.reader import Source

START = (
    "import sys; sys.path[:] = sys.argv[1:]; from tui.corpus.workers import serve; "
    "serve(sys.stdin.buffer, sys.stdout.buffer)"
)
NICE = 5
"""Workers give way to the process that has the screen. Measured: with 0 its event loop
is late ten times as often; with 10 they starve beside other busy programs."""
GONE = (OSError, EOFError, pickle.UnpicklingError)
"""What reading and writing raise when the other end has died."""


class Stopped(Exception):  # noqa: N818
    """Nothing more is wanted of the crew."""


class Crew:
    """As many workers as threads ask at the same time."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._idle: list[_Worker] = []
        self._every: list[_Worker] = []
        self._hiring = Lock()
        self._stopped = False

    def load(self, batch: Sequence[Source]) -> list[Loaded]:
        """What `load` makes of the sources. When the worker dies over them, each is
        tried alone; what a worker dies over alone is Skipped."""
        worker = self._worker()
        if worker is None:
            return [self._load(source) for source in batch]
        try:
            answer = worker.ask(batch)
        except GONE:
            worker.dismiss()
        else:
            self._idle.append(worker)
            return answer
        if len(batch) > 1:
            return [page for source in batch for page in self.load([source])]
        problem = _("读它的进程被终止了，可能是内存不够")
        return [Skipped(batch[0].name, problem)]

    def stop(self) -> None:
        """End all workers at once; threads that wait for one get `Stopped`."""
        with self._hiring:
            self._stopped = True
        for worker in self._every:
            worker.dismiss()

    def _worker(self) -> _Worker | None:
        """One that is idle, or a new one; None where no process can be had."""
        with self._hiring:
            if self._stopped:
                raise Stopped
            if self._idle:
                return self._idle.pop()
            try:
                worker = _Worker(self._load)
            except OSError:
                return None
            self._every.append(worker)
        if worker.is_ready():
            return worker
        if self._stopped:
            raise Stopped
        return None


class _Worker:
    """A process that runs `serve`, and this end of its pipes."""

    def __init__(self, load: Load) -> None:
        # A group of its own: the keys that interrupt or stop this process don't
        # reach it.
        self._process = Popen(
            [sys.executable, "-c", START, *sys.path],
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            process_group=0,
        )
        self._load = load

    def is_ready(self) -> bool:
        """Wait until it has started; whether it has."""
        try:
            self._ask(self._load)
        except GONE:
            self.dismiss()
            return False
        return True

    def ask(self, batch: Sequence[Source]) -> list[Loaded]:
        """Raises one of GONE when the worker dies over it."""
        answer: list[Loaded] = self._ask(batch)
        return answer

    def dismiss(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                assert pipe is not None
                pipe.close()

    def _ask(self, question: object) -> list[Loaded]:
        requests, answers = self._process.stdin, self._process.stdout
        assert requests is not None
        assert answers is not None
        pickle.dump(question, requests, pickle.HIGHEST_PROTOCOL)
        requests.flush()
        # Read from the pipe frame by frame, not in one go: other threads of this
        # process get their turn in between.
        answer: list[Loaded] = pickle.load(answers)
        return answer


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Load what is asked for, until nobody asks any more."""
    os.nice(NICE)
    # What is parsed holds no cycles; to look for them takes a tenth of the time.
    gc.disable()
    asked: SimpleQueue[object] = SimpleQueue()
    Thread(target=_listen, args=(requests, asked), daemon=True).start()
    load = asked.get()
    assert callable(load)
    _answer(answers, [])
    while True:
        batch = asked.get()
        assert isinstance(batch, Sequence)
        _answer(answers, [load(source) for source in batch])


def _listen(requests: BinaryIO, asked: SimpleQueue[object]) -> None:
    """Take in requests. The process ends with them, in the middle of its work."""
    try:
        while True:
            asked.put(pickle.load(requests))
    finally:
        os._exit(0)


def _answer(answers: BinaryIO, loaded: list[Loaded]) -> None:
    pickle.dump(loaded, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()
