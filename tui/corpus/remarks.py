"""What has to be said about reading a corpus: what was left out, read in part, or
misunderstood. Lines for the user, each with the file, what is wrong, what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tui.corpus.files import Found
from tui.corpus.model import Page, Skipped
from tui.i18n import _

MOST_ALIKE = 3
"""Files skipped for the same reason that are named one by one."""
MOST_SUFFIXES = 4
"""Kinds of files that are named; the rest is counted."""


def of_skipped(skipped: Sequence[Skipped]) -> Iterator[str]:
    """The files that could not be read; many with the same reason in one line."""
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for each in skipped:
        reasons[each.reason].append(each.path)
    for reason, paths in reasons.items():
        for path in paths[:MOST_ALIKE]:
            yield _("跳过 {path}：{reason}").format(path=path, reason=reason)
        if more := len(paths[MOST_ALIKE:]):
            yield _("跳过另外 {n} 个文件：{reason}").format(n=more, reason=reason)
    if len(skipped) > 1:
        yield _("共跳过 {n} 个文件").format(n=len(skipped))


def of_pages(pages: Iterable[Page]) -> Iterator[str]:
    """What in a sidecar was misunderstood, each line once; undecodable bytes."""
    told: set[str] = set()
    for page in pages:
        for problem in page.problems:
            if problem not in told:
                told.add(problem)
                yield problem
        if page.undecodable:
            yield of_undecodable(page)


def of_undecodable(page: Page) -> str:
    return _(
        "{path}：{n} 个字节不是 {encoding} 的字，显示为 �；编码不对就用 --encoding 指定"
    ).format(path=page.source, n=len(page.undecodable), encoding=page.encoding)


def of_found(found: Found) -> Iterator[str]:
    """What stands in the folders besides pages."""
    if found.others:
        named = found.others.most_common(MOST_SUFFIXES)
        kinds = _("、").join(f"{suffix} {count}" for suffix, count in named)
        if len(found.others) > MOST_SUFFIXES:
            kinds += " …"
        told = _("没有读 {n} 个不是页面的文件（{kinds}）")
        yield told.format(n=found.others.total(), kinds=kinds)
    if found.hidden:
        yield _("没有读 {n} 个隐藏文件").format(n=found.hidden)
