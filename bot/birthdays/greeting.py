"""From a birthday to a message: the sweep over what is due, in private or in the group, held back, or belated.

What is due is read from the database, so that it makes no difference when, or how often, the sweep runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.birthdays import officers, week, wordings
from bot.birthdays.birthday import keys_of
from bot.birthdays.queries import greetings, overdue
from bot.birthdays.queries.greetings import Due, Key, Outcome
from bot.birthdays.queries.overdue import Overdue
from bot.birthdays.rules import Greeted, kept_year
from bot.birthdays.texts import greeting as texts
from bot.core.clock import local
from bot.core.errors import NotAllowed, Stale
from bot.core.messages import Delivery, JsonObject, Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, quiet_end, quiet_hours, unit
from bot.store import outbox
from bot.store.batches import chunks
from bot.store.history import Entry, append

YESTERDAY = timedelta(days=1)
BATCH = 100
SWEEP_BATCH = 100  # greetings in one transaction
MISSED_DAYS = 60  # how far back a longer outage is looked through, for the officers' list
_WHOLE_DAY = 24


async def greet(u: Unit, batch: Sequence[Due]) -> None:
    """Settles the birthdays of `batch`: rows, messages and what officers hear commit together."""
    since = u.now - timedelta(days=u.deps.settings.bereavement_hold_days)
    mourning = await greetings.bereaved(u.tx, [due.member_id for due in batch], since)
    pools = await wordings.pools(u.tx)
    meant = [_meant(due, pools, u.today, mourning=due.member_id in mourning) for due in batch]
    taken = await greetings.record(u.tx, meant, u.now)
    ours = [one for one in meant if one.key in taken]
    await _send(u, [one for one in ours if one.outcome == Greeted.QUEUED], pools)
    for one in ours:
        if one.outcome == Greeted.HELD:
            await officers.tell_held(u, one.due)
    await officers.tell_unbound(u, [one.due for one in ours if one.outcome == Greeted.UNBOUND])


def _meant(due: Due, pools: wordings.Pools, today: date, *, mourning: bool) -> Outcome:
    """What is to become of this birthday."""
    if due.greeting == "none":
        return Outcome(due, Greeted.OPTED_OUT)
    if mourning:
        return Outcome(due, Greeted.HELD)
    chat = _chat(due)
    if chat is None:
        return Outcome(due, Greeted.UNBOUND)
    pool = pools.of(_place(due, chat, today))
    return Outcome(due, Greeted.QUEUED, texts.choose(pool, due.member_id, due.year, pools.root(due.last_wording)).id)


def _chat(due: Due) -> int | None:
    """Where he is greeted: the group if he chose it and there is one, else in private if he is bound."""
    if due.greeting == "group" and due.members_chat is not None:
        return due.members_chat
    return due.telegram_id


def _place(due: Due, chat: int, today: date) -> str:
    """Which words fit: said in the group or in private, on the day, on the next one, or later."""
    late = "" if due.day >= today else "_late" if due.day + YESTERDAY == today else "_belated"
    return ("group" if chat == due.members_chat else "private") + late


async def _send(u: Unit, queued: Sequence[Outcome], pools: wordings.Pools) -> None:
    """One message each, and the greeting's row knows which."""
    sent = await outbox.enqueue_many(u.tx, [_message(one, pools, u.today) for one in queued], u.now)
    keys = {_dedupe(one.due): one.key for one in queued}
    await greetings.link(u.tx, {keys[dedupe]: id_ for dedupe, id_ in sent.items()})


def _message(one: Outcome, pools: wordings.Pools, today: date) -> Outgoing:
    due, chat = one.due, _chat(one.due) or 0
    wording = next(wording for wording in pools.of(_place(due, chat, today)) if wording.id == one.wording)
    words = wording.written(due.name, due.branch)
    return Outgoing(chat, words, delivery=Delivery.ONCE, priority=Priority.BULK, dedupe=_dedupe(due))


def _dedupe(due: Due) -> str:
    return f"greeting:{due.member_id}:{due.year}"


@dataclass(frozen=True)
class Pressed:
    """Whom the button is about, and the list under which it stood. `week`: it was the list of /birthdays."""

    who: Sequence[Key]
    chat_id: int
    message_id: int | None
    week: bool = False

    @classmethod
    def read(cls, args: JsonObject, chat_id: int, message_id: int | None) -> "Pressed":
        return cls([(int(m), int(y)) for m, y in args["who"]], chat_id, message_id, bool(args.get("week")))


