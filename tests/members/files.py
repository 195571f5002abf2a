"""Files as unions keep them, for the tests."""

import io
from collections.abc import Sequence

from openpyxl import Workbook

HEADER = ("工号", "姓名", "基层工会", "生日", "公历/农历", "状态", "职务", "手机尾号")
Line = Sequence[object]


def csv_bytes(*lines: Line, header: Line = HEADER, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    rows = [header, *lines]
    return "\r\n".join(delimiter.join("" if v is None else str(v) for v in row) for row in rows).encode(encoding)


def xlsx_bytes(*lines: Line, header: Line = HEADER, title: str | None = None, cover: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if cover:
        sheet.append(["封面"])
        sheet = book.create_sheet("花名册")
    if title:
        sheet.append([title])
    for row in (header, *lines):
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
