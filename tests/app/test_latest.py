"""Questions of which only the last answer counts."""

from __future__ import annotations

import asyncio

from textual.app import App

from tui.app.screens.latest import Latest


async def test_what_is_put_off_is_not_begun_before_its_delay_is_over() -> None:
    app, answers = App[None](), list[str]()
    async with app.run_test() as pilot:
        latest = Latest[str](app.screen, "test", answers.append)
        latest.ask(lambda: "once", 1.0)
        for _ in range(4):
            await asyncio.sleep(0.3)
            latest.postpone()
        assert answers == []
        while not answers:
            await pilot.pause(0.1)
        latest.postpone()
        await pilot.pause(0.1)
        assert answers == ["once"]
