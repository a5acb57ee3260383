from __future__ import annotations

import re
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App

from tests.app.conftest import GONGYE, SHANGJIE, make_page
from tui.app.citing import citation
from tui.app.clipboard import KEPT, MOST_BYTES, Clipboard, osc52
from tui.app.render.paint import Part
from tui.app.screens.register import CopiedList, RegisterScreen
from tui.app.widgets.passage import broken

PLAIN = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
WRAPPED = re.compile(r"\x1bPtmux;((?:\x1b\x1b|[^\x1b])*)\x1b\\")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.delenv("TMUX", raising=False)
    return []


@given(st.text(st.characters(codec="utf-8")))
def test_a_sequence_carries_the_text(text: str) -> None:
    match = PLAIN.fullmatch(osc52(text))
    assert match is not None
    assert b64decode(match[1]).decode() == text


@given(st.text(st.characters(codec="utf-8")))
def test_in_tmux_the_sequence_goes_through_it_and_to_it(text: str) -> None:
    sequence = osc52(text, in_tmux=True)
    match = WRAPPED.match(sequence)
    assert match is not None
    assert match[1].replace("\x1b\x1b", "\x1b") == osc52(text)
    assert sequence[match.end() :] == osc52(text)


def test_what_is_no_text_is_sent_as_well_as_can_be() -> None:
    assert osc52("街\ud800") == osc52("街?")


def test_a_text_is_sent_and_kept(sent: list[str]) -> None:
    clipboard = Clipboard(sent.append)
    told = clipboard.copy("街道 招商\n引资")
    assert sent == [osc52("街道 招商\n引资")]
    assert told.startswith("已复制 6 字")
    assert clipboard.texts == ("街道 招商\n引资",)


def test_the_source_of_a_text_is_not_counted_and_p_comes_first(
    sent: list[str],
) -> None:
    told = Clipboard(sent.append).copy("街道\n——《题》", "街道")
    assert told.startswith("已复制 2 字，按 p 可看")


def test_tmux_is_known_by_its_variable(
    sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    Clipboard(sent.append).copy("街道")
    assert sent == [osc52("街道", in_tmux=True)]


def test_a_text_that_is_too_long_is_only_kept(sent: list[str]) -> None:
    clipboard = Clipboard(sent.append)
    fits, too_long = "街" * (MOST_BYTES // 3), "街" * (MOST_BYTES // 3 + 1)
    clipboard.copy(fits)
    told = clipboard.copy(too_long)
    assert sent == [osc52(fits)]
    assert "太长" in told
    assert clipboard.texts == (too_long, fits)


def test_the_last_texts_are_kept_each_once(sent: list[str]) -> None:
    clipboard = Clipboard(sent.append)
    for number in range(KEPT + 5):
        clipboard.copy(f"第{number}段")
    clipboard.copy("第10段")
    assert len(clipboard.texts) == len(set(clipboard.texts)) == KEPT
    assert clipboard.texts[:2] == ("第10段", f"第{KEPT + 4}段")


def test_a_citation_says_where_a_text_is_from() -> None:
    page = make_page(
        "a.txt", "筑巢引凤", "一段。", "二段。", district=SHANGJIE, office=GONGYE
    )
    assert citation(page, page.articles[0], Part(2, 1, 2)) == (
        "《筑巢引凤》，上街区工业路街道，a.txt 第 3 行"
    )
    bare = make_page("b.txt", "", "一段。")
    assert citation(bare, bare.articles[0], Part(1, 0, 1)) == (
        "《（无标题）》，b.txt 第 2 行"
    )


class RegisterApp(App[None]):
    def __init__(self, *texts: str) -> None:
        super().__init__()
        self.texts = texts
        self.answers: list[str | None] = []

    def on_mount(self) -> None:
        self.push_screen(RegisterScreen(self.texts), self.answers.append)


def rows(app: App[None]) -> list[str]:
    shown = app.screen.query_one(CopiedList)
    return [shown.render_line(y).text.rstrip() for y in range(shown.size.height)]


TEXTS = ("街道\n招商", "[/街道] 第二段\x1b[2J" * 30, "三")


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("enter", TEXTS[0]),
        ("j enter", TEXTS[1]),
        ("G k enter", TEXTS[1]),
        ("down down enter", TEXTS[2]),
        ("escape", None),
        ("j q", None),
        ("p", None),
    ],
)
async def test_a_text_is_chosen_to_be_copied_again(
    keys: str, answer: str | None
) -> None:
    app = RegisterApp(*TEXTS)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        await pilot.press(*keys.split())
        assert app.answers == [answer]


async def test_the_whole_text_under_the_cursor_is_shown_as_data() -> None:
    app = RegisterApp(*TEXTS)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        register = app.screen
        assert isinstance(register, RegisterScreen)
        assert str(register.text.render()) == TEXTS[0]
        assert [row.strip() for row in rows(app)[:3:2]] == ["▸ 街道 招商", "三"]
        await pilot.press("j")
        shown = "".join(broken(TEXTS[1], register.text.content_size.width))
        assert str(register.text.render()).replace("\n", "") == shown
        assert "␛" in shown
