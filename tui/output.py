"""What the commands print: a tree, hits, an article, pages, as text or as JSON.

Text for people shows control characters as marks, as the screen does. JSON carries
every character as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tui.app.render.typeset import text_lines
from tui.app.render.visible import visible
from tui.corpus.export import export, export_article
from tui.corpus.model import Kind, Page
from tui.corpus.outline import Node, NodeKind, Outline, article_ref, outline_of
from tui.errors import UnknownReferenceError
from tui.i18n import _

if TYPE_CHECKING:
    from tui.index.library import Hit, Hits, Library

CONTEXT = 20
"""Characters printed at either side of a hit."""


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


def hits_json(hits: Hits, query: str, library: Library) -> str:
    """See `hits_lines`; lines and columns count from 1, columns in code points."""
    articles = [_found(list(group), library) for group in _by_article(hits)]
    return _json({"query": query, "total": len(hits), "articles": articles})


def hits_lines(hits: Hits, library: Library, mark: tuple[str, str]) -> Iterator[str]:
    """The articles with hits, and a line a hit: where it is in the file, the words
    around it. `mark` stands before and behind the hit itself."""
    for group in _by_article(hits):
        found = _found(list(group), library)
        place = "".join(each for each in (found["district"], found["office"]) if each)
        title = found["title"] or _("（无标题）")
        yield visible(
            f"{found['ref']}  {place or _('未识别')}  {title}  {found['count']}"
        )
        for hit in found["hits"]:
            left, text, right = (visible(hit[key]) for key in ("left", "text", "right"))
            place = f"{hit['line']}:{hit['column']}"
            yield f"  {place}\t{left}{mark[0]}{text}{mark[1]}{right}"


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


def _by_article(hits: Hits) -> Iterator[Iterator[Hit]]:
    for _id, group in groupby(hits, key=lambda hit: hit.id):
        yield group


def _found(hits: list[Hit], library: Library) -> dict[str, Any]:
    id_ = hits[0].id
    page, article = library.page(id_), library.article(id_)
    return {
        "ref": article_ref(page, id_.article),
        "source": page.source,
        "district": article.district and article.district.name,
        "office": article.office and article.office.name,
        "title": article.title,
        "count": len(hits),
        "hits": [_hit(page, hit) for hit in hits],
    }


def _hit(page: Page, hit: Hit) -> dict[str, Any]:
    text = page.read(page.passages[hit.passage])
    line = page.line_of(hit.span.start)
    return {
        "line": line,
        "column": hit.span.start - page.line_starts[line - 1] + 1,
        "text": text[hit.start : hit.stop],
        "left": text[max(hit.start - CONTEXT, 0) : hit.start],
        "right": text[hit.stop : hit.stop + CONTEXT],
    }
