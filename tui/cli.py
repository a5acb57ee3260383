"""The command line: arguments in, exit codes out. Nothing else makes exit codes.

0 found, 1 nothing found, 2 wrong use: a path, a reference, or a terminal that can't
be used. Data goes to stdout, words about it to stderr.
"""

from __future__ import annotations

import codecs
import gc
import os
import shutil
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from io import StringIO, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tui import settings
from tui.app.render.visible import visible
from tui.arguments import language_of, parse
from tui.corpus.faults import reason
from tui.corpus.files import STANDARD_INPUT, bundled
from tui.corpus.outline import outline_of
from tui.corpus.reader import Reader
from tui.errors import InputError, JieduError
from tui.i18n import _, ngettext, speak
from tui.opening import cache_of, found, listed, opened, say
from tui.settings import Settings

if TYPE_CHECKING:
    from tui.index.concordance import Order
    from tui.index.library import Hits, Library

FOUND, NOTHING, WRONG = 0, 1, 2
DUMB = ("", "dumb", "unknown")
"""Terminals that can show no screen."""
POOR = ("ascii", "iso8859-1")
"""Encodings that a locale means when it says nothing."""
WIDEST = 80
"""Cells of a line that `show` sets where nothing else is asked."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the only place that turns an error into an exit code."""
    _prepare_streams()
    argv = sys.argv[1:] if argv is None else argv
    chosen, problems = settings.load()
    if language := language_of(argv) or chosen.language:
        speak(language)
    arguments = parse(argv)
    arguments.settings, arguments.problems = chosen, problems
    for problem in problems:
        say(problem)
    run = COMMANDS.get(arguments.command, _read)
    try:
        return run(arguments)
    except JieduError as error:
        say(str(error))
        return WRONG
    except BrokenPipeError:
        # Whoever reads what we print has seen enough: `| head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except OSError as error:
        say(_("写不出去：{error}").format(error=reason(error)))
        return WRONG
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _prepare_streams() -> None:
    """Have streams that take any text: UTF-8 where the locale knows no Chinese, marks
    for what an encoding lacks; nowhere, where the shell has closed them."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, StringIO())
        elif isinstance(stream, TextIOWrapper):
            poor = codecs.lookup(stream.encoding).name in POOR
            encoding = "utf-8" if poor else stream.encoding
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _read(arguments: Namespace) -> int:
    """Open the screen."""
    sources = listed(arguments)
    _open_keyboard(arguments.paths)
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return _no_screen(_("标准输入或输出不是终端"))
    if os.environ.get("TERM", "") in DUMB:
        return _no_screen(
            _("这个终端不能显示界面（TERM={}）").format(os.environ.get("TERM", ""))
        )
    # What is imported stays: looking for garbage in it only delays the first frame.
    # The app looks for it again when the corpus has been read.
    gc.disable()
    from tui.app.app import run

    return run(
        sources,
        Reader(arguments.encoding),
        arguments.paths or [bundled()],
        partial(cache_of, sources, arguments),
        _chosen(arguments),
        find=arguments.find,
        at=arguments.at,
        problems=arguments.problems,
    )


def _chosen(arguments: Namespace) -> Settings:
    """The settings, and over them what the arguments say."""
    chosen: Settings = arguments.settings
    return replace(
        chosen,
        theme=arguments.theme or chosen.theme,
        ambiguous=arguments.ambiguous or chosen.ambiguous,
        mouse=chosen.mouse and not arguments.no_mouse,
    )


def _open_keyboard(paths: Sequence[Path]) -> None:
    """Take keys from the terminal where standard input has been read as a page."""
    if Path(STANDARD_INPUT) in paths:
        with suppress(OSError):
            terminal = os.open("/dev/tty", os.O_RDWR)
            os.dup2(terminal, sys.stdin.fileno())
            os.close(terminal)


def _no_screen(problem: str) -> int:
    say(problem + _("；请改用 jiedu tree、search、show 或 export"))
    return WRONG


def _tree(arguments: Namespace) -> int:
    from tui import output

    outline = outline_of(opened(found(arguments), arguments).pages)
    if arguments.format == "json":
        _print([output.tree_json(outline)])
    else:
        _print(output.tree_lines(outline))
    return FOUND if outline.articles else NOTHING


def _search(arguments: Namespace) -> int:
    from tui import searching
    from tui.index.syntax import parse as parse_query

    searching.check_orders(arguments)
    library = opened(found(arguments), arguments).library()
    hits = library.find(arguments.query)
    for problem in hits.problems:
        say(problem)
    _print(_found_lines(library, hits, arguments))
    if arguments.format == "text":
        if arguments.facets:
            _print(searching.facet_lines(hits))
        told = ngettext(
            "{hits} 处，{articles} 篇", "{hits} 处，{articles} 篇", len(hits)
        )
        say(told.format(hits=len(hits), articles=hits.articles))
    if not len(hits) and sys.stderr.isatty():
        _suggest(library, arguments.query)
    if parse_query(arguments.query).is_unreadable:
        return WRONG
    return FOUND if len(hits) else NOTHING


def _suggest(library: Library, query: str) -> None:
    """Tell what to search for in place of a long query that is nowhere. A script that
    asked for these very words is not given others."""
    from tui.index import fallback
    from tui.index.vocabulary import named
    from tui.index.words import Words

    known = Words.load(each for page in library.pages for each in named(page))
    instead = fallback.find(library, query, known).instead
    if instead:
        say(_("没有原句，可查「{query}」").format(query=instead))


def _found_lines(library: Library, hits: Hits, arguments: Namespace) -> Iterable[str]:
    """The hits in the order and the format that are asked for."""
    from tui import searching
    from tui.index.concordance import Concordance, Order
    from tui.index.results import Results, Sort
    from tui.index.tables import csv_lines, json_lines

    sort, written = arguments.sort, arguments.format
    if not arguments.kwic and written in ("text", "json"):
        results = Results(library, hits, Sort(sort))
        if written == "json":
            return [searching.hits_json(results, arguments.query, library)]
        return searching.hits_lines(results, library, _hit_mark())
    order = Order(sort)
    lines = Concordance(hits, order, searching.CONTEXT, _cut(order))
    if written == "csv":
        return csv_lines(lines, library)
    if written in ("json", "jsonl"):
        return json_lines(lines, library)
    return searching.concordance_lines(lines, library, _hit_mark())


def _cut(order: Order) -> Callable[[str], Sequence[str]] | None:
    """What tells words apart, for the order that asks for them."""
    if order != "left":
        return None
    from tui.index.words import Words

    return Words.load().cut


def _show(arguments: Namespace) -> int:
    from tui import output

    pages = opened(found(arguments), arguments).pages
    if arguments.format == "json":
        return _print([output.articles_json(pages, arguments.ref)])
    width = arguments.width or min(shutil.get_terminal_size().columns, WIDEST)
    return _print(output.articles_lines(pages, arguments.ref, width))


def _export(arguments: Namespace) -> int:
    from tui import output

    pages = opened(found(arguments), arguments).pages
    if arguments.format == "json":
        lines: Iterable[str] = [output.pages_json(pages)]
    else:
        lines = output.pages_lines(pages)
    if sys.stdout.isatty():
        lines = ("\n".join(map(visible, each.split("\n"))) for each in lines)
    return _print(lines)


def _check(arguments: Namespace) -> int:
    from tui import checking, writing

    files = found(arguments)
    if arguments.write and not arguments.paths:
        raise InputError(_("--write 要有路径：写在哪些页面旁边"))
    sources = {source.name: source for source in files.sources}
    pages = opened(files, arguments).pages
    checks = [checking.check(sources[page.source], page) for page in pages]
    # Before anything is printed: who reads it may stop early.
    written = writing.write_all(checks, arguments.encoding) if arguments.write else None
    try:
        if arguments.format == "json":
            _print([checking.checks_json(checks)])
        else:
            _print(chain.from_iterable(map(checking.check_lines, checks)))
    finally:
        say(checking.summary(checks))
        for line in written.lines if written else ():
            say(line)
    if written and written.failed:
        problem = ngettext("有 {n} 个没写成", "有 {n} 个没写成", written.failed)
        raise InputError(problem.format(n=written.failed))
    return FOUND if any(check.articles for check in checks) else NOTHING


def _hit_mark() -> tuple[str, str]:
    """What a hit stands between: bold on a terminal that may have colours."""
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        return "\x1b[1m", "\x1b[0m"
    return "", ""


def _print(lines: Iterable[str]) -> int:
    """Write lines of data."""
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()
    return FOUND


COMMANDS = {
    "tree": _tree,
    "search": _search,
    "show": _show,
    "export": _export,
    "check": _check,
}
