"""Every test speaks Chinese, as a locale that says nothing does."""

from __future__ import annotations

import os

for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
    os.environ.pop(name, None)
