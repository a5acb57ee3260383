"""What has to be said about reading a corpus: what was left out, read in part, or
misunderstood. Lines for the user, each with the file, what is wrong, what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from tui.corpus.files import Found
from tui.corpus.model import Page, Skipped
from tui.i18n import _, ngettext

MOST_ALIKE = 3
"""Files with the same to be said of them that are named one by one."""
MOST_SUFFIXES = 4
"""Kinds of files that are named; the rest is counted."""


class About(StrEnum):
    """What a remark is about."""

    UNDECODABLE = "undecodable"
    """A page with bytes that are no characters."""
    EMPTY = "empty"
    """A page without text."""
    SAID = "said"
    """What a sidecar, front matter or the format says of a page."""


class Remark(str):
    """A line about pages that were read, which knows what it is about."""

    __slots__ = ("about", "number")

    about: About
    number: int
    """How many pages, or things that are said of them, it stands for."""

    def __new__(cls, line: str, about: About, number: int = 1) -> Remark:
        made = super().__new__(cls, line)
        made.about, made.number = about, number
        return made


def of_skipped(skipped: Sequence[Skipped]) -> Iterator[str]:
    """The files that could not be read; many with the same reason in one line."""
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for each in skipped:
        reasons[each.reason].append(each.path)
    for reason, paths in reasons.items():
        for path in paths[:MOST_ALIKE]:
            yield _("跳过 {path}：{reason}").format(path=path, reason=reason)
        if more := len(paths[MOST_ALIKE:]):
            told = ngettext(
                "跳过另外 {n} 个文件：{reason}", "跳过另外 {n} 个文件：{reason}", more
            )
            yield told.format(n=more, reason=reason)
    if len(skipped) > 1:
        yield _("共跳过 {n} 个文件").format(n=len(skipped))


def of_pages(pages: Iterable[Page]) -> Iterator[Remark]:
    """What was said of pages and misunderstood, each line once; pages with bytes that
    are no characters, and pages without text. Many alike in one line."""
    said: dict[str, None] = {}
    undecodable, empty = [], []
    for page in pages:
        said.update(dict.fromkeys(page.problems))
        if page.undecodable:
            undecodable.append(page)
        if not page.passages:
            empty.append(page.source)
    yield from _of_said(said)
    yield from _of_undecodable(undecodable)
    yield from _of_empty(empty)


def _of_said(lines: Iterable[str]) -> Iterator[Remark]:
    """Lines are alike that end alike, behind the place that they speak of."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines:
        alike[line.rpartition(": ")[2]].append(line)
    for problem, same in alike.items():
        for line in same[:MOST_ALIKE]:
            yield Remark(line, About.SAID)
        if more := len(same[MOST_ALIKE:]):
            told = ngettext("另外 {n} 处：{problem}", "另外 {n} 处：{problem}", more)
            yield Remark(told.format(n=more, problem=problem), About.SAID, more)


def _of_undecodable(pages: Sequence[Page]) -> Iterator[Remark]:
    for page in pages[:MOST_ALIKE]:
        yield Remark(of_undecodable(page), About.UNDECODABLE)
    if more := pages[MOST_ALIKE:]:
        told = ngettext(
            "另外 {n} 个文件还有 {bytes} 个这样的字节，jiedu check 逐个列出",
            "另外 {n} 个文件还有 {bytes} 个这样的字节，jiedu check 逐个列出",
            len(more),
        )
        count = sum(len(page.undecodable) for page in more)
        line = told.format(n=len(more), bytes=count)
        yield Remark(line, About.UNDECODABLE, len(more))


def of_undecodable(page: Page) -> str:
    count = len(page.undecodable)
    told = ngettext(
        "{path}：{n} 个字节不是 {encoding} 的字，显示为 �；编码不对请用 --encoding",
        "{path}：{n} 个字节不是 {encoding} 的字，显示为 �；编码不对请用 --encoding",
        count,
    )
    return told.format(path=page.source, n=count, encoding=page.encoding)


def _of_empty(paths: Sequence[str]) -> Iterator[Remark]:
    for path in paths[:MOST_ALIKE]:
        told = _("{path}：没有可读的文字")
        yield Remark(told.format(path=path), About.EMPTY)
    if more := len(paths[MOST_ALIKE:]):
        told = ngettext(
            "另外 {n} 个文件也没有可读的文字", "另外 {n} 个文件也没有可读的文字", more
        )
        yield Remark(told.format(n=more), About.EMPTY, more)


def of_found(found: Found) -> Iterator[str]:
    """What stands in the folders besides pages."""
    if found.others:
        named = found.others.most_common(MOST_SUFFIXES)
        kinds = _("、").join(f"{suffix} {count}" for suffix, count in named)
        if len(found.others) > MOST_SUFFIXES:
            kinds += " …"
        count = found.others.total()
        told = ngettext(
            "没有读 {n} 个不是页面的文件（{kinds}）",
            "没有读 {n} 个不是页面的文件（{kinds}）",
            count,
        )
        yield told.format(n=count, kinds=kinds)
    if found.hidden:
        told = ngettext("没有读 {n} 个隐藏文件", "没有读 {n} 个隐藏文件", found.hidden)
        yield told.format(n=found.hidden)
