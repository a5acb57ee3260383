"""Word files, built with python-docx."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tui.corpus.formats import Document, MissingExtra, read
from tui.corpus.formats import docx as word_files
from tui.corpus.given import Given

W = nsdecls("w")


def saved(word: Any) -> bytes:
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def lines(word: Any) -> list[str]:
    return read("page.docx", saved(word)).text.split("\n")[:-1]


def headings(document: Document) -> list[tuple[int, str]]:
    text = document.text.split("\n")
    return [(level, text[line - 1]) for line, level in document.given.headings]


def repacked(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return file.getvalue()


def paragraph(inside: str) -> Any:
    return parse_xml(f"<w:p {W}>{inside}</w:p>")


def test_paragraphs_are_lines_and_headings_stand_below_the_title() -> None:
    word = docx.Document()
    word.add_paragraph("老城新颜", "Title")
    word.add_paragraph("　　本报讯 今年以来，清风岭街道改造背街小巷。")
    word.add_heading("一、“小切口”", 1)
    word.add_paragraph("")
    word.add_paragraph("“好。”")
    word.add_heading("（一）修路", 2)
    document = read("稿件.DOCX", saved(word))
    assert document.text.splitlines() == [
        "老城新颜",
        "　　本报讯 今年以来，清风岭街道改造背街小巷。",
        "一、“小切口”",
        "“好。”",
        "（一）修路",
    ]
    assert headings(document) == [
        (1, "老城新颜"),
        (2, "一、“小切口”"),
        (3, "（一）修路"),
    ]
    assert (document.encoding, document.undecodable) == ("", ())


def test_headings_without_a_title_keep_their_levels() -> None:
    word = docx.Document()
    for level in (1, 2, 9):
        word.add_heading(f"第{level}级", level)
    assert headings(read("a.docx", saved(word))) == [
        (1, "第1级"),
        (2, "第2级"),
        (6, "第9级"),
    ]


def test_styles_are_told_by_chinese_names_outlines_and_what_they_are_based_on() -> None:
    word = docx.Document()
    named = word.styles.add_style("标题 2", WD_STYLE_TYPE.PARAGRAPH)
    based = word.styles.add_style("区报小标题", WD_STYLE_TYPE.PARAGRAPH)
    based.base_style = word.styles["Heading 3"]
    outlined = word.styles.add_style("栏目", WD_STYLE_TYPE.PARAGRAPH)
    properties = outlined.element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:outlineLvl {W} w:val="0"/>'))
    for style in (named, based, outlined):
        word.add_paragraph(style.name, style)
    word.element.body.insert(
        0, paragraph('<w:pPr><w:outlineLvl w:val="3"/></w:pPr><w:r><w:t>段</w:t></w:r>')
    )
    assert headings(read("a.docx", saved(word))) == [
        (4, "段"),
        (2, "标题 2"),
        (3, "区报小标题"),
        (1, "栏目"),
    ]


def test_styles_based_on_each_other_are_no_endless_loop() -> None:
    word = docx.Document()
    first, second = (word.styles.add_style(n, WD_STYLE_TYPE.PARAGRAPH) for n in "甲乙")
    first.base_style, second.base_style = second, first
    word.add_paragraph("正文", first)
    assert read("a.docx", saved(word)) == Document("正文\n", Given(whole=True))


def test_a_table_is_read_row_by_row() -> None:
    word = docx.Document()
    word.add_paragraph("前")
    table = word.add_table(2, 3)
    for cell, text in zip(
        table._cells, ["街道", "绿地", "", "东关", "", "3"], strict=True
    ):
        cell.text = text
    word.add_paragraph("后")
    assert lines(word) == ["前", "街道\t绿地\t", "东关\t\t3", "后"]


def test_a_table_that_arranges_text_is_read_cell_by_cell() -> None:
    word = docx.Document()
    left, right = word.add_table(1, 2).rows[0].cells
    left.text = "甲\n乙"
    right.add_paragraph("丙", "Heading 1")
    right.add_table(1, 2).rows[0].cells[0].text = "丁"
    document = read("a.docx", saved(word))
    assert document.text == "甲\n乙\n丙\n丁\t\n"
    assert headings(document) == [(1, "丙")]


def test_signs_links_insertions_and_controls_are_text() -> None:
    word = docx.Document()
    body = word.element.body
    body.insert(0, paragraph("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"))
    body[0].append(
        parse_xml(f"<w:r {W}><w:t>甲</w:t><w:tab/><w:t>乙&#13;丙</w:t></w:r>")
    )
    body[0].append(parse_xml(f"<w:ins {W}><w:r><w:t>丁</w:t><w:br/></w:r></w:ins>"))
    body[0].append(
        parse_xml(f"<w:hyperlink {W}><w:r><w:t>戊</w:t></w:r></w:hyperlink>")
    )
    body[0].append(
        parse_xml(f"<w:del {W}><w:r><w:delText>己</w:delText></w:r></w:del>")
    )
    inside = "<w:p><w:r><w:t>庚\ue000\U00020000</w:t></w:r></w:p>"
    control = f"<w:sdt {W}><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    body.insert(1, parse_xml(control))
    assert lines(word) == ["甲\t乙 丙丁", "戊", "庚\ue000\U00020000"]


def test_a_text_box_is_read_once_below_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>图为槐树巷</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    word = docx.Document()
    word.element.body.insert(
        0,
        paragraph(
            f"<w:r><mc:AlternateContent {mc}>{both}</mc:AlternateContent></w:r>"
            "<w:r><w:t>正文</w:t></w:r>"
        ),
    )
    assert lines(word) == ["正文", "图为槐树巷"]


def test_a_heading_broken_by_hand_is_one_line() -> None:
    word = docx.Document()
    word.add_heading("上一行\n下一行", 1)
    document = read("a.docx", saved(word))
    assert headings(document) == [(1, "上一行 下一行")]


def test_a_file_that_is_damaged_says_so() -> None:
    whole = saved(docx.Document())
    version = whole.index(b"PK\x01\x02") + 6
    damaged = [
        whole[:version] + b"\xff" + whole[version + 1 :],
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"PK\x03\x04",
        whole[: len(whole) // 2],
        repacked(whole, "word/document.xml", lambda xml: xml[: len(xml) // 2]),
        repacked(whole, "word/document.xml", lambda _: b"<a/>"),
        repacked(whole, "word/styles.xml", lambda _: b"<"),
        repacked(whole, "[Content_Types].xml", lambda _: b"<Types/>"),
        repacked(whole, "word/document.xml", lambda _: b"<a>" * 100_000),
    ]
    for data in damaged:
        with pytest.raises(ValueError, match=r"^不是完好的 \.docx"):
            read("a.docx", data)


def test_a_file_that_unpacks_to_too_much_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(word_files, "LARGEST", 1_000_000)
    whole = saved(docx.Document())
    bomb = repacked(whole, "word/document.xml", lambda _: bytes(2_000_000))
    assert read("a.docx", whole).text == ""
    with pytest.raises(ValueError, match="大得不像文稿"):
        read("a.docx", bomb)


def test_entities_are_not_multiplied() -> None:
    entities = '<!DOCTYPE a [<!ENTITY a "街道"><!ENTITY b "' + "&a;" * 1000 + '">]>'
    text = "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
    xml = f"{entities}<w:document {W}><w:body>{text}</w:body></w:document>".encode()
    data = repacked(saved(docx.Document()), "word/document.xml", lambda _: xml)
    assert "街道" not in read("a.docx", data).text


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(docx.Document())
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra, match=r"pip install 'jiedu\[docx\]'"):
        read("a.docx", data)


def test_equations_are_text_with_what_is_drawn_around_them() -> None:
    brackets = '<m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr>'
    inside = (
        "<w:r><w:t>式</w:t></w:r><m:oMath><m:r><m:t>f</m:t></m:r>"
        "<m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d>"
        f"<m:d>{brackets}<m:e><m:r><m:t>y</m:t></m:r></m:e></m:d>"
        "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    word = docx.Document()
    made = parse_xml(f'<w:p {W} xmlns:m="{math}">{inside}</w:p>')
    word.element.body.insert(0, made)
    assert lines(word) == ["式f(x)[y1/2"]


def test_symbols_and_soft_hyphens_are_characters() -> None:
    word = docx.Document()
    inside = (
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:t>甲</w:t><w:softHyphen/>'
        '<w:t>乙</w:t><w:sym w:char="x"/><w:sym w:char="D800"/><w:sym w:char="000A"/>'
    )
    word.element.body.insert(0, paragraph(f"<w:r>{inside}</w:r>"))
    assert lines(word) == ["\uf0fc甲\u00ad乙\ufffd\ufffd\ufffd"]
