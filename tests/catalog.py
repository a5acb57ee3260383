"""The English texts: read from the .po file, compiled to the .mo that is shipped.

After editing the .po file run `python tests/catalog.py`.
"""

from __future__ import annotations

import ast
import struct
from collections.abc import Iterator
from pathlib import Path

TUI = Path(__file__).parents[1] / "tui"
PO = TUI / "locale" / "en" / "LC_MESSAGES" / "jiedu.po"
MO = PO.with_suffix(".mo")
MAGIC = 0x950412DE
"""Of the GNU .mo format, little-endian; its header has seven numbers."""


def read_po(path: Path) -> dict[str, str]:
    """Message and translation; forms for numbers are joined by NUL, as in a .mo."""
    catalog: dict[str, str] = {}
    for entry in path.read_text("utf-8").split("\n\n"):
        texts: dict[str, str] = {}
        field = ""
        for line in entry.splitlines():
            if line.startswith("#"):
                continue
            name, _, quoted = line.partition('"')
            field = name.strip() or field
            texts[field] = texts.get(field, "") + ast.literal_eval(f'"{quoted}')
        if texts:
            forms = [text for name, text in texts.items() if name.startswith("msgstr")]
            ids = [text for name, text in texts.items() if name.startswith("msgid")]
            catalog["\0".join(ids)] = "\0".join(forms)
    return catalog


def write_mo(catalog: dict[str, str], path: Path) -> None:
    """Write the catalog as gettext reads it: two tables of lengths and offsets."""
    pairs = sorted((key.encode(), text.encode()) for key, text in catalog.items())
    columns = [[pair[side] for pair in pairs] for side in (0, 1)]
    count, start = len(pairs), 7 * 4
    at = start + 2 * 8 * count
    tables, texts = b"", b""
    for text in columns[0] + columns[1]:
        tables += struct.pack("<2I", len(text), at + len(texts))
        texts += text + b"\0"
    header = struct.pack("<7I", MAGIC, 0, count, start, start + 8 * count, 0, at)
    path.write_bytes(header + tables + texts)


def messages() -> Iterator[tuple[str, ...]]:
    """Every message in the code: `_("…")`, or both forms of `ngettext`."""
    for path in sorted(TUI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                count = {"_": 1, "ngettext": 2}.get(node.func.id, 0)
                if count and path.name != "i18n.py":
                    yield tuple(ast.literal_eval(each) for each in node.args[:count])


if __name__ == "__main__":
    write_mo(read_po(PO), MO)
