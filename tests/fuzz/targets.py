"""What must hold for any bytes at all: a function a part of the program.

Each takes bytes, makes of them what its part reads, and raises AssertionError where
something doesn't hold. Any other exception is a failure, too.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import numpy as np

from tests.fuzz.chooser import Chooser
from tui.corpus.blocks import classify
from tui.corpus.encoding import PRIORS, Decoded, decode
from tui.corpus.export import document
from tui.corpus.formats import Document, read
from tui.corpus.given import NOTHING, Border, Fields, Given
from tui.corpus.grounds import decisions
from tui.corpus.lines import blocks_of, line_starts, lines_of
from tui.corpus.model import Page, Span
from tui.corpus.parser import parse
from tui.corpus.sidecar import SUFFIX, Sidecars, written
from tui.index.fold import fold, fold_term
from tui.index.library import Library

MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", "\ufeff".encode("gb18030"))
"""Byte-order marks."""


def decoder(data: bytes) -> None:
    """No byte is lost; what is no text is told by a ValueError, and nothing else."""
    chooser = Chooser(data)
    encoding = chooser.one_of([None, None, None, *PRIORS, "ascii", "gbk", "utf-16"])
    data = chooser.rest()
    try:
        decoded = decode(data, encoding)
    except ValueError:
        return
    _whole_characters(decoded)
    _same_bytes(data, decoded)


def lines(data: bytes) -> None:
    """Lines and blocks share out what isn't blank; blocks are classified."""
    text = _text(data)
    starts = line_starts(text)
    blocks = blocks_of(text, lines_of(text, starts))
    _share_out(text, (span for each in blocks for span in each.spans))
    for each in blocks:
        piece = classify(each)
        found = [piece.byline, piece.signed]
        assert piece.text and len(piece.text) == len(each.printed)
        assert piece.label is None or 0 < piece.label.end <= len(piece.text)
        for byline in filter(None, found):
            assert 0 <= byline.span.start < byline.span.end <= len(piece.text)


def parser(data: bytes) -> None:
    """Whatever the text, and whatever is said of it."""
    chooser = Chooser(data)
    given = _given(chooser)
    _check_page(parse("2024/page.txt", _text(chooser.rest()), given))


def formats(data: bytes) -> None:
    """Any bytes under any name: text and what is said of it, or a ValueError."""
    chooser = Chooser(data)
    name = chooser.one_of(["a.txt", "a.md", "a.html", "a.docx"])
    data = chooser.rest()
    if name == "a.docx":
        data = _word(data, chooser.number(3))
    try:
        document = read(name, data)
    except ValueError:
        return
    _check_document(document)
    _check_page(parse(name, document.text, document.given))


def folding(data: bytes) -> None:
    """Offsets lead back to the characters; a folded term is found where it stands."""
    texts = _text(data).split("\n")
    folded = fold(texts)
    joined = "\n".join([*texts, ""])
    offsets = folded.offsets(np.arange(len(folded))).tolist()
    assert offsets == sorted(offsets)
    assert folded.size == len(joined)
    for at, source in enumerate(offsets):
        own = fold_term(joined[source])
        first = at - sum(each == source for each in offsets[max(0, at - 40) : at])
        separator = joined[source] == "\n"
        assert separator or folded.codes[at] == own[at - first]
    firsts = folded.positions(np.arange(folded.size + 1)).tolist()
    slow = np.searchsorted(offsets, np.arange(folded.size + 1)).tolist()
    assert firsts == slow


def search(data: bytes) -> None:
    """Every stretch of a passage is found again, at its own place in the page."""
    chooser = Chooser(data)
    start, length = chooser.number(1 << 16), 1 + chooser.number(6)
    page = parse("page.txt", _text(chooser.rest()))
    library = Library().add([page])
    for number, passage in enumerate(page.passages[:8]):
        text = page.read(passage)
        at = start % len(text)
        term = "".join(text[at : at + length].split())
        hits = list(library.find(term))
        wanted = term and len(fold_term(term))
        if wanted and term in text:
            places = [(hit.passage, hit.start) for hit in hits]
            assert any(each == number for each, _ in places), term
        for hit in hits:
            inside = page.read(page.passages[hit.passage])[hit.start : hit.stop]
            assert np.array_equal(fold_term(inside), fold_term(term))
            first = page.text[hit.span.start]
            assert first == inside[0]


