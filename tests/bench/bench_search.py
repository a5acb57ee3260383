"""How long the index takes to build and to search, beside Python's own means.

    python -m tests.bench.bench_search [FOLDER…]

Without a folder, the bundled pages. Everything is timed in one run, so that the
ratios hold where the times don't. The plain means search the same folded text:
`finditer` for all places, page by page, `in` only for the pages.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np

from tui.corpus.model import Page
from tui.corpus.outline import outline_of
from tui.corpus.reader import bundled, find, load
from tui.index import postings
from tui.index.blocks import Blocks
from tui.index.fold import fold, fold_term
from tui.index.library import Library

TERMS = """
区 街道 路街 道党工委 商引资 营商环境 海王地效翼船 2024年 121 LIVE 文明, 不在其中的词
""".split()
TYPED = "招商引资项目"
WARMED = 1 << 29
"""Bytes touched beforehand: a machine may take long to hand out memory."""


def milliseconds(work: Callable[[], object], rounds: int = 7) -> float:
    """The best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def main(folders: list[Path]) -> None:
    np.ones(WARMED // 8)
    for folder in folders:
        loaded = map(load, find([folder]).sources)
        pages = [page for page in loaded if isinstance(page, Page)]
        print(f"\n{folder}")
        build(pages)
        add_one_by_one(pages[:500])
        library = Library().add(pages)
        texts = [folded(page) for page in pages]
        print("  term     hits      Jiedu   finditer takes   in (pages only)")
        for typed in TERMS:
            compare(library, texts, typed)
        type_query(library)


def build(pages: list[Page]) -> None:
    texts = [page.read(each) for page in pages for each in page.passages]
    parts = [texts[at : at + 5000] for at in range(0, len(texts), 5000)]
    codes = [fold(part).codes for part in parts]
    size = sum(map(len, texts))
    print(f"  {len(pages)} pages, {len(texts)} passages, {size:,} characters")
    for name, work in (
        ("read the passages", lambda: [p.read(q) for p in pages for q in p.passages]),
        ("fold them", lambda: [*map(fold, parts)]),
        ("sort the codes", lambda: [*map(postings.index, codes)]),
        ("all of it, in blocks", lambda: Blocks().add(pages)),
        ("arrange the outline", lambda: outline_of(pages)),
    ):
        taken = milliseconds(work, 3)
        print(f"  {name:24} {taken:9.2f} ms {size / taken / 1000:8.0f} Mchar/s")


def add_one_by_one(pages: list[Page]) -> None:
    blocks, taken = Blocks(), []
    for page in pages:
        start = time.perf_counter()
        blocks = blocks.add([page])
        taken.append((time.perf_counter() - start) * 1000)
    print(
        f"  one page more            {np.median(taken):9.2f} ms, at most "
        f"{max(taken):.2f}; {len(blocks.blocks)} blocks in the end"
    )


def folded(page: Page) -> str:
    codes = fold([page.read(each) for each in page.passages]).codes
    return codes.tobytes().decode("utf-16-le")


def compare(library: Library, texts: list[str], typed: str) -> None:
    term = fold_term(typed).tobytes().decode("utf-16-le")
    pattern = re.compile(re.escape(term))
    ours = milliseconds(lambda: library.find(typed).counts())
    places = milliseconds(
        lambda: [[each.start() for each in pattern.finditer(text)] for text in texts], 3
    )
    within = milliseconds(lambda: [term in text for text in texts], 3)
    print(
        f"  {len(library.find(typed)):13,} {ours:7.3f} ms {places / ours:12.1f} times"
        f" {within / ours:11.1f} times   {typed}"
    )


def type_query(library: Library) -> None:
    """What a key costs: the search, the counts of a screenful of the tree, the
    nearest hit, and the marks of its passage."""
    nodes = [*islice(library.outline.walk(), 50)]
    start = library.outline.articles[0]

    def key(typed: str) -> None:
        hits = library.find(typed)
        for node in nodes:
            hits.count(node)
        number = hits.nearest(start)
        if number is not None:
            hits.in_passage(hits[number].id, hits[number].passage)

    for length in range(1, len(TYPED) + 1):
        typed = TYPED[:length]
        print(f"  key {length} {milliseconds(partial(key, typed)):7.3f} ms   {typed}")


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]] or [bundled()])
