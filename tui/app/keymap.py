"""The user's keys in the place of the program's own, by the ids of the bindings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, key_to_character
from textual.screen import Screen

from tui.i18n import _
from tui.settings import unknown

MODIFIERS = {"ctrl", "shift", "alt", "meta", "super", "hyper"}

HELP = Binding("question_mark,f1", "app.help", _("帮助"), id="app.help", show=False)
"""For screens that lie over another one, where no key of the app works."""

Keymap = dict[str, str]
"""Id and keys, divided by commas."""


def keymap(
    keys: Mapping[str, str], chains: Sequence[Iterable[Binding]], where: str
) -> tuple[Keymap, tuple[str, ...]]:
    """Which of the user's keys can be used, and a line, beginning with `where`, for
    each that can't or that does two things.

    A chain is all that may answer to a key while one pane has the focus."""
    bindings = {each.id: each for chain in chains for each in chain if each.id}
    chosen: Keymap = {}
    problems: list[str] = []
    for name, written in keys.items():
        wanted = [_normal(each) for each in written.split(",")]
        wrong = [each for each in wanted if not _is_key(each)]
        if name not in bindings:
            problems.append(unknown(where, name, bindings))
        elif wrong:
            problems += (unknown(f"{where} {name}", each, _names()) for each in wrong)
        else:
            chosen[name] = ",".join(wanted)
    return chosen, (*problems, *_clashes(chosen, chains, where))


def chains(
    screen: Screen[Any], others: Iterable[type[Screen[Any]]] = ()
) -> list[list[Binding]]:
    """What may answer to a key, for each pane of a screen, and for other screens that
    are not there yet."""
    shared = [*_own(screen), *_own(screen.app)]
    here = [[*_own(pane), *shared] for pane in panes(screen)]
    return [*here, *([*Binding.make_bindings(each.BINDINGS)] for each in others)]


def panes(screen: Screen[Any]) -> list[DOMNode]:
    """The widgets of a screen that have keys, the focused one first; of those of one
    kind the first."""
    able = [each for each in screen.query("*") if each.can_focus and [*_own(each)]]
    found: dict[type[DOMNode], DOMNode] = {}
    for each in sorted(able, key=lambda each: each is not screen.focused):
        found.setdefault(type(each), each)
    return [*found.values()]


def bindings_of(node: DOMNode) -> list[Binding]:
    """A node's own bindings, with the user's keys."""
    bindings = node._bindings.copy()
    bindings.apply_keymap(node.app._keymap)
    return [*dict.fromkeys(each for _key, each in bindings)]


def _own(node: DOMNode) -> Iterator[Binding]:
    return (each for _key, each in node._bindings)


def _clashes(
    chosen: Keymap, chains: Iterable[Iterable[Binding]], where: str
) -> Iterator[str]:
    """A line for each key of the user's that has a second meaning."""
    told: dict[tuple[str, ...], None] = {}
    for chain in chains:
        users: dict[str, set[str]] = {}
        for each in chain:
            for key in chosen.get(each.id or "", each.key).split(","):
                users.setdefault(_normal(key), set()).add(each.id or each.action)
        for key, names in users.items():
            if len(names) > 1 and not names.isdisjoint(chosen):
                told[key, *sorted(names)] = None
    for key, *ids in told:
        line = _("{where}: 按键 {key} 有几个用处：{ids}")
        yield line.format(where=where, key=key, ids=_("、").join(ids))


def _normal(key: str) -> str:
    """A key as Textual calls it: `Ctrl+N` is ctrl+n, but `N` stays."""
    key = key.strip()
    return key.lower() if len(key) > 1 else key


def _is_key(key: str) -> bool:
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    known = name in _names() or key_to_character(name) is not None
    return {*modifiers} <= MODIFIERS and known


def _names() -> list[str]:
    """What keys without a character are called."""
    return [each.value for each in Keys if not each.value.startswith("<")]
