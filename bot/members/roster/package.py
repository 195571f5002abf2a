"""An .xlsx as a package: which sheets are shown and where they lie, the shared texts, the formats of cells.

Every part is read as a stream. A document type or an entity, which no spreadsheet program writes, is refused.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.parsers import expat

from bot.core.errors import BadInput
from bot.members.roster.cells import PLAIN, Bounds, Format, format_of
from bot.members.texts import files as texts

_PIECE = 65_536
_DAMAGED = texts.BROKEN_EXCEL
_OTHERS = {
    "word/document.xml": texts.WORD,
    "ppt/presentation.xml": texts.SLIDES,
    "content.xml": texts.ODS,
    "xl/workbook.bin": texts.XLSB,
}

Attributes = dict[str, str]


class Part:
    """One XML part. `opened`, `closed` and `said` get local names: a prefix (x:row) is left out."""

    def opened(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def closed(self, name: str) -> None:
        """An element ends."""

    def said(self, text: str) -> None:
        """Text; it may come in several pieces."""


@dataclass
class Book:
    """`paths`: title and path of each sheet that is shown. `texts`: the shared ones. `formats`: by a cell's style."""

    archive: zipfile.ZipFile
    paths: list[tuple[str, str]]
    texts: list[str]
    formats: list[Format]
    from_1904: bool

    def format(self, style: str | None) -> Format:
        index = int(style) if style and style.isdecimal() else 0
        return self.formats[index] if index < len(self.formats) else PLAIN


@contextmanager
def opened_book(content: bytes, bounds: Bounds) -> Iterator[Book]:
    """Raises BadInput for what cannot be opened or breaks off."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield _book(archive, bounds)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, EOFError) as error:
        raise BadInput(_DAMAGED) from error
    except (KeyError, ValueError, RuntimeError, OSError) as error:  # no such part; odd figures; a password
        raise BadInput(_DAMAGED) from error


def _book(archive: zipfile.ZipFile, bounds: Bounds) -> Book:
    names = set(archive.namelist())
    for name, sentence in _OTHERS.items():
        if name in names and "xl/workbook.xml" not in names:
            raise BadInput(sentence)
    roots = _Relations(archive, "_rels/.rels").of("/officeDocument")
    path = next(iter(roots.values()), "xl/workbook.xml")
    folder, _, file = path.rpartition("/")
    relations = _Relations(archive, f"{folder}/_rels/{file}.rels", folder)
    listing = _Listing()
    stream(archive, path, listing)
    sheets = relations.of("/worksheet")
    paths = [(title, sheets[key]) for title, key in listing.shown if key in sheets][: bounds.sheets]
    texts, styles = _Texts(bounds), _Styles()
    for kind, part in (("/sharedStrings", texts), ("/styles", styles)):
        for found in relations.of(kind).values():
            if found in names:
                stream(archive, found, part)
    return Book(archive, paths, texts.found, styles.formats(), listing.from_1904)


def stream(archive: zipfile.ZipFile, path: str, part: Part) -> None:
    """Reads one part of the archive piece by piece."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise BadInput(_DAMAGED)

    def root(name: str, attributes: Attributes) -> None:
        """The first element shows whether names have a prefix; without one, nothing stands between parser and part."""
        opened, closed = (_local(part.opened), _local(part.closed)) if ":" in name else (part.opened, part.closed)
        parser.StartElementHandler, parser.EndElementHandler = opened, closed
        opened(name, attributes)

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.StartElementHandler = root
    parser.CharacterDataHandler = part.said
    with archive.open(path) as file:
        while piece := file.read(_PIECE):
            parser.Parse(piece)
        parser.Parse(b"", True)


def _local(tell: Callable[..., None]) -> Callable[..., None]:
    def told(name: str, *rest: Attributes) -> None:
        tell(name.rpartition(":")[2], *rest)

    return told


class _Relations(Part):
    """Which parts belong to a part: (kind, id, path)."""

    def __init__(self, archive: zipfile.ZipFile, path: str, folder: str = "") -> None:
        self._folder = folder
        self._found: list[tuple[str, str, str]] = []
        if path in archive.namelist():
            stream(archive, path, self)

    def opened(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join(self._folder, target))
            self._found.append((attributes.get("Type", ""), attributes.get("Id", ""), path))

    def of(self, kind: str) -> dict[str, str]:
        """id → path of those of a kind (“/worksheet”; the rest of its name differs between editions)."""
        return {key: path for said, key, path in self._found if said.endswith(kind)}


@dataclass
class _Listing(Part):
    """The workbook's own part: titles and relation ids of the sheets shown, and where its days begin."""

    shown: list[tuple[str, str]] = field(default_factory=list)
    from_1904: bool = False

    def opened(self, name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "sheet" and attributes.get("state", "visible") == "visible":
            key = next((value for at, value in attributes.items() if at.endswith(":id")), "")
            self.shown.append((attributes.get("name", ""), key))


class _Texts(Part):
    """The shared texts, each cut to what is read of a cell; readings (拼音) above characters are left out."""

    def __init__(self, bounds: Bounds) -> None:
        self.found: list[str] = []
        self._bounds = bounds
        self._pieces: list[str] = []
        self._size = 0
        self._taking, self._above = False, False

    def opened(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self._pieces, self._size = [], 0
        elif name == "rPh":
            self._above = True
        elif name == "t":
            self._taking = not self._above

    def closed(self, name: str) -> None:
        if name == "si":
            self.found.append(self._bounds.cut("".join(self._pieces)))
            self._bounds.check_cells(len(self.found))
        elif name == "rPh":
            self._above = False
        elif name == "t":
            self._taking = False

    def said(self, text: str) -> None:
        if self._taking and self._size <= self._bounds.text:
            self._pieces.append(text)
            self._size += len(text)


class _Styles(Part):
    """Cells name a style, the style names a number format, and the format may be spelt out."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._numbers: list[int] = []
        self._within = False

    def opened(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self._codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")[:200]
        elif name == "cellXfs":
            self._within = True
        elif name == "xf" and self._within:
            self._numbers.append(int(attributes.get("numFmtId", 0)))

    def closed(self, name: str) -> None:
        if name == "cellXfs":
            self._within = False

    def formats(self) -> list[Format]:
        known = {number: format_of(number, self._codes.get(number)) for number in set(self._numbers)}
        return [known[number] for number in self._numbers]
