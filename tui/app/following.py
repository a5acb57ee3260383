"""The corpus as its files change while it is open.

A page that is read again keeps its number, one that is gone leaves an empty page: so
whoever reads, or has marked a place, finds it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tui.app.loader import Growth, indexed
from tui.corpus import remarks
from tui.corpus.model import Page, Skipped

if TYPE_CHECKING:
    from tui.corpus.pool import Load
    from tui.corpus.reader import Source
    from tui.index.library import Library
    from tui.watch import Changed


def follow(growth: Growth, changes: Iterable[Changed], load: Load) -> Iterator[Growth]:
    """The corpus after each change of its files. `growth` is complete."""
    from tui.corpus.reader import Reader

    library = growth.library
    for changed in changes:
        if library is None:
            return
        load = load.anew() if isinstance(load, Reader) else load
        numbers = {page.source: at for at, page in enumerate(library.pages)}
        library = _without(library, changed.gone, numbers)
        read = [load(each) for each in (*changed.changed, *changed.added)]
        library = _with(library, read, numbers)
        told = remarks.of_pages([each for each in read if isinstance(each, Page)])
        yield indexed(library, growth.done, growth.total, (*told,))


def _without(
    library: Library, gone: Sequence[Source], numbers: dict[str, int]
) -> Library:
    for source in gone:
        if source.name in numbers:
            empty = Page(source.name, "", (0,), (), ())
            library = library.replace(numbers[source.name], empty)
    return library


def _with(
    library: Library, read: Sequence[Page | Skipped], numbers: dict[str, int]
) -> Library:
    """A file that can't be read any more stays as it was read."""
    pages = [each for each in read if isinstance(each, Page)]
    for page in pages:
        if page.source in numbers:
            library = library.replace(numbers[page.source], page)
    return library.add([each for each in pages if each.source not in numbers])
