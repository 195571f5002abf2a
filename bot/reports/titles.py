"""The notice's own words for a kind. Next year's notice may rename a kind or drop it."""

from datetime import date

from bot.core.errors import NotFound
from bot.core.kinds import Kind
from bot.core.work.unit import Deps
from bot.reports.clauses import filed_under, in_force
from bot.reports.texts import reporting as texts
from knowledge.shelf import Entitlement


def listed(deps: Deps, today: date) -> list[Entitlement]:
    """The kinds that the notice in force lists, visits first."""
    found = [in_force(deps, kind, today) for kind in Kind]
    return sorted((one for one in found if one), key=lambda one: not one.visit)


def title(deps: Deps, kind: Kind, today: date) -> str:
    """What the kind is called; a kind that a newer notice has dropped keeps the name of its own time."""
    return filed_under(deps, kind, today).stated.title


def form(deps: Deps, kind: Kind, on: date) -> str:
    """慰问金 or 慰问品, as the notice in force that day says; 金额 where it says neither."""
    return filed_under(deps, kind, on).stated.form or "金额"


def ceiling(deps: Deps, kind: Kind, today: date) -> str:
    """What is said to whoever names an amount himself."""
    found = in_force(deps, kind, today)
    return texts.amount_not_yours(
        title(deps, kind, today), (found.form if found else None) or "慰问", found.ceiling if found else None
    )


def notice_year(deps: Deps, kind: Kind, today: date) -> int:
    """The year of the notice that lists the kind; 0 where none in force does."""
    found = in_force(deps, kind, today)
    return found.year if found else 0


def check_listed(deps: Deps, kind: Kind, today: date) -> None:
    """Raises NotFound for a kind that the notice in force does not list."""
    if in_force(deps, kind, today) is None:
        raise NotFound(texts.unlisted(title(deps, kind, today)))
