"""Keywords: the words of some articles against the rest of the corpus."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from tui.corpus.model import Article, Byline, Kind, Page, Passage, Span
from tui.corpus.outline import ArticleId
from tui.corpus.parser import parse
from tui.index import keywords as module
from tui.index.keywords import Keyword, keywords
from tui.index.library import Library
from tui.index.words import Words

SEEDS = Path(__file__).parents[2] / "seeds"

FIRST = ArticleId(0, 0)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Words:
    return Words.load(["工业路街道", "谢鹏飞"], tmp_path_factory.mktemp("cache"))


def page_of(
    *lines: str, kind: Kind = Kind.PARAGRAPH, bylines: tuple[Byline, ...] = ()
) -> Page:
    """A page of one article, each line a passage."""
    text = "\n".join(lines)
    passages = []
    starts = [0]
    for line in lines:
        passages.append(Passage(kind, (Span(starts[-1], starts[-1] + len(line)),)))
        starts.append(starts[-1] + len(line) + 1)
    article = Article("", 0, len(passages), (), bylines=bylines)
    return Page("p.txt", text, tuple(starts[:-1]), tuple(passages), (article,))


def library_of(*pages: Page) -> Library:
    return Library().add(pages)


def texts_of(found: list[Keyword]) -> list[str]:
    return [each.text for each in found]


def test_a_word_that_other_articles_have_too_comes_later(words: Words) -> None:
    library = library_of(
        page_of("商圈。商圈。项目。项目。"), page_of("商圈。"), page_of("商圈。")
    )
    assert words.rarity("项目") < words.rarity("商圈")
    assert texts_of(keywords(library, words, [FIRST])) == ["项目", "商圈"]


def test_a_word_that_comes_more_often_comes_first(words: Words) -> None:
    library = library_of(page_of("商圈。养老。养老。"), page_of("项目。"))
    assert texts_of(keywords(library, words, [FIRST])) == ["养老", "商圈"]


def test_what_says_nothing_is_no_keyword(words: Words) -> None:
    bylines = (Byline("记者", ("谢鹏飞",)),)
    article = page_of("记者谢鹏飞，了解的、和以及2600，十二，路。商圈", bylines=bylines)
    found = texts_of(keywords(library_of(article), words, [FIRST]))
    assert set(found) == {"了解", "商圈"}


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        (Kind.TITLE, True),
        (Kind.HEADING, True),
        (Kind.PARAGRAPH, True),
        (Kind.BYLINE, False),
        (Kind.CHROME, False),
    ],
)
def test_titles_headings_and_paragraphs_are_read(
    words: Words, kind: Kind, read: bool
) -> None:
    found = keywords(library_of(page_of("商圈", kind=kind)), words, [FIRST])
    assert texts_of(found) == ["商圈"] * read


def test_a_long_name_is_taken_instead_of_its_parts(words: Words) -> None:
    library = library_of(page_of("工业路街道。工业路街道。街道。招商引资。招商。"))
    found = texts_of(keywords(library, words, [FIRST]))
    assert {"工业路街道", "招商引资"} <= set(found)
    assert not {"街道", "招商"} & set(found)


def test_a_word_that_mostly_stands_alone_is_no_part(words: Words) -> None:
    library = library_of(page_of("招商引资。招商。招商。招商。"))
    assert set(texts_of(keywords(library, words, [FIRST]))) == {"招商", "招商引资"}


def test_the_count_is_what_a_search_finds_in_these_articles(words: Words) -> None:
    library = library_of(
        page_of("招商引资。招商。招商。招商。"), page_of("招商"), page_of("招商")
    )
    two = [FIRST, ArticleId(2, 0)]
    counts = {each.text: each.count for each in keywords(library, words, two)}
    assert counts == {"招商": 5, "招商引资": 1}


def test_a_word_of_the_query_language_is_searched_for_as_it_is(words: Words) -> None:
    library = library_of(page_of("OR OR NOT"), page_of("OR"), page_of("项目"))
    found = {each.text: each.count for each in keywords(library, words, [FIRST])}
    assert found == {"OR": 2, "NOT": 1}


def test_there_are_at_most_as_many_as_wanted_best_first(words: Words) -> None:
    library = library_of(page_of("商圈。养老。养老。楼院。楼院。楼院。"))
    found = keywords(library, words, [FIRST])
    assert texts_of(found) == ["楼院", "养老", "商圈"]
    assert [each.score for each in found] == sorted(
        (each.score for each in found), reverse=True
    )
    assert keywords(library, words, [FIRST], 2) == found[:2]


@pytest.mark.parametrize("text", ["", "的了", "，。"])
def test_without_words_there_are_no_keywords(words: Words, text: str) -> None:
    library = library_of(page_of(text or "的"))
    assert keywords(library, words, [FIRST] if text else []) == []


def test_of_many_articles_some_beginnings_are_read(words: Words) -> None:
    library = library_of(*(page_of(f"第{n}号" + "商圈" * 99) for n in range(50)))
    with (
        patch.object(module, "ENOUGH", 1000),
        patch.object(module, "SHARE", 100),
        patch.object(words, "cut", wraps=words.cut) as cut,
    ):
        keywords(library, words, library.outline.articles)
    read = [call.args[0] for call in cut.call_args_list]
    assert [text[: text.index("号") + 1] for text in read] == [
        f"第{n}号" for n in range(0, 50, 5)
    ]
    assert {len(text) for text in read} == {100}


def test_of_a_few_articles_all_is_read(words: Words) -> None:
    library = library_of(page_of("商圈" * 2000), page_of("养老" * 2000))
    with patch.object(words, "cut", wraps=words.cut) as cut:
        keywords(library, words, library.outline.articles)
    assert [len(call.args[0]) for call in cut.call_args_list] == [4000, 4000]


def test_the_seeds_have_telling_keywords(words: Words) -> None:
    pages = [
        parse(path.name, path.read_text(encoding="utf-8"))
        for path in sorted(SEEDS.iterdir())
    ]
    library = library_of(*pages)
    ids = {library.article(id_).title: id_ for id_ in library.outline.articles}
    attract = next(id_ for title, id_ in ids.items() if "筑巢引凤" in title)
    found = keywords(library, words, [attract])
    assert {"招商", "招商引资", "工业路街道"} <= set(texts_of(found))
    assert "街道" not in texts_of(found)
