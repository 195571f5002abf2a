"""The use cases of teaching: what may be taught of a group of missed questions, what would change, teach, undo.

Values in, values out; a chat or a page calls them. What changes something takes the caller's `Unit`, and the caller
says `deps.parts.of(Lessons).forget()` once it is committed.
"""

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.clock import local_date
from bot.core.errors import BadInput, Stale
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit
from bot.questions.queries import lessons
from bot.questions.queries.lessons import Lesson
from bot.questions.teaching import choices
from bot.questions.teaching.choices import IGNORED
from bot.questions.teaching.lessons import informed
from bot.questions.texts import teaching as texts
from bot.store import asked
from bot.store.asked import Missed
from bot.store.engine import Tx
from bot.store.history import Entry, append
from knowledge.library import Library
from knowledge.reading.model import Danger
from knowledge.reading.taught import Lessons, Taught

MOST = 12  # phrasings taught at once
MOST_LESSONS = 1000
RECENT = timedelta(days=90)
NEAREST = 40  # known messages that are looked at for each phrasing
LONG_NUMBER = re.compile(r"\d{7,}")


@dataclass(frozen=True)
class Phrasing:
    """Missed questions that say the same, by their ids. `barred`: why it may not be taught, "" where it may."""

    ids: tuple[int, ...]
    text: str
    barred: str = ""

    @property
    def id(self) -> int:
        return self.ids[0]


@dataclass(frozen=True)
class Proposal:
    """That these words ask `topic` · `facet`; with the topic IGNORED, that they need no answer."""

    phrasings: tuple[str, ...]
    topic: str
    facet: str

    @property
    def taught(self) -> tuple[Taught, ...]:
        return tuple(Taught(text, self.topic, self.facet) for text in self.phrasings) if self.topic != IGNORED else ()


@dataclass(frozen=True)
class Change:
    """A message that would be read otherwise: what it asks now, and then."""

    text: str
    before: str
    after: str


@dataclass(frozen=True)
class Preview:
    """How the first phrasing would be answered, and what else would be read otherwise."""

    answer: str
    changes: tuple[Change, ...]


async def phrasings(tx: Tx, library: Library, ids: Sequence[int], today: date) -> list[Phrasing]:
    """The different ones among these missed questions, at most MOST. Raises Stale when none is kept any more."""
    different: dict[str, list[Missed]] = {}
    for missed in await asked.by_ids(tx, ids):
        different.setdefault(library.normal(missed.text), []).append(missed)
    if not different:
        raise Stale(texts.GONE)
    return [
        Phrasing(tuple(one.id for one in same), same[0].text, await _barred(tx, library, same[0].text, today))
        for same in list(different.values())[:MOST]
    ]


async def _barred(tx: Tx, library: Library, text: str, today: date) -> str:
    """What stays in the bot for good must name nobody; and no lesson stands against a danger to life."""
    if library.read(text, today=today).danger is not Danger.NONE:
        return texts.BARRED_DANGER
    if LONG_NUMBER.search(text):
        return texts.BARRED_NUMBER
    return texts.BARRED_NAME if await members.named_in(tx, text) else ""


async def preview(deps: Deps, proposal: Proposal) -> Preview:
    """What would change. Changes nothing itself."""
    library = await informed(deps)
    now = deps.clock.now()
    async with deps.store.read() as tx:
        recent = [one.text for one in await asked.unanswered(tx, now - RECENT, now)]
    return await asyncio.to_thread(_preview, library, proposal, recent, local_date(now))


def _preview(library: Library, proposal: Proposal, recent: Sequence[str], today: date) -> Preview:
    if not proposal.taught:
        return Preview("", ())
    then, own = library.trial(proposal.taught), {library.normal(text) for text in proposal.phrasings}
    near = library.nearest_known(proposal.phrasings, recent, NEAREST)
    others = [text for text in near if library.normal(text) not in own]
    return Preview(then.answer(proposal.phrasings[0], today=today).text, tuple(_changed(library, then, others, today)))


