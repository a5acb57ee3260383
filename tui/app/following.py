"""The corpus as its files change while it is open.

A page that is read again keeps its number, one that is gone leaves an empty page: so
whoever reads, or has marked a place, finds it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.app.loader import Growth, indexed
from tui.corpus import remarks
from tui.corpus.model import Page, Passages, Skipped
from tui.corpus.numbers import Numbers
from tui.i18n import _

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
        pages = [each for each in read if isinstance(each, Page)]
        skipped = [each for each in read if isinstance(each, Skipped)]
        kept = [each for each in skipped if _has(library, numbers.get(each.path))]
        library = _with(library, pages, numbers)
        library = _skipping(library, changed, [e for e in skipped if e not in kept])
        told = (*map(_of_kept, kept), *remarks.of_pages(pages))
        yield indexed(library, growth.done, growth.total, told)


def _without(
    library: Library, gone: Sequence[Source], numbers: dict[str, int]
) -> Library:
    for source in gone:
        if source.name in numbers:
            empty = Page(source.name, "", Numbers((0,)), Passages.of(()), ())
            library = library.replace(numbers[source.name], empty)
    return library


def _with(library: Library, pages: Sequence[Page], numbers: dict[str, int]) -> Library:
    for page in pages:
        if page.source in numbers:
            library = library.replace(numbers[page.source], page)
    return library.add([each for each in pages if each.source not in numbers])


def _has(library: Library, number: int | None) -> bool:
    """Whether there is something to show of a page."""
    return number is not None and bool(library.pages[number].passages)


def _of_kept(file: Skipped) -> str:
    """Of a file that can't be read any more: it stays as it was read."""
    told = _("{path} 读不出了，显示的还是先前的：{reason}")
    return told.format(path=file.path, reason=file.reason)


def _skipping(
    library: Library, changed: Changed, skipped: Sequence[Skipped]
) -> Library:
    """With these of the files that have changed as those that can't be read."""
    looked_at = {each.name for group in changed for each in group}
    left = (each for each in library.skipped if each.path not in looked_at)
    return replace(library, skipped=(*left, *skipped))
