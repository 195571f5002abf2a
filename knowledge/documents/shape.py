"""Whether a document is whole: numbers that go on without a gap, as many items as it says, sentences with an end."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from knowledge.documents import texts as flag_texts
from knowledge.documents.assemble import ENDED
from knowledge.documents.columns import is_understood
from knowledge.documents.fold import Reading
from knowledge.documents.grants import Grant, grants_of
from knowledge.documents.marks import Level
from knowledge.documents.model import Clause, Flag, FlagKind, Span
from knowledge.documents.numerals import CHINESE, whole
from knowledge.documents.outline import COUNTED, LISTING, Entry
from knowledge.documents.pages import Table
from knowledge.documents.read import Read

ANNOUNCED = re.compile(rf"(?:以下|下列|如下)(?P<n>\d+|{CHINESE})(?:项|类|种|个方面|个|条|点|方面)[^。]*：$")
DAYS = re.compile(
    rf"(?P<from>\d+|{CHINESE})(?:天|日)(?:（含）)?(?:及)?(?:以上)?(?:，|、|至|且)?(?:不满|不足|未满|不到|少于)(?P<under>\d+|{CHINESE})(?:天|日)"
    rf"|(?:不满|不足|未满|不到|少于)(?P<less>\d+|{CHINESE})(?:天|日)"
    rf"|(?P<low>\d+|{CHINESE})(?:天|日)?(?:—|至|到)(?P<high>\d+|{CHINESE})(?:天|日)|(?P<one>\d+|{CHINESE})(?:天|日)(?:（(?P<with>不?含)）)?(?:及)?(?P<side>以上|以下|以内)"
)
FIGURE = re.compile("不?超过|最高|[0-9０-９壹贰叁肆伍陆柒捌玖拾佰仟]|[一二两三四五六七八九]?[百千万]")
OPENING = 14  # characters
ANNEX = 60  # characters of an annex's title
YEAR = 366  # days
PAIRS = (("（", "）"), ("《", "》"), ("〔", "〕"))


def gaps(read: Read, known: frozenset[Grant] = frozenset()) -> Iterator[Flag]:
    """Everything about the document's shape that an officer should see. `known`: what the document before gives."""
    yield from _sequences(read)
    yield from _announced(read)
    yield from _visits(read)
    yield from _unended(read)
    yield from _days(read.made.clauses)
    yield from _contradictions(read, known)
    yield from _missing(read)
    yield from _far(read)
    yield from _tables(read)
    for note in read.extract.notes:
        yield Flag(note.kind, note.words, False)


def _sequences(read: Read) -> Iterator[Flag]:
    """Numbers under one parent, and articles through all chapters, are 1, 2, 3 …"""
    rows: dict[tuple[Level, int, str], list[Entry]] = defaultdict(list)
    for entry in read.entries:
        if entry.own:
            through = entry.own.level in {Level.ARTICLE, Level.CHAPTER}
            over = -1 if through or not entry.over else entry.over[-1]
            rows[entry.own.level, over, entry.annex].append(entry)
    for row in rows.values():
        for expected, entry in enumerate(row, 1):
            number = entry.own.number if entry.own else 0
            if number != expected:
                before = row[expected - 2].place if expected > 1 else "开头"
                span = read.whole.paragraphs[entry.at].span
                yield Flag(
                    FlagKind.SEQUENCE,
                    flag_texts.numbers_skip(before, entry.place),
                    False,
                    None,
                    span,
                )
                break


def _announced(read: Read) -> Iterator[Flag]:
    """以下三项：and then as many numbers right below."""
    for number, entry in enumerate(read.entries):
        match = ANNOUNCED.search(read.texts[entry.at])
        said = whole(match["n"]) if match else None
        below = [one for one in read.entries if one.over and one.over[-1] == number and one.own]
        if said and said != len(below):
            words = flag_texts.counts_differ(entry.place, said, len(below))
            yield Flag(FlagKind.COUNT, words, False, None, read.whole.paragraphs[entry.at].span)


