"""Notes as a Markdown file, by place and article, each with what it is on.

    ## 上街区 · 工业路街道
    ### 《筑巢引凤兴产业》
    > the quote
    >
    > ——《筑巢引凤兴产业》，000.txt 第 12 行，2018-05-17

    the note

    ★ 标签：招商、产业

Neither a page nor a note can make it anything else: what Markdown (CommonMark, with
GitHub's tables and strikethrough) would take for a sign is written with a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from tui.i18n import _
from tui.state.notes import Note

SIGNS = re.compile(r"[\\`*_\[\]<>&|~$#]")
OPENERS = re.compile(r"^(\d+(?=[.)])|(?=[-+=:]))")
"""What at the start of a line would make a list, a heading or a rule of it."""
LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1f\x85\u2028\u2029]")
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, those that turn the direction of text, and halves of surrogate
pairs, which no file can hold."""


class Cited(NamedTuple):
    """Where a note's passage stands."""

    rank: int
    """The article's in the reading order of the corpus, which is by place."""
    place: tuple[str, ...]
    """The names of district, office or unit, as far as they are known."""
    title: str
    source: str
    line: int
    """1-based, in the file."""
    date: str | None = None


def to_markdown(notes: Iterable[Note], place_of: Callable[[Note], Cited | None]) -> str:
    """All notes, in the order in which their passages are read; those of which
    `place_of` knows no place at the end."""
    placed, lost = list[tuple[Cited, Note]](), list[Note]()
    for note in notes:
        cited = place_of(note)
        if cited is None:
            lost.append(note)
        else:
            placed.append((cited, note))
    placed.sort(key=lambda each: (each[0].rank, each[0].line, each[1].anchor.offset))
    parts = ["# " + _("笔记"), *_by_place(placed), *_lost(lost)]
    return "\n\n".join(parts) + "\n"


def _by_place(placed: list[tuple[Cited, Note]]) -> Iterator[str]:
    for place, inside in groupby(placed, key=lambda each: each[0].place):
        yield "## " + _line(" · ".join(place) or _("未识别"))
        for _rank, article in groupby(inside, key=lambda each: each[0].rank):
            found = [*article]
            yield "### " + _title(found[0][0])
            for cited, note in found:
                yield from _note(note, _citation(cited))


def _lost(notes: list[Note]) -> Iterator[str]:
    if notes:
        yield "## " + _("失去位置的笔记")
    for note in notes:
        yield from _note(note, _line(note.anchor.source))


def _note(note: Note, citation: str) -> Iterator[str]:
    quote = f"{_lines(note.anchor.quote)}\n\n——{citation}"
    yield "\n".join(f"> {line}".rstrip() for line in quote.split("\n"))
    if note.text.strip():
        yield _lines(note.text)
    tags = _("标签：{tags}").format(tags=_("、").join(map(_line, note.tags)))
    told = "★ " * note.star + tags * bool(note.tags)
    if told:
        yield told.strip()


def _citation(cited: Cited) -> str:
    where = _("{source} 第 {line} 行").format(
        source=_line(cited.source), line=cited.line
    )
    parts = [_title(cited), where, *([_line(cited.date)] if cited.date else [])]
    return _("，").join(parts)


def _title(cited: Cited) -> str:
    return f"《{_line(cited.title or _('（无标题）'))}》"


def _lines(text: str) -> str:
    """A text whose lines stay lines, and its paragraphs paragraphs."""
    lines = (_line(line) for line in LINE_END.split(text.strip()))
    opened = "\n".join(OPENERS.sub(r"\1\\", line) for line in lines)
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", r"\\\n", opened)


def _line(text: str) -> str:
    """A text on one line, as Markdown that shows it; not for the start of one."""
    flat = LINE_END.sub(" ", text).replace("\t", " ").strip()
    return SIGNS.sub(r"\\\g<0>", UNSAFE.sub("\N{REPLACEMENT CHARACTER}", flat))
