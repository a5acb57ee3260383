"""The tree: 区县市 → 街道 → article → section, with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from tui.app.render.cells import cell_width
from tui.app.render.script import converted
from tui.app.render.visible import visible
from tui.app.widgets.branches import PLACES, Branches, Row, Way, path
from tui.app.widgets.cursor_view import CursorView, motions
from tui.app.widgets.fit import Fitter
from tui.corpus.outline import Node, NodeKind, Outline
from tui.i18n import _

MARGIN = " "
INDENT = 2
OPEN, CLOSED, LEAF = "▾ ", "▸ ", "  "
"""Marks that are one cell wide in every terminal, unlike ▼ and ▶."""


class CorpusTree(CursorView, inherit_bindings=False):
    """Shows an outline as flat rows; only the rows on screen are ever painted.

    Counts are asked for while a row is painted, so a search relabels nothing. When
    the outline grows, the cursor, the open branches and the scrolled position stay
    with their nodes, which are told apart by `Node.key`."""

    BINDING_GROUP_TITLE = _("目录")

    @dataclass
    class Selected(Message):
        """Someone wants to read this article or section."""

        node: Node

    @dataclass
    class Highlighted(Message):
        """The cursor moved to this node."""

        node: Node

    DEFAULT_CSS = """
    CorpusTree {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & > .tree--place { text-style: bold; }
        & > .tree--section { color: $text-muted; }
        & > .tree--count { color: $text-muted; }
        & > .tree--hits { color: $text-accent; text-style: bold; }
        & > .tree--empty { color: $text-disabled; }
        & > .tree--cursor { background: $primary-muted; }
        & > .tree--pointed { background: $primary; color: $background; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tree--place",
        "tree--article",
        "tree--section",
        "tree--count",
        "tree--hits",
        "tree--empty",
        "tree--cursor",
        "tree--pointed",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        *motions("tree"),
        Binding("l,right", "open", _("展开 / 进入"), show=False, id="tree.open"),
        Binding("h,left", "close", _("收起 / 上级"), show=False, id="tree.close"),
        Binding("enter", "choose", _("阅读"), id="tree.read"),
    ]

    sign: Callable[[Node], str] | None = None
    """What stands at the left of an article: one cell, or nothing."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._branches = Branches()
        self._rows = self._branches.rows
        self._namesakes: set[str] = set()
        self._hits: Callable[[Node], int] | None = None
        self._way_to: tuple[object, list[Node]] = None, []
        self._fit = Fitter()

    @property
    def node(self) -> Node | None:
        """The node under the cursor."""
        return self._rows[self.cursor].node if self._rows else None

    def show(self, outline: Outline) -> None:
        """Show an outline, as far as possible as the one before it was shown."""
        self._branches.outline = outline
        names = Counter(node.name for node in outline.districts)
        self._namesakes = {name for name, times in names.items() if times > 1}
        self._lay_out()

    def count_hits(self, hits: Callable[[Node], int] | None) -> None:
        """Show hits below each node; numbers of articles where it is None."""
        if hits != self._hits:
            self._hits = hits
            self.refresh()

    def follow(self, rank: int, passage: int) -> None:
        """Put the cursor on an article, or on its section where those are shown."""
        nodes = self.way_to(rank, passage)
        if self._branches.open_places(nodes):
            self._lay_out()
        self.cursor = self._rows.find(tuple(node.key for node in nodes))

    def way_to(self, rank: int, passage: int) -> list[Node]:
        """The nodes from a district down to an article, or to its section: kept, as one
        key asks for it several times."""
        asked = self._branches.outline, rank, passage
        if asked != self._way_to[0]:
            self._way_to = asked, path(*asked)
        return self._way_to[1]

    def places(self) -> list[Node]:
        """The places that the node under the cursor is in, from its district on;
        itself among them."""
        node = self.node
        if node is None:
            return []
        way = path(self._branches.outline, node.first)
        places = [each for each in way if each.kind in PLACES]
        return places[: len(self._way)] if node.kind in PLACES else places

    @property
    def branches(self) -> tuple[str, ...]:
        """The references of the nodes that are not as they were at first."""
        return self._branches.refs(self._rows)

    def restore(self, branches: Iterable[str]) -> None:
        """Open and close what `branches` named, as far as it is there."""
        self._branches.restore(branches)
        self._lay_out()

    def has_namesake(self, node: Node) -> bool:
        """Whether another district has the same name."""
        return node.name in self._namesakes

    def label(self, node: Node) -> str:
        """A node's name in words: with its code where another place has the name."""
        if node.kind is not NodeKind.DISTRICT:
            return visible(node.name or _("（无标题）"))
        name = node.name or _("未识别")
        return f"{name}（{node.ref}）" if self.has_namesake(node) else name

    @property
    def length(self) -> int:
        return len(self._rows)

    def watch_cursor(self, before: int, cursor: int) -> None:
        super().watch_cursor(before, cursor)
        if self.node is not None:
            self.post_message(self.Highlighted(self.node))

    def action_choose(self) -> None:
        """Read an article or section; open or close a place."""
        self.count.take()
        if self.node is None:
            return
        if self.node.kind in PLACES:
            self._flip()
        else:
            self.post_message(self.Selected(self.node))

    def action_open(self) -> None:
        """Open a branch; into one that is open."""
        self.count.take()
        if self.node is None or not self.node.children:
            return
        if self._branches.is_open(self._way):
            self.cursor += 1
        else:
            self._flip()

    def action_close(self) -> None:
        """Close a branch; out of one that is closed."""
        self.count.take()
        if self.node is None:
            return
        if self.node.children and self._branches.is_open(self._way):
            self._flip()
        elif len(self._way) > 1:
            self.cursor = self._rows.find(self._way[:-1])

    def on_resize(self) -> None:
        """Characters may have got other widths."""
        self._fit = Fitter()

    def render_line(self, y: int) -> Strip:
        at = y + self.scroll_offset.y
        width = self.size.width
        if at >= len(self._rows):
            return self.strip((), width, self.look())
        row = self._rows[at]
        node = row.node
        number = self._number(node)
        before = self._before(row)
        tail = f" {number} " if number else " "
        room = max(0, width - len(before) - len(tail))
        name = self._fit(converted(self.label(node), self.script), room)
        over = self._over if at == self.cursor else Style.null()
        line = [
            Segment(before + name, self._look(node, number) + over),
            Segment(" " * (room - cell_width(name)) + tail, self._number_look() + over),
        ]
        return self.strip(line, width)

    def _before(self, row: Row) -> str:
        """What stands before a name: a sign, blanks for its depth, and its branch."""
        node, mark = row.node, LEAF
        if node.children:
            mark = OPEN if self._branches.is_open(row.way) else CLOSED
        sign = self.sign(node) if self.sign and node.kind is NodeKind.ARTICLE else ""
        return (sign or MARGIN) + " " * (INDENT * row.depth) + mark

    def _number(self, node: Node) -> int:
        """What stands behind a name: hits, or the articles of a place."""
        if self._hits is not None:
            return self._hits(node)
        return node.last - node.first if node.kind in PLACES else 0

    @property
    def _over(self) -> Style:
        """What lies over the row of the cursor."""
        return self.look("tree--pointed" if self.has_focus else "tree--cursor")

    def _number_look(self) -> Style:
        return self.look("tree--count" if self._hits is None else "tree--hits")

    def _look(self, node: Node, number: int) -> Style:
        if self._hits is not None and not number:
            return self.look("tree--empty")
        if node.kind in PLACES:
            return self.look("tree--place")
        is_section = node.kind is NodeKind.SECTION
        return self.look("tree--section" if is_section else "tree--article")

    @property
    def _way(self) -> Way:
        """The way to the node under the cursor."""
        return self._rows[self.cursor].way if self._rows else ()

    def _flip(self) -> None:
        """Open or close the branch under the cursor."""
        self._branches.flip(self._way)
        self._lay_out()

    def _lay_out(self) -> None:
        """Make the rows again; the cursor's node keeps its place on the screen."""
        way, top = self._way, self.scroll_offset.y
        before = self.cursor
        self._rows = self._branches.rows
        after = self._rows.find(way) if way else 0
        self._set_length()
        self.set_reactive(CorpusTree.cursor, after)
        self.scroll_to(y=top + after - before, animate=False, force=True)
        self._scroll_to_cursor()
        self.refresh()
