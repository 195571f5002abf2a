"""Corners of file formats: lists of Word, templates and ruled tables of OFD, old files of Word."""

from __future__ import annotations

import shutil
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from knowledge.documents.extracting import extract
from knowledge.documents.files.numbering import Numbering, W, numbering
from knowledge.documents.model import FileKind
from knowledge.documents.pages import Table
from knowledge.documents.refusal import DocumentRefusedError
from tests import support
from tests.knowledge.documents import samples
from tests.knowledge.documents.samples import OFD_NAMESPACE, RULES, paragraphs, read, read_text, shown

NAMESPACE = f'xmlns:w="{W[1:-1]}"'


def lists(*levels: str, more: str = "") -> str:
    made = "".join(f'<w:lvl w:ilvl="{at}">{level}</w:lvl>' for at, level in enumerate(levels))
    abstract = f'<w:abstractNum w:abstractNumId="7">{made}</w:abstractNum>'
    first = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    return f"<w:numbering {NAMESPACE}>{abstract}{first}{more}</w:numbering>"


def level(form: str, text: str, start: int = 1, more: str = "") -> str:
    return f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}'


def listed(xml: str) -> Numbering:
    return numbering(ElementTree.fromstring(xml))  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("form", "text", "shown_as"),
    [
        ("chineseCounting", "第%1条", ["第一条", "第二条"]),
        ("decimalEnclosedCircle", "%1", ["①", "②"]),
        ("ideographTraditional", "%1、", ["甲、", "乙、"]),
        ("chineseLegalSimplified", "%1、", ["壹、", "贰、"]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("upperRoman", "%1.", ["I.", "II."]),
        ("decimal", "（%1）", ["（1）", "（2）"]),
        ("bullet", "•", ["", ""]),
    ],
)
def test_numbers_are_written_as_word_writes_them(form: str, text: str, shown_as: list[str]) -> None:
    made = listed(lists(level(form, text)))
    assert [made.next("1", 0), made.next("1", 0)] == shown_as


def test_a_deeper_level_begins_anew_under_each_of_the_one_above() -> None:
    made = listed(lists(level("chineseCounting", "%1、"), level("decimal", "%1.%2")))
    assert [made.next("1", at) for at in (0, 1, 1, 0, 1)] == ["一、", "一.1", "一.2", "二、", "二.1"]


def test_an_unknown_format_is_told() -> None:
    made = listed(lists(level("hebrew1", "%1.")))
    assert made.next("1", 0) == "1."
    assert made.unknown == {"hebrew1"}


def test_a_list_that_starts_over_does_so() -> None:
    more = ('<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
            "</w:lvlOverride></w:num>")  # fmt: skip
    made = listed(lists(level("decimal", "%1.", 3), more=more))
    assert [made.next(number, 0) for number in ("1", "1", "2", "1")] == ["3.", "4.", "1.", "2."]


def ofd(page: str, **parts: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        root = "<ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        archive.writestr("OFD.xml", f"<ofd:OFD {OFD_NAMESPACE}>{root}</ofd:OFD>")
        common = f"<ofd:CommonData>{parts.get('common', '')}</ofd:CommonData>"
        named = f"{common}<ofd:Pages><ofd:Page ID='1' BaseLoc='p.xml'/></ofd:Pages>"
        archive.writestr("Doc_0/Document.xml", f"<ofd:Document {OFD_NAMESPACE}>{named}</ofd:Document>")
        archive.writestr("Doc_0/p.xml", f"<ofd:Page {OFD_NAMESPACE}>{page}</ofd:Page>")
        if "template" in parts:
            archive.writestr("Doc_0/t.xml", f"<ofd:Page {OFD_NAMESPACE}>{parts['template']}</ofd:Page>")
    return out.getvalue()


def words(text: str, x: float, y: float, more: str = "") -> str:
    return samples._object(text, x, y, 1, more)


def content(*objects: str) -> str:
    return f"<ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer></ofd:Content>"


def test_a_template_is_laid_under_its_pages() -> None:
    common = '<ofd:TemplatePage ID="5" BaseLoc="t.xml"/>'
    body = content(words("关于慰问的通知", 30, 60), words("一、会员结婚，慰问品不超过500元。", 30, 80))
    page = f'<ofd:Template TemplateID="5"/>{body}'
    document = read(ofd(page, common=common, template=content(words("江州市机关工会文件", 30, 40))))
    assert document.issuer == "江州市机关工会"


def stroke(x0: float, y0: float, x1: float, y1: float) -> str:
    return (f'<ofd:PathObject ID="1" Boundary="0 0 210 297"><ofd:AbbreviatedData>M {x0} {y0} L {x1} {y1}'
            "</ofd:AbbreviatedData></ofd:PathObject>")  # fmt: skip


def test_a_ruled_table_is_read_in_cells() -> None:
    across = [stroke(20, y, 140, y) for y in (40, 55, 85)] + [stroke(20, 70, 60, 70)]
    down = [stroke(x, 40, x, 85) for x in (20, 60, 140)]
    texts = [
        words("事项", 25, 42),
        words("标准（元）", 65, 42),
        words("结婚", 25, 57),
        words("生育", 25, 72),
        words("800", 65, 62),
    ]
    found = extract(ofd(content(*across, *down, *texts, words("关于慰问标准的通知", 30, 20))))
    table = next(block for block in found.blocks if isinstance(block, Table))
    assert [(cell.text, cell.rows) for cell in table.cells] == [
        ("事项", 1),
        ("标准（元）", 1),
        ("结婚", 1),
        ("800", 2),
        ("生育", 1),
    ]
    document = read(ofd(content(*across, *down, *texts, words("关于慰问标准的通知", 30, 20))))
    assert [(one.event, one.amount and one.amount.value) for one in document.clauses] == [
        ("marriage", 800),
        ("childbirth", 800),
    ]


@pytest.mark.parametrize("more", [' Visible="false"', ' Alpha="0"'])
def test_an_object_that_is_not_seen_is_refused(more: str) -> None:
    with pytest.raises(DocumentRefusedError, match="看不见"):
        read(ofd(content(words("一、会员结婚，慰问品不超过500元。", 30, 80, more))))


def test_an_ofd_of_pictures_says_what_to_do() -> None:
    with pytest.raises(DocumentRefusedError, match="扫描件"):
        read(ofd(content('<ofd:ImageObject ID="1"/>')))


@support.wanted(shutil.which("soffice"), "LibreOffice")
def test_an_old_word_file_is_read_as_the_new_one() -> None:
    rtf = "".join(f"\\u{ord(one)}?" if not one.isascii() else one for one in "\\par ".join(paragraphs(RULES)))
    document = read(("{\\rtf1\\ansi " + rtf.replace("\\par ", "\\par\n") + "}").encode())
    assert document.source is FileKind.OFFICE
    assert shown(document) == shown(read_text(RULES))
