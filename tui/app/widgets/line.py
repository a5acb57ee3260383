"""Rows of plain text: the breadcrumb and the status line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer

from tui.app.render.cells import cell_width
from tui.app.render.script import Script, converted
from tui.app.render.visible import visible
from tui.app.widgets.fit import fit
from tui.app.widgets.thrifty import OneRow

GAP = 2
"""Cells between the two ends of a line, at least."""

NOTICE = 3.0
"""Seconds that a notice stands."""


class Line(OneRow):
    """A text at the left, a shorter one at the right; the left one gives way.

    What it is given is shown as text: no markup, no control characters."""

    left = reactive("")
    right = reactive("")
    script: reactive[Script] = reactive(Script.ORIGINAL)
    """The characters that it is shown in."""

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        width = self.size.width
        right = fit(visible(converted(self.right, self.script)), width)
        room = max(0, width - cell_width(right) - GAP) if right else width
        left = fit(visible(converted(self.left, self.script)), room)
        text = left + " " * (width - cell_width(left) - cell_width(right)) + right
        # As `rich_style`, which is worked out anew each time.
        return Strip([Segment(text, self.visual_style.rich_style)], width)


class Breadcrumb(Line):
    """Where the reader is: district › office › article › section; at the right, the
    article's date."""

    SEPARATOR = " › "
    SHORTEST = 12
    """Cells that a name keeps, however narrow the pane."""

    _names: Sequence[str] = ()

    def show(self, names: Sequence[str], date: str = "") -> None:
        self._names, self.right = names, date
        self._set_left()

    def on_resize(self) -> None:
        self._set_left()

    def _set_left(self) -> None:
        """Shorten the longest names, so that all can be read."""
        names = [*self._names]
        room = self.size.width - (cell_width(self.right) + GAP if self.right else 0)
        for _name in self._names:
            excess = cell_width(self.SEPARATOR.join(names)) - room
            at = max(range(len(names)), key=lambda each: cell_width(names[each]))
            width = cell_width(names[at])
            if excess > 0 and width > self.SHORTEST:
                names[at] = fit(names[at], max(self.SHORTEST, width - excess))
        self.left = self.SEPARATOR.join(names)


class StatusLine(Line):
    """Where one is, how far, and for a while what else there is to say."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._says = False
        """Whether a notice or a question stands."""
        self._timer: Timer | None = None

    def show(self, words: str, progress: str) -> None:
        """Show where one is. A notice stands until that changes."""
        moved = words != self._words
        self._words, self.right = words, progress
        if moved and self._timer is not None:
            self.hush()
        elif not self._says:
            self.left = words

    def say(self, notice: str) -> None:
        """Show a notice for a while."""
        self.ask(notice)
        self._timer = self.set_timer(NOTICE, self.hush)

    def ask(self, question: str) -> None:
        """Show a question until something else is said."""
        self.hush()
        self._says, self.left = True, question

    def hush(self) -> None:
        """Say no more than where one is."""
        if self._timer is not None:
            self._timer.stop()
        self._timer, self._says = None, False
        self.left = self._words
