"""A member's own data: what is kept and why, a copy of all of it, and its deletion (个人信息保护法 第四章)."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from bot.broadcasts import texts as broadcast_texts
from bot.broadcasts.queries import broadcasts
from bot.core.clock import local
from bot.core.errors import NotAllowed
from bot.core.messages import Act, Button, Outgoing, Priority
from bot.core.people import Member, Role
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.privacy import reading
from bot.privacy.queries import erasing, owndata, retention
from bot.privacy.retention import periods
from bot.privacy.texts import privacy as texts
from bot.store.history import Entry, append


async def tell(deps: Deps, update_id: int, telegram_id: int) -> None:
    """Members and strangers alike may know; only members get the buttons."""
    async with unit(deps, update_id) as u:
        member = await members.by_telegram(u.tx, telegram_id, u.today)
        officers = await members.officers(u.tx, member.branch_id, u.today, *Role) if member else []
        text = texts.notice(periods(deps), [officer.name for officer in officers])
        rows: tuple[tuple[Button, ...], ...] = ()
        if member:
            waiting = await erasing.pending(u.tx, member.id)
            if waiting:
                text += "\n\n" + texts.waiting(local(waiting["due_at"]))
            last = Button(texts.STAY, Act("privacy.stay")) if waiting else Button(texts.ERASE, Act("privacy.erase"))
            rows = ((Button(texts.EXPORT, Act("privacy.export")),), (await _choice(u, member),), (last,))
        await u.say(Outgoing(telegram_id, text, buttons=rows, priority=Priority.INTERACTIVE))


async def _choice(u: Unit, member: Member) -> Button:
    """Whether he wants broadcasts that are not essential."""
    if await broadcasts.refuses(u.tx, member.id):
        return Button(broadcast_texts.ACCEPT, Act("notices.accept"))
    return Button(broadcast_texts.REFUSE, Act("notices.refuse"))


@dataclass(frozen=True)
class Export:
    """Two files with the same content."""

    text: bytes
    json: bytes


async def export(deps: Deps, telegram_id: int) -> Export:
    """A copy of all of it; that it was taken is noted. Raises NotAllowed for strangers."""
    async with unit(deps) as u:
        member = await u.member(telegram_id)
        content = await owndata.of(u.tx, member.id)
        await append(u.tx, Entry("member", member.id, "export", member.id), u.now)
    document = {"导出时间": u.now} | content
    plain = json.dumps(document, ensure_ascii=False, indent=2, default=_plain)
    return Export(reading.text(deps, document, u.today).encode("utf-8-sig"), plain.encode())


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="seconds")
    if isinstance(value, (date, Decimal)):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not exported")


async def ask_erase(deps: Deps, update_id: int, telegram_id: int) -> None:
    """Says what deletion means and asks. Raises NotAllowed for whoever is in office or has a report open."""
    async with unit(deps, update_id) as u:
        await _free_to_go(u, telegram_id)
        buttons = ((Button(texts.CONFIRM, Act("privacy.confirm")),), (Button(texts.STAY, Act("privacy.stay")),))
        await u.say(
            Outgoing(
                telegram_id, texts.ask_erase(periods(deps).cooling), buttons=buttons, priority=Priority.INTERACTIVE
            )
        )


async def request_erase(deps: Deps, update_id: int, telegram_id: int) -> None:
    """The cooling-off time begins; asking again does not begin it anew."""
    async with unit(deps, update_id) as u:
        member = await _free_to_go(u, telegram_id)
        waiting = await erasing.pending(u.tx, member.id)
        due = waiting["due_at"] if waiting else u.now + timedelta(days=periods(deps).cooling)
        if not waiting:
            await erasing.request(u.tx, member.id, u.now, due)
            await append(u.tx, Entry("member", member.id, "erase-asked", member.id), u.now)
        stay = ((Button(texts.STAY, Act("privacy.stay")),),)
        text = texts.requested(local(due))
        await u.say(Outgoing(telegram_id, text, buttons=stay, priority=Priority.INTERACTIVE))


async def cancel_erase(deps: Deps, update_id: int, telegram_id: int) -> None:
    """不删了."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        cancelled = await erasing.cancel(u.tx, member.id, u.now)
        if cancelled:
            await append(u.tx, Entry("member", member.id, "erase-cancelled", member.id), u.now)
        text = texts.CANCELLED if cancelled else texts.NOTHING_TO_CANCEL
        await u.say(Outgoing(telegram_id, text, priority=Priority.INTERACTIVE))


async def _free_to_go(u: Unit, telegram_id: int) -> Member:
    member = await u.member(telegram_id)
    if member.offices:
        raise NotAllowed(texts.IN_OFFICE)
    if await retention.has_open_reports(u.tx, member.id):
        raise NotAllowed(texts.OPEN_REPORTS)
    return member