def sidecars(data: bytes) -> None:
    """Any TOML, or none: problems are told, nothing is raised; and the sidecar that
    is written for a page says the same of it again."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "page.txt")
        head, _, text = data.partition(b"\n\n\n")
        path.with_name(path.name + SUFFIX).write_bytes(head)
        Path(folder, "jiedu.toml").write_bytes(head[::-1] if len(head) % 2 else head)
        advice = Sidecars(Path(folder)).advice(path)
        assert all(isinstance(each, str) and each for each in advice.problems)
        page = parse("page.txt", _text(text), advice.given)
        _check_page(page)
        path.with_name(path.name + SUFFIX).write_text(written(page), "utf-8")
        Path(folder, "jiedu.toml").unlink()
        again = Sidecars(Path(folder)).advice(path)
        assert not again.problems, again.problems
        _same_articles(page, parse("page.txt", page.text, again.given))


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (decoder, lines, parser, formats, folding, search, sidecars)
}


def _text(data: bytes) -> str:
    """UTF-8 read as Jiedu reads it, so that any bytes are some text."""
    return data.decode("utf-8", "replace")


def _whole_characters(decoded: Decoded) -> None:
    offsets = [each.offset for each in decoded.undecodable]
    assert offsets == sorted(set(offsets))
    assert all(decoded.text[each] == "\ufffd" for each in offsets)
    assert all(0 <= each.value < 256 for each in decoded.undecodable)


def _same_bytes(data: bytes, decoded: Decoded) -> None:
    """What was decoded, encoded again, but for what Python's codecs read in two ways."""
    text, encoding, undecodable = decoded
    parts, at = [], 0
    for offset, value in undecodable:
        parts += [text[at:offset].encode(encoding), bytes([value])]
        at = offset + 1
    parts.append(text[at:].encode(encoding))
    again = b"".join(parts)
    bare = next((data[len(m) :] for m in MARKS if data.startswith(m)), data)
    if again not in (data, bare):
        # Big5-HKSCS and GB18030 have a few characters twice.
        assert encoding in ("big5hkscs", "gb18030"), encoding
        assert text.replace("\ufffd", "") == decode(again, encoding).text.replace(
            "\ufffd", ""
        )


def _share_out(text: str, spans: Iterable[Span]) -> None:
    """Every character that isn't blank is in exactly one of the spans, and no span
    is empty, blank at an end, or crosses a line end."""
    covered = [0] * (len(text) + 1)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert not {"\n", "\r"} & set(text[start:end])
        for at in range(start, end):
            covered[at] += 1
    for at, char in enumerate(text):
        assert covered[at] <= 1, f"{char!r} at {at} is in {covered[at]} spans"
        assert covered[at] or char.isspace(), f"{char!r} at {at} is lost"


def _check_page(page: Page) -> None:
    _share_out(page.text, (span for each in page.passages for span in each.spans))
    starts = [each.start for each in page.passages]
    assert starts == sorted(starts)
    _ranges(page)
    for passage in page.passages:
        text = page.read(passage)
        for mark in passage.marks:
            assert 0 <= mark.start < mark.end <= len(text), (mark, text)
        for offset in range(0, len(text), max(1, len(text) // 50)):
            at = page.locate(passage, offset)
            assert page.text[at : at + 1] == text[offset] or text[offset] == " "
    assert json.loads(json.dumps(document(page))) == document(page)
    assert all(0 <= each.trust <= 1 and each.line > 0 for each in decisions(page))


def _ranges(page: Page) -> None:
    """Articles share out the passages; sections those behind an article's head."""
    ends = [0, *(each.last for each in page.articles)]
    assert [each.first for each in page.articles] == ends[:-1]
    assert ends[-1] == len(page.passages)
    for article in page.articles:
        assert article.first < article.last
        inner = [each.last for each in article.sections]
        if inner:
            firsts = [each.first for each in article.sections]
            assert article.first <= firsts[0] and firsts[1:] == inner[:-1]
            assert all(map(int.__lt__, firsts, inner)) and inner[-1] == article.last
        for number in range(article.first, article.last):
            section = article.section_of(number)
            assert section is None or number < article.sections[section].last


def _same_articles(one: Page, other: Page) -> None:
    """What a sidecar keeps: where articles start, and their fields."""
    for each, again in zip(one.articles, other.articles, strict=True):
        assert each.title == again.title
        assert (each.district and each.district.name) == (
            again.district and again.district.name
        )
        assert (each.office and each.office.name) == (
            again.office and again.office.name
        )
        assert (each.unit, each.community) == (again.unit, again.community)
        assert each.date == again.date


def _check_document(document: Document) -> None:
    count = len(line_starts(document.text))
    for line, level in document.given.headings:
        assert 1 <= line <= count and 1 <= level <= 6, (line, level, count)
    for each in document.undecodable:
        assert document.text[each.offset] == "\ufffd"
    assert 0 <= document.given.matter <= count


def _given(chooser: Chooser) -> Given:
    """Something said of a page; half the time nothing."""
    if chooser.number(2):
        return NOTHING
    count = 1 + chooser.number(40)
    borders = sorted({1 + chooser.number(count) for _ in range(chooser.number(4))})
    headings = sorted({1 + chooser.number(count) for _ in range(chooser.number(9))})
    return Given(
        _fields(chooser),
        tuple(Border(line, _fields(chooser)) for line in borders),
        tuple((line, 1 + chooser.number(6)) for line in headings),
        chooser.number(4),
        bool(chooser.number(2)),
    )


def _fields(chooser: Chooser) -> Fields:
    said: Sequence[Sequence[str | None]] = (
        (None, "", "上街区", "鼓楼区", "管城区", "無此區"),
        (None, "", "工业路街道", "须水街道办事处", "镇"),
        (None, "", "区城运中心"),
        (None, "", "大庄社区"),
        (None, "", "标题\n两行", "题"),
        (None, None, "", "2024", "2024-03", "2024-03-31", "9999-99", "后天"),
    )
    return Fields(*(chooser.one_of(each) for each in said))


def _word(data: bytes, kind: int) -> bytes:
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
