"""What is anchored is found again, and nothing else is taken for it."""

from __future__ import annotations

from itertools import accumulate
from unicodedata import normalize

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.state.pages import page_of, some_anchor
from tui.corpus.model import Page
from tui.state.anchors import AROUND, CONTEXT, Anchor, anchored, resolve

plain = st.text("街道招商引资，。", max_size=6)
"""Few characters, so that a quote often stands several times."""
plain_pages = st.lists(plain.filter(bool), min_size=1, max_size=6)
odd_pages = st.lists(
    st.text("街道 ａAa㎏gk国國𠮷“", min_size=1, max_size=6).map(str.strip).filter(bool),
    min_size=1,
    max_size=5,
)


def letters(text: str) -> str:
    """A text as a reader takes it, in the obvious way."""
    wide = normalize("NFKC", text).casefold().replace("國", "国")
    return "".join(each for each in wide if each not in " “")


def places(page: Page, quote: str) -> list[tuple[int, int, int]]:
    """Wherever a quote stands in a passage, character by character."""
    texts = [*map(page.read, page.passages)]
    return [
        (passage, start, start + len(quote))
        for passage, text in enumerate(texts)
        for start in range(len(text))
        if text.startswith(quote, start)
    ]


def some_part(data: st.DataObject, page: Page) -> tuple[int, int, int]:
    passage = data.draw(st.integers(0, len(page.passages) - 1))
    length = len(page.read(page.passages[passage]))
    start = data.draw(st.integers(0, length - 1))
    return passage, start, data.draw(st.integers(start + 1, length))


@given(odd_pages, st.data())
def test_in_the_same_page_it_is_where_it_was(
    texts: list[str], data: st.DataObject
) -> None:
    page = page_of(texts)
    part = some_part(data, page)
    assert resolve(page, anchored(page, *part)) == part


@given(plain_pages, plain_pages, plain, plain, st.data())
def test_a_quote_that_stands_once_is_found_whatever_else_was_edited(
    texts: list[str], others: list[str], left: str, right: str, data: st.DataObject
) -> None:
    page = page_of(texts)
    anchor = anchored(page, *some_part(data, page))
    at = data.draw(st.integers(0, len(others)))
    edited = page_of([*others[:at], left + anchor.quote + right, *others[at:]])
    found = places(edited, anchor.quote)
    assume(len(found) == 1)
    assert resolve(edited, anchor) == found[0]


@given(plain_pages, plain_pages, plain_pages, st.data())
def test_of_several_the_one_with_the_same_surroundings_is_found(
    above: list[str], texts: list[str], below: list[str], data: st.DataObject
) -> None:
    page = page_of(texts)
    passage, start, stop = some_part(data, page)
    anchor = anchored(page, passage, start, stop)
    edited = page_of([*above, *texts, *below])
    said = "".join([*above, *texts, *below])
    around = anchor.before + anchor.quote + anchor.after
    assume(sum(said.startswith(around, at) for at in range(len(said))) == 1)
    assume(len(anchor.before) + len(anchor.after) >= 4)
    assert resolve(edited, anchor) == (passage + len(above), start, stop)


def is_between(page: Page, where: tuple[int, int, int], anchor: Anchor) -> bool:
    """Whether a part of a page stands between an anchor's surroundings."""
    passage, start, stop = where
    texts = [*map(page.read, page.passages)]
    left = units("".join(texts[:passage]) + texts[passage][:start])
    right = units(texts[passage][stop:] + "".join(texts[passage + 1 :]))
    before = units(anchor.before)[-2 * AROUND :]
    after = units(anchor.after)[: 2 * AROUND]
    is_enough = len(before + after) >= 2 * AROUND
    return is_enough and left.endswith(before) and right.startswith(after)


def units(text: str) -> bytes:
    """Two bytes for each code that is compared."""
    return letters(text).encode("utf-16-le")


@given(odd_pages, odd_pages, st.data())
def test_nothing_but_its_text_is_ever_taken_for_it(
    texts: list[str], others: list[str], data: st.DataObject
) -> None:
    page, other = page_of(texts), page_of(others)
    anchor = anchored(page, *some_part(data, page))
    found = resolve(other, anchor)
    if found is not None:
        passage, start, stop = found
        text = other.read(other.passages[passage])
        assert 0 <= start < stop <= len(text)
        if is_between(other, found, anchor):
            return
        if not letters(text[stop:]):
            assert letters(anchor.quote).startswith(letters(text[start:stop]))
        else:
            assert letters(anchor.quote) == letters(text[start:stop])


@given(plain_pages, plain, st.integers(-3, 9), st.integers(-3, 9), st.booleans())
@example(["招商引资"], "商引", 0, -3, True)
@example(["街道", "招商"], "街", -2, 0, True)
@example(["招商"], "", 0, 0, True)
def test_an_anchor_that_was_tampered_with_does_no_harm(
    texts: list[str], quote: str, passage: int, offset: int, same: bool
) -> None:
    page = page_of(texts)
    digest = anchored(page, 0, 0, 1).digest if same else ""
    anchor = some_anchor(quote, passage=passage, offset=offset, digest=digest)
    found = resolve(page, anchor)
    if found is not None:
        where, start, stop = found
        assert 0 <= where < len(texts)
        assert 0 <= start < stop <= len(texts[where])
        assert quote.startswith(texts[where][start:stop])


def test_equals_in_equal_surroundings_are_told_apart_by_position() -> None:
    texts = ["甲" * CONTEXT, "招商", "甲" * CONTEXT] * 3
    anchor = anchored(page_of(texts), 4, 0, 2)
    assert resolve(page_of([*texts, "乙"]), anchor) == (4, 0, 2)
    assert resolve(page_of(["乙", *texts]), anchor) == (5, 0, 2)


