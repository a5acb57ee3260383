"""Two letters on each heading, hit and link in sight: typing them goes there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.message import Message

from tui.app.keys import is_text, twin
from tui.app.render.paint import Part, Tag
from tui.app.render.units import Point
from tui.app.widgets.selecting import Selecting
from tui.corpus.model import Kind, MarkKind, Page
from tui.i18n import _

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first: the first labels need the least of the hand."""

SIZE = 2
"""Letters of a label."""

LINK = re.compile(r"(?:https?://|www\.)[\w.~:/?#@!$&'*+,;=%-]*[\w/]", re.ASCII)
HEADINGS = (Kind.TITLE, Kind.HEADING)

KEYS = [
    Binding("f", "label", _("给标题、命中、网址编字母"), id="reader.label", show=False),
]
"""To stand among the bindings of the widget."""


class Labelling(Selecting, inherit_bindings=False):
    """While there are labels, letters spell one of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"reader--tag"}
    DEFAULT_CSS = """
    Labelling > .reader--tag {
        background: $background; color: $accent; text-style: bold reverse;
    }
    """

    @dataclass
    class Jumped(Message):
        """Someone spelled the label of these characters; the cursor is on them."""

        part: Part
        origin: Point
        """Where they read before."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._labels: dict[str, Part] = {}
        self._spelled = ""

    def show(self, page: Page, number: int) -> None:
        self.unlabel()
        super().show(page, number)

    def label(self, places: Iterable[Part]) -> dict[str, Part]:
        """Label the places in sight, in their order; returns them by label.

        One that starts under the label of another gets none."""
        self._labels = dict(zip(_names(), self._apart(places), strict=False))
        self._spelled = ""
        self.refresh()
        return self._labels

    def _apart(self, places: Iterable[Part]) -> Iterator[Part]:
        """Places in order, without those that start under the label of another."""
        free = (-1, 0)
        for place in sorted(places):
            if self._galley is not None and place[:2] >= free:
                yield place
                text = self._galley.text(place.passage - self._galley.blocks[0].passage)
                free = (
                    place.passage,
                    Tag(place.start, " " * SIZE).end(text, len(text)),
                )

    def unlabel(self) -> None:
        """Take the labels away."""
        self.label(())

    @property
    def is_labelled(self) -> bool:
        return bool(self._labels)

    def action_label(self) -> None:
        """Label the headings, the hits and the links in sight."""
        self.label(each for each in self._targets() if self.is_visible(*each[:2]))

    def _targets(self) -> Iterator[Part]:
        """What one may want to go to, in the passages of which rows are in sight."""
        rows, galley, page = self.visible_rows, self._galley, self._page
        if galley is None or page is None or not rows:
            return
        for block in range(galley.at(rows[0])[0], galley.at(rows[-1])[0] + 1):
            number, text = galley.blocks[block].passage, galley.text(block)
            if page.passages[number].kind in HEADINGS:
                yield Part(number, 0, len(text))
            for mark in page.passages[number].marks:
                if mark.kind is MarkKind.HEADING:
                    yield Part(number, mark.start, mark.end)
            for hit in self._lookup(number) if self._lookup else ():
                yield Part(number, hit.start, hit.stop)
            for link in LINK.finditer(text):
                yield Part(number, *link.span())

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        return self.is_labelled and is_text(character)

    def on_key(self, event: events.Key) -> None:
        if self.is_labelled and is_text(event.character):
            event.stop()
            self._spell(twin(event.character or "").lower())

    def _spell(self, letter: str) -> None:
        """Leave the labels that go on with a letter; go to the one it completes."""
        self._spelled += letter
        labels = {name: part for name, part in self._labels.items() if self._fits(name)}
        if part := labels.get(self._spelled):
            origin = Point(*(self.cursor or self.position)[:2])
            self.unlabel()
            self.point(part)
            self.post_message(self.Jumped(part, origin))
        else:
            self._labels = labels
            self.refresh()

    def _fits(self, name: str) -> bool:
        return name.startswith(self._spelled)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self._labels and round(old_value) != round(new_value):
            self.unlabel()

    def on_blur(self) -> None:
        if self.is_labelled:
            self.unlabel()

    def _tags_of(self, passage: int) -> Sequence[Tag]:
        here = (each for each in self._labels.items() if each[1].passage == passage)
        return sorted(Tag(part.start, name) for name, part in here)


def _names() -> Iterator[str]:
    return map("".join, product(LETTERS, repeat=SIZE))
