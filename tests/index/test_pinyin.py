"""Finding names by what was typed in pinyin."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.index.data import build_readings
from tui.index.fold import fold_term
from tui.index.pinyin import Candidate, Kind, Rank, Spellings, is_pinyin
from tui.index.readings import IN_WORDS, MOST_KEYS, READINGS, is_misread, readings

CHARS = "工业西安先重u2𠀀"
SYLLABLES = {
    char: [each for each, codes in readings().syllables.items() if ord(char) in codes]
    for char in CHARS
}
NAMES = st.lists(
    st.tuples(st.text(CHARS, min_size=1, max_size=5), st.sampled_from(Kind)),
    max_size=6,
)
ANY_KEYS = st.text("gyxazhcu2'’西", min_size=1, max_size=6)


@st.composite
def some_spelling(draw: st.DrawFn) -> tuple[str, str]:
    """A name and one way to type some of its characters, a beginning of the last."""
    text = draw(st.text("工业西安先重", min_size=1, max_size=4))
    *before, last = [draw(st.sampled_from([*SYLLABLES[char], char])) for char in text]
    shortened = [draw(st.sampled_from([way, way[0], way[:2]])) for way in before]
    pieces = [*shortened, last[: draw(st.integers(1, 6))]]
    name = draw(st.sampled_from(["", "西"])) + text + draw(st.sampled_from(["", "安"]))
    return name, draw(st.sampled_from(["", "'"])).join(pieces)


def found(typed: str, *names: str) -> list[str]:
    spellings = Spellings().add((name, Kind.PLACE) for name in names)
    return [candidate.text for candidate in spellings.find(typed)]


def stops(text: str, typed: str) -> dict[int, bool]:
    """The obvious slow way: where in `text` a match from its start on ends, and
    whether it is typed in full."""
    typed = typed.lstrip("'")
    if not typed:
        return {0: True}
    if not text:
        return {}
    ways = {text[0]: True} | {
        syllable[:length]: length == len(syllable)
        for syllable in SYLLABLES[text[0]]
        for length in range(1, len(syllable) + 1)
        if length in (1, len(syllable))
        or syllable[:length] in ("zh", "ch", "sh")
        or syllable[:length] == typed
    }
    stops_: dict[int, bool] = {}
    for way, full in ways.items():
        if typed.startswith(way):
            for stop, rest in stops(text[1:], typed.removeprefix(way)).items():
                stops_[stop + 1] = stops_.get(stop + 1, False) or (full and rest)
    return stops_


def every_candidate(
    typed: str, names: list[tuple[str, Kind]]
) -> dict[str, tuple[Rank, int, Kind]]:
    """The best that each text is: how sure, how shortened, of which kind; and of a
    kind the whole name first, which only counts for a single character."""
    candidates: dict[str, tuple[bool, Rank, int, Kind]] = {}
    typed = typed.replace("’", "'")
    for name, kind in names:
        for start in range(len(name)):
            for stop, full in stops(name[start:], typed).items():
                text = name[start : start + stop]
                part = text != name
                if full:
                    rank = Rank.FULL_PART if part and stop > 1 else Rank.FULL
                else:
                    rank = Rank.SHORTENED_PART if part else Rank.SHORTENED
                best = (part, rank, 0 if full else stop, kind)
                if stop and fold_term(text).tolist() != fold_term(typed).tolist():
                    candidates[text] = min(best, candidates.get(text, best))
    return {text: best[1:] for text, best in candidates.items()}


@given(NAMES, some_spelling(), st.sampled_from(Kind), ANY_KEYS)
def test_candidates_are_those_that_the_obvious_slow_way_finds(
    names: list[tuple[str, Kind]], spelling: tuple[str, str], kind: Kind, keys: str
) -> None:
    name, typed = spelling
    spellings = Spellings().add(names).add([(name, kind)])
    for each in (typed, keys):
        check(spellings, each, [*names, (name, kind)])


def check(spellings: Spellings, typed: str, names: list[tuple[str, Kind]]) -> None:
    candidates = spellings.find(typed, limit=1000)
    slow = every_candidate(typed, names)
    ranks = [slow[text] for text, _kind, _rank in candidates]
    assert {each.text for each in candidates} == slow.keys()
    assert len(candidates) == len(slow)
    assert ranks == sorted(ranks)
    assert [(rank, kind) for _text, kind, rank in candidates] == [
        (rank, kind) for rank, _effort, kind in ranks
    ]
    assert spellings.find(typed, limit=2) == candidates[:2]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("gongyelu", "工业路"),
        ("gongyel", "工业路"),
        ("gongyelu", "工業路"),
        ("gyl", "工业路"),
        ("gylu", "工业路"),
        ("zhaoshan", "招商"),
        ("'gy", "工业"),
        ("GYL", "工业路"),
        ("ｇｙｌ", "工业路"),
        ("工ylu", "工业路"),
        ("工業l", "工业路"),
        ("zsyz", "招商引资"),
        ("zhsyz", "招商引资"),
        ("zhaoshyz", "招商引资"),
        ("xi'an", "西安"),
        ("xi’an", "西安"),
        ("xian", "西安"),
        ("xian", "县"),
        ("lvcheng", "绿城"),
        ("lücheng", "绿城"),
        ("qinlve", "侵略"),
        ("qinlue", "侵略"),
        ("ldug", "联东U谷"),
        ("121zs", "121钻石"),
        ("lhbz", "龍湖北站"),
    ],
)
def test_what_is_typed_finds_the_name(typed: str, name: str) -> None:
    assert found(typed, name) == [name]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("b", "排"),
        ("gonyelu", "工业路"),
        ("gongyluj", "工业路"),
        ("xia'n", "西安"),
        ("xi'an", "先"),
        ("gon'", "工"),
        ("gony", "工业"),
        ("tongqing", "重庆"),
        ("gy", "工 业"),
        ("g", "𠀀"),
        ("", "工"),
        ("'", "工"),
        ("g" * (MOST_KEYS + 1), "工" * (MOST_KEYS + 1)),
    ],
)
def test_what_is_typed_does_not_find_the_name(typed: str, name: str) -> None:
    assert found(typed, name) == []


def test_a_long_spelling_is_matched_to_its_last_key() -> None:
    assert found("g" * MOST_KEYS, "工" * MOST_KEYS) == ["工" * MOST_KEYS]


PLACES_AND_WORDS = """
    重庆 chongqing  荥阳 xingyang  荥经 yingjing  行长 hangzhang  银行 yinhang
    银行 yinxing  长葛 changge  瀍河 chanhe  单县 shanxian  会计 kuaiji  会稽 kuaiji
    音乐 yinyue  厦门 xiamen  六安 luan  六安 liuan  铅山 yanshan  台州 taizhou
    丽水 lishui  蔚县 yuxian  尉犁 yuli  尉氏 weishi  亳州 bozhou  歙县 shexian
    浚县 xunxian  泌阳 biyang  渑池 mianchi  中牟 zhongmu  繁峙 fanshi  解州 xiezhou
    盖州 gaizhou  盖州 gezhou  洪洞 hongtong  乐亭 laoting  乐清 yueqing  大埔 dabu
    番禺 panyu  枞阳 zongyang  黟县 yixian  漯河 luohe  莘县 shenxian  东阿 donge
    大城 daicheng  大城 dacheng  涡阳 guoyang  长垣 changyuan  长子 zhangzi
    监利 jianli  郏县 jiaxian  睢县 suixian  什邡 shifang  鄱阳 poyang  会同 huitong
    吴堡 wubu  十里堡 shilipu  任丘 renqiu  曾 zeng  曾 ceng  仇 qiu  查 zha  区 ou
    冼 xian  么 yao  晟 sheng  谌 shen  郗 chi  嗯 en  銀行 yinhang  會計 kuaiji
