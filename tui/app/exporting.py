"""Files that someone asks for from the screen, in the folder where Jiedu was started.

Nothing that is there is written over, and nothing is written among the pages, where it
would be read as one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.corpus.faults import reason
from tui.i18n import _, ngettext

if TYPE_CHECKING:
    from tui.index.concordance import Concordance
    from tui.index.library import Library

UNSAFE = re.compile(r"[^\w-]+")
LONGEST = 12
"""Characters of a query that a file is named after: its whole name can be told in half
a row."""


def write_concordance(
    lines: Concordance,
    library: Library,
    query: str,
    suffix: str,
    paths: Sequence[Path] = (),
) -> str:
    """Write all lines as a table, .csv or .jsonl; returns what to tell the user.

    `paths` are those of the pages."""
    from tui.index.tables import csv_lines, json_lines

    name = UNSAFE.sub("_", query).strip("_")[:LONGEST]
    written, end = (json_lines, "\n") if suffix == ".jsonl" else (csv_lines, "\r\n")
    rows = (each + end for each in written(lines, library))
    told = ngettext("{n} 行", "{n} 行", len(lines)).format(n=len(lines))
    return _write(f"jiedu-{name}", suffix, rows, paths, told)


def write_notes(markdown: str, paths: Sequence[Path] = ()) -> str:
    """Write notes as Markdown; returns what to tell the user."""
    return _write("jiedu-notes", ".md", iter([markdown]), paths, _("笔记"))


def _write(
    stem: str, suffix: str, parts: Iterator[str], paths: Sequence[Path], told: str
) -> str:
    try:
        path = _unused(folder_beside(paths), stem, suffix)
        with path.open("x", encoding="utf-8", newline="") as file:
            file.writelines(parts)
    except OSError as error:
        return _("写不出去：{error}").format(error=reason(error))
    # The name first: where there is little room, the end of a line is cut.
    name, folder = path.name, _short(path.parent)
    return _("{name}：{told}，写在 {folder}").format(
        name=name, told=told, folder=folder
    )


def folder_beside(paths: Sequence[Path]) -> Path:
    """The current folder, or the user's own, if none of the paths holds it; else the
    one for what is kept between runs."""
    from tui.state.store import folder

    opened = [each.resolve() for each in paths]
    for found in (Path.cwd(), Path.home()):
        if not any(found.resolve().is_relative_to(each) for each in opened):
            return found
    kept = folder()
    kept.mkdir(parents=True, exist_ok=True)
    return kept


def _short(folder: Path) -> str:
    """A folder as a shell would take it: ~ for the user's own."""
    home = Path.home()
    is_below = folder.is_relative_to(home)
    return str(Path("~") / folder.relative_to(home)) if is_below else str(folder)


def _unused(folder: Path, stem: str, suffix: str) -> Path:
    """A path in a folder that nothing has yet."""
    path, number = folder / f"{stem}{suffix}", 2
    while path.exists():
        path = path.with_name(f"{stem}-{number}{suffix}")
        number += 1
    return path
