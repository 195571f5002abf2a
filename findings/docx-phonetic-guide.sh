#!/usr/bin/env bash
# mammoth, docx2txt, docx2python: a name with its pronunciation over it loses the character, or is read with both run together.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1 python-docx==1.2.0 lxml==6.1.3 || exit 2

WORK=$work "$work/venv/bin/python" - <<'PY'
import os
import sys
from importlib.metadata import version

import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx2python import docx2python

# What Word writes for 拼音指南 (Phonetic Guide) over one character.
RUBY = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:ruby>
<w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/><w:hpsBaseText w:val="21"/>
<w:lid w:val="zh-CN"/></w:rubyPr><w:rt><w:r><w:t>chōng</w:t></w:r></w:rt>
<w:rubyBase><w:r><w:t>翀</w:t></w:r></w:rubyBase></w:ruby></w:r>"""

path = os.path.join(os.environ["WORK"], "notice.docx")
document = docx.Document()
paragraph = document.add_paragraph("慰问会员王")
paragraph._p.append(parse_xml(RUBY))
paragraph.add_run("同志。")
document.save(path)

with open(path, "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file).value.strip()
with docx2python(path) as content:
    by_docx2python = content.text.strip()
seen = {
    "mammoth": (by_mammoth, "慰问会员王同志。"),
    "docx2txt": (docx2txt.process(path).strip(), "慰问会员王chōng翀同志。"),
    "docx2python": (by_docx2python, "慰问会员王chōng翀同志。"),
}
print("software: " + ", ".join(f"{name} {version(name)}" for name in seen))
print("expected: 慰问会员王翀同志。 The pronunciation is an aid to the eye, and no part of the text")
for name, (text, _) in seen.items():
    print(f"seen:     {name:12} {text}")
print("why:      mammoth passes over the whole guide, and the character with it; the others print what lies over it first.")
print("for a bot: rare names are the ones that get a guide: 王翀 is greeted as 王, or not found in the roster at all.")
stands = all(text == before for text, before in seen.values())
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
