#!/usr/bin/env bash
# pyexcel-ods3: a sum laid out as money is the text “1000.5 CNY”, beside numbers for the others; the largest of 900, 1000.5 and 250 is 900 CNY.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install pyexcel-ods3==0.6.1 python-calamine==0.9.1 || exit 2

cd "$work"
"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version
from zipfile import ZipFile

from pyexcel_ods3 import get_data
from python_calamine import CalamineWorkbook

SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MIME = "application/vnd.oasis.opendocument.spreadsheet"


def cell(kind, value, shown):
    return f'<table:table-cell office:value-type="{kind}" {value}><text:p>{shown}</text:p></table:table-cell>'


def money(value, shown):
    return cell("currency", f'office:currency="CNY" office:value="{value}"', shown)


ROWS = [money("900", "￥900.00"), money("1000.5", "￥1,000.50"), money("250", "￥250.00"), cell("float", 'office:value="300"', "300")]
table = '<table:table table:name="账">' + "".join(f"<table:table-row>{row}</table:table-row>" for row in ROWS) + "</table:table>"
with ZipFile("sums.ods", "w") as package:
    package.writestr("mimetype", MIME)
    package.writestr(
        "content.xml",
        f'{HEAD}<office:document-content xmlns:office="{SPACE}office:1.0" xmlns:table="{SPACE}table:1.0" xmlns:text="{SPACE}text:1.0" '
        f'office:version="1.2"><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>',
    )
    package.writestr(
        "META-INF/manifest.xml",
        f'{HEAD}<manifest:manifest xmlns:manifest="{SPACE}manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
    )

seen = [row[0] for row in get_data("sums.ods")["账"]]
beside = [row[0] for row in CalamineWorkbook.from_path("sums.ods").get_sheet_by_index(0).to_python()]
largest = max(seen[:3])
print(f"software: pyexcel-ods3 {version('pyexcel-ods3')}; beside it python-calamine {version('python-calamine')}")
print("expected: four numbers; the largest of the first three is 1000.5")
print(f"seen:     pyexcel-ods3: {seen}; the largest of the first three: {largest!r}")
print(f"seen:     python-calamine: {beside}")
print("why:      a cell laid out as money (one click in LibreOffice) is given as its value and its currency in one text.")
print("for a bot: a budget's largest item, its order and a limit on it are those of texts; only whoever adds them up gets an error. Sums")
print("          that were typed in without a ￥ are numbers, and pass.")
stands = seen == ["900 CNY", "1000.5 CNY", "250 CNY", 300] and largest == "900 CNY" and beside == [900.0, 1000.5, 250.0, 300.0]
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
