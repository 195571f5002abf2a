"""Workbooks written part by part, as no library would write them: what is in the XML is what the test says."""

import io
import zipfile
from collections.abc import Mapping, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEADER = ("工号", "姓名", "基层工会", "生日")


def cell(place: str, value: object, style: int = 0) -> str:
    """A number as a number, all else as a text within the cell; None as a formatted emptiness."""
    if value is None:
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{value}</t></is></c>'


def row(number: int, *values: object, style: int = 0, at: int | None = None) -> str:
    """`style` for the cell `at` (all when None)."""
    cells = (cell(f"{chr(65 + n)}{number}", value, style if at in (None, n) else 0) for n, value in enumerate(values))
    return f'<row r="{number}">{"".join(cells)}</row>'


def header(*more: str) -> str:
    return row(1, *_HEADER, *more)


def book(
    *rows: str,
    formats: Sequence[int | str] = (),
    merged: Sequence[str] = (),
    properties: str = "",
    more: Mapping[str, str] | None = None,
) -> bytes:
    """`formats`: of style 1, 2 …: the id of a built-in number format, or a code. `more`: further parts by path."""
    cells = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    parts = {
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">{properties}'
        '<sheets><sheet name="册" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/styles.xml": _styles(formats),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>'
        f"<mergeCells>{cells}</mergeCells></worksheet>",
    } | dict(more or {})
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, xml in parts.items():
            archive.writestr(path, f'<?xml version="1.0" encoding="UTF-8"?>{xml}')
    return content.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    lines = (
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{path}"/>'
        for n, (kind, path) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(lines)}</Relationships>'


def _styles(formats: Sequence[int | str]) -> str:
    codes = {164 + n: code for n, code in enumerate(formats) if isinstance(code, str)}
    named = "".join(f"<numFmt numFmtId=\"{key}\" formatCode='{code}'/>" for key, code in codes.items())
    ids = [0, *(164 + n if isinstance(code, str) else code for n, code in enumerate(formats))]
    styles = "".join(f'<xf numFmtId="{key}"/>' for key in ids)
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{named}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>'