def _changed(now: Library, then: Library, said: Iterable[str], today: date) -> Iterable[Change]:
    for text in said:
        before, after = now.read(text, today=today), then.read(text, today=today)
        if before.questions != after.questions:
            yield Change(text, choices.asked(now, before.questions), choices.asked(now, after.questions))


async def teach(u: Unit, teacher: Member, proposal: Proposal) -> int:
    """The lesson's id. Raises Stale where somebody was faster or a topic is gone, BadInput where nothing is left."""
    library = u.deps.library
    if not choices.known(library, proposal.topic, proposal.facet):
        raise Stale(texts.UNKNOWN_TOPIC)
    await members.hold_committee(u.tx)
    before = await lessons.in_force(u.tx)
    if len(before) >= MOST_LESSONS:
        raise BadInput(texts.TOO_MANY.format(most=MOST_LESSONS))
    _refuse_known(library, proposal, before)
    made = await lessons.add(u.tx, proposal.phrasings, proposal.topic, proposal.facet, teacher.id, u.now)
    said = f"{proposal.facet}，{len(proposal.phrasings)} 句"  # the words themselves stand in the lesson, and go with it
    await append(u.tx, Entry("lesson", made, "teach", teacher.id, after=proposal.topic[:30], note=said), u.now)
    return made


def _refuse_known(library: Library, proposal: Proposal, before: Sequence[Lesson]) -> None:
    """Raises Stale where one of the phrasings is taught already."""
    held = {library.normal(text): one for one in before for text in one.phrasings}
    for text in proposal.phrasings:
        if one := held.get(library.normal(text)):
            meaning = choices.meaning(library, one.topic, one.facet)
            same = (one.topic, one.facet) == (proposal.topic, proposal.facet)
            raise Stale(texts.already(one.teacher, meaning) if same else texts.otherwise(text, one.teacher, meaning))


async def forget(u: Unit, teacher: Member, found: Sequence[Phrasing]) -> None:
    """Words that may not be taught and need no answer go from the list for good: nothing of them is kept."""
    await asked.forget(u.tx, [one for phrasing in found for one in phrasing.ids])
    for phrasing in found:
        await append(u.tx, Entry("question", phrasing.id, "forget", teacher.id), u.now)


async def lesson(tx: Tx, lesson_id: int) -> Lesson:
    """A lesson that is in force. Raises Stale when it is undone."""
    if found := await lessons.by_id(tx, lesson_id):
        return found
    raise Stale(texts.UNDONE_ALREADY)


async def undo(u: Unit, teacher: Member, lesson_id: int) -> Lesson:
    """Takes a lesson back; returns what it was. Raises Stale when it is undone already."""
    found = await lesson(u.tx, lesson_id)
    if not await lessons.undo(u.tx, lesson_id, teacher.id, u.now):
        raise Stale(texts.UNDONE_ALREADY)
    await append(u.tx, Entry("lesson", lesson_id, "undo", teacher.id, before=found.topic[:30]), u.now)
    return found


async def open_ones(deps: Deps, missed: Sequence[Missed]) -> list[Missed]:
    """Those of the missed questions that are still to be dealt with: neither taught since nor put aside (不用管)."""
    library = await informed(deps)
    async with deps.store.read() as tx:
        known = await lessons.in_force(tx)
    settled = [Taught(text, one.topic, one.facet) for one in known for text in one.phrasings]
    if not settled:
        return list(missed)
    return await asyncio.to_thread(_open_ones, library, settled, missed, local_date(deps.clock.now()))


def _open_ones(library: Library, settled: Sequence[Taught], missed: Sequence[Missed], today: date) -> list[Missed]:
    dealt_with = Lessons(settled, library.normal)

    def settles(text: str) -> bool:
        found = dealt_with.match(library.normal(text))
        same = found is not None and (found.same or found.taught.topic == IGNORED)
        return same or (found is not None and library.read(text, today=today).taught)

    return [one for one in missed if not settles(one.text)]
