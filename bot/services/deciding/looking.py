"""Reading a report: facts, evidence and history go to the one who asks, in private, and the look is written down."""

from bot.domain.forms import catalog
from bot.domain.messages import JsonObject, Outgoing, Priority
from bot.domain.reports import Action
from bot.domain.texts import dossier
from bot.domain.texts.deciding import at
from bot.services.base import Deps, Unit, unit
from bot.services.deciding import keyboards
from bot.services.deciding.access import Case, Here, open_case
from bot.services.deciding.allowance import Allowance, of_report
from bot.store import desk, evidence, history, members, reports

TEXT_LIMIT = 4000  # Telegram takes 4096 characters


async def details(deps: Deps, update_id: int, here: Here, report_id: int) -> str:
    """Sends everything to the presser's private chat; returns the line for the button."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.VIEW)
        await history.append(u.tx, history.Entry("report", report_id, Action.VIEW, case.who.id), u.now)
        unreachable = not here.private and await desk.attempts(u.tx, here.telegram_id) == ["dead"]
        await _send(u, here, case, await of_report(u, case.report))
        return dossier.UNREACHABLE if unreachable else "" if here.private else dossier.SENT


async def _send(u: Unit, here: Here, case: Case, allowance: Allowance) -> None:
    files = [kept.file for kept in await evidence.of_report(u.tx, case.report.id)]
    heading = f"申报 {case.number} · {allowance.title}\n标准：{allowance.limit}\n依据：{allowance.basis}"
    facts, remarks = (
        catalog.lines(case.report.kind, case.report.facts),
        catalog.remarks(case.report.kind, case.report.facts),
    )
    told = dossier.details(heading, await _people(u, case), facts, remarks, len(files))
    passed = dossier.history(await _rows(u, case.report.id))
    room = max(0, TEXT_LIMIT - len(passed))
    text = f"{told[:room]}\n\n{passed}"
    buttons = keyboards.of_card(case.report, allowance, details=False)
    await u.say(Outgoing(here.telegram_id, text, buttons=buttons, priority=Priority.INTERACTIVE))
    await u.say(*(_file(here.telegram_id, case.number, file) for file in files))


async def _people(u: Unit, case: Case) -> list[str]:
    report = case.report
    branch = await members.branch(u.tx, report.branch_id)
    subject = await desk.name_of(u.tx, report.subject_id or report.reporter_id)
    lines = [f"当事人：{subject}（{branch.name}）"]
    if report.subject_id not in (None, report.reporter_id):
        lines.append(f"申报人：{await desk.name_of(u.tx, report.reporter_id)}")
    if report.submitted_at:
        lines.append(f"提交：{at(report.submitted_at)}")
    if others := await desk.twins(u.tx, report):
        lines.append(f"近期同类申报：{'、'.join(others)}")
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


def _file(chat_id: int, number: str, file: JsonObject) -> Outgoing:
    """A photo or file sent on under its Telegram id, never stored by us."""
    caption = f"{number} 附件" + (f"：{file['caption']}" if file.get("caption") else "")
    if file["kind"] == "photo":
        return Outgoing(chat_id, caption[:1000], photo=file["file_id"], priority=Priority.INTERACTIVE)
    return Outgoing(chat_id, caption[:1000], document=file["file_id"], priority=Priority.INTERACTIVE)
