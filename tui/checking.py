"""What `jiedu check` prints: what was recovered from a page, how sure it is, and why.

    # 000_c400de4c9ee8a0a3.txt  utf-8  3 篇
    11	? 0.65	图说	郑州长城科工贸有限公司实验仪器生产线	句子已完、句式和标点
    13	  0.95	小标题	筑巢引凤 招商育企全面发力	有并列的别的行、在正文中的位置

A line a decision: the line of the page, `?` where a person should look, the
confidence, what it is, its value, the reasons.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tui.app.render.visible import visible
from tui.corpus.grounds import Decision, decisions
from tui.corpus.model import Page
from tui.corpus.outline import article_ref
from tui.corpus.reader import Source
from tui.corpus.sidecar import FOLDER_NAME, SUFFIX
from tui.i18n import _, ngettext
from tui.naming import what_words, why_words

DOUBT = 0.8
"""Decisions below are marked: of the tagger's more than one in seven was wrong on
pages it had not seen (`tests/corpus/trust.py`)."""
LONGEST = 40
"""Characters of a value that are printed."""


class Check(NamedTuple):
    """A page, where it is from, and what was decided of each of its articles."""

    source: Source
    page: Page
    articles: Sequence[Sequence[Decision]]

    @property
    def doubts(self) -> int:
        return sum(_is_doubtful(each) for found in self.articles for each in found)


def check(source: Source, page: Page) -> Check:
    return Check(source, page, list(decisions(page)))


def check_lines(check: Check) -> Iterator[str]:
    """A head line, and a line a decision, its columns parted by tabs."""
    yield visible("# " + "  ".join(_head(check)))
    for found in check.articles:
        yield from map(_line, found)


def checks_json(checks: Sequence[Check]) -> str:
    """As `check_lines`, but values are whole, and `what` and `whys` are the names in
    `tui.corpus.grounds.What` and `tui.corpus.reasons.Why`."""
    return json.dumps([_page(each) for each in checks], ensure_ascii=False, indent=2)


def summary(checks: Sequence[Check]) -> str:
    doubts = sum(each.doubts for each in checks)
    told = ngettext(
        "{pages} 页，{articles} 篇，{n} 项要看一看（?）",
        "{pages} 页，{articles} 篇，{n} 项要看一看（?）",
        doubts,
    )
    articles = sum(len(each.articles) for each in checks)
    return told.format(pages=len(checks), articles=articles, n=doubts)


def _head(check: Check) -> Iterator[str]:
    page = check.page
    yield page.source
    if page.encoding:
        yield page.encoding
    count = len(page.articles)
    yield ngettext("{n} 篇", "{n} 篇", count).format(n=count)
    if count := len(page.undecodable):
        told = ngettext("{n} 个字节不成字", "{n} 个字节不成字", count)
        yield told.format(n=count)
    if page.left_out:
        told = ngettext(
            "导航等 {n} 字没有当作正文", "导航等 {n} 字没有当作正文", page.left_out
        )
        yield told.format(n=page.left_out)
    if used := [*_advisers(check)]:
        yield _("依据：{used}").format(used=_("、").join(used))


def _advisers(check: Check) -> Iterator[str]:
    """What besides its text a page was read by: files, and what its own file says."""
    source, given = check.source, check.page.given
    if source.data is None:
        own = source.path.with_name(source.path.name + SUFFIX)
        inside = [each for each in source.path.parents if _is_opened(each, source)]
        for path in (own, *(folder / FOLDER_NAME for folder in inside)):
            # Path.is_file raises for a name that is too long.
            if os.path.isfile(path):  # noqa: PTH113
                yield str(path)
    if given.matter:
        yield _("文首说明")
    if given.headings:
        yield _("{suffix} 的标题").format(suffix=source.path.suffix)


def _is_opened(folder: Path, source: Source) -> bool:
    top = source.top or source.path.parent
    return folder == top or top in folder.parents


def _line(decision: Decision) -> str:
    value = decision.value
    if len(value) > LONGEST:
        value = value[: LONGEST - 1] + "…"
    first, *others = decision.lines
    if others:
        lines = _("、").join(map(str, others))
        value += _("（接 {lines} 行）").format(lines=lines)
    doubt = "?" if _is_doubtful(decision) else " "
    columns = (
        str(first),
        f"{doubt} {_digits(decision.grounds.trust)}",
        what_words()[decision.what],
        visible(value or _("（无）")),
        _("、").join(why_words()[why] for why in decision.grounds.whys),
    )
    return "\t".join(columns)


def _digits(trust: float) -> str:
    """Two digits, cut off: 1.00 is left to what is said."""
    return f"{int(100 * trust + 1e-9) / 100:.2f}"


def _is_doubtful(decision: Decision) -> bool:
    return decision.grounds.trust < DOUBT


def _page(check: Check) -> dict[str, Any]:
    page = check.page
    return {
        "source": page.source,
        "encoding": page.encoding,
        "undecodable": len(page.undecodable),
        "left_out": page.left_out,
        "advisers": [*_advisers(check)],
        "problems": page.problems,
        "articles": [
            {
                "ref": article_ref(page, number),
                "decisions": [_decision(each) for each in found],
            }
            for number, found in enumerate(check.articles)
        ],
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "what": decision.what,
        "value": decision.value,
        "lines": decision.lines,
        "confidence": round(decision.grounds.trust, 4),
        "doubtful": _is_doubtful(decision),
        "whys": decision.grounds.whys,
    }
