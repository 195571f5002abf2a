"""Birthdays missed by more than a day: an officer decides whether a belated word is sent.

Why it is left to a person: docs/decisions/late-greetings.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.birthdays import week
from bot.birthdays.queries import overdue
from bot.birthdays.queries.greetings import Key
from bot.birthdays.queries.overdue import Overdue
from bot.birthdays.sending import greet
from bot.birthdays.texts import greeting as texts
from bot.core.clock import local
from bot.core.errors import NotAllowed, Stale
from bot.core.messages import JsonObject, Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.quiet_hours import quiet_end, quiet_hours
from bot.core.work.unit import Deps, Unit, unit
from bot.store.chunks import chunks
from bot.store.history import Entry, append

BATCH = 100


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


async def send(deps: Deps, update_id: int, telegram_id: int, pressed: Pressed) -> str:
    """补发祝福: closes the year of each with one belated greeting, now or in the morning. Raises Stale, NotAllowed."""
    async with unit(deps, update_id) as u:
        found = await overdue.found(u.tx, pressed.who)
        officer, ours = await _ours(u, telegram_id, [one for one in found if one.outcome == "missed"])
        await _turn(u, officer, ours, "belated")
        quiet = quiet_hours(u.deps)
        first = max((await members.branch(u.tx, ours[0].branch_id)).greeting_hour, quiet.until)
        await _send_asked(u)
        waits = first if quiet.cover(u.now) or local(u.now).hour < first else None
        line = texts.being_sent([one.name for one in ours], officer.name, waits)
        await _rewrite(u, officer, pressed, ours, line)
        return line


async def greeted(deps: Deps, update_id: int, telegram_id: int, pressed: Pressed) -> str:
    """都已当面问候: nothing is sent any more. Raises Stale, NotAllowed."""
    async with unit(deps, update_id) as u:
        officer, ours = await _ours(u, telegram_id, await overdue.found(u.tx, pressed.who))
        await _turn(u, officer, ours, "in_person")
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
