"""What of an HTML page is no text: what browsers don't show, and what stands around the
text to lead elsewhere.

What an element is says more than what its class is called: `<nav>` is navigation, but
any box may be of the class `share`, for what has one button in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

UNSEEN = (
    "head, script, style, template, noscript, iframe, object, svg, select, textarea, "
    "button, canvas, audio, video, rp"
)
HIDDEN = "[hidden], [style*='display:none' i], [style*='display: none' i]"
INSIDE = "article header, article footer, main header, main footer"
HEADED = "header:has(h1, h2, h3)"
FURNITURE = (
    f"nav, footer:not({INSIDE}), header:not({HEADED}, {INSIDE}), "
    "[role=navigation], [role=contentinfo], [role=banner]"
)
NAMED = (
    ".nav, .navbar, .breadcrumb, .crumb, .footer, .foot, .copyright, .share, "
    "#nav, #footer, #foot, #copyright"
)
"""Boxes that may be furniture by what they are called."""
STOP = "。"


@dataclass(slots=True)
class Words:
    """What a box says, and the boxes in it."""

    linked: int = 0
    """Letters of links."""
    plain: int = 0
    """Letters of no link."""
    stops: bool = False
    """Whether a sentence ends outside of links."""

    def add(self, other: Words) -> None:
        self.linked += other.linked
        self.plain += other.plain
        self.stops |= other.stops

    @property
    def is_prose(self) -> bool:
        return self.stops and self.plain > self.linked


def unseen_in(tree: LexborHTMLParser) -> set[int]:
    """The `mem_id`s of what no browser shows as text."""
    return _ids(tree, UNSEEN)


def hidden_in(tree: LexborHTMLParser) -> set[int]:
    """Of what the page itself hides."""
    return _ids(tree, HIDDEN)


def furniture_in(tree: LexborHTMLParser, hidden: Collection[int]) -> set[int]:
    """Of what leads elsewhere: of boxes that are called so, those without
    running text; of an article's own head and foot, those that are mostly links."""
    named = _ids(tree, NAMED)
    own = _ids(tree, INSIDE) - _ids(tree, HEADED)
    found = _ids(tree, FURNITURE)
    for box, words, _ in _words(tree, named | own, hidden):
        if (box in named and not words.is_prose) or words.linked > words.plain:
            found.add(box)
    return found


def letters_of(
    tree: LexborHTMLParser, boxes: Collection[int], hidden: Collection[int]
) -> int:
    """How many letters the boxes hold together."""
    return sum(
        words.linked + words.plain
        for _box, words, is_outermost in _words(tree, boxes, hidden)
        if is_outermost
    )


def letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _ids(tree: LexborHTMLParser, selector: str) -> set[int]:
    return {node.mem_id for node in tree.css(selector)}


def _words(
    tree: LexborHTMLParser, boxes: Collection[int], hidden: Collection[int]
) -> Iterator[tuple[int, Words, bool]]:
    """What each of the boxes says, and whether it is in none of the others; a stack
    stands for recursion."""
    if tree.root is None or not boxes:
        return
    stack: list[tuple[LexborNode, bool]] = [(tree.root, False)]
    inside: list[Words] = [Words()]
    links = 0
    while stack:
        node, leaving = stack.pop()
        is_box, is_link = node.mem_id in boxes, _is_link(node)
        if leaving:
            links -= is_link
            if is_box:
                words = inside.pop()
                inside[-1].add(words)
                yield node.mem_id, words, len(inside) == 1
        elif node.tag == "-text":
            inside[-1].add(_said(node.text_content or "", linked=links > 0))
        elif node.mem_id not in hidden:
            links += is_link
            if is_box:
                inside.append(Words())
            stack.append((node, True))
            stack += ((child, False) for child in node.iter(include_text=True))


def _is_link(node: LexborNode) -> bool:
    return node.tag == "a" and "href" in node.attributes


def _said(text: str, *, linked: bool) -> Words:
    count = letters(text)
    return Words(linked=count) if linked else Words(plain=count, stops=STOP in text)
