"""What `jiedu check --write` writes: a sidecar beside each page that has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from tui.checking import Check
from tui.corpus.faults import reason
from tui.corpus.sidecar import SUFFIX, write, written
from tui.i18n import _, ngettext

MOST_ALIKE = 3
"""Pages of which the same is told that are named one by one."""


class Outcome(Enum):
    """What has become of a sidecar."""

    WRITTEN = auto()
    KEPT = auto()
    """There was one."""
    EMPTY = auto()
    """The page has no article."""
    PIPED = auto()
    """Standard input stands in no folder."""
    FAILED = auto()


FAILURES = Outcome.PIPED, Outcome.FAILED


class Done(NamedTuple):
    outcome: Outcome
    why: str = ""
    """Why it failed, in words for the user."""


class Written(NamedTuple):
    lines: Sequence[str]
    """What was written and what was not; many alike in one line."""
    failed: int
    """How many sidecars could not be written."""


def write_all(checks: Sequence[Check], encoding: str | None) -> Written:
    """Write the sidecars. `encoding` is what the user said that the pages are in."""
    alike: defaultdict[Done, list[Path]] = defaultdict(list)
    for each in checks:
        alike[_write(each, encoding)].append(_beside(each))
    failed = (len(alike[done]) for done in alike if done.outcome in FAILURES)
    return Written([*_lines(alike)], sum(failed))


def _beside(check: Check) -> Path:
    """Where the sidecar of a page is."""
    return check.source.path.with_name(check.source.path.name + SUFFIX)


def _write(check: Check, encoding: str | None) -> Done:
    if check.source.data is not None:
        return Done(Outcome.PIPED)
    if not check.articles:
        return Done(Outcome.EMPTY)
    try:
        write(_beside(check), written(check.page, encoding))
    except FileExistsError:
        return Done(Outcome.KEPT)
    except OSError as error:
        return Done(Outcome.FAILED, reason(error))
    return Done(Outcome.WRITTEN)


def _lines(alike: Mapping[Done, Sequence[Path]]) -> Iterator[str]:
    for done, paths in alike.items():
        for path in paths[:MOST_ALIKE]:
            yield _line(done.outcome).format(path=path, why=done.why)
        if more := len(paths[MOST_ALIKE:]):
            yield _more(done.outcome, more).format(n=more, why=done.why)


def _line(outcome: Outcome) -> str:
    """What is told of one sidecar."""
    return {
        Outcome.WRITTEN: _("写了 {path}"),
        Outcome.KEPT: _("{path} 已经有了，没有改"),
        Outcome.EMPTY: _("{path}：没有文章，没有写"),
        Outcome.PIPED: _("标准输入旁边没有地方写"),
        Outcome.FAILED: _("{path} 没写成：{why}"),
    }[outcome]


def _more(outcome: Outcome, count: int) -> str:
    """What is told of the others; there is one standard input."""
    return {
        Outcome.WRITTEN: ngettext("还写了 {n} 个", "还写了 {n} 个", count),
        Outcome.KEPT: ngettext(
            "另外 {n} 个也已经有了，没有改", "另外 {n} 个也已经有了，没有改", count
        ),
        Outcome.EMPTY: ngettext(
            "另外 {n} 个页面也没有文章，没有写",
            "另外 {n} 个页面也没有文章，没有写",
            count,
        ),
        Outcome.FAILED: ngettext(
            "另外 {n} 个也没写成：{why}", "另外 {n} 个也没写成：{why}", count
        ),
    }[outcome]
