"""/settings: what a branch sets for itself, page by page; its chair or the committee changes it, in the history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import update

from bot.core.clock import local_date
from bot.core.errors import BadInput, NotAllowed, NotFound
from bot.core.kinds import CONFLICTS, Kind
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority, rows
from bot.core.people import Branch, Member, Preferences, Role, Signatures
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.texts import branch as texts
from bot.reports import card
from bot.reports.case import Here
from bot.reports.clauses import filed_under, in_force
from bot.store import history
from bot.store import tables as t

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
    wanted = [kind_title(deps, kind) for kind in Kind if kind in branch.preferences.evidence]
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
    return texts.WHICH_SETTING, (*buttons, (*back, *on)) if back or on else buttons


def kind_title(deps: Deps, kind: Kind) -> str:
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
    toggles = [
        _set(branch, texts.owed(kind_title(deps, kind), wanted=kind in wanted), "evidence", kind) for kind in kinds
    ]
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


@dataclass(frozen=True)
class Wish:
    """One setting of a branch and what it is to be, as a button carries it."""

    branch_id: int
    name: str  # signatures | evidence | pin | nudge_hours | greeting_hour
    value: str


async def show(deps: Deps, update_id: int, here: Here, page: Page, message_id: int | None = None) -> None:
    """The settings of a branch; the committee's officers are asked which, in private and in their own group."""
    async with unit(deps, update_id) as u:
        who = await u.member(here.telegram_id)
        branch = await _branch(u, here, who, page.branch_id)
        if branch is None:
            everyone = await members.all_branches(u.tx)
            text, keyboard = chooser(everyone, page.number)
        else:
            text, keyboard = draw(deps, branch, page, may_set=may_set(who, branch))
        await u.say(Outgoing(here.chat_id, text, buttons=keyboard, edit=message_id, priority=Priority.INTERACTIVE))


async def change(deps: Deps, update_id: int, here: Here, wish: Wish, message_id: int | None) -> str:
    """Sets it, writes it down, and shows the page anew. Raises NotAllowed and BadInput."""
    async with unit(deps, update_id) as u:
        who = await u.member(here.telegram_id)
        await members.hold_branch(u.tx, wish.branch_id)
        branch = await _branch(u, here, who, wish.branch_id)
        if branch is None:
            raise NotFound(texts.WHICH_SETTING)
        if not may_set(who, branch):
            raise NotAllowed(texts.CHAIR_ONLY)
        wanted, said = _changed(deps, branch, wish)
        if wanted == branch:
            return texts.SAME
        await _check_signers(u, wanted)
        await _write(u, branch, wanted, wish, who)
        page = Page(branch.id, "evidence" if wish.name == "evidence" else "")
        text, keyboard = draw(deps, wanted, page, may_set=True)
        await u.say(Outgoing(here.chat_id, text, buttons=keyboard, edit=message_id, priority=Priority.INTERACTIVE))
        return texts.changed(said)


async def group_of(deps: Deps, branch_id: int) -> int:
    """Where this branch's cards would be pinned. Raises BadInput where there is no group."""
    async with deps.store.read() as tx:
        chat_id = (await members.branch(tx, branch_id)).group_chat_id
    if chat_id is None:
        raise BadInput(texts.NO_GROUP)
    return chat_id


async def pin_lost(deps: Deps, update_id: int, chat_id: int) -> None:
    """The bot may no longer pin in this group: where cards are to be pinned, the group hears of it."""
    async with unit(deps, update_id) as u:
        branch = await members.branch_of_group(u.tx, chat_id)
        if branch is not None and branch.preferences.pin:
            await u.say(Outgoing(chat_id, texts.PIN_LOST))


def may_set(who: Member, branch: Branch) -> bool:
    by_committee = any(office.committee and office.role in (Role.CHAIR, Role.OFFICER) for office in who.offices)
    return by_committee or who.office_in(branch.id, Role.CHAIR) is not None


