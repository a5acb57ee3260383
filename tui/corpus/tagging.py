"""What each piece of a page is: the likeliest of all readings of the page at once.

A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001): each tag
weighs the cues of its piece and the tag before it, and the best sequence is found by
Viterbi's algorithm. The weights were learned from pages whose lines are named
(`tests/corpus/train.py`); a table in `data/weights.tsv` holds them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, fsum, inf, log
from operator import add
from pathlib import Path
from struct import Struct

from tui.corpus.blocks import Piece, Shape
from tui.corpus.bylines import may_sign
from tui.corpus.cues import bare_cues
from tui.corpus.likes import cues_of_likes
from tui.corpus.tags import CUTS, Tag, follows, may_open

WEIGHTS = Path(__file__).with_name("data") / "weights.tsv"
NEVER = -(10**9)
"""The weight of what can't be."""
NAT = 100
"""What a natural logarithm of 1 weighs."""


TEXT = (
    Tag.PARAGRAPH,
    Tag.REST,
    Tag.NOTE,
    Tag.CAPTION,
    Tag.HEAD_CAPTION,
    Tag.CUT_BY_CAPTION,
    Tag.CHROME,
    Tag.HEAD_CHROME,
)
"""What a long piece may be."""
RULE = (Tag.CHROME, Tag.CUT_BY_CHROME, Tag.HEAD_CHROME)
"""What a line of signs may be."""
FURNITURE = (*RULE, Tag.HEADING)
"""What furniture may be: a diary's dates and bare numbers are headings."""
ROW = (Tag.PARAGRAPH, Tag.HEADING, Tag.CHROME, Tag.CUT_BY_CHROME, Tag.HEAD_CHROME)
"""What a row of a table may be: figures have date lines too."""
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


Ways = Sequence[tuple[int, Sequence[int], int]]
"""Each tag with what speaks for it behind each of those in front of it, by their
places, and with the most of it."""


class Links:
    """What speaks for each tag behind each other."""

    def __init__(self, behind: Sequence[Sequence[int]]) -> None:
        """`behind` is the same by the tag in front, whatever may not be included."""
        self.table = [
            [behind[before][each] if follows(before, each) else NEVER for before in Tag]
            for each in Tag
        ]
        """For each tag what speaks for each tag in front of it."""
        self._ways: dict[tuple[bytes, bytes], Ways] = {}

    def ways(self, before: Sequence[Tag], tags: Sequence[Tag]) -> Ways:
        """How each of some tags may stand behind others."""
        key = bytes(before), bytes(tags)
        if key not in self._ways:
            every = [[self.table[each][one] for one in before] for each in tags]
            self._ways[key] = [
                (int(each), links, max(links))
                for each, links in zip(tags, every, strict=True)
            ]
        return self._ways[key]


def tag(
    pieces: Sequence[Piece], choices: Choices, free: Choices | None = None
) -> list[Tag]:
    """The likeliest tags of a page's pieces, each among its choices; `free` are those
    that it had before a person said anything. Likes are told from a free reading: so
    to say again what was read changes nothing."""
    return likeliest(_scores(pieces, free or choices), choices, _links())


def likeliest(
    scores: Sequence[Sequence[int]], choices: Choices, links: Links
) -> list[Tag]:
    """The likeliest sequence, by Viterbi's algorithm."""
    tags: Sequence[Tag] = [each for each in choices[0] if may_open(each)]
    best: list[float] = [scores[0][each] for each in tags]
    rows, backs = [tags], []
    """For each piece, and each of its tags, the place of the best one before it."""
    # Pieces share few lists of choices: they are told by identity, not compared.
    known: dict[tuple[int, int], Ways] = {}
    for score, choice in zip(scores[1:], choices[1:], strict=True):
        key = id(rows[-1]), id(choice)
        if key not in known:
            known[key] = links.ways(rows[-1], choice)
        # From the best one on: soon none that is left can be the best with its link.
        places = sorted(range(len(best)), key=best.__getitem__, reverse=True)
        back, after = [], []
        for each, links_of, most in known[key]:
            top, way = -inf, -1
            for at in places:
                if best[at] + most < top:
                    break
                weight = best[at] + links_of[at]
                if weight > top or (weight == top and at < way):
                    top, way = weight, at
            back.append(way)
            after.append(top + score[each])
        rows.append(choice)
        backs.append(back)
        best = after
    tags = rows[-1]
    at = max((weight, n) for n, weight in enumerate(best) if tags[n] not in CUTS)[1]
    found = [tags[at]]
    for tags, back in zip(rows[-2::-1], backs[::-1], strict=True):
        at = back[at]
        found.append(tags[at])
    return found[::-1]


def marginals(
    pieces: Sequence[Piece], choices: Choices, free: Choices | None = None
) -> list[dict[Tag, float]]:
    """For each piece how probable each of its choices is, from 0 to 1, over all
    readings of the page: the forward–backward algorithm."""
    scores, links = _scores(pieces, free or choices), _links().table
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


def allowed(piece: Piece) -> Sequence[Tag]:
    """The tags that a piece may have."""
    if piece.rank is not None:
        return (Tag.TITLE,) if piece.rank == 1 else (Tag.HEADING,)
    match piece.shape:
        case Shape.CHROME:
            return FURNITURE if any(map(str.isalnum, piece.text)) else RULE
        case Shape.ROW:
            return ROW
        case Shape.PROSE if len(piece.text) > LONGEST_LINE:
            return TEXT
        case Shape.DISPLAY if not may_sign(piece.text):
            return UNSIGNED
    return EVERY


def readings(
    pieces: Sequence[Piece], choices: Choices
) -> tuple[list[Sequence[int]], list[list[str]]]:
    """For each piece what speaks for each tag, and the cues of its likes: a first
    reading tells them, and they are added to what it weighed. Nothing has to be
    weighed where there is no choice."""
    first, table = _first_scores(pieces, choices), _weights()
    tags, settled = likeliest(first, choices, _links()), _settled(choices)
    likes = cues_of_likes(pieces, tags, settled)
    return [
        [*map(add, score, _weighed(table[piece.shape], cues))] if cues else score
        for piece, score, cues in zip(pieces, first, likes, strict=True)
    ], likes


def _scores(pieces: Sequence[Piece], choices: Choices) -> list[Sequence[int]]:
    return readings(pieces, choices)[0]


def _first_scores(pieces: Sequence[Piece], choices: Choices) -> list[Sequence[int]]:
    """For each piece what its cues weigh for each tag."""
    table = _weights()
    every = zip(pieces, bare_cues(pieces, _settled(choices)), strict=True)
    return [
        _weighed(table[piece.shape], cues) if cues else NOTHING for piece, cues in every
    ]


def _settled(choices: Choices) -> set[int]:
    return {n for n, tags in enumerate(choices) if len(tags) == 1}


def _weighed(table: Mapping[str, int], cues: Sequence[str]) -> Sequence[int]:
    """What cues weigh together for each tag."""
    return _unpacked(sum(filter(None, map(table.get, cues))))


@cache
def _links() -> Links:
    return Links([_unpacked(_weights()["behind"][before.name]) for before in Tag])


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
