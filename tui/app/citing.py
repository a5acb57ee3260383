"""Where a text is from, in one line."""

from __future__ import annotations

from tui.app.render.paint import Part
from tui.corpus.model import Article, Page
from tui.i18n import _


def citation(page: Page, article: Article, part: Part) -> str:
    """《title》，district and office (or unit)，date，source and line, as far as the
    page tells them; the line is the 1-based one in which the part starts."""
    line = page.line_of(page.locate(page.passages[part.passage], part.start))
    places = (each.name for each in (article.district, article.office) if each)
    told = (
        f"《{article.title or _('（无标题）')}》",
        "".join(places) + (article.unit or ""),
        article.date,
        _("{source} 第 {line} 行").format(source=page.source, line=line),
    )
    return _("，").join(each for each in told if each)
