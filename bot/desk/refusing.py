"""Rejecting, returning and revoking: each with a reason that the member reads as the officer wrote it."""

from collections.abc import Callable

from bot.core.kinds import Kind
from bot.core.messages import Act, Button
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.asking import ask, chosen, close, question_of, reason_of
from bot.desk.notifying import announce
from bot.desk.texts import steps as steps_texts
from bot.reports.case import Here, open_case, take, turn_to
from bot.reports.queries import desk, parts
from bot.reports.rules.transitions import Action
from bot.reports.texts import card as card_texts
from bot.reports.texts import card_words
from bot.reports.texts import members as members_texts

_UNARRANGED = {"visitor_id": None, "visit_on": None, "visit_time": None}


async def ask_reason(deps: Deps, update_id: int, here: Here, report_id: int) -> None:
    """Asks why a report is refused: a ready reason, or typed."""
    await _ask(deps, update_id, here, report_id, Action.REJECT, card_texts.ask_reason, "desk.reason", _reasons)


async def ask_question(deps: Deps, update_id: int, here: Here, report_id: int) -> None:
    """Asks what the member is to add: a ready question, or typed."""
    await _ask(deps, update_id, here, report_id, Action.RETURN, card_texts.ask_question, "desk.question", _questions)


async def ask_revoke(deps: Deps, update_id: int, here: Here, report_id: int) -> None:
    """Asks why an agreement is taken back; there are no ready reasons for that."""
    await _ask(deps, update_id, here, report_id, Action.REVOKE, card_texts.ask_revoke, "desk.revoked", lambda _kind: ())


def _reasons(kind: Kind) -> tuple[str, ...]:
    return card_words.of(kind).reasons


def _questions(kind: Kind) -> tuple[str, ...]:
    return card_words.of(kind).questions


async def reject(
    deps: Deps, update_id: int, here: Here, report_id: int, reason: str | int, asker: int | None = None
) -> str:
    """Refuses for good (the member may report again). `reason`: as it was typed, or which of the ready ones."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.REJECT)
        said = chosen(reason, _reasons(case.report.kind), reason_of)
        columns = {**desk.UNDECIDED, "decided_at": u.now, "decided_by": case.who.id}
        case = await take(u, case, Action.REJECT, note=said, columns=columns)
        kind, whom = case.report.kind, await turn_to(u, case)
        await announce(u, case, lambda _addressee: members_texts.rejected(kind, said, whom))
        return await _done(u, here, asker, card_texts.rejected(case.number, kind))


async def give_back(
    deps: Deps, update_id: int, here: Here, report_id: int, question: str | int, asker: int | None = None
) -> str:
    """Returns the report with a question (typed, or which of the ready ones) that the member answers in the chat."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.RETURN)
        said = chosen(question, _questions(case.report.kind), question_of)
        columns = {**desk.UNDECIDED, "question": u.tx.vault.seal(said), "nudged_at": None}
        case = await take(u, case, Action.RETURN, note=said, columns=columns)
        kind = case.report.kind
        await announce(u, case, lambda addressee: members_texts.returned(addressee, kind, said))
        return await _done(u, here, asker, steps_texts.given_back(case.number))


async def revoke(deps: Deps, update_id: int, here: Here, report_id: int, reason: str, asker: int | None = None) -> str:
    """Takes an agreement back before anything was handed over; the report is to be decided anew."""
    said = reason_of(reason)
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.REVOKE)
        columns = {**desk.UNDECIDED, **_UNARRANGED, "nudged_at": None}
        case = await take(u, case, Action.REVOKE, note=said, columns=columns)
        await parts.drop_companions(u.tx, report_id)
        kind, whom = case.report.kind, await turn_to(u, case)
        await announce(u, case, lambda _addressee: members_texts.revoked(kind, said, whom))
        return await _done(u, here, asker, card_texts.revoked(case.number, kind))


async def _done(u: Unit, here: Here, asker: int | None, line: str) -> str:
    await close(u, here, asker, line)
    return line


async def _ask(
    deps: Deps,
    update_id: int,
    here: Here,
    report_id: int,
    action: Action,
    wording: Callable[[str, str, Kind], str],
    act: str,
    ready: Callable[[Kind], tuple[str, ...]],
) -> None:
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, action)
        args = {"report": report_id, "asker": here.telegram_id}
        kind = case.report.kind
        answers = [Button(text, Act(act, {**args, "choice": index})) for index, text in enumerate(ready(kind))]
        await ask(u, here, Act(act, args), wording(case.who.name, case.number, kind), *answers)
