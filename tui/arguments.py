"""The arguments of the command line, and the help that explains them."""

from __future__ import annotations

import os
import re
from argparse import (
    ArgumentParser,
    ArgumentTypeError,
    BooleanOptionalAction,
    Namespace,
    RawDescriptionHelpFormatter,
)
from ast import literal_eval
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from tui import __version__
from tui.app.render.visible import visible
from tui.dashes import bare, doubtful, shielded
from tui.i18n import _
from tui.settings import AMBIGUOUS, LANGUAGES


class _Help(RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(
            usage, actions, groups, _("用法：") if prefix is None else prefix
        )


class _Parser(ArgumentParser):
    """Words its help and its errors in the user's language, one line an error."""

    def __init__(self, prog: str, description: str, examples: str) -> None:
        super().__init__(
            prog,
            description=description,
            epilog=_("例：") + "\n" + examples,
            formatter_class=_Help,
            add_help=False,
        )
        self.given = self.add_argument_group(_("参数"))
        self.options = self.add_argument_group(_("选项"))
        self.options.add_argument("-h", "--help", action="help", help=_("显示帮助"))

    def error(self, message: str) -> NoReturn:
        told = _("用法有误：{problem}；见 {program} --help")
        told = told.format(problem=_worded(message), program=self.prog)
        self.exit(2, visible(f"jiedu: {told}") + "\n")


def _worded(message: str) -> str:
    """An error of argparse in the user's language; a rare one stays English."""
    for pattern, words in (
        (r"unrecognized arguments: (.*)", _("不认识 {}")),
        (r"the following arguments are required: (.*)", _("缺少 {}")),
        (r"argument (.*): expected one argument", _("{} 后面要有值")),
        (r"argument (.*): ignored explicit argument (.*)", _("{} 不带值：{}")),
        (
            r"argument (.*): invalid choice: (.*) \(choose from (.*)\)",
            _("{} 没有 {}，只有 {}"),
        ),
        (r"ambiguous option: (\S+) could match (.*)", _("{} 可能是 {}")),
        (r"argument (.*?): (.*)", "{}: {}"),
    ):
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(*map(_unquoted, found.groups()))
    return message


def _unquoted(names: str) -> str:
    """Names that argparse writes as Python does: 'text', 'json'."""
    if names.startswith(("'", '"')):
        with suppress(SyntaxError, ValueError):
            return _("、").join(literal_eval(f"({names},)"))
    return names


FORMATS = ("text", "json")
NARROWEST = 2
"""Cells of a line that holds a Chinese character."""
COMMANDS = ("tree", "search", "show", "export", "check")


def parse(argv: Sequence[str]) -> Namespace:
    """What the arguments ask for: `command` is one of COMMANDS, or None for the
    screen. Ends the program with 2 where they can't be understood."""
    name, *rest = argv or [""]
    if name not in COMMANDS:
        return _screen_parser().parse_intermixed_args(shielded(argv))
    parser, given = _command_parser(name), shielded(rest)
    if name == "search" and (word := doubtful(given)):
        told = _("{word} 不是选项；要没有它的文章，写 'NOT {rest}'")
        parser.error(told.format(word=word, rest=word[1:]))
    return parser.parse_intermixed_args(given)


def _path(argument: str) -> Path:
    if not argument:
        # Path("") is the folder that one is in; an argument is empty by mistake.
        raise ArgumentTypeError(_("路径是空的；当前文件夹写作 ."))
    return Path(bare(argument))


def language_of(argv: Sequence[str]) -> str | None:
    """The language that the arguments ask for: to be spoken before `parse` words its
    help and its errors, and tells of a language that there isn't."""
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--lang", nargs="?")
    asked = parser.parse_known_args(argv)[0].lang
    return asked if asked in LANGUAGES else None


def _screen_parser() -> _Parser:
    parser = _Parser(
        "jiedu",
        _(
            "街读：在终端里读地方报纸的版面。\n\n"
            "命令（jiedu 命令 --help 看用法）：\n"
            "  tree    区县市、街道、文章、小标题\n"
            "  search  查找\n"
            "  show    一篇文章\n"
            "  export  全部内容\n"
            "  check   读出的结构：各有几分把握，凭什么\n\n"
            "退出码：0 找到，1 没找到，2 用法有误"
        ),
        """\
  jiedu
  jiedu ~/pages --find 招商引资
  jiedu search 营商环境 ~/pages | head
  jiedu tree ~/pages --format json
  jiedu export ~/pages --format json > pages.json""",
    )
    _add_paths(parser)
    options = parser.options
    options.add_argument("--find", type=_text, metavar=_("词"), help=_("打开时就查找"))
    at = _("打开时就到这里（编号见 jiedu tree）")
    options.add_argument("--at", type=_text, metavar=_("编号"), help=at)
    theme = _("配色：jiedu-dark、jiedu-light、paper、ink、jiedu-16 等")
    options.add_argument("--theme", type=_text, metavar=_("名字"), help=theme)
    cells = _("“”…—· 占几格：auto 问终端，safe 都不错位")
    options.add_argument("--ambiguous", choices=AMBIGUOUS, help=cells)
    options.add_argument("--no-mouse", action="store_true", help=_("不用鼠标"))
    version = f"jiedu {__version__}"
    options.add_argument(
        "--version", action="version", version=version, help=_("显示版本")
    )
    parser.set_defaults(command=None)
    return parser


def _command_parser(name: str) -> _Parser:
    description, examples = {
        "tree": (_("区县市、街道、文章、小标题，各有编号"), "  jiedu tree ~/pages"),
        "search": (
            _(
                "查找：几个词用空格分开，都出现在同一篇里。还可以写：\n"
                '  "优化 环境"  =Live  招商 OR 引资  -疫情  (招商 OR 引资) 项目\n'
                "  区:上街区  街道: 单位: 社区: 标题: 小标题: 图注: 记者: 通讯员:\n"
                "  年:2018  年:2018-2020  招商 近/5 项目  /第[一二三]届/"
            ),
            "  jiedu search '招商 项目' ~/pages\n"
            "  jiedu search '标题:招商 -疫情' ~/pages --sort relevance\n"
            "  jiedu search 营商环境 ~/pages --kwic --sort left\n"
            "  jiedu search 营商环境 ~/pages --kwic --format csv > hits.csv",
        ),
        "show": (
            _("按阅读的样子排出一篇文章"),
            "  jiedu show page.txt#1 ~/pages --width 60",
        ),
        "export": (_("全部内容，原文不改"), "  jiedu export ~/pages --format json"),
        "check": (
            _(
                "读出的结构，一行一项：行号、把握、是什么、内容、凭什么。\n"
                "? 是要看一看的；不对就在页面旁的 页面名.jiedu.toml 里改，\n"
                "--write 先写好读出的"
            ),
            "  jiedu check ~/pages | grep '? 0'\n  jiedu check page.txt --write",
        ),
    }[name]
    parser = _Parser(f"jiedu {name}", description, examples)
    if name == "search":
        parser.given.add_argument("query", type=_text, metavar=_("词"))
        _add_orders(parser)
    if name == "show":
        ref = _("见 jiedu tree")
        parser.given.add_argument("ref", type=_text, metavar=_("编号"), help=ref)
        parser.options.add_argument(
            "--width", type=_cells, metavar="N", help=_("每行多少格（一个汉字两格）")
        )
    if name == "check":
        write = _("在每个页面旁写下读出的结构（页面名.jiedu.toml），不改已有的")
        parser.options.add_argument("--write", action="store_true", help=write)
    _add_paths(parser)
    formats = ("text", "json", "jsonl", "csv") if name == "search" else FORMATS
    parser.options.add_argument(
        "--format", choices=formats, default="text", help=_("输出格式")
    )
    parser.set_defaults(command=name)
    return parser


def _add_orders(parser: _Parser) -> None:
    kwic = _("每处一行，上下文对齐；--sort 可以是 left、right")
    parser.options.add_argument("--kwic", action="store_true", help=kwic)
    parser.options.add_argument(
        "--sort",
        choices=("place", "relevance", "hits", "left", "right"),
        default="place",
        help=_("次序：位置、相关、处数；左文、右文"),
    )
    facets = _("再列出各区县市、街道、单位、年份、记者的处数")
    parser.options.add_argument("--facets", action="store_true", help=facets)


def _add_paths(parser: _Parser) -> None:
    parser.given.add_argument(
        "paths",
        nargs="*",
        type=_path,
        default=[],
        metavar=_("路径"),
        help=_("页面或文件夹，- 是标准输入；不写则打开自带的样页"),
    )
    parser.options.add_argument(
        "--encoding",
        type=_encoding,
        metavar=_("编码"),
        help=_("所有文件的编码；不写则逐个判断"),
    )

    kept = _("读过的页面记在缓存里，下次打开快；不写则页面多时才记")
    parser.options.add_argument(
        "--cache", action=BooleanOptionalAction, default=None, help=kept
    )
    parser.options.add_argument("--lang", choices=LANGUAGES, help=_("界面的语言"))


def _text(argument: str) -> str:
    """An argument as it was typed, though the locale may know no Chinese."""
    with suppress(UnicodeError):
        return os.fsencode(bare(argument)).decode("utf-8")
    return bare(argument)


def _encoding(argument: str) -> str:
    from tui.corpus.encoding import text_encoding

    with suppress(LookupError):
        return text_encoding(argument)
    problem = _("没有叫 {name} 的编码；例如 utf-8、gb18030、big5")
    raise ArgumentTypeError(problem.format(name=argument))


def _cells(argument: str) -> int:
    if not argument.isdecimal() or int(argument) < NARROWEST:
        raise ArgumentTypeError(_("应是不小于 {n} 的整数").format(n=NARROWEST))
    return int(argument)
