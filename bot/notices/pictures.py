"""Draws the page of the original that a point is about: in a process of its own, when an officer asks, and not kept.

Without a picture (no page, nothing to draw it with) the review goes on: that there is none is said once.
"""

from base64 import b64decode
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.confined.confinement import Confinement
from bot.confined.limits import DOCUMENT, DRAWING
from bot.core.errors import BadInput
from bot.core.messages import Outgoing, Priority
from bot.core.work.branches import head_of_committee
from bot.core.work.unit import Deps, unit
from bot.notices import queries, reviewing, texts
from bot.notices.queries import Kept
from bot.notices.rules import Point
from knowledge.documents import wire
from knowledge.documents.files.drawing import Sought, sought
from knowledge.documents.model import Clause, Document, FileKind

DRAW, PRINT = "bot.confined.documents:draw", "bot.confined.documents:print_pages"
PAGED = frozenset({FileKind.PDF, FileKind.SCAN})
PAPERS = 3  # documents under review that LibreOffice has printed: it takes ten seconds each time


@dataclass(frozen=True)
class Picture:
    """A page as JPEG, with what is to be said of it."""

    content: bytes
    caption: str


@dataclass(frozen=True)
class Looked:
    """What somebody looks at: stretches of a document under review, and how they are called."""

    notice_id: int
    name: str
    sought: tuple[Sought, ...]
    source: FileKind


class Pictures:
    """What this process knows of reviews under way: printed files, what a chat has been shown last, and which
    documents have no pictures."""

    def __init__(self) -> None:
        self.papers: OrderedDict[int, bytes] = OrderedDict()
        self.shown: dict[int, Looked] = {}
        self.without: set[int] = set()

    def keep(self, notice_id: int, paper: bytes) -> None:
        self.papers[notice_id] = paper
        while len(self.papers) > PAPERS:
            self.papers.popitem(last=False)

    def forget(self, notice_id: int) -> None:
        """Its review has ended."""
        self.papers.pop(notice_id, None)
        self.without.discard(notice_id)
        self.shown = {chat: shown for chat, shown in self.shown.items() if shown.notice_id != notice_id}


async def of_point(deps: Deps, telegram_id: int, notice_id: int, *, again: bool = False) -> Picture | None:
    """The page with what this officer is asked next; None where it was shown last, and where there is none.

    `again`: also where it was shown last.
    """
    async with unit(deps) as u:
        officer = await head_of_committee(u, telegram_id, texts.NOT_COMMITTEE)
        kept = await reviewing.get(u, notice_id)
        point = None if kept.reviewed_at or kept.dropped_at else await reviewing.next_point(u, kept, officer.id)
    looked = _looked_at(kept, point) if point else None
    last = deps.parts.of(Pictures).shown
    if looked is None or (last.get(telegram_id) == looked and not again):
        return None
    last[telegram_id] = looked
    return await _drawn(deps, telegram_id, looked)


async def of_clauses(deps: Deps, telegram_id: int, notice_id: int, first: int, last: int) -> Picture | None:
    """The page on which the clauses `first` up to `last` begin."""
    async with unit(deps) as u:
        await head_of_committee(u, telegram_id, texts.NOT_COMMITTEE)
        kept = await reviewing.get(u, notice_id)
    document = wire.load(kept.document)
    clauses = document.clauses[first:last]
    if not clauses:
        return None
    places = texts.places(list(dict.fromkeys(one.place for one in clauses)))
    return await _drawn(deps, telegram_id, Looked(kept.id, places, _sought(document, clauses), document.source))


def _looked_at(kept: Kept, point: Point) -> Looked | None:
    """What the point is about, if that stands anywhere."""
    document = wire.load(kept.document)
    flag = document.flags[point.place]
    if flag.clause is not None:
        clause = document.clauses[flag.clause]
        return Looked(kept.id, clause.place, _sought(document, [clause]), document.source)
    if flag.span is not None:
        return Looked(kept.id, texts.THIS, (sought(document, flag.span),), document.source)
    return None


def _sought(document: Document, clauses: Sequence[Clause]) -> tuple[Sought, ...]:
    return tuple(sought(document, one.span, one.spot) for one in clauses)


async def _drawn(deps: Deps, telegram_id: int, looked: Looked) -> Picture | None:
    pictures = deps.parts.of(Pictures)
    if looked.notice_id in pictures.without:
        return None
    try:
        return await _page(deps, looked)
    except BadInput as reason:
        pictures.without.add(looked.notice_id)
        async with unit(deps) as u:
            text = texts.no_picture(str(reason))
            await u.say(Outgoing(telegram_id, text, priority=Priority.INTERACTIVE))
        return None


async def _page(deps: Deps, looked: Looked) -> Picture:
    options = {"sought": [asdict(one) for one in looked.sought]}
    drawn = await deps.parts.of(Confinement).read(DRAW, await _paper(deps, looked), options, DRAWING)
    caption = texts.page_of(looked.name, drawn["page"], drawn["pages"], marked=drawn["marked"])
    return Picture(b64decode(drawn["picture"]), caption)


async def _paper(deps: Deps, looked: Looked) -> bytes:
    """The original, printed where it has no pages of its own."""
    pictures = deps.parts.of(Pictures)
    if looked.notice_id not in pictures.papers:
        async with deps.store.read() as tx:
            _, content = await queries.original(tx, looked.notice_id)
        if looked.source in PAGED:
            return content
        printed = await deps.parts.of(Confinement).read(PRINT, content, {}, DOCUMENT)
        pictures.keep(looked.notice_id, b64decode(printed))
    return pictures.papers[looked.notice_id]
