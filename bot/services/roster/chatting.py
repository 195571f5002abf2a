"""An import in chat: a committee officer sends the file in private, sees what it would change, and confirms."""

import asyncio

from bot.domain.clock import local_date
from bot.domain.errors import BadInput, NotAllowed
from bot.domain.messages import Act, Button, Keyboard, Outgoing, Priority
from bot.domain.people import Member
from bot.domain.roster_plan import Plan
from bot.domain.texts import roster as texts
from bot.services.base import Deps, Unit, unit
from bot.services.roster import importing
from bot.services.roster.mending import wrong_rows_workbook
from bot.services.roster.reading import read_roster
from bot.services.roster.undoing import undo_latest
from bot.store import dialogue

PROMPT = "roster.file"
MOST_ROWS = 5000  # more hold the database too long while people wait; they go in at the terminal
_LONGEST = 3800


async def ask_file(deps: Deps, update_id: int, telegram_id: int) -> None:
    """`/roster`: asks for the file. Raises NotAllowed for those outside the committee."""
    async with unit(deps, update_id) as u:
        await _officer(u, telegram_id)
        await dialogue.expect(u.tx, telegram_id, telegram_id, Act(PROMPT), u.now)
        await _say(u, telegram_id, texts.ASK_FILE)


async def leave(deps: Deps, update_id: int, telegram_id: int) -> None:
    """取消: no file after all."""
    async with unit(deps, update_id) as u:
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await _say(u, telegram_id, texts.DROPPED)


async def check(deps: Deps, telegram_id: int) -> None:
    """Before anything is downloaded. Raises NotAllowed."""
    async with unit(deps) as u:
        await _officer(u, telegram_id)


async def offer(deps: Deps, update_id: int, telegram_id: int, name: str, content: bytes) -> bytes | None:
    """Shows what the file would change, with buttons. Returns the workbook of its wrong rows, where there are some."""
    reading = await asyncio.to_thread(read_roster, name, content, local_date(deps.clock.now()))
    if len(reading.rows) > MOST_ROWS:
        raise BadInput(
            f"这份名册有 {len(reading.rows)} 行，超过 {MOST_ROWS} 行的请管理员用命令行导入：wennuan roster import"
        )
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        found = await importing.preview(u, reading, officer.id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        text = texts.preview(name, found.plan, reading.sheets, reading.skipped)[:_LONGEST]
        await _say(u, telegram_id, text, _choices(found.import_id, found.plan))
    return wrong_rows_workbook(reading, found.plan.wrong) if found.plan.wrong else None


def _choices(import_id: int, plan: Plan) -> Keyboard:
    args = {"import": import_id}
    choices = [Button(f"确认导入（{len(plan.changes)} 人有变化）", Act("roster.apply", args))] if plan.changes else []
    if plan.absent:
        label = f"导入，并把名单外的 {len(plan.absent)} 人按调离处理"
        choices.append(Button(label, Act("roster.apply", args | {"absent": True})))
    return tuple((button,) for button in [*choices, Button("取消", Act("roster.drop", args))])


async def confirm(deps: Deps, update_id: int, telegram_id: int, import_id: int, *, absent: bool) -> str:
    """Applies the previewed import. Raises Stale when it was applied or dropped before."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        plan = await importing.apply(u, import_id, absent=absent, actor_id=officer.id)
        undo = ((Button("撤销这次导入", Act("roster.undo", {"import": import_id})),),) if plan.changes else ()
        await _say(u, telegram_id, texts.applied(plan), undo)
    return "已导入。"


async def drop(deps: Deps, update_id: int, telegram_id: int, import_id: int) -> str:
    async with unit(deps, update_id) as u:
        await _officer(u, telegram_id)
        await importing.drop(u, import_id)
        await _say(u, telegram_id, texts.DROPPED)
    return "已取消。"


async def undo(deps: Deps, update_id: int, telegram_id: int, import_id: int) -> str:
    """Takes the import back, if it is still the newest one."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        done = await undo_latest(u, officer.id, import_id)
        await _say(u, telegram_id, texts.undone(done.source, done.restored, done.removed, done.kept))
    return "已撤销。"


async def _officer(u: Unit, telegram_id: int) -> Member:
    member = await u.member(telegram_id)
    if member.committee_office is None:
        raise NotAllowed("花名册由工委的同志来导入。您那里有变动，请报给工委。")
    return member


async def _say(u: Unit, telegram_id: int, text: str, buttons: Keyboard = ()) -> None:
    await u.say(Outgoing(telegram_id, text, buttons=buttons, priority=Priority.INTERACTIVE))
