"""What the screen looks like: few pictures, of the states that people stay in.

After a change that is meant to be seen: `pytest --snapshot-update`, and look.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.app.picture import true_to_cells
from tui.app.app import JieduApp
from tui.app.screens.asking import PAUSE
from tui.app.theme import LIGHT
from tui.corpus.reader import bundled, find

Compare = Callable[..., bool]

SMALL, LARGE, NARROW = (80, 24), (120, 40), (60, 20)
QUERY = ("slash", *"招商 项目")
ARTICLE = "003_8979a3024c7361bc.txt#1"
"""It has everything: label, byline, captions, headings of both levels."""

STATES: dict[str, tuple[tuple[int, int], tuple[str, ...], str | None]] = {
    "opened small": (SMALL, (), None),
    "opened large": (LARGE, (), None),
    "an article with everything": (LARGE, (), ARTICLE),
    "a banner and a note": (SMALL, (), "004_6a449a951b4b1e3b.txt#1"),
    "line numbers": (SMALL, ("L", "G"), ARTICLE),
    "a query being typed": (LARGE, QUERY, None),
    "hits of a kept query": (LARGE, (*QUERY, "enter", "n", "n"), None),
    "no hits": (SMALL, ("slash", *"绝无此词"), None),
    "results": (LARGE, (*QUERY, "enter", "r", "j"), None),
    "a concordance": (LARGE, ("slash", *"招商", "enter", "w", "j"), None),
    "a comparison": (LARGE, (*QUERY, "enter", "c", "J", "c"), ARTICLE),
    "pinyin": (SMALL, ("slash", *"gylu"), None),
    "narrow tree": (NARROW, (), None),
    "narrow reader": (NARROW, (), ARTICLE),
    "help": (SMALL, ("question_mark",), None),
}


async def settle(pilot: Pilot[None]) -> None:
    """Let what runs in threads come to its end: words, keywords, lists."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(2 * PAUSE)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.fixture(autouse=True)
def _true_to_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    export = JieduApp.export_screenshot

    def exported(app: JieduApp, **more: Any) -> str:
        return true_to_cells(export(app, **more))

    monkeypatch.setattr(JieduApp, "export_screenshot", exported)


@pytest.mark.parametrize("state", STATES)
def test_looks(snap_compare: Compare, state: str) -> None:
    size, keys, at = STATES[state]

    async def wait(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)

    app = JieduApp(find([bundled()]).sources, at=at)
    assert snap_compare(app, terminal_size=size, run_before=wait)


def test_looks_in_light(snap_compare: Compare) -> None:
    async def wait(pilot: Pilot[None]) -> None:
        await settle(pilot)
        pilot.app.theme = LIGHT.name
        await pilot.press(*QUERY, "enter")
        await settle(pilot)

    app = JieduApp(find([bundled()]).sources, at=ARTICLE)
    assert snap_compare(app, terminal_size=LARGE, run_before=wait)
