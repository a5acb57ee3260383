"""Small corpora with all that a search can ask for, and libraries made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from unittest.mock import patch

from hypothesis import strategies as st

from tui.corpus.model import (
    Article,
    Byline,
    Dated,
    DateSource,
    Kind,
    Mark,
    MarkKind,
    Page,
    Passage,
    Place,
    Section,
    Span,
)
from tui.index import blocks
from tui.index.library import Library


class Text(NamedTuple):
    """A passage to be: its pieces, each on a line of its own."""

    kind: Kind
    pieces: Sequence[str]
    run_in: int = 0
    """Characters at its start that are a heading."""


@dataclass
class Draft:
    """An article to be."""

    texts: Sequence[Text]
    district: Place | None = None
    office: Place | None = None
    unit: str | None = None
    community: str | None = None
    bylines: tuple[Byline, ...] = ()
    date: str | None = None


@dataclass
class _Written:
    text: str = ""
    passages: list[Passage] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)

    def passage(self, draft: Text) -> None:
        spans = []
        for piece in draft.pieces:
            spans.append(Span(len(self.text), len(self.text) + len(piece)))
            self.text += piece + "\n"
        heading = Mark(MarkKind.HEADING, 0, draft.run_in)
        marks = (heading,) if draft.run_in else ()
        self.passages.append(Passage(draft.kind, tuple(spans), marks))

    def article(self, draft: Draft) -> None:
        first = len(self.passages)
        for each in draft.texts:
            self.passage(each)
        last = len(self.passages)
        title = "".join(
            "".join(each.pieces) for each in draft.texts if each.kind is Kind.TITLE
        )
        dated = draft.date and Dated(draft.date, DateSource.LINE)
        self.articles.append(
            Article(
                title,
                first,
                last,
                tuple(
                    Section(f"{at}", 1 + at % 2, False, at, at + 1)
                    for at in range(first + 1, last)
                ),
                draft.district,
                draft.office,
                draft.unit,
                draft.community,
                bylines=draft.bylines,
                dated=dated or None,
            )
        )


def page_of(*drafts: Draft, source: str = "p.txt") -> Page:
    written = _Written()
    for draft in drafts:
        written.article(draft)
    text = written.text
    starts = (0, *(at + 1 for at, char in enumerate(text) if char == "\n"))
    return Page(source, text, starts, tuple(written.passages), tuple(written.articles))


def article_of(*texts: str, title: str | None = None, **known: object) -> Draft:
    """An article of paragraphs, with what is known of it."""
    head = [] if title is None else [Text(Kind.TITLE, [title])]
    body = [Text(Kind.PARAGRAPH, [each]) for each in texts]
    return Draft([*head, *body], **known)  # type: ignore[arg-type]


def library_of(*drafts: Draft) -> Library:
    """A library of pages of one article each."""
    return Library().add([page_of(each) for each in drafts])


CHARS = st.sampled_from("街道街道招商招商1m2项項ＡaA㎡…𠀀𠀁é“”·")
PIECES = st.text(CHARS, min_size=1, max_size=8)
KINDS = st.sampled_from([*Kind, Kind.PARAGRAPH, Kind.PARAGRAPH])


@st.composite
def texts(draw: st.DrawFn) -> Text:
    pieces = draw(st.lists(PIECES, min_size=1, max_size=3))
    kind, run_in = draw(KINDS), draw(st.integers(0, 4))
    return Text(kind, pieces, min(run_in, len(pieces[0])))


DISTRICTS = [
    None,
    Place("410106", "上街区"),
    Place("410106", "上街區新名"),
    Place("410102", "中原区"),
    Place(None, "上街"),
    Place(None, "·"),
]
OFFICES = [None, Place("410106001", "工业路街道"), Place(None, "新街道")]
UNITS = [None, "区商务局", "商务中心"]
COMMUNITIES = [None, "二砂社区", "項目社区"]
BYLINES = [
    Byline("记者", ("张三", "李四")),
    Byline("本报记者", ("张三",)),
    Byline("通讯员", ("王五", "張三")),
    Byline("记者通讯员", ("赵六",)),
    Byline(None, ("钱七",)),
    Byline("摄影", ("孙八",)),
]
DATES = [None, "2018", "2019-05", "2019-05-12", "2020-01-31"]

DRAFTS = st.builds(
    Draft,
    st.lists(texts(), min_size=1, max_size=4),
    st.sampled_from(DISTRICTS),
    st.sampled_from(OFFICES),
    st.sampled_from(UNITS),
    st.sampled_from(COMMUNITIES),
    st.lists(st.sampled_from(BYLINES), max_size=2).map(tuple),
    st.sampled_from(DATES),
)
PAGES = st.builds(
    lambda drafts: page_of(*drafts), st.lists(DRAFTS, min_size=0, max_size=3)
)


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    """Of pages that came in groups, in blocks of any size."""
    pages = draw(st.lists(PAGES, max_size=5))
    full, joined = draw(st.integers(1, 60)), draw(st.integers(1, 60))
    library = Library()
    with (
        patch.object(blocks, "FULL", full),
        patch.object(blocks, "JOINED", joined),
        patch.object(blocks, "SETTLED", draw(st.integers(1, 200))),
    ):
        while len(library.pages) < len(pages):
            at = len(library.pages)
            library = library.add(pages[at : at + draw(st.integers(1, len(pages)))])
    return library
