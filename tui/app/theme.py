"""The themes: quiet ones, in which the text is the brightest thing on the screen, and
one for terminals that have 16 colours of their own."""

from __future__ import annotations

from pathlib import Path

from textual.theme import Theme

from tui.i18n import _

RULES = Path(__file__).with_suffix(".tcss")
"""What the style sheet of the screen needs where there are 16 colours, or none."""

DARK = Theme(
    name="jiedu-dark",
    dark=True,
    primary="#8fb4d9",
    secondary="#a9b8c9",
    accent="#d9b56c",
    warning="#d9a441",
    error="#d9776c",
    success="#8fbf8a",
    foreground="#d8d6d0",
    background="#16181b",
    surface="#1b1e22",
    panel="#24282d",
    variables={"text-muted": "#a8a69f", "text-disabled": "#8b8a86"},
)

LIGHT = Theme(
    name="jiedu-light",
    dark=False,
    primary="#2b5c8a",
    secondary="#4a5a6b",
    accent="#8a5a00",
    warning="#b87a00",
    error="#a8362a",
    success="#2f7a37",
    foreground="#23211d",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e4e0d5",
    variables={"text-muted": "#53504a", "text-disabled": "#67645d"},
)

PAPER = Theme(
    name="paper",
    dark=False,
    primary="#744212",
    secondary="#5a5140",
    accent="#8a3b12",
    warning="#c08a1e",
    error="#9c2f22",
    success="#3f6b2c",
    foreground="#2b241a",
    background="#f7f0e1",
    surface="#f0e7d4",
    panel="#e6dbc4",
    variables={"text-muted": "#554c3d", "text-disabled": "#665c4b"},
)

INK = Theme(
    name="ink",
    dark=True,
    primary="#9fd0ff",
    secondary="#c8d4e0",
    accent="#ffd75f",
    warning="#ffb000",
    error="#ff8a80",
    success="#9be38f",
    foreground="#f6f6f2",
    background="#000000",
    surface="#0c0c0c",
    panel="#1e1e1e",
    variables={"text-muted": "#c4c4be", "text-disabled": "#a0a09a"},
)

SIXTEEN = Theme(
    name="jiedu-16",
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_default",
    accent="ansi_default",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        **{
            f"text-{name}": "ansi_default"
            for name in "muted disabled primary secondary accent".split()
        },
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "screen-selection-background": "ansi_cyan",
        "screen-selection-foreground": "ansi_black",
    },
)
"""Text in the terminal's own colour on its own background, which alone are known to be
readable; where a background has a colour, the text on it is black."""

THEMES = (DARK, LIGHT, PAPER, INK, SIXTEEN)


def titles() -> dict[str, str]:
    """Our themes and what they are called in the interface."""
    return {
        DARK.name: _("深色配色"),
        LIGHT.name: _("浅色配色"),
        PAPER.name: _("纸色配色"),
        INK.name: _("墨色配色"),
        SIXTEEN.name: _("十六色配色"),
    }
