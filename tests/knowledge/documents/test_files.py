"""The same document in every file form is read alike; what can't be read safely is refused in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from knowledge.documents.model import AmountKind, FileKind, FlagKind
from knowledge.documents.refusal import DocumentRefusedError
from tests.knowledge.documents import samples
from tests.knowledge.documents.samples import NOTICE, RANGES, RULES, paragraphs, read, read_text, shown

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def html(text: str) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in paragraphs(text))
    return f"<!doctype html><html><meta charset=utf-8><title>x</title><body>{body}</body></html>".encode()


FORMS: dict[str, Callable[[str], bytes]] = {
    "gb18030": lambda text: text.encode("gb18030"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 without a mark": lambda text: text.encode("utf-16-le"),
    "utf-8 with a mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "html": html,
    "docx": lambda text: samples.docx(paragraphs(text)),
    "ofd": lambda text: samples.ofd(paragraphs(text)),
}


@pytest.mark.parametrize("text", [RULES, RANGES], ids=["rules", "ranges"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read_alike(form: str, text: str) -> None:
    assert shown(read(FORMS[form](text))) == shown(read_text(text))


@pytest.fixture
def no_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra for OCR is not installed: a second reading takes seconds a line."""
    from knowledge.documents.files import extras

    has = extras.has
    monkeypatch.setattr(extras, "has", lambda package: package != "rapidocr" and has(package))


@pytest.mark.usefixtures("no_second_look")
@pytest.mark.parametrize("text", [RULES, RANGES], ids=["rules", "ranges"])
def test_a_pdf_is_read_without_its_page_numbers(text: str) -> None:
    document = read(samples.pdf(paragraphs(text)))
    assert shown(document) == shown(read_text(text))
    assert document.source is FileKind.PDF
    assert [one.text for one in document.unread if one.name == "running head"][:1] == ["—1—"]


def test_the_shipped_notice_is_read_alike_as_a_word_file_and_as_ofd() -> None:
    from knowledge.documents.assemble import assemble
    from knowledge.documents.files.plain import extract

    whole = assemble(extract(NOTICE.encode()))
    lines = [whole.text[one.span.start : one.span.end] for one in whole.paragraphs]
    assert shown(read(samples.docx(lines))) == shown(read_text(NOTICE)) == shown(read(samples.ofd(lines)))


NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def numbered(level: int, text: str) -> str:
    return (f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            f"<w:r><w:t>{text}</w:t></w:r></w:p>")  # fmt: skip


def plain(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word(body: str, numbering: str = NUMBERING) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/numbering.xml", numbering)
    return out.getvalue()


HEAD = "".join(plain(line) for line in ("江机工〔2022〕6号", "关于调整慰问标准的通知", "2022年2月9日"))


def test_words_automatic_numbers_are_worked_out() -> None:
    body = HEAD + numbered(0, "慰问") + numbered(1, "会员结婚，慰问品不超过500元。") + numbered(2, "凭结婚证复印件。")
    body += (
        numbered(2, "一次。")
        + numbered(1, "会员退休，纪念品不超过1000元。")
        + numbered(0, "其他")
        + numbered(1, "本通知自2022年3月1日起施行。")
    )
    document = read(word(body))
    places = ["一（一）", "一（一）1", "一（一）2", "一（二）", "二（一）"]
    assert [clause.place for clause in document.clauses] == places
    assert document.clauses[0].text.startswith("（一）会员结婚")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<w:p><w:del><w:r><w:delText>800</w:delText></w:r></w:del></w:p>", "修订痕迹"),
        ("<w:p><w:ins><w:r><w:t>1000</w:t></w:r></w:ins></w:p>", "修订痕迹"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>1000</w:t></w:r></w:p>", "隐藏"),
        ('<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>1000</w:t></w:r></w:p>', "隐藏"),
        ('<w:p><w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>1000</w:t></w:r></w:p>', "隐藏"),
        ("<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>800</w:t></w:r></w:p>", "删除线"),
    ],
)
def test_what_word_shows_otherwise_than_it_holds_is_refused(body: str, said: str) -> None:
    with pytest.raises(DocumentRefusedError, match=said):
        read(word(HEAD + body + plain("一、会员结婚，慰问品不超过500元。")))


def test_a_pronunciation_and_a_fallback_are_not_read_beside_what_they_stand_for() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    base = "<w:rubyBase><w:r><w:t>一、翀，会员结婚，慰问品不超过500元。</w:t></w:r></w:rubyBase>"
    ruby = f"<w:p><w:r><w:ruby><w:rt><w:r><w:t>chong</w:t></w:r></w:rt>{base}</w:ruby></w:r></w:p>"
    second = "<w:r><w:t>二、会员退休，纪念品不超过800元。</w:t></w:r>"
    either = f"<mc:Choice>{second}</mc:Choice><mc:Fallback>{second}</mc:Fallback>"
    twice = f"<w:p {mc}><mc:AlternateContent>{either}</mc:AlternateContent></w:p>"
    texts = [clause.text for clause in read(word(HEAD + ruby + twice)).clauses]
    assert texts == ["一、翀，会员结婚，慰问品不超过500元。", "二、会员退休，纪念品不超过800元。"]


