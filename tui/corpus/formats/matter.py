"""Front matter: what the top of a page says about it, in YAML or TOML.

    ---                      +++
    区: 上街区                district = "上街区"
    date: 2018年5月           [[article]]
    文章:                     line = 12
    - 行: 12                  title = "筑巢引凤兴产业"
      标题: 筑巢引凤兴产业      +++
    ---

It may say what a page's sidecar may, but for the encoding, which is told; lines are
those of the file. Behind a name the colon may be full-width, and the blank may be
missing, where YAML would read nothing of ours.

YAML is read as PyYAML's nodes: nothing is there for aliases to multiply, and every
value stays the text that was written (2018, 007, no).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from tui.corpus import toml
from tui.corpus.advice import KEY_OF, OF_PAGE, Advice, advice_in, quoted, with_title
from tui.i18n import _

if TYPE_CHECKING:
    from yaml import Node, YAMLError

LONGEST = 1 << 14
"""Characters of front matter: a hundred articles. PyYAML takes up to a second for
what is made to keep it busy."""
DEEPEST = 3
"""Levels of what we understand: a list of mappings of texts."""

FENCED = re.compile(
    rf"(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>.{{0,{LONGEST}}}?)"
    r"^(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
LINE_END = re.compile(r"\r\n?")
ASCII_NAME = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)
KEYS = tuple(key for key in OF_PAGE if key != "encoding")
OURS = frozenset(name for name, key in KEY_OF.items() if key in KEYS)
ENCODING = frozenset(name for name, key in KEY_OF.items() if key == "encoding")
UTF_8 = re.compile(r"utf[-_]?8(?:[-_]?sig)?", re.IGNORECASE)
SAYS_OURS = re.compile(
    rf"^[\[\"' \t]*(?:{'|'.join(OURS)})[\"' \t]*[:：=\]]", re.MULTILINE | re.IGNORECASE
)
LOOSE_COLON = re.compile(
    r"^([ \t]*(?:-[ \t]+)?[^\W\d]\w*)[ \t]*(?:：[ \t\u3000]*|:(?=[^\s:/]))",
    re.MULTILINE,
)
"""Behind a name, what YAML doesn't take for a colon."""
LIKE_OURS = 0.85
"""How near to one of our names another must be to be meant for it: distrct is, and
author is not."""
SHORTEST_LIKE = 6
"""Letters of a name that is told as a misspelling: dates is another program's."""
OTHERS = ("country",)
"""What other programs say and is near to one of our names."""
NULL = "tag:yaml.org,2002:null"


class _UnreadError(ValueError):
    """What YAML may say and we don't read; `args` are why, and the line from 1."""


def read(name: str, text: str) -> Advice:
    """What the front matter of the page `name` says; `Advice()` where it has none.

    A page may merely begin with a rule. What can't be read as YAML or TOML, or has
    none of our names and names that no program would use, is the page's text; of
    what has our names and can't be read it is told why.
    """
    if not text.startswith(("---", "+++")):
        return Advice()
    top = LINE_END.sub("\n", text[: 2 * LONGEST])
    if not (fenced := FENCED.match(top)):
        return Advice()
    # The line of the fence is one, too: problems tell the lines of the file.
    inside = "\n" + fenced["inside"]
    load = _yaml if fenced["fence"] == "---" else _toml
    table, problem = load(name, inside)
    if problem:
        return Advice(problems=(problem,) if SAYS_OURS.search(inside) else ())
    if not _is_matter(table):
        return Advice()
    ours = {key: table[key] for key in table if key in OURS and table[key] is not None}
    advice = advice_in(f"{name}: ", ours, KEYS)
    count = fenced[0].rstrip("\n").count("\n") + 1
    return advice._replace(
        given=with_title(advice.given)._replace(matter=count),
        problems=(*advice.problems, *_in_vain(name, table)),
    )


def _is_matter(names: Iterable[str]) -> bool:
    names = list(names)
    ours = not (OURS | ENCODING).isdisjoint(names)
    return ours or (bool(names) and all(map(ASCII_NAME.fullmatch, names)))


