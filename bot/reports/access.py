"""The way into every step of the desk: who presses, where, on what. All of it is read again, nothing is believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.core.errors import NotAllowed, Stale
from bot.core.people import Member
from bot.core.work.unit import Unit
from bot.reports.case import Case, locked_case, step_of
from bot.reports.queries import desk, reports
from bot.reports.queries.desk import Decision
from bot.reports.rules.transitions import DECISIONS, TRANSITIONS, Action, Desk, check_may, sources
from bot.reports.texts import card as texts


@dataclass(frozen=True)
class Here:
    """Which account acts, and in which chat; a private chat has its person's id."""

    telegram_id: int
    chat_id: int

    @property
    def private(self) -> bool:
        return self.chat_id == self.telegram_id


@dataclass(frozen=True, kw_only=True)
class Opened(Case):
    """A case in an officer's hands: locked, and he may take the step for which it was opened."""

    who: Member


async def open_case(u: Unit, here: Here, report_id: int, action: Action) -> Opened:
    """Locks the report and checks role, branch, party, chat and state, in this order.

    Raises NotFound, NotAllowed, or Stale with the name of whoever was faster.
    """
    who = await u.member(here.telegram_id)
    case = await locked_case(u, report_id)
    check_may(action, who, case.parties)
    _check_chat(here, case)
    if case.report.status not in sources(action):
        raise Stale(texts.too_late(await step_of(u, case), case.report.kind))
    return Opened(case.report, case.branch, case.committee, case.allowance, who=who)


async def take(
    u: Unit,
    case: Opened,
    action: Action,
    *,
    amount: Decimal | None = None,
    note: str | None = None,
    columns: Mapping[str, Any] | None = None,
) -> Opened:
    """The officer's step with its row in the history: a guarded transition, or what moves nothing. Raises Stale."""
    write = reports.move if action in TRANSITIONS else desk.change
    report = await write(u.tx, action, case.report, case.who.id, u.now, amount=amount, note=note, columns=columns)
    decides = action in DECISIONS
    return case.after(report, Decision(action, case.who.id, case.who.name, u.now) if decides else None)


def _check_chat(here: Here, case: Case) -> None:
    """A desk works in its own group or in an officer's private chat; conflicts in private only."""
    if here.private:
        return
    if case.parties.secret or case.report.desk is Desk.MEDIATOR:
        raise NotAllowed("这类申报只在私聊里办理。")
    if here.chat_id != case.place.group_chat_id:
        raise NotAllowed("这份申报不在这个群里办理，请到本工会的工作群或私聊里操作。")
