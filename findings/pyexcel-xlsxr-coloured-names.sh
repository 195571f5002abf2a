#!/usr/bin/env bash
# pyexcel-xlsxr: a name of which one character is red, and a rule with its sum in bold, are empty cells; a row left blank is missing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install pyexcel==0.7.6 pyexcel-xlsxr==0.6.2 pyexcel-xlsx==0.6.1 xlsxwriter==3.3.1 || exit 2

cd "$work"
"$work/venv/bin/python" -W ignore - <<'PY'
import sys
from importlib.metadata import version

import pyexcel
import xlsxwriter

book = xlsxwriter.Workbook("roster.xlsx")
sheet = book.add_worksheet("名册")
red, bold = book.add_format({"font_color": "red"}), book.add_format({"bold": True})
sheet.write_row("A1", ["姓名", "事由", "金额"])
sheet.write_rich_string("A2", "王小", red, "明")
sheet.write_rich_string("B2", "补助", bold, "500元", "，离职除外")
sheet.write("C2", 500)
sheet.write("A3", "李珺", red)
sheet.write_row("B3", ["住院", 300])
sheet.write_row("A5", ["陈玥", "生育", 1000])
book.close()

RIGHT = [["姓名", "事由", "金额"], ["王小明", "补助500元，离职除外", 500], ["李珺", "住院", 300], ["", "", ""], ["陈玥", "生育", 1000]]
BEFORE = [["姓名", "事由", "金额"], ["", "", 500], ["李珺", "住院", 300], ["陈玥", "生育", 1000]]
seen = {name: pyexcel.get_array(file_name="roster.xlsx", library=name) for name in ("pyexcel-xlsx", "pyexcel-xlsxr")}


def lines(rows):
    return "; ".join(" ".join(str(cell) or "–" for cell in row) for row in rows)


print(f"software: pyexcel-xlsxr {version('pyexcel-xlsxr')}; beside it pyexcel-xlsx {version('pyexcel-xlsx')}, its sibling")
print(f"expected: {lines(RIGHT)}")
print(f"seen:     {lines(seen['pyexcel-xlsxr'])}")
print(f"seen:     the sibling: {lines(seen['pyexcel-xlsx'])}")
print("why:      the text of a cell in more than one style is kept in pieces (runs), and only the other kind is read. A cell that is red as a")
print("          whole is of that other kind; one whose character was typed anew, marked or made bold is in pieces.")
print("for a bot: the members without a name are those that somebody marked, and a sum stands there for nobody; numbers of rows are another's.")
stands = seen == {"pyexcel-xlsx": RIGHT, "pyexcel-xlsxr": BEFORE}
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
