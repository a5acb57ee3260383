"""What is remembered between runs."""

from __future__ import annotations

from tui.state.anchors import Anchor, anchored, resolve
from tui.state.corpus import CorpusState
from tui.state.digests import of_article
from tui.state.markdown import Cited, to_markdown
from tui.state.notes import Note
from tui.state.searches import DAMAGED, MOST, NAME, Searches
from tui.state.session import Session

__all__ = [
    "DAMAGED",
    "MOST",
    "NAME",
    "Anchor",
    "Cited",
    "CorpusState",
    "Note",
    "Searches",
    "Session",
    "anchored",
    "of_article",
    "resolve",
    "to_markdown",
]