def _visits(read: Read) -> Iterator[Flag]:
    """五要访 has five visits, and whatever is spoken of as 五要贺 is also told."""
    apart = {clause.span: at for at, clause in enumerate(read.made.clauses)}  # several events share one text
    places = list(apart.values())
    texts = [Reading.of(read.made.clauses[at].text).text for at in places]
    read_of = Counter(clause.span for clause in read.made.clauses)
    most = [read_of[read.made.clauses[at].span] for at in places]
    told: set[str] = set()
    for at, text in enumerate(texts):
        for match in LISTING.finditer(text):
            deed, said = match["deed"], whole(match["n"])
            told.add(deed)
            count = _listed(texts, most, at, match.end(), deed)
            if count != said:
                yield Flag(FlagKind.COUNT, flag_texts.items_differ(match["n"], deed, count), False, places[at])
    spoken = {match["deed"]: at for at, text in enumerate(texts) for match in COUNTED.finditer(text)}
    for deed, at in spoken.items():
        if deed not in told:
            yield Flag(FlagKind.COUNT, flag_texts.named_not_listed(deed), False, places[at])


def _listed(texts: list[str], most: list[int], at: int, start: int, deed: str) -> int:
    """How often the deed comes up to the next list; `most`: as how many each text was read, whatever it names."""
    rest = texts[at][start:]
    count = len(re.findall(deed, LISTING.split(rest)[0]))
    if LISTING.search(rest):
        return count
    for text, read in zip(texts[at + 1 :], most[at + 1 :], strict=True):
        if not re.search(deed[-1:], LISTING.sub("", text)):
            break
        match = LISTING.search(text)
        count += min(read, len(re.findall(deed, text[: match.start()] if match else text)))
        if match:
            break
    return count


def _unended(read: Read) -> Iterator[Flag]:
    """A statement without its full stop may have lost its end; an open bracket mixes up what it holds."""
    headings = {entry.at for entry in read.entries if entry.heading} | set(read.head.names)
    headings |= {at for at, text in enumerate(read.texts) if _is_annex(text, read.head.attachments)}
    for at, paragraph in enumerate(read.whole.paragraphs):
        text = read.texts[at]
        if at in headings or paragraph.table or not text:
            continue
        mine = [
            number
            for number, clause in enumerate(read.made.clauses)
            if paragraph.span.start <= clause.span.start < paragraph.span.end
        ]
        shown = text[:12]
        if any(text.count(first) != text.count(last) for first, last in PAIRS) or text.count('"') % 2:
            for number in mine:
                money = read.made.clauses[number].amount is not None
                yield Flag(FlagKind.CUT, flag_texts.unpaired(shown), money, number, paragraph.span)
        elif not ENDED.search(text) and mine:
            yield Flag(FlagKind.CUT, flag_texts.unfinished(shown), False, mine[-1], paragraph.span)


def _days(clauses: list[Clause]) -> Iterator[Flag]:
    """Standards by days in hospital, one after another, meet without a gap and without a day in two of them."""
    before: tuple[int, int, int] | None = None
    for number, clause in enumerate(clauses):
        days = _interval(clause) if clause.amount else None
        if days is None:
            before = None
            continue
        if before and clause.span == clauses[before[2]].span:
            continue  # two columns of one row
        if before and clause.event == clauses[before[2]].event:
            if days[0] <= before[1]:
                words = flag_texts.spans_overlap(clauses[before[2]].place, clause.place, days[0])
                yield Flag(FlagKind.DAYS, words, False, number, clause.span)
            elif days[0] > before[1] + 1:
                words = flag_texts.spans_with_gap(before[1], days[0], clause.place)
                yield Flag(FlagKind.DAYS, words, False, number, clause.span)
        before = (*days, number)


def _interval(clause: Clause) -> tuple[int, int] | None:
    match = DAYS.search(Reading.of(clause.text).text)
    if not match:
        return None
    if match["less"]:
        less = whole(match["less"])
        return None if less is None else (0, less - 1)
    if match["low"] or match["from"]:
        low, high = whole(match["low"] or match["from"]), whole(match["high"] or match["under"])
        return (low, high - bool(match["under"])) if low is not None and high is not None else None
    one = whole(match["one"])
    if one is None:
        return None
    out = match["with"] == "不含"
    return (one + out, 10_000) if match["side"] == "以上" else (0, one - out)


