"""What each piece of a page is: the likeliest of all readings of the page at once.

A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001): each tag
weighs the cues of its piece and the tag before it, and the best sequence is found by
Viterbi's algorithm. The weights were learned from pages whose lines are named
(`tests/corpus/train.py`); a table in `data/weights.tsv` holds them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import cache
from math import exp, fsum, inf, log
from pathlib import Path
from struct import Struct

from tui.corpus.blocks import Piece, Shape
from tui.corpus.bylines import may_sign
from tui.corpus.cues import bare_cues

WEIGHTS = Path(__file__).with_name("data") / "weights.tsv"
NEVER = -(10**9)
"""The weight of what can't be."""
NAT = 100
"""What a natural logarithm of 1 weighs."""


class Tag(IntEnum):
    CHROME = 0
    BANNER = 1
    NOTE = 2
    LABEL = 3
    """A label alone on its line, above a title."""
    KICKER = 4
    TITLE = 5
    MORE_TITLE = 6
    """The second line of a title."""
    DECK = 7
    BYLINE = 8
    CAPTION = 9
    HEADING = 10
    PARAGRAPH = 11
    REST = 12
    """A further piece of the paragraph before it."""
    HEAD_BYLINE = 13
    """A byline between the title and the text."""
    CUT_BY_CAPTION = 14
    """A caption in the middle of a paragraph."""
    CUT_BY_CHROME = 15
    HEAD_CAPTION = 16
    HEAD_CHROME = 17


OPEN = (Tag.PARAGRAPH, Tag.REST, Tag.CUT_BY_CAPTION, Tag.CUT_BY_CHROME)
"""What a paragraph may go on behind."""
CUTS = (Tag.CUT_BY_CAPTION, Tag.CUT_BY_CHROME)
TITLES = (Tag.TITLE, Tag.MORE_TITLE, Tag.DECK)
HEAD = (Tag.HEAD_BYLINE, Tag.HEAD_CAPTION, Tag.HEAD_CHROME)
"""What stands between a title and its text."""
TEXTLESS = (*TITLES, Tag.HEAD_BYLINE, Tag.HEAD_CHROME)
"""What no article ends with; one that ends with a caption is a photograph."""
ABOVE = (Tag.LABEL, Tag.KICKER)
"""What may stand above a title."""
HEADS = (*ABOVE, Tag.TITLE)
"""What an article starts with."""
TEXT = (
    Tag.PARAGRAPH,
    Tag.REST,
    Tag.NOTE,
    Tag.CAPTION,
    Tag.HEAD_CAPTION,
    Tag.CUT_BY_CAPTION,
    Tag.CHROME,
)
"""What a long piece may be."""
LONGEST_LINE = 44
"""Characters of a piece that may be anything else."""

EVERY = tuple(Tag)
UNSIGNED = tuple(each for each in Tag if each not in (Tag.BYLINE, Tag.HEAD_BYLINE))

FIELDS = Struct(f"<{len(Tag)}i")
"""The weights of all tags, packed."""
SIGNS = sum(1 << 32 * tag + 31 for tag in Tag)
NOTHING = (0,) * len(Tag)

Choices = Sequence[Sequence[Tag]]
"""For each piece the tags that it may have."""


def tag(pieces: Sequence[Piece], choices: Choices) -> list[Tag]:
    """The likeliest tags of a page's pieces, each among its choices."""
    scores = _scores(pieces, choices)
    links = _links()
    best: dict[Tag, float]
    best = {each: scores[0][each] for each in choices[0] if may_open(each)}
    backs: list[list[Tag]] = []
    """For each piece, and each of its choices, the best tag before it."""
    for score, tags in zip(scores[1:], choices[1:], strict=True):
        back: list[Tag] = []
        after: dict[Tag, float] = {}
        ways = [*best.items()]
        for each in tags:
            link, top = links[each], -inf
            for one, weight in ways:
                if weight + link[one] > top:
                    top, way = weight + link[one], one
            back.append(way)
            after[each] = top + score[each]
        backs.append(back)
        best = after
    last = max((best[one], one) for one in best if one not in CUTS)[1]
    found = [last]
    for tags, back in zip(reversed(choices), reversed(backs), strict=False):
        found.append(back[tags.index(found[-1])])
    return found[::-1]


def marginals(pieces: Sequence[Piece], choices: Choices) -> list[dict[Tag, float]]:
    """For each piece how probable each of its choices is, from 0 to 1, over all
    readings of the page: the forward–backward algorithm."""
    scores, links = _scores(pieces, choices), _links()
    ahead = [{each: scores[0][each] / NAT for each in choices[0] if may_open(each)}]
    for score, tags in zip(scores[1:], choices[1:], strict=True):
        ways = ahead[-1].items()
        ahead.append(
            {
                each: score[each] / NAT
                + _log_sum([way + links[each][one] / NAT for one, way in ways])
                for each in tags
            }
        )
    behind = [{each: 0.0 for each in choices[-1] if each not in CUTS}]
    for score, tags in zip(scores[:0:-1], choices[-2::-1], strict=True):
        later = [(each, way + score[each] / NAT) for each, way in behind[-1].items()]
        behind.append(
            {
                one: _log_sum([way + links[each][one] / NAT for each, way in later])
                for one in tags
            }
        )
    return [
        _probabilities({each: left[each] + right[each] for each in left.keys() & right})
        for left, right in zip(ahead, reversed(behind), strict=True)
    ]


