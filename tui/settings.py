"""What the user chose: `settings.toml` in the user's folder of settings.

    theme = "paper"
    language = "zh"
    measure = 72
    line_spacing = 1
    paragraph_spacing = false
    first_line_indent = true
    ambiguous = "auto"
    mouse = true
    cache = false

    [keys]
    "reader.down" = "j,down"

The dataclass is the schema, its docstrings are the manual. What can't be used is told
in a line and left out; the rest counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, NamedTuple

from tui.corpus import toml
from tui.corpus.faults import reason
from tui.i18n import _

NAME = "settings.toml"
LANGUAGES = ("zh", "en")
AMBIGUOUS = ("1", "2", "auto", "safe")
SHORTEST, LONGEST = 40, 120
"""Cells that a measure may be set to."""

LINE_SPACINGS = (1, 2)

Ambiguous = Literal["auto", "1", "2", "safe"]

FEW = 12
"""Names that can all be told where none is near."""


@dataclass(frozen=True, slots=True)
class Settings:
    """None stands for what the program does where nobody chose."""

    theme: str | None = None
    """A theme of ours, or any of Textual's."""

    language: str | None = None
    """Of the interface, one of `LANGUAGES`; else the locale says it."""

    measure: int | None = None
    """Cells of a line; a Chinese character takes two."""

    line_spacing: int = 1
    """Rows from one line to the next: 1, or 2, the second of them blank."""

    paragraph_spacing: bool = False
    """Whether a blank row stands between two paragraphs."""

    first_line_indent: bool = True
    """Whether a paragraph's first line starts two characters further in."""

    ambiguous: Ambiguous = "auto"
    """Cells of “ ” … — ·, one of `AMBIGUOUS`: `auto` asks the terminal, `safe` is
    right in every one."""

    mouse: bool = True
    cache: bool | None = None
    """Whether pages are kept for the next run; else, where there are many."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """The id of a binding and its keys in place of its own, divided by commas."""


class Loaded(NamedTuple):
    settings: Settings
    problems: tuple[str, ...]
    """A line for each thing that could not be used: file, what, what to do."""


def default_path() -> Path:
    from platformdirs import user_config_path

    return user_config_path("jiedu") / NAME


def load(path: Path | None = None) -> Loaded:
    """Read the settings of a file, by default the user's. A file that is missing says
    nothing; never raises OSError."""
    path = path or default_path()
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Loaded(Settings(), ())
    except OSError as error:
        told = _("{path}：{reason}；设置没有读")
        problem = told.format(path=path, reason=reason(error))
        return Loaded(Settings(), (problem,))
    except UnicodeError:
        return Loaded(
            Settings(), (_("{path}：不是 UTF-8；设置没有读").format(path=path),)
        )
    try:
        return check(toml.loads(text), path)
    except (ValueError, RecursionError) as error:
        return Loaded(Settings(), (toml.problem(str(path), error),))


def check(values: Mapping[str, Any], path: Path) -> Loaded:
    """The settings among some values, and what is to be said of the others."""
    names = [each.name for each in fields(Settings)]
    right = {name: each for name, each in values.items() if _is_right(name, each)}
    problems = [
        f"{path}: {name} {_wanted()[name]}"
        if name in names
        else unknown(str(path), name, names)
        for name in values
        if name not in right
    ]
    if "ambiguous" in right:
        right["ambiguous"] = str(right["ambiguous"])
    keys = dict(_flat(right.pop("keys", {})))
    wrong = [name for name, written in keys.items() if written is None]
    problems += (f"{path}: keys.{name} {_wanted()['keys']}" for name in wrong)
    chosen = {name: written for name, written in keys.items() if written}
    return Loaded(Settings(**right, keys=chosen), (*problems,))


def unknown(where: str, name: str, known: Iterable[str]) -> str:
    """The line that says that a name is none of those known, and which may be meant."""
    from difflib import get_close_matches

    names = [*known]
    near = get_close_matches(name, names, n=1)
    if near:
        told = _("{where}: 没有 {name}；是不是 {near}？")
        return told.format(where=where, name=name, near=near[0])
    if len(names) <= FEW:
        told = _("{where}: 没有 {name}；可以是 {names}")
        return told.format(where=where, name=name, names=_("、").join(names))
    return _("{where}: 没有 {name}").format(where=where, name=name)


def _is_right(name: str, value: object) -> bool:
    match name, value:
        case (
            ("mouse" | "cache" | "paragraph_spacing" | "first_line_indent"),
            bool(),
        ):
            return True
        case "line_spacing", int():
            return value is not True and value in LINE_SPACINGS
        case "measure", int():
            return value is not True and SHORTEST <= value <= LONGEST
        case "ambiguous", int() | str():
            return str(value) in AMBIGUOUS
        case "language", str():
            return value in LANGUAGES
        case ("theme", str()) | ("keys", dict()):
            return True
    return False


def _wanted() -> dict[str, str]:
    """What each setting has to be."""
    one_of = _("应是 {names} 之一")
    yes_or_no = one_of.format(names="true, false")
    return {
        "theme": _("应是配色的名字，加引号"),
        "language": one_of.format(names=", ".join(LANGUAGES)),
        "measure": _("应是 {least} 到 {most} 的整数").format(
            least=SHORTEST, most=LONGEST
        ),
        "line_spacing": one_of.format(names=", ".join(map(str, LINE_SPACINGS))),
        "paragraph_spacing": yes_or_no,
        "first_line_indent": yes_or_no,
        "ambiguous": one_of.format(names=", ".join(AMBIGUOUS)),
        "mouse": yes_or_no,
        "cache": yes_or_no,
        "keys": _('应是按键，如 "j,down"'),
    }


def _flat(
    keys: Mapping[str, Any], before: str = ""
) -> Iterator[tuple[str, str | None]]:
    """Ids with their keys; None for what are no keys. To TOML, `reader.down` without
    quotes is a table in a table."""
    for name, value in keys.items():
        match value:
            case str() if value.strip():
                yield before + name, value
            case [*several] if several and all(
                isinstance(each, str) for each in several
            ):
                yield before + name, ",".join(several)
            case dict():
                yield from _flat(value, f"{before}{name}.")
            case _:
                yield before + name, None
