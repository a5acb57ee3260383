"""The pages of the paths on the command line, read now or kept from an earlier run."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.app.render.visible import visible
from tui.corpus import remarks
from tui.corpus.files import STANDARD_INPUT, Found, Late, Source, bundled, find
from tui.corpus.model import Page, Skipped
from tui.corpus.pool import is_small
from tui.corpus.reader import Reader
from tui.errors import InputError
from tui.i18n import _
from tui.index.batches import batches, open_cache

if TYPE_CHECKING:
    from tui.index.block import Block
    from tui.index.cache import Cache
    from tui.index.library import Library


class Opened(NamedTuple):
    pages: list[Page]
    blocks: dict[int, Block]
    """Those that were kept, by the number of their first page."""

    def library(self) -> Library:
        from tui.index.library import Library

        return Library().add(self.pages, known=self.blocks)


def found(arguments: Namespace) -> Found:
    """The files of the paths; the bundled ones where no path is given."""
    return find(arguments.paths or [bundled()], sniffs=arguments.encoding is None)


def listed(arguments: Namespace) -> Sequence[Source]:
    """The files of the paths, to be listed behind the first frame; but for standard
    input, which the keyboard takes the place of."""
    paths = arguments.paths or [bundled()]
    sniffs = arguments.encoding is None
    if Path(STANDARD_INPUT) in paths:
        return find(paths, sniffs=sniffs).sources
    return Late(paths, sniffs=sniffs)


def cache_of(sources: Sequence[Source], arguments: Namespace) -> Cache | None:
    """The cache, if one is wanted: by default where it saves seconds."""
    wanted = arguments.cache
    if wanted is None:
        wanted = arguments.settings.cache
    if wanted is None:
        wanted = not is_small(sources)
    return open_cache(sources, arguments.encoding) if wanted else None


def opened(files: Found, arguments: Namespace) -> Opened:
    """The pages of the files. What can't be read, or not all of it, is told on
    stderr; so is what is no page. Raises InputError where there is none."""
    cache = cache_of(files.sources, arguments)
    pages: list[Page] = []
    skipped: list[Skipped] = []
    blocks: dict[int, Block] = {}
    load = Reader(arguments.encoding)
    for batch in batches(files.sources, load, cache=cache):
        if batch.block is not None:
            blocks[len(pages)] = batch.block
        pages += (each for each in batch.loaded if isinstance(each, Page))
        skipped += (each for each in batch.loaded if isinstance(each, Skipped))
    if cache is not None:
        cache.write()
    for line in chain(
        remarks.of_skipped(skipped),
        remarks.of_pages(pages),
        remarks.of_found(files),
        cache.remarks if cache else (),
    ):
        say(line)
    if not pages:
        raise InputError(_("没有可读的页面"))
    return Opened(pages, blocks)


def say(message: str) -> None:
    """Tell the user something about the data, which goes to stdout."""
    sys.stderr.write(f"jiedu: {visible(message)}\n")