def pleas(cues: Sequence[str], tag: Tag, rival: Tag) -> dict[str, int]:
    """What each cue of a piece weighs for a tag against a rival, in hundredths of a
    nat; also the cue that its neighbour's tag is, `behind TITLE`."""
    found = {}
    for cue in cues:
        shape, _, bare = cue.partition(" ")
        if packed := _weights()[shape].get(bare):
            row = _unpacked(packed)
            found[cue] = row[tag] - row[rival]
    return found


def _log_sum(logs: Sequence[float]) -> float:
    """The logarithm of a sum whose terms are given by theirs."""
    top = max(logs)
    return top + log(fsum(exp(each - top) for each in logs))


def _probabilities(logs: Mapping[Tag, float]) -> dict[Tag, float]:
    total = _log_sum([*logs.values()])
    return {tag: exp(each - total) for tag, each in logs.items()}


def may_open(tag: Tag) -> bool:
    """Whether a page may start with a tag."""
    return tag not in (Tag.REST, *CUTS, *HEAD, Tag.MORE_TITLE, Tag.DECK)


def follows(before: Tag, tag: Tag) -> bool:
    """Whether one tag may stand behind another."""
    if before in CUTS:
        return tag in (*CUTS, Tag.REST)
    if before in TEXTLESS:
        below = (*HEAD, Tag.HEADING, Tag.PARAGRAPH)
        more = {Tag.MORE_TITLE: TITLES[:2], Tag.DECK: TEXTLESS}
        return tag in below or before in more.get(tag, ())
    match tag:
        case Tag.REST | Tag.CUT_BY_CAPTION | Tag.CUT_BY_CHROME:
            return before in OPEN
        case Tag.HEAD_BYLINE | Tag.HEAD_CAPTION | Tag.HEAD_CHROME:
            return before is Tag.HEAD_CAPTION
        case Tag.CAPTION | Tag.CHROME:
            return before is not Tag.HEAD_CAPTION
    return tag not in (Tag.MORE_TITLE, Tag.DECK)


def allowed(piece: Piece) -> Sequence[Tag]:
    """The tags that a piece may have."""
    if piece.rank is not None:
        return (Tag.TITLE,) if piece.rank == 1 else (Tag.HEADING,)
    match piece.shape:
        case Shape.CHROME:
            return (Tag.CHROME, Tag.CUT_BY_CHROME, Tag.HEAD_CHROME)
        case Shape.ROW:
            return (Tag.PARAGRAPH, Tag.HEADING, Tag.CHROME, Tag.CUT_BY_CHROME)
        case Shape.PROSE if len(piece.text) > LONGEST_LINE:
            return TEXT
        case Shape.DISPLAY if not may_sign(piece.text):
            return UNSIGNED
    return EVERY


def _scores(pieces: Sequence[Piece], choices: Choices) -> list[Sequence[int]]:
    """For each piece what its cues weigh for each tag; nothing has to be weighed
    where there is no choice."""
    table = _weights()
    settled = {n for n, tags in enumerate(choices) if len(tags) == 1}
    every = zip(pieces, bare_cues(pieces, settled), strict=True)
    return [
        _unpacked(sum(filter(None, map(table[piece.shape].get, cues))))
        if cues
        else NOTHING
        for piece, cues in every
    ]


@cache
def _links() -> list[list[int]]:
    """For each tag what speaks for each tag in front of it."""
    behind = [_unpacked(_weights()["behind"][before.name]) for before in Tag]
    return [
        [behind[before][each] if follows(before, each) else NEVER for before in Tag]
        for each in Tag
    ]


@cache
def _weights() -> dict[str, dict[str, int]]:
    """For each shape, and for `behind`, what each cue weighs for each tag, packed, in
    hundredths of a logarithm."""
    table: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for line in WEIGHTS.read_text("utf-8").splitlines():
        cue, *weights = line.split("\t")
        shape, _, bare = cue.partition(" ")
        table[shape][bare] = _packed([int(each or 0) for each in weights])
    return table


def _packed(weights: Sequence[int]) -> int:
    """A weight for each tag as one number, each 32 bits above the one before: so the
    weights of many cues are added for all tags at once."""
    return sum(weight << 32 * tag for tag, weight in enumerate(weights))


def _unpacked(packed: int) -> Sequence[int]:
    """The weights of a sum of packed ones. To add the sign bits keeps lower weights
    from borrowing of higher ones; to flip them then makes two's complements."""
    bits = (packed + SIGNS) ^ SIGNS
    return FIELDS.unpack(bits.to_bytes(FIELDS.size, "little"))
