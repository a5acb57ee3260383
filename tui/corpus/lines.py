"""Cut a page into lines, and lines into blocks: what was printed as one.

Most pages keep a paragraph, or a part of one, on a line. Others are wrapped at a
fixed width; `blocks` tells them by their lines of equal length and joins these, so
that every later step sees a heading, a caption, or a stretch of a paragraph whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from tui.corpus.lexicon import CLOSERS, SENTENCE_END, dateline_in, plain, shot_by
from tui.corpus.model import Span, pieces

LINE_END = re.compile(r"\r\n|\r|\n")
NARROWEST, WIDEST = 10, 60
"""Characters of a wrapped line: narrower is a list, wider a paragraph a line."""
NARROWEST_INDENT = 2
"""Cells by which a paragraph is indented, at least."""
RAGGED = 2
"""Characters that a wrapped line may fall short: 禁则 and wide marks leave a gap."""
ECHO = 100
"""Lines that say the same, one behind the other, and are one run of text."""
STARTS = re.compile(r"[●◆◇■□▲△▼★◎▶]|【[^【】]{2,12}】")
"""What opens a heading, a caption or a byline in wrapped text."""
IMPRINT = re.compile(
    r"(?:责编|编辑|美编|版式|校对|校读|组版|审读|E-?mail|邮箱|热线|电话) ?[:/]"
    r"|(?:责编|美编|版式|校对|组版)[ :/]"
)
"""What the line that heads a page says: nothing goes on with it."""
ENDED = re.compile(r"[。!?]|[):;\]]$")
"""What the end of a paragraph has that no stop closes: a byline behind its last stop
or in brackets, or a colon."""
STOPS = tuple(SENTENCE_END)
DOTS = (".", "\uff0e")


class Line(NamedTuple):
    """A line that is not blank."""

    span: Span
    """In the page's text, without the blanks around it."""
    text: str
    """As `plain` writes it."""
    indent: int
    """Blanks before it, in cells."""
    gap: int
    """Blank lines before it, beyond those that the page has before most lines."""

    @property
    def closed(self) -> bool:
        """Whether it ends where a sentence ends."""
        return closes(self.text)


class Block(NamedTuple):
    """Lines that were printed as one run of text."""

    lines: tuple[Line, ...]
    printed: str
    """What `Page.read` makes of its lines."""
    text: str
    """The same as `plain` writes it."""

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(line.span for line in self.lines)

    @property
    def gap(self) -> int:
        return self.lines[0].gap

    @property
    def indent(self) -> int:
        return self.lines[0].indent


def closes(text: str) -> bool:
    """Whether a text ends where a sentence ends."""
    return text.rstrip(CLOSERS).endswith(STOPS)


def line_starts(text: str) -> tuple[int, ...]:
    """Where each line of a text starts. Most pages have line ends of one kind."""
    if "\r" not in text:
        lengths = (len(line) + 1 for line in text.split("\n"))
        return (0, *accumulate(lengths))[:-1]
    return (0, *(each.end() for each in LINE_END.finditer(text)))


def lines_of(
    text: str, starts: Sequence[int], normal: str | None = None
) -> tuple[Line, ...]:
    """The lines that are not blank; `normal` is `plain(text)` if at hand."""
    normal = plain(text) if normal is None else normal
    spans, gaps, gap = [], [], 0
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        raw = text[start:end]
        if bare := raw.strip():
            first = start + raw.index(bare[0])
            spans.append((start, first, first + len(bare)))
            gaps.append(gap)
            gap = 0
        else:
            gap += 1
    usual = Counter(gaps[1:]).most_common(1)[0][0] if gaps[1:] else 0
    return tuple(
        Line(
            Span(first, end), normal[first:end], _cells(text[start:first]), gap - usual
        )
        for (start, first, end), gap in zip(spans, gaps, strict=True)
    )


def blocks_of(
    text: str, lines: Sequence[Line], breaks: Container[int] = ()
) -> tuple[Block, ...]:
    """Join what a fixed line width has cut. `breaks` are the numbers of lines, from
    0, that are known to start something."""
    width, echoes = wrap_width(lines), _echoes(lines)
    if width is None and not any(echoes):
        return tuple(block(text, [line]) for line in lines)
    indented = width is not None and _indents(lines, width)
    groups: list[list[Line]] = []
    for number, line in enumerate(lines):
        joins = number not in breaks and (
            echoes[number]
            or (
                width is not None
                and groups
                and _runs_on(groups[-1][-1], line, width, indented)
                and not _intrudes(lines[number - 1 : number + 2], width)
            )
        )
        if joins:
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(block(text, part) for group in groups for part in _parts(group))


