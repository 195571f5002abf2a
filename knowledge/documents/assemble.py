"""Lines put together to one text of paragraphs and table rows, which remembers where every piece stood.

Lines that neither begin something nor follow a finished sentence are the rest of the line before: scans and PDFs break
sentences anywhere. Where digits meet at such a place it is kept as a seam, since 1000 and a page number 3 give 10003.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from knowledge.documents.fold import Reading
from knowledge.documents.marks import SECTIONS, Level, mark_of
from knowledge.documents.model import Span, Spot
from knowledge.documents.pages import Cell, Extract, Line, Table

ENDED = re.compile(r"[。；：！？;:!?][\"）]*$|(?<![\d\w])\.$|[\u4e00-\u9fff）]\.$|印发$|日$|号$|^（[^（）]+）$")
OPENED = {"（": "）", "《": "》", "〈": "〉", "〔": "〕"}
PAGE_NUMBER = re.compile(
    r"(?:[—·.]*第?\d{1,3}[—·.]+|[—·.]+\d{1,3}[—·.]*|第\d{1,3}页(?:[，/、]?共\d{1,3}页)?|\d{1,3}/\d{1,3})$"
)
BARE_NUMBER = re.compile(r"[0-9]{1,3}$")
AMOUNT_AHEAD = "过为于高≤额金品"
SHORT = 18  # characters of a heading that is not to be joined with what follows
LETTER = re.compile(
    r"^(?:附件|抄送|主题词|.{2,30}(?:文件|委员会|联合会|总工会|机关工会|工委)$|.{2,14}〔\d{4}〕\d+号|各.{1,30}：$|\d{4}年\d+月\d+日|[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日$)|^[^。；]{2,60}(?:的通知|要点|办法|细则|标准|规定|方案)(?:（[^）]{2,8}）)?$|^[^。；，]{0,30}\d{4}年[^。；，]{0,20}(?:计划|安排|清单)$|^[^。；]{2,40}：$|^[^。；，：]{2,30}(?:一览表|标准表|审批表|申请表|登记表|明细表|汇总表)$"
)
STOPPED = re.compile(r"[。.：！？][\"）]*$")
UNFINISHED = re.compile(
    r"^[^。，；：]{0,40}关于(?![^。]*(?:通知|意见|决定|办法|规定|细则|标准|方案|要点|函|通报|规则|制度|说明)(?:（[^）]*）)?$)[^。，；：]*$"
)
STARTS_MID = re.compile(r"^[。，；：、？！）》〉〕元%]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text that belongs together. `table`, `row`: of a row of a table; its cells in `cells`."""

    span: Span
    spot: Spot
    cells: tuple[tuple[Cell, Span], ...] = ()
    table: Table | None = None


@dataclass
class Assembled:
    """The printed text, its paragraphs in order, running heads last, and the seams: places where pieces were joined."""

    text: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    left: list[Span] = field(default_factory=list)
    seams: set[int] = field(default_factory=set)
    spots: list[tuple[int, Spot]] = field(default_factory=list)

    def spot(self, at: int) -> Spot:
        """Where in the file the character `at` stood."""
        place = bisect_right(self.spots, at, key=lambda pair: pair[0])
        return self.spots[place - 1][1] if place else Spot()

    def add(self, text: str, spot: Spot, seams: Iterable[int] = ()) -> Span:
        start = len(self.text)
        self.text += text
        self.spots.append((start, spot))
        self.seams.update(start + seam for seam in seams)
        return Span(start, len(self.text))


def assemble(extract: Extract) -> Assembled:
    """The text of a file in its paragraphs."""
    whole = Assembled()
    lines: list[Line] = []
    number = 0
    for block in extract.blocks:
        if isinstance(block, Line):
            lines.append(block)
            continue
        number += 1
        _take_lines(whole, lines)
        lines = []
        _take_table(whole, block.numbered(number))
    _take_lines(whole, lines)
    for words in extract.left:
        whole.left.append(whole.add(words, Spot()))
        whole.text += "\n"
    return whole


def _take_lines(whole: Assembled, lines: list[Line]) -> None:
    kept = [line for line in lines if Reading.of(line.text).text]
    heads = _running_heads(kept)
    for group in _groups(kept, heads):
        if _is_page_number(group) or _bare(group) or group[0] in heads:
            whole.left.append(whole.add(group[0].text, group[0].spot))
        else:
            whole.paragraphs.append(_joined(whole, group))
        whole.text += "\n"


def _is_page_number(group: list[Line]) -> bool:
    return len(group) == 1 and bool(PAGE_NUMBER.match(Reading.of(group[0].text).text))


def _bare(group: list[Line]) -> bool:
    return len(group) == 1 and bool(BARE_NUMBER.match(Reading.of(group[0].text).text))


