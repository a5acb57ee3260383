"""Notes as Markdown, whatever is in them."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.state.pages import some_anchor
from tui.state.markdown import UNSAFE, Cited, to_markdown
from tui.state.notes import Note

CITED = Cited(3, ("上街区", "工业路街道"), "筑巢引凤", "000.txt", 12, "2018-05-17")

texts = st.one_of(
    st.text(st.characters(exclude_categories=[]), max_size=20),
    st.text("#-+=*_`~[]()<>&|$!:.1 \n\t\\招", max_size=20),
)


def tokens(markdown: str) -> list[Token]:
    return MarkdownIt().enable(["table", "strikethrough"]).parse(markdown)


def shown(token: Token) -> str:
    """The text of an inline token, without its line breaks."""
    return "".join(each.content for each in token.children or ())


def letters(text: str) -> str:
    """What has to be seen of a text."""
    flat = "".join(text.split())
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", flat)


def quoted(found: list[Token]) -> Iterator[str]:
    """The text of each block quote."""
    text, inside = "", False
    for each in found:
        if each.type in ("blockquote_open", "blockquote_close"):
            inside = each.type == "blockquote_open"
            if not inside:
                yield text
            text = ""
        elif inside and each.type == "inline":
            text += shown(each)


def test_a_note_stands_under_its_place_and_article_with_a_citation() -> None:
    note = Note.new(some_anchor("招商引资"), "记一笔\n又一笔", ("招商", "产业"), True)
    assert to_markdown([note], lambda _note: CITED) == (
        "# 笔记\n\n"
        "## 上街区 · 工业路街道\n\n"
        "### 《筑巢引凤》\n\n"
        "> 招商引资\n>\n> ——《筑巢引凤》，000.txt 第 12 行，2018-05-17\n\n"
        "记一笔\\\n又一笔\n\n"
        "★ 标签：招商、产业\n"
    )


def test_notes_stand_in_reading_order_and_lost_ones_at_the_end() -> None:
    at = {
        "丙": CITED._replace(rank=9, place=(), title="", date=None),
        "乙": CITED._replace(line=20),
        "甲": CITED,
    }
    notes = [Note.new(some_anchor(each), "") for each in ("失", "丙", "乙", "甲")]
    found = to_markdown(notes, lambda note: at.get(note.anchor.quote))
    assert [line for line in found.splitlines() if line and line != ">"] == [
        "# 笔记",
        "## 上街区 · 工业路街道",
        "### 《筑巢引凤》",
        "> 甲",
        "> ——《筑巢引凤》，000.txt 第 12 行，2018-05-17",
        "> 乙",
        "> ——《筑巢引凤》，000.txt 第 20 行，2018-05-17",
        "## 未识别",
        "### 《（无标题）》",
        "> 丙",
        "> ——《（无标题）》，000.txt 第 12 行",
        "## 失去位置的笔记",
        "> 失",
        "> ——a.txt",
    ]


def test_nothing_is_said_of_lost_notes_where_there_are_none() -> None:
    assert to_markdown([], lambda _note: None) == "# 笔记\n"


@given(texts, texts, texts, st.booleans())
@example("- 一", "+", "# 题 #", False)
@example("1. 一", "2) 二", "> 引", False)
@example("一\n===", "一\n---", "`a` <b> &amp;", True)
@example("```", "    码", "[a](b)\r\n***", True)
@example("a|b\n:-|:-", "a\n:-", "~~a~~ _b_", False)
def test_what_is_quoted_and_noted_is_shown_and_nothing_else(
    quote: str, text: str, name: str, is_lost: bool
) -> None:
    cited = CITED._replace(place=(name, "区"), title=f"题{name}", source=f"{name}.txt")
    note = Note.new(some_anchor(quote, source=cited.source), text, (f"签{name}",))
    markdown = to_markdown([note], lambda _note: None if is_lost else cited)
    markdown.encode()
    assert not UNSAFE.search(markdown.replace("\n", ""))
    found = tokens(markdown)
    plain = {"text", "hardbreak", "text_special"}
    kinds = {each.type for token in found for each in token.children or ()}
    assert kinds <= plain
    blocks = {each.type.partition("_")[0] for each in found}
    assert blocks <= {"heading", "blockquote", "paragraph", "inline"}
    opened = [each.type for each in found if each.level == 0 and each.nesting == 1]
    assert opened.count("heading_open") == (2 if is_lost else 3)
    (seen,) = quoted(found)
    assert letters(seen).startswith(letters(quote) + "——")
    rest = found[[each.type for each in found].index("blockquote_close") :]
    said = "".join(shown(each) for each in rest if each.type == "inline")
    assert letters(said) == letters(text) + letters(f"标签：签{name}")
