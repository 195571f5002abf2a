"""Documents that the tests write themselves, and the notice that ships, in whichever file they are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from knowledge.documents.extracting import extract
from knowledge.documents.fold import fold
from knowledge.documents.model import Amount, Document
from knowledge.documents.review import review
from knowledge.shelf import NOTICES

NOTICE = (NOTICES / "notice-2019-7.txt").read_text(encoding="utf-8")

RULES = """江州市机关工会工作委员会文件

江机工〔2022〕6号

关于印发《江州市机关工会会员慰问办法》的通知

各机关基层工会：

现将《江州市机关工会会员慰问办法》印发给你们，请遵照执行。

江州市机关工会工作委员会

2022年2月9日

江州市机关工会会员慰问办法

第一章　总则

第一条　为做好会员慰问工作，制定本办法。

第二条　本办法所称直系亲属，是指父母、配偶、子女。

第二章　标准

第三条　会员住院5天（含）以上的，给予不超过800元的慰问金，每人每年限2次。

第四条　会员去世的，给予其家属5000元慰问金；会员直系亲属去世的，给予不超过1000元的慰问金，并可另送价值200元以内的花圈。

第五条　会员结婚、生育，给予价值不超过1000元的慰问品，每人一次。

第六条　会员生日，每人每年发放300元的蛋糕券。

第七条　会员退休，发放不超过1000元的纪念品。

第三章　程序

第八条　会员应在事项发生后2个月内提出申请，并提供下列材料：

（一）住院的，提供出院小结；

（二）结婚的，提供结婚证复印件；生育的，提供出生医学证明复印件。

第九条　本办法由市机关工会工作委员会负责解释。

第十条　本办法自2022年3月1日起施行，《江州市机关工会慰问规定》（江机工〔2018〕2号）同时废止。
"""

RANGES = """江州市林业局机关工会关于调整住院慰问标准的通知

各工会小组：

现将住院慰问标准调整如下。

一、住院慰问

会员因病住院，凭出院记录慰问：

住院3天以下的，慰问品300元以内；

住院4—7天的，慰问金400元—600元；

住院8天以上的，慰问金1000元至2000元；

患重大疾病的，一次性慰问3000元，每人仅限一次。

每人每年总额不超过医疗费个人自付部分的20%，且最高不超过5000元。

二、有关要求

（一）慰问金由工会委员会集体研究决定。

（二）慰问应在出院后30日内办理。

江州市林业局机关工会

2023年5月6日
"""

TABLE = (
    ("序号", "慰问事项", "慰问标准（元）", "慰问形式", "凭证"),
    ("1", "会员结婚", "1000", "实物", "结婚证"),
    ("2", "会员生育", None, "实物", "出生医学证明"),  # merged with the cell above
    ("3", "会员生病住院", "1500", "慰问金", "出院小结"),
    ("4", "会员去世", "5000", "慰问金", "死亡证明"),
    ("5", "会员生日", "300", "蛋糕券", "—"),
)
TABLE_HEAD = (
    "江州市机关工会文件",
    "江机工〔2023〕1号",
    "关于印发《会员慰问标准》的通知",
    "各基层工会：",
    "2023年1月5日",
    "会员慰问标准",
    "一、慰问标准",
)
TABLE_FOOT = (
    "二、有关要求",
    "（一）以上标准均为上限，各基层工会可结合经费情况确定。",
    "（二）夫妻双方均为会员的，各自慰问。",
)


@dataclass(frozen=True)
class Fact:
    """What a clause says of money, without where it stands."""

    event: str | None
    form: str | None
    amount: Amount


def facts(document: Document) -> list[Fact]:
    return [Fact(clause.event, clause.form, clause.amount) for clause in document.clauses if clause.amount]


def read(content: bytes, *known: Document) -> Document:
    return review(extract(content), known)


def read_text(text: str, *known: Document) -> Document:
    return read(text.encode(), *known)


def shown(document: Document) -> list[tuple[object, ...]]:
    """Everything that must be the same in every file form."""
    return [
        (one.place, fold("".join(one.text.split())), one.event, one.form, one.amount, one.deadline, one.decides)
        for one in document.clauses
    ]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a sample, as somebody would type them in Word."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def docx(lines: list[str] | tuple[str, ...]) -> bytes:
    import docx as library

    made = library.Document()
    for line in lines:
        made.add_paragraph(line)
    return saved(made)


def saved(made: Any) -> bytes:  # noqa: ANN401 - a document of python-docx
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def table_docx() -> bytes:
    import docx as library

    made = library.Document()
    for line in TABLE_HEAD:
        made.add_paragraph(line)
    table = made.add_table(rows=len(TABLE), cols=len(TABLE[0]))
    for row, cells in enumerate(TABLE):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text or ""
    table.cell(1, 2).merge(table.cell(2, 2)).text = "1000"
    for line in TABLE_FOOT:
        made.add_paragraph(line)
    return saved(made)


def changed(content: bytes, name: str, old: str, new: str) -> bytes:
    """The zip file with `old` replaced in one of its entries."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for entry in source.namelist():
            data = source.read(entry)
            if entry == name:
                text = data.decode()
                assert old in text
                data = text.replace(old, new).encode()
            target.writestr(entry, data)
    return out.getvalue()


