"""What holds for any text at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.model import Page
from tui.corpus.parser import parse

WORDS = st.sampled_from(
    [
        "上街区工业路街道 筑巢引凤兴产业",
        "须水街道:",
        "本报讯 近日,街道召开会议。",
        "（记者 何静 通讯员 田苗）",
        "记者 谢鹏飞 文/图",
        "一、强化组织领导",
        "优化环境。对重点线索,严格落实分包机制,做好服务。",
        "依托中关",
        "村e谷,引领企业。",
        "图为活动现场",
        "第A05版：区县新闻",
        "　　",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u2028",
        "\x85",
        "\x0c",
        "\x00",
        "𠮷野家",
        "LIVE HOUSE",
        "2024 年",
        "“",
        "。",
    ]
)
TEXTS = st.one_of(
    st.lists(WORDS, max_size=30).map("".join),
    st.lists(WORDS, max_size=30).map("\n".join),
    st.text(max_size=200),
)


@given(TEXTS)
def test_every_character_is_in_exactly_one_passage(text: str) -> None:
    page = parse("page.txt", text)
    spans = sorted(span for passage in page.passages for span in passage.spans)
    covered = [at for start, end in spans for at in range(start, end)]

    assert len(covered) == len(set(covered))
    missing = set(range(len(text))) - set(covered)
    assert not "".join(text[at] for at in sorted(missing)).strip()


@given(TEXTS)
def test_articles_and_sections_share_out_the_passages(text: str) -> None:
    page = parse("page.txt", text)
    bounds = [(each.first, each.last) for each in page.articles]
    assert _shared_out(bounds, 0, len(page.passages))
    for article in page.articles:
        inner = [(each.first, each.last) for each in article.sections]
        assert _shared_out(inner, inner[0][0] if inner else 0, article.last)


@given(TEXTS)
def test_a_character_of_a_passage_is_found_in_the_page(text: str) -> None:
    """`locate` leads from the healed text back to the same character."""
    page = parse("page.txt", text)
    for passage in page.passages:
        for offset, character in enumerate(page.read(passage)):
            at = page.locate(passage, offset)
            assert text[at : at + 1] == character or character == " "


@given(TEXTS)
def test_passages_are_in_order_and_cross_no_line_end(text: str) -> None:
    page = parse("page.txt", text)
    starts = [passage.start for passage in page.passages]
    assert starts == sorted(starts)
    for passage in page.passages:
        for start, end in passage.spans:
            assert text[start:end] == text[start:end].strip() != ""
            assert not {"\n", "\r"} & set(text[start:end])


def test_a_line_ends_at_lf_crlf_or_cr_and_nowhere_else() -> None:
    page = parse("page.txt", "一\n二\r\n三\r四\u2028五\x85六\x0c七")

    assert [_lines(page, n) for n in range(len(page.passages))] == [
        (1,),
        (2,),
        (3,),
        (4,),
    ]


def test_an_empty_page_has_no_article() -> None:
    assert parse("page.txt", " \n\n　").articles == ()


def _lines(page: Page, number: int) -> tuple[int, ...]:
    return page.lines_of(page.passages[number])


def _shared_out(bounds: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether ranges follow each other from first to last."""
    edges = [first] + [end for _, end in bounds]
    starts = [start for start, _ in bounds]
    return not bounds or (starts == edges[:-1] and edges[-1] == last)
