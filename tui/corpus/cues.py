"""What speaks for and against each reading of a piece: the cues that `tagging` weighs.

A cue is a short string. It tells of the piece itself, of its neighbours, of its place
between two stretches of text, or of its likes on the page; none of them decides alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from tui.corpus.blocks import TURN, Piece, Shape
from tui.corpus.bylines import names_in
from tui.corpus.forms import ACTOR, SCENE, Form, alike, form_of, habits_of, unbalanced
from tui.corpus.lexicon import (
    CAPTION,
    DATE,
    ENUMERATOR,
    HAN,
    OPEN_END,
    OPEN_START,
    RUNNING,
    SHOT_BY,
    SLOGAN,
    STARTERS,
)
from tui.corpus.lines import closes
from tui.corpus.sections import run_in_length

LENGTHS = (4, 6, 8, 10, 12, 14, 16, 18, 21, 24, 28, 34, 44, 60, 90)
"""Bounds of the classes of length, in characters."""
LARGE = 7
"""Lines between two stretches of text: more of them are a list, a poem, a table."""
MOST = 3
"""Counts are told apart up to this."""
OPENING = 30
"""Characters in which a report names its place."""
NEAR = 300
"""Characters of the text around a line that are looked through for its words."""
STARTING = tuple(STARTERS)
DASH = re.compile(r"[—―]{1,2}|--")
BRACKETED = re.compile(r"[【\[].+[】\]]$")
BULLET = re.compile(r"[·•●○■□◆◇▪▶▲△▼▽★☆>*]+ *")
LISTED = re.compile(
    r".{0,4}本[版期报](?:其他|主要)?(?:新闻|导读|要目|目录|文章|标题)"
    r"|(?:其他|相关|更多)新闻|今日导读|导读|目录|标题导航"
)
SALUTE = re.compile(
    r".{0,14}(?:同志|朋友|先生|女士|编辑|领导|代表|委员|来宾|大家)们?[:,]"
)
SOURCED = re.compile(r"来源|作者|编辑|责编|发布|时间:|浏览|字号|版式|校对|值班")
CONTACT = re.compile(r"电话|热线|邮编|地址|邮箱|邮件|联系人|网址|微信")
PLACE = re.compile(rf"{HAN}{{1,4}}?(?:街道|社区|镇|乡|村|县|区|市|局)")
TIME = re.compile(
    r".{0,24}?(?:近日|日前|昨[日天]|今天|本[周月]|上[周月]|近期|连日来|今年|去年|\d月|\d日)"
)
REPORTED = re.compile(r".{0,40}?(?:记者|获悉|采访)")
SKETCH = re.compile(
    r"(?:见闻|纪实|侧记|纪事|探访|扫描|观察|启示录|掠影|.记|素描|采访札记)$|^记"
)
DATED = re.compile(r"\d{1,2}月\d{1,2}日")
FIRST_CHARACTERS = frozenset("“‘《(【[—-·●■□◆▲★☆○◎▶>*①②③④")
SPOKEN = "?!:,、—“"


def cues_of(pieces: Sequence[Piece]) -> list[list[str]]:
    """The cues of each piece of a page."""
    page = _Page(pieces)
    return [page.cues(n) for n in range(len(pieces))]


class _Page:
    """The pieces of a page, and what is counted over all of them."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.habits = habits_of(pieces)
        self.leads = _bylines_lead(pieces)
        prose = [piece.shape is Shape.PROSE for piece in pieces]
        self.above = _since(prose)
        self.below = _since(prose[::-1])[::-1]
        signs = [_signs(piece) for piece in pieces]
        self.unsigned = _counted(prose, signs)
        self.until = _counted(prose[::-1], signs[::-1])[::-1]
        self.stretch = [*accumulate(signs, initial=0)]
        self.near: defaultdict[int, list[Form]] = defaultdict(list)
        for n, (piece, after) in enumerate(pairwise(pieces)):
            if piece.shape is Shape.DISPLAY and after.shape is Shape.PROSE:
                self.near[self.stretch[n]].append(form_of(piece.text))
        self.open = _open(pieces)
        self.last_of = {_bare(p): n for n, p in enumerate(pieces) if _is_short(p)}
        self.first_of = {
            _bare(p): n for n, p in reversed([*enumerate(pieces)]) if _is_short(p)
        }
        self.labels = _count(sum(p.label is not None for p in pieces))
        self.reports = _count(sum(p.opens_report for p in pieces))
        self.listed = next(
            (n for n, p in enumerate(pieces) if LISTED.fullmatch(p.text)), None
        )

    def cues(self, n: int) -> list[str]:
        piece = self.pieces[n]
        before = self.pieces[n - 1] if n else None
        after = self.pieces[n + 1] if n + 1 < len(self.pieces) else None
        if piece.shape is Shape.PROSE:
            found = [*_prose(piece), *self._around_prose(n, piece, before)]
        else:
            found = [*_line(piece), *self._around_line(n, piece, before, after)]
        shape = piece.shape.value
        found.append(f"after {before.shape.value if before else 'top'}")
        found.append(f"before {after.shape.value if after else 'end'}")
        found.append("open" if self.open[n] else "whole")
        if before is not None:
            ending = _ending(before)
            found.append(f"behind {ending}")
            indent = piece.block.indent - before.block.indent
            found.append(f"behind {ending}, indent {(indent > 0) - (indent < 0)}")
        if after is not None:
            indent = piece.block.indent - after.block.indent
            found.append(
                f"indent {(indent > 0) - (indent < 0)} of next {after.shape.value}"
            )
        return [shape, *(f"{shape} {each}" for each in found)]

    def _around_prose(
        self, n: int, piece: Piece, before: Piece | None
    ) -> Iterator[str]:
        yield f"above {self.above[n]} {'open' if self.open[n] else 'whole'}"
        yield f"gap {_count(piece.gap)} {'open' if self.open[n] else 'whole'}"
        if before is not None:
            indent = piece.block.indent - before.block.indent
            yield f"indent {(indent > 0) - (indent < 0)} of {before.shape.value}"
        yield f"indented {piece.block.indent > 0} of {self.habits.indents}"
        yield f"unsigned {self.unsigned[n]}"
        if piece.opens_report:
            yield f"report above {self.above[n]}"
            yield f"reports {self.reports}, above {self.above[n]}"
        if self.above[n] == "top":
            yield f"first, labels {self.labels}"

    def _around_line(
        self, n: int, piece: Piece, before: Piece | None, after: Piece | None
    ) -> Iterator[str]:
        above, below = self.above[n], self.below[n]
        yield f"place {above} {below}"
        yield f"above {above}"
        yield f"below {below}"
        yield f"gap {_count(piece.gap)}"
        yield f"gap {_count(piece.gap)}, below {below}"
        if after is not None:
            yield f"gap behind {_count(after.gap)}"
            yield f"gaps {_count(piece.gap)} {_count(after.gap)}"
            yield f"gap behind {_count(after.gap)}, below {below}"
            if after.opens_report:
                yield "before report"
            if below == "0" and not after.closed:
                yield "before open"
        if before is not None and before.signed:
            yield "after signed"
        if before is not None:
            yield f"after {before.shape.value}, {'leads' if self.leads else 'trails'}"
        yield f"unsigned {self.unsigned[n]}"
        yield f"until {self.until[n]}"
        yield f"{'leads' if self.leads else 'trails'} above {above}"
        yield f"reports {self.reports}"
        yield from self._group(n, before, after)
        if piece.shape is Shape.DISPLAY:
            yield from self._likes(n, piece)

    def _group(
        self, n: int, before: Piece | None, after: Piece | None
    ) -> Iterator[str]:
        """What stands beside a line between the same two stretches of text."""
        first, last = n, n
        while first > 0 and self.pieces[first - 1].shape is not Shape.PROSE:
            first -= 1
        while (
            last + 1 < len(self.pieces)
            and self.pieces[last + 1].shape is not Shape.PROSE
        ):
            last += 1
            if last > n + LARGE:
                break
        first = max(first, n - LARGE)
        yield f"group {min(last - first, LARGE)}"
        columns = len(self.pieces[n].text.split())
        for side, other in (("before", before), ("behind", after)):
            if other is not None and other.shape is not Shape.PROSE:
                if columns > 1 and len(other.text.split()) == columns:
                    yield f"columns as {side}"
                if abs(len(other.text) - len(self.pieces[n].text)) <= 1:
                    yield f"long as {side}"
        coarse = sum(len(self.pieces[n].text) > each for each in (8, 16, 26))
        yield f"place {self.above[n]} {self.below[n]} length {coarse}"
        if any(p.shape is Shape.BYLINE for p in self.pieces[first:n]):
            yield "byline above"
        if any(p.shape is Shape.BYLINE for p in self.pieces[n + 1 : last + 1]):
            yield "byline below"
        if any(p.label for p in self.pieces[first:n]):
            yield "label above"
        if any(p.label for p in self.pieces[n + 1 : last + 1]):
            yield "label below"
        length = len(self.pieces[n].text)
        for side, other in (("before", before), ("behind", after)):
            if other is not None and other.shape is Shape.DISPLAY:
                less = len(other.text) - length
                yield f"{side} {(less > 1) - (less < -1)} long"
                if other.label:
                    yield f"{side} label"
                if BRACKETED.fullmatch(other.text):
                    yield f"{side} bracketed"
                if DASH.match(other.text):
                    yield f"{side} deck"
                if ENUMERATOR.match(other.text):
                    yield f"{side} number"

    def _likes(self, n: int, piece: Piece) -> Iterator[str]:
        """What tells a line by its likes, and by its words in the text around."""
        form = form_of(piece.text)
        likes = self.habits.likes(form) - (
            self.below[n] == "0" and self.above[n] != "top"
        )
        yield f"likes {_count(likes)}"
        yield f"likes {_count(likes)} below {self.below[n]}"
        yield f"rivals {_count(self.habits.rivals(form))}"
        near = self.near[self.stretch[n]]
        likes = sum(alike(form, each) for each in near)
        own = self.below[n] == "0"
        yield f"near {_count(likes - own)} of {_count(len(near) - own)}"
        yield f"near {_count(likes - own)}, below {self.below[n]}"
        bare = _bare(piece)
        if len(bare) > 5 and self.last_of[bare] > n:
            yield "stands again"
        if len(bare) > 5 and self.first_of[bare] < n:
            yield "stood before"
        if self.listed is not None and n > self.listed and self.above[n] == "top":
            yield "listed"
        if piece.label:
            yield f"labels {self.labels}"
            yield f"labels {self.labels} reports {self.reports}"
        text = self._text(n, 1)
        if text and self.above[n] != "top":
            opening = PLACE.search(text[:OPENING])
            earlier = self._text(n, -1)
            known = opening and opening.group() in earlier
            yield f"opens at {'no' if not opening else 'known' if known else 'new'} place"
            own = PLACE.search(piece.text)
            if own:
                yield f"names {'known' if own.group() in earlier else 'new'} place"
        elif PLACE.search(piece.text):
            yield "names place at top"
        if TIME.match(text):
            yield "before time"
        if REPORTED.match(text):
            yield "before reported"
        yield f"said below {self._said(piece.text, n, 1)}"
        yield f"said above {self._said(piece.text, n, -1)}"

    def _said(self, text: str, n: int, step: int) -> str:
        """How many pairs of a line's characters the next text that way holds too."""
        other = self._text(n, step)
        if not other:
            return "nothing"
        pairs = {text[at : at + 2] for at in range(len(text) - 1)}
        return _count(sum(pair in other for pair in pairs))

    def _text(self, n: int, step: int) -> str:
        """The text next to a piece that way, as far as it is near."""
        n += step
        while 0 <= n < len(self.pieces) and self.pieces[n].shape is not Shape.PROSE:
            n += step
        if not 0 <= n < len(self.pieces):
            return ""
        text = self.pieces[n].text
        return text[:NEAR] if step > 0 else text[-NEAR:]


