"""What a piece's own words tell of it: cues for `tagging`, from the piece alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from tui.corpus.blocks import IMPRINT, LONGEST_DISPLAY, TURN, Piece, Shape
from tui.corpus.bylines import may_name, names_in
from tui.corpus.forms import ACTOR, SCENE, form_of, unbalanced
from tui.corpus.lexicon import (
    CAPTION,
    DATE,
    ENUMERATOR,
    HAN,
    OPEN_START,
    RUNNING,
    SLOGAN,
    STARTERS,
    ends_open,
    shot_by,
)
from tui.corpus.lines import closes
from tui.corpus.phrases import phrase_words
from tui.corpus.sections import run_in_length

LENGTHS = (4, 6, 8, 10, 12, 14, 16, 18, 21, 24, 28, 34, 44, 60, 90)
"""Bounds of the classes of length, in characters."""
HEAD = 60
"""Characters of a text in which its source may stand."""
LONGEST_HEADING = 26
"""Characters of a text whose words tell whether it is a heading."""
MOST = 3
"""Counts are told apart up to this."""
NUMBERS = ("0", "1", "2", "3")
DASH = re.compile(r"[—―]{1,2}|--")
BRACKETED = re.compile(r"[【\[].+[】\]]$")
BULLET = re.compile(r"[·•●○■□◆◇▪▶▲△▼▽★☆>*]+ *")
SALUTE = re.compile(
    r".{0,14}(?:同志|朋友|先生|女士|编辑|领导|代表|委员|来宾|大家)们?[:,]"
)
SOURCED = re.compile(r"来源|作者|编辑|责编|发布|时间:|浏览|字号|版式|校对|值班")
CONTACT = re.compile(r"电话|热线|邮编|地址|邮箱|邮件|联系人|网址|微信")
SKETCH = re.compile(
    r"(?:见闻|纪实|侧记|纪事|探访|扫描|观察|启示录|掠影|.记|素描|采访札记)$|^记"
)
"""The deck of a feature: 淮三快速路建设现场见闻."""
ACTS = re.compile(rf"{HAN}{{2,10}}?(?:在|为|向|给|正){HAN}")
POINTED = re.compile(r"[上下左右中前后][一二三]?(?:图|起|[一二三]|\))")
"""Where somebody is to be seen: （左二）, 右起."""
DATED = re.compile(r"\d{1,2}月\d{1,2}日")
SHORT_WORD = re.compile(r"[^ 、,/]{1,6}(?![^ 、,/])")
"""What names start with: to read a headline as names takes long, and is in vain."""
POINTS = frozenset("←↑→↓↖↗↘↙▲▼◀▶△▽◤◥")
COUNTS = frozenset("①②③④⑤⑥⑦⑧⑨⑩")
SHOWS = re.compile(r"摄[)】 ]*$|摄影报道|[文/ ]图[)】 ]*$")
"""How a line ends that tells of pictures."""
DAY = re.compile(r"(?:\d{1,2}月)?\d{1,2}日[清早上中下傍晚凌]?")
SPOKEN = "?!:,、—“"
LEADS = re.compile(r"[^\w\s“]")
"""A sign that a line starts with."""


def prose_words(piece: Piece) -> Iterator[str]:
    text = piece.text
    yield f"length {length_class(len(text))}"
    yield f"closed {piece.closed}"
    if piece.opens_report:
        yield "report"
    if number := ENUMERATOR.match(text):
        yield f"number {number.lastgroup}"
        yield f"number {number.lastgroup} length {length_class(len(text))}"
    if "图为" in text or "图片" in text:
        yield "figures"
    if OPEN_START.match(text):
        yield "goes on"
    if text.startswith(STARTERS):
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
    if len(text) < 90 and (CAPTION.match(text) or shot_by(text)):
        yield "captions"
    if CONTACT.search(text[:60]):
        yield "contact"
    if len(text) < 60 and ACTOR.match(text):
        yield "actor"
    if BULLET.match(text):
        yield "bullet"
    if LEADS.match(text):
        yield f"starts {text[0]}"
        yield from _sign(text)
    if DAY.match(text):
        yield "opens with day"
    if len(text) < 90 and POINTED.search(text):
        yield "pointed"
    if IMPRINT.search(text, 0, 2 * HEAD):
        yield "imprint"
    if SOURCED.search(text, 0, HEAD):
        yield "sourced"
    if len(text) <= LONGEST_DISPLAY:
        yield from _short(text)


def _short(text: str) -> Iterator[str]:
    """What tells a short sentence that may be a line of its own."""
    yield f"short ends {text[-1]}"
    yield f"short words {count(len(text.split()))}"
    for mark in SPOKEN:
        if mark in text:
            yield f"short has {mark}"
    if len(text) <= LONGEST_HEADING:
        yield from phrase_words(text)


def line_words(piece: Piece) -> Iterator[str]:
    text = piece.text
    yield f"length {length_class(len(text))}"
    closed = closes(text)
    if closed:
        yield "closes"
    form = form_of(text)
    yield f"form {form.kind}"
    yield f"form {form.kind}, {'closes' if closed else 'open'}"
    yield f"words {count(len(text.split()))}"
    if form.kind in ("halves", "commas"):
        yield f"form {form.kind} {min(form.parts, MOST)}"
    if bars := text.count("|"):
        yield f"bars {count(bars)}"
    if LEADS.match(text):
        yield f"starts {text[0]}"
        yield from _sign(text)
    if piece.shape in (Shape.CHROME, Shape.ROW):
        return
    if ends_open(text):
        yield "ends open"
    if OPEN_START.match(text):
        yield "goes on"
    if RUNNING.search(text):
        yield "runs"
    if text.startswith(STARTERS):
        yield "starter"
    if unbalanced(text):
        yield "unbalanced"
    if SLOGAN.fullmatch(text):
        yield "slogan"
    if SCENE.search(text):
        yield "scene"
    if ACTOR.match(text):
        yield "actor"
    if ACTS.match(text):
        yield "acts"
    if POINTED.search(text):
        yield "pointed"
    if CAPTION.match(text):
        yield "captions"
    if shot_by(text):
        yield "shot by"
    if DASH.match(text):
        yield "deck"
    if BRACKETED.fullmatch(text):
        yield "bracketed"
    if BULLET.match(text):
        yield "bullet"
    if DATE.match(text):
        yield "date"
    elif "月" in text and DATED.search(text):
        yield "dated"
    if SHORT_WORD.match(text) and may_name(text) and names_in(text, text):
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
    yield f"digits {count(10 * digits // len(text))}"
    for mark in SPOKEN:
        if mark in text:
            yield f"has {mark}"
    if piece.shape is Shape.DISPLAY:
        yield from phrase_words(text)
    yield f"ends {text[-1]}"
    if text[-1].isdigit() or text[0].isdigit():
        yield "digit"
    if piece.label:
        yield from _label(piece)


def shown(piece: Piece) -> Iterator[str]:
    """What a piece shows to those beside it."""
    text = piece.text
    if SOURCED.search(text, 0, HEAD):
        yield "says"
    if text.endswith(("—", "―")):
        yield "trails off"
    elif ends_open(text):
        yield "stays open"
    if LEADS.match(text):
        yield f"mark {text[0]}"
    if piece.shape is not Shape.PROSE:
        if "月" in text and DATED.search(text):
            yield "day"
        if SHOWS.search(text):
            yield "shows"


def _sign(text: str) -> Iterator[str]:
    """What kind of a sign stands before a text."""
    if text[0] in POINTS:
        yield "sign points"
    elif text[0] in COUNTS:
        yield "sign counts"


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


def ending(piece: Piece) -> str:
    """How a piece ends, for what stands behind it."""
    if piece.shape is Shape.PROSE:
        return "closed" if piece.closed else "open"
    if ends_open(piece.text):
        return "open line"
    return "closed line" if closes(piece.text) else "line"


def count(number: int) -> str:
    """A number, told apart up to MOST."""
    return NUMBERS[number if number < MOST else MOST] if number >= 0 else "-1"


def length_class(length: int) -> int:
    return bisect_left(LENGTHS, length)
