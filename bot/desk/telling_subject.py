"""A colleague's report: the officer who handles it says whether its subject is told (DESIGN §2, issue: on behalf).

Whoever is reported for hears of it at once and can take it back; whoever grieves hears nothing. Both are only the
beginning: an officer who knows the person may spare him from now on, or have him told after all.
"""

from bot.core.errors import Stale
from bot.core.messages import Act, Button, Keyboard
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.texts import telling_subject as texts
from bot.reports import behalf, forms
from bot.reports.access import Here, open_case
from bot.reports.case import Case
from bot.reports.queries import reports
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action, Trace, sources
from bot.store import history


async def spare(deps: Deps, update_id: int, here: Here, report_id: int, *, quiet: bool) -> str:
    """先不告诉本人, or 可以告诉本人了; returns the line for the button. Raises Stale where it is so already."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.SPARE)
        _check(case.report, quiet=quiet)
        step = Action.SPARE if quiet else Trace.UNSPARED
        await history.append(u.tx, history.Entry("report", report_id, step, case.who.id), u.now)
        after = case.after(await reports.note_fact(u.tx, case.report, u.now, quiet=quiet))
        return texts.spared(case.number) if quiet else await _tell(u, after)


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
    message = await behalf.for_subject(u, case.report, case.allowance.title)
    if message is None:
        return texts.unreached(case.number)
    await u.say(message)
    return texts.told(case.number)
