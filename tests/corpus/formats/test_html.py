"""Saved HTML pages, as several publishing systems make them: see pages/."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.corpus.formats import Document, MissingExtra, read

PAGES = Path(__file__).parent / "pages"
MARKUP = st.sampled_from(
    "<p> </p> <div> </div> <br> <h1> </h1> <h2> </h2> <td> <tr> <table> </table> <b> "
    "</b> <a\x20href=x> </a> <!-- --> <pre> </pre> <li> <div\x20hidden> <nav> < > & "
    "&nbsp; 街道 读 a \u3000 \n \t \ufffd".split(" ")
)


def page(name: str) -> Document:
    return read(name, (PAGES / name).read_bytes())


def html(markup: str) -> Document:
    return read("page.html", markup.encode())


def headings(document: Document) -> list[tuple[int, str]]:
    lines = document.text.split("\n")
    return [(level, lines[line - 1]) for line, level in document.given.headings]


def test_a_layout_of_tables_is_read_without_its_links() -> None:
    markup = (PAGES / "founder_tables.html").read_text("utf-8")
    document = read("content_1.htm", markup.encode("gb2312"))
    assert document.text == (
        "2018年5月6日 星期日\t返回首页\n"
        "第A03版：区街新闻\t上一版\xa0下一版\n"
        "引题：小切口 大民生\n"
        "清风岭街道 巷道改造让老城换新颜\n"
        "——三年改造背街小巷 46 条\n"
        "改造后的槐树巷\n"
        "\xa0\xa0\xa0\xa0本报讯（记者 何静 通讯员 田苗）“以前下雨一脚泥，现在出门就是"
        "沥青路。”家住槐树巷的周大娘说。\n"
        "\xa0\xa0\xa0\xa0今年以来，清风岭街道把背街小巷改造列入民生实事，投入资金 1200 "
        "万元。\n"
        "\xa0\xa0\xa0\xa0“好。”\n"
        "嵩岭日报社版权所有 未经授权不得转载 京ICP备00000000号\n"
    )
    assert headings(document) == [(1, "清风岭街道 巷道改造让老城换新颜")]
    assert document.given.fields.date == "2018-05-06"


def test_navigation_footers_scripts_and_hidden_elements_are_no_text() -> None:
    document = page("divs.html")
    assert document.text.splitlines() == [
        "基层治理新观察",
        "槐荫街道“小板凳” 解开千家结",
        "《江畔晚报》（2023年11月08日 第 06 版）",
        "社区干部在院坝里听居民说事。 林岚摄",
        "　　“有事好商量，众人的事情由众人商量。”",
        "把板凳搬到家门口",
        "　　每周三下午，槐荫街道柳巷社区的小院里，十几条小板凳围成一圈。",
        "　　截至 10 月底，共收集意见 312 条，办结 298 条。",
        "让好办法留得住",
        "　　街道把“板凳会”写进居民公约。",
        "（本报记者 林岚）",
    ]
    assert headings(document) == [
        (3, "基层治理新观察"),
        (1, "槐荫街道“小板凳” 解开千家结"),
        (2, "把板凳搬到家门口"),
        (2, "让好办法留得住"),
    ]
    assert document.given.fields.date == "2023-11-08"


def test_line_breaks_are_paragraphs() -> None:
    assert page("breaks.html").text.splitlines() == [
        "望潮镇 渔港开出“海上巴士”",
        "　　本报望潮8月3日讯 记者高洋报道 清晨五点，第一班“海上巴士”准时离港。",
        "　　“过去上岛要等潮水，如今每天八班。”岛民老郑说。",
        "　　票价两元 一卡通行",
        "　　望潮镇与交运部门协商，将票价定为两元。",
        "　　　　　　　　　　　　　　　　望潮镇党政办供稿",
    ]


def test_a_page_of_two_lines_keeps_both() -> None:
    document = page("short.html")
    assert document.text == "丰收时节\n9月20日，柿园乡村民在晾晒玉米。 通讯员 马力 摄\n"
    assert headings(document) == [(1, "丰收时节")]


def test_several_articles_and_their_table_stay_in_order() -> None:
    document = page("several.html")
    assert headings(document) == [
        (2, "东关街道：早市“退路进厅”"),
        (2, "南苑街道：老楼装上新电梯"),
        (2, "简讯"),
    ]
    assert document.text.splitlines()[-5:] == [
        "石门镇举办农民运动会。",
        "双桥乡完成秋季造林 500 亩。",
        "街道\t新增绿地（平方米）",
        "东关\t3200",
        "南苑\t1850",
    ]


def test_a_line_that_the_name_of_the_page_begins_with_is_its_title() -> None:
    document = page("government.html")
    assert headings(document) == [(1, "区政府召开防汛工作会议")]
    assert document.given.fields.title == "区政府召开防汛工作会议"
    assert document.given.fields.date == "2021-07-19"
    assert "7月18日，区政府召开防汛工作会议。\n区长李原出席并讲话。" in document.text
    assert "网站首页" not in document.text


def test_text_that_a_script_would_fade_in_is_not_hidden() -> None:
    assert page("wechat.html").text.splitlines()[2:] == [
        "世界读书日",
        "4月23日，北城街道永宁社区的楼道里坐满了人。",
        "“一个人读是安静，一群人读是热闹。”",
    ]


@pytest.mark.parametrize(
    ("declared", "encoding", "told"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("big5", "big5hkscs", "big5hkscs"),
        ("utf-8", "utf-8", "utf-8"),
        ("gb2312", "utf-8", "utf-8"),
        ("gb2312", "utf-16", "utf-16-le"),
        ("no-such-name", "gb18030", "gb18030"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("windows-1252", "gb18030", "gb18030"),
        ("us-ascii", "gb18030", "gb18030"),
        ("gb2312", "big5hkscs", "big5hkscs"),
        ("big5", "gb18030", "gb18030"),
        ("windows-1252", "big5hkscs", "big5hkscs"),
    ],
)
def test_an_encoding_is_declared_and_not_believed_against_the_bytes(
    declared: str, encoding: str, told: str
) -> None:
    markup = f'<meta http-equiv=Content-Type content="text/html; charset={declared}">'
    text = "<p>中山市民上街，有的在山上看月，有的回家。<p>大小多少"
    document = read("page.htm", (markup + text).encode(encoding))
    assert document.text == "中山市民上街，有的在山上看月，有的回家。\n大小多少\n"
    assert document.encoding == told


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "gbk", "euc-kr"])
def test_utf8_cut_in_a_character_is_not_what_is_declared(declared: str) -> None:
    text = "街道召开会议部署工作，推进项目建设，完成任务。"
    data = f"<meta charset={declared}><p>{text}".encode()

    document = read("page.html", data[:-1])

    assert document.text == text[:-1] + "\ufffd" * 2 + "\n"
    assert document.encoding == "utf-8"


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("iso-8859-1", "Après l'été, les élèves de l'école retournèrent à la forêt."),
        (
            "windows-1252",
            "Über die Straße – schöne Grüße aus München, Äpfel für Österreich.",
        ),
        ("windows-1251", "Вчера в районе открылась новая школа для детей."),
        ("euc-kr", "어제 구청에서 새로운 학교가 문을 열었습니다."),
        ("shift_jis", "昨日、区役所で新しい学校の開校式が行われました。"),
        ("gb2312", "要"),
        ("big5", "項目"),
    ],
)
def test_a_declaration_that_fits_the_bytes_is_believed(
    declared: str, text: str
) -> None:
    data = f"<meta charset={declared}><p>{text}".encode(declared)
    assert read("page.html", data).text == f"{text}\n"


def test_private_characters_are_themselves_beside_undecodable_bytes() -> None:
    text = "甲\U00100041乙\U00100100\U001002ff\U0010fffd"
    markup = f"<p>{text}&#x100400;".encode()

    document = read("a.html", markup)
    assert (document.text, document.undecodable) == (f"{text}\U00100400\n", ())
    document = read("a.html", markup + b"\xff", "utf-8")
    assert document.text == f"{text}\U00100400\ufffd\n"
    assert document.undecodable == ((len(document.text) - 2, 0xFF),)


def test_nul_is_kept() -> None:
    document = read("a.html", "<p>甲\0乙\1".encode() + b"\xff", "utf-8")
    assert document.text == "甲\0乙\1\ufffd\n"
    assert document.undecodable == ((4, 0xFF),)


def test_a_title_that_a_tag_says_has_no_marks_of_ours() -> None:
    document = read("a.html", b"<meta name=ArticleTitle content='a\xffb'><p>c", "utf-8")
    assert document.given.fields.title == "a\ufffdb"


def test_a_byte_order_mark_is_no_text() -> None:
    assert read("a.html", "\ufeff<p>街道".encode()).text == "街道\n"


def test_the_encoding_given_stands_above_the_one_declared() -> None:
    data = b"<meta charset=big5><p>" + "街道办事处".encode("gb18030")
    assert read("a.html", data, "gb18030").text == "街道办事处\n"
    with pytest.raises(LookupError):
        read("a.html", data, "no-such-name")


def test_undecodable_bytes_of_the_text_are_counted_where_they_stand() -> None:
    data = "<title>街".encode() + b"\xff</title><p>" + "甲".encode() + b"\xfe&nbsp;\xff"
    document = read("a.html", data, "utf-8")
    assert document.text == "甲\ufffd\xa0\ufffd\n"
    assert document.undecodable == ((1, 0xFE), (3, 0xFF))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>甲&lt;乙&gt;&#20057;&amp;amp;", "甲<乙>乙&amp;\n"),
        ("<p>甲<!-- 注 -->乙", "甲乙\n"),
        ("<p>甲\n  乙<p>a\n b", "甲乙\na b\n"),
        ("<p>&nbsp;</p><p>　</p>", ""),
        ("<p>甲<script>x</script><style>y</style>", "甲\n"),
        ("<p>甲\u2028乙\x0b丙\x85丁", "甲\u2028乙\x0b丙\x85丁\n"),
        ("<pre>甲\r\n    乙\n\n丙</pre><p>丁\n戊", "甲\n    乙\n丙\n丁戊\n"),
        ("<p>\U00020000\ue000e\u0301", "\U00020000\ue000e\u0301\n"),
        ("<p>甲 <a href=x>乙</a><p><a href=x>丙</a> | <a href=x>丁</a>", "甲 乙\n"),
        ("<a name=top>甲</a>", "甲\n"),
        ("<h2><a href=x>甲</a></h2><p><a href=x>乙</a>", "甲\n"),
        ("<header><h1>甲</h1></header><header>乙</header>", "甲\n"),
        ("<article>甲<footer>（记者 何静）</footer></article>", "甲\n（记者 何静）\n"),
        ("<article><header>何静</header>甲</article><header>丙</header>", "何静\n甲\n"),
        ("<article>甲<footer><a href=x>乙</a></footer></article>", "甲\n"),
        ("<footer>乙。</footer><p>甲", "甲\n"),
        (
            "<div class=share><h3>甲</h3><p>街道开会。</div><p>乙",
            "甲\n街道开会。\n乙\n",
        ),
        ("<div class=share>分享到：<a href=x>微信。</a></div><p>乙", "乙\n"),
        ("<div class=share><a href=x>微信</a>。</div><p>乙", "乙\n"),
        ("<div class=foot><div class=nav>首页</div>街道开会。</div>", "街道开会。\n"),
        ("<p>甲<p><a href=x>街道召开会议。</a>", "甲\n街道召开会议。\n"),
        ("<p>甲<p><a href=x>“街道召开会议。”</a>", "甲\n“街道召开会议。”\n"),
        ("<p>甲<p><a href=x>路怎么修？</a><p><a href=x>好！</a>", "甲\n"),
        ("<table><td>甲<td><p>乙</p><p>丙</p><td>丁", "甲\n乙\n丙\n丁\n"),
    ],
)
def test_what_is_seen_is_what_is_read(markup: str, text: str) -> None:
    assert html(markup).text == text


@pytest.mark.parametrize(
    "markup",
    [
        "<nav>甲</nav>",
        "<ul><li><a href=1>甲</a></ul>",
        "<div style='display: none'>甲</div>",
        "<body hidden>甲",
        "<footer><p>甲</footer>",
        "甲",
    ],
)
def test_a_page_with_text_is_never_empty(markup: str) -> None:
    assert html(markup).text == "甲\n"


@pytest.mark.parametrize(
    "head",
    [
        "<meta name=PubDate content=2021-07-19>",
        "<META NAME=publishdate CONTENT='2021-07-19 08:00:00'>",
        "<meta property=article:published_time content=2021-07-19T08:00:00+08:00>",
    ],
)
def test_a_date_is_taken_from_a_tag_that_says_so(head: str) -> None:
    assert html(head + "<p>甲").given.fields.date == "2021-07-19"


@pytest.mark.parametrize(
    "head",
    [
        "<meta name=PubDate content=昨天>",
        "<meta name=date content=2021-07-19>",
        "<p>2021-07-19",
        "<!-- <date>2021-07-19</date> -->",
    ],
)
def test_a_date_that_may_be_another_is_not_taken(head: str) -> None:
    assert html(head).given.fields.date is None


def test_folios_and_short_names_are_no_titles() -> None:
    assert html("<title>江畔晚报</title><p>江畔晚报").given.headings == ()
    assert (
        html("<title>第02版：综合新闻</title><p>第02版：综合新闻").given.headings == ()
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000,
        "<table><tr><td>" * 50_000,
        "<b>" * 100_000,
        "<a>" * 100_000,
        "".join(f"<font size={size}><p>" for size in range(5000)),
        "<p " + "".join(f"a{number} " for number in range(100_000)) + ">",
        "<svg><path/>" * 20_000 + "</svg>" * 20_000,
    ],
    ids=["div", "table", "b", "a", "font", "attributes", "svg"],
)
def test_hostile_markup_gives_its_text(markup: str) -> None:
    assert html(markup + "街道").text == "街道\n"


def test_a_paragraph_keeps_its_line_below_any_depth() -> None:
    markup = "<div>" * 1000 + "<p>甲</p><div>乙</div>丙"
    assert html(markup).text == "甲\n乙\n丙\n"


@given(st.lists(MARKUP).map("".join))
@settings(max_examples=200)
def test_no_markup_is_refused_and_headings_are_lines(markup: str) -> None:
    document = html(markup)
    lines = document.text.split("\n")
    assert all(lines[line - 1].strip() for line, _ in document.given.headings)


@given(st.lists(st.text("街道a1，（）\u3000", min_size=1).filter(str.strip)))
def test_paragraphs_of_plain_text_come_back_as_they_were(paragraphs: list[str]) -> None:
    markup = "".join(f"<p>{each}</p>" for each in paragraphs)
    assert html(markup).text == "".join(f"{each}\n" for each in paragraphs)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    with pytest.raises(MissingExtra, match=r"读 \.html 需要另装：pip install 'jiedu"):
        html("<p>甲")


def test_binaries_are_no_pages() -> None:
    with pytest.raises(ValueError, match="binary"):
        read("a.html", b"\x89PNG\r\n\x1a\n" + bytes(200))


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        ("<p>甲乙。", 0),
        ("<p>甲<p><a href=x>上一篇</a>", 3),
        ("<p>甲<nav>首页<div class=share>分享<script>x</script></div></nav>", 4),
        ("<p>甲<footer>版权 <span hidden>隐</span></footer><a href=x>下</a>", 3),
        ("<nav>首页</nav>", 0),
    ],
)
def test_what_is_left_out_is_counted(markup: str, count: int) -> None:
    assert html(markup).left_out == count


@pytest.mark.parametrize(
    "name",
    [
        "须水街道：筑巢引凤兴产业",
        "须水街道：筑巢引凤兴产业_中原网_郑州日报",
        "须水街道：筑巢引凤兴产业 | 江畔",
        "须水街道：筑巢引凤兴产业-江畔晚报-数字报",
        "须水街道：筑巢引凤兴产业 - 区政府门户网站",
    ],
)
def test_a_headline_that_only_the_name_of_the_page_has_is_its_title(name: str) -> None:
    document = html(f"<title>{name}</title><p>今年以来，街道开会。")
    assert document.text == "须水街道：筑巢引凤兴产业\n今年以来，街道开会。\n"
    assert headings(document) == [(1, "须水街道：筑巢引凤兴产业")]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("江畔晚报数字报", "<p>甲"),
        ("中原区人民政府门户网", "<p>甲"),
        ("江畔晚报 2021-07-19 第A03版：区街新闻", "<p>甲"),
        ("无标题文档", "<p>甲"),
        ("Untitled Document", "<p>甲"),
        ("https://www.example.cn/a/b.html", "<p>甲"),
        ("短标题", "<p>甲"),
        ("须水街道筑巢引凤兴产业", "<h2>引凤</h2><p>甲"),
        ("江畔晚报：须水街道筑巢引凤", "<p>须水街道筑巢引凤<p>甲"),
        ("须水街道筑巢引凤", "<p>须水街道<p>筑巢引凤<p>甲"),
        ("须水街道筑巢引凤", ""),
        ("街道" * 1000, "<p>甲"),
        ("街道" + "-" * 1_000_000, "<p>甲"),
        ("街道_报" * 100_000, "<p>甲"),
    ],
)
def test_other_names_are_no_text(name: str, body: str) -> None:
    document = html(f"<title>{name}</title>{body}")
    assert document.text == html(body).text


@pytest.mark.parametrize("markup", ["<div class=share>", "<nav class=share>"])
def test_furniture_in_furniture_is_looked_at_once(markup: str) -> None:
    assert html(markup * 100_000 + "街道。").text == "街道。\n"
