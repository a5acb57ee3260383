"""Two quiet themes: the text is the brightest thing on the screen."""

from __future__ import annotations

from textual.theme import Theme

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
)

THEMES = (DARK, LIGHT)
