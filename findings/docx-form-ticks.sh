#!/usr/bin/env bash
# mammoth, docx2txt: the ticks of a filled-in form are gone from its text, so that 同意 and 不同意 stand side by side.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install mammoth==1.13.0 docx2txt==0.9 python-docx==1.2.0 lxml==6.1.3 || exit 2

WORK=$work "$work/venv/bin/python" - <<'PY'
import os
import sys
from importlib.metadata import version

import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def symbol(ticked: bool) -> str:
    """What Word writes for 插入 → 符号 from Wingdings 2."""
    return f'<w:r {NAMES}><w:sym w:font="Wingdings 2" w:char="{"0052" if ticked else "00A3"}"/></w:r>'


def control(ticked: bool) -> str:
    """A box to click on, of the developer's tab (复选框内容控件)."""
    return f"""<w:sdt {NAMES}><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox></w:sdtPr>
<w:sdtContent><w:r><w:t>{"☒" if ticked else "☐"}</w:t></w:r></w:sdtContent></w:sdt>"""


def field(ticked: bool) -> list[str]:
    """A box of a protected form (旧式窗体)."""
    return [
        f"""<w:r {NAMES}><w:fldChar w:fldCharType="begin"><w:ffData><w:enabled/><w:calcOnExit w:val="0"/><w:checkBox><w:sizeAuto/>
<w:default w:val="0"/><w:checked w:val="{int(ticked)}"/></w:checkBox></w:ffData></w:fldChar></w:r>""",
        f'<w:r {NAMES}><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>',
        f'<w:r {NAMES}><w:fldChar w:fldCharType="end"/></w:r>',
    ]


document = docx.Document()
for label, made in (("符号：", symbol), ("控件：", control), ("窗体：", field)):
    paragraph = document.add_paragraph(label)
    for ticked, words in ((False, "同意"), (True, "不同意")):
        parts = made(ticked)
        for part in [parts] if isinstance(parts, str) else parts:
            paragraph._p.append(parse_xml(part))
        paragraph.add_run(words)
path = os.path.join(os.environ["WORK"], "form.docx")
document.save(path)

with open(path, "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file).value.split()
with open(path, "rb") as file:
    as_page = mammoth.convert_to_html(file).value
by_docx2txt = docx2txt.process(path).split()
print(f"software: mammoth {version('mammoth')} (extract_raw_text), docx2txt {version('docx2txt')}")
print("expected: 符号：□同意☑不同意, 控件：☐同意☒不同意, 窗体 alike: a tick is what the form says, and no formatting")
print(f"seen:     mammoth   {' '.join(by_mammoth)}")
print(f"          docx2txt  {' '.join(by_docx2txt)}")
boxes, ticked = as_page.count("checkbox"), as_page.count("checked=")
print(f"          mammoth knows them all: as a page it shows {boxes} boxes, {ticked} of them ticked, and ☑ for the symbol")
print("why:      each leaves out the elements that it has no text for: one the boxes, the other symbols, both the fields of a form.")
print("for a bot: whether a member agreed can't be told from his form, and 同意 comes first: consent is read where he ticked 不同意.")
stands = (
    by_mammoth == ["符号：□同意☑不同意", "控件：同意不同意", "窗体：同意不同意"]
    and by_docx2txt == ["符号：同意不同意", "控件：☐同意☒不同意", "窗体：同意不同意"]
    and (boxes, ticked) == (4, 2)
)
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
