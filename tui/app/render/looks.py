"""What each kind of passage looks like: how it is set, and in which style.

Everything can be told apart without colour: by place, lead, weight or slant.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from tui.corpus.model import Kind, MarkKind


class Align(Enum):
    LEFT = 0
    CENTRE = 1
    RIGHT = 2

    def shift(self, spare: int) -> int:
        """How many of the cells that a row leaves empty stand before it."""
        return (0, spare // 2, spare)[self.value]


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of passage is set. Widths are in cells."""

    name: str
    lead: str = ""
    """Stands before the first row; the others are indented by its width."""

    indent: int = 0
    """At the left of every row, and at the right of centred ones."""

    first_indent: int = 0
    """At the left of the first row, besides `indent`."""

    align: Align = Align.LEFT
    before: int = 0
    after: int = 0
    """Blank rows around it; of two neighbours' the larger number counts, and between
    two of the same look there is none."""

    as_printed: bool = False
    """Whether each line of the page keeps a row of its own."""


LOOKS = {
    Kind.BANNER: Look("banner", indent=4, align=Align.CENTRE, after=1),
    Kind.NOTE: Look("note", lead="\u2758 ", indent=4, before=1, after=1),
    Kind.LABEL: Look("label", before=1),
    Kind.KICKER: Look("kicker", indent=4, align=Align.CENTRE),
    Kind.TITLE: Look("title", indent=4, align=Align.CENTRE, after=1),
    Kind.BYLINE: Look("byline", align=Align.RIGHT, after=1, as_printed=True),
    Kind.CAPTION: Look("caption", lead="\u3014图\u3015", indent=4, before=1, after=1),
    Kind.HEADING: Look("heading", lead="\u25b8 ", before=1),
    Kind.PARAGRAPH: Look("paragraph", first_indent=4),
    Kind.CHROME: Look("chrome", lead="\u22ee ", as_printed=True),
}
SUBHEADING = Look("subheading", lead="\u25b9 ")

TERMS = 6
"""How many terms of a query look different."""

HIGHLIGHTS = 6
"""How many terms of one's own look different."""


def highlight(number: int) -> str:
    """The name of the look of a term of one's own, which no hit has."""
    return f"highlight-{number % HIGHLIGHTS}"


NAMES = (
    *(look.name for look in (*LOOKS.values(), SUBHEADING)),
    *(f"mark-{kind}" for kind in MarkKind),
    *(f"term-{number}" for number in range(TERMS)),
    *map(highlight, range(HIGHLIGHTS)),
    *("noted", "current", "cursor", "selection", "lead", "source"),
)
"""Everything that has a style, each as the component class `reader--NAME`."""

STYLES = """
& > .reader--banner { color: $text-primary; text-style: bold underline; }
& > .reader--note { color: $text-muted; text-style: italic; }
& > .reader--label { color: $text-secondary; text-style: bold underline; }
& > .reader--kicker { color: $text-muted; }
& > .reader--title { color: $text-primary; text-style: bold; }
& > .reader--byline { color: $text-muted; text-style: italic; }
& > .reader--caption { color: $text-muted; text-style: italic; }
& > .reader--heading { color: $text-primary; text-style: bold; }
& > .reader--subheading { color: $text-primary; text-style: bold; }
& > .reader--chrome { color: $text-disabled; }
& > .reader--lead { color: $text-primary; }
& > .reader--source { color: $text-disabled; }

& > .reader--mark-dateline { text-style: bold; }
& > .reader--mark-heading { color: $text-primary; text-style: bold; }
& > .reader--mark-byline { color: $text-muted; text-style: italic; }
& > .reader--mark-markup { color: $text-disabled; }
& > .reader--mark-credit { color: $text-muted; text-style: italic; }

& > .reader--term-0 {
    background: $warning-muted; color: $foreground; text-style: underline;
}
& > .reader--term-1 {
    background: $success-muted; color: $foreground;
    text-style: bold underline;
}
& > .reader--term-2 {
    background: $error-muted; color: $foreground;
    text-style: italic underline;
}
& > .reader--term-3 {
    background: $primary-muted; color: $foreground;
    text-style: bold italic underline;
}
& > .reader--term-4 {
    background: $secondary-muted; color: $text-secondary; text-style: reverse;
}
& > .reader--term-5 {
    background: $accent-muted; color: $text-accent;
    text-style: italic reverse;
}
& > .reader--highlight-0 { color: $text-warning; text-style: uu; }
& > .reader--highlight-1 { color: $text-success; text-style: bold uu; }
& > .reader--highlight-2 { color: $text-error; text-style: italic uu; }
& > .reader--highlight-3 { color: $text-primary; text-style: bold italic uu; }
& > .reader--highlight-4 { color: $text-accent; text-style: reverse uu; }
& > .reader--highlight-5 { color: $text-success; text-style: bold reverse uu; }
& > .reader--noted { color: $text-accent; text-style: underline; }
& > .reader--current { text-style: bold underline reverse; }
& > .reader--cursor { text-style: reverse; }
& > .reader--selection {
    color: $block-cursor-foreground; background: $block-cursor-background;
}
"""
"""Rules for the component classes, to stand within those of the widget."""
