"""What the commands print: a tree, an article, pages, as text or as JSON.

Text for people shows control characters as marks, as the screen does. JSON carries
every character as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tui.app.render.typeset import text_lines
from tui.app.render.visible import visible
from tui.corpus.export import export, export_article
from tui.corpus.model import Kind, Page
from tui.corpus.outline import Node, NodeKind, Outline, article_ref, outline_of
from tui.errors import UnknownReferenceError
from tui.i18n import _


def tree_json(outline: Outline) -> str:
    return _json([_node(each) for each in outline.districts])


def tree_lines(outline: Outline) -> Iterator[str]:
    """A line a node: its name, the number of its articles, its reference."""
    for district in outline.districts:
        yield from _branch(district, 0)


def name_of(node: Node) -> str:
    """A node's name in words for the user."""
    if node.kind is NodeKind.DISTRICT:
        return node.name or _("未识别")
    return node.name or _("（无标题）")


def articles_lines(pages: Sequence[Page], ref: str, width: int) -> Iterator[str]:
    """What a reference names, as the reader sets it: an article, a section, or all
    articles of a place. Raises UnknownReferenceError."""
    outline = outline_of(pages)
    node = node_of(outline, ref)
    for id_ in outline.articles[node.first : node.last]:
        page = pages[id_.page]
        if id_ != outline.articles[node.first]:
            yield "\n"
        yield from text_lines(page, page.articles[id_.article], width, node.passages)


def articles_json(pages: Sequence[Page], ref: str) -> str:
    """The articles that a reference names, as `export` has them."""
    outline = outline_of(pages)
    node = node_of(outline, ref)
    return _json(
        [
            {
                "ref": article_ref(pages[id_.page], id_.article),
                "source": pages[id_.page].source,
                **export_article(pages[id_.page], id_.article),
            }
            for id_ in outline.articles[node.first : node.last]
        ]
    )


def node_of(outline: Outline, ref: str) -> Node:
    """The node of a reference. Raises UnknownReferenceError."""
    node = outline.find(ref)
    if node is not None:
        return node
    problem = _("没有这个编号；用 jiedu tree 查看编号")
    raise UnknownReferenceError(f"{ref}: {problem}")


def pages_json(pages: Sequence[Page]) -> str:
    return _json(export(pages))


def pages_lines(pages: Sequence[Page]) -> Iterator[str]:
    """Pages passage by passage, healed, their characters untouched."""
    for page in pages:
        yield f"# {page.source}"
        for passage in page.passages:
            if passage.kind in (Kind.TITLE, Kind.HEADING, Kind.LABEL):
                yield ""
            yield page.read(passage)
        yield ""


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _node(node: Node) -> dict[str, Any]:
    dated = {"date": node.date} if node.kind is NodeKind.ARTICLE else {}
    return {
        "ref": node.ref,
        "kind": node.kind.value,
        "name": name_of(node),
        **dated,
        "count": node.last - node.first,
        "children": [_node(child) for child in node.children],
    }


def _branch(node: Node, depth: int) -> Iterator[str]:
    inner = node.kind in (NodeKind.ARTICLE, NodeKind.SECTION)
    count = "" if inner else f" ({node.last - node.first})"
    date = f"  {node.date}" if node.date else ""
    yield visible(f"{'  ' * depth}{name_of(node)}{count}{date}  [{node.ref}]")
    for child in node.children:
        yield from _branch(child, depth + 1)
