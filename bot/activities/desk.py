"""办活动: what an officer has before him and may do with one of them; afterwards the list as a file, and who came."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from bot.activities import listing
from bot.activities.listing import MOST_BUTTONS, in_sight
from bot.activities.queries import activities, signups
from bot.activities.queries.signups import Entrant
from bot.activities.rules import Activity, Phase, SignUp, Status
from bot.activities.texts import desk as desk_texts
from bot.core.clock import local
from bot.core.errors import BadInput, Stale
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority, rows
from bot.core.queries import dialogue, members
from bot.core.work import sheets
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.store.history import Entry, append

MANAGE = "activity.manage"
PAST_SHOWN = 10
_GATED = (Phase.OPEN, Phase.UNOPENED, Phase.CLOSED)  # sign-up can be closed, or opened again
_RUNNING = (*_GATED, Phase.LATE)
HEADER = ("序号", "姓名", "单位", "工号", "报名时间", "签到", "备注")
WIDTHS = (6, 12, 24, 12, 16, 16, 14)  # characters, in the order of HEADER
SPARE = 5  # empty lines at the end, for who comes unannounced
ROW_HEIGHT = 28  # points: room for a signature
PAGE = 20  # names on one message
_NEXT: dict[bool | None, bool | None] = {None: True, True: False, False: None}


async def show(deps: Deps, update_id: int, telegram_id: int) -> None:
    """What is to be completed, what runs, and the way to something new."""
    async with unit(deps, update_id) as u:
        who, branch_id = await listing.organiser(u, telegram_id)
        home = await members.branch(u.tx, branch_id)
        known = [one for one in await in_sight(u, who) if listing.organises(who, one.branch_id)]
        pending = [one for one in known if one.status is Status.PENDING]
        running = [one for one in known if one.status is Status.PUBLISHED]
        keyboard: list[tuple[Button, ...]] = []
        if await activities.draft_of(u.tx, who.id):
            keyboard.append((Button(desk_texts.RESUME, Act("activity.resume")),))
        keyboard += [(_of(one, desk_texts.RUN, MANAGE),) for one in running[:MOST_BUTTONS]]
        keyboard += [(_of(one, desk_texts.COMPLETE, "activity.begin"),) for one in pending[:MOST_BUTTONS]]
        keyboard.append((Button(desk_texts.NEW, Act("activity.begin")), Button(desk_texts.PAST, Act("activity.past"))))
        await answer(u, telegram_id, desk_texts.desk(len(pending), committee=home.committee), tuple(keyboard))


async def show_past(deps: Deps, update_id: int, telegram_id: int) -> None:
    """The latest that are over: their lists, and who came."""
    async with unit(deps, update_id) as u:
        who, branch_id = await listing.organiser(u, telegram_id)
        branches = sorted({branch_id, *(one.branch_id for one in who.offices if one.role in listing.ORGANISERS)})
        held = await activities.past(u.tx, branches, u.today, PAST_SHOWN)
        text = desk_texts.PAST_LIST if held else desk_texts.NO_PAST
        await answer(u, telegram_id, text, tuple((_of(one, "", MANAGE),) for one in held))


async def manage(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> None:
    """One activity with everything that may be done with it; what was asked about it before no longer waits."""
    async with unit(deps, update_id) as u:
        _who, activity = await listing.run(u, telegram_id, activity_id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        phase = activity.phase(u.now)
        tally = await signups.tally(u.tx, activity.id)
        text = desk_texts.managed(activity, tally, phase, u.today)
        await answer(u, telegram_id, text, _ways(u, activity, phase))


def _ways(u: Unit, activity: Activity, phase: Phase) -> Keyboard:
    acts: list[tuple[str, str]] = []
    if phase in (*_RUNNING, Phase.UNFIXED):
        acts.append((desk_texts.MEND, "activity.begin"))
    if phase is Phase.OPEN:
        acts.append((desk_texts.INVITE, "broadcast.invite"))
    if phase in _GATED:
        acts.append(
            (desk_texts.REOPEN, "activity.reopen") if phase is Phase.CLOSED else (desk_texts.CLOSE, "activity.close")
        )
    if activity.status is Status.PUBLISHED:
        acts.append((desk_texts.SHEET, "activity.sheet"))
    if rollable(u, activity):
        acts.append((desk_texts.ROLL, "activity.roll"))
    if phase in _RUNNING:
        acts.append((desk_texts.CANCEL, "activity.reason"))
    keyboard = rows(*(Button(label, Act(name, {"activity": activity.id})) for label, name in acts))
    if activity.status is Status.PENDING:
        return keyboard
    return (*keyboard, (Button(desk_texts.AGAIN, Act("activity.begin", {"again": activity.id})),))


def rollable(u: Unit, activity: Activity) -> bool:
    """From its day on, who came may be noted."""
    day = activity.plan.day
    return activity.status is Status.PUBLISHED and day is not None and u.today >= day


def manage_button(activity: Activity) -> Keyboard:
    return ((Button(desk_texts.MANAGE, Act(MANAGE, {"activity": activity.id})),),)


def _of(activity: Activity, what: str, act: str) -> Button:
    return Button(f"{what}{activity.title}"[:60], Act(act, {"activity": activity.id}))


def workbook(activity: Activity, entrants: Sequence[Entrant]) -> bytes:
    """Two sheets: those who have a place, with room to sign, and those who wait, in their order."""
    title = desk_texts.sheet_title(activity)
    where = desk_texts.sheet_place(activity.plan)
    joined = [one for one in entrants if one.state is SignUp.JOINED]
    waiting = [one for one in entrants if one.state is SignUp.WAITING]
    made = BytesIO()
    with sheets.writing(made) as book:
        _fill(book.page(desk_texts.ROLL_SHEET, title, HEADER, WIDTHS, portrait=True), where, joined, spare=SPARE)
        if waiting:
            later = desk_texts.waiting_title(title)
            _fill(book.page(desk_texts.WAITING_SHEET, later, HEADER, WIDTHS, portrait=True), where, waiting)
    return made.getvalue()


def _fill(page: sheets.Page, where: str, entrants: Sequence[Entrant], spare: int = 0) -> None:
    lines = [
        (number, one.name, one.branch, one.staff_no, f"{local(one.at):%m-%d %H:%M}", "", _came(one))
        for number, one in enumerate(entrants, 1)
    ]
    for row, line in enumerate([*lines, *[("",) * len(HEADER)] * spare], sheets.FIRST_ROW):
        page.height(row, ROW_HEIGHT)
        page.put(row, line)
    page.note(sheets.FIRST_ROW + len(lines) + spare, 0, f"共 {len(entrants)} 人。{where}")


def _came(one: Entrant) -> str:
    return "" if one.came is None else desk_texts.CAME if one.came else desk_texts.MISSED


@dataclass(frozen=True)
class ListFile:
    """The workbook, the name people see, and the words under it."""

    content: bytes
    name: str
    caption: str


async def export(deps: Deps, telegram_id: int, activity_id: int) -> ListFile:
    """The list for those who run the activity; that it was taken is noted. Raises BadInput when it is empty."""
    async with unit(deps) as u:
        who, activity = await listing.run(u, telegram_id, activity_id)
        entrants = await signups.entrants(u.tx, activity.id)
        if not entrants:
            raise BadInput(desk_texts.NOBODY)
        await append(u.tx, Entry("activity", activity.id, "list", who.id), u.now)
        caption = desk_texts.sheet_caption(activity, await signups.tally(u.tx, activity.id))
    return ListFile(workbook(activity, entrants), f"{desk_texts.sheet_title(activity)}.xlsx", caption)


async def show_roll(
    deps: Deps, update_id: int, telegram_id: int, activity_id: int, page: int = 0, message_id: int | None = None
) -> None:
    """登记到场: a page of names, each with what is noted."""
    async with unit(deps, update_id) as u:
        await _show(u, telegram_id, activity_id, page, message_id)


async def mark(
    deps: Deps, update_id: int, telegram_id: int, activity_id: int, member_id: int, page: int, message_id: int | None
) -> None:
    """没登记 → 到场 → 没来, and round again."""
    async with unit(deps, update_id) as u:
        who, activity = await listing.run(u, telegram_id, activity_id)
        listed = {one.member_id: one for one in await signups.entrants(u.tx, activity.id, SignUp.JOINED)}
        if member_id not in listed or not rollable(u, activity):
            raise Stale(desk_texts.NOT_ON_LIST)
        came = _NEXT[listed[member_id].came]
        await signups.mark(u.tx, activity.id, member_id, came)
        after = "" if came is None else "came" if came else "missed"
        await append(u.tx, Entry("activity", activity.id, "roll", who.id, after=f"{member_id}:{after}"), u.now)
        await _show(u, telegram_id, activity_id, page, message_id)


async def _show(u: Unit, telegram_id: int, activity_id: int, page: int, message_id: int | None) -> None:
    _who, activity = await listing.run(u, telegram_id, activity_id)
    if not rollable(u, activity):
        raise Stale(desk_texts.NOT_BEGUN)
    listed = await signups.entrants(u.tx, activity.id, SignUp.JOINED)
    if not listed:
        raise BadInput(desk_texts.NOBODY)
    noted = [one.came for one in listed]
    text = desk_texts.roll(activity.title, noted.count(True), noted.count(False), noted.count(None))
    buttons = _page(activity.id, listed, page)
    await u.say(Outgoing(telegram_id, text, buttons=buttons, edit=message_id, priority=Priority.INTERACTIVE))


def _page(activity_id: int, listed: list[Entrant], page: int) -> Keyboard:
    args = {"activity": activity_id}
    start = page * PAGE
    names = [
        Button(
            desk_texts.on_roll(one.name, one.came),
            Act("activity.mark", {**args, "member": one.member_id, "page": page}),
        )
        for one in listed[start : start + PAGE]
    ]
    turns = []
    if page:
        turns.append(Button("上一页", Act("activity.roll", {**args, "page": page - 1})))
    if start + PAGE < len(listed):
        turns.append(Button("下一页", Act("activity.roll", {**args, "page": page + 1})))
    return (*rows(*names), *((tuple(turns),) if turns else ()))
