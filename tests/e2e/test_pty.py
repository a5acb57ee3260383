"""The program on a real terminal: opened, used by keyboard, and left as found."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal

JIEDU = [sys.executable, "-m", "tui", str(Path(__file__).parents[2] / "seeds")]
QUERY = "招商引资"


def open_jiedu(*arguments: str, controlling: bool = True) -> Terminal:
    return Terminal([*JIEDU, *arguments], controlling=controlling)


def hit_of(terminal: Terminal) -> tuple[int, int]:
    """k and N of the status line's 第 k/N 处."""
    found = re.search(r"第 (\d+)/(\d+) 处", terminal.text)
    assert found, terminal.text
    return int(found[1]), int(found[2])


def title_of(terminal: Terminal) -> str:
    """The end of the breadcrumb."""
    return terminal.screen.display[0].rpartition(" › ")[2].strip()


def test_find_walk_and_quit() -> None:
    """The main job by keyboard; 招商引资 stands in several articles."""
    with open_jiedu() as terminal:
        terminal.wait_for("街道")
        terminal.wait_until_gone("已读")
        terminal.send("/" + QUERY)
        terminal.wait_for("处")
        terminal.send("\r")
        terminal.wait_for("n 下一处")
        first, total = hit_of(terminal)
        titles = {title_of(terminal)}
        for step in range(1, total + 1):
            terminal.send("n")
            terminal.wait_for(f"第 {(first - 1 + step) % total + 1}/{total} 处")
            titles.add(title_of(terminal))
        assert len(titles) >= 2
        assert hit_of(terminal) == (first, total), "once around"
        terminal.send("qqq")
        assert terminal.wait_for_exit() == 0
        assert terminal.is_restored


def test_keys_typed_ahead_are_not_lost() -> None:
    """They are on the line before the program can have started."""
    with open_jiedu() as terminal:
        terminal.send(f"/{QUERY}")
        terminal.wait_for("处")
        terminal.send("\r")
        terminal.wait_for("n 下一处")
        assert hit_of(terminal)[1] > 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_the_terminal_restored(number: signal.Signals) -> None:
    with open_jiedu() as terminal:
        terminal.wait_for("街道")
        terminal.process.send_signal(number)
        assert terminal.wait_for_exit() == 128 + number
        assert terminal.is_restored


@pytest.mark.parametrize("controlling", [True, False], ids=["hangup", "end of input"])
def test_it_ends_when_the_terminal_goes_away(controlling: bool) -> None:
    """With a signal from its terminal, or with nothing but the end of its input.

    Nobody is left to see the status; Python changes it where it can't flush."""
    with open_jiedu(controlling=controlling) as terminal:
        terminal.wait_for("街道")
        terminal.hang_up()
        assert terminal.process.wait(20) != 0


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("招商".encode("gbk"), id="GBK"),
        pytest.param(b"\x1b[M \xe9\xa1", id="X10 mouse report"),
        pytest.param(b"\xff\xfe\x80", id="no UTF-8"),
        pytest.param(b"\x1b[229;1:1;20013u", id="Kitty key"),
    ],
)
def test_bytes_that_are_no_keys_do_not_end_it(data: bytes) -> None:
    with open_jiedu() as terminal:
        terminal.wait_for("街道")
        terminal.send(data)
        # A broken report may swallow the key behind it.
        terminal.send("j?")
        terminal.wait_for("各处")
        terminal.send("qQ")
        assert terminal.wait_for_exit() == 0
        assert terminal.is_restored


def test_ctrl_z_gives_the_terminal_back_and_returns_with_a_repaint() -> None:
    with open_jiedu() as terminal:
        terminal.wait_for("街道")
        terminal.send("\x1a")
        terminal.wait_for_stop()
        assert terminal.is_restored
        terminal.screen.reset()
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_for("街道")
        terminal.send("Q")
        assert terminal.wait_for_exit() == 0
        assert terminal.is_restored


def test_ctrl_c_quits_when_pressed_twice() -> None:
    with open_jiedu() as terminal:
        terminal.wait_for("街道")
        terminal.send("\x03")
        terminal.wait_for("再按一次 Ctrl+C 退出")
        terminal.send("\x03")
        assert terminal.wait_for_exit() == 0
        assert terminal.is_restored


def test_the_screen_does_not_need_stderr() -> None:
    """`jiedu 2>errors.txt`: a shell may have sent it anywhere."""
    with Terminal(["sh", "-c", f"{' '.join(JIEDU)} 2>/dev/null"]) as terminal:
        terminal.wait_for("街道")
        terminal.send("Q")
        assert terminal.wait_for_exit() == 0
        assert terminal.is_restored
