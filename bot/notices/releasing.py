"""A reviewed document published by a second person, and taken back by publishing the former again."""

from bot.core.errors import BadInput, NotAllowed, Stale
from bot.core.work.unit import Unit
from bot.notices import queries, rules, texts
from bot.notices.published import Published, edition, editions, in_use
from bot.notices.queries import Kept
from bot.notices.reviewing import get
from bot.notices.settled import document_of
from bot.store.history import Entry, append
from knowledge.changes import Change, changes, sentence
from knowledge.documents.news import news
from knowledge.inforce import in_force


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
    library = u.deps.library
    published = await editions(u.tx, library)
    numbers = {one.number for one in published}
    known = [one for one in library.editions if one.order == 0 and one.number not in numbers] + published
    new = edition(kept, library)
    after = [*(one for one in known if one.number != new.number), new]
    day = max(new.since, u.today) if new.until is None else new.since
    before = in_force(known, day, new.branch).notice
    return changes(before, in_force(after, day, new.branch).notice, library.lexicon)


async def told(u: Unit, kept: Kept) -> list[str]:
    """The same in sentences, with what is given for events that no topic is for (会员去世)."""
    topics = u.deps.library.lexicon.topics
    others = [document_of(one) for one in await in_use(u.tx) if one.branch_id in (None, kept.branch_id)]
    return [*map(sentence, await differences(u, kept)), *news(document_of(kept), others, frozenset(topics))]
