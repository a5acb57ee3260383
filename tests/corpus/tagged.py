"""What an outline says each piece of its page may be: the tags to learn from.

An outline names titles, headings, bylines, captions and the lines of paragraphs. What
it leaves out (labels, kickers, page furniture) may be any of these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import outlines

from tui.corpus.blocks import Piece, Shape, classify
from tui.corpus.lexicon import DATE
from tui.corpus.lines import blocks_of, line_starts, lines_of
from tui.corpus.encoding import decode
from tui.corpus.tagging import Tag, allowed

LEFT_OUT = {
    Tag.CHROME,
    Tag.CUT_BY_CHROME,
    Tag.LABEL,
    Tag.KICKER,
    Tag.DECK,
}
CAPTIONS = {Tag.CAPTION, Tag.CUT_BY_CAPTION}


def pieces_of(text: str) -> tuple[list[Piece], list[list[int]]]:
    """The pieces of a page and the lines that each was printed on."""
    starts = line_starts(text)
    blocks = blocks_of(text, lines_of(text, starts))
    from bisect import bisect_right

    numbers = [
        [bisect_right(starts, line.span.start) for line in each.lines]
        for each in blocks
    ]
    return [classify(each) for each in blocks], numbers


def tags_of(
    pieces: Sequence[Piece], numbers: Sequence[Sequence[int]], page: outlines.Document
) -> list[set[Tag]]:
    """For each piece the tags that the outline leaves open."""
    wanted: list[set[Tag]] = [set(LEFT_OUT) for _ in pieces]
    at = {line: n for n, lines in enumerate(numbers) for line in lines[:1]}
    taken = set()
    for article in page["articles"]:
        untitled = not article["title"]
        for section in article["sections"]:
            for paragraph in section["paragraphs"]:
                ns = [at[line] for line in paragraph["lines"] if line in at]
                for k, n in enumerate(ns):
                    tag = Tag.REST if k else Tag.OPENING if untitled else Tag.PARAGRAPH
                    if not k:
                        untitled = False
                    wanted[n] = {tag}
                    taken.add(n)
    inside = _inside(wanted)
    last = 0
    firsts = []
    for article in page["articles"]:
        lines = [
            l for s in article["sections"] for p in s["paragraphs"] for l in p["lines"]
        ]
        ns = [at[l] for l in lines if l in at]
        firsts.append(min(ns) if ns else None)
    for number, article in enumerate(page["articles"]):
        first = firsts[number]
        nexts = [f for f in firsts[number + 1 :] if f is not None]
        stop = nexts[0] if nexts else len(pieces)
        if first is None:
            first = stop
        if article["title"]:
            found = _title(pieces, article["title"], first, taken)
            for k, n in enumerate(found):
                wanted[n] = {Tag.MORE_TITLE if k else Tag.TITLE}
                taken.add(n)
            last = found[0] if found else last
        for section in article["sections"]:
            if section["heading"] and not section["run_in"]:
                n = _find(pieces, section["heading"], last, len(pieces), taken)
                if n is not None:
                    wanted[n] = {Tag.HEADING}
                    taken.add(n)
        for caption in article["captions"]:
            for n in _captions(pieces, caption, last, taken):
                wanted[n] = {Tag.CUT_BY_CAPTION if inside[n] else Tag.CAPTION}
                taken.add(n)
        names = {name for b in article["bylines"] for name in b["names"]}
        for n in range(last, stop):
            if n in taken:
                continue
            text = _folded(pieces[n].block.printed)
            if any(_folded(name) in text for name in names) or DATE.match(
                pieces[n].text
            ):
                wanted[n] = {Tag.BYLINE}
                taken.add(n)
    for key, tag in (("banner", Tag.BANNER), ("note", Tag.NOTE)):
        if page.get(key):
            whole = _folded(page[key])
            for n, piece in enumerate(pieces):
                if (
                    n not in taken
                    and _folded(piece.block.printed)
                    and _folded(piece.block.printed) in whole
                ):
                    wanted[n] = {tag}
                    taken.add(n)
                if n == min((f for f in firsts if f is not None), default=0):
                    break
    for n in range(len(pieces)):
        if n not in taken:
            wanted[n] = (
                {Tag.CUT_BY_CHROME} if inside[n] else wanted[n] - {Tag.CUT_BY_CHROME}
            )
    return [w & set(allowed(p)) or set(allowed(p)) for w, p in zip(wanted, pieces)]


def _inside(wanted):
    """Whether a piece stands in the middle of a paragraph."""
    found, later = [False] * len(wanted), False
    for n in range(len(wanted) - 1, -1, -1):
        if wanted[n] == {Tag.REST}:
            later = True
        elif len(wanted[n]) == 1:
            later = False
        else:
            found[n] = later
    return found


def _title(pieces, title, first, taken):
    whole = _folded(title)
    for n in range(first, -1, -1):
        if n in taken or n >= len(pieces):
            continue
        text = _folded(pieces[n].block.printed)
        if text and (text == whole or text.endswith(whole)):
            return [n]
        more = text
        if text and n + 1 <= first:
            m = n
            got = [n]
            label = pieces[n].label
            start = _folded(pieces[n].block.printed[label.end :]) if label else text
            acc = start
            while (
                acc
                and whole.startswith(acc)
                and acc != whole
                and m + 1 < len(pieces)
                and m + 1 not in taken
            ):
                m += 1
                got.append(m)
                acc += _folded(pieces[m].block.printed)
            if acc == whole:
                return got
    return []


def _find(pieces, text, start, stop, taken):
    whole = _folded(text)
    for n in range(start, stop):
        if n not in taken and _folded(pieces[n].block.printed) == whole:
            return n
    return None


def _captions(pieces, text, start, taken):
    whole = _folded(text)
    for n in [*range(start, len(pieces)), *range(start)]:
        if n in taken:
            continue
        acc, m, got = "", n, []
        while (
            m < len(pieces)
            and m not in taken
            and whole.startswith(acc + (t := _folded(pieces[m].block.printed)))
            and t
        ):
            acc += t
            got.append(m)
            m += 1
            if acc == whole:
                return got
    return []


def _folded(text):
    text = unicodedata.normalize("NFKC", text or "")
    return re.sub(r"\s+", "", text).rstrip("。.：:")


def pages(folder: Path):
    for path in sorted(folder.glob("*.txt")):
        if not path.with_suffix(".outline").exists(): continue
        text = decode(path.read_bytes()).text
        pieces, numbers = pieces_of(text)
        page = outlines.read(path.with_suffix(".outline").read_text("utf-8"))
        if path.with_suffix(".lines").exists():
            yield path, pieces, numbers, typed(path, pieces, numbers)
        else:
            yield path, pieces, numbers, tags_of(pieces, numbers, page)


TYPES = {
    "chrome": Tag.CHROME, "banner": Tag.BANNER, "note": Tag.NOTE, "label": Tag.LABEL, "kicker": Tag.KICKER,
    "title": Tag.TITLE, "title2": Tag.MORE_TITLE, "deck": Tag.DECK, "byline": Tag.BYLINE, "caption": Tag.CAPTION, "caption2": Tag.CAPTION,
    "heading": Tag.HEADING, "heading2": Tag.HEADING, "para": Tag.PARAGRAPH, "cont": Tag.REST, "open": Tag.OPENING,
}
def typed(path, pieces, numbers):
    types = {}
    for row in path.with_suffix(".lines").read_text("utf-8").splitlines():
        if row.strip():
            n, kind = row.split("\t")[:2]
            types[int(n)] = TYPES[kind.strip()]
    tags = [types.get(ns[0]) for ns in numbers]
    later = False
    for n in range(len(tags) - 1, -1, -1):
        if tags[n] is Tag.REST: later = True
        elif later and tags[n] in (Tag.CAPTION, Tag.CHROME):
            tags[n] = Tag.CUT_BY_CAPTION if tags[n] is Tag.CAPTION else Tag.CUT_BY_CHROME
        else: later = False
    return [({t} if t is not None else set(Tag)) & set(allowed(p)) or set(allowed(p)) for t, p in zip(tags, pieces)]
