"""A document put in, its figures typed blind, its doubts looked at, and the review closed."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.core import money
from bot.core.clock import local
from bot.core.errors import BadInput, NotFound, Stale
from bot.core.work.unit import Unit
from bot.notices import queries, rules, texts
from bot.notices.queries import Kept
from bot.notices.rules import TRIES, Point, Review, figures
from bot.store.history import Entry, append
from knowledge.documents import wire
from knowledge.documents.items import item_of
from knowledge.documents.model import AmountKind, Clause, Document
from knowledge.documents.plainly import spoken
from knowledge.inforce import Level

_NUMERAL = rf"[\d{money.CHARS}]"
#: Digits, and numerals beside another or before a unit: 三百, 一千 元, and not 同一会员.
COVERED = re.compile(
    rf"\d|[{money.CHARS}](?=\s*(?:{_NUMERAL}|[元圆块]))|(?<={_NUMERAL})[{money.CHARS}]|(?<={_NUMERAL}\s)[{money.CHARS}]"
)


@dataclass(frozen=True)
class Terms:
    """What the document itself may not say: whose it is, whom it binds, from when to when."""

    level: Level = Level.COMMITTEE
    branch_id: int | None = None
    since: date | None = None
    until: date | None = None


async def add(u: Unit, document: Document, name: str, content: bytes, terms: Terms, by: int | None) -> int:
    """Keeps the document to be reviewed. Raises BadInput where it is not known from when it holds, or whom it binds."""
    notice_id = await queries.add(u.tx, {**_values(document, terms), **_file(u, name, content, by)})
    await append(u.tx, Entry(queries.ENTITY, notice_id, "add", by, after=_number(document)), u.now)
    return notice_id


async def receive(u: Unit, name: str, content: bytes, by: int) -> int:
    """Keeps a file that has not been read; `fill` makes a version of it."""
    unread = {"number": "", "title": "", "issuer": "", "level": Level.COMMITTEE.value, "since": u.today, "document": {}}
    return await queries.add(u.tx, {**unread, **_file(u, name, content, by)})


async def same_file(u: Unit, content: bytes) -> Kept | None:
    """The version that this very file has become: under review, waiting to be published, or in use."""
    found = await queries.of_file(u.tx, _digest(content))
    steps = await queries.steps(u.tx)
    now, ever = rules.current(steps).values(), {step.notice for step in steps}
    return next((one for one in found if one.id in now or one.id not in ever), None)


async def fill(u: Unit, notice_id: int, document: Document, terms: Terms, by: int) -> bool:
    """What was read of a received file; False where it was dropped meanwhile, or read by another. Raises as `add`."""
    if not await queries.fill(u.tx, notice_id, _values(document, terms)):
        return False
    await append(u.tx, Entry(queries.ENTITY, notice_id, "add", by, after=_number(document)), u.now)
    return True


def _number(document: Document) -> str:
    return (document.number or document.title)[:120]


def _values(document: Document, terms: Terms) -> Mapping[str, Any]:
    since = terms.since or document.effective_from or document.signed
    if since is None:
        raise BadInput(texts.NO_DAY)
    if (terms.level is Level.BRANCH) != (terms.branch_id is not None):
        raise BadInput(texts.WHOSE)
    if not _number(document):
        raise BadInput(texts.NO_NAME)
    return {
        "number": _number(document),
        "title": document.title[:300],
        "issuer": document.issuer[:120],
        "level": terms.level.value,
        "branch_id": terms.branch_id,
        "signed": document.signed,
        "since": since,
        "until": terms.until or document.effective_to,
        "document": wire.dump(document),
    }


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _file(u: Unit, name: str, content: bytes, by: int | None) -> Mapping[str, Any]:
    return {
        "file": content,
        "file_name": name[:200],
        "file_hash": _digest(content),
        "added_by": by,
        "added_at": u.now,
    }


async def get(u: Unit, notice_id: int) -> Kept:
    """Raises NotFound, BadInput for what has not been read."""
    kept = await _any(u, notice_id)
    if not kept.number:
        raise BadInput(texts.NOT_READ)
    return kept


async def _any(u: Unit, notice_id: int) -> Kept:
    if kept := await queries.by_id(u.tx, notice_id):
        return kept
    raise NotFound(texts.GONE)


def review_of(kept: Kept) -> Review:
    """How far it has come."""
    document = wire.load(kept.document)
    points = tuple(_point(place, document) for place in range(len(document.flags)))
    return Review(points, kept.typed, kept.looked)


def _point(place: int, document: Document) -> Point:
    flag = document.flags[place]
    typed = flag.types and flag.clause is not None
    clause = document.clauses[flag.clause] if typed and flag.clause is not None else None
    read = read_figures(clause) if clause else ()
    if clause is None or not read:
        return Point(place, flag.words)
    return Point(place, flag.words, flag.clause, read)


def read_figures(clause: Clause) -> tuple[int, ...]:
    """What was read of its amount, as somebody types it: one figure, or the two of a range."""
    amount = clause.amount
    if amount is None:
        return ()
    found = (amount.low, amount.high) if amount.kind is AmountKind.RANGE else (amount.value,)
    return tuple(yuan for yuan in found if yuan is not None)


async def type_figures(u: Unit, notice_id: int, clause: int, words: str, by: int | None) -> bool:
    """Notes what was typed; whether it is what was read. Raises BadInput for no figure and after too many wrong ones,
    Stale when reviewed already."""
    typed = figures(words)
    if not typed:
        raise BadInput(texts.NO_FIGURE)
    kept = await _unguessed(u, notice_id, clause, by)
    await _note(u, kept, typed={**_wired(kept.typed), str(clause): list(typed)})
    review = review_of(await get(u, notice_id))
    point = next((one for one in review.points if one.clause == clause), None)
    same = point is not None and review.agrees(point)
    doing = queries.TYPE if same else queries.MISS
    await append(u.tx, Entry(queries.ENTITY, notice_id, doing, by, after=str(clause)), u.now)
    return same


async def deny(u: Unit, notice_id: int, clause: int, by: int | None) -> None:
    """The amount of this clause is nothing that its event is given. Raises as `type_figures` does."""
    kept = await _unguessed(u, notice_id, clause, by)
    await _note(u, kept, typed={**_wired(kept.typed), str(clause): []})
    await append(u.tx, Entry(queries.ENTITY, notice_id, queries.DENY, by, after=str(clause)), u.now)


async def set_apart(u: Unit, notice_id: int, clause: int, by: int | None) -> None:
    """The item is one of its own, not of the event that it was taken for: it is kept under its own title, its figure
    still to be typed. Raises BadInput for what is no item of a list, Stale when reviewed already."""
    kept = await get(u, notice_id)
    document = wire.load(kept.document)
    if not (found := apart(document.clauses[clause])):
        raise BadInput(texts.NO_ITEM)
    clauses = (*document.clauses[:clause], found, *document.clauses[clause + 1 :])
    await _note(u, kept, document=wire.dump(replace(document, clauses=clauses)))
    await append(u.tx, Entry(queries.ENTITY, notice_id, queries.APART, by, after=str(clause)), u.now)


def apart(clause: Clause) -> Clause | None:
    """An item that was taken for a known event, as one of its own; None where it is none."""
    title = item_of(clause)
    return replace(clause, event=None, title=title) if clause.event and title else None


async def _unguessed(u: Unit, notice_id: int, clause: int, by: int | None) -> Kept:
    if await stopped(u, notice_id, clause, by):
        raise BadInput(texts.STOPPED)
    return await get(u, notice_id)


async def stopped(u: Unit, notice_id: int, clause: int, by: int | None) -> bool:
    """Whether this one has typed so many wrong figures for the clause that more would be guessing."""
    return (await queries.misses(u.tx, notice_id, by)).get(clause, 0) >= TRIES


async def next_point(u: Unit, kept: Kept, by: int | None) -> Point | None:
    """What this one settles next; None where nothing is open, or only what he has guessed at too often."""
    return review_of(kept).next_for(await queries.misses(u.tx, kept.id, by))


async def look(u: Unit, notice_id: int, place: int) -> None:
    """An officer has looked at this flag and confirms it."""
    kept = await get(u, notice_id)
    await _note(u, kept, looked=sorted({*kept.looked, place}))


async def settle_level(u: Unit, notice_id: int, level: Level, branch_id: int | None = None) -> None:
    """Whose document it is, where it was taken for another's; `branch_id` of a branch's own. Raises BadInput, Stale."""
    if (level is Level.BRANCH) != (branch_id is not None):
        raise BadInput(texts.WHOSE)
    kept = await get(u, notice_id)
    await _note(u, kept, level=level.value, branch_id=branch_id)


async def close(u: Unit, notice_id: int, by: int | None) -> None:
    """The review is done; the version never changes again. Raises BadInput while something is open."""
    kept = await get(u, notice_id)
    if open_ := review_of(kept).open:
        raise BadInput(texts.still_open(len(open_)))
    await _note(u, kept, reviewed_by=by, reviewed_at=u.now)
    await append(u.tx, Entry(queries.ENTITY, notice_id, "review", by, after=kept.number), u.now)


async def drop(u: Unit, notice_id: int, by: int | None) -> bool:
    """Never to be published, nor read any further; whether it had been read. Raises Stale when it is reviewed or
    dropped already."""
    kept = await _any(u, notice_id)
    await _note(u, kept, dropped_at=u.now)
    await append(u.tx, Entry(queries.ENTITY, notice_id, "drop", by, after=kept.number), u.now)
    return bool(kept.number)


async def _note(u: Unit, kept: Kept, **values: Any) -> None:  # noqa: ANN401 - whatever the column holds
    if not await queries.note(u.tx, kept.id, **values):
        raise Stale(texts.CLOSED)


def _wired(typed: Mapping[int, tuple[int, ...]]) -> dict[str, list[int]]:
    return {str(clause): list(found) for clause, found in typed.items()}


def covered(kept: Kept, clause: int) -> str:
    """A clause with its figures covered, so that they are typed from the original, and the event that they are for."""
    found = wire.load(kept.document).clauses[clause]
    words = COVERED.sub(lambda figure: "□" * len(figure[0]), _unnumbered(found))
    return f"{found.place}　{words}\n{texts.given_for(found.title, found.whom, found.form or '')}"


def _unnumbered(clause: Clause) -> str:
    return " ".join(clause.text.removeprefix(clause.place).lstrip("、. \u3000").split())


def denied(kept: Kept) -> list[str]:
    """The amounts that were said to be nothing given, each with its event."""
    clauses = wire.load(kept.document).clauses
    return [texts.denied_one(clauses[at].place, clauses[at].title) for at in kept.denied]


def headed(kept: Kept) -> str:
    """A version in two lines."""
    return texts.head(kept.id, kept.number, kept.title, kept.issuer, kept.level, kept.since, kept.until)


async def doings(u: Unit, kept: Kept) -> list[str]:
    """Who put it in, reviewed it, released it and took it back, from the history, with the original's hash."""
    rows = await queries.doings(u.tx, kept.id)
    lines = [texts.doing(local(row["at"]), row["action"], row["name"]) for row in rows]
    return [*lines, texts.original(kept.file_name, kept.file_hash)]


def told(clause: Clause) -> str:
    """A clause with what was read of it."""
    amount = spoken(clause.amount) if clause.amount else ""
    read = [clause.title, clause.form or "", amount, *clause.conditions, *clause.papers, clause.deadline or ""]
    words = f"{clause.place}　{_unnumbered(clause)}"
    return f"{words}\n    → {'，'.join(one for one in read if one)}" if clause.event else words
