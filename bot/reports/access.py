"""The way into every step of the desk: who presses, where, on what. All of it is read again, nothing is believed."""

from dataclasses import dataclass

from bot.core.errors import NotAllowed, Stale
from bot.core.people import Branch, Member
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports.queries import desk, reports
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action, Desk, Parties, check_may, sources
from bot.reports.texts import card as texts


@dataclass(frozen=True)
class Here:
    """Which account acts, and in which chat; a private chat has its person's id."""

    telegram_id: int
    chat_id: int

    @property
    def private(self) -> bool:
        return self.chat_id == self.telegram_id


@dataclass(frozen=True)
class Case:
    """A report under somebody's hands: locked, with everything that the rules ask."""

    report: Report
    who: Member
    parties: Parties
    place: Branch

    @property
    def number(self) -> str:
        return self.report.number or "（未编号）"


async def open_case(u: Unit, here: Here, report_id: int, action: Action) -> Case:
    """Locks the report and checks role, branch, party, chat and state, in this order.

    Raises NotFound, NotAllowed, or Stale with the name of whoever was faster.
    """
    who = await u.member(here.telegram_id)
    report = await desk.locked(u.tx, report_id)
    parties = await reports.parties(u.tx, report)
    place = await members.branch(u.tx, parties.place)
    check_may(action, who, parties)
    _check_chat(here, parties, place)
    if report.status not in sources(action):
        raise Stale(texts.too_late(await step_of(u, report), report.kind))
    return Case(report, who, parties, place)


def _check_chat(here: Here, parties: Parties, place: Branch) -> None:
    """A desk works in its own group or in an officer's private chat; conflicts in private only."""
    if here.private:
        return
    if parties.secret or parties.desk is Desk.MEDIATOR:
        raise NotAllowed("这类申报只在私聊里办理。")
    if here.chat_id != place.group_chat_id:
        raise NotAllowed("这份申报不在这个群里办理，请到本工会的工作群或私聊里操作。")


async def step_of(u: Unit, report: Report) -> texts.Step | None:
    """The latest step, as a group may read of it: a party to the report has no name there."""
    found = await desk.last_decision(u.tx, report.id)
    return texts.Step(found.action, _named(found, report), found.at) if found else None


def _named(found: desk.Decision, report: Report) -> str | None:
    if found.actor_id is not None and found.actor_id == (report.subject_id or report.reporter_id):
        return texts.THE_PERSON
    return texts.THE_REPORTER if found.actor_id == report.reporter_id else found.actor
