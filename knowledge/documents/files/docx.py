"""Paragraphs and tables of a docx, as Word shows them: with its automatic numbers, without what stands there twice.

Refused are tracked changes and struck-out or hidden words: three readers turn a change from 800 to 1000 into “不超过元”
or 8001000, and nobody but the author knows which was meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from knowledge.documents.files import texts
from knowledge.documents.files.archive import Archive
from knowledge.documents.files.numbering import Numbering, W, numbering
from knowledge.documents.files.styles import Styles
from knowledge.documents.model import FileKind, FlagKind, Spot
from knowledge.documents.pages import Block, Cell, Extract, Line, Note, Table
from knowledge.documents.refusal import DocumentRefusedError

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
WIDEST = 100  # columns of a table
CHANGES = frozenset(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"))
SKIPPED = {f"{W}instrText", f"{W}delText", f"{W}rt", f"{MC}Fallback", f"{W}rPr", f"{W}pPr", f"{W}sectPr"}


@dataclass
class _Taken:
    """What a paragraph or cell has given so far."""

    text: str = ""
    seams: list[int] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def add(self, words: str) -> None:
        self.seams.append(len(self.text))
        self.text += words


@dataclass
class _Reader:
    styles: Styles
    lists: Numbering
    line: int = 0
    tables: int = 0
    pictures: bool = False

    def blocks(self, body: Element) -> Iterator[Block]:
        for child in _children(body):
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{W}tbl":
                yield self.table(child)

    def paragraph(self, element: Element) -> Iterator[Line]:
        """A line for each line break in it; what stands in its text boxes comes after it."""
        self.line += 1
        taken = _Taken(self.number(element))
        self.take(element, taken)
        start = 0
        rows = taken.text.split("\n")
        for at, row in enumerate(rows):
            seams = tuple(seam - start for seam in taken.seams if start < seam < start + len(row))
            last = at == len(rows) - 1
            if row.strip():
                yield Line(row, Spot(line=self.line), True if last else None, at == 0, seams)
            start += len(row) + 1
        for box in taken.boxes:
            yield from (block for block in self.blocks(box) if isinstance(block, Line))

    def number(self, element: Element) -> str:
        found = self.styles.list_of(element)
        return self.lists.next(*found) if found else ""

    def take(self, element: Element, taken: _Taken) -> None:
        for child in element:
            tag = child.tag
            if tag in SKIPPED:
                continue
            if tag == f"{W}r":
                self.run(child, taken)
            elif tag == f"{W}txbxContent":
                taken.boxes.append(child)
            else:
                self.pictures = self.pictures or tag in {f"{A}blip", f"{V}imagedata"}
                self.take(child, taken)

    def run(self, run: Element, taken: _Taken) -> None:
        words = _Taken()
        self.within(run, words)
        if words.text.strip():
            self.styles.refuse_unseen(run)
        if words.text:
            taken.add(words.text)
        taken.boxes += words.boxes

    def within(self, run: Element, taken: _Taken) -> None:
        for child in run:
            tag = child.tag
            if tag in {f"{W}t", f"{M}t"}:
                taken.text += child.text or ""
            elif tag in {f"{W}tab", f"{W}ptab"}:
                taken.text += "\t"
            elif tag in {f"{W}br", f"{W}cr"}:
                taken.text += "\n"
            elif tag == f"{W}noBreakHyphen":
                taken.text += "-"
            elif tag == f"{W}sym":
                taken.text += _symbol(child)
            elif tag == f"{W}txbxContent":
                taken.boxes.append(child)
            elif tag not in SKIPPED:
                self.pictures = self.pictures or tag in {f"{A}blip", f"{V}imagedata"}
                self.within(child, taken)

    def table(self, element: Element) -> Table:
        self.line += 1
        self.tables += 1
        cells: list[Cell] = []
        for row, tr in enumerate(one for one in _children(element) if one.tag == f"{W}tr"):
            column = min(int(_property(tr, "trPr", "gridBefore") or 0), WIDEST)
            for tc in (one for one in _children(tr) if one.tag == f"{W}tc"):
                width = min(int(_property(tc, "tcPr", "gridSpan") or 1), WIDEST)
                merge = tc.find(f"{W}tcPr/{W}vMerge")
                going_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
                text, seams = self.cell(tc)
                if not (going_on and not text.strip() and _lengthened(cells, row, column)):
                    cells.append(Cell(text, row, column, 1, width, seams))
                column += width
        return Table(tuple(cells), Spot(line=self.line, table=self.tables))

    def cell(self, element: Element) -> tuple[str, tuple[int, ...]]:
        text, seams = "", []
        for block in self.blocks(element):
            lines = [block] if isinstance(block, Line) else [Line(one.text, block.spot) for one in block.cells]
            for line in lines:
                text += "\n" if text else ""
                seams += [len(text) + seam for seam in line.seams]
                text += line.text
        return text, tuple(seams)


def extract(content: bytes) -> Extract:
    """Raises DocumentRefusedError for tracked changes, hidden or struck-out words, and broken files."""
    archive = Archive(content)
    root = archive.xml("word/document.xml")
    body = root.find(f"{W}body")
    if body is None:
        raise DocumentRefusedError(texts.NO_BODY)
    _refuse_changes(root)
    reader = _Reader(Styles(_optional(archive, "word/styles.xml")), numbering(_optional(archive, "word/numbering.xml")))
    blocks = [*reader.blocks(body), *_notes(archive, reader)]
    return Extract(FileKind.DOCX, tuple(blocks), tuple(_heads(archive, reader)), notes=tuple(_remarks(reader)))


def _refuse_changes(root: Element) -> None:
    for element in root.iter():
        if element.tag in CHANGES:
            raise DocumentRefusedError(texts.TRACKED_CHANGES)
        if element.tag in {f"{W}altChunk", f"{W}subDoc"}:
            raise DocumentRefusedError(texts.EMBEDDED)


def _optional(archive: Archive, name: str) -> Element | None:
    return archive.xml(name) if archive.has(name) else None


def _children(element: Element) -> Iterator[Element]:
    """Children, those in content controls, custom tags and chosen alternatives as well."""
    for child in element:
        if child.tag == f"{MC}AlternateContent":
            for choice in child.findall(f"{MC}Choice")[:1]:
                yield from _children(choice)
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag"}:
            yield from _children(child)
        else:
            yield child


def _property(element: Element, properties: str, name: str) -> str | None:
    found = element.find(f"{W}{properties}/{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _lengthened(cells: list[Cell], row: int, column: int) -> bool:
    """Whether a cell of the rows above reaches down to here, which it now does by one row more."""
    for at, cell in enumerate(cells):
        if cell.column == column and cell.row + cell.rows == row:
            cells[at] = Cell(cell.text, cell.row, cell.column, cell.rows + 1, cell.columns, cell.seams)
            return True
    return False


def _symbol(element: Element) -> str:
    code = element.get(f"{W}char", "")
    try:
        return chr(int(code, 16))
    except ValueError:
        return ""


def _notes(archive: Archive, reader: _Reader) -> Iterator[Block]:
    """Footnotes and endnotes, after the text."""
    for name in ("footnotes", "endnotes"):
        root = _optional(archive, f"word/{name}.xml")
        for note in root if root is not None else ():
            if note.get(f"{W}type") is None:
                _refuse_changes(note)
                yield from reader.blocks(note)


def _heads(archive: Archive, reader: _Reader) -> Iterable[str]:
    """What stands at the head and foot of every page; each once."""
    found: dict[str, None] = {}
    for name in sorted(archive.names):
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            lines = [block.text for block in reader.blocks(archive.xml(name)) if isinstance(block, Line)]
            found.update(dict.fromkeys(line.strip() for line in lines if line.strip()))
    return found


def _remarks(reader: _Reader) -> Iterator[Note]:
    if reader.pictures:
        yield Note(FlagKind.HIDDEN, texts.PICTURES)
    for shape in sorted(reader.lists.unknown):
        yield Note(FlagKind.SEQUENCE, texts.unknown_numbering(shape))
