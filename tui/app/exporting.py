"""Files that someone asks for from the screen, in the folder where Jiedu was started.

Nothing that is there is written over.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tui.i18n import _

if TYPE_CHECKING:
    from tui.index.concordance import Concordance
    from tui.index.library import Library

UNSAFE = re.compile(r"[^\w-]+")
LONGEST = 40
"""Characters of a query that a file is named after: systems know names of 255 bytes."""


def write_concordance(
    lines: Concordance, library: Library, query: str, suffix: str
) -> str:
    """Write all lines as a table, .csv or .jsonl; returns what to tell the user."""
    from tui.index.tables import csv_lines, json_lines

    name = UNSAFE.sub("_", query).strip("_")[:LONGEST]
    written, end = (json_lines, "\n") if suffix == ".jsonl" else (csv_lines, "\r\n")
    try:
        path = _unused(f"jiedu-{name}", suffix)
        with path.open("x", encoding="utf-8", newline="") as file:
            file.writelines(each + end for each in written(lines, library))
    except OSError as error:
        return _("写不出去：{error}").format(error=error.strerror)
    return _("{n} 行写在 {path}").format(n=len(lines), path=path)


def write_notes(markdown: str) -> str:
    """Write notes as Markdown; returns what to tell the user."""
    try:
        path = _unused("jiedu-notes", ".md")
        with path.open("x", encoding="utf-8") as file:
            file.write(markdown)
    except OSError as error:
        return _("写不出去：{error}").format(error=error.strerror)
    return _("笔记写在 {path}").format(path=path)


def _unused(stem: str, suffix: str) -> Path:
    """A path in the current folder that nothing has yet."""
    path, number = Path.cwd() / f"{stem}{suffix}", 2
    while path.exists():
        path = path.with_name(f"{stem}-{number}{suffix}")
        number += 1
    return path
