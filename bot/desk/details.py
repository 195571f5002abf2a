"""Shows an officer a whole report in private and notes that he looked; settles whether its subject is told of it."""

from collections.abc import Sequence

from bot.core.errors import Stale, Unreachable
from bot.core.messages import Act, Button, Keyboard, OutboxState, Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.texts import steps as texts
from bot.reports import card, card_buttons, forms, moves
from bot.reports.case import Case, Here, open_case
from bot.reports.forms import steps
from bot.reports.queries import cards, desk, parts, reports
from bot.reports.queries.parts import Evidence, Purpose
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action, Trace, sources
from bot.reports.texts import dossier
from bot.store import history

START = "look_"  # /start with this and a report's id: its details, to whoever may see them
TEXT_LIMIT, CAPTION_LIMIT = 4000, 1000  # Telegram takes 4096 characters, 1024 under a picture or file


async def spare_subject(deps: Deps, update_id: int, here: Here, report_id: int, *, quiet: bool) -> str:
    """先不告诉本人, or 可以告诉本人了; returns the line for the button. Raises Stale where it is so already."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.SPARE)
        _check(case.report, quiet=quiet)
        step = Action.SPARE if quiet else Trace.UNSPARED
        await history.append(u.tx, history.Entry("report", report_id, step, case.who.id), u.now)
        after = case.after(await reports.note_fact(u.tx, case.report, u.now, quiet=quiet))
        return texts.subject_spared(case.number) if quiet else await _tell(u, after)


def on_behalf(report: Report) -> bool:
    return report.subject_id not in (None, report.reporter_id)


def ways(report: Report) -> Keyboard:
    """The button that turns it round, in the details of a report made on behalf of somebody."""
    if not on_behalf(report) or report.status not in sources(Action.SPARE):
        return ()
    quiet = forms.spared(report.kind, report.facts)
    args = {"report": report.id, "quiet": not quiet}
    return ((Button(texts.TELL if quiet else texts.SPARE, Act("desk.spare", args)),),)


def _check(report: Report, *, quiet: bool) -> None:
    if not on_behalf(report):
        raise Stale(texts.NOT_ON_BEHALF)
    if forms.spared(report.kind, report.facts) == quiet:
        raise Stale(texts.ALREADY_SPARED if quiet else texts.ALREADY_TOLD)


async def _tell(u: Unit, case: Case) -> str:
    message = await moves.for_subject(u, case.report, case.allowance.title)
    if message is None:
        return texts.subject_unreached(case.number)
    await u.say(message)
    return texts.subject_told(case.number)


async def details(deps: Deps, update_id: int, here: Here, report_id: int) -> str:
    """Sends everything to the presser's private chat; returns the line for the button.

    Raises Unreachable, with what starts the bot for him, where he would not get it.
    """
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.VIEW)
        if not here.private and await _unreachable(u, case.who, here):
            raise Unreachable(dossier.UNREACHABLE, f"{START}{report_id}")
        await history.append(u.tx, history.Entry("report", report_id, Action.VIEW, case.who.id), u.now)
        await _send(u, here, case)
        return "" if here.private else dossier.SENT


async def _unreachable(u: Unit, who: Member, here: Here) -> bool:
    """Known before anything is sent: he has blocked the bot, or the last message did not get through."""
    return who.blocked or await desk.attempts(u.tx, here.telegram_id) == [OutboxState.DEAD]


async def _send(u: Unit, here: Here, case: Case) -> None:
    allowance = case.allowance
    files = await parts.evidence_of(u.tx, case.report.id)
    limit = "" if case.parties.conflict else allowance.limit
    heading = dossier.heading(case.number, allowance.title, limit, allowance.basis, allowance.lapsed)
    facts, remarks = (
        steps.lines(case.report.kind, case.report.facts),
        steps.remarks(case.report.kind, case.report.facts),
    )
    known = dossier.details(heading, await _people(u, case), facts, remarks, _attached(files))
    passed = dossier.history(await _rows(u, case.report.id), case.report.kind)
    room = max(0, TEXT_LIMIT - len(passed))
    text = f"{known[:room]}\n\n{passed}"
    untold = card.parties_untold(case.report, await cards.untold(u.tx, case.report.id))
    buttons = card_buttons.of_card(case, details=False, untold=untold)
    buttons += ways(case.report)
    told = Outgoing(here.telegram_id, text, buttons=buttons, priority=Priority.INTERACTIVE)
    await u.say(told, *(_file(here.telegram_id, case.number, kept) for kept in files))


def _attached(files: Sequence[Evidence]) -> dossier.Attached:
    photos = sum(kept.purpose is Purpose.VISIT for kept in files)
    return dossier.Attached(len(files) - photos, photos)


async def _people(u: Unit, case: Case) -> list[str]:
    report = case.report
    lines = [dossier.subject(await members.name_of(u.tx, case.subject_id), case.branch.name)]
    if report.subject_id not in (None, report.reporter_id):
        lines.append(dossier.reporter(await members.name_of(u.tx, report.reporter_id)))
        lines.append(texts.subject_stands(quiet=forms.spared(report.kind, report.facts)))
    if report.submitted_at:
        lines.append(dossier.submitted(report.submitted_at))
    if arranged := await parts.visitor_names(u.tx, report):
        lines.append(dossier.arranged(arranged, report.visit_on, report.visit_time))
    if payment := await parts.payment_of(u.tx, report.id):
        lines.append(dossier.paid(payment))
    if others := await desk.twins(u.tx, report):
        lines.append(dossier.twins(others))
    return lines


async def _rows(u: Unit, report_id: int) -> list[dossier.Row]:
    return [
        dossier.Row(
            at=row["at"],
            actor=row["actor"],
            action=row["action"],
            amount=row["amount"],
            note=history.shown(u.tx.vault.open(row["note"])) if row["note"] else None,
        )
        for row in await reports.trail(u.tx, report_id)
    ]


def _file(chat_id: int, number: str, kept: Evidence) -> Outgoing:
    """A photo or file sent on under its Telegram id, never stored by us."""
    file = kept.file
    caption = dossier.caption(number, file.get("caption"), visit=kept.purpose is Purpose.VISIT)[:CAPTION_LIMIT]
    if file["kind"] == "photo":
        return Outgoing(chat_id, caption, photo=file["file_id"], priority=Priority.INTERACTIVE)
    return Outgoing(chat_id, caption, document=file["file_id"], priority=Priority.INTERACTIVE)
