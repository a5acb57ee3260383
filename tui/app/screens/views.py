"""Other ways to look at an article: its file, other characters; and copying from it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.app import words
from tui.app.alignment import Ruler
from tui.app.citing import citation
from tui.app.clipboard import Clipboard
from tui.app.places import Place, place_of_line
from tui.app.screens.travel import TravelScreen
from tui.app.search import Search
from tui.app.widgets.labelling import LINK
from tui.app.widgets.raw import RawView
from tui.app.widgets.reader import Reader
from tui.app.widgets.sticky import progress_words, section_words
from tui.corpus.model import Article, Page
from tui.i18n import _

BROAD = 100
"""Cells from which the reader and the file stand side by side."""

LEADING = "leading"
"""The file is being scrolled, and the reader on its way."""


class ViewScreen(TravelScreen):
    """Shows the article that is read in other ways, and copies from it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, description, id=f"view.{name}", show=False)
        for keys, action, name, description in (
            ("v", "raw", "raw", _("原文件")),
            ("x", "script", "script", _("简体 / 繁体 / 原样")),
            ("i", "ruby", "ruby", _("生僻字注音")),
            ("p", "register", "register", _("复制过的")),
        )
    ]

    def __init__(self) -> None:
        super().__init__()
        self.search: Search | None = None
        self.register = Clipboard(self._send)
        self._ruled: tuple[Article, Ruler] | None = None
        self._led: object = None
        """Where the reader came to, and with which search, as the file was scrolled."""

    @property
    def _shown(self) -> tuple[Page, Article] | None:
        """The article that is read, and its page."""
        if self.growth is None or self.desk.shown is None:
            return None
        page = self.growth.pages[self.desk.shown.page]
        return page, page.articles[self.desk.shown.article]

    def say(self, notice: str) -> None:
        """Tell something where one looks."""
        self.status.say(notice)

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
        done = ruler.at(*end) if end > (0, 0) else 0
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
        if ruler is None or end == (0, 0) or not self.reader.is_in_front:
            return False
        return ruler.at(*end) >= ruler.length

    # The page as it is in the file

    @property
    def shows_raw(self) -> bool:
        return self.desk.has_class("-raw")

    @property
    def panes(self) -> Sequence[Widget]:
        beside = self.shows_raw and self.right is self.reader
        return (*super().panes, self.desk.raw) if beside else super().panes

    def on_resize(self, event: events.Resize) -> None:
        """The file stands beside the reader as soon as there is room for both."""
        if self.shows_raw:
            self.desk.set_class(event.size.width >= BROAD, "-beside")
            if self.focused is self.reader:
                self.turn_to(self.right)

    def action_raw(self) -> None:
        """Show the page's file beside the reader, or in its place where there is no
        room for both; hide it."""
        self.show_raw(not self.shows_raw)
        self.desk.turn(self.reader)
        self.turn_to(self.desk.raw if self.shows_raw else self.right)

    def show_raw(self, shown: bool) -> None:
        self.desk.set_class(self.size.width >= BROAD, "-beside")
        self.desk.set_class(shown, "-raw")
        self._follow_in_file()

    def _follow_in_file(self) -> None:
        """Highlight in the file where one reads, and have it in view: but not where
        the reader only came along with the file."""
        shown, place = self._shown, self.desk.place
        if shown is None or place is None or not self.shows_raw:
            return
        page, _article = shown
        passage = page.passages[place.passage]
        line = page.line_of(page.locate(passage, place.offset))
        is_led = self._led in (LEADING, (self.reader.position, self.search))
        self.desk.raw.show(page, line, in_view=not is_led)

    @on(RawView.Moved)
    def _follow_file(self, event: RawView.Moved) -> None:
        """Read on where the file was scrolled to."""
        shown = self.desk.shown
        if shown is None or self.growth is None or not self.shows_raw:
            return
        place = place_of_line(self.growth, shown.page, event.line)
        self._led = LEADING
        self.go(place, at_top=True)
        self._led = self.reader.position, self.search

    @on(RawView.Copied)
    def _copy_line(self, event: RawView.Copied) -> None:
        self.status.say(self.register.copy(event.text))

    @on(RawView.SelectWanted)
    def _refuse_to_select(self) -> None:
        self.status.say(_("原文件里只按行复制（y）；选文字请按 v 回到正文"))

    # Other characters

    def action_script(self) -> None:
        """Simplified, traditional, and as it is printed again."""
        script = self.reader.script.following
        desk = self.desk
        self.reader.script = self.corpus_tree.script = script
        desk.breadcrumb.script = desk.sticky.script = desk.keywords.script = script
        desk.results.script = desk.kwic.script = script
        self.status.say(words.of_script(script))

    def action_ruby(self) -> None:
        """Pinyin above rare characters, or not any more; of the word under the cursor,
        here."""
        from tui.app.render.pinyin import spoken

        word, is_on = self.reader.pointed, self.reader.ruby
        self.reader.ruby = not (word or is_on)
        told = [f"{word}  {spoken(word) or _('没有读音')}"] if word else []
        if is_on:
            told.append(_("不再注音"))
        elif not word:
            told.append(_("生僻字注音") if self._has_rare else _("没有生僻字"))
        self.status.say(_("；").join(told))

    @property
    def _has_rare(self) -> bool:
        """Whether there is a rare character in the article that is read."""
        from tui.app.render.pinyin import is_rare

        if self._shown is None:
            return False
        page, article = self._shown
        texts = map(page.read, page.passages[article.first : article.last])
        return any(map(is_rare, set(chain.from_iterable(texts))))

    # Copying

    def _send(self, sequence: str) -> None:
        if (driver := self.app._driver) is not None:
            driver.write(sequence)

    @on(Reader.Copied)
    def _copy(self, event: Reader.Copied) -> None:
        if (shown := self._shown) is not None:
            self.status.say(self._copied(*shown, event))

    def _copied(self, page: Page, article: Article, event: Reader.Copied) -> str:
        text = event.text
        if event.cited:
            text = f"{text}\n——{citation(page, article, event.part)}"
        return self.register.copy(text, event.text)

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
            self.say(_("还没有复制过"))

    def _copy_again(self, text: str | None) -> None:
        if text is not None:
            self.say(self.register.copy(text))
