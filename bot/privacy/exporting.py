"""Everything that is kept of a member, in a form for people and one for machines."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.core.clock import local
from bot.core.work.unit import Deps, unit
from bot.privacy import reading
from bot.privacy.queries import owndata
from bot.store.history import Entry, append


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