async def send_belated(deps: Deps, update_id: int, telegram_id: int, pressed: Pressed) -> str:
    """补发祝福: closes the year of each with one belated greeting, now or in the morning. Raises Stale, NotAllowed."""
    async with unit(deps, update_id) as u:
        found = await overdue.found(u.tx, pressed.who)
        officer, ours = await _ours(u, telegram_id, [one for one in found if one.outcome == Greeted.MISSED])
        await _turn(u, officer, ours, Greeted.BELATED)
        quiet = quiet_hours(u.deps)
        first = max((await members.branch(u.tx, ours[0].branch_id)).greeting_hour, quiet.until)
        await _send_asked(u)
        waits = first if quiet.cover(u.now) or local(u.now).hour < first else None
        line = texts.being_sent([one.name for one in ours], officer.name, waits)
        await _rewrite(u, officer, pressed, ours, line)
        return line


async def note_greeted(deps: Deps, update_id: int, telegram_id: int, pressed: Pressed) -> str:
    """都已当面问候: nothing is sent any more. Raises Stale, NotAllowed."""
    async with unit(deps, update_id) as u:
        officer, ours = await _ours(u, telegram_id, await overdue.found(u.tx, pressed.who))
        await _turn(u, officer, ours, Greeted.IN_PERSON)
        line = texts.greeted([one.name for one in ours], officer.name)
        await _rewrite(u, officer, pressed, ours, line)
        return line


async def send_asked(deps: Deps) -> None:
    """What officers have asked for at night goes out in the morning."""
    async with deps.store.read() as tx:
        if not await overdue.asked_for(tx, local(deps.clock.now()).hour):
            return
    async with unit(deps) as u:
        await _send_asked(u)


async def _send_asked(u: Unit) -> None:
    if not quiet_end(u.deps, u.now):
        for batch in chunks(await overdue.asked_for(u.tx, local(u.now).hour), BATCH):
            await greet(u, batch)


async def _ours(u: Unit, telegram_id: int, found: Sequence[Overdue]) -> tuple[Member, Sequence[Overdue]]:
    """The officer, and what he may settle: all of it, or nothing."""
    officer = await u.member(telegram_id)
    if not officer.offices:
        raise NotAllowed(texts.OFFICERS_ONLY)
    if not found:
        raise Stale(texts.GONE)
    if not officer.committee_office and any(officer.office_in(one.branch_id) is None for one in found):
        raise NotAllowed(texts.NOT_YOURS)
    return officer, found


async def _turn(u: Unit, officer: Member, ours: Sequence[Overdue], outcome: str) -> None:
    for one in ours:
        if not await overdue.turn(u.tx, one, outcome):
            raise Stale(texts.GONE)
        entry = Entry("greeting", one.member_id, outcome, officer.id, before=one.outcome, after=str(one.year))
        await append(u.tx, entry, u.now)


async def _rewrite(u: Unit, officer: Member, pressed: Pressed, ours: Sequence[Overdue], line: str) -> None:
    """The list says what became of it and loses its buttons."""
    if pressed.week:
        await week.refresh(u, officer, pressed.message_id)
        return
    lines = [texts.overdue(one.day, one.name, one.outcome) for one in ours]
    text = "\n".join([*lines, line])
    await u.say(Outgoing(pressed.chat_id, text, edit=pressed.message_id, priority=Priority.INTERACTIVE))


async def greet_due(deps: Deps) -> int:
    """Greets whoever is due at the branch's hour: today's birthdays, and yesterday's where nobody was there to do it.

    Returns how many members were settled (greeted, held, or listed for officers). To be called every minute or so.
    """
    moment = local(deps.clock.now())
    today = moment.date()
    async with deps.store.read() as tx:
        through = await greetings.swept_through(tx)
    due = await _find(deps, today, moment.hour)
    if through is not None:  # a first start owes nothing for the days before it
        due += await _find(deps, today - timedelta(days=1), moment.hour)
    for batch in chunks(due, SWEEP_BATCH):
        async with unit(deps) as u:
            await greet(u, batch)
    missed = await _missed(deps, through, today) if through else []
    await officers.follow_up(deps, missed)
    await send_asked(deps)
    if through != today:
        async with unit(deps) as u:
            await greetings.note_sweep(u.tx, today, u.now)
            await officers.alarm(u, through)
    return len(due) + len(missed)


async def _find(deps: Deps, day: date, hour: int, *, unseen: bool = False) -> list[Due]:
    """Those whose birthday is kept on `day` and who are still without this year's greeting."""
    found: list[Due] = []
    async with deps.store.read() as tx:
        for key in keys_of(day):
            found += await greetings.due(tx, key, hour, unseen=unseen)
    rule = deps.settings.feb29
    return sorted(
        (one for one in found if kept_year(one.birthday, day, rule) == one.year), key=lambda one: one.branch_id
    )


async def _missed(deps: Deps, through: date, today: date) -> list[Due]:
    """Birthdays of the days that an outage covered whole, too late to greet; from the last day swept on."""
    first = max(through, today - timedelta(days=MISSED_DAYS))
    missed: list[Due] = []
    for back in range((today - first).days, 1, -1):
        missed += await _find(deps, today - timedelta(days=back), _WHOLE_DAY, unseen=True)
    return missed
