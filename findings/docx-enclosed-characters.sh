#!/usr/bin/env bash
# python-docx, mammoth, docx2txt, docx2python, Pandoc: a character in a circle (带圈字符) and characters set as one (合并字符) are missing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1 pypandoc_binary==1.17 lxml==6.1.3 || exit 2

WORK=$work "$work/venv/bin/python" -W ignore - <<'PY'
import os
import sys
from importlib.metadata import version

import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx2python import docx2python

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# What Word writes for 开始 → 带圈字符 and for 中文版式 → 合并字符: a field with a code and no stored result.
CIRCLED = r"eq \o\ac(○,廿)"
COMBINED = r"eq \o(\s\up 5(财务),\s\do 2(部门))"


def paragraph(document, *parts):
    made = document.add_paragraph()
    for part in parts:
        if not part.startswith("eq "):
            made.add_run(part)
            continue
        for inside in ('<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{part}</w:instrText>", '<w:fldChar w:fldCharType="end"/>'):
            made._p.append(parse_xml(f"<w:r {W}>{inside}</w:r>"))


path = os.path.join(os.environ["WORK"], "notice.docx")
document = docx.Document()
paragraph(document, "依照第", CIRCLED, "条发放")
paragraph(document, "由市总工会", COMBINED, "审批")
document.save(path)

read = {"python-docx": "\n".join(part.text for part in docx.Document(path).paragraphs), "docx2txt": docx2txt.process(path)}
with open(path, "rb") as file:
    read["mammoth"] = mammoth.extract_raw_text(file).value
with docx2python(path) as content:
    read["docx2python"] = content.text
read["pypandoc_binary"] = pypandoc.convert_file(path, "plain")
print("software: " + ", ".join(f"{name} {version(name)}" for name in read) + f" (Pandoc {pypandoc.get_pandoc_version()})")
print("expected: 依照第廿条发放 (the 廿 in whatever form), 由市总工会财务部门审批: what an EQ field shows is in its code, and \\o")
print("          draws the elements one on another (Microsoft's page on the Eq field; ECMA-376, part 1, 17.16.5, EQ)")
seen = {name: " / ".join(line for line in text.splitlines() if line) for name, text in read.items()}
for name, text in seen.items():
    print(f"seen:     {name:16} {text}")
print("why:      of a field only the stored result is read, never the code; this kind of field has none.")
print("for a bot: “依照第条发放” no longer says by which article, and the one who approves is 市总工会 itself. Both look whole, no reader")
print("          leaves a mark, and a search for 财务部门 does not find the notice.")
stands = set(seen.values()) == {"依照第条发放 / 由市总工会审批"}
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
