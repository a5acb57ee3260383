"""Front matter: what the top of a page says about it, in YAML or TOML.

    ---                      +++
    区: 上街区               district = "上街区"
    date: 2018年5月          date = 2018-05-06
    ---                      +++

Only what is said flatly counts, a name and a value. YAML is read as PyYAML's nodes
and never built: nothing is there for aliases to multiply, and every value stays the
text that was written (2018, 007, no).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tui.corpus.given import NAMES, Fields, Given

LONGEST = 1 << 12
"""Characters of front matter: PyYAML takes 0.3 s for as many brackets, and four times
as long for twice as many."""

FENCED = re.compile(
    rf"(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>.{{0,{LONGEST}}}?)"
    r"^(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
LINE_END = re.compile(r"\r\n?")
TIME = re.compile(r"[T ]+\d\d?:.*")
"""Behind a date: T06:30:00+08:00"""
ASCII_NAME = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)


def given(text: str) -> Given:
    """What the front matter of a page says; `Given()` where it has none.

    A page may merely begin with a rule. What can't be read as YAML or TOML, or has
    none of our names and names that no program would use, is the page's text.
    """
    if not text.startswith(("---", "+++")):
        return Given()
    top = LINE_END.sub("\n", text[: 2 * LONGEST])
    if not (fenced := FENCED.match(top)):
        return Given()
    read = _yaml if fenced["fence"] == "---" else _toml
    values = {name.lower(): _line(value) for name, value in read(fenced["inside"])}
    if not _is_matter(values):
        return Given()
    return Given(_fields(values), matter=fenced[0].rstrip("\n").count("\n") + 1)


def _line(value: str) -> str:
    return " ".join(value.split("\n")).strip()


def _is_matter(values: Mapping[str, str]) -> bool:
    ours = {each for names in NAMES.values() for each in names}
    if not ours.isdisjoint(values):
        return True
    return bool(values) and all(map(ASCII_NAME.fullmatch, values))


def _fields(values: Mapping[str, str]) -> Fields:
    from tui.corpus.dates import parse_date

    said = {
        field: next((values[name] for name in names if values.get(name)), None)
        for field, names in NAMES.items()
    }
    date = said["date"] and parse_date(TIME.sub("", said["date"]))
    return Fields(**said | {"date": date})


def _yaml(text: str) -> Iterator[tuple[str, str]]:
    """The names and values at the top of a YAML mapping, as they are written."""
    import yaml

    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
                yield name.value, value.value


def _toml(text: str) -> Iterator[tuple[str, str]]:
    """The names and values at the top of a TOML document."""
    import tomllib

    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    for name, value in values.items():
        if not isinstance(value, (dict, list)):
            yield name, str(value)
