"""Workbooks that would cost too much, in small: what is trimmed, what is cut, and what is refused with what to do.

The sizes that used to stop the bot are made by `python -m tests.faults.files`.
"""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from bot.core.errors import BadInput
from bot.members.roster.cells import Bounds, letters
from bot.members.roster.reading import read_csv
from bot.members.roster.workbook import read_workbook
from tests.members.files import csv_bytes, xlsx_bytes
from tests.members.raw import MAIN, book, cell, header, row
from tests.members.reading import read

PERSON = ("A1", "王芳", "春风工会", "3-7")
SMALL = Bounds(rows=50, columns=10, cells=200, text=20, merged=5)


def lines(content: bytes, bounds: Bounds = SMALL) -> list[tuple[int, list[object]]]:
    [(_, sheet)] = read_workbook(content, bounds)
    return [(line.number, list(line.cells)) for line in sheet]


def test_rows_and_cells_that_are_only_formatted_cost_nothing() -> None:
    formatted = [f'<row r="{n}" s="1" customFormat="1">{cell(f"A{n}", None, 1)}</row>' for n in range(3, 200)]
    far = f'<row r="1048576">{cell("A1048576", None)}</row>'
    reading = read(book(header(), row(2, *PERSON), *formatted, far))
    assert [one.staff_no for one in reading.rows] == ["A1"]
    assert len(lines(book(header(), row(2, *PERSON), *formatted, far))) == 2


def test_a_person_in_the_last_row_is_found_there() -> None:
    last = 1_048_576
    assert lines(book(header(), f'<row r="{last}">{cell(f"A{last}", "A1")}</row>'))[1] == (last, ["A1"])


def test_something_far_to_the_right_is_refused_with_its_place() -> None:
    stray = f'<row r="3">{cell("A3", 1)}{cell("XFD3", 1)}</row>'
    with pytest.raises(BadInput, match=r"第 3 行在 XFD 列（第 16384 列）还有内容.*最多读 10 列.*请删掉"):
        lines(book(header(), stray))
    assert len(lines(book(header(), f'<row r="3">{cell("A3", 1)}{cell("XFD3", None)}</row>'))) == 2
    with pytest.raises(BadInput, match="第 2 行在 L 列"):
        read_csv(b"a,b\n" + b"," * 11 + b"x", SMALL)
    assert read_csv(b"a,b\n" + b"," * 300, SMALL)[0].cells == ["a", "b"]


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_letters_of_columns(column: int, name: str) -> None:
    assert letters(column) == name


def test_too_many_rows_and_cells_are_refused() -> None:
    with pytest.raises(BadInput, match=r"超过 50 行.*分成几个文件"):
        lines(book(*(row(n, "x") for n in range(1, 60))))
    with pytest.raises(BadInput, match="格子超过"):
        lines(book(*(row(n, *"abcdefgh") for n in range(1, 40))))
    with pytest.raises(BadInput, match="超过 50 行"):
        read_csv(b"x\n" * 60, SMALL)


def test_long_texts_are_cut_wherever_they_stand() -> None:
    long = "长" * 100
    shared = {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>{long}</t></si></sst>'}
    sharing = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 40))
    cut = "长" * 20 + "…"
    assert {cells[0] for _, cells in lines(book(sharing, more=shared))} == {cut}
    assert lines(book(row(1, long)))[0][1] == [cut]
    assert read_csv(long.encode(), SMALL)[0].cells == [cut]


def test_merged_cells_are_spread_once_and_only_over_rows_with_people() -> None:
    rows = [header(), *(row(n, f"A{n}", "王芳", "春风工会" if n == 2 else None) for n in range(2, 7))]
    overlapping = ["C2:C1048576", "C2:C1048576", "C3:C1048575", *(f"C2:C{n}" for n in range(3, 100))]
    reading = read(book(*rows, merged=overlapping))
    assert {one.branch for one in reading.rows} == {"春风工会"}
    assert len(reading.rows) == 5
    assert lines(book(*rows, merged=overlapping))[-1] == (6, ["A6", "王芳", "春风工会"])


@pytest.mark.parametrize(
    "part",
    [
        '<!DOCTYPE x [<!ENTITY a "王">]><worksheet><sheetData/></worksheet>',
        '<!DOCTYPE x SYSTEM "file:///dev/null"><worksheet/>',
        "<worksheet><sheetData><row",
        f'<worksheet xmlns="{MAIN}"><sheetData><row><c r="?1"><v>1</v></c></row></sheetData></worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="s"><v>x</v></c></row></sheetData></worksheet>',
    ],
)
def test_what_no_spreadsheet_program_writes_is_refused(part: str) -> None:
    with pytest.raises(BadInput, match="另存一份"):
        lines(book(more={"xl/worksheets/sheet1.xml": part}))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "PPT"),
        ("content.xml", "ods"),
        ("xl/workbook.bin", "xlsb"),
        ("nothing.txt", "打不开"),
    ],
)
def test_other_files_in_a_zip_are_named(path: str, reason: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(path, "x")
    with pytest.raises(BadInput, match=reason):
        read(content.getvalue())


def test_a_password_and_a_web_page_are_named() -> None:
    with pytest.raises(BadInput, match="密码"):
        read(b"\xd0\xcf\x11\xe0" + bytes(500) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(BadInput, match="网页"):
        read(b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>")


def test_other_programs_ways_to_write_the_same() -> None:
    """Prefixes, cells without a place, rich text with readings, ISO dates, texts of formulas, truth, errors."""
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:r><x:t>王</x:t></x:r>'
        "<x:r><x:t>芳</x:t></x:r><x:rPh><x:t>wang</x:t></x:rPh></x:is></x:c>"
        '<x:c t="str"><x:f>A1</x:f><x:v>春风</x:v></x:c><x:c t="d"><x:v>1985-03-07</x:v></x:c>'
        '<x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c><x:v>12</x:v></x:c>'
        "<x:c><x:v>1.5E3</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    found = lines(book(more={"xl/worksheets/sheet1.xml": sheet}))
    assert found == [(1, ["王芳", "春风", "1985-03-07", "是", "#N/A", 12, 1500.0])]


def test_cells_are_read_as_openpyxl_reads_them() -> None:
    values = ["王芳", "  空 格 ", 7, -3, 2.5, 1e20, 0, "'", "<b>&amp;", "长\n行", None, 20231, "0012"]
    content = xlsx_bytes(values, header=values[::-1])
    page = load_workbook(io.BytesIO(content)).active
    assert page is not None
    assert [cells for _, cells in lines(content, Bounds())] == [list(line) for line in page.iter_rows(values_only=True)]


def test_csv_in_one_endless_line_is_refused() -> None:
    with pytest.raises(BadInput, match="CSV"):
        read(csv_bytes(("A1", '"' + "长" * 200_000, "春风工会")))
