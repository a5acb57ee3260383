"""The key that tells how characters are read always does something, and says what."""

from __future__ import annotations

import pytest

from tests.app.conftest import Start, make_page
from tui.app.screens.main import MainScreen


@pytest.mark.parametrize(
    ("text", "told"), [("郏县发展。", "生僻字注音"), ("街道发展。", "没有生僻字")]
)
async def test_readings_are_turned_on_and_off(
    start: Start, text: str, told: str
) -> None:
    async with start(make_page("a.txt", "标题", text)) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        await pilot.press("tab", "i")
        assert (main.reader.ruby, main.status.left) == (True, told)
        await pilot.press("i")
        assert (main.reader.ruby, main.status.left) == (False, "不再注音")
        await pilot.press("i", "l", "i")
        assert not main.reader.ruby
        assert main.status.left == "标题  biāo tí；不再注音"
        await pilot.press("i")
        assert main.status.left == "标题  biāo tí"
