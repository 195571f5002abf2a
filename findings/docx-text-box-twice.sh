#!/usr/bin/env bash
# docx2txt, docx2python: what stands in a text box is read twice, so that a sum is doubled.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install docx2txt==0.9 docx2python==3.7.1 mammoth==1.13.0 python-docx==1.2.0 lxml==6.1.3 || exit 2

WORK=$work "$work/venv/bin/python" - <<'PY'
import os
import re
import sys
from importlib.metadata import version

import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx2python import docx2python

# What Word writes for 插入 → 文本框: once for readers that know the drawing, once for those that do not.
INSIDE = "<w:txbxContent><w:p><w:r><w:t>王小明 1000元</w:t></w:r></w:p></w:txbxContent>"
BOX = f"""<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="1800000" cy="600000"/><wp:docPr id="1" name="文本框 1"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="600000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>
<wps:txbx>{INSIDE}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape style="width:141pt;height:47pt"><v:textbox>{INSIDE}</v:textbox></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""

path = os.path.join(os.environ["WORK"], "list.docx")
document = docx.Document()
document.add_paragraph("本月慰问：")
document.add_paragraph()._p.append(parse_xml(BOX))
document.add_paragraph("李安 500元")
document.save(path)

with open(path, "rb") as file:
    seen = {"mammoth": mammoth.extract_raw_text(file).value}
seen["docx2txt"] = docx2txt.process(path)
with docx2python(path) as content:
    seen["docx2python"] = content.text
sums = {name: sum(int(figures) for figures in re.findall(r"(\d+)元", text)) for name, text in seen.items()}
print("software: " + ", ".join(f"{name} {version(name)}" for name in ("docx2txt", "docx2python", "mammoth")))
print("expected: the box once, 1500 yuan in all: of the alternatives exactly one is taken (ECMA-376, part 3, AlternateContent)")
for name, text in seen.items():
    print(f"seen:     {name:12} {' / '.join(text.split(chr(10) * 2)).strip(' /')}: {sums[name]} yuan in all")
print("why:      all text below the paragraph is gathered, from the drawing and from what stands in for it.")
print("for a bot: boxes are how stamped notices and lists are laid out: a member is paid twice, and a budget is passed that is not.")
stands = sums == {"mammoth": 1500, "docx2txt": 2500, "docx2python": 2500}
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
