"""When garbage is collected."""

from __future__ import annotations

import asyncio
import gc

import pytest

from tui.app import interpreter
from tui.app.interpreter import Collector


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The generations that were looked at, in turn."""
    looked: list[int] = []
    monkeypatch.setattr(interpreter, "SOON", 0.05)
    monkeypatch.setattr(interpreter, "LATER", 0.15)
    monkeypatch.setattr(gc, "collect", looked.append)
    return looked


async def test_young_objects_are_looked_at_soon_and_all_later(
    collected: list[int],
) -> None:
    Collector().postpone()
    assert collected == []
    await asyncio.sleep(0.5)
    assert collected == [1, 2]


async def test_nothing_is_collected_while_keys_come(collected: list[int]) -> None:
    collector = Collector()
    for _ in range(20):
        collector.postpone()
        await asyncio.sleep(0.01)
    assert collected == []
    await asyncio.sleep(0.5)
    assert collected == [1, 2]


async def test_nor_while_collection_is_off(collected: list[int]) -> None:
    Collector().postpone()
    gc.disable()
    try:
        await asyncio.sleep(0.5)
    finally:
        gc.enable()
    assert collected == []
