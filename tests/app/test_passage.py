from __future__ import annotations

from textual.app import App, ComposeResult

from tui.app.widgets.passage import Passage, broken


def test_no_row_starts_with_a_closing_mark() -> None:
    assert broken("街道招商引资。\n\n（项目）", 12) == [
        "街道招商引",
        "资。",
        "",
        "（项目）",
    ]


def test_what_has_no_picture_gets_one() -> None:
    assert broken("街\x1b道", 10) == ["街␛道"]


async def test_a_passage_is_set_anew_at_another_width() -> None:
    class PassageApp(App[None]):
        def compose(self) -> ComposeResult:
            yield Passage("街道招商引资。")

    async with PassageApp().run_test(size=(12, 5)) as pilot:
        passage = pilot.app.query_one(Passage)
        assert str(passage.render()) == "街道招商引\n资。"
        assert passage.region.height == 2
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        assert str(passage.render()) == "街道招商引资。"
        passage.text = "[b]项目[/b]"
        assert str(passage.render()) == "[b]项目[/b]"
