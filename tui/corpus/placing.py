"""How a piece is placed on its page: cues that only few values tell. So they are kept,
for to look them up takes less time than to write them again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tui.corpus.blocks import Shape

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
