"""Pages as they come: read now, or kept from an earlier run.

No array is needed to read pages: numpy is imported with the cache, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.corpus.files import Source
from tui.corpus.pool import Load, Loaded, load_all

if TYPE_CHECKING:
    from tui.index.block import Block
    from tui.index.cache import Cache

Wanted = Callable[[], bool]
OpenCache = Callable[[], "Cache | None"]


class Batch(NamedTuple):
    """What became of consecutive sources."""

    loaded: Sequence[Loaded]
    block: Block | None = None
    """Of all of them, where it was kept; then they are pages."""


def batches(
    sources: Sequence[Source],
    load: Load,
    wanted: Wanted = lambda: True,
    cache: Cache | None = None,
) -> Iterator[Batch]:
    """The sources in their order, as far as they are wanted."""
    if cache is not None:
        yield from cache.load_all(sources, load, wanted)
    else:
        yield from (Batch([each]) for each in load_all(sources, load, wanted))


def open_cache(sources: Sequence[Source], encoding: str | None) -> Cache:
    """The user's cache of these sources; see `tui.index.cache`."""
    from tui.index import cache

    return cache.open_cache(sources, encoding)
