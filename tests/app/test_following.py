"""A corpus whose files change while it is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.app.conftest import make_page
from tui.app.following import follow
from tui.app.loader import Growth, grow
from tui.app.places import Place, moved
from tui.corpus.model import Page, Skipped
from tui.corpus.outline import ArticleId
from tui.corpus.reader import Source
from tui.watch import Changed

A, B = Source(Path("a"), "a.txt"), Source(Path("b"), "b.txt")


def page(name: str, *parts: str) -> Page:
    return make_page(name, "标题", *parts)


def opened(*pages: Page) -> Growth:
    found = {each.source: each for each in pages}
    sources = [Source(Path(name), name) for name in found]
    *_, last = grow(sources, lambda source: found[source.name])
    return last


def followed(growth: Growth, changed: Changed, *read: Page | Skipped) -> Growth:
    answers: Sequence[Page | Skipped] = read
    left = iter(answers)
    return next(follow(growth, iter([changed]), lambda _source: next(left)))


def hits(growth: Growth, query: str) -> int:
    assert growth.library is not None
    return len(growth.library.find(query))


def test_a_changed_page_keeps_its_number() -> None:
    growth = opened(page("a.txt", "旧的内容"), page("b.txt", "别的"))
    after = followed(growth, Changed((A,), (), ()), page("a.txt", "新的内容"))
    assert [each.source for each in after.pages] == ["a.txt", "b.txt"]
    assert (hits(after, "旧的"), hits(after, "新的")) == (0, 1)
    assert hits(growth, "旧的") == 1, "who reads the old one still can"


def test_a_new_page_stands_behind_the_others() -> None:
    growth = opened(page("a.txt", "内容"))
    after = followed(growth, Changed((), (B,), ()), page("b.txt", "新的"))
    assert [each.source for each in after.pages] == ["a.txt", "b.txt"]
    assert hits(after, "新的") == 1


def test_a_page_that_is_gone_is_found_no_more() -> None:
    growth = opened(page("a.txt", "内容"), page("b.txt", "内容"))
    after = followed(growth, Changed((), (), (A,)))
    assert hits(after, "内容") == 1
    assert [each.page for each in after.outline.articles] == [1]


def test_a_file_that_cannot_be_read_any_more_stays_as_it_was_and_is_told() -> None:
    growth = opened(page("a.txt", "内容"))
    after = followed(growth, Changed((A,), (), ()), Skipped("a.txt", "没有权限"))
    assert hits(after, "内容") == 1
    (told,) = after.remarks
    assert "a.txt" in told
    assert "没有权限" in told
    assert not after.skipped, "there is something to show of it"


def test_a_file_that_arrives_and_cannot_be_read_is_skipped_until_it_can() -> None:
    growth = opened(page("a.txt", "内容"))
    refused = Skipped("b.txt", "没有权限")
    after = followed(growth, Changed((), (B,), ()), refused)
    assert after.skipped == (refused,)
    again = followed(after, Changed((B,), (), ()), Skipped("b.txt", "不是文本"))
    assert again.skipped == (Skipped("b.txt", "不是文本"),)
    read = followed(again, Changed((B,), (), ()), page("b.txt", "新的"))
    assert (read.skipped, hits(read, "新的")) == ((), 1)


def test_a_file_that_could_not_be_read_and_is_gone_is_skipped_no_more() -> None:
    growth = opened(page("a.txt", "内容"))
    refused = Skipped("b.txt", "没有权限"), Skipped("c.txt", "没有权限")
    added = Changed((), (B, Source(Path("c"), "c.txt")), ())
    after = followed(growth, added, *refused)
    assert followed(after, Changed((), (), (B,))).skipped == refused[1:]


def test_a_page_that_was_gone_and_comes_back_unreadable_is_skipped() -> None:
    growth = opened(page("a.txt", "内容"), page("b.txt", "内容"))
    after = followed(growth, Changed((), (), (A,)))
    refused = Skipped("a.txt", "没有权限")
    again = followed(after, Changed((), (A,), ()), refused)
    assert again.skipped == (refused,)
    assert not again.remarks


def test_a_place_moves_with_its_passage() -> None:
    before = page("a.txt", "一段", "这一段", "三段")
    after = page("a.txt", "新的一段", "一段", "这一段", "三段")
    place = Place(ArticleId(0, 0), 2, 1)
    assert moved(before, after, place) == Place(ArticleId(0, 0), 3, 1)


def test_a_place_in_a_passage_that_is_gone_stays_near() -> None:
    before, after = page("a.txt", "一段", "二段"), page("a.txt", "一段")
    place = Place(ArticleId(0, 0), 2, 1)
    assert moved(before, after, place) == Place(ArticleId(0, 0), 1)
    assert moved(before, Page("a.txt", "", (0,), (), ()), place) is None
