"""Sidecars: what a reader says of a page, in a file beside it.

    page.txt.jiedu.toml      of one page
    jiedu.toml               of a folder and those below: defaults at the top, and
                             [pages."part/page.txt"] for one page

    district = "上街区"       of every article of the page
    [[article]]              these are its articles, each from a line on
    line = 12
    title = "筑巢引凤兴产业"

A page's own sidecar stands above its table in a folder's, this above the defaults
there, and the nearer folder above the one that holds it. Nothing here raises for
what is wrong in a sidecar: each problem is a line for the user, the rest holds.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import normpath
from typing import Any, NamedTuple, TypeAlias

from tui.corpus import toml
from tui.corpus.advice import (
    KEYS,
    OF_FOLDER,
    OF_PAGE,
    Advice,
    advice_in,
    quoted,
    with_title,
)
from tui.corpus.faults import reason
from tui.corpus.given import Fields, Given
from tui.corpus.model import Article, Kind, Page, Passage
from tui.i18n import _

SUFFIX = ".jiedu.toml"
FOLDER_NAME = "jiedu.toml"
LARGEST = 1 << 20
"""Bytes of a sidecar; what is larger was not written by hand or by us."""
HEAD = (Kind.LABEL, Kind.KICKER, Kind.TITLE)
ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)

Pages: TypeAlias = dict[str, dict[str, Any]]


class Folder(NamedTuple):
    """What a folder's jiedu.toml says."""

    place: Path
    defaults: Advice
    pages: Pages
    """Tables by the page's path below the folder, checked when the page is read."""


class Sidecars:
    """The sidecars below a folder. Those of folders are read once.

    Threads may share one: at worst they read a file twice.
    """

    def __init__(self, top: Path) -> None:
        self.top = top
        self._folders: dict[Path, Folder | None] = {}
        self._above: dict[Path, tuple[Folder, ...]] = {}

    def advice(self, path: Path) -> Advice:
        """What is said of the page at `path`, which looks for one file: its own."""
        folders = self._above.get(path.parent)
        if folders is None:
            folders = self._above[path.parent] = tuple(self._folders_of(path))
        found = list(_own(path.with_name(path.name + SUFFIX)))
        for folder in folders:
            name = path.relative_to(folder.place).as_posix()
            if table := folder.pages.get(name):
                found.append(advice_in(_where(folder.place, name), table, OF_PAGE))
            found.append(folder.defaults)
        return _merged(found) if found else Advice()

    def _folders_of(self, path: Path) -> Iterator[Folder]:
        """The folders above a page that say something, the nearest first, up to the
        one that was opened."""
        for place in path.parents:
            if place not in self._folders:
                self._folders[place] = _folder(place)
            if folder := self._folders[place]:
                yield folder
            if place == self.top or self.top not in place.parents:
                return


def written(page: Page, encoding: str | None = None) -> str:
    """The sidecar that says of a page what was recovered from it, and the encoding,
    where it had to be said.

    Read again it gives the same articles, from the same lines, with the same fields.
    """
    lines = [f"# {line}" for line in _explained().splitlines()]
    if encoding:
        lines += ["", f"encoding = {quoted(encoding)}"]
    for article in page.articles:
        lines += ["", "[[article]]", f"line = {head_line(page, article)}"]
        lines += [f"{key} = {quoted(value)}" for key, value in _said_of(article)]
    return "\n".join(lines) + "\n"


def write(path: Path, text: str) -> None:
    """Write a sidecar, all of it or nothing.

    Raises FileExistsError for one that is there, since someone may have worked on
    it, and OSError where the folder can't be written to.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_bytes(text.encode())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def head_line(page: Page, article: Article) -> int:
    """The 1-based line that an article's head starts on."""
    return page.line_of(head_of(page, article).start)


def head_of(page: Page, article: Article) -> Passage:
    """What an article's head starts with: its label, kicker or title, for a banner, a
    note and navigation may stand before the first article's. Without a title, lines
    that belong to one don't start it."""
    body = article.sections[0].first if article.sections else article.last
    above = page.passages[article.first : body]
    titled = any(each.kind is Kind.TITLE for each in above)
    kinds = HEAD if titled else (Kind.LABEL,)
    head = (each for each in above if each.kind in kinds)
    return next(head, page.passages[article.first])


def _fields_of(article: Article) -> Fields:
    return Fields(
        district=article.district and article.district.name,
        office=article.office and article.office.name,
        unit=article.unit,
        community=article.community,
        title=article.title,
        date=article.date,
    )


