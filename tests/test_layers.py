"""The rooms and their walls, run for real: a linter can't see a late import."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"textual", "rich.console", "numpy", "jieba", "asyncssh"}


def loaded(code: str) -> set[str]:
    """The modules in memory after some code has run in an interpreter of its own."""
    program = f"import sys\n{code}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(run.stderr.split())


@pytest.mark.parametrize(
    "module", ["tui.errors", "tui.i18n", "tui.corpus.parser", "tui.corpus.reader"]
)
def test_the_structure_loads_without_screen_or_arrays(module: str) -> None:
    assert not loaded(f"import {module}") & HEAVY


def test_the_index_loads_without_screen_or_dictionary() -> None:
    assert loaded("import tui.index.library") & HEAVY == {"numpy"}


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--version"], set()),
        (["--help"], set()),
        (["tree"], set()),
        (["show", "410106002"], set()),
        (["export"], set()),
        (["check"], set()),
        (["search", "招商"], {"numpy"}),
    ],
)
def test_commands_load_no_screen(arguments: list[str], allowed: set[str]) -> None:
    code = (
        "import contextlib, io, tui.cli\n"
        "with contextlib.redirect_stdout(io.StringIO()), "
        "contextlib.redirect_stderr(io.StringIO()), contextlib.suppress(SystemExit):\n"
        f"    tui.cli.main({arguments!r})"
    )
    assert loaded(code) & HEAVY == allowed
