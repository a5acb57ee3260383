"""The footer: the keys that do something here, in one row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.app.render.cells import cell_width

GAP = "  "


class KeyLine(Widget):
    """Shows the active bindings that want to be shown; a click presses the key.

    Textual's Footer mounts a widget for every key, and all of them again whenever the
    focus moves: six frames and forty kilobytes to the terminal, where this is one
    row."""

    DEFAULT_CSS = """
    KeyLine {
        height: 1;
        padding: 0 1;
        & > .keys--key { text-style: bold; color: $text-accent; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def on_click(self, event: events.Click) -> None:
        end = self.gutter.left
        for key, label, binding in self._entries():
            end += cell_width(f"{key} {label}{GAP}")
            if event.x < end:
                self.app.simulate_key(binding.key)
                return

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        style = self.rich_style
        key_style = style + self.get_component_rich_style("keys--key", partial=True)
        line: list[Segment] = []
        for key, label, _binding in self._entries():
            line += Segment(key, key_style), Segment(f" {label}{GAP}", style)
        return Strip(line).adjust_cell_length(self.size.width, style)

    def _entries(self) -> Iterator[tuple[str, str, Binding]]:
        """Key, what it does, and the binding; one of each action's keys."""
        actions = set[str]()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.action not in actions:
                actions.add(binding.action)
                yield self.app.get_key_display(binding), binding.description, binding

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self.refresh()
