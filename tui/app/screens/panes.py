"""Two panes side by side, or one at a time where there is no room for both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from tui.app.widgets.too_small import is_too_small
from tui.i18n import _

NARROW = 80
"""Cells below which one pane is shown at a time."""


class PaneScreen(Screen[None], inherit_bindings=False):
    """Knows which pane is in front, and nothing of what is in them.

    Its style sheet reads the classes -narrow, -reading (the right pane, or anything
    that belongs to it, has the focus) and -treeless (the left pane is hidden)."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-narrow"),
        (NARROW, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "pane", _("换栏"), id="screen.pane"),
        Binding("z", "tree", _("显示 / 隐藏目录"), show=False, id="screen.tree"),
    ]

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual has it, all of the screen is painted when the focus moves; here the
    widgets are which it moves between."""

    def __init__(self) -> None:
        # Most terminals are wide: theirs is a screen that need not change its class,
        # and with it every style, before the first frame.
        super().__init__(classes="-wide")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(is_too_small(event.size), "-small")
        self._show_front(self.focused)

    @property
    def left(self) -> Widget:
        """What has the focus in the left pane."""
        raise NotImplementedError

    @property
    def right(self) -> Widget:
        """What has the focus in the right pane."""
        raise NotImplementedError

    @property
    def panes(self) -> Sequence[Widget]:
        """What Tab goes through."""
        return self.left, self.right

    def turn_to(self, widget: Widget) -> None:
        """Focus a widget, and bring its pane to the front."""
        self._show_front(widget)
        if widget is self.left:
            self.remove_class("-treeless")
        self.set_focus(widget)

    def _show_front(self, widget: Widget | None) -> None:
        """Tell the style sheet which pane is in front, where there is only one: every
        change of a screen's classes has all its widgets styled anew."""
        is_narrow = self.size.width < NARROW
        self.set_class(is_narrow and widget is not self.left, "-reading")

    def action_pane(self) -> None:
        """To the next pane; to the right one from what belongs to none."""
        panes = self.panes
        at = panes.index(self.focused) + 1 if self.focused in panes else 1
        self.turn_to(panes[at % len(panes)])

    def action_tree(self) -> None:
        """Hide the left pane, or show it; on a narrow screen, one for the other."""
        if self.has_class("-narrow"):
            self.action_pane()
        elif self.has_class("-treeless"):
            self.remove_class("-treeless")
        else:
            self.add_class("-treeless")
            self.turn_to(self.right)
