"""Share a page's tagged pieces out among its articles, its paragraphs made whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tui.corpus.blocks import Piece, Shape, shaped
from tui.corpus.bylines import byline_in
from tui.corpus.forms import unbalanced
from tui.corpus.lexicon import ends_open, shot_by
from tui.corpus.lines import Block
from tui.corpus.model import Kind, Span
from tui.corpus.phrases import is_cut
from tui.corpus.tags import ABOVE, TITLES, Tag

KINDS = {
    Tag.CHROME: Kind.CHROME,
    Tag.CUT_BY_CHROME: Kind.CHROME,
    Tag.HEAD_CHROME: Kind.CHROME,
    Tag.BANNER: Kind.BANNER,
    Tag.NOTE: Kind.NOTE,
    Tag.LABEL: Kind.LABEL,
    Tag.KICKER: Kind.KICKER,
    Tag.TITLE: Kind.TITLE,
    Tag.MORE_TITLE: Kind.TITLE,
    Tag.DECK: Kind.KICKER,
    Tag.BYLINE: Kind.BYLINE,
    Tag.HEAD_BYLINE: Kind.BYLINE,
    Tag.CAPTION: Kind.CAPTION,
    Tag.CUT_BY_CAPTION: Kind.CAPTION,
    Tag.HEAD_CAPTION: Kind.CAPTION,
    Tag.HEADING: Kind.HEADING,
    Tag.MORE_HEADING: Kind.HEADING,
    Tag.PARAGRAPH: Kind.PARAGRAPH,
    Tag.REST: Kind.PARAGRAPH,
}
FRONT = (Tag.CHROME, Tag.BANNER, Tag.NOTE, Tag.CAPTION, Tag.BYLINE)
"""What may stand before the first article."""
HEAD = (Kind.LABEL, Kind.KICKER, Kind.TITLE)
BODY = (Kind.PARAGRAPH, Kind.HEADING)
CAPTIONS = (Tag.CAPTION, Tag.HEAD_CAPTION, Tag.CUT_BY_CAPTION)
CREDITS = (*CAPTIONS, Tag.BYLINE, Tag.HEAD_BYLINE)
"""What the credit of a caption may be taken for."""
BEHIND = re.compile(r"[^□■○●◎◆◇]([□■○●◎◆◇][^□■○●◎◆◇]+)$")
"""A sign in a line and what stands behind it."""
COLUMN = re.compile(r"(?:【[^【】]{2,12}】|[^|:,。!?“”《》]{2,7} *\|) *(?=.{4})")
"""The name of a column that stands before a headline, in brackets or with a bar."""
CREDIT_LINE = re.compile(
    r"(?!\(?(?:本[版组]|图片由|照片由))\(?[^。,:;!?()]{2,18}(?:摄影?|供图|提供)\)?"
)
"""A line that only says who took a picture, not all of them."""

SIGNED = (Shape.BYLINE, Tag.HEAD_BYLINE)
COLUMN_NAME = (Shape.DISPLAY, Tag.KICKER)
"""What stands beside a headline on its line."""

Join = Callable[[Sequence[Block]], Block]
"""Makes one block of several, in the order of the page."""


class Draft(NamedTuple):
    """An article's pieces with their kinds, in the order of the page."""

    pieces: tuple[Piece, ...]
    kinds: tuple[Kind, ...]
    body: int
    """Where its text starts in `pieces`: the first paragraph or heading."""


class Tagged(NamedTuple):
    piece: Piece
    tag: Tag


def drafts_of(pieces: Sequence[Piece], tags: Sequence[Tag], join: Join) -> list[Draft]:
    """The articles of a page; what stands before the first one belongs to it."""
    tagged = healed(pieces, tags, join)
    starts = _starts(tagged)
    ends = [*starts[1:], len(tagged)]
    starts[:1] = [0]
    return [draft(tagged[at:end]) for at, end in zip(starts, ends, strict=True) if end]


def healed(pieces: Sequence[Piece], tags: Sequence[Tag], join: Join) -> list[Tagged]:
    """The pieces of a page with every paragraph whole that something has cut, every
    heading that goes over several lines, every caption with its credit, and bylines
    and the names of columns of their own where they stand on a headline's line."""
    runs: list[list[Tagged]] = []
    paragraph: list[Tagged] = []
    for piece, tag in zip(pieces, tags, strict=True):
        if tag is Tag.REST and paragraph:
            paragraph.append(Tagged(piece, tag))
            continue
        if tag is Tag.MORE_HEADING and runs:
            runs[-1].append(Tagged(piece, tag))
            continue
        if runs and (
            (tag in CREDITS and _is_credit_of(piece, runs[-1]))
            or (tag in CAPTIONS and _goes_on_with(piece, runs[-1]))
        ):
            runs[-1].append(Tagged(piece, tag))
            continue
        if tag in TITLES and (at := _byline_at(piece)):
            parts = _parted(piece, at, (Shape.DISPLAY, tag), SIGNED)
            runs += ([each] for each in parts)
            continue
        if tag is Tag.TITLE and (at := _column_end(piece)):
            parts = _parted(piece, at, COLUMN_NAME, (Shape.DISPLAY, tag))
            runs += ([each] for each in parts)
            continue
        runs.append([Tagged(piece, tag)])
        if tag in (Tag.PARAGRAPH, Tag.REST):
            paragraph = runs[-1]
    return [_whole(run, join) for run in runs]


