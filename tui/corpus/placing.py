"""How a piece is placed on its page: cues that only few values tell. So they are kept,
for to look them up takes less time than to write them again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from tui.corpus.blocks import Piece, Shape
from tui.corpus.lexicon import ENUMERATOR
from tui.corpus.wording import BRACKETED, DASH

MOST_KEPT = 1024


@lru_cache(MOST_KEPT)
def between(
    state: str, before: tuple[Shape, str, int] | None, after: tuple[Shape, int] | None
) -> Sequence[str]:
    """The cues of a piece's neighbours: of each the shape and whether the piece is
    indented more, of the one before it how it ends."""
    found = [
        f"after {before[0] if before else 'top'}",
        f"before {after[0] if after else 'end'}",
        state,
    ]
    if before is not None:
        _, end, deeper = before
        found += f"behind {end}", f"behind {end}, indent {deeper}"
    if after is not None:
        shape, deeper = after
        found.append(f"indent {deeper} of next {shape}")
    return tuple(found)


@lru_cache(MOST_KEPT)
def set_prose(
    above: str, state: str, gap: str, indented: tuple[bool, bool], unsigned: str
) -> Sequence[str]:
    """The cues of how a text is set: whether it is `indented`, and whether most are."""
    own, usual = indented
    return (
        f"above {above} {state}",
        f"gap {gap} {state}",
        f"indented {own} of {usual}",
        f"unsigned {unsigned}",
    )


@lru_cache(MOST_KEPT)
def set_line(above: str, below: str, gap: str) -> Sequence[str]:
    """The cues of how a line is set."""
    return (
        f"place {above} {below}",
        f"above {above}",
        f"below {below}",
        f"gap {gap}",
        f"gap {gap}, below {below}",
    )


@lru_cache(MOST_KEPT)
def set_above(gap: str, behind: str, below: str) -> Sequence[str]:
    """The cues of the gaps before a line and behind it."""
    return (
        f"gap behind {behind}",
        f"gaps {gap} {behind}",
        f"gap behind {behind}, below {below}",
    )


def beside(text: str, other: Piece) -> Iterator[str]:
    """What a line next to this one is like."""
    less = len(other.text) - len(text)
    words = len(text.split())
    if words > 1 and len(other.text.split()) == words:
        yield "as many words"
    if abs(less) <= 1:
        yield "as long"
    if other.shape is Shape.DISPLAY:
        yield f"longer {(less > 1) - (less < -1)}"
        if other.label:
            yield "label"
        if BRACKETED.fullmatch(other.text):
            yield "bracketed"
        if DASH.match(other.text):
            yield "deck"
        if ENUMERATOR.match(other.text):
            yield "number"
