"""Where someone was when the program ended, to go on from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tui.state.anchors import Anchor


@dataclass(frozen=True, slots=True)
class Session:
    """Values that the screen understands; a place is an anchor, so that it is found
    again in a page that was edited in between."""

    place: Anchor | None = None
    """The first character that was seen."""

    hit: Anchor | None = None
    """The current hit of a query that was kept."""

    pane: str = ""
    """The names of the panes that are open, divided by blanks: first the one with the
    focus."""

    beside: Anchor | None = None
    """Where someone was in the other article of a comparison; None without one."""

    is_released: bool = False
    """Whether its two articles scroll each by itself."""

    branches: tuple[str, ...] = ()
    """The references (`Node.ref`) of districts that are closed in the tree, and of
    other nodes that are open. They stay the same when files are added."""

    query: str = ""
    is_kept: bool = False
    """Whether the query was being typed, or kept."""

    looks: Mapping[str, int] = field(default_factory=dict)
    """How the text was set, by the names of what was not as the settings say."""

    orders: Mapping[str, str] = field(default_factory=dict)
    """How each list is sorted, by the list's name."""

    jumps: tuple[Anchor, ...] = ()
    """Where jumps came from, the latest last."""
    jump: int = 0
    """Which of them one went back to; `len(jumps)` for none."""
