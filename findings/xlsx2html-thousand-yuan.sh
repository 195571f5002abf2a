#!/usr/bin/env bash
# xlsx2html: 250000 laid out in thousands of yuan is shown as 250,000.0"千元", a share of 33.3 as 3330.0"%", a half as 0 /.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install xlsx2html==0.6.4 openpyxl==3.1.5 babel==2.19.0 || exit 2

WORK=$work "$work/venv/bin/python" -W ignore - <<'PY'
import html
import io
import os
import re
import sys
from importlib.metadata import version

import openpyxl
from xlsx2html import xlsx2html

# Value, layout, what Excel shows (ECMA-376, part 1, 18.8.31: a comma behind the last figure divides by a thousand), and what was seen.
CASES = [
    (1234.5, "#,##0.00", "1,234.50", "1,234.50"),
    (0.965, "0.0%", "96.5%", "96.5%"),
    (250000, '#,##0.0,"千元"', "250.0千元", '250,000.0"千元"'),
    (12345678, '0.00,,"百万元"', "12.35百万元", '12345678.00"百万元"'),
    (250000, "#,##0,", "250", ",250000"),
    (33.3, '0.0"%"', "33.3%", '3330.0"%"'),
    (0.5, "# ?/?", "1/2", "0 /"),
    (13800000000, "000-0000-0000", "138-0000-0000", "13800000000"),
    (250000, '[>=10000]0.0,"千元";0"元"', "250.0千元", '[>=250000]0.0,"千元"'),
    (1234.5, "#,##0", "1,235", "1,234"),
    (0.965, "0%", "97%", "96%"),
]
path = os.path.join(os.environ["WORK"], "budget.xlsx")
book = openpyxl.Workbook()
for row, (value, layout, _, _) in enumerate(CASES, 1):
    book.active.cell(row, 1, value).number_format = layout
book.save(path)

page = io.StringIO()
xlsx2html(path, page, locale="zh")
cells = re.findall(r"<td[^>]*>(.*?)</td>", page.getvalue(), re.DOTALL)
seen = [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in cells]
print(f"software: xlsx2html {version('xlsx2html')}, with openpyxl {version('openpyxl')} and Babel {version('babel')}")
print("expected: each cell as Excel shows it; layouts of numbers are among what the package keeps")
for (value, layout, right, _), text in zip(CASES, seen, strict=True):
    print(f"seen:     {value} as {layout}: {text}" + ("" if text == right else f" (Excel: {right})"))
print("why:      the layout is taken for one of Babel's: commas only group, marks in quotation marks count, halves go to the even.")
print("for a bot: a budget of 250 thousand is shown to members as one of 250,000 thousand, a share of a third as 3330%.")
stands = seen == [case[3] for case in CASES]
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
