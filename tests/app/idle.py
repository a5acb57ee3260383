"""When a test may go on: as soon as the application has nothing more to do.

Textual guesses it from how much processor time the process takes in 20 ms: a quick
application is waited for in vain, and a slow one, on a machine with other work, is
given up after a second. Here the event loop is asked first.
"""

from __future__ import annotations

import asyncio
from time import process_time
from typing import Any, Final

HORIZON: Final = 1 / 25
"""Seconds: what is due within them is waited for; Textual waits half as long, but twice
for a key. The program's own short pauses last 30 ms."""

RESTING: Final = HORIZON / 20
"""Seconds of processor time in a horizon: what takes less only waits, as a thread that
is blocked, or a timer that ticks for nothing."""

POLL: Final = HORIZON / 8
"""Seconds between two looks at whether a thread has finished."""

PATIENCE: Final = 10.0
"""Seconds, for what never comes to rest."""


async def wait_for_idle(_least: float = 0, _most: float = 0) -> None:
    """In place of `textual._wait.wait_for_idle`: returns when no callback is ready, no
    timer is due soon and no thread of the loop's is at work; or when all that takes
    next to no processor time for a horizon."""
    loop: Any = asyncio.get_running_loop()
    stop = loop.time() + PATIENCE
    since, used = loop.time(), process_time()
    while (now := loop.time()) < stop:
        if now - since >= HORIZON:
            if process_time() - used < RESTING:
                return
            since, used = now, process_time()
        await asyncio.sleep(0)
        if loop._ready:
            continue
        if (rest := _until_next(loop)) >= HORIZON:
            return
        await asyncio.sleep(rest)


def _until_next(loop: Any) -> float:
    """Seconds until there may be something to do; infinity, where nothing is due."""
    pool = loop._default_executor
    if pool is not None and len(pool._threads) > pool._idle_semaphore._value:
        return POLL
    dues = (each.when() for each in loop._scheduled if not each.cancelled())
    return max(0.0, min(dues, default=float("inf")) - loop.time())