def _bylines_lead(pieces: Sequence[Piece]) -> bool:
    """Whether the page puts bylines under the title: its first one stands there."""
    for number, piece in enumerate(pieces):
        if piece.shape is Shape.PROSE:
            return False
        if piece.shape is Shape.BYLINE:
            return number > 0
    return False


def _prose(piece: Piece) -> Iterator[str]:
    text = piece.text
    yield f"length {_class(len(text))}"
    yield f"closed {piece.closed}"
    if piece.opens_report:
        yield "report"
    if number := ENUMERATOR.match(text):
        yield f"number {number.lastgroup}"
        yield f"number {number.lastgroup} length {_class(len(text))}"
    if "图为" in text or "图片" in text:
        yield "figures"
    if OPEN_START.match(text):
        yield "goes on"
    if text.startswith(STARTING):
        yield "starter"
    if piece.signed:
        yield "signed"
    if TURN.match(text):
        yield "turn"
    if SALUTE.match(text):
        yield "salute"
    if run_in_length(text):
        yield "run-in"
    if text.startswith("“"):
        yield "quotes"
    if len(text) < 90 and (CAPTION.match(text) or SHOT_BY.search(text)):
        yield "captions"
    if CONTACT.search(text[:60]):
        yield "contact"
    if len(text) < 60 and ACTOR.match(text):
        yield "actor"
    if BULLET.match(text):
        yield "bullet"


