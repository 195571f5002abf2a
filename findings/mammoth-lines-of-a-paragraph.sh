#!/usr/bin/env bash
# mammoth: in the raw text of a .docx the lines of a paragraph (Shift+Enter) are run together: 500 above 300元 is read as 500300元.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install mammoth==1.13.0 python-docx==1.2.0 || exit 2

WORK=$work "$work/venv/bin/python" - <<'PY'
import os
import sys
from importlib.metadata import version

import mammoth
from docx import Document

# The lines of a paragraph, and the raw text of it that was seen.
CASES = [
    ("住院慰问金：500\n生育慰问金：300元", "住院慰问金：500生育慰问金：300元"),
    ("第一年500\n300元", "第一年500300元"),
    ("联系电话：057788880000\n13800000000", "联系电话：05778888000013800000000"),
    ("姓名\t金额", "姓名\t金额"),
]

path = os.path.join(os.environ["WORK"], "notice.docx")
document = Document()
for lines, _ in CASES:
    document.add_paragraph(lines)
document.save(path)
with open(path, "rb") as file:
    raw = mammoth.extract_raw_text(file).value.strip("\n").split("\n\n")
with open(path, "rb") as file:
    page = mammoth.convert_to_html(file).value

print(f"software: mammoth {version('mammoth')} (extract_raw_text), python-docx {version('python-docx')}")
print("expected: a line break, or at least a space, where a line of a paragraph ends; a paragraph ends with two line breaks")
for (lines, _), seen in zip(CASES, raw):
    print(f"seen:     {lines!r}: {seen!r}")
print(f"          tabs are kept, and HTML has the lines: {'第一年500<br />300元' in page}")
print("why:      a break has no text of its own, and raw text is put together from what has; only paragraphs and tabs are seen to.")
print("for a bot: two sums are one of 500300 yuan and two telephone numbers one, while whoever looks at the HTML sees nothing wrong.")
stands = raw == [before for _, before in CASES] and "第一年500<br />300元" in page
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
