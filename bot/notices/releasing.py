"""A reviewed document published by a second person, and taken back by publishing the former again."""

from collections.abc import Sequence

from bot.core.errors import BadInput, NotAllowed, Stale
from bot.core.work.unit import Unit
from bot.notices import queries, rules, texts
from bot.notices.published import Published, document_of, made, standing
from bot.notices.queries import Kept
from bot.notices.reviewing import get
from bot.store.history import Entry, append
from knowledge.amended import Standing, consolidated, named
from knowledge.changes import Change, changes, sentence
from knowledge.documents.grants import without
from knowledge.documents.model import Document
from knowledge.documents.news import news
from knowledge.inforce import Edition, Level, in_force


async def release(u: Unit, notice_id: int, by: int | None) -> Kept:
    """Publishes: the next question is answered from it. Raises NotAllowed for whoever reviewed it, where two people are
    wanted, Stale where it is published already."""
    kept = await get(u, notice_id)
    if kept.reviewed_at is None:
        raise BadInput(texts.NOT_REVIEWED)
    reviewers = {kept.reviewed_by, *await queries.typists(u.tx, notice_id)}
    if not rules.may_release(reviewers, by, two_people=u.deps.settings.notices_two_people):
        raise NotAllowed(texts.BY_OPERATOR if by is None else texts.SECOND_PERSON)
    if rules.current(await queries.steps(u.tx)).get(kept.number) == notice_id:
        raise Stale(texts.published_already(kept.number))
    await _step(u, kept, queries.RELEASE, by)
    await queries.close_others(u.tx, kept, u.now)
    return kept


async def undo(u: Unit, number: str, by: int | None) -> tuple[Kept, Kept | None]:
    """Takes back what is published under this number: the version before is published again, where there was one.
    Returns both. Raises Stale where nothing is published."""
    steps = await queries.steps(u.tx)
    now = rules.current(steps).get(number)
    if now is None:
        raise Stale(texts.nothing_published(number))
    kept, before = await get(u, now), rules.former(steps, number)
    if before is None:
        await _step(u, kept, queries.WITHDRAW, by)
        return kept, None
    again = await get(u, before)
    await _step(u, again, queries.RELEASE, by)
    return kept, again


async def _step(u: Unit, kept: Kept, action: str, by: int | None) -> None:
    await queries.release(u.tx, kept.id, action, by, u.now)
    await append(u.tx, Entry(queries.ENTITY, kept.id, action, by, after=kept.number), u.now)
    u.deps.parts.of(Published).forget()


async def differences(u: Unit, kept: Kept) -> list[Change]:
    """What publishing it would change, on its first day, for those whom it binds."""
    library, published = u.deps.library, await _before(u, kept)
    files = [one for one in library.editions if one.order == 0 and not one.by]
    known, after = (_beside(files, made(some, library)) for some in (published, [*_others(published, kept), kept]))
    day = max(kept.since, u.today) if kept.until is None else kept.since
    before = in_force(known, day, kept.branch_id).notice
    return changes(before, in_force(after, day, kept.branch_id).notice, library.lexicon)


async def _before(u: Unit, kept: Kept) -> list[Kept]:
    """What is published without it: where it is in use itself, the version before in its place."""
    steps = await queries.steps(u.tx)
    now = rules.current(steps)
    if now.get(kept.number) == kept.id:
        before = rules.former(steps, kept.number)
        now = {number: version for number, version in now.items() if number != kept.number}
        now |= {kept.number: before} if before else {}
    return await queries.published(u.tx, list(now.values())) if now else []


async def is_in_use(u: Unit, kept: Kept) -> bool:
    return rules.current(await queries.steps(u.tx)).get(kept.number) == kept.id


def _others(published: Sequence[Kept], kept: Kept) -> list[Kept]:
    return [one for one in published if one.number != kept.number]


def _beside(files: Sequence[Edition], published: Sequence[Edition]) -> list[Edition]:
    numbers = {one.number for one in published if not one.by}
    return [*(one for one in files if one.number not in numbers), *published]


async def told(u: Unit, kept: Kept) -> list[str]:
    """The same in sentences, with what is given for events that no topic is for (会员去世)."""
    topics = frozenset(u.deps.library.lexicon.topics)
    others = [standing(one) for one in await _before(u, kept) if one.branch_id in (None, kept.branch_id)]
    new = document_of(kept)
    before = [without(one.document, one.denied) for one in others]
    ours = (one for one in others if one.whose == (Level(kept.level), kept.branch_id))
    sentences = [one for document in consolidated(ours, new) or [new] for one in news(document, before, topics)]
    return [*_changes_nothing(kept, new, others), *map(sentence, await differences(u, kept)), *sentences]


def _changes_nothing(kept: Kept, new: Document, others: Sequence[Standing]) -> list[str]:
    """That a document cannot change what is another's: a branch the committee's, the committee what is from above."""
    whose = Level(kept.level), kept.branch_id
    amended = (one for one in others if one.whose != whose and named(new, one.document))
    return [texts.changes_nothing(one.document.number or one.document.title) for one in amended]
