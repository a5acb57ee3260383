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
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import StringIO, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.render.visible import visible
from tui.arguments import parse
from tui.corpus import remarks
from tui.corpus.files import STANDARD_INPUT, Found, bundled, find
from tui.corpus.model import Page, Skipped
from tui.corpus.outline import outline_of
from tui.corpus.reader import Reader
from tui.errors import InputError, JieduError
from tui.i18n import _, ngettext

if TYPE_CHECKING:
    from tui.index.library import Library

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
    arguments = parse(sys.argv[1:] if argv is None else argv)
    run = COMMANDS.get(arguments.command, _read)
    try:
        return run(arguments)
    except JieduError as error:
        _say(str(error))
        return WRONG
    except BrokenPipeError:
        # Whoever reads what we print has seen enough: `| head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except OSError as error:
        _say(_("写不出去：{error}").format(error=error.strerror))
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
    found = _found(arguments)
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
        found.sources,
        Reader(arguments.encoding),
        find=arguments.find,
        at=arguments.at,
        mouse=not arguments.no_mouse,
    )


def _open_keyboard(paths: Sequence[Path]) -> None:
    """Take keys from the terminal where standard input has been read as a page."""
    if Path(STANDARD_INPUT) in paths:
        with suppress(OSError):
            terminal = os.open("/dev/tty", os.O_RDWR)
            os.dup2(terminal, sys.stdin.fileno())
            os.close(terminal)


def _no_screen(problem: str) -> int:
    _say(problem + _("；请改用 jiedu tree、search、show 或 export"))
    return WRONG


def _tree(arguments: Namespace) -> int:
    from tui import output

    outline = outline_of(_pages(arguments))
    if arguments.format == "json":
        _print([output.tree_json(outline)])
    else:
        _print(output.tree_lines(outline))
    return FOUND if outline.articles else NOTHING


def _search(arguments: Namespace) -> int:
    from tui import output

    library = _library(arguments)
    hits = library.find(arguments.query)
    if arguments.format == "json":
        _print([output.hits_json(hits, arguments.query, library)])
    else:
        _print(output.hits_lines(hits, library, _hit_mark()))
        _say(
            ngettext(
                "{hits} 处，{articles} 篇", "{hits} 处，{articles} 篇", len(hits)
            ).format(hits=len(hits), articles=hits.articles)
        )
    return FOUND if len(hits) else NOTHING


def _show(arguments: Namespace) -> int:
    from tui import output

    pages = _pages(arguments)
    if arguments.format == "json":
        return _print([output.articles_json(pages, arguments.ref)])
    width = arguments.width or min(shutil.get_terminal_size().columns, WIDEST)
    return _print(output.articles_lines(pages, arguments.ref, width))


def _export(arguments: Namespace) -> int:
    from tui import output

    pages = _pages(arguments)
    if arguments.format == "json":
        lines: Iterable[str] = [output.pages_json(pages)]
    else:
        lines = output.pages_lines(pages)
    if sys.stdout.isatty():
        lines = ("\n".join(map(visible, each.split("\n"))) for each in lines)
    return _print(lines)


def _check(arguments: Namespace) -> int:
    from tui import checking

    found = _found(arguments)
    if arguments.write and not arguments.paths:
        raise InputError(_("--write 要有路径：写在哪些页面旁边"))
    sources = {source.name: source for source in found.sources}
    pages = _pages_of(found, arguments)
    checks = [checking.check(sources[page.source], page) for page in pages]
    if arguments.format == "json":
        _print([checking.checks_json(checks)])
    else:
        _print(chain.from_iterable(map(checking.check_lines, checks)))
    _say(checking.summary(checks))
    if arguments.write:
        for line in checking.write_all(checks, arguments.encoding):
            _say(line)
    return FOUND if any(check.articles for check in checks) else NOTHING


def _found(arguments: Namespace) -> Found:
    return find(arguments.paths or [bundled()])


def _pages(arguments: Namespace) -> list[Page]:
    return _pages_of(_found(arguments), arguments)


def _pages_of(found: Found, arguments: Namespace) -> list[Page]:
    """The pages of the paths. What can't be read, or not all of it, is told on
    stderr; so is what is no page."""
    from tui.corpus.pool import load_all

    pages: list[Page] = []
    skipped: list[Skipped] = []
    for loaded in load_all(found.sources, Reader(arguments.encoding)):
        if isinstance(loaded, Page):
            pages.append(loaded)
        else:
            skipped.append(loaded)
    for line in chain(
        remarks.of_skipped(skipped), remarks.of_pages(pages), remarks.of_found(found)
    ):
        _say(line)
    if not pages:
        raise InputError(_("没有可读的页面"))
    return pages


def _library(arguments: Namespace) -> Library:
    from tui.index.library import Library

    return Library().add(_pages(arguments))


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


def _say(message: str) -> None:
    sys.stderr.write(f"jiedu: {visible(message)}\n")


COMMANDS = {
    "tree": _tree,
    "search": _search,
    "show": _show,
    "export": _export,
    "check": _check,
}
