"""Whole pages: the seeds exactly, invented pages of other habits nearly so."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import outlines
import pytest

from tui.corpus.export import document
from tui.corpus.parser import parse
from tui.corpus.reader import bundled

GOLDEN = Path(__file__).parents[1] / "golden"
SEEDS = sorted(bundled().glob("*.txt"))
HELD_FLOORS = {
    "title": 0.9,
    "district": 0.89,
    "office": 0.89,
    "byline": 0.87,
    "caption": 0.85,
    "heading": 0.82,
    "paragraph": 0.82,
}
"""What was reached on pages that nobody looked at, less a little: a paragraph or a
heading under a wrong title counts as wrong."""
FLOORS = {
    "banner": 0.97,
    "title": 0.97,
    "district": 0.97,
    "office": 0.97,
    "unit": 0.9,
    "caption": 0.9,
    "byline": 0.95,
    "heading": 0.95,
    "level": 0.95,
    "paragraph": 0.95,
}
LAID_OUT_FLOORS = {
    "title": 0.93,
    "district": 0.84,
    "office": 0.89,
    "byline": 0.89,
    "caption": 0.88,
    "heading": 0.85,
    "paragraph": 0.88,
}
"""Invented pages on the skeletons of real ones: blocks, furniture and columns are set
as newspapers and their websites have them, which is harder to read."""


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_is_read_as_its_outline_says(path: Path) -> None:
    outline = GOLDEN / f"{path.stem}.outline"

    found = outlines.written(document(outlines.page_at(path)))

    assert found == outline.read_text(encoding="utf-8")


@pytest.mark.parametrize("measure", FLOORS)
def test_pages_of_other_habits_are_read(measure: str) -> None:
    f1, *counts = judged("[!v]*.txt")[measure]

    assert f1 >= FLOORS[measure], counts


@pytest.mark.parametrize("measure", LAID_OUT_FLOORS)
def test_pages_laid_out_as_real_ones_are_read(measure: str) -> None:
    f1, *counts = judged("v*.txt")[measure]

    assert f1 >= LAID_OUT_FLOORS[measure], counts


@cache
def judged(names: str) -> dict[str, tuple[float, int, int, int]]:
    return outlines.scores(outlines.judged(outlines.PAGES, names))


@pytest.mark.parametrize("measure", HELD_FLOORS)
def test_pages_that_were_held_out_are_read_no_worse(measure: str) -> None:
    f1, *counts = held()[measure]

    assert f1 >= HELD_FLOORS[measure], counts


@cache
def held() -> dict[str, tuple[float, int, int, int]]:
    return outlines.scores(outlines.judged(outlines.HELD))


@pytest.mark.parametrize("rate", [0.2, 0.5, 1.0])
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_structure_does_not_hang_on_blank_lines(path: Path, rate: float) -> None:
    """The same titles, headings and bylines, whichever blank lines are lost."""
    text = path.read_text(encoding="utf-8")
    chance = random.Random(path.name)
    kept = [line for line in text.split("\n") if line.strip() or chance.random() > rate]

    found = _without_lines(document(parse("page.txt", "\n".join(kept))))

    assert found == _without_lines(document(parse("page.txt", text)))


def _without_lines(page: outlines.Document) -> list[tuple[object, ...]]:
    """What does not depend on where a line stands."""
    rows = outlines.rows(page)
    return sorted(row for row in rows.elements() if row[0] != "paragraph")


def test_an_outline_survives_being_written_and_read() -> None:
    for path in SEEDS:
        page = document(outlines.page_at(path))

        assert outlines.rows(outlines.read(outlines.written(page))) == outlines.rows(
            page
        )
