"""The screen.

Textual reads its settings from the environment while it is imported, so the
defaults stand here, before any room of the screen can import it.
"""

from __future__ import annotations

import os

DEFAULTS = {
    # A commit of five Chinese characters in one Kitty sequence is longer than
    # Textual's parser allows, and would be typed as the escape code itself.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    "TEXTUAL_ANIMATIONS": "none",
    # The frame behind a key's first one waits for this timer: 4 ms, not 17.
    "TEXTUAL_FPS": "240",
}

for _name, _value in DEFAULTS.items():
    os.environ.setdefault(_name, _value)