def pdf(lines: list[str], foot: bool = True, extra: str = "") -> bytes:
    """Pages of A4 with a page number at the foot, lines broken at the margin; `extra` is drawn in white."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    page, y = 1, 760.0
    canvas.setFont("STSong-Light", 14)
    for line in lines:
        for at, row in enumerate(_broken("　　" + line, 30)):
            if y < 90:
                _foot(canvas, page, foot)
                page, y = page + 1, 760.0
                canvas.setFont("STSong-Light", 14)
            canvas.drawString(80 if at or not row.startswith("　　") else 108, y, row.strip("　"))
            y -= 24
    if extra:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(80, 60, extra)
    _foot(canvas, page, foot)
    canvas.save()
    return out.getvalue()


def _broken(line: str, width: int) -> list[str]:
    rows, row, length = [], "", 0.0
    for character in line:
        length += 0.5 if character.isascii() else 1
        if length > width:
            rows.append(row)
            row, length = "", 1
        row += character
    return [*rows, row]


def _foot(canvas: Any, page: int, wanted: bool) -> None:  # noqa: ANN401 - reportlab's
    if wanted:
        canvas.drawString(280, 40, f"— {page} —")
    canvas.showPage()


OFD_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(lines: list[str], extra: str = "") -> bytes:
    """An OFD of our own making: a text object a line, broken at the margin; `extra` is put among the objects."""
    pages: list[list[str]] = [[]]
    y = 30.0
    for line in lines:
        for at, row in enumerate(_broken("　　" + line, 26)):
            if y > 270:
                pages.append([])
                y = 30.0
            x = 28.0 if at else 39.2
            pages[-1].append(_object(row.strip("　"), x, y, len(pages[-1]) + 100 * len(pages)))
            y += 9.8
    pages[-1].append(extra)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", f'<ofd:OFD {OFD_NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody>'
                         "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")  # fmt: skip
        named = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/{n}.xml"/>' for n in range(len(pages)))
        archive.writestr("Doc_0/Document.xml", f"<ofd:Document {OFD_NAMESPACE}><ofd:CommonData><ofd:PageArea>"
                         "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
                         f"<ofd:Pages>{named}</ofd:Pages></ofd:Document>")  # fmt: skip
        for number, objects in enumerate(pages):
            archive.writestr(f"Doc_0/Pages/{number}.xml", f"<ofd:Page {OFD_NAMESPACE}><ofd:Content><ofd:Layer>"
                             f"{''.join(objects)}</ofd:Layer></ofd:Content></ofd:Page>")  # fmt: skip
    return out.getvalue()


def _object(text: str, x: float, y: float, number: int, more: str = "") -> str:
    steps = " ".join("2.8" if one.isascii() else "5.6" for one in text[:-1])
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{x} {y} 170 9.8" Size="5.6"{more}>'
        f'<ofd:TextCode X="0" Y="5.6" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def hidden_object(text: str) -> str:
    return _object(text, 28, 280, 9999, ' Visible="false"')
