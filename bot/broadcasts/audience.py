"""Who may write, send and stop broadcasts; whom one is for; and members who decline all but essential ones."""

from dataclasses import dataclass
from datetime import timedelta

from bot.broadcasts import showing, texts
from bot.broadcasts.queries import broadcasts
from bot.broadcasts.rules import SENDERS, Audience, Broadcast, State, may_end, may_send
from bot.core.errors import BadInput, NotAllowed, Stale
from bot.core.messages import Act, Button, JsonObject, Keyboard, Outgoing, Priority, rows
from bot.core.people import Member, Office
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.store.history import Entry, append

LATELY = timedelta(days=14)  # how long after its day an activity's members are still offered


async def sender(u: Unit, telegram_id: int) -> tuple[Member, list[Office]]:
    """The member with the offices in whose name he may send. Raises NotAllowed."""
    who = await u.member(telegram_id)
    offices = [office for office in who.offices if office.role in SENDERS]
    if not offices:
        raise NotAllowed(texts.NOT_SENDER)
    return who, offices


async def own_draft(u: Unit, telegram_id: int, broadcast_id: int, version: int | None = None) -> Broadcast:
    """The asker's own draft, locked. Raises NotAllowed, and Stale once it has changed, been sent or dropped."""
    who, _ = await sender(u, telegram_id)
    draft = await broadcasts.get(u.tx, broadcast_id, lock=True)
    if draft is None or draft.author_id != who.id:
        raise Stale(texts.GONE)
    if draft.state is not State.DRAFT:
        raise Stale(texts.ALREADY if draft.under_way else texts.OVER)
    if not may_send(who, draft.branch_id):
        raise NotAllowed(texts.NOT_SENDER)
    if version is not None and version != draft.version:
        raise Stale(texts.STALE_DRAFT)
    return draft


async def check_audience(u: Unit, offices: list[Office], draft: Broadcast) -> None:
    """A branch writes to its own members, or to those of its own activity. Raises NotAllowed."""
    office = next((one for one in offices if one.branch_id == draft.branch_id), None)
    if office is None:
        raise NotAllowed(texts.NOT_SENDER)
    if draft.audience is Audience.ACTIVITY:
        if await broadcasts.activity_owner(u.tx, draft.targets[0]) != draft.branch_id:
            raise NotAllowed(texts.NOT_YOUR_ACTIVITY)
    elif not office.committee and (draft.audience is Audience.ALL or draft.targets != (draft.branch_id,)):
        raise NotAllowed(texts.COMMITTEE_ONLY)


async def sent(u: Unit, telegram_id: int, broadcast_id: int) -> tuple[Member, Broadcast]:
    """A broadcast that has been confirmed, locked, for whoever may stop it or look through it."""
    who = await u.member(telegram_id)
    found = await broadcasts.get(u.tx, broadcast_id, lock=True)
    if found is None or found.state is State.DRAFT:
        raise Stale(texts.GONE)
    if not may_end(who, found.branch_id):
        raise NotAllowed(texts.NOT_YOURS)
    return who, found


@dataclass(frozen=True)
class Address:
    """In the name of which branch, to which audience, and its targets (see `bot.broadcasts.rules.Broadcast`)."""

    branch_id: int
    audience: str
    targets: tuple[int, ...]


@dataclass(frozen=True)
class Pick:
    """A press in the list of branches: which one (None: only the page is turned), and the message that shows it."""

    branch_id: int | None
    page: int
    message_id: int | None


async def change_audience(deps: Deps, update_id: int, telegram_id: int, broadcast_id: int) -> None:
    """换对象: the words stay."""
    async with unit(deps, update_id) as u:
        await own_draft(u, telegram_id, broadcast_id)
        await ask_audience(u, telegram_id, (await sender(u, telegram_id))[1])


async def choose(deps: Deps, update_id: int, telegram_id: int, to: Address) -> None:
    """In whose name, and to whom. Raises NotAllowed beyond one's own branch."""
    async with unit(deps, update_id) as u:
        who, offices = await sender(u, telegram_id)
        draft = await addressed(u, who, to)
        await check_audience(u, offices, draft)
        if draft.audience is Audience.BRANCHES and not draft.targets:
            await _show_branches(u, telegram_id, draft, 0, None)
        else:
            await showing.go_on(u, telegram_id, draft)


async def toggle(deps: Deps, update_id: int, telegram_id: int, broadcast_id: int, pick: Pick) -> None:
    """Adds a branch, or takes it out; the list shows it."""
    async with unit(deps, update_id) as u:
        draft = await own_draft(u, telegram_id, broadcast_id)
        if pick.branch_id is not None:
            chosen = set(draft.targets) ^ {pick.branch_id}
            draft = await broadcasts.change(u.tx, draft, targets=sorted(chosen))
            await check_audience(u, (await sender(u, telegram_id))[1], draft)
        await _show_branches(u, telegram_id, draft, pick.page, pick.message_id)


