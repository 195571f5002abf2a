"""What is known of whoever asks about his own affairs, as lines: his entry, his reports, whom to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.birthdays.queries import birthdays
from bot.core.keeping import Periods
from bot.core.people import Member
from bot.core.queries import members
from bot.core.texts import own_affairs as texts
from bot.core.work.unit import Deps
from bot.questions import own_people, own_reports
from bot.reports.queries import reports
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import TRANSITIONS, Action, Status
from bot.store.engine import Tx
from knowledge.reading.naming import REFUSED
from knowledge.reading.report import opens

if TYPE_CHECKING:
    from knowledge import Answer

OF_REPORTS = frozenset({"bot_status", "bot_edit_report", "bot_my_data"})
OF_REFUSALS = frozenset({"bot_complain", REFUSED})
HUMAN = "bot_human"  # whoever asks for a person hears who his officers are
PRIVACY = "bot_privacy"
MENDED = "mended"  # what he told is set right
HANDLER = "handler"  # which branch he belongs to; who turned his report down
#: Sides that are not about the reports under way, though the topic is.
NO_REPORTS = frozenset(
    {"unsent", "draft", "others", "idea", "joined", "device", "number", "age", "export", "phone", "remembered", "card"}
)
_LISTS = frozenset(
    {"count", "which", "exists", "reported", "received"}
)  # who asks these wants every report, the old ones too
_KNOWN = frozenset({"basis", "covered", "delete"})  # who asks these of his data asks nothing of his reports
_SHOWS_HIM = frozenset({"name", "mended", "calendar", "born"})  # sides of his entry that are looked up
_NO_ENTRY = frozenset(  # sides of his data that are not
    {"count", "joined", "device", "number", "reported", "export", "phone", "received", "remembered"}
)
_UP = frozenset({"up", "secrecy"})  # who complains and asks of these may go higher
_BY_WHOM = frozenset({"officers", "heads"})
_TURNED_DOWN = frozenset({Action.REJECT, Action.RETURN})
_OVER = frozenset({Status.SETTLED, Status.WITHDRAWN, Status.REJECTED})
#: Sides of privacy of which more is known of a member than of anyone.
OF_PRIVACY = _BY_WHOM | {"duration"}


@dataclass(frozen=True)
class Asker:
    """A member and what he has reported, newest first."""

    member: Member
    reports: Sequence[Report]
    drafting: bool

    @property
    def open(self) -> list[Report]:
        return [report for report in self.reports if report.status not in _OVER]

    @property
    def refused(self) -> Report | None:
        """The latest that was turned down or sent back."""
        return next((one for one in self.reports if one.status in {Status.REJECTED, Status.RETURNED}), None)

    @property
    def revocable(self) -> list[Report]:
        return [report for report in self.reports if report.status in TRANSITIONS[Action.WITHDRAW].sources]


async def lines(
    deps: Deps, tx: Tx, asker: Asker, asked: frozenset[str], found: "Answer", today: date, *, first: bool
) -> list[str]:
    """What is known of him. `first`: a refusal was not spoken of before in this talk."""
    said: list[str] = []
    sides = set(found.facets)
    if MENDED in asked and (same := _of_kind(asker, found)):
        return own_reports.listed(deps, same, texts.STILL_AS_IT_WAS, "", today)
    if "bot_my_data" in asked and {HANDLER, "branch"} & sides:
        return [texts.belongs((await members.branch(tx, asker.member.branch_id)).name)]
    if ("bot_my_data" in asked and not _NO_ENTRY & sides) or ("bot_profile" in asked and _SHOWS_HIM & sides):
        said.append(await _known(tx, asker.member))
    if "bot_my_data" in asked and "phone" in sides:
        said.append(texts.phone(await members.phone_tail(tx, asker.member.id) or ""))
    said += await _of_reports(deps, tx, asker, asked, found, today)
    if asked & OF_REFUSALS and (asker.refused or (REFUSED in asked and first)):
        said.append(await _refused(tx, asker))
    if "bot_complain" in asked and _UP & sides:
        said += await own_people.committee(tx, today)
    if PRIVACY in asked:
        said += await _of_privacy(deps, tx, asker.member, sides, today)
    if HUMAN in asked or (REFUSED in asked and HANDLER in sides):
        said += await own_people.whom_to_ask(tx, asker.member, found, today)
    return said


async def _of_reports(
    deps: Deps, tx: Tx, asker: Asker, asked: frozenset[str], found: "Answer", today: date
) -> list[str]:
    """Those that he may take back, all of them, or those under way and what each waits for."""
    said, sides = [], set(found.facets)
    if "bot_withdraw" in asked and not (sides and sides <= {HANDLER}):
        revocable = asker.revocable
        said += own_reports.listed(deps, revocable, texts.WHICH_TO_WITHDRAW, texts.NOTHING_TO_WITHDRAW, today)
    if wants_all(asked, found):
        head = texts.reported(len(asker.reports), len(asker.open))
        said += own_reports.listed(deps, asker.reports, head, texts.NONE_AT_ALL, today)
    elif asked & OF_REPORTS and not _beside(asked, sides):
        steps = await own_reports.steps(tx, asker.open, today) if "bot_status" in asked else {}
        said += own_reports.listed(deps, asker.open, texts.YOUR_REPORTS, _none_open(asked), today, steps)
    if asked & {"bot_withdraw", *OF_REPORTS} and not (_beside(asked, sides) - {"draft"}):
        said += [texts.UNFINISHED] if asker.drafting else [texts.NO_DRAFT] if "draft" in sides else []
    return said


def _none_open(asked: frozenset[str]) -> str:
    """Who asks how a report is mended and has none under way asks for the way alone."""
    return "" if asked == {"bot_edit_report"} else texts.NONE_OPEN


def _beside(asked: frozenset[str], sides: set[str]) -> set[str]:
    """The sides asked about that are not about the reports under way."""
    return sides & (NO_REPORTS | (_KNOWN if "bot_my_data" in asked else frozenset()))


async def _of_privacy(deps: Deps, tx: Tx, member: Member, sides: set[str], today: date) -> list[str]:
    """How long things are kept here, and who deals with reports in his branch."""
    kept = Periods(deps.settings.retention_days, deps.settings.care_hours)
    periods = [texts.periods(kept)] if "duration" in sides else []
    return [
        *periods,
        *([await own_people.handlers(tx, member, today)] if _BY_WHOM & sides and not member.offices else []),
    ]


def wants_all(asked: frozenset[str], found: "Answer") -> bool:
    """Whether he wants to see all that he has reported: “我报了几条”, “这几条都记好了吗”."""
    sides = set(found.facets)
    if sides & (NO_REPORTS | {"branch"}):
        return False
    return bool(asked & OF_REPORTS and _LISTS & sides) or ("bot_status" in asked and "covered" in sides)


def _of_kind(asker: Asker, found: "Answer") -> list[Report]:
    events = found.reading.events if found.reading else ()
    kinds = {opens(one.what, one.whose) for one in events}
    return [one for one in asker.open if one.kind in kinds]


async def _known(tx: Tx, member: Member) -> str:
    branch = await members.branch(tx, member.branch_id)
    born = (await birthdays.preference(tx, member.id)).birthday
    return texts.known(member.name, branch.name, str(born) if born else "")


async def _refused(tx: Tx, asker: Asker) -> str:
    """Who turned down his latest report that was not granted, and why, in the officer's words; that none is known here
    where there is none."""
    report = asker.refused
    if report is None:
        return texts.NOT_REFUSED_HERE
    rows = [row for row in await reports.trail(tx, report.id) if row["action"] in _TURNED_DOWN]
    last = rows[-1] if rows else None
    reason = tx.vault.open(last["note"]) if last and last["note"] else ""
    return texts.refused(report.number or "", (last["actor"] if last else None) or "", reason)
