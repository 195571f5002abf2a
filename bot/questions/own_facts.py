"""What is known of whoever asks about his own affairs, as lines: his entry, his reports, whom to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.birthdays.queries import birthdays
from bot.birthdays.texts.greeting import CHOICES
from bot.core.clock import local_date
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

STATUS, EDIT, WITHDRAW, DATA = "bot_status", "bot_edit_report", "bot_withdraw", "bot_my_data"
OF_REPORTS = frozenset({STATUS, EDIT, DATA})
OF_REFUSALS = frozenset({"bot_complain", REFUSED})
HUMAN = "bot_human"  # whoever asks for a person hears who his officers are
PRIVACY, GREETING = "bot_privacy", "bot_greeting_settings"
MENDED = "mended"  # what he told is set right
BOUND = "bound"  # when his account was
HANDLER = "handler"  # which branch he belongs to; who turned his report down
#: Sides that are not about the reports under way, though the topic is.
NO_REPORTS = frozenset(
    {
        "unsent",
        "closed",
        "draft",
        "others",
        "idea",
        "joined",
        "device",
        "number",
        "age",
        "export",
        "phone",
        "remembered",
        "card",
    }
)
_LISTS = frozenset(
    {"count", "which", "exists", "reported", "received"}
)  # who asks these wants every report, the old ones too
_KNOWN = frozenset(  # who asks these of his data asks nothing of the reports under way
    {"basis", "covered", "delete", "duration", "undo", "secrecy", "amount"}
)
_STILL_THERE = frozenset({"validity", "date"})  # who asks these of his data is shown every report
_SUMS = frozenset({"amount", "received"})  # who asks these is told what was granted
_HOW_TO_MEND = frozenset({"undo", "procedure", "what", "which", "exists", "covered", "place", "other", "date"})
WHY = frozenset({"which", "materials", "what", "purpose"})  # of a refusal: its reason is the answer
_GOES_ON = WHY | {"deadline", "substitute"}  # of a refusal: what he may do is asked, too
_IS_SET = frozenset({"undo", "what", "exists", "which"})  # of his greeting: what he has chosen is told
_SHOWS_HIM = frozenset({"name", "mended", "calendar", "born"})  # sides of his entry that are looked up
_NO_ENTRY = frozenset(  # sides of his data that are not
    {"count", "joined", "device", "number", "reported", "export", "phone", "received", "remembered"}
    | {"duration", "undo", "delete", "secrecy", "amount", "validity", "date"}
)
_UP = frozenset({"up", "secrecy"})  # who complains and asks of these may go higher
_BY_WHOM = frozenset({"officers", "heads"})
_TURNED_DOWN = frozenset({Action.REJECT, Action.RETURN})
_OVER = frozenset({Status.SETTLED, Status.WITHDRAWN, Status.REJECTED})
#: Sides, by topic, of which more is known of a member than of anyone; the rest of these topics is not about him.
OF_HIM: Mapping[str, frozenset[str]] = {PRIVACY: _BY_WHOM | {"duration"}, GREETING: _IS_SET}


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
    def withdrawn(self) -> list[Report]:
        """The latest that was taken back."""
        return [report for report in self.reports if report.status is Status.WITHDRAWN][:1]

    @property
    def revocable(self) -> list[Report]:
        return [report for report in self.reports if report.status in TRANSITIONS[Action.WITHDRAW].sources]


async def lines(
    deps: Deps, tx: Tx, asker: Asker, asked: frozenset[str], found: "Answer", today: date, *, first: bool
) -> list[str]:
    """What is known of him. `first`: a refusal was not spoken of before in this talk."""
    said, sides = list[str](), set(found.facets)
    if MENDED in asked and (same := _of_kind(asker, found)):
        return own_reports.listed(deps, same, texts.STILL_AS_IT_WAS, "", today)
    if DATA in asked and {HANDLER, "branch"} & sides:
        return [texts.belongs((await members.branch(tx, asker.member.branch_id)).name)]
    said += await _of_his_entry(tx, asker.member, asked, sides)
    said += await _of_reports(deps, tx, asker, asked, found, today)
    if asked & OF_REFUSALS and (asker.refused or (REFUSED in asked and first)):
        said.append(await _refused(tx, asker, sides))
    if "bot_complain" in asked and _UP & sides:
        said += await own_people.committee(tx, today)
    if PRIVACY in asked or (DATA in asked and "duration" in sides):
        said += await _of_privacy(deps, tx, asker.member, sides, today)
    if GREETING in asked:
        said.append(texts.greeted(CHOICES[(await birthdays.preference(tx, asker.member.id)).place]))
    if HUMAN in asked or (REFUSED in asked and HANDLER in sides):
        said += await own_people.whom_to_ask(tx, asker.member, found, today)
    return said


async def _of_his_entry(tx: Tx, member: Member, asked: frozenset[str], sides: set[str]) -> list[str]:
    """What the roster has of him, as far as that is asked, and since when he is bound."""
    said = list[str]()
    if (DATA in asked and not _NO_ENTRY & sides) or ("bot_profile" in asked and _SHOWS_HIM & sides):
        said.append(await _known(tx, member))
    if DATA in asked and "phone" in sides:
        said.append(texts.phone(await members.phone_tail(tx, member.id) or ""))
    when = await members.bound_at(tx, member.id) if BOUND in sides or (DATA in asked and "date" in sides) else None
    return [*said, *([texts.bound_on(local_date(when))] if when else [])]


async def _of_reports(
    deps: Deps, tx: Tx, asker: Asker, asked: frozenset[str], found: "Answer", today: date
) -> list[str]:
    """Those that he may take back, all of them, or those under way and what each waits for."""
    said, sides = [], set(found.facets)
    if WITHDRAW in asked and "undo" in sides:
        said += own_reports.listed(deps, asker.withdrawn, texts.YOU_WITHDREW, texts.NOTHING_WITHDRAWN, today)
    elif WITHDRAW in asked and not (sides and sides <= {HANDLER}):
        revocable = asker.revocable
        said += own_reports.listed(deps, revocable, texts.WHICH_TO_WITHDRAW, texts.NOTHING_TO_WITHDRAW, today)
    if wants_all(asked, found):
        head = texts.reported(len(asker.reports), len(asker.open))
        said += own_reports.listed(deps, asker.reports, head, texts.NONE_AT_ALL, today)
    elif asked & OF_REPORTS and not _beside(asked, sides):
        said += await _under_way(deps, tx, asker, asked, sides, today)
    if asked & {DATA, STATUS} and _SUMS & sides:
        said += own_reports.granted(deps, [one for one in asker.reports if one.subject_id == asker.member.id])
    if asked & {WITHDRAW, *OF_REPORTS} and not (_beside(asked, sides) - {"draft"}):
        unfinished = texts.MEND_DRAFT if mends(asked, sides) else texts.UNFINISHED
        said += [unfinished] if asker.drafting else [texts.NO_DRAFT] if "draft" in sides else []
    return said


async def _under_way(
    deps: Deps, tx: Tx, asker: Asker, asked: frozenset[str], sides: set[str], today: date
) -> list[str]:
    """Those under way, with what each waits for or how it is mended; who asks what became of one and has none under
    way sees his latest."""
    steps = await own_reports.steps(tx, asker.open, today) if STATUS in asked else {}
    if mends(asked, sides):
        steps = own_reports.mending(asker.open, asker.member)
    lines = own_reports.listed(deps, asker.open, texts.YOUR_REPORTS, _none_open(asked), today, steps)
    latest = asker.reports[:1] if STATUS in asked and not asker.open else []
    return [*lines, *own_reports.listed(deps, latest, texts.LATEST, "", today)]


def mends(asked: frozenset[str], sides: set[str]) -> bool:
    """Whether he asks how a report of his is set right, and nothing else of it."""
    return asked == {EDIT} and sides <= _HOW_TO_MEND


def _none_open(asked: frozenset[str]) -> str:
    """Who asks how a report is mended and has none under way asks for the way alone."""
    return "" if asked == {EDIT} else texts.NONE_OPEN


def _beside(asked: frozenset[str], sides: set[str]) -> set[str]:
    """The sides asked about that are not about the reports under way."""
    return sides & (NO_REPORTS | (_KNOWN if DATA in asked else frozenset()))


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
    if mends(asked, sides):
        return False
    listed = asked & OF_REPORTS and _LISTS & sides
    return bool(listed or (DATA in asked and _STILL_THERE & sides) or (STATUS in asked and "covered" in sides))


def _of_kind(asker: Asker, found: "Answer") -> list[Report]:
    events = found.reading.events if found.reading else ()
    kinds = {opens(one.what, one.whose) for one in events}
    return [one for one in asker.open if one.kind in kinds]


async def _known(tx: Tx, member: Member) -> str:
    branch = await members.branch(tx, member.branch_id)
    born = (await birthdays.preference(tx, member.id)).birthday
    return texts.known(member.name, branch.name, str(born) if born else "")


async def _refused(tx: Tx, asker: Asker, sides: set[str]) -> str:
    """Who turned down his latest report that was not granted, and why, in the officer's words, and how it goes on where
    that is asked; that none is known here where there is none."""
    report = asker.refused
    if report is None:
        return texts.NOT_REFUSED_HERE
    rows = [row for row in await reports.trail(tx, report.id) if row["action"] in _TURNED_DOWN]
    last = rows[-1] if rows else None
    reason = tx.vault.open(last["note"]) if last and last["note"] else ""
    said = texts.refused(report.number or "", (last["actor"] if last else None) or "", reason)
    if _GOES_ON.isdisjoint(sides):
        return said
    to_add = report.status is Status.RETURNED and report.reporter_id == asker.member.id
    return said + (texts.TO_ADD if to_add else texts.TO_REPORT_AGAIN if report.status is Status.REJECTED else "")


def reason_first(asker: Asker, asked: frozenset[str], sides: set[str]) -> bool:
    """Whether the reason of a refusal is what he asks for, and is known."""
    return REFUSED in asked and bool(WHY & sides) and asker.refused is not None