def _contradictions(read: Read, known: frozenset[Grant]) -> Iterator[Flag]:
    """The same event, form, people and period, without a condition, at two amounts; not where the document before had
    both, in these words."""
    clauses = read.made.clauses
    mine = grants_of(clauses, read.remainders)
    first: dict[tuple[str | None, ...], int] = {}
    for number, clause in enumerate(clauses):
        if not (clause.event and clause.amount and clause.amount.value) or clause.conditions:
            continue
        key = (clause.event, clause.form, clause.whom, clause.amount.kind, clause.amount.per, clause.amount.share_of)
        other = clauses[first.setdefault(key, number)]
        if other.amount != clause.amount and not {mine[first[key]], mine[number]} <= known:
            words = flag_texts.same_item_twice(_both(other, clause))
            yield Flag(FlagKind.CONTRADICTION, words, True, first[key], other.span)
            yield Flag(FlagKind.CONTRADICTION, words, True, number, clause.span)


def _both(one: Clause, other: Clause) -> str:
    """Two clauses by their places; in one place by how each begins, up to its figure, which is typed blind."""
    if one.place != other.place:
        return f"{one.place}与{other.place}"
    texts = (clause.text.removeprefix(clause.place).strip("；;。 \u3000") for clause in (one, other))
    first, second = (FIGURE.split(text)[0][:OPENING] for text in texts)
    named = "" if first == second else f"（“{first}”和“{second}”）"
    return f"{one.place}里前后两处{named}"


def _missing(read: Read) -> Iterator[Flag]:
    head = read.head
    for found, name in ((head.number, "文号"), (head.title, "标题"), (head.signed or head.printed, "成文日期")):
        if not found:
            yield Flag(FlagKind.MISSING, flag_texts.not_found(name), False)
    inside = {entry.at for entry in read.entries} | {
        at for at, one in enumerate(read.whole.paragraphs) if one.table
    }  # 附件：会员慰问标准, right over what it is
    listed = {at for at, name in head.names.items() if name == "attachment" and at + 1 not in inside}
    there = [text for at, text in enumerate(read.texts) if at not in listed and len(text) <= ANNEX]
    for title in head.attachments:
        if not any(_heads(title, text) for text in there):
            yield Flag(FlagKind.MISSING, flag_texts.attachment_named_only(title), False)


def _is_annex(text: str, titles: list[str]) -> bool:
    """附件1, or the title under it."""
    return bool(re.fullmatch(r"附件?[0-9一二三四五六七八九十]*：?", text)) or any(
        _heads(title, text) for title in titles
    )


def _heads(title: str, text: str) -> bool:
    """Whether the line is the annex's own title: perhaps with its number ahead, or a stop less."""
    plain = re.sub(r"^附件?[0-9一二三四五六七八九十]*[：、.]?", "", text)
    return bool(plain) and title.rstrip("。；") in (plain, plain.rstrip("。；"))


def _far(read: Read) -> Iterator[Flag]:
    """A first day that is years from the signature is a misread digit, or news to everybody."""
    signed = read.head.signed or read.head.printed
    for number, clause in enumerate(read.made.clauses):
        first = clause.effective_from
        if signed and first and abs((first - signed).days) > YEAR:
            words = flag_texts.far_dates(clause.place, signed, first)
            yield Flag(FlagKind.EFFECT, words, False, number, clause.span)


def _tables(read: Read) -> Iterator[Flag]:
    seen: set[Table] = set()
    for paragraph in read.whole.paragraphs:
        table = paragraph.table
        if table and table not in seen:
            seen.add(table)
            if not is_understood(table):
                words = flag_texts.head_not_read(table.spot.table)
                yield Flag(FlagKind.TABLE, words, False, None, Span(paragraph.span.start, paragraph.span.end))