def draft(tagged: Sequence[Tagged]) -> Draft:
    """One article. Where nothing else is its title, the line above its text is; where
    its borders are given, what was a title of its own in the text is a heading."""
    kinds = [KINDS[tag] for _, tag in tagged]
    body = next((n for n, kind in enumerate(kinds) if kind in BODY), len(kinds))
    if Kind.TITLE not in kinds[:body]:
        lines = [n for n in range(body) if _may_be_title(tagged[n])]
        for n in lines[-1:]:
            kinds[n] = Kind.TITLE
    for n in range(body - 1):
        if kinds[n : n + 2] == [Kind.TITLE] * 2 and _is_label(tagged[n].piece):
            kinds[n] = Kind.LABEL
    kinds[body:] = [Kind.HEADING if each in HEAD else each for each in kinds[body:]]
    return Draft(tuple(piece for piece, _ in tagged), tuple(kinds), body)


def _may_be_title(tagged: Tagged) -> bool:
    piece, tag = tagged
    label = piece.label
    behind = label is not None and piece.text[label.end :].strip()
    return tag is Tag.KICKER or bool(tag is Tag.LABEL and behind)


def _is_label(piece: Piece) -> bool:
    """Whether a line is nothing but the place that a headline below it is about. A
    body may have its headline go on: 县自然资源局 ⏎ 关于…的公告."""
    label = piece.label
    return (
        label is not None and label.unit is None and not piece.text[label.end :].strip()
    )


def _is_credit_of(piece: Piece, run: Sequence[Tagged]) -> bool:
    """Whether a line is nothing but the credit of the caption above it."""
    (above, tag), *more = run
    return (
        tag in CAPTIONS
        and not more
        and piece.gap <= 0
        and CREDIT_LINE.fullmatch(piece.text) is not None
        and not shot_by(above.text)
    )


def _goes_on_with(piece: Piece, run: Sequence[Tagged]) -> bool:
    """Whether a line goes on with the caption above it, in the middle of a word, of a
    bracket or of a phrase."""
    above, tag = run[-1]
    return (
        tag in CAPTIONS
        and piece.gap <= 0
        and not above.closed
        and (
            is_cut(above.text, piece.text)
            or ends_open(above.text)
            or unbalanced(above.text)
        )
    )


def _byline_at(piece: Piece) -> int:
    """Where a byline stands behind a headline, on its line, set off by a sign:
    拆了猪圈 种上蓝莓 □记者 迟海燕 报道. 0 where there is none."""
    told = piece.rank is not None or len(piece.block.lines) > 1
    sign = None if told else BEHIND.search(piece.text)
    return sign.start(1) if sign and byline_in(sign[1], sign[1]) else 0


def _column_end(piece: Piece) -> int:
    """Where a headline starts behind the name of its column, on its line:
    【老街新声】麻石巷里的“慢邮局”. 0 where there is none: a label is none."""
    told = piece.rank is not None or len(piece.block.lines) > 1
    column = None if told or piece.label else COLUMN.match(piece.text)
    return column.end() if column else 0


def _parted(
    piece: Piece, at: int, left: tuple[Shape, Tag], right: tuple[Shape, Tag]
) -> Iterator[Tagged]:
    """A headline's line cut in two before a character of it: what stands on either
    side, each of a shape and a tag."""
    (line,) = piece.block.lines
    head = piece.text[:at].rstrip()
    for first, last, (shape, tag) in (
        (0, len(head), left),
        (at, len(piece.text), right),
    ):
        span = Span(line.span.start + first, line.span.start + last)
        text, printed = piece.text[first:last], piece.block.printed[first:last]
        part = Block((line._replace(span=span, text=text),), printed, text)
        yield Tagged(shaped(part, shape), tag)


def _whole(run: Sequence[Tagged], join: Join) -> Tagged:
    """A paragraph's or a heading's pieces as one; any other piece stays as it is."""
    (piece, tag), *others = run
    if KINDS[tag] is Kind.HEADING and others:
        return Tagged(_heading([each for each, _ in run], join), tag)
    if KINDS[tag] is Kind.CAPTION and others:
        return Tagged(shaped(join([p.block for p, _ in run]), piece.shape), tag)
    if KINDS[tag] is not Kind.PARAGRAPH:
        return run[0]
    if others:
        piece = shaped(join([each.block for each, _ in run]), Shape.PROSE)
    elif piece.shape is not Shape.PROSE:
        piece = shaped(piece.block, Shape.PROSE, piece.rank)
    return Tagged(piece, tag)


def _heading(lines: Sequence[Piece], join: Join) -> Piece:
    """A heading of several lines. They are parts of it, as a title's are: a blank
    parts them, which `Page.read` doesn't add."""
    parted = join([each.block for each in lines])._replace(
        printed=" ".join(each.block.printed for each in lines),
        text=" ".join(each.text for each in lines),
    )
    return shaped(parted, Shape.DISPLAY, lines[0].rank)


def _starts(tagged: Sequence[Tagged]) -> list[int]:
    """Where articles start: at a title, or at what stands above it."""
    found: list[int] = []
    above = False
    for n, (_, tag) in enumerate(tagged):
        if tag is Tag.CHROME:
            continue
        heads = tag in (*ABOVE, Tag.TITLE)
        if (heads and not above) or not (found or tag in FRONT):
            found.append(n)
        above = tag in ABOVE
    return found or [0]