def _said_of(article: Article) -> Iterator[tuple[str, str]]:
    """The fields to be written. That there is no district has to be said, for an
    office that is given brings its own."""
    always = ("title", "district") if article.office else ("title",)
    for key, value in _fields_of(article)._asdict().items():
        if value or key in always:
            yield key, value or ""


def _explained() -> str:
    return _(
        "街读从这个页面读出的结构。这里怎么写，街读就怎么读；删去这个文件，就照页面自己的。\n"
        "每个 [[article]] 是一篇文章，从第 line 行开始（从 1 数起），到下一篇为止。\n"
        "整页都一样的，写在第一个 [[article]] 之前。可以写：\n"
        "district 区县、office 街道、unit 单位、community 社区、title 标题、\n"
        "date 日期；整页还有 encoding 编码。"
    )


def _own(path: Path) -> Iterator[Advice]:
    """What a page's own sidecar says, if there is one."""
    values, problem = _read(path)
    if problem:
        yield Advice(problems=(problem,))
    if values:
        yield advice_in(f"{path}: ", values, OF_PAGE)


def _folder(place: Path) -> Folder | None:
    """What a folder's jiedu.toml says; None where there is none."""
    path = place / FOLDER_NAME
    values, problem = _read(path)
    if problem:
        return Folder(place, Advice(problems=(problem,)), {})
    if not values:
        return None
    defaults = advice_in(f"{path}: ", values, OF_FOLDER)
    pages, wrong = _pages(place, values)
    problems = (*defaults.problems, *wrong)
    return Folder(place, defaults._replace(problems=problems), pages)


def _pages(place: Path, values: Mapping[str, Any]) -> tuple[Pages, list[str]]:
    """The tables of single pages, and what is wrong with them as a whole."""
    said = (values[name] for name in values if name.lower() in KEYS["pages"])
    tables: Any = next(said, {})
    if not isinstance(tables, dict):
        wrong = _('pages 应当一页一张表：[pages."a.txt"]')
        return {}, [f"{place / FOLDER_NAME}: {wrong}"]
    found: Pages = {}
    problems: list[str] = []
    for name, table in tables.items():
        path = normpath(name)
        problem = _problem(place, path, table)
        if path in found:
            problem = _("{key} 写了两次；只有第一个算数").format(key=quoted(path))
        if problem:
            problems.append(_where(place, name) + problem)
        else:
            found[path] = table
    return found, problems


def _problem(place: Path, path: str, table: object) -> str | None:
    """What is wrong with the table of a page as a whole."""
    if not isinstance(table, dict):
        return _('应当是一张表：[pages."a.txt"]')
    if path.startswith(("../", "/")):
        return _("不在这个文件夹里；请写在那个页面旁边")
    # Path.is_file raises for a name that is too long.
    if not os.path.isfile(place / path):  # noqa: PTH113
        return _("没有这个页面；请检查路径")
    return None


def _where(place: Path, name: str) -> str:
    return f"{place / FOLDER_NAME}: [pages.{quoted(name)}]: "


def _merged(found: Sequence[Advice]) -> Advice:
    """What several say, those before standing above those behind."""
    columns = zip(*(each.given.fields for each in found), strict=True)
    fields = Fields(*(_first(each) for each in columns))
    bordered = next((each for each in found if each.given.borders), Advice())
    encoded = next((each for each in found if each.encoding), Advice())
    problems = tuple(line for each in found for line in each.problems)
    given = with_title(Given(fields, bordered.given.borders))
    return Advice(
        given, encoded.encoding, problems, bordered.bordered_by, encoded.encoded_by
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((each for each in values if each is not None), None)


def _read(path: Path) -> tuple[dict[str, Any], str | None]:
    """What a file says, or what is wrong with it; neither where it isn't there."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return {}, f"{path}: " + _("不是文件")
        if status.st_size > LARGEST:
            return {}, f"{path}: " + _("超过 1 MB；请拆到各个文件夹里")
        return toml.loads(path.read_text("utf-8-sig")), None
    except UnicodeDecodeError:
        return {}, f"{path}: " + _("不是 UTF-8；请另存为 UTF-8")
    except OSError as error:
        return {}, None if error.errno in ABSENT else f"{path}: {reason(error)}"
    except (ValueError, RecursionError) as error:
        return {}, toml.problem(str(path), error)
