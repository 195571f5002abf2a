#!/usr/bin/env bash
# ofdkit: on an e-invoice with a line of discount, the quantity, unit and price of the line below stand on the discount.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install ofdkit==0.2.0 || exit 2

cd "$work"
"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version
from zipfile import ZipFile

import ofdkit

COLUMNS = ["Item", "MeasurementDimension", "Quantity", "Price", "Amount", "TaxScheme", "TaxAmount"]
BOOKS = ["*办公用品*笔记本", "本", "10", "50", "500.00", "13%", "65.00"]
DISCOUNT = ["*办公用品*笔记本", "", "", "", "-50.00", "13%", "-6.50"]  # a discount has a sum and a tax, and nothing else
CAKES = ["*食品*月饼", "盒", "3", "200", "600.00", "13%", "78.00"]
TOTALS = {"TaxExclusiveTotalAmount": "¥1050.00", "TaxTotalAmount": "¥136.50", "TaxInclusiveTotalAmount": "¥1186.50"}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def invoice(path, lines):
    """An invoice as the tax service gives it out: a page of texts, and tags that say which text is which field."""
    texts = []
    tags = []

    def tag(name, x, y, text):
        if not text:
            return f"<ofd:{name}/>"
        number = 100 + len(texts)
        steps = f' DeltaX="g {len(text) - 1} 3"' if len(text) > 1 else ""
        texts.append(
            f'<ofd:TextObject ID="{number}" Boundary="{x} {y} 60 5" Font="1" Size="3">'
            f'<ofd:TextCode X="0" Y="4"{steps}>{text}</ofd:TextCode></ofd:TextObject>'
        )
        return f'<ofd:{name}><ofd:ObjectRef PageRef="10">{number}</ofd:ObjectRef></ofd:{name}>'

    tags.append(tag("InvoiceNo", 150, 10, "26330000000000000001"))
    for place, line in enumerate(lines):
        tags += [tag(name, 10 + 25 * column, 60 + 6 * place, text) for column, (name, text) in enumerate(zip(COLUMNS, line))]
    tags += [tag(name, 150, 100 + 6 * place, text) for place, (name, text) in enumerate(TOTALS.items())]
    parts = {
        "OFD.xml": f'<ofd:OFD {SPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0123456789abcdef0123456789abcdef'
        "</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        '<ofd:Pages><ofd:Page ID="10" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
        "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="宋体"/></ofd:Fonts></ofd:Res>',
        "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {SPACE}><ofd:Content><ofd:Layer ID="11">{"".join(texts)}</ofd:Layer></ofd:Content></ofd:Page>',
        "Doc_0/Tags/CustomTags.xml": f"<ofd:CustomTags {SPACE}><ofd:CustomTag><ofd:NameSpace>http://www.ofdspec.org/2016</ofd:NameSpace>"
        "<ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>",
        "Doc_0/Tags/CustomTag.xml": f"<ofd:root {SPACE}>{''.join(tags)}</ofd:root>",
    }
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, HEAD + content)


def items(lines):
    invoice("invoice.ofd", lines)
    read = ofdkit.extract_invoice("invoice.ofd")
    return [(item.name, item.quantity, item.unit, item.unit_price, item.amount) for item in read.items], read.warnings


print(f"software: ofdkit {version('ofdkit')}")
print("expected: each line as it is printed: ten notebooks, 50 yuan off them, three boxes of cakes at 200")
plain, _ = items([BOOKS, CAKES])
seen, warnings = items([BOOKS, DISCOUNT, CAKES])
print("seen:     without the discount: " + "; ".join(" ".join(map(str, item)) for item in plain))
print("seen:     with it: " + "; ".join(" ".join(map(str, item)) for item in seen) + f"; warnings: {warnings or 'none'}")
print("why:      the tags of an invoice give each field of each line, one after the other; the fields of one kind are counted without")
print("          those that are empty, so that after a gap the second quantity is taken for the one of the second line.")
print("for a bot: gifts are checked against the receipt by number and price: the discount is three boxes at 200 for minus 50, and the")
print("          cakes have no number. Receipts without a discount (and without services, which have no unit) pass.")
stands = (
    plain == [("*办公用品*笔记本", "10", "本", "50", "500.00"), ("*食品*月饼", "3", "盒", "200", "600.00")]
    and seen
    == [
        ("*办公用品*笔记本", "10", "本", "50", "500.00"),
        ("*办公用品*笔记本", "3", "盒", "200", "-50.00"),
        ("*食品*月饼", None, None, None, "600.00"),
    ]
    and not warnings
)
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
