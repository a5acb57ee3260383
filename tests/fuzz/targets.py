"""What must hold for any bytes at all: a function a part of the program.

Each takes bytes, makes of them what its part reads, and raises AssertionError where
something doesn't hold. Any other exception is a failure, too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.fuzz.checks import (
    check_bytes,
    check_document,
    check_page,
    check_same,
    check_spans,
    check_whole,
)
from tests.fuzz.chooser import Chooser
from tests.fuzz.word import word_file
from tui.corpus.advice import OF_PAGE, advice_in
from tui.corpus.blocks import classify
from tui.corpus.encoding import PRIORS, decode
from tui.corpus.formats import read
from tui.corpus.given import NOTHING, Border, Fields, Given
from tui.corpus.lines import blocks_of, line_starts, lines_of
from tui.corpus.parser import parse
from tui.corpus.sidecar import SUFFIX, Sidecars, written
from tui.index.fold import fold, fold_term
from tui.index.library import Library


def decoder(data: bytes) -> None:
    """No byte is lost; what is no text is told by a ValueError, and nothing else."""
    chooser = Chooser(data)
    encoding = chooser.one_of([None, None, None, *PRIORS, "ascii", "gbk", "utf-16"])
    data = chooser.rest()
    try:
        decoded = decode(data, encoding)
    except ValueError:
        return
    check_whole(decoded)
    check_bytes(data, decoded)


def lines(data: bytes) -> None:
    """Lines and blocks share out what isn't blank; blocks are classified."""
    text = _text(data)
    starts = line_starts(text)
    blocks = blocks_of(text, lines_of(text, starts))
    check_spans(text, (span for each in blocks for span in each.spans))
    for each in blocks:
        piece = classify(each)
        found = [piece.byline, piece.signed]
        assert piece.text
        assert len(piece.text) == len(each.printed)
        assert piece.label is None or 0 < piece.label.end <= len(piece.text)
        for byline in filter(None, found):
            assert 0 <= byline.span.start < byline.span.end <= len(piece.text)


def parser(data: bytes) -> None:
    """Whatever the text, and whatever is said of it."""
    chooser = Chooser(data)
    given = _given(chooser)
    check_page(parse("2024/page.txt", _text(chooser.rest()), given))


def formats(data: bytes) -> None:
    """Any bytes under any name: text and what is said of it, or a ValueError."""
    chooser = Chooser(data)
    name = chooser.one_of(["a.txt", "a.md", "a.html", "a.docx"])
    kind = chooser.number(3) if name == "a.docx" else 0
    data = chooser.rest()
    if name == "a.docx":
        data = word_file(data, kind)
    try:
        document = read(name, data)
    except ValueError:
        return
    check_document(document)
    check_page(parse(name, document.text, document.given))


def folding(data: bytes) -> None:
    """Offsets lead back to the characters; a folded term is found where it stands."""
    texts = _text(data).split("\n")
    folded = fold(texts)
    joined = "\n".join([*texts, ""])
    offsets = folded.offsets(np.arange(len(folded))).tolist()
    assert offsets == sorted(offsets)
    assert folded.size == len(joined)
    own = {char: fold_term(char).tolist() for char in set(joined)}
    first = 0
    for at, source in enumerate(offsets):
        first = first if offsets[first] == source else at
        separator = joined[source] == "\n"
        assert separator or folded.codes[at] == own[joined[source]][at - first]
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
        starts = [hit.start for hit in hits if hit.passage == number]
        # A match starts behind the characters that folding drops.
        if len(fold_term(term[:1])):
            assert set(_starts(text, term)) <= set(starts), (term, starts)
        for hit in hits:
            inside = page.read(page.passages[hit.passage])[hit.start : hit.stop]
            assert np.array_equal(fold_term(inside), fold_term(term))
            assert page.text[hit.span.start] == inside[0]


def sidecars(data: bytes) -> None:
    """Any TOML, or none: problems are told, nothing is raised."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "page.txt")
        head, _, text = data.partition(b"\n\n\n")
        path.with_name(path.name + SUFFIX).write_bytes(head)
        Path(folder, "jiedu.toml").write_bytes(head[::-1] if len(head) % 2 else head)
        advice = Sidecars(Path(folder)).advice(path)
        assert all(isinstance(each, str) and each for each in advice.problems)
        check_page(parse("page.txt", _text(text), advice.given))


def rewriting(data: bytes) -> None:
    """The sidecar that is written for a page says the same of it again."""
    page = parse("page.txt", _text(data))
    advice = advice_in("", tomllib.loads(written(page)), OF_PAGE)
    assert not advice.problems, advice.problems
    check_same(page, parse("page.txt", page.text, advice.given))


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (
        decoder,
        lines,
        parser,
        formats,
        folding,
        search,
        sidecars,
        rewriting,
    )
}


def _starts(text: str, term: str) -> list[int]:
    """Where the term stands as it is written."""
    return [at for at in range(len(text)) if text.startswith(term, at)]


def _text(data: bytes) -> str:
    """UTF-8 read as Jiedu reads it, so that any bytes are some text."""
    return data.decode("utf-8", "replace")


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
        (None, None, "2024", "2024-03", "2024-03-31"),
    )
    return Fields(*(chooser.one_of(each) for each in said))
