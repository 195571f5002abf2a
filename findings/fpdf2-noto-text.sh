#!/usr/bin/env bash
# fpdf2 with pypdf, pdfplumber: of a slip set in a font of the kind of Noto Sans CJK pdfplumber reads nothing, and pypdf \0王\0小\0明, in which 王小明 isn't found.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install fpdf2==2.8.9 fonttools==4.68.0 pypdf==7.1.1 pdfplumber==0.11.10 pdfminer.six==20260107 pypdfium2==5.15.2 || exit 2

cd "$work"
"$work/venv/bin/python" -W ignore - <<'PY'
import sys
from importlib.metadata import version

import pdfplumber
import pypdfium2
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from fpdf import FPDF
from pypdf import PdfReader

TEXT = "王小明补助500元"
CHARS = sorted({*TEXT, " "})


def box():
    """The outline that stands for every character: a square."""
    pen = T2CharStringPen(1000, None)
    pen.moveTo((100, 0))
    for point in [(900, 0), (900, 800), (100, 800)]:
        pen.lineTo(point)
    pen.closePath()
    return pen.getCharString()


def plain(file):
    """Write an OpenType font (CFF) whose glyphs have names."""
    names = {ord(char): f"uni{ord(char):04X}" for char in CHARS}
    glyphs = [".notdef", *names.values()]
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder(glyphs)
    font.setupCharacterMap(names)
    font.setupCFF("Boxes", {"FullName": "Boxes"}, {glyph: box() for glyph in glyphs}, {})
    font.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 100)))
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=880, usWinAscent=880, usWinDescent=120)
    font.setupPost()
    font.save(file)


def cid_keyed(source, file):
    """Write the same font with numbers for its glyphs (CID), as Noto Sans CJK and Source Han Sans have them."""
    font = TTFont(source)
    top = font["CFF "].cff.topDictIndex[0]
    old = font.getGlyphOrder()
    new = [".notdef", *(f"cid{number:05d}" for number in range(1, len(old)))]
    renamed = dict(zip(old, new, strict=True))
    strings = top.CharStrings
    strings.charStrings = {renamed[name]: index for name, index in strings.charStrings.items()}
    for table in font["cmap"].tables:
        table.cmap = {code: renamed[name] for code, name in table.cmap.items()}
    font["hmtx"].metrics = {renamed[name]: value for name, value in font["hmtx"].metrics.items()}
    font.setGlyphOrder(new)
    part = FontDict()
    part.FontName, part.Private, part.FontMatrix = "Boxes", top.Private, [0.001, 0, 0, 0.001, 0, 0]
    parts, choice = FDArrayIndex(), FDSelect()
    parts.append(part)
    choice.format = 3
    for char in strings.charStringsIndex:
        choice.append(0)
        char.private = part.Private
    top.charset, top.ROS, top.CIDCount = new, ("Adobe", "Identity", 0), len(new)
    top.FDArray = strings.fdArray = parts
    top.FDSelect = strings.fdSelect = choice
    for name in ("Private", "Encoding"):
        top.rawDict.pop(name, None)
        vars(top).pop(name, None)
    font.save(file)


def read(font):
    """The text of a slip set in the font, by three readers."""
    slip = FPDF()
    slip.add_page()
    slip.add_font("Boxes", fname=font)
    slip.set_font("Boxes", size=12)
    slip.cell(text=TEXT)
    slip.output("slip.pdf")
    with pdfplumber.open("slip.pdf") as document:
        plumbed = document.pages[0].extract_text()
    page = pypdfium2.PdfDocument("slip.pdf")[0]
    return PdfReader("slip.pdf").pages[0].extract_text(), plumbed, page.get_textpage().get_text_range().strip()


plain("names.otf")
cid_keyed("names.otf", "numbers.otf")
print(f"software: fpdf2 {version('fpdf2')} writing; pypdf {version('pypdf')}, pdfplumber {version('pdfplumber')}, pypdfium2 {version('pypdfium2')} reading")
print(f"expected: {TEXT} by each of the readers, whatever the font (this one has a square for every character, made on the spot)")
before = {
    "names.otf": (TEXT, TEXT, TEXT),
    "numbers.otf": ("".join(f"\0{char}" for char in TEXT), "", TEXT),
}
stands = True
for font, right in before.items():
    seen = read(font)
    print(f"seen:     {font}: pypdf {seen[0]!r}, pdfplumber {seen[1]!r}, pypdfium2 {seen[2]!r}")
    stands &= seen == right
print("why:      for a font whose glyphs have numbers fpdf2 writes a table of its own (a CMap) as the encoding, which the format allows. pypdf takes")
print("          each of a character's two bytes for a character, pdfplumber gets no characters from such a table; neither warns.")
print("for a bot: its slips look right and print well, and when they come back nobody's name and no sum is found in them. Noto Sans CJK, the")
print("          Chinese font of most servers, is of this kind; a test with another font passes.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
