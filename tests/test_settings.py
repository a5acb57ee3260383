"""Settings: what is right is used, what is wrong is told in a line and left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.arguments import language_of
from tui.settings import NAME, Loaded, Settings, load


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / NAME


def read(path: Path, text: str) -> Loaded:
    path.write_text(text, "utf-8")
    return load(path)


def test_a_file_that_is_missing_says_nothing(path: Path) -> None:
    assert load(path) == (Settings(), ())


def test_every_setting_is_read(path: Path) -> None:
    settings, problems = read(
        path,
        'theme = "paper"\nlanguage = "en"\nmeasure = 60\nambiguous = "safe"\n'
        "line_spacing = 2\nparagraph_spacing = true\nfirst_line_indent = false\n"
        'mouse = false\ncache = true\n[keys]\n"reader.down" = "j,down"\n',
    )
    assert problems == ()
    assert settings == Settings(
        theme="paper",
        language="en",
        measure=60,
        line_spacing=2,
        paragraph_spacing=True,
        first_line_indent=False,
        ambiguous="safe",
        mouse=False,
        cache=True,
        keys={"reader.down": "j,down"},
    )


def test_the_users_own_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "jiedu").mkdir()
    (tmp_path / "jiedu" / NAME).write_text('theme = "ink"', "utf-8")
    assert load().settings.theme == "ink"


@pytest.mark.parametrize(
    "line",
    [
        "measure = 39",
        "measure = 121",
        "measure = true",
        "measure = 60.0",
        'measure = "60"',
        "line_spacing = 3",
        "line_spacing = 1.5",
        "line_spacing = true",
        "paragraph_spacing = 1",
        'first_line_indent = "no"',
        'language = "fr"',
        "language = 1",
        "theme = 1",
        "ambiguous = 3",
        'ambiguous = "Safe"',
        "ambiguous = true",
        'mouse = "no"',
        "cache = 0",
        'keys = "j"',
        '[keys]\n"reader.down" = 3',
        '[keys]\n"reader.down" = ""',
        '[keys]\n"reader.down" = []',
        '[keys]\n"reader.down" = ["j", 3]',
    ],
)
def test_a_wrong_value_is_told_and_the_rest_is_used(path: Path, line: str) -> None:
    other = "cache = true" if line.startswith("mouse") else "mouse = false"
    (settings, problems), alone = read(path, f"{other}\n{line}"), read(path, other)
    assert settings == alone.settings
    (problem,) = problems
    assert problem.startswith(f"{path}: {line.split(' =')[0].split('[')[0].strip()}")
    assert "\n" not in problem


@pytest.mark.parametrize(
    ("line", "near"), [("them = 'ink'", "theme"), ("langauge = 'en'", "language")]
)
def test_an_unknown_setting_is_answered_with_the_nearest(
    path: Path, line: str, near: str
) -> None:
    settings, (problem,) = read(path, f"measure = 50\n{line}")
    assert settings == Settings(measure=50)
    assert problem == f"{path}: 没有 {line.split()[0]}；是不是 {near}？"


def test_what_is_near_to_nothing_is_answered_with_all(path: Path) -> None:
    _settings, (problem,) = read(path, "配色 = 'ink'")
    assert problem.startswith(f"{path}: 没有 配色；可以是 theme、language、")


def test_an_id_needs_no_quotes_and_keys_may_be_a_list(path: Path) -> None:
    loaded = read(path, '[keys]\nreader.down = "x"\n"tree.open" = ["l", "right"]')
    assert loaded.problems == ()
    assert loaded.settings.keys == {"reader.down": "x", "tree.open": "l,right"}


@pytest.mark.parametrize(("value", "width"), [("2", "2"), ('"2"', "2"), ("1", "1")])
def test_a_width_may_be_a_number(path: Path, value: str, width: str) -> None:
    assert read(path, f"ambiguous = {value}").settings.ambiguous == width


def test_what_is_no_toml_is_told_with_its_line(path: Path) -> None:
    settings, (problem,) = read(path, "mouse = false\ntheme = paper\n")
    assert settings == Settings()
    assert problem.startswith(f"{path}:2:")


def test_a_file_that_cant_be_read_is_told(path: Path) -> None:
    path.mkdir()
    settings, (problem,) = load(path)
    assert settings == Settings()
    assert problem.startswith(str(path))


@given(st.binary(max_size=60))
def test_any_file_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / NAME
    path.write_bytes(data)
    for problem in load(path).problems:
        assert problem.startswith(str(path))


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ("", None),
        ("--lang en", "en"),
        ("tree pages --lang=zh", "zh"),
        ("--lang fr", None),
        ("--lang", None),
        ("search --language en", None),
        ("--help --lang en --no-such", "en"),
    ],
)
def test_the_language_is_known_before_all_else(
    arguments: str, language: str | None
) -> None:
    assert language_of(arguments.split()) == language
