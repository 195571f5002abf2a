#!/usr/bin/env bash
# tablib: in an OpenDocument sheet, the note on a cell is read in place of the name, and a name ends at its first two spaces.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install 'tablib[ods]==3.10.0' odfpy==1.4.1 python-calamine==0.9.1 || exit 2

WORK=$work "$work/venv/bin/python" - <<'PY'
import os
import sys
from importlib.metadata import version

import tablib
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P, S
from python_calamine import CalamineWorkbook


def cell(*parts: object) -> TableCell:
    made = TableCell(valuetype="string")
    for part in parts:
        made.addElement(part)
    return made


def spaced(first: str, last: str) -> P:
    """A name set wide with two spaces, as LibreOffice stores it: the second space is an element of its own."""
    paragraph = P(text=f"{first} ")
    paragraph.addElement(S(c=1))
    paragraph.addText(last)
    return paragraph


note = Annotation()
note.addElement(P(text="下月退休"))
row = TableRow()
for made in (cell(note, P(text="王小明")), cell(spaced("李", "安")), cell(P(text="宣传部"), P(text="第三小组"))):
    row.addElement(made)
book, table = OpenDocumentSpreadsheet(), Table(name="名册")
table.addElement(row)
book.spreadsheet.addElement(table)
path = os.path.join(os.environ["WORK"], "roster.ods")
book.save(path)

other = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[0]
with open(path, "rb") as file:
    read = list(tablib.Dataset().load(file, format="ods", headers=False)[0])
print(f"software: tablib {version('tablib')} (another reader for comparison: python-calamine {version('python-calamine')})")
print("expected: 王小明 (whose cell has the note 下月退休), 李  安, 宣传部 and 第三小组 on two lines")
print(f"          python-calamine reads {other}")
print(f"seen:     tablib reads        {read}")
print("for a bot: a roster kept in LibreOffice turns a remark about a member into his name, and names set wide into surnames.")
stands = read[0] == "下月退休" and read[1].strip() == "李" and read[2] == "宣传部" and other[0] == "王小明"
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
