"""The State Council's arrangement of a year's holidays, entered by the committee without waiting for a release."""

from datetime import date

from bot.core import worktime
from bot.core.errors import BadInput, NotAllowed, Stale
from bot.core.messages import Act, Button, JsonObject, Keyboard, Outgoing, Priority
from bot.core.people import Member, Role
from bot.core.queries import holidays, members
from bot.core.work.unit import Deps, Unit, unit
from bot.core.worktime import Arrangement
from bot.desk.rules.holidays import doubts, read, year_of
from bot.desk.texts import holidays as texts
from bot.reports.case import Here
from bot.store import history


async def overview(deps: Deps, update_id: int, here: Here) -> None:
    """What this year and the next go by, how to enter a year, and a button to take an entry back."""
    async with unit(deps, update_id) as u:
        await _of_committee(u, here)
        known = await holidays.entered(u.tx)
        years = sorted({u.today.year, u.today.year + 1} | {year for year in known if year > u.today.year})
        lines = [texts.stands(year, _source(year, known)) for year in years]
        buttons = tuple(
            (Button(texts.UNDO.format(year=year), Act("holidays.ask_undo", {"id": known[year].id, "year": year})),)
            for year in years
            if year in known
        )
        await _say(u, here, texts.overview(lines), buttons)


async def propose(deps: Deps, update_id: int, here: Here, words: str) -> None:
    """Reads it back with what wants a second look; nothing counts until it is confirmed. Raises BadInput."""
    async with unit(deps, update_id) as u:
        await _of_committee(u, here)
        found = checked(words, u.today)
        act = Act("holidays.enter", _args(found))
        buttons = ((Button(texts.ENTER, act), Button(texts.CANCEL, Act("holidays.cancel"))),)
        await _say(u, here, texts.preview(found, doubts(found)), buttons)


async def enter(deps: Deps, update_id: int, here: Here, args: JsonObject, message_id: int | None) -> str:
    """就用这份: from now on, on every replica."""
    async with unit(deps, update_id) as u:
        who = await _of_committee(u, here)
        found = _of_args(args)
        await write(u, found, who.id)
        line = texts.in_use(found, who.name)
        await u.say(Outgoing(here.chat_id, line, edit=message_id, priority=Priority.INTERACTIVE))
        return line


async def leave(deps: Deps, update_id: int, here: Here, message_id: int | None) -> str:
    """The proposal, or the undoing, is dropped."""
    async with unit(deps, update_id) as u:
        await _of_committee(u, here)
        await u.say(Outgoing(here.chat_id, texts.DROPPED, edit=message_id, priority=Priority.INTERACTIVE))
        return texts.DROPPED


async def ask_undo(deps: Deps, update_id: int, here: Here, arrangement_id: int, year: int) -> None:
    async with unit(deps, update_id) as u:
        await _of_committee(u, here)
        found = (await holidays.entered(u.tx)).get(year)
        if found is None or found.id != arrangement_id:
            raise Stale(texts.GONE)
        sure = Button(texts.SURE_UNDO, Act("holidays.undo", {"id": arrangement_id, "year": year}))
        buttons = ((sure, Button(texts.CANCEL, Act("holidays.cancel"))),)
        await _say(u, here, texts.ask_undo(found.arrangement), buttons)


async def undo(deps: Deps, update_id: int, here: Here, arrangement_id: int, year: int, message_id: int | None) -> str:
    """Raises Stale where another was faster."""
    async with unit(deps, update_id) as u:
        who = await _of_committee(u, here)
        await take_back(u, arrangement_id, year, who.id)
        line = texts.undone(year)
        await u.say(Outgoing(here.chat_id, line, edit=message_id, priority=Priority.INTERACTIVE))
        return line


def checked(words: str, today: date) -> Arrangement:
    """Raises BadInput with everything that is wrong."""
    year = year_of(words)
    if year is None:
        raise BadInput(texts.NO_YEAR)
    if year not in (today.year, today.year + 1):
        raise BadInput(texts.wrong_year(year, today.year))
    return read(year, words)


async def write(u: Unit, found: Arrangement, by: int | None) -> None:
    arrangement_id = await holidays.add(u.tx, found, by, u.now)
    entry = history.Entry("holidays", arrangement_id, "enter", by, after=str(found.year), note=found.document)
    await history.append(u.tx, entry, u.now)


async def take_back(u: Unit, arrangement_id: int, year: int, by: int | None) -> None:
    if not await holidays.revoke(u.tx, arrangement_id, by, u.now):
        raise Stale(texts.GONE)
    await history.append(u.tx, history.Entry("holidays", arrangement_id, "revoke", by, before=str(year)), u.now)


async def source(deps: Deps, year: int) -> str:
    """What the working days of a year go by, with the days where they were entered."""
    async with deps.store.read() as tx:
        known = await holidays.entered(tx)
    told = _source(year, known)
    return f"{told}\n{texts.listed(known[year].arrangement)}" if year in known else told


def _source(year: int, known: dict[int, holidays.Entered]) -> str:
    if year in known:
        return texts.entered(known[year].arrangement)
    return texts.LIBRARY if worktime.in_library(year) else texts.NEITHER


async def _say(u: Unit, here: Here, text: str, buttons: Keyboard) -> None:
    await u.say(Outgoing(here.chat_id, text, buttons=buttons, priority=Priority.INTERACTIVE))


async def _of_committee(u: Unit, here: Here) -> Member:
    who = await u.member(here.telegram_id)
    if not any(office.committee and office.role in (Role.CHAIR, Role.OFFICER) for office in who.offices):
        raise NotAllowed(texts.COMMITTEE_ONLY)
    if not here.private and (await members.committee(u.tx)).group_chat_id != here.chat_id:
        raise NotAllowed(texts.COMMITTEE_PLACE)
    return who


def _args(found: Arrangement) -> JsonObject:
    off, worked = ([day.isoformat() for day in sorted(days)] for days in (found.off, found.worked))
    return {"year": found.year, "off": off, "worked": worked, "document": found.document}


def _of_args(args: JsonObject) -> Arrangement:
    off, worked = (frozenset(map(date.fromisoformat, args[name])) for name in ("off", "worked"))
    return Arrangement(int(args["year"]), off, worked, str(args["document"]))