def _echoes(lines: Sequence[Line]) -> bytearray:
    """Whether each line says what the one before says, in a long run of such: they are
    no list, and each by itself would take as long to weigh as a headline."""
    echoes, first = bytearray(len(lines)), 0
    if len(lines) < ECHO:
        return echoes
    for _, run in groupby(lines, key=lambda line: line.text):
        length = sum(1 for _ in run)
        if length >= ECHO:
            echoes[first + 1 : first + length] = b"\1" * (length - 1)
        first += length
    return echoes


def _parts(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """A wrapped run of lines, and by itself the caption that it may end with."""
    signed = shot_by("".join(line.text for line in lines[-2:]))
    stops = (n for n in range(len(lines) - 1, 0, -1) if lines[n - 1].closed)
    if signed and (stop := next(stops, None)):
        yield lines[:stop]
        yield lines[stop:]
    else:
        yield lines


def block(text: str, lines: Sequence[Line]) -> Block:
    """The block of some lines of a page's text."""
    if len(lines) == 1:
        (line,) = lines
        printed = text[line.span.start : line.span.end]
        # Lists have many lines, and most are plain as printed: one string will do.
        return Block((line,), line.text if printed == line.text else printed, line.text)
    printed = "".join(pieces(text, [line.span for line in lines]))
    return Block(tuple(lines), printed, _plain_of(printed, text, lines))


def _plain_of(printed: str, text: str, lines: Sequence[Line]) -> str:
    """`plain(printed)`, put together of lines that are plain already. But whether a
    dot is a stop hangs on what is behind it, and there a line may have ended."""
    if any(dot in printed for dot in DOTS):
        return plain(printed)
    parts = iter(lines)
    joined = pieces(text, [line.span for line in lines])
    return "".join([each if each == " " else next(parts).text for each in joined])


def wrap_width(lines: Sequence[Line]) -> float | None:
    """The characters a wrapped page has on a line; None for one that isn't wrapped.

    A page is wrapped when many lines share the length of the longest and the next
    line follows at once, in the middle of a sentence.
    """
    cut = Counter(
        units
        for line, after in pairwise(lines)
        if after.gap <= 0 and not line.closed and (units := _units(line)) >= NARROWEST
    )
    width = max(cut, key=lambda each: (_within(cut, each), each), default=None)
    if width is None or width > WIDEST or _within(cut, width) < 3:
        return None
    longer = sum(_units(line) > width + RAGGED for line in lines)
    return width if longer <= len(lines) / 10 else None


def _within(lengths: Counter[float], width: float) -> int:
    return sum(n for each, n in lengths.items() if width - RAGGED <= each <= width)


def _indents(lines: Sequence[Line], width: float) -> bool:
    """Whether a wrapped page indents its paragraphs: most that open on a full line."""
    full = [_units(line) >= width - RAGGED for line in lines]
    opening = [
        after
        for n, (line, after) in enumerate(pairwise(lines))
        if full[n + 1] and (line.closed or not full[n])
    ]
    return 2 * sum(line.indent > 0 for line in opening) > len(opening)


def _runs_on(line: Line, after: Line, width: float, indented: bool) -> bool:
    """Whether a wrapped line goes on with the next one. Behind a full stop it does
    only where the page would indent a paragraph and no heading stands there."""
    full = _units(after) >= width - RAGGED
    return (
        after.gap <= 0
        and not shot_by(line.text)
        and not STARTS.match(after.text)
        and not (dateline_in(after.text) or IMPRINT.search(line.text))
        and after.indent < line.indent + NARROWEST_INDENT
        and _units(line) >= width - RAGGED
        and (not line.closed or (indented and (full or after.closed)))
    )


def _intrudes(lines: Sequence[Line], width: float) -> bool:
    """Whether the second of three lines stands in the way of a paragraph: it is short
    without being the paragraph's end, as a caption is, or a headline behind another
    one."""
    if len(lines) < 3:
        return False
    before, line, after = lines
    if (
        line.closed
        or before.closed
        or _units(line) >= width - 2 * RAGGED
        or after.gap > 0
    ):
        return False
    if after.closed or _units(after) >= width - RAGGED:
        return after.indent <= 0
    return not (ENDED.search(line.text) or shot_by(before.text + line.text))


def _units(line: Line) -> float:
    """The width of a line with its indent, in Chinese characters."""
    narrow = len(line.text.encode("ascii", "ignore"))
    return len(line.text) - narrow / 2 + line.indent / 2


def _cells(blanks: str) -> int:
    return len(blanks) + blanks.count("\u3000") + 3 * blanks.count("\t")