def _line(piece: Piece) -> Iterator[str]:
    text = piece.text
    yield f"length {_class(len(text))}"
    if closes(text):
        yield "closes"
    form = form_of(text)
    yield f"form {form.kind}"
    yield f"form {form.kind}, {'closes' if closes(text) else 'open'}"
    yield f"words {_count(len(text.split()))}"
    if form.kind in ("halves", "commas"):
        yield f"form {form.kind} {min(form.parts, MOST)}"
    if piece.shape in (Shape.CHROME, Shape.ROW):
        return
    if OPEN_END.search(text):
        yield "ends open"
    if OPEN_START.match(text):
        yield "goes on"
    if RUNNING.search(text):
        yield "runs"
    if text.startswith(STARTING):
        yield "starter"
    if unbalanced(text):
        yield "unbalanced"
    if SLOGAN.fullmatch(text):
        yield "slogan"
    if SCENE.search(text):
        yield "scene"
    if ACTOR.match(text):
        yield "actor"
    if CAPTION.match(text):
        yield "captions"
    if SHOT_BY.search(text):
        yield "shot by"
    if DASH.match(text):
        yield "deck"
    if BRACKETED.fullmatch(text):
        yield "bracketed"
    if BULLET.match(text):
        yield "bullet"
    if DATE.match(text):
        yield "date"
    elif DATED.search(text):
        yield "dated"
    if names_in(text, text):
        yield "names"
    if SALUTE.match(text):
        yield "salute"
    if TURN.match(text):
        yield "turn"
    if SKETCH.search(text):
        yield "sketch"
    for word in SOURCED.findall(text)[:MOST]:
        yield f"says {word}"
    if SOURCED.match(text):
        yield "says first"
    if CONTACT.search(text):
        yield "contact"
    digits = sum(map(str.isdigit, text))
    yield f"digits {_count(10 * digits // len(text))}"
    for mark in SPOKEN:
        if mark in text:
            yield f"has {mark}"
    if text[0] in FIRST_CHARACTERS:
        yield f"starts {text[0]}"
    yield f"ends {text[-1]}"
    if text[-1].isdigit() or text[0].isdigit():
        yield "digit"
    if piece.label:
        yield from _label(piece)


