"""The footer: the keys that do something here, as many as a row has room for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip

from tui.app.render.cells import cell_width
from tui.app.widgets.thrifty import OneRow

GAP = "  "
HELP = "app.help"
"""The binding that leads to all the others: it stays, however narrow the row."""


class Entry(NamedTuple):
    key: str
    does: str
    binding: Binding

    @property
    def width(self) -> int:
        return cell_width(f"{self.key} {self.does}{GAP}")


class KeyLine(OneRow):
    """Shows the active bindings that want to be shown; a click presses the key.

    Textual's Footer mounts a widget for every key, and all of them again whenever the
    focus moves: six frames and forty kilobytes to the terminal, where this is one
    row."""

    DEFAULT_CSS = """
    KeyLine {
        & > .keys--key { text-style: bold; color: $text-accent; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}

    meanings: reactive[Mapping[str, str]] = reactive(dict, always_update=False)
    """What actions do on this occasion, where it isn't what their bindings say."""

    _shown: object = None

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def on_click(self, event: events.Click) -> None:
        end = self.gutter.left
        for each in self._fitting():
            end += each.width
            if event.x < end:
                self.app.simulate_key(each.binding.key)
                return

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        style = self.visual_style.rich_style
        key_style = style + self.get_component_rich_style("keys--key", partial=True)
        line: list[Segment] = []
        for each in self._fitting():
            line += Segment(each.key, key_style), Segment(f" {each.does}{GAP}", style)
        return Strip(line).adjust_cell_length(self.size.width, style)

    def _fitting(self) -> list[Entry]:
        """As many as there is room for, none of them cut."""
        entries = [*self._entries()]
        room = self.size.width + len(GAP)
        excess = sum(each.width for each in entries) - room
        for each in entries[::-1]:
            if excess > 0 and each.binding.id != HELP:
                entries.remove(each)
                excess -= each.width
        return entries

    def _entries(self) -> Iterator[Entry]:
        """One for each action."""
        actions = set[str]()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.action not in actions:
                actions.add(binding.action)
                key = self.app.get_key_display(binding)
                does = self.meanings.get(binding.action, binding.description)
                yield Entry(key, does, binding)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        shown = [*self._entries()]
        if shown != self._shown:
            self._shown = shown
            self.refresh()
