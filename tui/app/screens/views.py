"""Other ways to look at an article: its file, its characters, another one beside it."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from tui.app.alignment import Ruler
from tui.app.citing import citation
from tui.app.clipboard import Clipboard
from tui.app.places import Place
from tui.app.render.script import Script
from tui.app.screens.travel import TravelScreen
from tui.app.search import Search
from tui.app.widgets.labelling import LINK
from tui.app.widgets.reader import Reader
from tui.app.widgets.sticky import progress_words, section_words
from tui.corpus.model import Article, Page
from tui.i18n import _

if TYPE_CHECKING:
    from tui.app.screens.compare import Compared, CompareScreen


BROAD = 100
"""Cells from which the reader and the file stand side by side."""


class ViewScreen(TravelScreen):
    """Shows the article that is read in other ways, and copies from it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, description, id=f"view.{name}", show=False)
        for keys, action, name, description in (
            ("v", "raw", "raw", _("原文件")),
            ("x", "script", "script", _("简体 / 繁体 / 原样")),
            ("i", "ruby", "ruby", _("生僻字注音")),
            ("c", "compare", "compare", _("对照")),
            ("p", "register", "register", _("复制过的")),
        )
    ]

    def __init__(self) -> None:
        super().__init__()
        self.search: Search | None = None
        self.register = Clipboard(self._send)
        self._scripts = cycle((Script.SIMPLIFIED, Script.TRADITIONAL, Script.ORIGINAL))
        self._first: Place | None = None
        """Where one was in the article that another is to be compared with."""
        self._ruled: tuple[Article, Ruler] | None = None
        self.comparison: CompareScreen | None = None
        """The one that is shown."""

    @property
    def _shown(self) -> tuple[Page, Article] | None:
        """The article that is read, and its page."""
        if self.growth is None or self.desk.shown is None:
            return None
        page = self.growth.pages[self.desk.shown.page]
        return page, page.articles[self.desk.shown.article]

    def tell(self) -> None:
        super().tell()
        self._tell_progress()
        self._follow_in_file()

    # How far one has come

    def _tell_progress(self) -> None:
        shown, ruler = self._shown, self._ruler
        if shown is None or ruler is None:
            return
        passage, _offset = self.reader.position
        headings = section_words(shown[1], passage)
        end = self.reader.end
        done = ruler.at(*end) if end[0] else 0
        self.desk.sticky.show(headings, progress_words(done, ruler.length))

    @property
    def _ruler(self) -> Ruler | None:
        """Of the article that is read: made once for each."""
        shown = self._shown
        if shown is None:
            return None
        if self._ruled is None or self._ruled[0] is not shown[1]:
            self._ruled = shown[1], Ruler(*shown)
        return self._ruled[1]

    @property
    def is_read_to_the_end(self) -> bool:
        """Whether the last character of the article can be seen."""
        ruler, end = self._ruler, self.reader.end
        if ruler is None or not end[0] or not self.reader.is_in_front:
            return False
        return ruler.at(*end) >= ruler.length

    # The page as it is in the file

    def action_raw(self) -> None:
        """Show the page's file beside the reader, or in its place where there is no
        room for both; hide it."""
        self.show_raw(not self.desk.has_class("-raw"))
        self.turn_to(self.desk.raw if self.desk.has_class("-raw") else self.right)

    def show_raw(self, shown: bool) -> None:
        self.desk.set_class(self.size.width >= BROAD, "-beside")
        self.desk.set_class(shown, "-raw")
        self._follow_in_file()

    def _follow_in_file(self) -> None:
        """Highlight in the file where one reads."""
        shown, place = self._shown, self.desk.place
        if shown is None or place is None or not self.desk.has_class("-raw"):
            return
        page, _article = shown
        passage = page.passages[place.passage]
        line = page.line_of(page.locate(passage, place.offset))
        self.desk.raw.show(page, line)

    # Other characters

    def action_script(self) -> None:
        """Simplified, traditional, and as it is printed again."""
        script = next(self._scripts)
        self.reader.script = script
        told = {
            Script.SIMPLIFIED: _("简体显示；复制和导出仍是原文"),
            Script.TRADITIONAL: _("繁体显示；复制和导出仍是原文"),
            Script.ORIGINAL: _("原样显示"),
        }
        self.status.say(told[script])

    def action_ruby(self) -> None:
        """Pinyin above rare characters; of the word under the cursor, here."""
        from tui.app.render.pinyin import spoken

        if word := self.reader.pointed:
            self.status.say(f"{word}  {spoken(word)}")
        else:
            self.reader.ruby = not self.reader.ruby

    # Two articles

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

    def compare(self, left: Compared, right: Compared) -> None:
        """Show two articles side by side."""
        from tui.app.screens.compare import CompareScreen

        self.comparison = CompareScreen(left, right, self.search)
        for side in self.comparison.sides:
            side.spacing = self.reader.spacing
        self.app.push_screen(self.comparison, self._leave_comparison)

    def _leave_comparison(self, place: Place | None) -> None:
        self.comparison = None
        self.set_out(place)

    def compared(self, place: Place) -> Compared:
        """The article of a place, to be compared from there on."""
        from tui.app.screens.compare import Compared

        assert self.growth is not None
        page = self.growth.pages[place.id.page]
        return Compared(page, place.id, (place.passage, place.offset))

    # Copying

    def _send(self, sequence: str) -> None:
        if (driver := self.app._driver) is not None:
            driver.write(sequence)

    @on(Reader.Copied)
    def _copy(self, event: Reader.Copied) -> None:
        text, shown = event.text, self._shown
        if event.cited and shown is not None:
            text = f"{text}\n——{citation(*shown, event.part)}"
        self.status.say(self.register.copy(text))

    @on(Reader.Jumped)
    def _jumped(self, event: Reader.Jumped) -> None:
        """The cursor is there. A link is copied too: where one reads on another
        machine, nobody could open it."""
        if self.desk.shown is not None:
            self.leave(Place(self.desk.shown, *event.origin))
        if (link := self.reader.pointed) and LINK.fullmatch(link):
            self.status.say(f"{self.register.copy(link)}  {link}")

    def action_register(self) -> None:
        """Show what has been copied."""
        from tui.app.screens.register import RegisterScreen

        if self.register.texts:
            self.app.push_screen(RegisterScreen(self.register.texts), self._copy_again)
        else:
            self.status.say(_("还没有复制过"))

    def _copy_again(self, text: str | None) -> None:
        if text is not None:
            self.status.say(self.register.copy(text))
