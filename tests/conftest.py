"""Every test speaks Chinese, as a locale that says nothing does, and takes its time:
speed is measured in `bench/`, never here."""

from __future__ import annotations

import os

from hypothesis import settings

for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
    os.environ.pop(name, None)

settings.register_profile("jiedu", deadline=None)
settings.load_profile("jiedu")