""".split()


@pytest.mark.parametrize(
    ("name", "typed"),
    zip(PLACES_AND_WORDS[::2], PLACES_AND_WORDS[1::2], strict=True),
)
def test_a_character_answers_to_its_common_readings(name: str, typed: str) -> None:
    assert name in found(typed, name)


def test_three_hundred_words_typed_in_full_find_themselves() -> None:
    syllable = {
        chr(codes[0]): syllable for syllable, codes in readings().syllables.items()
    }
    words = [first + second for first, second in combinations(syllable, 2)][::271]
    spellings = Spellings().add((word, Kind.WORD) for word in words)
    assert len(words) >= 300
    for word in words:
        typed = "'".join(syllable[char] for char in word)
        assert word in [text for text, _, _ in spellings.find(typed, limit=1000)]


def test_the_best_candidates_come_first() -> None:
    spellings = Spellings().add(
        [
            ("夏南区", Kind.PLACE),
            ("夏南", Kind.WORD),
            ("西安", Kind.WORD),
            ("西岸", Kind.WORD),
            ("西安西", Kind.TITLE),
            ("线下", Kind.NAME),
            ("西岸", Kind.NAME),
            ("习安吉", Kind.TITLE),
            ("溪岸东", Kind.TITLE),
            ("溪岸西", Kind.TITLE),
        ]
    )
    assert spellings.find("xian") == [
        Candidate("西岸", Kind.NAME, Rank.FULL),
        Candidate("线", Kind.NAME, Rank.FULL),
        Candidate("西安", Kind.WORD, Rank.FULL),
        Candidate("溪岸", Kind.TITLE, Rank.FULL_PART),
        Candidate("习安", Kind.TITLE, Rank.FULL_PART),
        Candidate("夏南", Kind.WORD, Rank.SHORTENED),
    ]


def test_the_fuller_of_two_shortened_spellings_comes_first() -> None:
    assert found("gany", "高安宁有", "感应") == ["感应", "高安宁有"]
    assert found("zhan", "治安", "中华安", "占") == ["占", "治安", "中华安"]


def test_names_come_in_the_order_given_within_a_kind() -> None:
    names = ["关苑路", "古阳路", "工业路", "高原路"]
    assert found("gyl", *names) == names
    assert found("gyl", *reversed(names)) == names[::-1]


def test_texts_that_fold_alike_are_one_candidate() -> None:
    assert found("gyl", "工業路", "工业路", "工业路街道") == ["工業路"]


def test_what_was_typed_is_no_candidate_for_itself() -> None:
    assert found("ccd", "CCD", "财产地") == ["财产地"]
    assert found("工业", "工业") == []
    spellings = Spellings().add([("ccd", Kind.PLACE), ("财产地", Kind.TITLE)])
    assert [each.text for each in spellings.find("CCD", limit=1)] == ["财产地"]


def test_a_match_does_not_run_over_two_names() -> None:
    assert found("gy", "工", "业") == []
    assert found("yg", "工", "业") == []
    assert found("gy", "工\0业", "业\ud842") == []


def test_adding_leaves_the_spellings_as_they_were() -> None:
    few = Spellings().add([("工业", Kind.WORD)])
    more = few.add([("供业", Kind.WORD)])
    assert [each.text for each in few.find("gongye")] == ["工业"]
    assert [each.text for each in more.find("gongye")] == ["工业", "供业"]


def test_a_name_has_the_best_kind_it_was_added_under() -> None:
    word, place = [("工业", Kind.WORD)], [("工业", Kind.PLACE)]
    for names in ([word, place], [place, word], [word + place], [place + word]):
        spellings = Spellings()
        for each in names:
            spellings = spellings.add(each)
        assert spellings.find("gy") == [Candidate("工业", Kind.PLACE, Rank.SHORTENED)]


def test_names_that_come_one_by_one_are_found_like_all_at_once() -> None:
    names = [(f"工业{chr(0x4E00 + each)}", Kind(each % 4)) for each in range(300)]
    one_by_one = Spellings()
    for name in names:
        one_by_one = one_by_one.add([name])
    assert one_by_one.find("gy") == Spellings().add(names).find("gy")
    assert one_by_one.find("gyy", 1000) == Spellings().add(names).find("gyy", 1000)
    assert len(one_by_one._parts) < 10


@pytest.mark.parametrize(
    "typed",
    ["x", "X", "zsyz", "gongyel", "工ylu", "xi'an", "zh", "ccd", "lv", "zhua", "y路"],
)
def test_it_may_be_pinyin(typed: str) -> None:
    assert is_pinyin(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "'",
        "路",
        "工业路",
        "i",
        "v",
        "u",
        "工i",
        "livehouse",
        "gi",
        "121",
        "g-y",
        "é",
    ],
)
def test_it_is_no_pinyin(typed: str) -> None:
    assert not is_pinyin(typed)


@pytest.mark.parametrize(
    ("typed", "word", "expected"),
    [
        ("shihang", "实行", True),
        ("shixing", "实行", False),
        ("shix", "实行", False),
        ("shih", "实行", True),
        ("sx", "实行", False),
        ("shi'xing", "实行", False),
        ("shi行", "实行", False),
        ("zhihang", "执行", True),
        ("yinhang", "银行", False),
        ("yinxing", "银行", True),
        ("zhongqing", "重庆", True),
        ("xixing", "西行东", False),
    ],
)
def test_common_words_are_read_as_they_are(
    typed: str, word: str, expected: bool
) -> None:
    assert is_misread(typed, word) is expected


def test_the_table_is_what_its_script_makes() -> None:
    pytest.importorskip("opencc")
    pytest.importorskip("pypinyin_dict")
    assert build_readings.build() == READINGS.read_text("utf-8")
    assert build_readings.build_words() == IN_WORDS.read_text("utf-8")


def test_the_syllables_are_some_four_hundred_and_no_grunts() -> None:
    syllables = readings().syllables.keys()
    assert 400 < len(syllables) < 430
    assert not syllables & {"m", "n", "ng", "hm", "hng"}
