"""An import in chat: a committee officer sends the file in private, sees what it would change, and confirms.

The file is read, and its wrong rows are written down, in a process of their own.
"""

import unicodedata
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.confined.confinement import Confinement
from bot.confined.limits import CHAT, Limits
from bot.core.clock import local_date
from bot.core.errors import BadInput, NotAllowed
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import dialogue
from bot.core.work.unit import Deps, Unit, unit
from bot.members.roster import corrections, importing, reading
from bot.members.roster.importing import undo_latest
from bot.members.roster.reading import Reading, packed_wrong
from bot.members.rules.roster import Wrong
from bot.members.rules.roster_plan import Plan, What
from bot.members.texts import roster as texts

PROMPT, COUNT = "roster.file", "roster.count"
FEW = 5  # people who may leave by one press, where the file itself says so
MOST_ROWS = 5000  # more hold the database too long while people wait; they go in at the terminal
_LONGEST = 3800


async def read(deps: Deps, source: str, content: bytes, today: date, rows: int, limits: Limits) -> Reading:
    """Raises BadInput, with what to do, for what is no roster and for what is too much."""
    options = {"source": source, "today": today.isoformat(), "rows": rows}
    return reading.unpacked(await deps.parts.of(Confinement).read(reading.ENTRY, content, options, limits))


async def write_wrong_rows(deps: Deps, content: bytes, wrong: Sequence[Wrong], rows: int, limits: Limits) -> bytes:
    """A workbook of the wrong rows of a file that has been read before. Raises BadInput where it is too much."""
    options = {"rows": rows, "wrong": [packed_wrong(one) for one in wrong[: corrections.MOST]]}
    return b64decode(await deps.parts.of(Confinement).read(corrections.ENTRY, content, options, limits))


@dataclass(frozen=True)
class Offered:
    """`whole`: the preview in full, where the message leaves something out. `wrong`: rows to be mended."""

    whole: str | None
    wrong: tuple[Wrong, ...]


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


async def offer(deps: Deps, update_id: int, telegram_id: int, name: str, content: bytes) -> Offered:
    """Shows what the file would change, with buttons; what does not fit the message comes back as files."""
    await check(deps, telegram_id)
    today = local_date(deps.clock.now())
    reading = await read(deps, name, content, today, MOST_ROWS, CHAT)
    seen = texts.Seen(name, reading.sheets, reading.skipped, reading.ignored)
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        found = await importing.preview(u, reading, officer.id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        text = texts.preview(seen, found.plan)
        await _say(u, telegram_id, text[:_LONGEST], _choices(found.import_id, found.plan))
    whole = texts.preview(seen, found.plan, shown=None)
    return Offered(whole if whole != text[:_LONGEST] else None, tuple(found.plan.wrong))


async def wrong_rows(deps: Deps, content: bytes, wrong: Sequence[Wrong]) -> bytes | None:
    """The wrong rows as a workbook to mend; None where they are too many for one."""
    try:
        return await write_wrong_rows(deps, content, wrong, MOST_ROWS, CHAT)
    except BadInput:
        return None


def _choices(import_id: int, plan: Plan) -> Keyboard:
    args = {"import": import_id}
    choices = [Button(texts.confirm_import(len(plan.changes)), Act("roster.apply", args))] if plan.changes else []
    if plan.absent:
        label = texts.import_and_retire(len(plan.absent))
        choices.append(Button(label, Act("roster.apply", args | {"absent": True})))
    return tuple((button,) for button in [*choices, Button(texts.CANCEL, Act("roster.drop", args))])


async def confirm(deps: Deps, update_id: int, telegram_id: int, import_id: int, *, absent: bool) -> str:
    """Applies the previewed import; where many people would leave by it, their number is asked for first.

    Raises Stale when it was applied or dropped before.
    """
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        leaving = (await importing.planned(u, import_id, absent=absent)).of(What.LEAVING)
        if len(leaving) > (0 if absent else FEW):
            act = Act(COUNT, {"import": import_id, "absent": absent})
            await dialogue.expect(u.tx, telegram_id, telegram_id, act, u.now)
            await _say(u, telegram_id, texts.ask_count([change.row.name for change in leaving]))
            return texts.REPLY_COUNT
        await _apply(u, telegram_id, officer, import_id, absent=absent)
    return texts.IMPORTED


async def counted(deps: Deps, update_id: int, telegram_id: int, typed: str, import_id: int, *, absent: bool) -> None:
    """The number has been typed. Raises BadInput when it is another one, Stale as `confirm` does."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        count = len((await importing.planned(u, import_id, absent=absent)).of(What.LEAVING))
        if _digits(typed) != str(count):
            raise BadInput(texts.wrong_count(count))
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await _apply(u, telegram_id, officer, import_id, absent=absent)


def _digits(typed: str) -> str:
    """“ ９ 人。” → 9."""
    return unicodedata.normalize("NFKC", typed).strip().rstrip("。.个人名位 ")


async def _apply(u: Unit, telegram_id: int, officer: Member, import_id: int, *, absent: bool) -> None:
    plan = await importing.apply(u, import_id, absent=absent, actor_id=officer.id)
    undo = ((Button(texts.UNDO, Act("roster.undo", {"import": import_id})),),) if plan.changes else ()
    await _say(u, telegram_id, texts.applied(plan), undo)


async def drop(deps: Deps, update_id: int, telegram_id: int, import_id: int) -> str:
    async with unit(deps, update_id) as u:
        await _officer(u, telegram_id)
        await importing.drop(u, import_id)
        await _say(u, telegram_id, texts.DROPPED)
    return texts.CANCELLED


async def undo(deps: Deps, update_id: int, telegram_id: int, import_id: int) -> str:
    """Takes the import back, if it is still the newest one."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        done = await undo_latest(u, officer.id, import_id)
        await _say(u, telegram_id, texts.undone(done.source, done.restored, done.removed, done.kept))
    return texts.TAKEN_BACK


async def _officer(u: Unit, telegram_id: int) -> Member:
    member = await u.member(telegram_id)
    if member.committee_office is None:
        raise NotAllowed(texts.COMMITTEE_ONLY)
    return member


async def _say(u: Unit, telegram_id: int, text: str, buttons: Keyboard = ()) -> None:
    await u.say(Outgoing(telegram_id, text, buttons=buttons, priority=Priority.INTERACTIVE))