@pytest.mark.parametrize(
    "texts",
    [
        ["全力推进其他工作。"],
        ["他说招商。", "又谈招商，", "还是招商"],
    ],
)
def test_what_is_gone_is_lost_and_not_found_elsewhere(texts: list[str]) -> None:
    anchor = anchored(page_of(["筑巢引凤，招商引资促发展。"]), 0, 5, 7)
    assert resolve(page_of(texts), anchor) is None


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("推动招商/引资工作", "推动招商引资工作", (0, 2, 6)),
        ("推动招商引资工作", "推动招/商引/资工作", (0, 2, 6)),
        ("推动招商引资工作", "推动　招 商 引 资工作", (0, 3, 10)),
        ("推动招商引资工作", "推動招商引資工作", (0, 2, 6)),
        ("推动ABCD工作", "推动ａｂ“ｃｄ”工作", (0, 2, 7)),
    ],
)
def test_it_survives_healing_blanks_width_and_script(
    before: str, after: str, found: tuple[int, int, int]
) -> None:
    anchor = anchored(page_of([before]), 0, 2, 6)
    assert resolve(page_of([after]), anchor) == found


def test_of_a_text_that_a_break_cuts_the_first_part_is_found() -> None:
    anchor = anchored(page_of(["大力推动招商引资工作落实"]), 0, 4, 8)
    assert resolve(page_of(["大力推动招商", "引资工作落实"]), anchor) == (0, 4, 6)
    assert resolve(page_of(["喜迎招商", "引资十年"]), anchor) is None


def test_the_surroundings_reach_into_other_passages() -> None:
    anchor = anchored(page_of(["标题", "招商", "正文", "结尾"]), 1, 0, 2)
    assert (anchor.before, anchor.after) == ("标题", "正文结尾")


@pytest.mark.parametrize("part", [(0, 1, 1), (0, 2, 1), (0, 0, 3), (0, -1, 1)])
def test_nothing_can_be_anchored_outside_of_the_text(
    part: tuple[int, int, int],
) -> None:
    with pytest.raises(ValueError, match="no part of 2 characters"):
        anchored(page_of(["招商"]), *part)


lengths = st.lists(st.integers(12, 20), min_size=3, max_size=8)
hanzi = st.characters(min_codepoint=0x6000, max_codepoint=0x60FF)


def sentences(lengths: list[int], first: int = 0x4E00) -> list[str]:
    """So long, and no two alike: from one code point on, each once."""
    starts = accumulate(lengths, initial=first)
    return ["".join(map(chr, range(at, at + n))) for at, n in zip(starts, lengths)]  # noqa: B905


def edit(data: st.DataObject, text: str) -> str:
    """A text with up to three characters dropped, added or changed."""
    start = data.draw(st.integers(0, len(text)))
    stop = min(len(text), start + data.draw(st.integers(0, 3)))
    return text[:start] + data.draw(st.text(hanzi, max_size=3)) + text[stop:]


def kept(text: str, edited: str, start: int) -> tuple[int, int]:
    """Where what is meant starts, and its length: a text that is still there whole."""
    at = edited.find(text)
    return (start, len(edited)) if at < 0 else (start + at, len(text))


@given(lengths.map(sentences), st.data())
def test_a_sentence_that_was_edited_is_found_where_it_stands(
    texts: list[str], data: st.DataObject
) -> None:
    page = page_of(["".join(texts)])
    at = data.draw(st.integers(0, len(texts) - 1))
    start = sum(map(len, texts[:at]))
    anchor = anchored(page, 0, start, start + len(texts[at]))
    edited = edit(data, texts[at])
    again = page_of(["".join([*texts[:at], edited, *texts[at + 1 :]])])
    start, length = kept(texts[at], edited, start)
    assert resolve(again, anchor) == (0, start, start + length)


@given(lengths.map(sentences), st.data())
def test_wherever_a_page_was_edited_no_wrong_place_is_found(
    texts: list[str], data: st.DataObject
) -> None:
    page = page_of(texts)
    at = data.draw(st.integers(0, len(texts) - 1))
    anchor = anchored(page, at, 0, len(texts[at]))
    found = resolve(page_of([edit(data, each) for each in texts]), anchor)
    assert found is None or found[0] == at


@given(lengths.map(sentences), st.data())
def test_a_sentence_that_is_gone_stays_lost(
    texts: list[str], data: st.DataObject
) -> None:
    others = sentences([*map(len, texts)], 0x5000)
    at = data.draw(st.integers(0, len(texts) - 1))
    anchor = anchored(page_of(texts), at, 0, len(texts[at]))
    for left in ([*texts[:at], *texts[at + 1 :]], others):
        assert resolve(page_of(left), anchor) is None


@given(st.integers(0, 9), st.data())
def test_of_sentences_that_are_alike_the_edited_one_is_meant(
    at: int, data: st.DataObject
) -> None:
    numbers = "一二三四五六七八九十"
    texts = [f"街道干部走访企业{number}家，了解情况。" for number in numbers]
    anchor = anchored(page_of(texts), at, 0, len(texts[at]))
    edited = edit(data, texts[at])
    found = resolve(page_of([*texts[:at], edited, *texts[at + 1 :]]), anchor)
    assert found is None or found[0] == at
    if at in range(2, 8):
        start, length = kept(texts[at], edited, 0)
        assert found == (at, start, start + length)


def test_of_what_was_edited_and_stands_elsewhere_too_the_first_is_meant() -> None:
    around = "今年以来，街道党工委", "，工作取得了新的成效。"
    anchor = anchored(page_of(["招商引资".join(around)]), 0, 10, 14)
    edited = page_of(["招商引智".join(around), "他说招商引资，很好。"])
    assert resolve(edited, anchor) == (0, 10, 14)
