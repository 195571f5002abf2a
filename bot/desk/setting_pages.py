"""The pages of /settings: an overview, and one for each setting with more than two choices."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.clock import local_date
from bot.core.kinds import CONFLICTS, Kind
from bot.core.messages import Act, Button, Keyboard, rows
from bot.core.people import Branch
from bot.core.preferences import Signatures
from bot.core.work.unit import Deps
from bot.desk.texts import setting as texts
from bot.reports.clauses import filed_under, in_force

NUDGE_HOURS = (0, 2, 4, 8, 16)  # 0: as the installation has it
GREETING_HOURS = (7, 8, 9, 10, 11, 12, 15, 18)
BRANCHES = 16  # on a page


@dataclass(frozen=True)
class Page:
    """Which branch's settings (None: to be chosen), and which page of them: "" is the overview."""

    branch_id: int | None = None
    name: str = ""
    number: int = 0


def draw(deps: Deps, branch: Branch, page: Page, *, may_set: bool) -> tuple[str, Keyboard]:
    """Words and buttons; whoever may not change anything gets the overview without buttons."""
    if may_set and page.name == "evidence":
        return texts.choose_evidence(branch.name), _evidence(deps, branch)
    if may_set and page.name == "nudge_hours":
        return texts.choose_nudge(branch.name), _nudge(branch)
    if may_set and page.name == "greeting_hour":
        hours = [_set(branch, texts.oclock(hour), "greeting_hour", str(hour)) for hour in GREETING_HOURS]
        return texts.choose_greeting(branch.name), (*rows(*hours, width=4), (_open(branch, texts.BACK, ""),))
    wanted = [title(deps, kind) for kind in Kind if kind in branch.preferences.evidence]
    text = texts.overview(branch, wanted, deps.settings.nudge_after_hours, may_set=may_set)
    return text, _overview(branch) if may_set else ()


def chooser(branches: Sequence[Branch], number: int) -> tuple[str, Keyboard]:
    """For the committee: every branch a button, in pages."""
    last = max(0, (len(branches) - 1) // BRANCHES)
    page = min(max(number, 0), last)
    shown = branches[page * BRANCHES : (page + 1) * BRANCHES]
    back = (Button("上一页", Act("settings.open", {"number": page - 1})),) if page else ()
    on = (Button("下一页", Act("settings.open", {"number": page + 1})),) if page < last else ()
    buttons = rows(*(_open(branch, branch.name, "") for branch in shown))
    return texts.WHICH, (*buttons, (*back, *on)) if back or on else buttons


def title(deps: Deps, kind: Kind) -> str:
    """As the notice in force names the kind, or the latest that did."""
    return filed_under(deps, kind, local_date(deps.clock.now())).stated.title


def _overview(branch: Branch) -> Keyboard:
    now = branch.preferences
    signing = [
        _set(branch, label, "signatures", one) for one, label in texts.SIGN_BUTTONS.items() if one is not now.signatures
    ]
    pin = _set(branch, texts.NO_PIN, "pin", "off") if now.pin else _set(branch, texts.PIN, "pin", "on")
    return (
        tuple(signing),
        (_open(branch, texts.EVIDENCE, "evidence"), pin),
        (_open(branch, texts.NUDGE, "nudge_hours"), _open(branch, texts.GREETING, "greeting_hour")),
    )


def _evidence(deps: Deps, branch: Branch) -> Keyboard:
    wanted, today = branch.preferences.evidence, local_date(deps.clock.now())
    kinds = [kind for kind in Kind if kind not in CONFLICTS and (kind in wanted or in_force(deps, kind, today))]
    toggles = [_set(branch, texts.owed(title(deps, kind), wanted=kind in wanted), "evidence", kind) for kind in kinds]
    return (*((each,) for each in toggles), (_open(branch, texts.BACK, ""),))


def _nudge(branch: Branch) -> Keyboard:
    choices = [
        _set(branch, texts.hours(count) if count else texts.OWN_DEFAULT, "nudge_hours", str(count))
        for count in NUDGE_HOURS
    ]
    return (*rows(*choices), (_open(branch, texts.BACK, ""),))


def _set(branch: Branch, label: str, name: str, value: str | Signatures | Kind) -> Button:
    return Button(label, Act("settings.set", {"branch": branch.id, "name": name, "value": str(value)}))


def _open(branch: Branch, label: str, name: str) -> Button:
    return Button(label, Act("settings.open", {"branch": branch.id, "name": name}))