async def _branch(u: Unit, here: Here, who: Member, branch_id: int | None) -> Branch | None:
    """The branch that is meant and may be seen here; None where the committee has to choose. Raises NotAllowed."""
    if not who.offices:
        raise NotAllowed(texts.OFFICERS_ONLY)
    place = None if here.private else await members.branch_of_group(u.tx, here.chat_id)
    if not here.private and (place is None or not who.office_in(place.id)):
        raise NotAllowed(texts.OWN_PLACE)
    central = who.committee_office is not None and (place is None or place.committee)
    if branch_id is None:
        if central:
            return None
        return place or await members.branch(u.tx, who.offices[0].branch_id)
    if not central and (who.office_in(branch_id) is None or (place is not None and place.id != branch_id)):
        raise NotAllowed(texts.OWN_PLACE)
    return await members.branch(u.tx, branch_id)


def _changed(deps: Deps, branch: Branch, wish: Wish) -> tuple[Branch, str]:
    """The branch as it would be, and the change in words. Raises BadInput for what is no choice."""
    wishes = branch.preferences
    match wish.name:
        case "signatures" if wish.value in set(Signatures):
            signatures = Signatures(wish.value)
            return _with(branch, replace(wishes, signatures=signatures)), texts.SIGNATURES[signatures]
        case "evidence" if wish.value in set(Kind) - CONFLICTS:
            kind = Kind(wish.value)
            title = kind_title(deps, kind)
            said = texts.now_owed(title, wanted=kind not in wishes.evidence)
            return _with(branch, replace(wishes, evidence=wishes.evidence ^ {kind})), said
        case "pin" if wish.value in ("on", "off"):
            pin = wish.value == "on"
            return _with(branch, replace(wishes, pin=pin)), texts.PIN if pin else texts.NO_PIN
        case "nudge_hours" if wish.value in map(str, NUDGE_HOURS):
            count = int(wish.value) or None
            return _with(branch, replace(wishes, nudge_hours=count)), texts.nudged(count)
        case "greeting_hour" if wish.value in map(str, GREETING_HOURS):
            return replace(branch, greeting_hour=int(wish.value)), texts.greeted(int(wish.value))
    raise BadInput(texts.SAME)


def _with(branch: Branch, wishes: Preferences) -> Branch:
    return replace(branch, preferences=wishes)


async def _check_signers(u: Unit, wanted: Branch) -> None:
    """Raises BadInput where nobody could give the second signature."""
    heads = await members.officers(u.tx, wanted.id, u.today, Role.CHAIR, Role.OFFICER)
    auditors = await members.officers(u.tx, wanted.id, u.today, Role.AUDITOR)
    if wanted.preferences.signatures is Signatures.TWO and len(heads) < 2:
        raise BadInput(texts.TOO_FEW)
    if wanted.preferences.signatures is Signatures.AUDITED and not auditors:
        raise BadInput(texts.NO_AUDITOR)


async def _write(u: Unit, before: Branch, after: Branch, wish: Wish, who: Member) -> None:
    values = {"settings": after.preferences.written(), "greeting_hour": after.greeting_hour}
    await u.tx.run(update(t.branches).where(t.branches.c.id == after.id).values(values))
    entry = history.Entry(
        "branch", after.id, f"set.{wish.name}", who.id, _value(before, wish.name), _value(after, wish.name), None, None
    )
    if wish.name == "evidence":
        now = Kind(wish.value) in after.preferences.evidence
        entry = replace(entry, before="no" if now else "yes", after="yes" if now else "no", note=wish.value)
    await history.append(u.tx, entry, u.now)
    if before.preferences.pin and not after.preferences.pin:
        await card.unpin_all(u, after)


def _value(branch: Branch, name: str) -> str:
    found = branch.greeting_hour if name == "greeting_hour" else branch.preferences.written().get(name)
    return str(found)
