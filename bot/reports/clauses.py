"""The clause by which a report is decided, shown and kept in the accounts, also where a newer notice has dropped it.

A notice may drop a kind while reports of it are under way. Nothing that was handed in may vanish for that: it keeps the
clause under which it was filed, and whoever decides is told that the notice in force has none.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.kinds import Kind
from bot.core.work.unit import Deps
from bot.reports.texts import clauses as texts
from knowledge.errors import NotInNoticeError
from knowledge.shelf import Entitlement


@dataclass(frozen=True)
class Clause:
    """What is stated of a kind. `lapsed`: the notice in force, by its number, where it has no such kind; else empty."""

    stated: Entitlement
    lapsed: str = ""


def in_force(deps: Deps, kind: Kind, on: date, branch: int | None = None) -> Entitlement | None:
    """What the documents in force that day, the branch's own included, say of the kind; None where none lists it."""
    try:
        return deps.library.entitlement(kind, on, branch)
    except NotInNoticeError:
        return None


def filed_under(
    deps: Deps, kind: Kind, on: date, submitted: date | None = None, *, branch: int | None = None
) -> Clause:
    """By the event's day `on`; else by the day it was handed in; else by the latest day before on which a document
    that has the kind was in force."""
    if stated := in_force(deps, kind, on, branch):
        return Clause(stated)
    lapsed = deps.library.in_force(on, branch).number
    by_submission = in_force(deps, kind, submitted, branch) if submitted else None
    return Clause(by_submission or _before(deps, kind, on, branch) or _nowhere(kind, on), lapsed)


def _before(deps: Deps, kind: Kind, on: date, branch: int | None) -> Entitlement | None:
    """The latest clause before `on`: what holds changes only on the first and after the last day of a document."""
    editions = deps.library.editions
    days = {one.since for one in editions} | {one.since - timedelta(days=1) for one in editions}
    days |= {one.until for one in editions if one.until}
    found = (in_force(deps, kind, day, branch) for day in sorted(days, reverse=True) if day < on)
    return next((stated for stated in found if stated), None)


def _nowhere(kind: Kind, on: date) -> Entitlement:
    """No notice that is kept here has it (any more): the report still has a name, and nothing is granted by figure."""
    return Entitlement(
        kind,
        texts.UNKNOWN,
        visit=True,
        form=None,
        ceiling=None,
        clause="",
        citation="",
        notice=texts.NO_NOTICE,
        year=on.year,
    )
