"""Colours: text that can be read in every theme of ours; sixteen where a theme promises
no more; none where someone asks for none, and still all can be told apart."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.pilot import Pilot

from tui.app.app import JieduApp
from tui.app.theme import SIXTEEN, THEMES, titles
from tui.app.widgets.corpus_tree import CorpusTree
from tui.corpus.reader import bundled, find

ARTICLE = "003_8979a3024c7361bc.txt#1"
"""It has everything: label, byline, captions, headings of both levels."""

STATES = {
    "opened": "L",
    "end of the article": "G",
    "query being typed": "slash 街 space 企 space 服 space 发 space 的 space 和",
    "hits": "enter n",
    "results": "r j",
    "concordance": "w j",
}
"""Keys, one state after the other."""

BLACK = 0
"""Its number among the sixteen."""

READABLE = 4.5
"""Contrast of text with its background: WCAG 2.2, 1.4.3, level AA."""

BARS = {*"▁▂▃▄▅▆▇█▉▊▋▌▍▎▏▔ "}
"""What scroll bars and borders are made of."""


@asynccontextmanager
async def opened(theme: str) -> AsyncIterator[Pilot[None]]:
    app = JieduApp(find([bundled()]).sources, at=ARTICLE)
    async with app.run_test(size=(110, 40)) as pilot:
        app.theme = theme
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield pilot


async def states(pilot: Pilot[None]) -> AsyncIterator[str]:
    for name, keys in STATES.items():
        await pilot.press(*keys.split())
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        yield name


def painted(app: App[None]) -> Iterator[list[Segment]]:
    """The rows on the screen, as they are sent to the terminal."""
    _base, background = app.screen.background_colors
    for strip in app.screen._compositor.render_strips():
        for each in app._filters:
            if each.enabled:
                strip = strip.apply_filter(each, background)
        yield [each for each in strip if each.style]


def style_of(segment: Segment) -> Style:
    assert segment.style is not None
    return segment.style


def contrast(one: Color, other: Color) -> float:
    """Of WCAG 2.2: (L1 + 0.05) / (L2 + 0.05), with L the relative luminance."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    assert color.triplet is not None
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in color.triplet.normalized
    ]
    return sum(map(float.__mul__, (0.2126, 0.7152, 0.0722), linear))


@pytest.mark.parametrize("theme", [each.name for each in THEMES if not each.ansi])
async def test_text_can_be_read_in_every_theme(theme: str) -> None:
    async with opened(theme) as pilot:
        async for state in states(pilot):
            for segment in (each for row in painted(pilot.app) for each in row):
                style, text = style_of(segment), segment.text
                if not set(text) <= BARS and style.color and style.bgcolor:
                    measured = contrast(style.color, style.bgcolor)
                    assert measured >= READABLE, (state, text, str(style))


async def test_sixteen_colours_are_all_that_is_sent() -> None:
    async with opened(SIXTEEN.name) as pilot:
        async for state in states(pilot):
            for segment in (each for row in painted(pilot.app) for each in row):
                style = style_of(segment)
                for color in (style.color, style.bgcolor):
                    sort = color.type if color else ColorType.DEFAULT
                    allowed = (ColorType.DEFAULT, ColorType.STANDARD)
                    assert sort in allowed, (state, segment.text, str(style))


async def test_on_a_colour_of_the_terminals_the_text_is_black() -> None:
    """Nobody knows whether the terminal's own colour can be read on it."""
    async with opened(SIXTEEN.name) as pilot:
        async for state in states(pilot):
            for segment in (each for row in painted(pilot.app) for each in row):
                style = style_of(segment)
                if style.bgcolor and not style.bgcolor.is_default and not style.reverse:
                    assert style.color is not None
                    assert style.color.number == BLACK, (state, str(style))


async def test_no_color_is_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(THEMES[0].name) as pilot:
        async for state in states(pilot):
            for segment in (each for row in painted(pilot.app) for each in row):
                style = style_of(segment)
                for color in (style.color, style.bgcolor):
                    assert color is None or color.is_default, (state, segment.text)


async def test_the_trees_cursor_can_be_seen_without_colours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the focus and without, and which of them it is."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(THEMES[0].name) as pilot:
        tree = pilot.app.screen.query_one(CorpusTree)
        found = []
        for _pane in range(2):
            await pilot.press("tab")
            rows = [shape(tree, y) for y in range(tree.size.height)]
            found.append(rows.pop(tree.cursor - tree.scroll_offset.y))
            assert found[-1] not in rows
        assert found[0] != found[1]


def shape(tree: CorpusTree, y: int) -> tuple[object, ...]:
    """How a row of the tree looks, but for its colours."""
    first, *_others = tree.render_line(y)
    style = first.style or Style.null()
    return style.bold, style.dim, style.italic, style.underline, style.reverse


def test_every_theme_of_ours_has_a_title() -> None:
    assert [*titles()] == [each.name for each in THEMES]
