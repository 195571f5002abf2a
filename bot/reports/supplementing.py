"""An officer has returned a report with a question: the member answers in words, photos or files, and hands it back."""

from datetime import datetime

from bot.core.errors import BadInput, NotAllowed, Stale
from bot.core.messages import Act, Button, JsonObject
from bot.core.people import Member
from bot.core.queries import dialogue
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.reports import asides, card, evidence
from bot.reports.case import case_of
from bot.reports.evidence import File, Taken
from bot.reports.forms.fields import clean
from bot.reports.queries import parts, reports
from bot.reports.queries.desk import Decision
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action, Status, check_may
from bot.reports.texts import members as members_texts
from bot.reports.texts import reporting as form_texts

PROMPT = "supplement"
LIMIT = 500  # characters at a time


async def start(deps: Deps, update_id: int, telegram_id: int, report_id: int) -> None:
    """Shows the officer's question; the next words and photos belong to it."""
    async with unit(deps, update_id) as u:
        report = await _returned(u, await u.member(telegram_id), report_id)
        await dialogue.expect(u.tx, telegram_id, telegram_id, Act(PROMPT, {"report": report.id}), u.now)
        asked = members_texts.officer_asks(report.question) if report.question else ""
        await answer(u, telegram_id, f"{asked}\n{members_texts.SUPPLEMENT_ASK}".strip())


async def take(deps: Deps, update_id: int, telegram_id: int, report_id: int, text: str, file: File | None) -> bool:
    """Keeps what was sent; it goes to the officers when the member says so. Raises BadInput, Stale.

    False: it is a question; nothing has changed, the update included.
    """
    if asides.asks(deps, text, None):
        return False
    async with unit(deps, update_id) as u:
        report = await _returned(u, await u.member(telegram_id), report_id)
        await keep(u, telegram_id, report, text, file)
    return True


async def take_said(deps: Deps, update_id: int, telegram_id: int, report_id: int, sealed: str) -> None:
    """“刚才那句就是回答”: it had sounded like a question."""
    async with unit(deps, update_id) as u:
        report = await _returned(u, await u.member(telegram_id), report_id)
        await keep(u, telegram_id, report, u.tx.vault.open(sealed), None)


async def keep(u: Unit, telegram_id: int, report: Report, text: str, file: File | None) -> None:
    """Adds the words or the file to what the report states; a caption counts as words."""
    said = clean(text)
    if len(said) > LIMIT:
        raise BadInput(members_texts.too_long(len(said), LIMIT))
    if not said and not file:
        raise BadInput(members_texts.SUPPLEMENT_ASK)
    taken = await evidence.take(u, report.id, file) if file else Taken.FIRST
    if said:
        await _write(u, report, [*_extras(report), {"at": u.now.isoformat(), "text": said}])
    if taken is not Taken.MORE or said:
        await _noted(u, telegram_id, report, words=bool(said))


async def take_back(deps: Deps, update_id: int, telegram_id: int, report_id: int) -> None:
    """“去掉刚才那句”: it was not meant for the officers."""
    async with unit(deps, update_id) as u:
        report = await _returned(u, await u.member(telegram_id), report_id)
        if not await _words_added(u, report):
            raise Stale(members_texts.NOTHING_TO_TAKE_BACK)
        await _write(u, report, _extras(report)[:-1])
        await answer(u, telegram_id, members_texts.TAKEN_BACK)


async def hand_back(deps: Deps, update_id: int, telegram_id: int, report_id: int) -> None:
    """The report is before its desk again. Raises BadInput while nothing was added since it came back."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        report = await _returned(u, member, report_id)
        if not await _added(u, report):
            raise BadInput(members_texts.SUPPLEMENT_FIRST)
        case = await case_of(u, report)
        check_may(Action.RESUBMIT, member, case.parties)
        again = await reports.move(u.tx, Action.RESUBMIT, report, member.id, u.now)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await answer(u, telegram_id, members_texts.resubmitted(report.number or ""))
        await card.post(u, case.after(again, Decision(Action.RESUBMIT, member.id, member.name, u.now)))


async def _added(u: Unit, report: Report) -> bool:
    """Whether anything came after the report had been returned."""
    newest = await parts.newest_evidence(u.tx, report.id)
    came = newest is not None and newest >= await _since(u, report)
    return came or await _words_added(u, report)


async def _words_added(u: Unit, report: Report) -> bool:
    since = await _since(u, report)
    return any(datetime.fromisoformat(extra["at"]) >= since for extra in _extras(report))


async def _since(u: Unit, report: Report) -> datetime:
    """When the report was last returned."""
    trail = await reports.trail(u.tx, report.id)
    found: datetime = max(row["at"] for row in trail if row["action"] == Action.RETURN)
    return found


async def _write(u: Unit, report: Report, extras: list[JsonObject]) -> None:
    await reports.save_draft(u.tx, report, report.facts | {"补充": extras}, u.now)


def _extras(report: Report) -> list[JsonObject]:
    return list(report.facts.get("补充", []))


async def _returned(u: Unit, member: Member, report_id: int) -> Report:
    report = await reports.get(u.tx, report_id)
    if report.reporter_id != member.id:
        raise NotAllowed(form_texts.NOT_YOURS)
    if report.status is not Status.RETURNED:
        raise Stale(members_texts.NOT_RETURNED)
    return report


async def _noted(u: Unit, telegram_id: int, report: Report, *, words: bool) -> None:
    args: JsonObject = {"report": report.id}
    buttons = [Button(members_texts.SEND_BACK, Act("supplement.send", args))]
    if words:
        buttons.append(Button(members_texts.TAKE_BACK, Act("supplement.undo", args)))
    text = members_texts.supplement_noted(report.number or "")
    await answer(u, telegram_id, text, (tuple(buttons),))