def test_a_table_gives_a_clause_a_row_and_a_merged_cell_speaks_for_both() -> None:
    document = read(samples.table_docx())
    rows = [clause for clause in document.clauses if clause.place.startswith("表")]
    assert [(one.event, one.amount.value if one.amount else None, one.form) for one in rows] == [
        ("marriage", 1000, "实物"), ("childbirth", 1000, "实物"), ("hospitalization", 1500, "慰问金"),
        ("member_death", 5000, "慰问金"), ("birthday", 300, "蛋糕券"),
    ]  # fmt: skip
    assert {one.amount.kind for one in rows if one.amount} == {AmountKind.CEILING}  # 以上标准均为上限
    assert [one.papers for one in rows][2:] == [("出院小结",), ("死亡证明",), ()]


def test_a_table_in_html_is_read_alike() -> None:
    head, *rows = samples.TABLE
    made = "<tr>" + "".join(f"<th>{one}</th>" for one in head) + "</tr>"
    for at, row in enumerate(rows):
        cells = (
            f'<td rowspan="{2 if at == 0 and column == 2 else 1}">{one}</td>'
            for column, one in enumerate(row)
            if one is not None
        )
        made += f"<tr>{''.join(cells)}</tr>"
    page = "".join(f"<p>{one}</p>" for one in samples.TABLE_HEAD) + f"<table>{made}</table>"
    page += "".join(f"<p>{one}</p>" for one in samples.TABLE_FOOT)
    assert [one[2:5] for one in shown(read(f"<html><body>{page}</body></html>".encode()))] == [
        one[2:5] for one in shown(read(samples.table_docx()))
    ]


def test_hidden_words_of_a_page_are_left_out_and_told() -> None:
    page = html(RULES).replace(b"<p>", b'<div style="display: none">10003</div><p>', 1)
    document = read(page)
    assert "10003" not in document.text
    assert FlagKind.HIDDEN in {flag.kind for flag in document.flags}


@pytest.mark.usefixtures("no_second_look")
def test_white_words_in_a_pdf_are_refused() -> None:
    with pytest.raises(DocumentRefusedError, match="看不见"):
        read(samples.pdf(paragraphs(RULES), extra="7000"))


def test_hidden_words_in_an_ofd_are_refused() -> None:
    with pytest.raises(DocumentRefusedError, match="看不见"):
        read(samples.ofd(paragraphs(RULES), extra=samples.hidden_object("7000")))


def _bomb() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 50_000_000)
    return out.getvalue()


def _doctype() -> bytes:
    return word(plain("x")).replace(b"<w:document", b"<w:document") and samples.changed(
        word(plain("x")), "word/document.xml", "<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><w:document'
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "空的"),
        (b"%PDF-1.7 broken", "PDF"),
        (b"PK\x03\x04 broken", "打不开"),
        (_bomb(), "展开后"),
        (_doctype(), "DOCTYPE"),
        (b"\x89PNG\r\n\x1a\nbroken", "图片"),
        (bytes(range(256)) * 20, "没有读"),
        ("今天天气不错".encode(), "不像一份通知"),
        (samples.changed(word(plain("x")), "word/document.xml", "</w:document>", ""), "打不开"),
    ],
)
def test_what_is_no_document_is_refused_in_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(DocumentRefusedError, match=said) as refused:
        read(content)
    assert "\n" not in str(refused.value)
    assert re.search(r"[\u4e00-\u9fff]", str(refused.value))


def test_what_a_file_is_its_name_does_not_say() -> None:
    assert read(samples.docx(paragraphs(RULES))).source is FileKind.DOCX
    assert read(samples.ofd(paragraphs(RULES))).source is FileKind.OFD


def test_missing_parts_say_how_to_add_them(monkeypatch: pytest.MonkeyPatch) -> None:
    from knowledge.documents.files import extras

    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert extras.PACKAGES["pypdfium2"][0] == "documents", "what draws the page of a Word file comes with it"
    lacking = {"documents.lock": samples.pdf(["x"]), "ocr.lock": b"\x89PNG\r\n\x1a\n", "LibreOffice": b"{\\rtf1 x}"}
    for said, content in lacking.items():
        with pytest.raises(DocumentRefusedError, match=said):
            read(content)


def table_page(*rows: tuple[str, ...]) -> bytes:
    made = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in rows)
    return f"<html><body><p>关于慰问标准的通知</p><table>{made}</table><p>江州市机关工会</p></body></html>".encode()


def test_columns_of_money_and_goods_and_whom_a_row_concerns() -> None:
    document = read(
        table_page(
            ("项目", "对象", "慰问金（元）", "慰问品（元）", "申报时限"),
            ("住院", "会员", "≤1000", "200", "出院后1个月内"),
            ("去世", "会员", "5000", "", ""),
            ("去世", "直系亲属", "1000", "—", ""),
        )
    )
    assert [(one.event, one.form, one.amount.value if one.amount else None) for one in document.clauses] == [
        ("hospitalization", "慰问金", 1000), ("hospitalization", "慰问品", 200),
        ("member_death", "慰问金", 5000), ("bereavement", "慰问金", 1000),
    ]  # fmt: skip
    assert document.clauses[0].deadline == "出院后1个月内"


def test_a_cell_with_several_amounts_gives_each_its_own_clause() -> None:
    document = read(
        table_page(
            ("慰问类别", "慰问标准", "所需材料"),
            ("生病住院", "住院3天以内200元；住院4至10天500元", "出院小结"),
            ("会员本人去世", "慰问金5000元，花圈300元以内", "死亡证明"),
        )
    )
    assert [(one.form, one.amount.value if one.amount else None, one.conditions) for one in document.clauses] == [
        (None, 200, ("住院3天以内200元",)), (None, 500, ("住院4至10天500元",)), ("慰问金", 5000, ()), ("花圈", 300, ()),
    ]  # fmt: skip
