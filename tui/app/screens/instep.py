"""Two articles that are scrolled in step, or each by itself."""

from __future__ import annotations

from tui.app.alignment import Alignment, Ruler
from tui.app.widgets.sheet import Sheet
from tui.app.widgets.side import Side
from tui.i18n import _


class InStep:
    """Moves either side of a comparison to what corresponds to the other one, unless
    they are released from each other. A side is the left one (0) or the right one."""

    def __init__(self, left: Side, right: Side, is_released: bool = False) -> None:
        self.is_released = is_released
        self._sides = left, right
        compared = left.compared, right.compared
        self._alignment = Alignment(*(Ruler(e.page, e.article) for e in compared))
        # Where they begin they have been before: neither pulls the other away.
        self._seen = [each.start for each in compared]
        """The position that each side was last known at."""

    @property
    def told(self) -> str:
        return _("各自滚动") if self.is_released else _("同步")

    def release(self, at: int) -> None:
        """Release the sides from each other; or bring the other one to that side."""
        self.is_released = not self.is_released
        if not self.is_released:
            self._bring(1 - at)

    def section(self, at: int, by: int) -> None:
        """To the next section of a side; released sides step each to their own."""
        for number, side in enumerate(self._sides):
            if number == at or self.is_released:
                side.sheet.action_section(by)
        if not self.is_released:
            self._seen[at] = self._sides[at].sheet.position
            self._bring(1 - at, at_start=True)

    def follow(self, sheet: Sheet) -> None:
        """Bring the other side along with one that moved by itself."""
        at = int(sheet is self._sides[1].sheet)
        if self._seen[at] != sheet.position:
            self._seen[at] = sheet.position
            if not self.is_released:
                self._bring(1 - at)

    def _bring(self, at: int, at_start: bool = False) -> None:
        """Bring a side to what corresponds to the other one; or to the start of the
        paragraph that does."""
        sheet, other = self._sides[at].sheet, self._sides[1 - at].sheet
        passage, offset = self._alignment.across(1 - at, *other.position)
        sheet.reveal(passage, 0 if at_start else offset, at_top=True)
        self._seen[at] = sheet.position
