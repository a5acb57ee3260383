from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.app.render import script
from tui.app.render.cells import cell_width
from tui.app.render.linebreak import class_of
from tui.app.render.script import LONGEST, Script, converted, converted_part

SHOWN = [Script.SIMPLIFIED, Script.TRADITIONAL]
TEXTS = st.text(
    st.sampled_from("头发发展后面皇后干部里程公里乾坤頭髮發乾著，。（“ \n\tab2\x1b_"),
    max_size=80,
)


@pytest.mark.parametrize(
    ("text", "to", "shown"),
    [
        ("头发与发展", Script.TRADITIONAL, "頭髮與發展"),
        ("皇后在后面", Script.TRADITIONAL, "皇后在後面"),
        ("三公里，村里", Script.TRADITIONAL, "三公里，村裡"),
        ("软件，LIVE house 2号", Script.TRADITIONAL, "軟件，LIVE house 2號"),
        ("乾坤與頭髮乾了", Script.SIMPLIFIED, "乾坤与头发干了"),
        ("头发與頭髮", Script.ORIGINAL, "头发與頭髮"),
    ],
)
def test_phrases_decide_how_a_character_is_converted(
    text: str, to: Script, shown: str
) -> None:
    assert converted(text, to) == shown


@pytest.mark.parametrize("to", SHOWN)
@given(text=st.one_of(TEXTS, st.text(max_size=60)))
def test_there_are_as_many_code_points_and_the_marks_stay(
    text: str, to: Script
) -> None:
    shown = converted(text, to)
    assert len(shown) == len(text)
    for before, after in zip(text, shown, strict=True):
        assert before == after or (before.isalpha() and after.isalpha())


@pytest.mark.parametrize("to", SHOWN)
@given(text=TEXTS, ends=st.tuples(st.integers(0, 80), st.integers(0, 80)))
def test_a_part_is_shown_as_in_the_whole(
    text: str, ends: tuple[int, int], to: Script
) -> None:
    start, stop = sorted(min(end, len(text)) for end in ends)
    if max(map(len, script.CLAUSE.findall(text)), default=0) < LONGEST:
        whole = converted(text, to)
        assert converted_part(text, start, stop, to) == whole[start:stop]


def test_a_phrase_that_changes_the_length_is_converted_by_characters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = {"优化": "最佳化", "优": "優"}
    monkeypatch.setattr(
        script, "_converter", lambda _to: lambda text: table.get(text, text)
    )
    script._clause.cache_clear()
    assert converted("优化", Script.TRADITIONAL) == "優化"
    script._clause.cache_clear()


def test_text_without_any_mark_is_converted_piece_by_piece() -> None:
    assert converted("发展" * 5000, Script.TRADITIONAL) == "發展" * 5000


@pytest.mark.parametrize(
    "table", ["STPhrases", "STCharacters", "TWVariants", "TSPhrases", "TSCharacters"]
)
def test_a_character_stands_for_one_of_its_width_and_class(table: str) -> None:
    """Else lines would be broken elsewhere in the other script."""
    rows = files("opencc").joinpath("dictionary", f"{table}.txt").read_text("utf-8")
    pairs = {
        pair
        for row in rows.splitlines()
        for pair in zip(row.split("\t")[0], row.split("\t")[1].split()[0], strict=True)
    }
    assert len(pairs) > 30
    for before, after in pairs:
        assert cell_width(before) == cell_width(after)
        assert class_of(before) == class_of(after)
