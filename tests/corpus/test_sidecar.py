"""Sidecars: what they say, what is wrong in them, and that they write themselves."""

from __future__ import annotations

import pickle
import tomllib
from collections.abc import Callable
from encodings.aliases import aliases
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.advice import OF_PAGE, Advice, advice_in
from tui.corpus.given import Border, Fields, Given
from tui.corpus.model import (
    Article,
    Dated,
    DateSource,
    Kind,
    Page,
    Passage,
    Place,
    Span,
)
from tui.corpus.parser import parse
from tui.corpus.sidecar import Sidecars, write, written

Put = Callable[[str, str], Path]

PRINTED = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
NO_TEXT = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")
SAID = st.none() | PRINTED
ZONES = PRINTED.map(lambda name: Place(None, f"{name}新区"))
"""Of districts that no table has, these are not remarked upon."""
ARTICLE = st.fixed_dictionaries(
    {
        "title": st.just("") | PRINTED,
        "district": st.none() | ZONES,
        "office": st.none() | PRINTED.map(lambda name: Place(None, name)),
        "unit": SAID,
        "community": SAID,
        "date": st.none() | st.sampled_from(["2024", "2024-03", "2024-03-31"]),
    }
)


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes a file below the folder that is opened."""

    def write_file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
        return path

    return write_file


def said(folder: Path, name: str = "a.txt") -> Advice:
    return Sidecars(folder).advice(folder / name)


def page_of(kinds: list[list[Kind]], fields: list[dict[str, object]]) -> Page:
    """A page of one line a passage."""
    flat = [kind for each in kinds for kind in each]
    spans = [Span(2 * n, 2 * n + 1) for n in range(len(flat))]
    passages = [Passage(k, (span,)) for k, span in zip(flat, spans, strict=True)]
    articles, first = [], 0
    for each, said in zip(kinds, fields, strict=True):
        values = dict(said)
        last = first + len(each)
        date = values.pop("date", None)
        values["dated"] = date and Dated(str(date), DateSource.TEXT)
        articles.append(Article(first=first, last=last, sections=(), **values))  # type: ignore[arg-type]
        first = last
    starts = tuple(range(0, 2 * len(flat), 2)) or (0,)
    return Page("a.txt", "字\n" * len(flat), starts, tuple(passages), tuple(articles))


def test_nothing_is_said_where_no_sidecar_is(tmp_path: Path) -> None:
    assert said(tmp_path) == Advice()
    assert said(tmp_path, "部" * 80 + ".txt") == Advice()


def test_names_may_be_chinese_and_go_without_quotes(tmp_path: Path, put: Put) -> None:
    put(
        "a.txt.jiedu.toml",
        '\ufeff区 = "上街区"\r\n"街道" = "工业路街道"\r\n日期 = 2018\r\n'
        '编码 = "gbk"\r\n'
        '[[文章]]\r\n行 = 9\r\n标题 = "二"\r\n[[article]]\r\nline = 3\r\n',
    )

    advice = said(tmp_path)

    assert advice.encoding == "gbk"
    assert advice.given.fields == Fields("上街区", "工业路街道", date="2018")
    # The same thing under two names.
    (problem,) = advice.problems
    assert '"article"' in problem
    assert advice.given.borders == (Border(9, Fields(title="二")),)


def test_articles_come_in_the_order_of_their_lines(tmp_path: Path, put: Put) -> None:
    put("a.txt.jiedu.toml", "[[article]]\nline = 9\n[[article]]\nline = 3\n")

    assert said(tmp_path).given == Given(borders=(Border(3), Border(9)))


def test_the_nearer_stands_above_the_farther(tmp_path: Path, put: Put) -> None:
    everywhere = (
        'district = "上街区"\noffice = "a"\nunit = "a"\ntitle = "a"\nencoding = "big5"'
    )
    put("jiedu.toml", f'{everywhere}\n[pages."in/a.txt"]\ncommunity = "b"\nunit = "b"')
    put(
        "in/jiedu.toml",
        'office = "c"\nunit = "c"\n[pages."a.txt"]\ndistrict = "中原区"\n'
        '[[pages."a.txt".article]]\nline = 2\n',
    )
    put("in/a.txt", "")
    put("in/a.txt.jiedu.toml", 'title = "e"\nencoding = "utf-8"')

    assert said(tmp_path, "in/a.txt") == Advice(
        Given(Fields("中原区", "c", "c", "b", "e"), (Border(2, Fields(title="e")),)),
        "utf-8",
        (),
        f'{tmp_path / "in" / "jiedu.toml"}: [pages."a.txt"]: ',
        f"{tmp_path / 'in' / 'a.txt.jiedu.toml'}: ",
    )
    fields = said(tmp_path, "in/b.txt").given.fields
    assert fields == Fields("上街区", "c", "c", title="a")
    assert said(tmp_path, "b.txt").encoding == "big5"


def test_folders_above_the_opened_one_say_nothing(tmp_path: Path, put: Put) -> None:
    put("jiedu.toml", 'district = "上街区"')
    put("in/jiedu.toml", 'office = "b"')
    inside = tmp_path / "in"

    assert Sidecars(inside).advice(inside / "a.txt").given.fields == Fields(office="b")
    # A page that was named by itself has only its own folder.
    alone = Sidecars(inside / "a.txt").advice(inside / "a.txt")
    assert alone.given.fields == Fields(office="b")


def test_a_folder_is_read_once_and_travels(tmp_path: Path, put: Put) -> None:
    path = put("jiedu.toml", 'district = "上街区"')
    sidecars = Sidecars(tmp_path)
    first = sidecars.advice(tmp_path / "a.txt")
    path.unlink()

    assert sidecars.advice(tmp_path / "b.txt") == first
    assert pickle.loads(pickle.dumps(sidecars)).advice(tmp_path / "c.txt") == first


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2018", "2018"),
        ('"2018年5月"', "2018-05"),
        ("2018-05-06", "2018-05-06"),
        ("2018-05-06T10:20:00Z", "2018-05-06"),
        ('"2018-05-06 10:20"', "2018-05-06"),
        ('""', ""),
    ],
)
def test_a_date_may_be_of_any_type(
    tmp_path: Path, put: Put, value: str, date: str | None
) -> None:
    put("a.txt.jiedu.toml", f"date = {value}")

    assert said(tmp_path) == Advice(Given(Fields(date=date)))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('distrct = "上街区"', "district"),
        ('"街到" = "工业路街道"', "街道"),
        ('"x\\ny" = 1', '"x\\ny"'),
        ("office = 3", "office"),
        ("date = 2018.10", "2018.1"),
        ('date = "去年"', "去年"),
        ("date = true", "True"),
        ("date = 10:20:00", "10:20:00"),
        ('encoding = "gb1830"', "gb1830"),
        ('encoding = "base64"', "base64"),
        ('encoding = "rot13"', "rot13"),
        ('encoding = "idna"', "idna"),
        ('encoding = "undefined"', "undefined"),
        ('encoding = "raw_unicode_escape"', "raw_unicode_escape"),
        ('encoding = "a\\u0000"', "a\\u0000"),
        ("[article]\nline = 1", "[[article]]"),
        ("article = [1]", "[[article]]"),
        ("article = [1, 2]", "[[article]]"),
        ("[[article]]\nline = '零'", "line"),
        ("[[article]]\ntitle = '无'", "line"),
        ("[[article]]\nline = 0", "line"),
        ("[[article]]\nline = true", "line"),
        ("[[article]]\nline = 2\n[[article]]\nline = 2", "2"),
        ("[pages.'a.txt']\nunit = '区'", "pages"),
    ],
)
def test_what_is_wrong_is_one_line_and_the_rest_holds(
    tmp_path: Path, put: Put, wrong: str, told: str
) -> None:
    path = put("a.txt.jiedu.toml", f'title = "筑巢"\n{wrong}')

    given, _, problems, *_ = said(tmp_path)

    assert given.fields == Fields(title="筑巢")
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}: ")
    assert told in problems[0]
    assert len(problems[0].splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('title = "a"\ndate = 2018-05\n', ":2:12: "),
        ('区 = "a"\ndate = 2018-05\n', ":2: "),
        ('title = "a', ": "),
        ("title = " + "[" * 50_000, ": "),
        ("line = " + "1" * 5_000, ": "),
        ('title = "a"\n' + "a." * 100 + "b = 1", ":2: "),
        ('title = "a"\n[' + "'a' . " * 100 + "b]", ":2: "),
        (r'a = {"\"".' + r'"\"".' * 100 + "b = 1}", ":1: "),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(
    tmp_path: Path, put: Put, text: str, place: str
) -> None:
    path = put("a.txt.jiedu.toml", text)

    (problem,) = said(tmp_path).problems

    assert problem.startswith(f"{path}{place}")
    assert len(problem.splitlines()) == 1


def test_what_can_not_be_read_is_told(tmp_path: Path, put: Put) -> None:
    put("jiedu.toml", 'district = "上街区"')
    (tmp_path / "a.txt.jiedu.toml").mkdir()
    (tmp_path / "b.txt.jiedu.toml").write_bytes('title = "街"'.encode("gbk"))
    put("c.txt.jiedu.toml", "#" * (1 << 20) + "\n")
    (tmp_path / "d.txt.jiedu.toml").symlink_to("d.txt.jiedu.toml")

    for name in "abcd":
        advice = said(tmp_path, f"{name}.txt")
        (problem,) = advice.problems
        assert f"{name}.txt.jiedu.toml: " in problem
        assert advice.given.fields == Fields("上街区")


@pytest.mark.parametrize(
    "pages",
    [
        '"no.txt" = {}',
        f'"{"n" * 300}" = {{}}',
        '"a.txt" = 3',
        '"a\\u0000" = {}',
        '"." = {}',
        '"../" = {}',
        '"/dev/null" = {}',
        '"a.txt" = {}\n"./a.txt" = {}',
    ],
)
def test_a_table_of_no_page_is_told(tmp_path: Path, put: Put, pages: str) -> None:
    put("a.txt", "")
    put("jiedu.toml", f'district = "上街区"\n[pages]\n{pages}')

    advice = said(tmp_path)

    assert advice.given.fields == Fields("上街区")
    assert len(advice.problems) == 1


@pytest.mark.parametrize("pages", ['pages = "a.txt"', '[[pages]]\ntitle = "a"'])
def test_pages_that_are_no_tables_are_told(
    tmp_path: Path, put: Put, pages: str
) -> None:
    path = put("jiedu.toml", f'district = "上街区"\n{pages}')

    (problem,) = said(tmp_path).problems

    assert problem.startswith(f"{path}: ")
    assert '[pages."a.txt"]' in problem
    assert "title" not in problem


def test_a_key_may_be_in_capitals(tmp_path: Path, put: Put) -> None:
    put("a.txt", "")
    put("jiedu.toml", 'Encoding = "gbk"\n[Pages."a.txt"]\nUnit = "a"')
    put("a.txt.jiedu.toml", 'DISTRICT = "上街区"\n[[Article]]\nLine = 2\nTitle = "b"')

    given, encoding, problems, *_ = said(tmp_path)

    assert problems == ()
    assert encoding == "gbk"
    assert given == Given(Fields("上街区", unit="a"), (Border(2, Fields(title="b")),))


@pytest.mark.parametrize(
    ("district", "near"),
    [("上接区", "上街区"), ("上街", "上街区"), ("火星区", "七星区"), ("鑫", "")],
)
def test_a_district_that_no_table_has_stands_and_is_told(
    tmp_path: Path, put: Put, district: str, near: str
) -> None:
    path = put("jiedu.toml", f'district = "{district}"')

    given, _, (problem,), *_ = said(tmp_path)

    assert given.fields.district == district
    assert problem.startswith(f"{path}: ")
    assert f'"{district}"' in problem
    assert near in problem


@pytest.mark.parametrize(
    "district", ["上街区", "上街區", "郑东新区", "航空港区", "郑州市", "信阳高新区"]
)
def test_a_district_that_is_known_is_not_told(
    tmp_path: Path, put: Put, district: str
) -> None:
    put("a.txt.jiedu.toml", f'[[article]]\nline = 1\ndistrict = "{district}"')

    assert said(tmp_path).problems == ()


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(Kind), min_size=1, max_size=4), ARTICLE),
        max_size=4,
    )
)
def test_what_was_written_says_the_same_when_read(
    articles: list[tuple[list[Kind], dict[str, object]]],
) -> None:
    kinds = [each for each, _ in articles]
    page = page_of(kinds, [fields for _, fields in articles])
    with TemporaryDirectory() as folder:
        write(Path(folder, "a.txt.jiedu.toml"), written(page))
        advice = said(Path(folder))

    assert advice.problems == ()
    assert advice.given.fields == Fields()
    assert [each.fields for each in advice.given.borders] == [
        Fields(
            # An office that is said brings its district.
            district=each.district.name
            if each.district
            else ("" if each.office else None),
            office=each.office and each.office.name,
            unit=each.unit,
            community=each.community,
            title=each.title,
            date=each.date,
        )
        for each in page.articles
    ]


def test_an_office_without_its_district_stays_without_it() -> None:
    title = "林山寨街道: 提升市容环境"
    text = f"{title}\n\n本报讯 连日来,街道组织力量清理辖区道路,抓好推进工作。\n"
    unsaid = parse("a.txt", text, Given(Fields(district="", office="林山寨街道")))
    (article,) = unsaid.articles
    assert (article.district, article.office) == (
        None,
        Place("410102001", "林山寨街道"),
    )

    advice = advice_in("", tomllib.loads(written(unsaid)), OF_PAGE)
    (again,) = parse("a.txt", text, advice.given).articles

    assert (again.district, again.office) == (article.district, article.office)


def test_a_date_that_is_said_to_be_none_is_none() -> None:
    text = "招商引资取得新成效\n\n2018年5月6日 本报讯 街道组织力量清理辖区道路。\n"

    (dated,) = parse("2018-05-06.txt", text).articles
    (undated,) = parse("2018-05-06.txt", text, Given(Fields(date=""))).articles

    assert (dated.date, undated.date) == ("2018-05-06", None)


def test_articles_at_the_top_of_a_folder_s_file_are_told_where_they_belong(
    tmp_path: Path, put: Put
) -> None:
    put("a.txt", "")
    put("jiedu.toml", 'unit = "a"\n[[article]]\nline = 1\n')

    advice = said(tmp_path)

    assert advice.given == Given(Fields(unit="a"))
    (problem,) = advice.problems
    assert "a.txt.jiedu.toml" in problem
    assert '[pages."a.txt"]' in problem


def test_a_page_may_be_named_by_any_path_in_the_folder(
    tmp_path: Path, put: Put
) -> None:
    put("in/a.txt", "")
    put("jiedu.toml", '[pages."./in//../in/a.txt"]\nunit = "a"')

    assert said(tmp_path, "in/a.txt") == Advice(Given(Fields(unit="a")))


def test_a_page_outside_the_folder_is_told(tmp_path: Path, put: Put) -> None:
    put("p.txt", "")
    put("in/jiedu.toml", '[pages."../p.txt"]\nunit = "a"')

    (problem,) = said(tmp_path, "in/a.txt").problems

    assert '"../p.txt"' in problem


@pytest.mark.parametrize(
    ("own", "title"), [("", "整版"), ('title = "一"', "一"), ('title = ""', "")]
)
def test_a_page_s_title_is_that_of_its_first_article(
    tmp_path: Path, put: Put, own: str, title: str
) -> None:
    articles = f"[[article]]\nline = 9\n[[article]]\nline = 3\n{own}\n"
    put("a.txt.jiedu.toml", f'title = "整版"\n{articles}')
    put("b.txt.jiedu.toml", articles)
    put("b.txt", "")
    put("jiedu.toml", '[pages."b.txt"]\ntitle = "整版"')

    for name in ("a.txt", "b.txt"):
        borders = said(tmp_path, name).given.borders
        assert borders == (Border(3, Fields(title=title)), Border(9))


@pytest.mark.parametrize("quotes", ['"', '"' * 3, "'", "'" * 3])
def test_dots_in_a_text_are_no_parts_of_a_key(
    tmp_path: Path, put: Put, quotes: str
) -> None:
    title = "甲" + "." * 200 + " 1 . 2"
    put("a.txt.jiedu.toml", f"# {title}\ntitle = {quotes}{title}{quotes}")

    assert said(tmp_path) == Advice(Given(Fields(title=title)))


def test_every_encoding_of_text_may_be_named_as_python_names_it(
    tmp_path: Path, put: Put
) -> None:
    names = {*aliases, *aliases.values(), *NO_TEXT, "GB-18030", "Big5-HKSCS"}
    for name in names:
        put("a.txt.jiedu.toml", f'encoding = "{name}"')
        assert (said(tmp_path).encoding == name) is is_text(name), name


def is_text(name: str) -> bool:
    """Whether a letter comes back from it."""
    if name in NO_TEXT:
        return False
    try:
        return "a".encode(name).decode(name) == "a"
    except (LookupError, UnicodeError):
        return False


def test_an_article_starts_with_its_head() -> None:
    fields: dict[str, object] = {"title": "题"}
    kinds = [
        [Kind.BANNER, Kind.NOTE, Kind.LABEL, Kind.TITLE, Kind.PARAGRAPH],
        [Kind.CHROME, Kind.KICKER, Kind.TITLE],
        [Kind.CAPTION, Kind.PARAGRAPH],
    ]

    text = written(page_of(kinds, [fields] * 3))

    lines = [each for each in text.splitlines() if each.startswith("line")]
    assert lines == ["line = 3", "line = 7", "line = 9"]


def test_what_is_written_explains_itself_and_leaves_out_what_is_unknown() -> None:
    text = written(page_of([[Kind.TITLE]], [{"title": 'a"b\\c\x7f\n'}]))

    comments, _, body = text.partition("\n\n")
    assert all(line.startswith("# ") for line in comments.splitlines())
    assert body == '[[article]]\nline = 1\ntitle = "a\\"b\\\\c\\u007f\\n"\n'


def test_a_sidecar_is_never_written_over(tmp_path: Path, put: Put) -> None:
    path = put("a.txt.jiedu.toml", "mine")

    with pytest.raises(FileExistsError):
        write(path, "yours")

    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "gone" / "a.txt.jiedu.toml", "")
    with pytest.raises(UnicodeEncodeError):
        write(tmp_path / "a.txt.jiedu.toml", "\ud800")

    assert list(tmp_path.iterdir()) == []
