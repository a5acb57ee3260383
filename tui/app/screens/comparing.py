"""Two articles side by side: which ones, and what they need of this screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.app.places import Place
from tui.app.screens.asking import AskingScreen
from tui.i18n import _

if TYPE_CHECKING:
    from tui.app.screens.compare import CompareScreen
    from tui.app.widgets.reader import Reader
    from tui.app.widgets.side import Compared


class ComparingScreen(AskingScreen):
    """Opens comparisons, and does for them what concerns more than two articles: what
    is copied, noted and highlighted is the same there as here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "compare", _("对照"), show=False, id="view.compare"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._first: Place | None = None
        """Where one was in the article that another is to be compared with."""
        self.comparison: CompareScreen | None = None
        """The one that is shown."""

    def action_compare(self) -> None:
        """Take this article as the first of two; then, with another, compare them."""
        place, first = self.desk.place, self._first
        if place is None:
            return
        if first is None or first.id == place.id:
            self._first = None if first else place
            told = _("再在另一篇里按 c，两篇对照") if first is None else _("不对照了")
            self.status.say(told)
            return
        self._first = None
        both = (self.compared(each) for each in (first, place))
        # From their starts: what is compared is whole articles.
        self.compare(*(each._replace(position=None) for each in both))

    def compared(self, place: Place) -> Compared:
        """The article of a place, to be compared from there on."""
        from tui.app.widgets.side import Compared

        assert self.growth is not None
        page = self.growth.pages[place.id.page]
        return Compared(page, place.id, (place.passage, place.offset))

    def compare(
        self, left: Compared, right: Compared, *, is_released: bool = False
    ) -> None:
        """Show two articles side by side, in step or each by itself."""
        from tui.app.screens.compare import CompareScreen

        library = self.growth.library if self.growth else None
        comparison = CompareScreen(
            left, right, self.search, library, is_released=is_released
        )
        for side in comparison.sides:
            side.sheet.look_like(self.reader)
            side.sheet.word_at = self.word_at
            side.sheet.beneath = self.beneath(side.compared.page)
        comparison.copy = self._copy_compared
        comparison.highlight = self.highlight
        comparison.show_copied = self.action_register
        self.comparison = comparison
        self.app.push_screen(comparison, self._leave_comparison)

    def _leave_comparison(self, place: Place | None) -> None:
        search = self.comparison.search if self.comparison else self.search
        self.comparison = None
        if search is not self.search:
            self.ask(search.query if search else "")
        self.set_out(place)

    def _copy_compared(self, compared: Compared, event: Reader.Copied) -> str:
        return self._copied(compared.page, compared.article, event)

    # On both screens

    @property
    def _comparison(self) -> CompareScreen | None:
        """The one that is shown, as soon as it has its parts."""
        shown = self.comparison
        return shown if shown is not None and shown.is_mounted else None

    def say(self, notice: str) -> None:
        if (comparison := self._comparison) is not None:
            comparison.status.say(notice)
        else:
            super().say(notice)

    def show_noted(self) -> None:
        super().show_noted()
        if (comparison := self._comparison) is not None:
            for side in comparison.sides:
                side.sheet.refresh()
