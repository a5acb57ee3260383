"""Word files made of any bytes."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from zipfile import ZipFile


def word_file(data: bytes, kind: int) -> bytes:
    """A Word file with the bytes for its document, or the bytes themselves."""
    if kind == 0:
        return data
    body = data.decode("utf-8", "ignore")
    if kind == 1:
        body = "".join(c for c in body if unicodedata.category(c)[0] != "C")
        body = body.replace("&", "&amp;").replace("<", "&lt;")
        body = f"<w:p><w:r><w:t>{body}</w:t></w:r></w:p>"
    file = BytesIO()
    with ZipFile(file, "w") as parts:
        for name, content in _parts_of_word(body).items():
            parts.writestr(name, content)
    return file.getvalue()


def _parts_of_word(body: str) -> dict[str, str]:
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        '<Override PartName="/word/document.xml" '
        f'ContentType="{main}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}'
        "</w:body></w:document>",
    }
