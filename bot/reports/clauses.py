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


def in_force(deps: Deps, kind: Kind, on: date) -> Entitlement | None:
    """What the notice in force that day says of the kind; None where it does not list it."""
    try:
        return deps.library.entitlement(kind, on)
    except NotInNoticeError:
        return None


def filed_under(deps: Deps, kind: Kind, on: date, submitted: date | None = None) -> Clause:
    """By the event's day `on`; else by the day it was handed in; else by the latest notice before that has the kind."""
    if stated := in_force(deps, kind, on):
        return Clause(stated)
    lapsed = deps.library.in_force(on).number
    by_submission = in_force(deps, kind, submitted) if submitted else None
    return Clause(by_submission or _before(deps, kind, on) or _nowhere(kind, on), lapsed)


def _before(deps: Deps, kind: Kind, on: date) -> Entitlement | None:
    """The latest notice older than the one in force on `on` that lists the kind."""
    signed = deps.library.in_force(on).signed
    while (older := deps.library.in_force(signed - timedelta(days=1))).signed < signed:
        signed = older.signed
        if stated := in_force(deps, kind, signed):
            return stated
    return None


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