def _joined(whole: Assembled, group: list[Line]) -> Paragraph:
    start = len(whole.text)
    for place, line in enumerate(group):
        text = line.text.strip()
        cut = len(line.text) - len(line.text.lstrip())
        if place:
            whole.seams.add(len(whole.text))
        whole.add(text, line.spot, (seam - cut for seam in line.seams))
    return Paragraph(Span(start, len(whole.text)), group[0].spot)


def _running_heads(lines: list[Line]) -> set[Line]:
    """Lines beside a page number that are printed elsewhere in the same words: the head or foot of every page."""
    texts = [Reading.of(line.text).text for line in lines]
    times = Counter(texts)
    numbers = {at for at, line in enumerate(lines) if _is_page_number([line])}
    beside = {at + step for at in numbers for step in (-1, 1)} - numbers
    return {
        line
        for at, line in enumerate(lines)
        if at in beside and times[texts[at]] > 1 and not mark_of(texts[at]) and not STOPPED.search(texts[at])
    }


def _groups(lines: list[Line], heads: set[Line]) -> Iterator[list[Line]]:
    """Lines that make one paragraph. A page number or head that stands between two of them is given by itself."""
    group: list[Line] = []
    waiting: list[Line] = []
    for line, following in zip_longest(lines, lines[1:]):
        if group and (line in heads or _is_page_number([line]) or _stands_alone(group[-1], line, following)):
            waiting.append(line)
            continue
        if group and _goes_on(group, line, over_page=bool(waiting)):
            group.append(line)
            continue
        if group:
            yield group
        yield from ([one] for one in waiting)
        group, waiting = [line], []  # a page number in the middle of a paragraph comes after it
    if group:
        yield group
    yield from ([one] for one in waiting)


def _stands_alone(before: Line, line: Line, after: Line | None) -> bool:
    """A bare number between words is the page's; beside a digit or a unit it may be the rest of an amount."""
    if not BARE_NUMBER.match(Reading.of(line.text).text):
        return False
    last, first = Reading.of(before.text).text[-1:], Reading.of(after.text).text[:1] if after else ""
    return not last.isdigit() and last not in AMOUNT_AHEAD and not (first.isdigit() or first in "元%天日次万千百，")


def _goes_on(group: list[Line], line: Line, *, over_page: bool) -> bool:
    """Whether `line` is the rest of the paragraph so far. `over_page`: a page number stands between them."""
    last = group[-1]
    before, here = Reading.of("".join(one.text for one in group)).text, Reading.of(line.text).text
    if last.ends is False:
        return True
    if UNFINISHED.search(before) and len(before) <= SHORT * 3 and not mark_of(here):
        return True
    if _is_torn(before, over_page) and not (mark_of(here) or LETTER.match(here)):
        return True
    if last.ends and not (_is_open(before) and not mark_of(here) and last.spot.page):
        return False
    if STARTS_MID.match(here):
        return True
    if line.starts or mark_of(here) or LETTER.match(here) or LETTER.match(before):
        return False
    if _is_open(before) or (last.full and not STOPPED.search(before)):
        return True
    return not ENDED.search(before) and not _is_heading(before)


def _is_torn(text: str, over_page: bool) -> bool:
    """Whether a paragraph was cut in two, whatever its file says: after a comma, or by the end of a page."""
    whole = ENDED.search(text) or LETTER.match(text) or _is_heading(text)
    return text.endswith(("，", "、")) or (over_page and ("，" in text or len(text) > SHORT) and not whole)


def _is_open(text: str) -> bool:
    """Whether a bracket or a quotation has been opened and not closed."""
    odd = text.count('"') % 2 == 1
    return odd or any(text.count(first) > text.count(last) for first, last in OPENED.items())


def _is_heading(text: str) -> bool:
    mark = mark_of(text)
    if mark and mark.level is Level.CHAPTER:
        return True
    wide = mark is not None and mark.level in {Level.PART, Level.POINT, Level.ITEM, *SECTIONS}
    return wide and len(text) <= SHORT and not re.search(r"[，。；\"]", text)


def _take_table(whole: Assembled, table: Table) -> None:
    """A row a paragraph; a merged cell stands in its first row."""
    for row in range(table.height):
        start = len(whole.text)
        cells: list[tuple[Cell, Span]] = []
        for cell in table.cells:
            if cell.row == row:
                spot = Spot(table.spot.page, table.spot.line, table.spot.table, row + 1, cell.column + 1)
                whole.seams.add(len(whole.text))
                cells.append((cell, whole.add(cell.text, spot, cell.seams)))
                whole.text += "\t"
        spot = Spot(table.spot.page, table.spot.line, table.spot.table, row + 1)
        whole.paragraphs.append(Paragraph(Span(start, len(whole.text)), spot, tuple(cells), table))
        whole.text += "\n"