def _label(piece: Piece) -> Iterator[str]:
    label = piece.label
    assert label is not None
    head = piece.text[: label.end]
    alone = not piece.text[label.end :].strip()
    set_off = "alone" if alone else "colon" if ":" in head else "blank"
    kind = "office" if label.office else "unit" if label.unit else "district"
    yield "label"
    yield f"label {set_off}"
    yield f"label {kind} {set_off}"


def _ending(piece: Piece) -> str:
    """How a piece ends, for what stands behind it."""
    if piece.shape is Shape.PROSE:
        return "closed" if piece.closed else "open"
    if OPEN_END.search(piece.text):
        return "open line"
    return "closed line" if closes(piece.text) else "line"


def _signs(piece: Piece) -> bool:
    return piece.shape is Shape.BYLINE or piece.opens_report or piece.signed is not None


def _is_short(piece: Piece) -> bool:
    return piece.shape is Shape.DISPLAY


def _bare(piece: Piece) -> str:
    return BULLET.sub("", piece.text).replace(" ", "")


def _since(flags: Sequence[bool]) -> list[str]:
    """For each place how many places lie between it and the last flag before it."""
    found, count = [], None
    for flag in flags:
        found.append("top" if count is None else _count(count))
        if flag:
            count = 0
        elif count is not None:
            count += 1
    return found


def _counted(flags: Sequence[bool], resets: Sequence[bool]) -> list[str]:
    """For each place how many flags stand between it and the last reset before it."""
    found, count, seen = [], 0, False
    for flag, reset in zip(flags, resets, strict=True):
        found.append(f"{_count(count)}{'' if seen else ' of none'}")
        count = 0 if reset else count + flag
        seen |= reset
    return found


def _open(pieces: Sequence[Piece]) -> list[bool]:
    """For each piece whether the last prose before it ends in mid-sentence."""
    found, is_open = [], False
    for piece in pieces:
        found.append(is_open)
        if piece.shape is Shape.PROSE:
            is_open = not piece.closed
    return found


def _count(number: int) -> str:
    return str(min(max(number, -1), MOST))


def _class(length: int) -> int:
    return sum(length > bound for bound in LENGTHS)
