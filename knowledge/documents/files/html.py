"""Paragraphs and tables of a page in HTML, as a browser shows them; lists with their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from knowledge.documents.files import texts
from knowledge.documents.files.plain import decoded
from knowledge.documents.model import FileKind, FlagKind, Spot
from knowledge.documents.pages import Block, Cell, Extract, Line, Note, Table
from knowledge.documents.refusal import DocumentRefusedError

# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
    "li", "main", "nav", "ol", "option", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
})
SILENT = frozenset({
    "script", "style", "head", "title", "template", "noscript", "svg", "select", "textarea", "iframe", "object",
})
EMPTY = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})
# fmt: on
CHANGED = frozenset({"del", "ins", "s", "strike"})
UNSEEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0+)?(?:;|$)|font-size:0(?:\.\d+)?(?:px|pt|em|rem|%)?(?:;|$)"
    r"|(?:^|;)color:(?:white|transparent|#fff(?:fff)?)(?:;|$)"
)
CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_-]+)", re.I)


@dataclass
class _Grid:
    """A table that is being read."""

    line: int
    row: int = -1
    column: int = 0
    cells: list[Cell] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    rows: int = 1
    columns: int = 1

    def open_cell(self, rows: int, columns: int) -> None:
        self.row = max(self.row, 0)
        while (self.row, self.column) in self.taken:
            self.column += 1
        self.rows, self.columns = min(rows, 500), min(columns, 100)
        for row in range(self.row, self.row + self.rows):
            self.taken.update((row, column) for column in range(self.column, self.column + self.columns))

    def close_cell(self, text: str, seams: tuple[int, ...]) -> None:
        self.cells.append(Cell(text, self.row, self.column, self.rows, self.columns, seams))
        self.column += self.columns


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.text, self.seams = "", []  # type: str, list[int]
        self.open: list[tuple[str, bool]] = []  # tag, and whether it can be seen
        self.lists: list[int | None] = []  # the number of the last item; None in a list with dots
        self.grid: _Grid | None = None
        self.cell: list[tuple[str, tuple[int, ...]]] | None = None
        self.hid = self.pictures = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.flush(going_on=True)
        if tag == "img":
            self.pictures = True
        if tag in BLOCKS:
            self.flush()
        if tag in EMPTY:
            return
        given = {name: value or "" for name, value in attrs}
        seen = self.seen and tag not in SILENT and not _is_unseen(given)
        self.open.append((tag, seen))
        self.seams.append(len(self.text))
        if seen:
            self.begin(tag, given)

    def begin(self, tag: str, given: dict[str, str]) -> None:
        if tag in {"ol", "ul"}:
            self.lists.append(_number(given.get("start"), 1) - 1 if tag == "ol" else None)
        elif tag == "li" and self.lists and (count := self.lists[-1]) is not None:
            self.lists[-1] = _number(given.get("value"), count + 1)
            self.text = f"{self.lists[-1]}."
            self.seams.append(len(self.text))
        elif tag == "table" and self.grid is None:
            self.grid = _Grid(self.getpos()[0])
        elif tag == "tr" and self.grid:
            self.grid.row, self.grid.column = self.grid.row + 1, 0
        elif tag in {"td", "th"} and self.grid:
            self.grid.open_cell(_number(given.get("rowspan"), 1), _number(given.get("colspan"), 1))
            self.cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.flush()
        if not any(name == tag for name, _ in self.open):
            return
        self.seams.append(len(self.text))
        while self.open:
            name, seen = self.open.pop()
            if seen:
                self.end(name)
            if name == tag:
                return

    def end(self, tag: str) -> None:
        if tag in {"ol", "ul"} and self.lists:
            self.lists.pop()
        elif tag in {"td", "th"} and self.grid and self.cell is not None:
            self.grid.close_cell(*_joined(self.cell))
            self.cell = None
        elif tag == "table" and self.grid and not any(name == "table" for name, _ in self.open):
            self.blocks.append(Table(tuple(self.grid.cells), Spot(line=self.grid.line)))
            self.grid = None

    def handle_data(self, data: str) -> None:
        if not self.seen:
            silent = any(name in SILENT for name, _ in self.open)
            self.hid = self.hid or (bool(data.strip()) and not silent)
            return
        if data.strip() and any(name in CHANGED for name, _ in self.open):
            raise DocumentRefusedError(texts.STRUCK_IN_HTML)
        self.text += re.sub(r"[ \t\r\n]+", " ", data)

    @property
    def seen(self) -> bool:
        return not self.open or self.open[-1][1]

    def flush(self, going_on: bool = False) -> None:
        """Ends a paragraph, or with `going_on` only its line."""
        text = self.text.replace("\xa0", " ")
        seams = tuple(sorted({seam for seam in self.seams if 0 < seam < len(text)}))
        self.text, self.seams = "", []
        if not text.strip():
            return
        if self.cell is not None:
            self.cell.append((text.strip(), tuple(seam - len(text) + len(text.lstrip()) for seam in seams)))
        else:
            self.blocks.append(Line(text, Spot(line=self.getpos()[0]), None if going_on else True, False, seams))


def extract(content: bytes) -> Extract:
    """Raises DocumentRefusedError for struck-out words; what a browser does not show is left out and told."""
    match = CHARSET.search(content[:2000])
    text = _by_name(content, match[1].decode()) if match else decoded(content)
    parser = _Parser()
    parser.feed(text)
    parser.close()
    parser.flush()
    notes = []
    if parser.hid:
        notes.append(Note(FlagKind.HIDDEN, texts.HIDDEN_IN_HTML))
    if parser.pictures:
        notes.append(Note(FlagKind.HIDDEN, texts.PICTURES_IN_HTML))
    return Extract(FileKind.HTML, tuple(parser.blocks), notes=tuple(notes))


def _by_name(content: bytes, name: str) -> str:
    """The page in the encoding that it names, if it holds to it; GB2312 is read as the GB18030 that contains it."""
    named = "gb18030" if name.lower().startswith("gb") else name
    try:
        return content.decode(named)
    except (UnicodeDecodeError, LookupError):
        return decoded(content)


def _is_unseen(given: dict[str, str]) -> bool:
    style = re.sub(r"\s|!important", "", given.get("style", "").lower())
    return "hidden" in given or bool(UNSEEN.search(style))


def _number(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.isascii() and words.isdigit() else otherwise


def _joined(pieces: list[tuple[str, tuple[int, ...]]]) -> tuple[str, tuple[int, ...]]:
    text, seams = "", []
    for piece, inside in pieces:
        text += "\n" if text else ""
        seams += [len(text) + seam for seam in inside]
        text += piece
    return text, tuple(seams)
