"""What was searched for, and what of it is to be kept.

{"version": 1, "history": ["招商 项目", …], "saved": ["标题:招商", …]}
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tui.i18n import _
from tui.state import store
from tui.state.store import Store

NAME = "searches.json"
DAMAGED = f"{NAME}.{store.DAMAGED}"

MOST = 200
"""Searches in the history."""


@dataclass(frozen=True, slots=True)
class Queries:
    history: tuple[str, ...] = ()
    saved: tuple[str, ...] = ()


class Searches(Store[Queries]):
    """The history of searches, and those that were saved, of all corpora."""

    @classmethod
    def load(cls, folder: Path | None = None) -> Searches:
        """Read the searches in a folder, by default the user's state folder. Never
        raises OSError."""
        searches = cls((folder or store.folder()) / NAME, Queries, _("查找记录"))
        searches.read()
        return searches

    @property
    def history(self) -> tuple[str, ...]:
        """The latest first, each once, at most `MOST`."""
        return _distinct(self.value.history)[:MOST]

    @property
    def saved(self) -> tuple[str, ...]:
        """In the order in which they were saved, each once."""
        return _distinct(self.value.saved)

    def remember(self, query: str) -> None:
        """Put a query at the head of the history; a blank one is none."""
        if query.strip():
            self.change(partial(_remembered, query))

    def save(self, query: str) -> None:
        """Keep a query, behind those that were saved before; a blank one is none."""
        if query.strip():
            self.change(partial(_saved, query))

    def forget(self, query: str) -> None:
        """Let go of a query, saved or in the history."""
        self.change(partial(_forgotten, query))


def _remembered(query: str, queries: Queries) -> Queries:
    return replace(queries, history=_distinct((query, *queries.history))[:MOST])


def _saved(query: str, queries: Queries) -> Queries:
    return replace(queries, saved=_distinct((*queries.saved, query)))


def _forgotten(query: str, queries: Queries) -> Queries:
    history = tuple(each for each in queries.history if each != query)
    return Queries(history, tuple(each for each in queries.saved if each != query))


def _distinct(queries: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(queries))