def _in_vain(name: str, table: dict[str, Any]) -> Iterator[str]:
    """What was meant for us and sets nothing: an encoding, misspelt names."""
    from difflib import get_close_matches

    for key, value in table.items():
        if key in ENCODING and value is not None and not UTF_8.fullmatch(str(value)):
            problem = _("读到 {key} 时已经解码；请写在 {sidecar} 里")
            sidecar = f"{PurePath(name).name}.jiedu.toml"
            yield f"{name}: " + problem.format(key=quoted(key), sidecar=sidecar)
        near = get_close_matches(key, OURS, n=1, cutoff=LIKE_OURS)
        told = key in OURS or key in OTHERS or len(key) < SHORTEST_LIKE
        if near and not told and key.rstrip("s") != near[0]:
            problem = _("不认识 {name}；是不是 {near}？")
            yield f"{name}: " + problem.format(name=quoted(key), near=near[0])


def _toml(where: str, text: str) -> tuple[dict[str, Any], str | None]:
    try:
        table = toml.loads(text)
    except (ValueError, RecursionError) as error:
        return {}, toml.problem(where, error)
    return {name.lower(): value for name, value in table.items()}, None


def _yaml(where: str, text: str) -> tuple[dict[str, Any], str | None]:
    """The mapping that a YAML document is; empty where it is anything else."""
    table, problem = _composed(where, text)
    if _is_matter(table) and not problem:
        return table, None
    mended = LOOSE_COLON.sub(r"\1: ", text)
    if mended == text or not SAYS_OURS.search(mended):
        return table, problem
    loose, wrong = _composed(where, mended)
    return (loose, None) if loose else (table, problem or wrong)


def _composed(where: str, text: str) -> tuple[dict[str, Any], str | None]:
    import yaml

    try:
        node = yaml.compose(text, yaml.SafeLoader)
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            return _Builder().table(node, OURS | ENCODING), None
    except yaml.YAMLError as error:
        return {}, _problem(where, *_reason(error))
    except _UnreadError as error:
        return {}, _problem(where, *error.args)
    except RecursionError as error:
        return {}, _problem(where, str(error))
    return {}, None


def _reason(error: YAMLError) -> tuple[str, int | None]:
    """Why YAML can't be read, in a line, and the line where that shows."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error).partition("\n")[0]
    return reason, mark and mark.line + 1


def _problem(where: str, reason: str, line: int | None = None) -> str:
    at = f":{line}" if line else ""
    advice = _("不是 YAML（{reason}）；一行一项，冒号后面空一格")
    return f"{where}{at}: " + advice.format(reason=reason)


class _Builder:
    """Makes dicts, lists and texts of nodes, each list and mapping once: an alias may
    stand for a text only."""

    def __init__(self) -> None:
        self.built: set[int] = set()

    def table(
        self, node: Node, wanted: frozenset[str] | None = None, depth: int = 0
    ) -> dict[str, Any]:
        """A mapping by its names in small letters. What is not `wanted` is None; what
        has no value is left out, for to say that there is none takes quotes."""
        import yaml

        found: dict[str, Any] = {}
        for name, value in node.value:
            if not isinstance(name, yaml.ScalarNode):
                continue
            key = name.value.lower()
            if wanted is not None and key not in wanted:
                found[key] = None
            elif key in found:
                raise _UnreadError(f"duplicate key {name.value!r}", _line(name))
            elif value.tag == NULL:
                found.setdefault(key, None)
            else:
                found[key] = self.value(value, depth + 1)
        return found

    def value(self, node: Node, depth: int) -> Any:
        import yaml

        if isinstance(node, yaml.ScalarNode):
            return " ".join(node.value.split("\n")).strip()
        if id(node) in self.built:
            raise _UnreadError("alias of a collection", _line(node))
        if depth > DEEPEST:
            raise _UnreadError("nested too deeply", _line(node))
        self.built.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.table(node, depth=depth)
        return [self.value(each, depth + 1) for each in node.value]


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
