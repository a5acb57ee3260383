"""The program with a probe in it: it reads a folder, is typed into, and ends.

    python -m tests.bench.program_probe FOLDER STARTED QUERIES RESULT
    python -m tests.bench.program_probe --parse FOLDER

To be run on a terminal by `bench_program`. STARTED is when the process was started, by
`perf_counter`, which is the same in all processes. So many QUERIES are typed; RESULT is
the file that is to have the `Run`, as JSON.

Keys come as the terminal's driver sends them. A key is answered by the first frame,
handed to the thread that writes it, for which the status line has been painted with
the hits of all that is typed so far.

With --parse the folder is read and parsed by as many workers as the program has, which
send nothing back: what any reading has to take. It prints when that was done.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

from tests.bench.program_parts import Run, Ticker, held, most, parse, queries
from tui import cli
from tui.app import app as module  # before Textual: it says how often that may paint
from tui.corpus.pool import load_all
from tui.corpus.reader import find

# isort: split
from textual import events
from textual.strip import Strip
from textual.worker import get_current_worker

REST = 0.15
"""Seconds from one key's answer to the next key, as of someone who types fast."""
CALM = 1.0
"""Seconds that the program is left alone before it is weighed."""
LOOK = 0.05
"""Seconds between two looks at whether threads have ended."""
PATIENCE = 30.0
"""Seconds until a key that is not answered is an error."""


def main(arguments: Sequence[str]) -> None:
    if arguments[0] == "--parse":
        gc.disable()
        for _ in load_all(find([Path(arguments[1])]).sources, parse):
            pass
        print(perf_counter())
        return
    folder, started, count, result = arguments
    Probed.started, Probed.queries = float(started), int(count)
    Probed.result = Path(result)
    # What runs the app looks it up in its module.
    vars(module)["JieduApp"] = Probed
    sys.exit(cli.main([folder, "--no-cache"]))


class Probed(module.JieduApp):
    """The app, which measures itself and leaves."""

    started = 0.0
    queries = 0
    result = Path()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._wanted: Callable[[], bool] = lambda: True
        self._painted: asyncio.Future[tuple[float, float]] | None = None
        self._told = ""
        """What the status line was last painted with."""

    def on_mount(self) -> None:
        self.run_worker(self._measure(), group="probe")

    async def _measure(self) -> None:
        run, ticker = Run(), Ticker()
        await self._frame(lambda: True)
        self._note_what_is_told()
        ticking = asyncio.create_task(ticker.run())
        run.searchable = (await self._frame(self._is_complete, None))[0] - self.started
        run.late["reading"] = ticker.cut()
        await self._calm()
        run.late["jieba"] = ticker.cut()
        self._weigh(run)
        growth = self.main.growth
        assert growth is not None
        asked = queries(growth.pages, self.queries)
        ticker.cut()
        run.keys = [each for query in asked for each in await self._type(query)]
        run.late["typing"] = ticker.cut()
        ticking.cancel()
        self.result.write_text(json.dumps(asdict(run)))
        self.exit()

    def _is_complete(self) -> bool:
        return self.main.growth is not None and self.main.growth.is_complete

    async def _calm(self) -> None:
        """Wait until jieba is there, and no thread does anything for a while."""
        me, quiet = get_current_worker(), perf_counter()
        while self.main.suggester.words is None or perf_counter() - quiet < CALM:
            await asyncio.sleep(LOOK)
            if any(each is not me and each.is_running for each in self.workers):
                quiet = perf_counter()

    def _weigh(self, run: Run) -> None:
        assert self.main.growth is not None
        run.held, run.most = held(), most()
        run.pages = len(self.main.growth.pages)
        run.characters = sum(len(page.text) for page in self.main.growth.pages)

    async def _type(self, query: str) -> list[tuple[float, float]]:
        """Seconds from each key to its hits, and of them those that this thread ran."""
        await self._key("slash", "/", lambda: self.main.querying)
        times = []
        for at, character in enumerate(query, 1):
            await asyncio.sleep(REST)
            shown = partial(self._shows, query[:at])
            times.append(await self._key(character, character, shown))
        await asyncio.sleep(REST)
        await self._key("escape", None, lambda: not self.main.querying)
        return times

    def _shows(self, typed: str) -> bool:
        search, found = self.main.search, self.main.found()
        is_of_it = search is not None and search.query == typed
        return is_of_it and self._told.startswith(found)

    async def _key(
        self, key: str, character: str | None, answered: Callable[[], bool]
    ) -> tuple[float, float]:
        assert self._driver is not None
        started, ran = perf_counter(), thread_time()
        self._driver.process_message(events.Key(key, character))
        painted, run = await self._frame(answered)
        return painted - started, run - ran

    async def _frame(
        self, wanted: Callable[[], bool], patience: float | None = PATIENCE
    ) -> tuple[float, float]:
        """Wait for a frame with which something is so; when it was painted, and how
        long this thread had run by then. Raises TimeoutError."""
        self._painted = asyncio.get_running_loop().create_future()
        self._wanted = wanted
        return await asyncio.wait_for(self._painted, patience)

    def post_display_hook(self) -> None:
        super().post_display_hook()
        painted = self._painted
        if painted is not None and not painted.done() and self._wanted():
            painted.set_result((perf_counter(), thread_time()))

    def _note_what_is_told(self) -> None:
        status = self.main.status
        paint = status.render_line

        def noted(y: int) -> Strip:
            self._told = status.left
            return paint(y)

        vars(status)["render_line"] = noted


if __name__ == "__main__":
    main(sys.argv[1:])
