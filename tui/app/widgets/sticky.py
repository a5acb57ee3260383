"""The row on top of the reader: which section one is in, and how much there is left."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.widgets.line import Breadcrumb, Line
from tui.corpus.model import Article
from tui.i18n import _

PACE = 500
"""Characters a minute: the pace of a fluent reader."""


HOUR = 60
"""Minutes."""


class StickyLine(Line):
    """Shows the headings that one reads under, and the progress."""

    def show(self, headings: Sequence[str], progress: str) -> None:
        self.left = Breadcrumb.SEPARATOR.join(headings)
        self.right = progress


def section_words(article: Article, passage: int) -> tuple[str, ...]:
    """The headings that a passage of the page stands under, the outermost first;
    without its own, if it is one. None at the article's start."""
    at = article.section_of(passage)
    if at is None:
        return ()
    words: list[str] = []
    level = article.sections[at].level + 1
    for section in article.sections[at::-1]:
        if section.heading is not None and section.level < level:
            level = section.level
            if section.run_in or section.first != passage:
                words.append(section.heading)
    return tuple(reversed(words))


def progress_words(done: int, total: int) -> str:
    """How much of an article is read, in characters, and how long the rest takes."""
    if not total:
        return ""
    told = f"{done / total:.0%}"
    minutes = -(-(total - done) // PACE)
    if minutes < 1:
        return told
    if minutes < HOUR:
        return _("{share} · 还需 {n} 分钟").format(share=told, n=minutes)
    hours = f"{minutes / HOUR:.1f}".removesuffix(".0")
    return _("{share} · 还需 {n} 小时").format(share=told, n=hours)