async def chosen(deps: Deps, update_id: int, telegram_id: int, broadcast_id: int) -> None:
    """选好了. Raises BadInput when no branch is chosen."""
    async with unit(deps, update_id) as u:
        draft = await own_draft(u, telegram_id, broadcast_id)
        if not draft.targets:
            raise BadInput(texts.NO_BRANCH)
        await showing.go_on(u, telegram_id, draft)


async def addressed(u: Unit, who: Member, to: Address) -> Broadcast:
    """The author's draft, made where there is none, to this address; its words stay."""
    draft = await broadcasts.draft_of(u.tx, who.id)
    if draft is None:
        made = await broadcasts.create(u.tx, who.id, to.branch_id, Audience(to.audience), to.targets, u.now)
        draft = await broadcasts.get(u.tx, made)
        assert draft is not None  # noqa: S101 - it was just written
        return draft
    values = {"branch_id": to.branch_id, "audience": Audience(to.audience), "targets": list(to.targets)}
    return await broadcasts.change(u.tx, draft, **values)


async def ask_audience(u: Unit, telegram_id: int, offices: list[Office]) -> None:
    """To whom? A button for each audience that these offices may write to."""
    names = {branch.id: branch.name for branch in await members.all_branches(u.tx)}
    choices: list[Button] = []
    for office in {office.branch_id: office for office in offices}.values():
        to = {"branch": office.branch_id}
        if office.committee:
            choices.append(Button(texts.ALL, Act("broadcast.to", to | {"audience": Audience.ALL, "targets": []})))
            some = to | {"audience": Audience.BRANCHES, "targets": []}
            choices.append(Button(texts.SOME, Act("broadcast.to", some)))
        else:
            own = to | {"audience": Audience.BRANCHES, "targets": [office.branch_id]}
            label = texts.title([names[office.branch_id]], everybody=False)
            choices.append(Button(label, Act("broadcast.to", own)))
        for activity_id, name in await broadcasts.activities_of(u.tx, office.branch_id, u.today - LATELY):
            joined = to | {"audience": Audience.ACTIVITY, "targets": [activity_id]}
            choices.append(Button(texts.activity_title(name), Act("broadcast.to", joined)))
    recent = Button(texts.RECENT, Act("broadcast.recent"))
    await answer(u, telegram_id, texts.WHO, (*rows(*choices, width=1), (recent,)))


async def _show_branches(u: Unit, telegram_id: int, draft: Broadcast, page: int, message_id: int | None) -> None:
    branches = [branch for branch in await members.all_branches(u.tx) if not branch.committee]
    buttons = _branch_buttons(draft, [(branch.id, branch.name) for branch in branches], page)
    text = texts.CHOOSE_BRANCHES
    await u.say(Outgoing(telegram_id, text, buttons=buttons, edit=message_id, priority=Priority.INTERACTIVE))


def _branch_buttons(draft: Broadcast, branches: list[tuple[int, str]], page: int) -> Keyboard:
    args: JsonObject = {"broadcast": draft.id}
    picks = [
        Button(
            texts.branch_label(name, chosen=id_ in draft.targets),
            Act("broadcast.pick", args | {"branch": id_, "page": page}),
        )
        for id_, name in branches[page * texts.PAGE : (page + 1) * texts.PAGE]
    ]
    turns = []
    if page:
        turns.append(Button(texts.EARLIER, Act("broadcast.pick", args | {"branch": None, "page": page - 1})))
    if (page + 1) * texts.PAGE < len(branches):
        turns.append(Button(texts.LATER, Act("broadcast.pick", args | {"branch": None, "page": page + 1})))
    done = Button(texts.done_choosing(len(draft.targets)), Act("broadcast.chosen", args))
    return (*rows(*picks), *rows(*turns), (done,))


async def set_refusal(deps: Deps, update_id: int, telegram_id: int, *, refuse: bool) -> None:
    """Pressing twice changes nothing more. Raises NotAllowed for strangers."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        changed = await (broadcasts.refuse(u.tx, member.id, u.now) if refuse else broadcasts.accept(u.tx, member.id))
        if changed:
            action = "notices-refused" if refuse else "notices-accepted"
            await append(u.tx, Entry("member", member.id, action, member.id), u.now)
        await answer(u, telegram_id, texts.REFUSED if refuse else texts.ACCEPTED)
